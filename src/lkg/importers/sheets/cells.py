"""Rows of a spreadsheet, CSV or XLSX, as text with its place; what a cell cannot say by itself is a fault.

A date is what its format shows: a cell that Excel shows as "Apr-22" is a month, whatever day Excel keeps beneath it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from lkg.errors import InvalidFile, MissingFile, Problem
from lkg.importers.sheets.faults import Fault, letter
from lkg.store import read_text

OURS = ("Lists", "lkg relations")
"""sheets of our own that are not shown"""
MOST = 100_000
"""rows that one file may have: a graph of text files is made for people, who do not write more"""
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_TOO_MANY = "more than {:,} rows. Split the file, or take over large data with `lkg import panel` or `events`."


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the file, and the text of its cells from the first column on."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, or of one sheet of a workbook."""

    name: str
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()
    """what is wrong with cells, whatever they should say"""
    is_hidden: bool = False
    """whether nobody who opens the file sees it; then it is not read"""


def is_workbook(file: Path) -> bool:
    """Whether a file has sheets, cells with comments, and lists to choose from.

    >>> is_workbook(Path("claims.xlsx")), is_workbook(Path("claims.csv"))
    (True, False)
    """
    return file.suffix.lower() in (".xlsx", ".xlsm")


def read(file: Path) -> list[Sheet]:
    """The sheets of a workbook, or a CSV file as one sheet without a name.

    Raises MissingFile, and InvalidFile for what is no such file, is not UTF-8 or is too long.
    """
    if not file.is_file():
        raise MissingFile(f"There is no file or folder {file}. Give an .xlsx or .csv of claims, or a folder of tables.")
    if is_workbook(file):
        return list(_workbook(file))
    if file.suffix.lower() in (".xls", ".ods", ".numbers"):
        raise InvalidFile([Problem(str(file), None, f"{file.suffix} cannot be read. Save the file as .xlsx or CSV.")])
    return [Sheet("", tuple(_csv(file)))]


def _csv(file: Path) -> Iterator[Line]:
    text = text_of(file)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    begin = 1
    try:
        for row in rows:
            if begin > MOST:
                raise InvalidFile([Problem(str(file), begin, _TOO_MANY.format(MOST))])
            yield Line(begin, tuple(" ".join(cell.split()) for cell in row))
            begin = rows.line_num + 1
    except csv.Error as error:
        problem = f"{error}: a quotation mark that was opened here is not closed, or stands within a cell. Double it."
        raise InvalidFile([Problem(str(file), begin, problem)]) from None


def text_of(file: Path) -> str:
    """UTF-8, or UTF-16 as spreadsheet programs write "Unicode text"."""
    with file.open("rb") as stream:
        mark = stream.read(2)
    if mark in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return file.read_text(encoding="utf-16")
        except UnicodeDecodeError:
            raise InvalidFile([Problem(str(file), None, "UTF-16 that is cut off. Save the file again.")]) from None
    if mark == b"PK":
        raise InvalidFile([Problem(str(file), None, "a workbook under the name of a CSV file. Name it .xlsx.")])
    try:
        return read_text(file)
    except InvalidFile as error:
        how = "not UTF-8. In Excel choose File, Save As, CSV UTF-8; or save the workbook as .xlsx."
        raise InvalidFile([Problem(str(file), error.problems[0].line, how)]) from None


def delimiter(text: str) -> str:
    """What separates the headings: comma, semicolon (as Excel writes in much of Europe) or tab.

    >>> delimiter("from;relation;to\\na;b;c\\n"), delimiter("from,relation,to\\n")
    (';', ',')
    """
    # a title may stand above the headings, and commas within sentences: what parts cells stands equally often in rows
    first = [line for line in text.splitlines()[:20] if line.strip()]
    return max(",;\t", key=lambda sign: _evenness([line.count(sign) for line in first]))


def _evenness(counts: list[int]) -> int:
    """How many separators stand in the rows that have equally many of them, at most."""
    return max((count * times for count, times in Counter(counts).items()), default=0)


