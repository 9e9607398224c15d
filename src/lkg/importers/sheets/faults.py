"""What is wrong in a spreadsheet: sheet, row, column, what stands there and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lkg.errors import InvalidFile, Problem

SHOWN = 12
"""rows that are named of those that share a fault"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a cell, or of a row where there is no column."""

    sheet: str
    row: int
    column: str
    """its letter, as spreadsheet programs show it"""
    heading: str
    value: str
    message: str
    severe: bool = True

    def words(self) -> str:
        """Column, value and how to mend it.

        >>> Fault("Claims", 4, "D", "date", "soon", "no date. Write 2022-07-01.").words()
        "column D (date), 'soon': no date. Write 2022-07-01."
        """
        heading = f" ({self.heading})" if self.heading else ""
        place = f"column {self.column}{heading}" if self.column else ""
        value = repr(self.value) if self.value else ""
        before = ", ".join(part for part in (place, value) if part)
        return f"{before}: {self.message}" if before else self.message


def letter(number: int) -> str:
    """The letter of a column, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    high, low = divmod(number, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)


def problems(file: Path, faults: Iterable[Fault]) -> list[Problem]:
    """Faults as problems of a file, by row; one that many rows share is told once, with all of its rows.

    >>> soon = [Fault("", row, "D", "date", "soon", "no date.") for row in (4, 7, 9)]
    >>> print(*problems(Path("claims.csv"), soon))
    claims.csv:4  column D (date), 'soon': no date. (Also in rows 7, 9.)
    """
    met: dict[Fault, list[int]] = {}
    for fault in faults:
        met.setdefault(replace(fault, row=0), []).append(fault.row)
    found = sorted(met.items(), key=lambda each: (each[0].sheet, each[1][0], len(each[0].column), each[0].column))
    return [Problem(_place(file, one.sheet), rows[0], one.words() + _also(rows[1:]), one.severe) for one, rows in found]


def _place(file: Path, sheet: str) -> str:
    """A file, and in a workbook the sheet; a sheet that came as a file of its own is that file."""
    if not sheet:
        return str(file)
    return sheet if Path(sheet).is_file() else f"{file} ({sheet})"


def _also(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return f" (Also in row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:SHOWN]))}{more}.)"


class InvalidSheet(InvalidFile):
    """A spreadsheet with faults, which can be written back beside the cells."""

    def __init__(self, file: Path, faults: Iterable[Fault], unknown: Mapping[str, Sequence[str]] | None = None) -> None:
        self.file, self.faults = file, tuple(faults)
        self.unknown: Mapping[str, Sequence[str]] = unknown or {}
        """words that are no relation, and labels of some that each may mean"""
        super().__init__(problems(file, self.faults))
