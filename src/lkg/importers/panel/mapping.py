"""What the columns of a panel mean, as a mapping file has said it and as everything after it can rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkg.claims import Source
from lkg.importers.panel.rows import Table
from lkg.importers.panel.spells import Gaps

KINDS = ("spells", "years", "votes", "dyads")
CODES = ("cow", "gw", "iso2", "iso3", "names", "own")
"""Correlates of War, Gleditsch and Ward, ISO 3166-1, free names, or codes of this data set alone"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one value of a column says of subject and object."""

    key: str
    """the part of the claim's id that tells it from other values"""
    relation: str
    note: str


@dataclass(frozen=True, slots=True)
class Names:
    """A second table that names what stands in the first by its code."""

    table: Table
    code: str
    label: tuple[str, ...]
    """columns whose texts are joined"""
    id: str = ""
    date: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class ActorColumn:
    """What a column of actors holds: which kind, by which codes, named where."""

    column: str
    kind: str
    codes: str
    prefix: str
    """what the ids of own codes begin with"""
    names: Names | None = None
    label: str = ""
    """a column of the panel itself that holds their names"""
    public_role: str = ""


@dataclass(frozen=True, slots=True)
class PanelMapping:
    """A checked mapping: every word in it is known; whether the columns exist shows when the tables are opened."""

    file: str
    kind: str
    table: Table
    subject: ActorColumn
    object: ActorColumn
    meanings: Mapping[str, Mapping[str, Meaning | None]]
    """column → value → what it says; None where it makes no claim"""
    always: Meaning | None
    """what every row says, where no column has a value"""
    source: Source
    credibility: str = ""
    year: str = ""
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    date: str = ""
    part: str = ""
    directed: bool = True
    gaps: Gaps = field(default_factory=Gaps)
    last_day: int = 0
    """what holds on this day, an ordinal, goes on after the data end; 0: nothing does"""
    goes_on: Mapping[str, str] = field(default_factory=dict)
    """column → the value that says that it goes on"""
    missing: frozenset[str] = frozenset({""})

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the panel must have."""
        named = (self.subject.column, self.object.column, self.subject.label, self.object.label, self.year, self.date)
        return tuple(filter(None, (*named, self.part, *self.start, *self.end, *self.meanings, *self.goes_on)))

    @property
    def said(self) -> Mapping[str, Meaning]:
        """All that a row can say, by key."""
        found = [self.always, *(each for column in self.meanings.values() for each in column.values())]
        return {meaning.key: meaning for meaning in found if meaning}
