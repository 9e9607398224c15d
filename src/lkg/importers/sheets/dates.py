"""Dates as people write them in spreadsheets, as EDTF; what could be two different days is asked back."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from lkg import period
from lkg.errors import InvalidPeriod

HOW = "Write 2022, 2022-07, 2022-07-01, about 2022, 2022-03/2023-01 from first to last, or since 2022-03."
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_COUNTED = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_THIRDS = {"early": 37, "beginning of": 37, "start of": 37, "mid": 38, "middle of": 38, "late": 39, "end of": 39}
_ENDLESS = ("today", "now", "present", "ongoing", "..", "")
_UNDATED = ("n.d.", "n.d", "nd", "n/a", "na", "?", "-", "–", "unknown", "undated", "no date", "tbc")


def edtf(text: str) -> str:
    """A date or span as EDTF; raises InvalidPeriod with how to write it where it is none or could be two.

    >>> edtf("1 July 2022"), edtf("1.7.2022"), edtf("July 2022"), edtf("about 2021"), edtf("2021 – 2023")
    ('2022-07-01', '2022-07-01', '2022-07', '2021~', '2021/2023')
    >>> edtf("January-March 2022"), edtf("third quarter of 2022"), edtf("late 2023"), edtf("2022 onwards")
    ('2022-01/2022-03', '2022-35', '2023-39', '2022/..')
    >>> edtf("01/07/2022")
    Traceback (most recent call last):
    lkg.errors.InvalidPeriod: '01/07/2022' may be 2022-07-01 or 2022-01-07. Write the one that is meant.
    """
    plain = _CLOCK.sub("", _WEEKDAY.sub("", " ".join(text.split())))
    if plain.lower() in _UNDATED:
        raise InvalidPeriod(f"{text!r} is no date, and a claim needs one. Say when, if only the year.")
    if (short := _SHORT.fullmatch(plain)) and _is_strange(short):
        raise InvalidPeriod(_asked_back(short, text))
    found = _open(plain) or _span(_apart(plain)) or _one(plain) or _span(_tight(plain)) or plain
    try:
        return period.parse(found).text
    except InvalidPeriod:
        if _CALENDAR.fullmatch(found):
            raise
        raise InvalidPeriod(f"{text!r} is no date. {HOW}") from None


def is_vague(text: str) -> bool:
    """Whether the words leave open which months they mean, so that a reader should see how they were taken.

    >>> is_vague("early 2022"), is_vague("winter 2022"), is_vague("early March 2022"), is_vague("spring 2022")
    (True, True, False, False)
    """
    return bool(re.search(rf"\b(?:{_any([*_THIRDS, 'winter', 'winter of'])}),?[ -]\d{{4}}", text, re.IGNORECASE))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CLOCK = re.compile(r"(?<=\d)[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?$")
_WEEKDAY = re.compile(rf"^(?:{_any([*calendar.day_name, *calendar.day_abbr])})\.?,? ", re.IGNORECASE)
_SHORT = re.compile(r"(?P<year>\d{4})(?P<between>[-–/.])(?P<next>\d{2})", re.ASCII)
_CALENDAR = re.compile(r"\d{4}-\d\d(?:-\d\d)?[~?%]?(?:/[-\d~?%.]*)?")
_SINCE = re.compile(r"(?:since|from) (?P<since>.+)|(?P<onwards>.+?)(?: onwards?|\+| ?[-–] ?)|until (?P<until>.+)", re.I)
_BETWEEN = re.compile(
    r"(?:between (?P<first>.+?) and (?P<last>.+)|(?:from )?(?P<one>.+?) (?:to|until|till|through|[-–—]) (?P<two>.+))",
    re.I,
)
_ABOUT = re.compile(r"(?:about|around|approximately|approx\.?|circa|c\.|ca\.?|~) ?(?P<rest>.+)", re.IGNORECASE)
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", rf"(?P<month>{_any(_MONTHS)})\.?", r"(?P<year>\d{4})"


def _is_strange(match: re.Match[str]) -> bool:
    """Whether the second number is no month, and no part of a year that could be nothing else."""
    last, year = int(match["next"]), int(match["year"])
    is_next = last == (year + 1) % 100 and match["between"] != "-"
    return is_next or (last > 12 and (not _is_part(last) or last > year % 100))


def _is_part(number: int) -> bool:
    """Whether EDTF numbers a season, a quarter, a third or a half so."""
    return 21 <= number <= 24 or 33 <= number <= 41


def _asked_back(match: re.Match[str], text: str) -> str:
    """What "2022-23" may mean: for EDTF it is a season, for most people two years."""
    year, last = match["year"], int(match["next"])
    if last > int(year) % 100:
        known = _is_part(last) or last <= 12
        part = f"{text!r} may be two years or a part of one. " if known else f"{text!r} is no month. "
        other = f", or {period.words(f'{year}-{last:02}')}" if known else ""
        return f"{part}Write {year}/{year[:2]}{last:02}{other}."
    return f"{text!r} is no month. {HOW}"


def _open(text: str) -> str:
    """What goes on, or has ended by a day that alone is known."""
    match = _SINCE.fullmatch(text)
    if not match:
        return ""
    found = _one(match["until"] or match["since"] or match["onwards"])
    return (f"../{found}" if match["until"] else f"{found}/..") if found else ""


def _apart(text: str) -> tuple[str, str] | None:
    """The two ends of a span that words or spaces part."""
    match = _BETWEEN.fullmatch(text)
    return (match["first"] or match["one"], match["last"] or match["two"]) if match else None


def _tight(text: str) -> tuple[str, str] | None:
    """The two ends of a span that only a dash parts, as in January-March 2022."""
    first, *rest = re.split("[-–—]", text)
    return (first.strip(), rest[0].strip()) if len(rest) == 1 else None


def _span(ends: tuple[str, str] | None) -> str:
    if ends is None:
        return ""
    first, last = ends
    start, end = _start(first, last), ".." if last.lower() in _ENDLESS else _one(last)
    return f"{start}/{end}" if start and end else ""


def _start(first: str, last: str) -> str:
    """The first of two dates, which may leave to the last what both share: 1–5 March 2022."""
    if first in ("", ".."):
        return ".."
    words = last.split()
    return next((found for at in range(len(words), 0, -1) if (found := _one(" ".join([first, *words[at:]])))), "")


def _one(text: str) -> str:
    """One date as EDTF, or nothing where it is none; raises InvalidPeriod where it could be two."""
    if about := _ABOUT.fullmatch(text):
        return f"{rest.removesuffix('~')}~" if (rest := _one(about["rest"])) else ""
    for form, reading in _FORMS:
        if match := form.fullmatch(text):
            return reading(match)
    return ""


def _date(match: re.Match[str]) -> str:
    found = match.groupdict()
    month, day = found["month"].lower(), found.get("day") or ""
    number = _MONTHS.get(month) or int(month)
    if number > 12:
        # 12.24.2022 can only be the 24th, and 24/2022 is no month of a year
        if not day or int(day) > 12:
            raise InvalidPeriod(f"{match[0]!r} names a month {number}. Months run from 1 to 12.")
        number, day = int(day), str(number)
    return f"{found['year']}-{number:02}" + (f"-{int(day):02}" if day else "")


def _either(match: re.Match[str]) -> str:
    """A day and a month, of which nobody can know which comes first unless one is no month."""
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    if one != two and one <= 12 and two <= 12:
        first, second = f"{year}-{two:02}-{one:02}", f"{year}-{one:02}-{two:02}"
        raise InvalidPeriod(f"{match[0]!r} may be {first} or {second}. Write the one that is meant.")
    return f"{year}-{two:02}-{one:02}" if one > 12 or one == two else f"{year}-{one:02}-{two:02}"


def _share(match: re.Match[str]) -> str:
    """A quarter or a half of a year."""
    number = _COUNTED.get(match["number"].lower()) or int(match["number"])
    is_quarter = match["share"].lower().startswith("q")
    return f"{match['year']}-{32 + number if is_quarter else 39 + min(number, 2)}"


def _season(match: re.Match[str]) -> str:
    return f"{match['year']}-{_SEASONS[match['part'].lower()]}"


def _third(match: re.Match[str]) -> str:
    return f"{match['year']}-{_THIRDS[match['part'].lower()]}"


def _asks_for_year(match: re.Match[str]) -> str:
    raise InvalidPeriod(f"{match[0]!r} has a year of two digits. Write all four, such as 20{match['year']}.")


def _asks_for_format(match: re.Match[str]) -> str:
    raise InvalidPeriod(f"{match[0]!r} is a date that lost its format in Excel. Format the cell as a date.")


_FORMS = tuple(
    (re.compile(form, re.IGNORECASE | re.ASCII), reading)
    for form, reading in (
        (r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?", lambda match: match[0]),
        (rf"{_DAY}\.?[ -](?:of )?{_MONTH},?[ -]{_YEAR}", _date),
        (rf"{_MONTH} {_DAY},? {_YEAR}", _date),
        (rf"{_MONTH}(?: of|,)?[ -]{_YEAR}", _date),
        (rf"{_YEAR},?[ -]{_MONTH}(?:[ -]{_DAY})?", _date),
        (rf"(?:{_any(_THIRDS)})[ -]{_MONTH},? {_YEAR}", _date),
        (rf"{_DAY}\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}", _date),
        # 2022.1 may be what Excel keeps of 2022.10
        (rf"{_YEAR}(?:\.(?P<month>\d{{2}}))", _date),
        (rf"{_YEAR}/(?P<month>\d{{1,2}})", _date),
        (rf"{_YEAR}[./-](?P<month>\d{{1,2}})[./-]{_DAY}\.?", _date),
        (rf"(?P<month>\d{{1,2}})[./-]{_YEAR}", _date),
        (rf"(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-]{_YEAR}", _either),
        (rf"(?P<part>{_any(_SEASONS)}),? (?:of )?{_YEAR}", _season),
        (rf"(?P<part>{_any(_THIRDS)})[ -]{_YEAR}", _third),
        (rf"(?P<share>q)(?P<number>[1-4])[ /-]?{_YEAR}", _share),
        (rf"(?P<share>h)(?P<number>[12])[ /-]?{_YEAR}", _share),
        (rf"{_YEAR}[ /-]?(?P<share>q)(?P<number>[1-4])", _share),
        (rf"{_YEAR}[ /-]?(?P<share>h)(?P<number>[12])", _share),
        (rf"(?:the )?(?P<number>{_any(_COUNTED)})[ -](?P<share>quarter),?(?: of)? {_YEAR}", _share),
        (rf"(?:the )?(?P<number>first|1st|second|2nd|last)[ -](?P<share>half),?(?: of)? {_YEAR}", _share),
        (r"\d{1,2}[./-] ?\d{1,2}[./-] ?(?P<year>\d{2})", _asks_for_year),
        (rf"{_MONTH}[ '-]+(?P<year>\d{{2}})", _asks_for_year),
        (r"[2-9]\d{4}", _asks_for_format),
    )
)
"""how one date is written, and what each way means"""
