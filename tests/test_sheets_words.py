"""Words for relations: other forms of the same verb are taken, and others given back to be explained."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from lkg.coding import wordings
from lkg.importers import sheets
from sheet_files import ROW, csv, faults, only, read, workbook


@pytest.mark.parametrize("word", ["sanctioned", "has sanctioned", "Sanction"])
def test_a_verb_in_another_form_is_the_relation_and_that_is_told(tmp_path: Path, word: str) -> None:
    found = read(tmp_path, ROW.replace("sanctions", word))
    assert only(found).relation == "sanctions"
    assert found.taken == {word: "sanctions"}


def test_a_passive_is_read_from_its_other_end_and_half_a_passive_not_at_all(tmp_path: Path) -> None:
    assert only(read(tmp_path, ROW.replace("sanctions", "was sanctioned by"))).subject == "russia"
    assert faults(csv(tmp_path, ROW.replace("sanctions", "was sanctioned")))[0][1] == "relation"


def test_words_that_are_no_relation_are_listed_with_what_they_may_mean(tmp_path: Path) -> None:
    file = csv(tmp_path, ROW.replace("sanctions", "imposed sanctions on"), ROW.replace("sanctions", "juggles"))
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(file, suggest=wordings.labels)
    words = sheets.listed(caught.value)
    lines = words.read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["word,means,perhaps", "imposed sanctions on,,sanctions", "juggles,,"]
    words.write_text("\n".join([lines[0], "imposed sanctions on,sanctions,", "juggles,+,"]))
    assert len(sheets.read(file, None, {"Relations": words}).record.claims) == 2


def test_a_workbook_with_words_of_its_own_is_given_back_with_a_sheet_to_say_what_they_mean(tmp_path: Path) -> None:
    file = workbook(tmp_path, ("Estonia", "juggles", "Russia", "2022", "https://err.ee/1"))
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(file)
    copy = sheets.marked(caught.value)
    book = openpyxl.load_workbook(copy)
    assert [cell.value for cell in book["Relations"][2]] == ["juggles", None, None]
    assert faults(copy)[0][1] == "relation"
    book["Relations"]["B2"] = "opposes"
    book.save(copy)
    assert only(sheets.read(copy)).relation == "opposes"


@pytest.mark.parametrize("word", ["joined", "is the target", "visitted", "opposs"])
def test_a_word_that_may_mean_more_or_is_a_slip_is_no_relation(tmp_path: Path, word: str) -> None:
    assert faults(csv(tmp_path, ROW.replace("sanctions", word)))[0][1] == "relation"


def test_a_word_with_two_meanings_is_asked_back(tmp_path: Path) -> None:
    words = tmp_path / "words.csv"
    words.write_text("word,means\nboycotts,-\nboycotts,+\n", encoding="utf-8")
    with pytest.raises(sheets.InvalidSheet, match="A word has one meaning"):
        sheets.read(csv(tmp_path, ROW), None, {"Relations": words})
