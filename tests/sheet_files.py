"""Small spreadsheets for tests, and what reading one gives."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from lkg.claims import Claim, Record
from lkg.importers import sheets

HEAD = "from,relation,to,date,url"
ROW = "Estonia,sanctions,Russia,2022-07,https://err.ee/1"


def csv(folder: Path, *rows: str, head: str = HEAD) -> Path:
    file = folder / "claims.csv"
    file.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return file


def read(folder: Path, *rows: str, head: str = HEAD) -> sheets.Reading:
    return sheets.read(csv(folder, *rows, head=head))


def only(found: sheets.Reading) -> Claim:
    (claim,) = found.record.claims.values()
    return claim


def faults(file: Path, old: Record | None = None) -> list[tuple[int, str, str]]:
    """Row, column and message of each fault."""
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(file, old)
    return [(fault.row, fault.heading, fault.message) for fault in caught.value.faults if fault.severe]


def workbook(folder: Path, *rows: tuple[object, ...], head: str = HEAD) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (tuple(head.split(",")), *rows):
        book.active.append(row)
    book.save(folder / "claims.xlsx")
    return folder / "claims.xlsx"
