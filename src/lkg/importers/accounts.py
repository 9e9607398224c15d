"""What became of everything that was read: claims, or a reason why it says none; and how that is told and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lkg.claims import Actor, Claim, Record, Source
from lkg.importers.texts import tidy

SHOWN = 10
"""reasons, properties, classes, words … that a summary names before it only counts the rest"""
HEADINGS = ("file", "line", "reason", "what", "which")
"""of a listing, tab between"""
Listing = Callable[[tuple[str, ...]], object]
"""takes one row under these headings, for each single thing that was left out"""
OneOf = Actor | Source | Claim


class LeftOut(ValueError):
    """What makes no claim: the reason that it is counted under, and perhaps more words."""

    def __init__(self, reason: str, more: str = "") -> None:
        super().__init__(more or reason)
        self.reason, self.more = reason, more


@dataclass(slots=True)
class Account:
    """Counts that add up: everything read has made claims, serves them, or is counted under the reason why not.

    Nothing is kept but counts and the first case of each reason, for a dump has a billion statements; every single
    one goes to a listing as it is met, where one was asked for.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    """short reason → its words, in the order of the summary; a reason that is not here is words already"""
    read: Counter[str] = field(default_factory=Counter)
    """things, in the plural → how many the files hold"""
    used: Counter[str] = field(default_factory=Counter)
    """of these, how many became actors or claims, where not each became one"""
    claims: int = 0
    withdrawn: int = 0
    alleged: int = 0
    left: dict[str, Counter[str]] = field(default_factory=dict)
    """reason → what (a kind of thing, a property, a class) → how often"""
    notes: Counter[str] = field(default_factory=Counter)
    """what a reader must know beside the counts → how often it was met; 0 where it is no count"""
    listing: Listing | None = None
    _first: dict[str, str] = field(default_factory=dict)
    """reason → where it was met first"""

    def leave(self, file: Path, line: int | None, reason: str, what: str, which: str) -> None:
        """Count one thing that was left out under its reason, and list it."""
        self.left.setdefault(reason, Counter())[what] += 1
        self._first.setdefault(reason, f"{file.name}:{line}" if line else f"{file.name}, {which}")
        if self.listing:
            self.listing((str(file), str(line or ""), reason, tidy(what), tidy(which)))

    def count(self, claim: Claim) -> Claim:
        """Count a claim, and hand it on.

        >>> from lkg.period import parse
        >>> account = Account()
        >>> _ = account.count(Claim("C1", "a", "visits", "b", parse("2022"), "s1", "alleged"))
        >>> account.claims, account.alleged
        (1, 1)
        """
        self.claims += 1
        self.withdrawn += claim.withdrawal is not None
        self.alleged += claim.modality == "alleged"
        return claim

    def note(self, words: str) -> None:
        """Say something that is no count."""
        self.notes[words] += 0

    def total(self, reason: str) -> int:
        """How often a reason was met."""
        return self.left.get(reason, Counter()).total()

    def words(self) -> Iterator[str]:
        """The account as people read it, line by line.

        >>> account = Account(read=Counter(persons=2, memberships=2), claims=1)
        >>> account.leave(Path("mps.json"), None, "it names no organisation", "membership", "memberships[1]")
        >>> print(*account.words(), sep="\\n")
        2 persons, 2 memberships read: 1 claim
          no claim: it names no organisation (1 membership, first mps.json, memberships[1])
        """
        read = ", ".join(count(n, things) + self._became(things) for things, n in self.read.items() if n)
        claims = count(self.claims, "claims")
        of_them = f" ({self.withdrawn:,} withdrawn, {self.alleged:,} alleged)" if self.withdrawn or self.alleged else ""
        yield f"{read or 'nothing'} read: {claims}{of_them}"
        ranked = sorted(self.left, key=lambda reason: (-self.total(reason), reason))
        own = [reason for reason in ranked if reason not in self.reasons]
        for reason in filter(self.left.__contains__, self.reasons):
            found = most(self.left[reason])
            yield f"  {self.reasons[reason]}: {self.total(reason):,}, of {found}; first {self._first[reason]}"
        for reason in own[:SHOWN]:
            found = ", ".join(count(number, plural(what)) for what, number in self.left[reason].items())
            yield f"  no claim: {reason} ({found}, first {self._first[reason]})"
        if len(own) > SHOWN:
            yield f"  no claim: {sum(map(self.total, own[SHOWN:])):,} more, for {count(len(own) - SHOWN, 'reasons')}"
        yield from (f"  {words}{f': {number:,}' if number else ''}" for words, number in self.notes.items())

    def _became(self, things: str) -> str:
        return f" ({self.used[things]:,} used)" if things in self.used else ""


@dataclass
class Reading:
    """What files say, as a stream, and the account of it, which is full when the stream has been walked.

    >>> found = Reading(iter([Actor("b", "B", "State"), Actor("a", "A", "State"), Actor("a", "C", "State")]), Account())
    >>> [actor.label for actor in found.record.actors.values()]
    ['A', 'B']
    """

    records: Iterator[OneOf]
    account: Account

    @cached_property
    def record(self) -> Record:
        """All of it at once, for a graph in a folder; of what comes twice the first counts. It walks the stream."""
        found: dict[type, dict[str, OneOf]] = {Actor: {}, Source: {}, Claim: {}}
        for each in self.records:
            found[type(each)].setdefault(each.id, each)
        return Record(*(dict(sorted(found[of].items())) for of in (Actor, Source, Claim)))  # type: ignore[arg-type]


@contextmanager
def listing_into(file: Path | None) -> Iterator[Listing | None]:
    """A listing as a table in a file, or none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with listing_into(Path(folder) / "left.tsv") as listing:
    ...         listing(("net.csv", "3", "it leads from a node to itself", "edge", "a – a"))
    ...     (Path(folder) / "left.tsv").read_text(encoding="utf-8").splitlines()[1].split("\\t")
    ['net.csv', '3', 'it leads from a node to itself', 'edge', 'a – a']
    """
    if file is None:
        yield None
        return
    with file.open("w", encoding="utf-8", newline="\n") as stream:

        def write(row: tuple[str, ...]) -> None:
            stream.write("\t".join(row) + "\n")

        write(HEADINGS)
        yield write


def count(number: int, things: str) -> str:
    """A number of things, which are named in the plural.

    >>> count(1, "entities"), count(1200, "links")
    ('1 entity', '1,200 links')
    """
    one = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{number:,} {one if number == 1 else things}"


def plural(thing: str) -> str:
    """A thing in the plural.

    >>> plural("identity"), plural("person")
    ('identities', 'persons')
    """
    return f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"


def most(counted: Counter[str], shown: int = SHOWN) -> str:
    """What was counted most, with its counts; the rest as a number.

    >>> most(Counter(a=1, b=3, c=2), 2)
    'b (3), c (2) and 1 more'
    """
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    more = f" and {len(ranked) - shown:,} more" if len(ranked) > shown else ""
    return ", ".join(f"{name} ({number:,})" for name, number in ranked[:shown]) + more


def few(names: list[str] | tuple[str, ...], shown: int = SHOWN) -> str:
    """The first of some names, and how many more there are.

    >>> few(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    return ", ".join(names[:shown]) + (f" and {len(names) - shown:,} more" if len(names) > shown else "")
