"""The two tables of this importer: what properties mean, and which classes are which kind of actor."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lkg.errors import InvalidFile, Problem
from lkg.store import read_text
from lkg.vocab import GROUPS, nearest, ontology

PRIVATE = "private"
"""in place of a relation: private life, which is not taken over"""
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Property:
    """One row of `properties.csv`: the relation of a property, or the reason why it has none.

    `subject` and `value` are the kinds that its two ends have where the files do not say; `same` is the other's.
    """

    id: str
    label: str
    relation: str
    inverse: bool
    subject: str
    value: str
    note: str

    @property
    def named(self) -> str:
        """As an account names it.

        >>> properties()["P463"].named
        'P463 member of'
        """
        return f"{self.id} {self.label}"


@cache
def properties() -> Mapping[str, Property]:
    """Property → its row, in the order of the table; those with a slash are qualifiers of an office.

    >>> properties()["P35"].relation, properties()["P35"].inverse
    ('leads', True)
    """
    return {row["property"]: _property(row) for _, row in _rows(_HERE / "properties.csv")}


@cache
def mapped() -> Mapping[str, Property]:
    """The properties that have a relation."""
    return {name: row for name, row in properties().items() if row.relation not in ("", PRIVATE)}


def kinds(own: Path | None = None) -> dict[int, str]:
    """Number of a class of Wikidata → kind of actor; a file of one's own with the same columns goes before ours.

    Raises InvalidFile with every faulty row.

    >>> kinds()[5], kinds()[43229]
    ('Person', 'Organization')
    """
    found: dict[int, str] = {}
    for file in (own, _HERE / "kinds.csv"):
        if file:
            for number, kind in _kinds(file):
                found.setdefault(number, kind)
    return found


def _property(row: Mapping[str, str]) -> Property:
    return Property(
        row["property"], row["label"], row["relation"], row["direction"] == "inverse", row["subject"], row["value"],
        row["note"],
    )  # fmt: skip


def _kinds(file: Path) -> Iterator[tuple[int, str]]:
    problems = []
    for line, row in _rows(file, "class", "kind"):
        name, kind = (row.get("class") or "").strip(), (row.get("kind") or "").strip()
        if not (name[:1] == "Q" and name[1:].isdecimal()):
            problems.append(Problem(str(file), line, f"class {name!r} is no item of Wikidata. Write it as Q5."))
        elif ontology().group(kind) not in GROUPS:
            near = nearest(kind, ontology().classes)
            hint = f"Did you mean {' or '.join(near)}?" if near else "Use State, Organization, Person, Event …"
            problems.append(Problem(str(file), line, f"there is no kind of actor {kind!r}. {hint}"))
        else:
            yield int(name[1:]), kind
    if problems:
        raise InvalidFile(problems)


def _rows(file: Path, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    with io.StringIO(read_text(file), newline="") as stream:
        reader = csv.DictReader(stream)
        lacking = [name for name in needed if name not in (reader.fieldnames or ())]
        if lacking:
            raise InvalidFile([Problem(str(file), 1, f"the columns {', '.join(lacking)} are missing. Add them.")])
        for row in reader:
            yield reader.line_num, row
