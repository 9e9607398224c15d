"""The smallest graphs that show a point: one line a claim, read as `subject relation object date`.

    graph_of(
        "lithuania sanctions belarus 2020-08-31",
        "lithuania sanctions belarus 2022-01-01 ended source=gazette",
        actors={"nato": "InternationalOrganization"},
        sources={"gazette": {"reliability": "B", "publisher": "State Gazette"}},
    )

Actors are States and sources have reliability A unless said otherwise; claims have credibility 1 and are called
C1, C2 … in their order. After the date come a modality and `key=value` pairs: the fields of a claim, and
`disputes=C1` (a genuine denial), `disputes=C1:date:apparent`, `withdrawn=2024-01-01`.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest

import lkg
from lkg import period
from lkg.claims import Actor, Claim, ClaimDispute, Record, Source, Withdrawal, writing
from lkg.claims.model import MODALITIES
from lkg.graphs import Graph
from lkg.networks import Tie
from lkg.store import Store
from lkg.vocab import LKG, PREFIXES

# as on the command line: collecting garbage while graphs are made costs more than it frees
gc.set_threshold(100_000, 50, 50)

PAPER = "paper"
"""the source of a claim that names none"""
UNCITED = {"uncited": {"kind": "uncited", "reliability": "", "publisher": ""}}
"""a mark in place of a source"""
LONG = ("memberships_truth", "cli", "docs", "reports", "notebooks", "simulation", "package")
"""files that take long, some with few tests"""
_LATEST: dict[str, Graph] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first: begun last, one of them would keep one worker busy while the other has nothing left."""
    names = [f"test_{name}" for name in LONG]
    items.sort(key=lambda item: names.index(item.path.stem) if item.path.stem in names else len(names))


class Ran(NamedTuple):
    """What a command printed, and how it ended."""

    out: str
    err: str
    code: int


def run(*words: object, **environment: str) -> Ran:
    """A command as if typed at a shell; here and not in a process of its own, which would start anew each time.

    What is no message of ours but a fault is raised, not printed.
    """
    from lkg.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = 0
    with pytest.MonkeyPatch.context() as shell, redirect_stdout(out), redirect_stderr(err):
        shell.setattr(sys, "argv", ["lkg", *map(str, words)])
        for name, value in ({"COLUMNS": "160"} | environment).items():
            shell.setenv(name, value)
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(_printed(out), _printed(err), code)


def claim(line: str, number: int = 1) -> Claim:
    """One claim from its line."""
    subject, relation, object_, when, *rest = line.split()
    modality = next((word for word in rest if word in MODALITIES), "asserted")
    given = dict(word.split("=", 1) for word in rest if word not in MODALITIES)
    name = given.pop("id", f"C{number}")
    withdrawn = given.pop("withdrawn", "")
    polarity = given.pop("polarity", "")
    fields: dict[str, Any] = {"source": PAPER, "credibility": "1"} | given
    fields["disputes"] = tuple(_disputes(name, given.get("disputes", "")))
    return Claim(
        name,
        subject,
        relation,
        object_,
        period.parse(when),
        modality=modality,
        polarity=int(polarity) if polarity else None,
        withdrawal=Withdrawal(withdrawn, "the editors", "wrong page") if withdrawn else None,
        **fields,
    )


def record_of(
    *claims: str | Claim,
    actors: Mapping[str, str | Actor] | None = None,
    sources: Mapping[str, Mapping[str, Any]] | None = None,
) -> Record:
    """The record of these claims, with all actors and sources that they name."""
    made = [claim(each, i) if isinstance(each, str) else each for i, each in enumerate(claims, 1)]
    kinds, given = dict(actors or {}), dict(sources or {})
    ends = [end for each in made for end in (each.subject, each.object, each.claimant) if end]
    names = sorted({*kinds, *ends})
    origins = sorted({*given, *(each.source for each in made)})
    return Record(
        {name: _actor(name, kinds.get(name, "State")) for name in names},
        {name: _source(name, given.get(name, {})) for name in origins},
        {each.id: each for each in made},
    )


