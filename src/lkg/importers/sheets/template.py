"""An empty spreadsheet to fill: lists to choose from, dates that are checked while typing, every column explained."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lkg.claims.model import MODALITIES
from lkg.importers.kinds import kinds
from lkg.importers.sheets.columns import ACTORS, CLAIMS, RELATIONS, SHEETS, SOURCES, Column
from lkg.importers.sheets.faults import letter
from lkg.importers.sheets.sources import source_kinds
from lkg.vocab import ontology

ROWS = 5000
"""rows in which lists can be chosen from"""
Cells = Mapping[str, str]
_WIDTHS = {"relation": 26, "url": 44, "note": 44, "title": 36, "from": 24, "to": 24, "name": 24, "also known as": 34,
           "word": 26, "means": 26, "perhaps": 44}  # fmt: skip
_HOW = (
    "One row is one claim: who did what to whom, when, and who says so. The first five columns of Claims suffice.",
    "Names are as you write them; those of states are known. A new name is added by being used.",
    "In Actors you may say of a name what kind it is and what else it is called; in Sources, what a page is.",
    "In Relations you may give words of your own a meaning: a relation of the list, or only a sign.",
    "Save, then type: lkg import claims.xlsx --into . (in this folder). Nothing is taken over while a row has a fault;",
    "claims.checked.xlsx then shows each fault as a comment on its cell.",
)


def workbook(
    file: Path, claims: Iterable[Cells] = (), actors: Iterable[Cells] = (), sources: Iterable[Cells] = ()
) -> None:
    """Write the workbook, with rows by the names of their columns."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"Claims": claims, "Actors": actors, "Sources": sources, "Relations": ()}.items():
        _fill(book.create_sheet(name), SHEETS[name], list(rows))
    _explain(book.create_sheet("Columns"))
    _lists(book)
    book.save(file)


def table(claims: Iterable[Cells] = ()) -> str:
    """The columns of claims as CSV, with rows by their names."""
    names = [column.name for column in CLAIMS]
    with io.StringIO(newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(claims)
        return stream.getvalue()


def heading(sheet: Any, at: int, column: Column) -> None:
    """Write the heading of a column, counted from 1."""
    from openpyxl.styles import Alignment, Font, PatternFill

    head = sheet.cell(1, at, column.name)
    head.font = Font(bold=True)
    head.fill = PatternFill("solid", start_color="FFD9E2EC" if column.needed else "FFF2F4F7")
    head.alignment = Alignment(vertical="top")
    sheet.column_dimensions[head.column_letter].width = _WIDTHS.get(column.name, 14)


def _fill(sheet: Any, columns: Sequence[Column], rows: Sequence[Cells]) -> None:
    for at, column in enumerate(columns, 1):
        heading(sheet, at, column)
        # text: Excel would take 2022-07 for a day and 1 for a number
        for number in range(2, max(len(rows), 200) + 2):
            sheet.cell(number, at).number_format = "@"
        for number, row in enumerate(rows, 2):
            sheet.cell(number, at, row.get(column.name) or None)
    sheet.freeze_panes = "A2"


def _explain(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    for line in _HOW:
        sheet.append([line])
    sheet.append([])
    sheet.append(["sheet", "column", "needed", "what it means"])
    for name, columns in SHEETS.items():
        for column in columns:
            sheet.append([name, column.name, "yes" if column.needed else "", column.meaning])
    sheet.append([])
    sheet.append(["relation", "read from the other end", "sign", "what it means"])
    for relation in sorted(ontology().relations.values(), key=lambda each: each.label):
        sign = {1: "+", -1: "-", 0: "0"}[relation.polarity]
        sheet.append([relation.label, relation.inverse_label, sign, relation.definition])
    for at, width in enumerate((30, 28, 8, 90)):
        sheet.column_dimensions[letter(at)].width = width
    for (cell,) in sheet.iter_rows(min_col=1, max_col=1):
        cell.font = Font(bold=cell.value in ("sheet", "relation"))
        cell.alignment = Alignment(vertical="top")


def _lists(book: Any) -> None:
    """The values to choose from, on a sheet that is not shown, and where they may be chosen."""
    lists = {
        "relation": sorted(relation.label for relation in ontology().relations.values()),
        "kind": sorted(kinds().values()),
        "modality": list(MODALITIES),
        "credibility": list("123456"),
        "reliability": list("ABCDEF"),
        "source kind": [ontology().labels[name] for name in source_kinds()],
    }
    hidden = book.create_sheet("Lists")
    hidden.sheet_state = "hidden"
    for at, (name, values) in enumerate(lists.items(), 1):
        for number, value in enumerate([name, *values], 1):
            hidden.cell(number, at, value)
    places = {name: (chr(ord("A") + at), len(values)) for at, (name, values) in enumerate(lists.items())}
    for sheet, columns in (("Claims", CLAIMS), ("Actors", ACTORS), ("Sources", SOURCES), ("Relations", RELATIONS)):
        for at, column in enumerate(columns):
            named = _list_of(sheet, column.name)
            if named:
                letter_, count = places[named]
                # words of one's own may stand among the relations: there the list only helps
                strict = column.name not in ("relation", "means")
                choose(book[sheet], at, f"Lists!${letter_}$2:${letter_}${count + 1}", strict=strict)
            elif column.name in ("date", "published"):
                _dated(book[sheet], at)


def _list_of(sheet: str, column: str) -> str:
    if column == "kind":
        return "source kind" if sheet == "Sources" else "kind"
    named = {"from kind": "kind", "to kind": "kind", "means": "relation"}
    found = named.get(column, column)
    return found if found in ("relation", "kind", "modality", "credibility", "reliability") else ""


def choose(sheet: Any, at: int, values: str, *, strict: bool) -> None:
    """Let the cells of a column, counted from 0, be chosen from a range of cells; `strict` refuses all else."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list", formula1=values, allow_blank=True)
    rule.showErrorMessage = strict
    rule.error, rule.errorTitle = "Choose one of the list.", "Not in the list"
    _add(sheet, at, rule)


def _dated(sheet: Any, at: int) -> None:
    """Ask for a year at least: which words and dates are possible is more than a formula can say."""
    from openpyxl.worksheet.datavalidation import DataValidation

    cell = f"{letter(at)}2"
    # Excel takes no list of constants here
    has_year = f"OR(ISNUMBER({cell}),{','.join(f'ISNUMBER(FIND({chr(34)}{c}{chr(34)},{cell}))' for c in (18, 19, 20))})"
    rule = DataValidation("custom", formula1=has_year, allow_blank=True, showErrorMessage=True)
    rule.error, rule.errorTitle = "Write 2022, 2022-07, 2022-07-01 or 2022-03/2023-01.", "No date"
    _add(sheet, at, rule)


def _add(sheet: Any, at: int, rule: Any) -> None:
    rule.add(f"{letter(at)}2:{letter(at)}{ROWS}")
    sheet.add_data_validation(rule)
