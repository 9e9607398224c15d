"""What became of each row or object of somebody else's file: claims, or a reason why it says none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lkg.claims import Record
from lkg.errors import Problem

SHOWN = 4
"""reasons that a summary names; a listing has all"""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One row or object that became no claim: what it is, where it stands, and why."""

    thing: str
    place: str
    reason: str
    line: int | None = None


@dataclass(slots=True)
class Account:
    """Counts that add up: everything read has made claims, serves them, or stands among the unsaid with its reason."""

    file: str
    read: Counter[str] = field(default_factory=Counter)
    """thing, in the plural → how many the file holds"""
    claims: int = 0
    unsaid: list[Unsaid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """what a reader must know beside the counts"""

    def skip(self, thing: str, place: str, reason: str, line: int | None = None) -> None:
        """Note what became no claim."""
        self.unsaid.append(Unsaid(thing, place, reason, line))

    def words(self) -> Iterator[str]:
        """The account in a few lines: what was read, what it gave, what it did not say and why.

        >>> account = Account("mps.json", Counter(persons=2, memberships=2), claims=1)
        >>> account.skip("membership", "memberships[1]", "it names no organisation")
        >>> print(*account.words(), sep="\\n")
        mps.json: 2 persons, 2 memberships read, 1 claim; 1 without a claim: it names no organisation (1 membership)
        """
        read = ", ".join(count(number, things) for things, number in self.read.items() if number) or "nothing"
        unsaid = f"; {len(self.unsaid):,} without a claim: {self._reasons()}" if self.unsaid else ""
        yield f"{self.file}: {read} read, {count(self.claims, 'claims')}{unsaid}"
        yield from self.notes

    def listed(self) -> Iterator[str]:
        """All that became no claim, a line each, as `file:line  place: reason`."""
        for each in self.unsaid:
            yield str(Problem(self.file, each.line, f"{each.place}: {each.reason}"))

    def _reasons(self) -> str:
        counted = Counter((each.reason, each.thing) for each in self.unsaid)
        ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        named = [f"{reason} ({count(number, _plural(thing))})" for (reason, thing), number in ranked]
        more = [f"and {len(named) - SHOWN} more reasons (--listed FILE gives all)"] if len(named) > SHOWN else []
        return "; ".join(named[:SHOWN] + more)


def _plural(thing: str) -> str:
    return f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"


def count(number: int, things: str) -> str:
    """A number of things, which are named in the plural.

    >>> count(1, "claims"), count(1200, "identities"), count(1, "identities")
    ('1 claim', '1,200 identities', '1 identity')
    """
    one = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{number:,} {one if number == 1 else things}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the account of it."""

    record: Record
    account: Account
