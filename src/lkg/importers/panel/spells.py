"""Years in which something was observed, joined into spells by a rule for gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many years two rows of one spell may lie apart: 1 joins consecutive years alone.

    The step may be wider in the early years of a data set, where it was coded every fifth year, say: `early` counts
    for steps that end by `until`.
    """

    most: int = 1
    early: int = 1
    until: int = 0

    def joins(self, before: int, after: int) -> bool:
        """Whether two years with no row in between belong to one spell.

        >>> rule = Gaps(1, early=5, until=1965)
        >>> rule.joins(1960, 1965), rule.joins(1961, 1966), rule.joins(1970, 1971)
        (True, False, True)
        """
        return after - before <= (self.early if after <= self.until else self.most)


def spells(years: Iterable[int], gaps: Gaps) -> Iterator[list[int]]:
    """The years of each spell, in order; every year is in one spell.

    >>> list(spells([1950, 1946, 1945], Gaps()))
    [[1945, 1946], [1950]]
    """
    run: list[int] = []
    for year in sorted(set(years)):
        if run and not gaps.joins(run[-1], year):
            yield run
            run = []
        run.append(year)
    if run:
        yield run


def missing(run: list[int]) -> list[int]:
    """The years between the first and the last of a spell that no row states.

    >>> missing([1950, 1953])
    [1951, 1952]
    """
    stated = set(run)
    return [year for year in range(run[0], run[-1]) if year not in stated]


def ranges(years: Iterable[int]) -> str:
    """Years as a reader likes them.

    >>> ranges([1951, 1952, 1955])
    '1951–1952, 1955'
    """
    parts = ((run[0], run[-1]) for run in spells(years, Gaps()))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)
