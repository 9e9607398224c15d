"""Faults written back into a copy of a spreadsheet, where its owner sees them beside the cells."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path

from lkg.importers.sheets import asking
from lkg.importers.sheets.cells import delimiter, is_workbook, text_of
from lkg.importers.sheets.faults import Fault, InvalidSheet

RED, YELLOW = "FFF4B6B6", "FFFFF2B3"


def marked(invalid: InvalidSheet) -> Path:
    """Write the copy beside the file, and return where: comments on cells, or a column of problems in a CSV file.

    Words that are no relation yet are added to a workbook's sheet Relations, to be given a meaning there.
    """
    file, place = invalid.file, _free(invalid.file)
    if is_workbook(file):
        _mark_workbook(file, place, invalid)
    else:
        _mark_csv(file, place, invalid.faults)
    return place


def _free(file: Path, what: str = "checked") -> Path:
    """Where a copy or a list goes: never over one that is there, in which somebody may have worked."""
    stem = re.sub(r"\.checked(-\d+)?$", "", file.stem)
    names = chain([f"{stem}.{what}"], (f"{stem}.{what}-{number}" for number in count(2)))
    return next(place for name in names if not (place := file.with_name(name + file.suffix)).exists())


def listed(invalid: InvalidSheet) -> Path:
    """Write words that are no relation yet as a table beside the file, to be given a meaning; return where."""
    place = _free(invalid.file, "words")
    asking.table(place, invalid.unknown)
    return place


def _mark_workbook(file: Path, place: Path, invalid: InvalidSheet) -> None:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = openpyxl.load_workbook(file, keep_vba=file.suffix.lower() == ".xlsm")
    cells: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in invalid.faults:
        if fault.sheet in book.sheetnames:
            cells[fault.sheet, f"{fault.column or 'A'}{fault.row}"].append(fault)
    for (sheet, address), found in cells.items():
        cell = book[sheet][address]
        # only the upper left one of merged cells takes a comment
        if type(cell).__name__ == "MergedCell":
            continue
        cell.comment = Comment("\n".join(fault.message for fault in found), "lkg", height=120, width=320)
        cell.fill = PatternFill("solid", start_color=RED if any(fault.severe for fault in found) else YELLOW)
    if invalid.unknown:
        asking.sheet(book, invalid.unknown)
    book.save(place)


def _mark_csv(file: Path, place: Path, faults: Sequence[Fault]) -> None:
    words: dict[int, list[str]] = defaultdict(list)
    for fault in faults:
        # other files of the call have rows of their own
        if not fault.sheet:
            words[fault.row].append(fault.words())
    text = text_of(file)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    with place.open("w", encoding="utf-8-sig", newline="") as stream:
        writer, begin = csv.writer(stream, delimiter=delimiter(text)), 1
        for row in rows:
            writer.writerow([*row, "problems" if begin == 1 and 1 not in words else " ".join(words[begin])])
            begin = rows.line_num + 1
