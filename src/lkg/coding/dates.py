"""When a text says something was: calendar dates, and expressions that count from the day it was published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from lkg.coding import readings
from lkg.coding.words import plain

Reading = Callable[[re.Match[str], dt.date], str]
_MONTH = rf"(?P<month>{'|'.join(name.capitalize() for name in sorted(readings.MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(readings.NUMBERS)})"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time, where it stands, and when it says, in EDTF."""

    start: int
    end: int
    when: str
    lead: str = ""
    """the word before it, such as since, by or until"""
    relative: bool = False
    """it counts from the day the text was published"""
    yearless: bool = False
    """it names a month or a day of the month, and leaves it to the reader to know the year"""


def dates(text: str, published: dt.date, start: int = 0, end: int | None = None) -> list[Dated]:
    """All expressions of time in a stretch of text, longest first where they overlap, in the order of the text.

    >>> day = dt.date(2022, 4, 28)
    >>> [found.when for found in dates("On 9 February and last month; since 2014, in November, on May 1.", day)]
    ['2022-02-09', '2022-03', '2014', '2021-11', '2022-05-01']
    """
    folded = plain(text)
    last = len(text) if end is None else end
    found: list[Dated] = []
    for pattern, reading, relative in _FORMS:
        for match in pattern.finditer(folded, start, last):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            when = _sound(reading, match, published)
            if when:
                lead = re.search(r"\b(\w+)\s+(?:the\s+)?$", folded[max(start, match.start() - 20) : match.start()])
                named = reading in (readings.day_of_month, readings.month_alone)
                word = lead[1].lower() if lead else ""
                found.append(Dated(match.start(), match.end(), when, word, relative, named))
    return sorted(found, key=lambda each: each.start)


def _sound(reading: Reading, match: re.Match[str], published: dt.date) -> str:
    """What the expression means; nothing where it is no day of the calendar, as 31 June."""
    try:
        return reading(match, published)
    except (ValueError, OverflowError):
        return ""


_FIRST, _LAST = (_YEAR.replace("year", name) for name in ("first", "last"))
_LEAD = r"(?P<lead>(?i:in|since|last|next|by|until|from|of|this|late|early|mid))"
_COUNTED = r"(?![.,]?\d|[-–]\d|%| ?(?:troops|people|soldiers|million|m\b|MW|km))"
_WRITTEN: tuple[tuple[str, Reading, bool], ...] = (
    (r"\b\d{4}-\d\d-\d\d\b", readings.iso, False),
    (rf"\b{_DAY} (?:of )?{_MONTH},? {_YEAR}\b", readings.full, False),
    (rf"\b{_MONTH} {_DAY},? {_YEAR}\b", readings.full, False),
    (rf"\b{_MONTH},? (?:of )?{_YEAR}\b", readings.month_of_year, False),
    (rf"\b{_DAY} (?:of )?{_MONTH}(?!\w)", readings.day_of_month, True),
    (rf"\b{_MONTH} {_DAY}\b(?![.,]?\d)", readings.day_of_month, True),
    (rf"(?<=\bfrom ){_FIRST} (?:to|until) {_LAST}\b", readings.years, False),
    (rf"\b{_FIRST}[-–/](?P<last>(?:19|20)?\d\d)\b(?!-)", readings.years, False),
    (r"\b(?:today|tonight|yesterday|tomorrow)\b", readings.near, True),
    (r"\b(?P<which>this|last|next|current|previous|coming) (?P<unit>week|month|year)\b", readings.turn, True),
    (rf"\b{_NUMBER} {_UNIT} ago\b", readings.ago, True),
    (rf"\b(?:past|last) {_NUMBER} {_UNIT}\b", readings.past, True),
    (rf"\b(?:(?P<lead>on|last|this|next) )(?P<weekday>{'|'.join(readings.DAYS)})\b", readings.weekday, True),
    (rf"\b{_LEAD} {_MONTH}(?!\w)", readings.month_alone, True),
    (rf"(?<![\d.,$€£%-]){_YEAR}\b{_COUNTED}", readings.year, False),
)
"""how dates are written, what each means, and whether that counts from the day of the text"""
# months have their capital: "may 5 states leave?" names no day
_FORMS = tuple(
    (re.compile(words, 0 if _MONTH in words else re.IGNORECASE), reading, relative)
    for words, reading, relative in _WRITTEN
)
