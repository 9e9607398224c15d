"""A graph with Taiwan under two ids, and judgements on who is who."""

from pathlib import Path

import lkg
from conftest import graph_of, record_of
from lkg import folders
from lkg.claims import Actor, Record
from lkg.claims.model import Judgement
from lkg.graphs import Graph
from lkg.matching import Author

DESK = Author("the desk", "2026-11-29")
CLAIMS = (
    "lithuania supports taiwan 2022",
    "lithuania hostsOfficeOf roc 2021-11-18",
    "roc exportsTo japan 2022 claimant=roc",
    "lithuania supports ukraine 2022",
)
ACTORS: dict[str, str | Actor] = {
    "taiwan": Actor("taiwan", "Taiwan", "State", aliases=(("Republic of China", "en"),)),
    "roc": Actor("roc", "Republic of China", "State", aliases=(("中華民國", "zh"),)),
}


def graph_in(folder: Path, record: Record) -> Graph:
    folders.save(record, folder)
    return lkg.open(folder)


def of_taiwan(place: Path) -> Path:
    """Lithuania, Ukraine, Japan, and Taiwan under two ids."""
    folders.save(record_of(*CLAIMS, actors=ACTORS), place / "graph")
    return place / "graph"


def judged(one: str, other: str, verdict: str = "same", kept: str = "", **more: str) -> Judgement:
    pair = (one, other) if one < other else (other, one)
    return Judgement(f"{pair[0]}--{pair[1]}", pair, verdict, "2026-11-29", "the desk", "looked at", kept, **more)


def keep(folder: Path, *judgements: Judgement) -> Graph:
    folders.save_judgements(judgements, folder)
    return lkg.open(folder)


def small(lines: str | list[str], actors: dict[str, Actor]) -> Graph:
    """A graph in memory of some claims and actors."""
    return graph_of(*([lines] if isinstance(lines, str) else lines), actors=dict(actors))


def person(name: str, label: str) -> Actor:
    return Actor(name, label, "Person", public_role="minister")


LONE, GABRIELIUS = person("a", "Landsbergis"), person("g", "Gabrielius Landsbergis")
