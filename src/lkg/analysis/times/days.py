"""The days at which a measure is taken again and again: the last day of every month, quarter or year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from lkg import period
from lkg.errors import InvalidPeriod, Misuse
from lkg.graphs import Graph

THIN = 30
"""with fewer claims that have a source beneath it, a window is thin"""
STEPS = {"month": 1, "quarter": 3, "year": 12}
YEARS = 8
"""so many years a series has, where nobody says from when to when"""
FEW = 5
"""years in which fewer claims begin do not end it, unless all are such"""
_BEGUN = """SELECT year(DATE '0001-01-01' + (s1 - 1)::INTEGER) AS year, COUNT(*) AS claims FROM claim
WHERE makes_tie AND NOT withdrawn AND s1 > 1 GROUP BY year ORDER BY year"""


def days(since: str, until: str, every: str = "year") -> list[str]:
    """The last days of the months, quarters or years from one date to another, both included.

    Raises Misuse for another step, or if the second date lies before the first.

    >>> days("2021-01", "2021-06", "quarter"), days("2020", "2021")
    (['2021-03-31', '2021-06-30'], ['2020-12-31', '2021-12-31'])
    """
    if every not in STEPS:
        raise Misuse(f"every = {every!r} is not possible. Use {', '.join(STEPS)}.")
    first, last = span(since)[0], span(until)[1]
    if last < first:
        raise Misuse(f"{until} lies before {since}. Swap them.")
    return list(_ends(dt.date.fromordinal(first), dt.date.fromordinal(last), STEPS[every]))


def years_of(graph: Graph) -> tuple[str, str] | None:
    """The first and last year of a series, by the years in which the graph's claims begin: eight, up to the last.

    None where no claim has a beginning.

    >>> import lkg
    >>> years_of(lkg.open())
    ('2018', '2025')
    """
    begun: list[tuple[int, int]] = graph.table.sql(_BEGUN).fetchall()
    if not begun:
        return None
    last = max((year for year, claims in begun if claims >= FEW), default=begun[-1][0])
    return f"{max(begun[0][0], last - YEARS + 1):04}", f"{last:04}"


def named_or_all(graph: Graph, since: str, until: str) -> tuple[str, str]:
    """The dates that were named, else those of `years_of`; raises Misuse where there are neither."""
    if since and until:
        return since, until
    found = years_of(graph)
    if not found:
        raise Misuse("No claim of this graph says when it began. Name the first and last year: --since, --until.")
    return since or found[0], until or found[1]


def span(date: str) -> tuple[int, int]:
    """The first and last day of a date that a user named; raises Misuse where it cannot be read."""
    try:
        return period.bounds(date)
    except InvalidPeriod as error:
        raise Misuse(str(error)) from None


def no_day_of_its_own(options: Mapping[str, Any]) -> None:
    """Refuse a lens option that the days of a series would overrule."""
    for name in ("at", "between"):
        if options.get(name):
            raise Misuse(f"The days come from --since and --until. Leave out --{name}.")


def _ends(first: dt.date, last: dt.date, step: int) -> Iterator[str]:
    month = first.year * 12 + (first.month - 1) // step * step
    while (end := _last_day(month + step - 1)) <= last:
        yield end.isoformat()
        month += step


def _last_day(month: int) -> dt.date:
    year, before = divmod(month + 1, 12)
    return dt.date(year, before + 1, 1) - dt.timedelta(days=1)
