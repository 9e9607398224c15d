"""What each form of a date means, in EDTF, seen from the day a text was published; ValueError where it is no day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
MONTHS["sept"] = 9
DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
NUMBERS |= {"a": 1, "an": 1, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30}


def full(match: re.Match[str], published: dt.date) -> str:
    """A day with its month and year."""
    return dt.date(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"])).isoformat()


def day_of_month(match: re.Match[str], published: dt.date) -> str:
    """A day without its year: the nearest one, since texts announce and report alike."""
    month, day = MONTHS[match["month"].lower()], int(match["day"])
    near = (published.year - 1, published.year, published.year + 1)
    found = [dt.date(year, month, day) for year in near if (month, day) != (2, 29) or calendar.isleap(year)]
    return min(found, key=lambda each: abs(each - published)).isoformat()


def month_of_year(match: re.Match[str], published: dt.date) -> str:
    """A month with its year."""
    return f"{match['year']}-{MONTHS[match['month'].lower()]:02}"


def month_alone(match: re.Match[str], published: dt.date) -> str:
    """The latest such month up to the day of the text; the coming one after next, by or until."""
    month = MONTHS[match["month"].lower()]
    ahead = (match["lead"] or "").lower() in ("next", "by", "until", "from")
    year = published.year - (month > published.month) if not ahead else published.year + (month < published.month)
    return f"{year}-{month:02}"


def iso(match: re.Match[str], published: dt.date) -> str:
    """A day as machines write it."""
    return dt.date.fromisoformat(match[0]).isoformat()


def years(match: re.Match[str], published: dt.date) -> str:
    """From one year to another, as 2014 to 2016 or 2014-16."""
    first, last = match["first"], match["last"]
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if first < last else ""


def year(match: re.Match[str], published: dt.date) -> str:
    """A year alone."""
    return match["year"]


def near(match: re.Match[str], published: dt.date) -> str:
    """Today, tonight, yesterday or tomorrow."""
    return (
        published + dt.timedelta({"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[match[0].lower()])
    ).isoformat()


def turn(match: re.Match[str], published: dt.date) -> str:
    """This, last or next week, month or year."""
    step = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1, "coming": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    if unit == "week":
        monday = published - dt.timedelta(published.weekday()) + dt.timedelta(7 * step)
        sunday = monday + dt.timedelta(6)
        return f"{monday}/{min(sunday, published) if step == 0 else sunday}"
    return _back(published, -step, unit)


def ago(match: re.Match[str], published: dt.date) -> str:
    """So many days, weeks, months or years before the text."""
    return _back(published, _count(match), match["unit"].lower())


def past(match: re.Match[str], published: dt.date) -> str:
    """The past three months: from then to the day of the text."""
    unit = match["unit"].lower()
    precise = published.isoformat()[: {"day": 10, "week": 10, "month": 7}.get(unit, 4)]
    return f"{_back(published, _count(match), unit)}/{precise}"


def weekday(match: re.Match[str], published: dt.date) -> str:
    """The latest such day up to that of the text, or the one after it."""
    back = (published.weekday() - DAYS[match["weekday"].lower()]) % 7
    lead = (match["lead"] or "").lower()
    if lead == "next":
        return (published + dt.timedelta(7 - back)).isoformat()
    return (published - dt.timedelta(back or (7 if lead == "last" else 0))).isoformat()


def _back(published: dt.date, count: int, unit: str) -> str:
    if unit in ("day", "week"):
        return (published - dt.timedelta(count * (7 if unit == "week" else 1))).isoformat()
    if unit == "month":
        year, month = divmod(published.year * 12 + published.month - 1 - count, 12)
        return f"{year:04}-{month + 1:02}"
    return f"{published.year - count * (10 if unit == 'decade' else 1):04}"


def _count(match: re.Match[str]) -> int:
    number = match["number"].lower()
    return NUMBERS[number] if number in NUMBERS else int(number)
