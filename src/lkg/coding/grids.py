"""Rows of text as a CSV file or a workbook, and back, through the hands of a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lkg.errors import InvalidFile, Misuse, Problem
from lkg.store import read_text

FORMS = (".csv", ".xlsx")
_FORMULA = ("=", "+", "-", "@")
Lines = Iterable[Sequence[str]]


def form_of(file: Path) -> str:
    """Whether a review file is a CSV file or a workbook; raises Misuse for anything else."""
    if file.suffix.lower() not in FORMS:
        raise Misuse(f"{file}: a review file ends in .csv or .xlsx. Name it so.")
    return file.suffix.lower()


def read(file: Path) -> list[list[Any]]:
    """All lines of a file with its head; a CSV file may have been saved with ; or tabs."""
    return _from_workbook(file) if form_of(file) == ".xlsx" else _from_csv(file)


def save(file: Path, columns: Sequence[str], lines: Lines) -> None:
    """Write aside, then rename, so that a decision is never half on disk."""
    form = form_of(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.write_bytes(_workbook(columns, lines) if form == ".xlsx" else _csv(columns, lines))
    aside.replace(file)


def _csv(columns: Sequence[str], lines: Lines) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    for line in lines:
        # a spreadsheet would take the words of a text for a formula
        writer.writerow(f"'{text}" if text.startswith(_FORMULA) else text for text in line)
    return stream.getvalue().encode("utf-8-sig")


def _from_csv(file: Path) -> list[list[Any]]:
    text = read_text(file).removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _workbook(columns: Sequence[str], lines: Lines) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook(write_only=True)
    sheet = book.create_sheet("review")
    sheet.freeze_panes = "B2"
    for name, width in {"A": 10, "B": 18, "C": 22, "D": 18, "E": 14, "M": 40, "N": 50, "O": 60}.items():
        sheet.column_dimensions[name].width = width
    sheet.append(columns)
    for line in lines:
        cells = [WriteOnlyCell(sheet, value=text) for text in line]
        for cell in cells:
            # text, so that no date or formula is made of it
            cell.data_type, cell.number_format = "s", "@"
        sheet.append(cells)
    choice = DataValidation(type="list", formula1='"accept,edit,reject"', allow_blank=True)
    choice.add("A2:A10000")
    sheet.data_validations.append(choice)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _from_workbook(file: Path) -> list[list[Any]]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError):
        raise InvalidFile([Problem(str(file), None, "this is no workbook. Save it as .xlsx again.")]) from None
    with_rows = book.worksheets[0].iter_rows(values_only=True)
    found = [["" if cell is None else cell for cell in line] for line in with_rows]
    book.close()
    return found


def plain(cell: Any) -> str:
    """The text of a cell: a day as it is written, and no sign that keeps a spreadsheet from reading a formula.

    >>> plain(dt.datetime(2022, 4, 28)), plain(2.0), plain("'-")
    ('2022-04-28', '2', '-')
    """
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text
