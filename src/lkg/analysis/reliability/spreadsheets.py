"""Coders' own spreadsheets, read as `lkg import` reads them: their headings, their words, the names of a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lkg.claims import Actor, Record
from lkg.errors import Misuse
from lkg.identity import fold
from lkg.importers import sheets
from lkg.importers.sheets import Layout, cells
from lkg.importers.sheets.columns import AS_IT_IS

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
HEADS = 20
"""rows among which a heading may stand, beneath a title"""


@dataclass(frozen=True, slots=True)
class Manner:
    """How spreadsheets are to be read, the same for all coders: a heading that one of them lacks says nothing there."""

    layout: Layout = AS_IT_IS
    """which heading means which column, and what all rows share"""
    others: Mapping[str, Path] = field(default_factory=dict)
    """files for what a workbook has as the sheets Actors, Sources and Relations"""
    known: Record = field(default_factory=Record)
    """the graph whose actors are known by their names; how it rates sources is no decision of a coder"""


AS_WRITTEN = Manner()
"""for files whose headings and words are those of the template"""


def is_one(place: Path) -> bool:
    """Whether a place is a spreadsheet of claims."""
    return place.is_file() and place.suffix.lower() in SUFFIXES


def check(places: Sequence[Path], manner: Manner) -> None:
    """Raise Misuse for a heading that none of these spreadsheets has: it is a slip."""
    found = set[str]().union(*(_headings(place) for place in places if is_one(place)))
    for heading in manner.layout.named:
        if _plain(heading) not in found:
            raise Misuse(f"No spreadsheet of a coder has the heading {heading!r}. Write it as it stands in the file.")


def read(file: Path, manner: Manner = AS_WRITTEN) -> Record:
    """What a coder's spreadsheet says, with the actors of the graph that it names."""
    known = replace(manner.known, sources={})
    found = sheets.read(file, known, manner.others, _fitting(file, manner.layout)).record
    return replace(found, actors=_named(found, known) | dict(found.actors))


def _named(found: Record, known: Record) -> dict[str, Actor]:
    ids = {id for claim in found.claims.values() for id in (claim.subject, claim.object, claim.claimant)}
    return {id: known.actors[id] for id in sorted(ids & known.actors.keys())}


def _fitting(file: Path, layout: Layout) -> Layout:
    """The layout without headings that are only in files of other coders."""
    own = _headings(file)
    return replace(layout, named={head: name for head, name in layout.named.items() if _plain(head) in own})


def _headings(file: Path) -> set[str]:
    return {_plain(cell) for sheet in cells.read(file) for line in sheet.lines[:HEADS] for cell in line.cells}


def _plain(heading: str) -> str:
    return fold(heading).replace(" ", "")
