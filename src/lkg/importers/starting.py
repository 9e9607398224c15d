"""A folder for a graph of one's own: a spreadsheet to fill, with some rows as an example, a lens and a check."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lkg import turtle, vocab
from lkg.claims import Claim, Record, Source, reading
from lkg.errors import Misuse
from lkg.importers import sheets
from lkg.importers.actors import identifier
from lkg.importers.sheets import template
from lkg.importers.taking import take_over
from lkg.store import parse_files
from lkg.vocab import ontology

EXAMPLES = ("C149", "C166", "C171", "C263", "Z001", "C352")
"""claims of the bundled graph with which a new one begins, to be written over"""
EXAMPLE = "example-"
"""how the ids of their rows begin"""
FILES = ("README.md", "Makefile", "dataset.ttl", "lenses/cooperation.toml")
GRID = "grids/standard.toml"
"""of the bundled graph, whose choices can be made for any"""
QUERIES = (
    "allegations", "claims-by-claimant", "claims-of-source", "contested-statements", "deeds-between", "denials-by",
    "disputed-claims", "find-claims", "members-of", "memberships-of", "money-flows", "office-holders", "plans",
    "recent-claims", "sanctions-in-force", "several-voices", "single-voice-claims", "sources-by", "timeline",
    "uncited-claims", "weak-claims", "who-speaks-for",
)  # fmt: skip
"""questions of the bundled graph that can be asked of any"""
_OWN_DEFAULT = re.compile(r"^(# \?(?:words\s|\w+\s+(?:actor|source|claim)\s).*?)\s+= .*$", re.MULTILINE)
TEMPLATES = Path(__file__).with_name("start_files")


def new(folder: Path, *, title: str = "", today: str = "") -> list[Path]:
    """Make the folder of a new graph and return its files; raises Misuse where something lies there already.

    It holds a few claims of the bundled graph, so that everything works at once: they are rows of the spreadsheet,
    and go when this is imported as a whole without them.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Misuse(f"{folder} is not empty. Give a folder that is not there yet.")
    words = {
        "title": (title or _title(folder)).replace('"', "'"),
        "name": folder.resolve().name,
        "created": today or dt.date.today().isoformat(),
        "id": identifier(folder.resolve().name),
    }
    for part in ("lenses", "queries", "grids"):
        (folder / part).mkdir(parents=True)
    for name in FILES:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        for key, value in words.items():
            text = text.replace(f"[[{key}]]", value)
        turtle.save(folder / name, text)
    turtle.save(folder / GRID, (vocab.folder("graph") / GRID).read_text(encoding="utf-8"))
    for name in QUERIES:
        text = (vocab.folder("graph") / "queries" / f"{name}.rq").read_text(encoding="utf-8")
        # whom the question is about by default is nobody here
        turtle.save(folder / "queries" / f"{name}.rq", _OWN_DEFAULT.sub(r"\1", text))
    examples = _examples()
    template.workbook(folder / "claims.xlsx", *_rows(examples))
    turtle.save(folder / "claims.csv", template.table(_claim_rows(examples)))
    take_over(sheets.read(folder / "claims.xlsx").record, folder)
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _title(folder: Path) -> str:
    return folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()


def _examples() -> Record:
    place = vocab.folder("graph")
    record = reading.read(parse_files(sorted(place.rglob("*.ttl"))))
    claims = {id: record.claims[id] for id in EXAMPLES}
    sources = {claim.source: record.sources[claim.source] for claim in claims.values()}
    actors = {id: record.actors[id] for claim in claims.values() for id in (claim.subject, claim.object)}
    return Record(actors, sources, claims)


Cells = Mapping[str, str]


def _rows(record: Record) -> tuple[list[Cells], list[Cells], list[Cells]]:
    actors: list[Cells] = [
        {
            "name": actor.label,
            "kind": ontology().labels[actor.kind],
            "also known as": "; ".join(alias for alias, _ in actor.aliases),
            "country": actor.country,
            "wikidata": actor.wikidata,
            "id": actor.id,
        }
        for actor in record.actors.values()
    ]
    return list(_claim_rows(record)), actors, list(map(_source_row, record.sources.values()))


def _claim_rows(record: Record) -> Iterator[Cells]:
    for number, claim in enumerate(record.claims.values(), 1):
        yield _claim_row(claim, record, number)


def _claim_row(claim: Claim, record: Record, number: int) -> Cells:
    return {
        "from": record.actors[claim.subject].label,
        "relation": ontology().relations[claim.relation].label,
        "to": record.actors[claim.object].label,
        "date": claim.when.text,
        "url": record.sources[claim.source].url,
        "id": f"{EXAMPLE}{number}",
        "credibility": claim.credibility,
        "note": claim.note,
    }


def _source_row(source: Source) -> Cells:
    return {
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "kind": ontology().labels[source.kind],
        "reliability": source.reliability,
        "language": source.language,
        "country": source.publisher_country,
        "archived": source.archived,
        "accessed": source.accessed,
    }