def graph_of(
    *claims: str | Claim,
    actors: Mapping[str, str | Actor] | None = None,
    sources: Mapping[str, Mapping[str, Any]] | None = None,
    ego: str = "",
    ratings: Mapping[str, float] | None = None,
) -> Graph:
    """A graph in memory; `ratings` puts probabilities such as {"A1": 0.7} in place of the ontology's."""
    key = repr((claims, actors, sources, ego, ratings))
    if key not in _LATEST:
        # a test often asks for the same graph again under another lens
        if len(_LATEST) > 5:
            _LATEST.clear()
        triples = [
            *writing.write(record_of(*claims, actors=actors, sources=sources)),
            *_dataset(ego),
            *_ratings(ratings or {}),
        ]
        store = Store()
        store.inner.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in triples)
        _LATEST[key] = Graph(store)
    return _LATEST[key]


def ties(graph: Graph, lens: str | lkg.Lens = "default", **options: Any) -> set[tuple[str, str, str]]:
    """The ties that a lens sees, as (from, relation, to)."""
    return {(tie.source, tie.relation, tie.target) for tie in lkg.network(graph, lens, **options).ties}


def seen(graph: Graph, **options: Any) -> set[str]:
    """The claims beneath the ties and memberships that a lens sees."""
    net = lkg.network(graph, **options)
    return {name for tie in (*net.ties, *net.memberships) for name in tie.claims}


def holds(graph: Graph, day: str, name: str = "C1", **options: Any) -> bool:
    """Whether the lens sees a claim on a day."""
    return name in lkg.network(graph, at=day, **options).claims


def holding(graph: Graph, days: Iterable[str], name: str = "C1", **options: Any) -> list[str]:
    """Those of the days on which the lens sees a claim."""
    return [day for day in days if holds(graph, day, name, **options)]


def only_tie(graph: Graph, lens: str | lkg.Lens = "default", **options: Any) -> Tie:
    """The one tie that a lens sees."""
    (tie,) = lkg.network(graph, lens, **options).ties
    return tie


@pytest.fixture(scope="session")
def bundled() -> Graph:
    """The graph that the package ships."""
    return lkg.open()


@pytest.fixture(scope="session")
def truths() -> Path:
    """The folder of the texts and tables from which the bundled graph was made."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("LKG_TRUTHS", beside))
    if not (folder / "sources").is_dir():
        pytest.skip("The texts behind the graph are not here: set LKG_TRUTHS to a folder that holds sources/dossier.")
    return folder


def _printed(channel: io.TextIOWrapper) -> str:
    channel.seek(0)
    return channel.read()


def _actor(name: str, kind: str | Actor) -> Actor:
    if isinstance(kind, Actor):
        return kind
    return Actor(name, name, kind, public_role="office" if kind == "Person" else "")


def _source(name: str, given: Mapping[str, Any]) -> Source:
    return Source(name, **{"title": name, "publisher": name, "kind": "news", "reliability": "A"} | dict(given))


def _disputes(name: str, text: str) -> Iterable[ClaimDispute]:
    for each in filter(None, text.split(",")):
        other, _, rest = each.partition(":")
        type_, _, nature = (rest or "denial:genuine").partition(":")
        yield ClaimDispute(f"{name}-{other}", other, type_, nature)


def _dataset(ego: str) -> Iterable[ox.Triple]:
    return _about("graph", "test", "Dataset", ego=ox.NamedNode(PREFIXES["actor"] + ego)) if ego else []


def _ratings(given: Mapping[str, float]) -> Iterable[ox.Triple]:
    for name, p in given.items():
        facts = {"reliability": ox.Literal(name[0]), "credibility": ox.Literal(name[1]), "probability": ox.Literal(p)}
        yield from _about("rating", name, "Rating", **facts)


def _about(prefix: str, name: str, kind: str, **facts: ox.NamedNode | ox.Literal) -> list[ox.Triple]:
    node = ox.NamedNode(PREFIXES[prefix] + name)
    typed = ox.Triple(node, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(LKG[kind]))
    return [typed, *(ox.Triple(node, ox.NamedNode(LKG[key]), value) for key, value in facts.items())]
