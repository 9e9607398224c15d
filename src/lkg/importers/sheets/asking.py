"""Words that are no relation yet, listed for their owner to say what each means: in her workbook, or as a table."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lkg.importers.sheets.cells import OURS
from lkg.importers.sheets.columns import RELATIONS
from lkg.importers.sheets.template import choose, heading
from lkg.vocab import ontology

Unknown = Mapping[str, Sequence[str]]
"""word → labels of relations that it may mean"""
_LIST = OURS[1]


def table(file: Path, unknown: Unknown) -> None:
    """Write the words as CSV, with an empty column for what each means."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in RELATIONS])
        writer.writerows([word, "", _perhaps(labels)] for word, labels in unknown.items())


def sheet(book: Any, unknown: Unknown) -> None:
    """Add the words to a workbook's sheet Relations, which is made if it is not there, with a list to choose from."""
    from openpyxl.styles import PatternFill

    found = book["Relations"] if "Relations" in book.sheetnames else _made(book)
    columns = _columns(found)
    there = {found.cell(row, columns["word"]).value for row in range(2, found.max_row + 1)}
    row = max(
        (number for number in range(1, found.max_row + 1) if found.cell(number, columns["word"]).value), default=1
    )
    for word, labels in unknown.items():
        if word not in there:
            row += 1
            found.cell(row, columns["word"], word)
            found.cell(row, columns["means"]).fill = PatternFill("solid", start_color="FFFFF2B3")
            found.cell(row, columns["perhaps"], _perhaps(labels))


def _columns(found: Any) -> dict[str, int]:
    """Heading → number of its column; those that lack are added behind the others."""
    known = {str(cell.value or "").strip().lower(): cell.column for cell in found[1] if cell.value}
    for column in RELATIONS:
        if not any(name in known for name in (column.name, *column.also)):
            known[column.name] = max(known.values(), default=0) + 1
            heading(found, known[column.name], column)
    return {
        column.name: next(known[name] for name in (column.name, *column.also) if name in known) for column in RELATIONS
    }


def _made(book: Any) -> Any:
    labels = sorted(relation.label for relation in ontology().relations.values())
    listed = book.create_sheet(_LIST)
    listed.sheet_state = "hidden"
    for number, label in enumerate(labels, 1):
        listed.cell(number, 1, label)
    found = book.create_sheet("Relations")
    for at, column in enumerate(RELATIONS, 1):
        heading(found, at, column)
    choose(found, 1, f"'{_LIST}'!$A$1:$A${len(labels)}", strict=False)
    return found


def _perhaps(labels: Sequence[str]) -> str:
    return " / ".join(labels)
