"""When something held or happened: EDTF dates as bounds for their start and their end.

Days are counted as proleptic Gregorian ordinals (`datetime.date.toordinal`), so that bounds
are plain integers for SQL and numpy; `PAST` and `FUTURE` stand for minus and plus infinity.
The meaning of each form is fixed in the methods page: `~` widens a date by one unit of its
precision on each side, `?` only flags, `..` is open, an empty end is unknown.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from lkg.errors import InvalidPeriod

PAST = dt.date.min.toordinal()
FUTURE = dt.date.max.toordinal()
DAYS_OF_MONTH = 365.2425 / 12

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_SPRINGS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SHARES = (
    {33 + at: (3 * at + 1, 3 * at + 3) for at in range(4)}
    | {37 + at: (4 * at + 1, 4 * at + 4) for at in range(3)}
    | {40 + at: (6 * at + 1, 6 * at + 6) for at in range(2)}
)
"""quarters, thirds and halves of a year, as level 2 of EDTF numbers them → their first and last month"""
_PARTS = _SEASONS | _SHARES
_DATE = re.compile(
    r"(?P<year>\d{3}[\dX]|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[~?%]?)", re.ASCII
)
_TIME = re.compile(r"T\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?$", re.ASCII)
_MONTHS = ["", *calendar.month_abbr[1:]]


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF text with the earliest and latest day of its start and of its end."""

    text: str
    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int
    bare: bool
    """one date, not an interval"""
    open_end: bool = False
    uncertain: bool = False

    @property
    def middle(self) -> int:
        """The day half-way between the earliest start and the latest end."""
        return (self.start_earliest + self.end_latest) // 2


@lru_cache(maxsize=10_000)
def parse(text: str) -> Period:
    """Read EDTF level 0 and 1, and of level 2 the quarters, thirds and halves of a year (33 to 41).

    Raises InvalidPeriod if the text is no such date, names a day that does not exist, or an interval
    that ends before it begins.

    >>> p = parse("2022-02~")
    >>> day(p.start_earliest), day(p.end_latest)
    ('2022-01-01', '2022-03-31')
    >>> parse("2001-02-30")
    Traceback (most recent call last):
    lkg.errors.InvalidPeriod: '2001-02-30': February 2001 has no day 30. Write a day that exists, or only '2001-02'.
    """
    first, slash, last = text.partition("/")
    return _interval(text, first, last) if slash else _bare(text)


def day(ordinal: int) -> str:
    """An ordinal as an ISO date; the infinities give 0001-01-01 and 9999-12-31."""
    return dt.date.fromordinal(ordinal).isoformat()


def ordinal(text: str) -> int:
    """The ordinal of one exact ISO day.

    >>> day(ordinal("2022-07-01"))
    '2022-07-01'
    """
    try:
        return dt.date.fromisoformat(text).toordinal()
    except ValueError:
        raise InvalidPeriod(f"{text!r} is no day of the calendar. Write it as YYYY-MM-DD.") from None


def bounds(text: str) -> tuple[int, int]:
    """First and last day of one date of any precision, as a user types it: 2022, 2022-07 or 2022-07-01."""
    period = parse(text)
    if not period.bare:
        raise InvalidPeriod(f"{text!r} is an interval. Give one date.")
    return period.start_earliest, period.end_latest


def months(text: str) -> int:
    """A length of time in months, from `24m`, `2y` or an ISO 8601 duration.

    >>> months("24m"), months("P2Y"), months("2y")
    (24, 24, 24)
    """
    match = re.fullmatch(r"[Pp]?(?:(\d+)[Yy])?(?:(\d+)[Mm])?", text.strip())
    if not match or not any(match.groups()):
        raise InvalidPeriod(f"{text!r} is no length of time. Write it as 24m, 2y or P2Y.")
    return 12 * int(match[1] or 0) + int(match[2] or 0)


def months_before(ordinal: int, count: int) -> int:
    """The day `count` months before, at the end of shorter months where it must.

    >>> day(months_before(ordinal_of := dt.date(2022, 3, 31).toordinal(), 1))
    '2022-02-28'
    """
    return _shift(ordinal, -count)


def months_after(ordinal: int, count: int) -> int:
    """The day `count` months later; never beyond FUTURE."""
    return _shift(ordinal, count)


