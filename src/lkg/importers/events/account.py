"""What an import of events met: every row is a claim or counted under the reason why it is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lkg.importers.accounts import Listing, count, most

REASONS: Mapping[str, str] = {
    "bad": "rows that cannot be read",
    "unrelated": "rows whose code has no relation",
    "one-sided": "rows that name one side only",
    "own": "rows of an actor with itself",
    "duplicate": "rows that repeat an event",
    "mirrored": "rows that give an event from its other side",
}
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Skipped:
    """One row that became no claim: where it stands, under which reason it is counted, and what it holds."""

    file: str
    line: int
    reason: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.what}"


@dataclass(slots=True)
class Account:
    """Counts that add up: rows = claims + skipped rows. It grows while the records are read.

    Only the first few skipped rows of each reason are kept, for a file of events may have billions of rows; all of
    them go to a listing as they are met, where one was asked for. It is an account of its own, and not that of
    `lkg.importers.accounts`, because a row is one event and nothing else: what its reader must see are the first bad
    rows as they stand, and which codes have no relation, over all rows that could be read.
    """

    rows: int = 0
    claims: int = 0
    mandates: int = 0
    """claims that an actor represents a state; they stand for no row"""
    skipped: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    """code → rows, over all rows that could be read, with those that name one side only or repeat an event"""
    unrelated: Counter[str] = field(default_factory=Counter)
    """code without a relation, with its label → rows"""
    misfits: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """claims whose relation does not join such kinds of actors: (kind of subject, relation, kind of object)"""
    first: dict[str, list[Skipped]] = field(default_factory=dict)
    listing: Listing | None = None

    def skip(self, file: str, line: int, reason: str, what: str) -> None:
        """Count a row that becomes no claim, and list it."""
        self.skipped[reason] += 1
        shown = self.first.setdefault(reason, [])
        if len(shown) < SHOWN:
            shown.append(Skipped(file, line, reason, what))
        if self.listing:
            self.listing((file, str(line), reason, what, ""))

    def words(self) -> Iterator[str]:
        """The account as people read it, line by line."""
        skipped = count(self.skipped.total(), "rows")
        yield f"{count(self.rows, 'rows')}: {count(self.claims, 'claims')}, {skipped} skipped"
        for reason, name in REASONS.items():
            if self.skipped[reason]:
                yield f"{self.skipped[reason]:,} {name}:"
                yield from (f"  {each}" for each in self.first[reason])
        if self.unrelated:
            yield f"codes without a relation: {most(self.unrelated)}"
        if self.misfits:
            yield f"{self.misfits.total():,} claims whose relation is not meant for such actors: {most(self._pairs())}"
        if self.mandates:
            yield f"{self.mandates:,} further claims say which state an actor represents in which year"

    def _pairs(self) -> Counter[str]:
        return Counter({f"{a} {relation} {b}": n for (a, relation, b), n in self.misfits.items()})
