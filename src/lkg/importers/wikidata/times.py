"""Wikidata's dates as EDTF: by their precision, in our calendar, and refused where EDTF cannot say them.

- Precision day, month, year, decade, century → `2022-04-26`, `2022-04`, `2022`, `202X`, `19XX`. Wikidata's 20th
  century begins in 1901, that of EDTF in 1900: the two are taken for one. Coarser dates are not taken.
- A day of the Julian calendar becomes the day of ours that is the same day; a month of it is marked `~`, a year kept.
- `~` also where Wikidata says *circa*, or gives units of before and after.
- Years before 1 of our era are not taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lkg.importers.accounts import LeftOut
from lkg.importers.origin import checked

Snaks = Mapping[str, Any]
"""property → its snaks: the qualifiers of a statement"""
_TIME = re.compile(r"([+-])0*(\d+)-(\d\d)-(\d\d)T.*")
_JULIAN = "Q1985786"
CIRCA = "Q5727902"
START, END, POINT, CIRCUMSTANCES = "P580", "P582", "P585", "P1480"


@dataclass(frozen=True, slots=True)
class Dated:
    """When a statement holds, and how this was found where it does not say so itself."""

    text: str
    note: str = ""


def date(value: Mapping[str, Any], *, about: bool = False) -> str:
    """One value of Wikidata's type time as EDTF; raises LeftOut.

    >>> date({"time": "+1795-10-24T00:00:00Z", "precision": 11})
    '1795-10-24'
    >>> date({"time": "+1990-00-00T00:00:00Z", "precision": 8})
    '199X'
    >>> julian = "http://www.wikidata.org/entity/Q1985786"
    >>> date({"time": "+1917-10-25T00:00:00Z", "precision": 11, "calendarmodel": julian})
    '1917-11-07'
    """
    match = _TIME.fullmatch(str(value.get("time")))
    if not match:
        raise LeftOut("no-date", "a date that cannot be read")
    year, month, day = int(match[2]), int(match[3]), int(match[4])
    if match[1] == "-" or year < 1:
        raise LeftOut("no-date", "a year before our era")
    if year > dt.MAXYEAR:
        raise LeftOut("no-date", "a year after 9999")
    precision = value.get("precision")
    julian = str(value.get("calendarmodel")).endswith(_JULIAN)
    text, moved = _written(year, month, day, precision if isinstance(precision, int) else 0, julian)
    about = about or moved or bool(value.get("before") or value.get("after"))
    return checked(text + "~" * about)


def when(qualifiers: Snaks, *, state: bool, seen: str, own: Snaks, end: str) -> Dated:
    """The time of a statement from its qualifiers; raises LeftOut where it has a date, and none can be used.

    A start without an end is `S/`, for Wikidata's silence is no word that it goes on; `S/..` where it says that there
    is no end. An event from a start on happened up to the day `seen`, that of the entity's version. What has no date
    takes that of the thing itself (`own`: of an event, of a founding), else a state is attested, with `?`, on the day
    `seen`, or ends, with `?`, when its subject did (`end`); an event happened on some day up to `seen`.

    >>> start = {"snaktype": "value", "datavalue": {"value": {"time": "+2004-05-01T00:00:00Z", "precision": 11}}}
    >>> when({START: [start]}, state=True, seen="2026-01-01", own={}, end="").text
    '2004-05-01/'
    >>> when({}, state=True, seen="2026-01-01", own={}, end="").text
    '2026-01-01?'
    """
    for snaks, note in ((qualifiers, ""), (own, "the date is that of the thing itself")):
        text = _own(snaks, state=state, seen=seen)
        if text:
            return Dated(checked(text), note)
    if not state:
        return Dated(f"/{seen}", "no date is given: on some day before the version that was read")
    if end:
        return Dated(checked(f"/{end.rstrip('~')}?"), "no date is given: until the end of its subject at the latest")
    return Dated(f"{seen}?", "no date is given: that of the version that was read")


def _own(snaks: Snaks, *, state: bool, seen: str) -> str:
    about = any(_item(snak) == CIRCA for snak in snaks.get(CIRCUMSTANCES, ()))
    starts, ends = _dates(snaks, START, about), _dates(snaks, END, about)
    if starts or ends:
        first, last = min(starts, default=""), max(ends, default="")
        # several dates of one end do not tell which goes with which: the widest, and flagged
        mark = "?" if len(starts) > 1 or len(ends) > 1 else ""
        return _interval(first, last, mark, snaks, state=state, seen=seen)
    points = _dates(snaks, POINT, about)
    if len(points) > 1:
        return f"{min(points)}/{max(points)}"
    return points[0] if points else ""


def _interval(first: str, last: str, mark: str, snaks: Snaks, *, state: bool, seen: str) -> str:
    if not last and state:
        last = ".." if _none(snaks, END) else ""
    elif not last:
        last = max(seen, first.rstrip("~"))
    if not first and _none(snaks, START):
        first = ".."
    if mark:
        first, last = _flagged(first), _flagged(last)
    return f"{first}/{last}"


def _flagged(end: str) -> str:
    return f"{end.rstrip('~')}?" if end not in ("", "..") else end


def _dates(snaks: Snaks, name: str, about: bool) -> list[str]:
    """All dates of one property; raises LeftOut where it has some, and none can be used."""
    found, faults = [], []
    for snak in snaks.get(name, ()):
        value = _value(snak)
        if isinstance(value, Mapping):
            try:
                found.append(date(value, about=about))
            except LeftOut as fault:
                faults.append(fault)
    if faults and not found:
        raise faults[0]
    return found


def _written(year: int, month: int, day: int, precision: int, julian: bool) -> tuple[str, bool]:
    """The date without a mark, and whether another calendar makes it approximate."""
    if precision >= 11 and month and day:
        return (_gregorian(year, month, day), False) if julian else (f"{year:04}-{month:02}-{day:02}", False)
    if precision >= 10 and month:
        return f"{year:04}-{month:02}", julian
    if precision >= 9:
        return f"{year:04}", False
    if precision == 8:
        return f"{year // 10:03}X", False
    if precision == 7:
        return f"{(year - 1) // 100:02}XX", False
    raise LeftOut("no-date", "a date coarser than a century")


def _gregorian(year: int, month: int, day: int) -> str:
    """A day of the Julian calendar, in ours (Richards 2013, the algorithm of the Explanatory Supplement)."""
    shifted = (14 - month) // 12
    y, m = year + 4800 - shifted, month + 12 * shifted - 3
    number = day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083
    ordinal = number - 1721425
    if not 1 <= ordinal <= dt.date.max.toordinal():
        raise LeftOut("no-date", "a year before our era")
    return dt.date.fromordinal(ordinal).isoformat()


def _none(snaks: Snaks, name: str) -> bool:
    return any(snak.get("snaktype") == "novalue" for snak in snaks.get(name, ()))


def _value(snak: Mapping[str, Any]) -> Any:
    return snak.get("datavalue", {}).get("value") if snak.get("snaktype", "value") == "value" else None


def _item(snak: Mapping[str, Any]) -> str:
    value = _value(snak)
    return str(value.get("id", "")) if isinstance(value, Mapping) else ""
