"""Dates in spreadsheets: read as people write them, and asked back where they could be two."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from lkg.errors import InvalidPeriod
from lkg.importers import sheets
from lkg.importers.sheets import dates
from sheet_files import ROW, only, read, workbook


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1 July 2022", "2022-07-01"),
        ("July 1st, 2022", "2022-07-01"),
        ("1.7.2022", "2022-07-01"),
        ("2022/7/1", "2022-07-01"),
        ("31/12/2022", "2022-12-31"),
        ("07/2022", "2022-07"),
        ("ca. 2021", "2021~"),
        ("2021 – 2023", "2021/2023"),
        ("March 2021 to today", "2021-03/.."),
        ("2022-03/2023-01~", "2022-03/2023-01~"),
        ("since 4 February 2022", "2022-02-04/.."),
        ("autumn 2022", "2022-23"),
        ("2022-21", "2022-21"),
        ("2021-03-14 00:00:00", "2021-03-14"),
        ("Tue, 3 May 2022", "2022-05-03"),
        ("24-02-2022", "2022-02-24"),
        ("12.24.2022", "2022-12-24"),
        ("2022-5-1", "2022-05-01"),
        ("Sept 2021", "2021-09"),
        ("January-March 2022", "2022-01/2022-03"),
        ("1-5 March 2022", "2022-03-01/2022-03-05"),
        ("2020-2022", "2020/2022"),
        ("from 2020 to 2022", "2020/2022"),
        ("2022 onwards", "2022/.."),
        ("2022-present", "2022/.."),
        ("until 2023", "../2023"),
        ("2022 Q3", "2022-35"),
        ("second half of 2022", "2022-41"),
        ("early 2022", "2022-37"),
        ("mid-March 2022", "2022-03"),
    ],
)
def test_a_date_is_understood_as_people_write_it(text: str, edtf: str) -> None:
    assert dates.edtf(text) == edtf


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("01/07/2022", "may be 2022-07-01 or 2022-01-07"),
        ("44652", "lost its format in Excel"),
        ("03-04-2022", "may be 2022-04-03 or 2022-03-04"),
        ("24.2.22", "a year of two digits. Write all four, such as 2022"),
        ("2022-23", "may be two years or a part of one. Write 2022/2023, or autumn 2022"),
        ("2020-22", "may be two years or a part of one. Write 2020/2022, or summer 2020"),
        ("2022/45", "'2022/45' is no month. Write 2022/2045"),
        ("2022-13", "'2022-13' is no month. Write 2022"),
        ("n.d.", "is no date, and a claim needs one"),
        ("24/2022", "names a month 24"),
        ("2022-21-05", "21 is no month, and has no day 05"),
        ("2011/12", "may be two years or a part of one. Write 2011/2012, or Dec 2011"),
        ("2022.1", "is no date"),
        ("２０２２", "is no date"),
        ("soon", "is no date. Write 2022"),
        ("30 February 2022", "2022-02-30"),
    ],
)
def test_a_date_that_is_none_or_could_be_two_is_asked_back(text: str, message: str) -> None:
    with pytest.raises(InvalidPeriod, match=message):
        dates.edtf(text)


@pytest.mark.parametrize(("form", "text"), [("yyyy-mm-dd", "2022-04-01"), ("mmm-yy", "2022-04"), ("yyyy", "2022")])
def test_a_date_of_a_workbook_is_what_its_format_shows(tmp_path: Path, form: str, text: str) -> None:
    file = workbook(tmp_path, ("Estonia", "sanctions", "Russia", dt.date(2022, 4, 1), "https://err.ee/1"))
    book = openpyxl.load_workbook(file)
    assert book.active is not None
    book.active["D2"].number_format = form
    book.save(file)
    assert only(sheets.read(file)).when.text == text


def test_a_year_that_is_a_number_is_a_year(tmp_path: Path) -> None:
    row = ("Estonia", "sanctions", "Russia", 2022.0, "https://err.ee/1")
    assert only(sheets.read(workbook(tmp_path, row))).when.text == "2022"


def test_how_vague_words_were_taken_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, ROW.replace("2022-07", "late 2022"))
    assert found.taken == {"late 2022": "Sep–Dec 2022 (2022-39)"}