def _workbook(file: Path) -> Iterator[Sheet]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        problem = f"no workbook that can be read ({error}). Open it in a spreadsheet program and save it as .xlsx."
        raise InvalidFile([Problem(str(file), None, problem)]) from None
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield _sheet(file, sheet)
            elif sheet.title not in OURS:
                yield Sheet(sheet.title, (), (), is_hidden=True)
    finally:
        book.close()


def _sheet(file: Path, sheet: Any) -> Sheet:
    # what a program says of the size of a sheet is often wrong, and then hides rows
    sheet.reset_dimensions()
    raw = _raw(file, sheet)
    lines: list[Line] = []
    faults: list[Fault] = list(_merged(sheet, raw.merged))
    for number, row in enumerate(sheet.iter_rows(), 1):
        line = Line(number, tuple(_cell(cell, sheet.title, number, faults) for cell in row))
        # rows that only have a format are no rows to whoever looks at them
        if not line.is_empty:
            lines.append(line)
        if len(lines) > MOST:
            raise InvalidFile([Problem(f"{file} ({sheet.title})", number, _TOO_MANY.format(MOST))])
    uncomputed = _uncomputed(file, sheet.title, lines) if raw.has_formulas else ()
    return Sheet(sheet.title, tuple(lines), (*faults, *uncomputed))


def _cell(cell: Any, sheet: str, number: int, faults: list[Fault]) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        column = letter(cell.column - 1)
        faults.append(Fault(sheet, number, column, "", str(value), "an error of a formula. Write the value itself."))
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, cell.number_format)
    if isinstance(value, int | float) and "%" in (cell.number_format or ""):
        return f"{value * 100:.10g}%"
    if isinstance(value, float):
        return _number(value)
    return " ".join(str(value).split())


def _number(value: float) -> str:
    """A number as text; a zero more where three decimals would look like thousands."""
    text = str(int(value)) if value.is_integer() else repr(value)
    return f"{text}0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", text) else text


def _date(value: dt.date, form: str) -> str:
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.lower())
    day = value.strftime("%Y-%m-%d")
    if "d" in shown or not re.search("[my]", shown):
        return day
    return day[:7] if "m" in shown else day[:4]


class _Raw(NamedTuple):
    """What a reader of values does not tell of a sheet."""

    merged: frozenset[tuple[str, str, str, str]]
    """left column, top row, right column, bottom row"""
    has_formulas: bool


def _raw(file: Path, sheet: Any) -> _Raw:
    found, formulas, rest = set[tuple[str, str, str, str]](), False, b""
    with zipfile.ZipFile(file) as packed, packed.open(sheet._worksheet_path) as stream:
        while chunk := stream.read(1 << 20):
            # what lies across two chunks is seen with the second
            rest = rest[-100:] + chunk
            formulas = formulas or b"<f>" in rest or b"<f " in rest
            for match in _MERGED.finditer(rest):
                left, top, right, bottom = (part.decode() for part in match.groups())
                found.add((left, top, right, bottom))
    return _Raw(frozenset(found), formulas)


def _merged(sheet: Any, found: Iterable[tuple[str, str, str, str]]) -> Iterator[Fault]:
    """Cells that lie under one that was merged over them say nothing, whatever a reader of the sheet sees."""
    for left, top, right, bottom in sorted(found, key=lambda place: int(place[1])):
        if top != bottom:
            range_ = f"{left}{top}:{right}{bottom}"
            yield Fault(sheet.title, int(top), left, "", range_, "merged cells. Unmerge them and fill every row.")


def _uncomputed(file: Path, name: str, lines: Iterable[Line]) -> Iterator[Fault]:
    """Formulas whose value no program has worked out yet."""
    import openpyxl

    texts = {line.number: line.cells for line in lines}
    book = openpyxl.load_workbook(file, read_only=True)
    try:
        book[name].reset_dimensions()
        for number, row in enumerate(book[name].iter_rows(), 1):
            for cell, text in zip_longest(row, texts.get(number, ())):
                if cell is not None and cell.data_type == "f" and not text:
                    how = "a formula without a value. Open and save the file in a spreadsheet program, or paste values."
                    yield Fault(name, number, letter(cell.column - 1), "", str(cell.value), how)
    finally:
        book.close()
