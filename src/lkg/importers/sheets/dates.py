"""Dates as people write them in spreadsheets, as EDTF; what could be two different days is asked back."""

from __future__ import annotations

import calendar
import re

from lkg import period
from lkg.errors import InvalidPeriod

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ABOUT = re.compile(r"(?:about|around|approximately|circa|c\.|ca\.?|~)\s*(?P<rest>.+)", re.IGNORECASE)
_WORDED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+)?(?P<month>{_NAME})\.?,?\s+(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?"
    r"(?P<year>\d{4})",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[./](?P<month>\d{1,2})(?:[./](?P<day>\d{1,2}))?\.?")
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})")
_SPRINGS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = re.compile(rf"(?P<season>{'|'.join(_SPRINGS)})\s+(?:of\s+)?(?P<year>\d{{4}})", re.IGNORECASE)
_SHORT = re.compile(r"(?P<year>\d{4})[-–/.](?P<next>\d{2})")
_SINCE = re.compile(r"(?:since|from)\s+(?P<rest>.+)", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?Z?$")
_SPAN = re.compile(r"\s+(?:to|until|–|—|-)\s+|(?<=\d{4})\s*[–—]\s*(?=\d{4})")
_SERIAL = re.compile(r"[2-9]\d{4}")
HOW = "Write 2022, 2022-07, 2022-07-01, about 2022, 2022-03/2023-01 from first to last, or since 2022-03."


def edtf(text: str) -> str:
    """A date or span as EDTF; raises InvalidPeriod with how to write it where it is none or could be two.

    >>> edtf("1 July 2022"), edtf("1.7.2022"), edtf("July 2022"), edtf("about 2021"), edtf("2021 – 2023")
    ('2022-07-01', '2022-07-01', '2022-07', '2021~', '2021/2023')
    >>> edtf("01/07/2022")
    Traceback (most recent call last):
    lkg.errors.InvalidPeriod: '01/07/2022' may be 2022-07-01 or 2022-01-07. Write the one that is meant.
    """
    text = _MIDNIGHT.sub("", " ".join(text.split()))
    if (short := _SHORT.fullmatch(text)) and _is_strange(short):
        raise InvalidPeriod(_short(short, text))
    if since := _SINCE.fullmatch(text):
        return _checked(f"{_one(since['rest'])}/..", text)
    parts = _SPAN.split(text)
    if len(parts) == 2:
        return _checked("/".join(_open(part) for part in parts), text)
    return _checked(_one(text), text)


def _is_strange(match: re.Match[str]) -> bool:
    """Whether the second number is no month, and no season that could be nothing else."""
    last = int(match["next"])
    return last > 12 and (last not in _SPRINGS.values() or last == (int(match["year"]) + 1) % 100)


def _short(match: re.Match[str], text: str) -> str:
    """What "2022-23" may mean: for EDTF it is a season, for most people two years."""
    year = match["year"]
    if int(match["next"]) == (int(year) + 1) % 100:
        return f"{text!r} may be two years or a season. Write {year}/{int(year) + 1}, or autumn {year}."
    return f"{text!r} is no month. {HOW}"


def _checked(found: str, text: str) -> str:
    try:
        return period.parse(found).text
    except InvalidPeriod as error:
        if found == text and not re.match(r"[\d.]", text):
            raise InvalidPeriod(f"{text!r} is no date. {HOW}") from None
        raise InvalidPeriod(str(error)) from None


def _open(text: str) -> str:
    return ".." if text.lower() in ("today", "now", "present", "ongoing", "..", "") else _one(text)


def _one(text: str) -> str:
    about = _ABOUT.fullmatch(text)
    if about:
        return _one(about["rest"]).removesuffix("~") + "~"
    if season := _SEASON.fullmatch(text):
        return f"{season['year']}-{_SPRINGS[season['season'].lower()]}"
    for form in (_WORDED, _DOTTED, _YEAR_FIRST, _MONTH_FIRST):
        if match := form.fullmatch(text):
            return _joined(match.groupdict())
    if match := _SLASHED.fullmatch(text):
        return _slashed(match, text)
    if _SERIAL.fullmatch(text):
        raise InvalidPeriod(f"{text!r} is a date that lost its format in Excel. Format the cell as a date.")
    return text


def _joined(found: dict[str, str | None]) -> str:
    month = found["month"] or ""
    number = _MONTHS[month.lower()] if month.isalpha() else int(month)
    day = found.get("day") or found.get("day2")
    return f"{found['year']}-{number:02}" + (f"-{int(day):02}" if day else "")


def _slashed(match: re.Match[str], text: str) -> str:
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    if one != two and one <= 12 and two <= 12:
        first, second = f"{year}-{two:02}-{one:02}", f"{year}-{one:02}-{two:02}"
        raise InvalidPeriod(f"{text!r} may be {first} or {second}. Write the one that is meant.")
    return f"{year}-{two:02}-{one:02}" if one > 12 or one == two else f"{year}-{one:02}-{two:02}"