def words(text: str) -> str:
    """A date as a reader likes it.

    >>> words("2021-11"), words("2022-01-27"), words("2021-12/.."), words("2022-04~"), words("../2025-07-31")
    ('Nov 2021', '27 Jan 2022', 'since Dec 2021', 'about Apr 2022', 'until 31 Jul 2025')
    >>> words("2022-21"), words("2022-35"), words("2022-37/2023-41")
    ('spring 2022', 'Jul–Sep 2022', 'Jan–Apr 2022 – Jul–Dec 2023')
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _date_words(first)
    if first in ("", ".."):
        return f"until {_date_words(last)}"
    return f"since {_date_words(first)}" if last in ("", "..") else f"{_date_words(first)} – {_date_words(last)}"


def _bare(text: str) -> Period:
    first, last, marked = _range(text, text)
    return Period(text, first, last, first, last, bare=True, uncertain=marked)


def _interval(text: str, first: str, last: str) -> Period:
    if first in ("", "..") and last in ("", ".."):
        raise InvalidPeriod(f"{text!r} has neither a start nor an end. Give at least one.")
    if first in ("", ".."):
        return _ended(text, first, last)
    s1, s2, marked_start = _range(first, text)
    if last in ("", ".."):
        # ".." says that it goes on, an empty end that nobody knows: possible, but never certain
        e1 = FUTURE if last else s1
        return Period(text, s1, s2, e1, FUTURE, bare=False, open_end=True, uncertain=marked_start)
    e1, e2, marked_end = _range(last, text)
    if e2 < s1:
        raise InvalidPeriod(f"{text!r}: the end {last} lies before the start {first}. Swap or correct them.")
    return Period(text, s1, s2, max(e1, s1), e2, bare=False, uncertain=marked_start or marked_end)


def _ended(text: str, first: str, last: str) -> Period:
    e1, e2, marked = _range(last, text)
    return Period(text, PAST, e1 if first else e2, e1, e2, bare=False, uncertain=marked)


def _range(date: str, text: str) -> tuple[int, int, bool]:
    match = _DATE.fullmatch(_TIME.sub("", date))
    if not match:
        raise InvalidPeriod(
            f"{text!r} is no EDTF date. Write 2022, 2022-04 or 2022-04-26, ~ for about, START/END, .. for open."
        )
    first, last, unit = _span(match, text)
    if match["mark"] in ("~", "%"):
        first, last = _shift(first, -unit) if unit else max(first - 1, PAST), _widen(last, unit)
    return first, last, bool(match["mark"]) and match["mark"] in "?%"


def _widen(last: int, unit: int) -> int:
    if not unit or last == FUTURE:
        return min(last + 1, FUTURE)
    # the last day of a month stays the last day of a month
    return _shift(last + 1, unit) - 1


def _span(match: re.Match[str], text: str) -> tuple[int, int, int]:
    """First day, last day, and the unit of precision in months (0: a day)."""
    year, month, day_ = match["year"], match["month"], match["day"]
    if "X" in year:
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return _month(max(low, 1), 1, text)[0], _month(high, 12, text)[1], 12 * (high - low + 1)
    if month is None or month == "XX":
        return _month(int(year), 1, text)[0], _month(int(year), 12, text)[1], 12
    if int(month) in _PARTS:
        begin, end = _PARTS[int(month)]
        if day_ is not None:
            raise InvalidPeriod(f"{text!r}: {month} is no month, and has no day {day_}.")
        first = _month(int(year), begin, text)[0]
        return first, min(_shift(first, end - begin + 1) - 1, FUTURE), end - begin + 1
    first, last = _month(int(year), int(month), text)
    if day_ is None or day_ == "XX":
        return first, last, 1
    return (*_day(int(year), int(month), int(day_), text), 0)


def _month(year: int, month: int, text: str) -> tuple[int, int]:
    if not 1 <= month <= 12:
        raise InvalidPeriod(f"{text!r}: there is no month {month}. Months run from 01 to 12.")
    if year < 1:
        raise InvalidPeriod(f"{text!r}: years before 0001 are not supported.")
    first = dt.date(year, month, 1).toordinal()
    return first, first + calendar.monthrange(year, month)[1] - 1


def _day(year: int, month: int, number: int, text: str) -> tuple[int, int]:
    first, last = _month(year, month, text)
    if not 1 <= number <= last - first + 1:
        name = f"{calendar.month_name[month]} {year}"
        raise InvalidPeriod(
            f"{text!r}: {name} has no day {number}. Write a day that exists, or only '{year:04}-{month:02}'."
        )
    return first + number - 1, first + number - 1


def _shift(ordinal: int, count: int) -> int:
    date = dt.date.fromordinal(ordinal)
    months_ = date.year * 12 + date.month - 1 + count
    year, month = divmod(months_, 12)
    if year > dt.MAXYEAR:
        return FUTURE
    if year < dt.MINYEAR:
        return PAST
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1])).toordinal()


def _date_words(date: str) -> str:
    parts = date.rstrip("~?%").split("-")
    text = parts[0]
    if len(parts) > 1 and parts[1].isdigit() and int(parts[1]) <= 12:
        text = f"{_MONTHS[int(parts[1])]} {text}"
        if len(parts) > 2 and parts[2].isdigit():
            text = f"{int(parts[2])} {text}"
    elif len(parts) > 1:
        text = f"{_part_words(parts[1])} {text}" if parts[1].isdigit() else date
    return f"about {text}" if date[-1] in "~%" else text


def _part_words(part: str) -> str:
    if int(part) in _SPRINGS:
        return _SPRINGS[int(part)]
    first, last = _SHARES[int(part)]
    return f"{_MONTHS[first]}–{_MONTHS[last]}"
