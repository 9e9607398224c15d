"""What is wrong in a spreadsheet: sheet, row, column, what stands there and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lkg.errors import InvalidFile, Problem


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
    """Faults as problems of a file, each with its row."""
    return [
        Problem(f"{file} ({fault.sheet})" if fault.sheet else str(file), fault.row, fault.words(), fault.severe)
        for fault in faults
    ]


class InvalidSheet(InvalidFile):
    """A spreadsheet with faults, which can be written back beside the cells."""

    def __init__(self, file: Path, faults: Iterable[Fault]) -> None:
        self.file, self.faults = file, tuple(faults)
        super().__init__(problems(file, self.faults))
