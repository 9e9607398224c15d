"""Claims from rows that each state one year: years of membership and dyad-years, joined into spells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lkg.claims import Claim
from lkg.importers.panel.account import Account
from lkg.importers.panel.reader import Reader
from lkg.importers.panel.rows import Cells, plain, tidy
from lkg.importers.panel.spells import missing, ranges, spells

Statement = tuple[str, str, str, str]
"""subject, object, the key of what is said, part"""
Years = dict[int, int]
"""year → the line that states it first, negative where that is read from the other side"""


def years(reader: Reader) -> Iterator[Claim]:
    """One claim for every spell of years in which the same was said of the same two, in the order of the file."""
    for statement, stated in statements(reader).items():
        for run in spells(stated, reader.mapping.gaps):
            yield _claim(reader, statement, run, [abs(stated[year]) for year in run])


def statements(reader: Reader) -> Mapping[Statement, Years]:
    """What is said of which two in which years; every row is read, and counted."""
    values, says = reader.says()
    part_of = _parts(reader)
    year_of, at = Cells(_year), reader.head.index(reader.mapping.year)
    directed, found = reader.mapping.directed, dict[Statement, Years]()
    for line, row, subject, object_ in reader.rows():
        said, year = says[values(row)], year_of[row[at]]
        if not said or isinstance(said, str):
            reader.silent(line, said)
        elif isinstance(year, str):
            reader.account.fault(line, year)
        else:
            turned = not directed and object_ < subject
            one, other, mark = (object_, subject, -line) if turned else (subject, object_, line)
            part, firsts = part_of(row), []
            for meaning in said:
                statement = (one, other, meaning.key, part)
                stated = found.get(statement)
                if stated is None:
                    stated = found[statement] = {}
                firsts.append(stated.setdefault(year, mark))
            _count(reader.account, mark, firsts)
    return found


def _count(account: Account, mark: int, firsts: list[int]) -> None:
    """Count a row by the lines that first said what it says."""
    if mark in firsts:
        account.used += 1
    elif (firsts[0] < 0) is (mark < 0):
        account.repeat(abs(mark), abs(firsts[0]))
    else:
        account.mirrored += 1


def _claim(reader: Reader, statement: Statement, run: list[int], lines: list[int]) -> Claim:
    subject, object_, key, part = statement
    mapping = reader.mapping
    meaning, bridged = mapping.said[key], missing(run)
    when = reader.period(f"{run[0]:04}/{run[-1]:04}", meaning)
    reader.account.bridged += len(bridged)
    reader.account.ongoing += when.open_end
    return Claim(
        ".".join(filter(None, (mapping.source.id, subject, object_, key, plain(part), f"{run[0]:04}"))),
        subject,
        meaning.relation,
        object_,
        when,
        mapping.source.id,
        credibility=mapping.credibility,
        locator=f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} rows, lines {min(lines)} to {max(lines)}",
        note=f"{meaning.note}; no row for {ranges(bridged)}" if bridged else meaning.note,
    )


def _parts(reader: Reader) -> Callable[[list[str]], str]:
    """What tells the rows of one part, such as one dispute, from those of another."""
    if not reader.mapping.part:
        return lambda row: ""
    parts, at = Cells(tidy), reader.head.index(reader.mapping.part)
    return lambda row: parts[row[at]]


def _year(cell: str) -> int | str:
    text = tidy(cell)
    return int(text) if re.fullmatch(r"[1-9]\d{3}", text) else f"the year {text!r} is no year. Write it as 1945."
