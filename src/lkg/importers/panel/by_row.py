"""Claims from rows that each make one: votes and spells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lkg import period
from lkg.claims import Claim
from lkg.errors import InvalidPeriod
from lkg.importers.panel.mapping import Meaning
from lkg.importers.panel.reader import Reader
from lkg.importers.panel.rows import Cells, plain, positions, tidy
from lkg.period import Period


def votes(reader: Reader) -> Iterator[Claim]:
    """One claim a row: an act on the day of the roll call."""
    mapping, account, source = reader.mapping, reader.account, reader.mapping.source.id
    values, says = reader.says()
    day = _days(reader)
    seen: dict[str, int] = {}
    for line, row, subject, object_ in reader.rows():
        said = says[values(row)]
        if not said or isinstance(said, str):
            reader.silent(line, said)
            continue
        when = day(row, object_)
        if isinstance(when, str):
            account.fault(line, when)
            continue
        meaning = said[0]
        name = f"{source}.{subject}.{object_}.{meaning.key}"
        first = seen.setdefault(name, line)
        if first != line:
            account.repeat(line, first)
            continue
        account.used += 1
        yield Claim(
            name,
            subject,
            meaning.relation,
            object_,
            when,
            source,
            credibility=mapping.credibility,
            locator=f"line {line}",
            note=meaning.note,
        )


def spells(reader: Reader) -> Iterator[Claim]:
    """One claim a row, from its start to its end."""
    mapping, source = reader.mapping, reader.mapping.source.id
    values, says = reader.says()
    seen: dict[str, tuple[int, str]] = {}
    for line, row, subject, object_ in reader.rows():
        said = says[values(row)]
        if not said or isinstance(said, str):
            reader.silent(line, said)
            continue
        try:
            start, when = _spell(reader, row, said[0])
        except InvalidPeriod as error:
            reader.account.fault(line, str(error))
            continue
        name = f"{source}.{subject}.{object_}.{said[0].key}.{start}"
        if name in seen and seen[name][1] != when.text:
            # two ends for one start contradict each other: both are kept
            name = f"{name}.{plain(when.text.partition('/')[2]) or 'open'}"
        first, _ = seen.setdefault(name, (line, when.text))
        if first != line:
            reader.account.repeat(line, first)
            continue
        reader.account.used += 1
        reader.account.ongoing += when.open_end
        yield Claim(
            name,
            subject,
            said[0].relation,
            object_,
            when,
            source,
            credibility=mapping.credibility,
            locator=f"line {line}",
            note=said[0].note,
        )


def _days(reader: Reader) -> Callable[[list[str], str], Period | str]:
    """The day of a row: from a column of its own, or the one that the file of names gives to the object."""
    own, dates = reader.mapping.date, reader.objects.dates
    if own:
        days, at = Cells(_day), reader.head.index(own)
        return lambda row, object_: days[row[at]]
    undated = "nothing says when {!r} was. Add its date to the file of names."
    return lambda row, object_: dates.get(object_) or undated.format(object_)


def _day(cell: str) -> Period | str:
    try:
        return period.parse(tidy(cell))
    except InvalidPeriod as error:
        return str(error)


def _spell(reader: Reader, row: list[str], meaning: Meaning) -> tuple[str, Period]:
    """What the id says of the start, and the period of one row."""
    mapping = reader.mapping
    start, end = _date(reader, row, mapping.start), _date(reader, row, mapping.end)
    goes_on = any(tidy(row[reader.head.index(column)]) == value for column, value in mapping.goes_on.items())
    return plain(start or f"until {end}"), reader.period(f"{start}/{end}", meaning, goes_on=goes_on)


def _date(reader: Reader, row: list[str], columns: tuple[str, ...]) -> str:
    """A date from one column, or from one each for year, month and day, as far as they are known."""
    parts = [tidy(row[at]) for at in positions(columns, reader.head)]
    known = next((i for i, part in enumerate(parts) if part in reader.mapping.missing), len(parts))
    return "-".join(part.zfill(2 if i else 4) if part.isdigit() else part for i, part in enumerate(parts[:known]))
