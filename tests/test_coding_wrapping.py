"""Lines that were broken for the eye: a text is coded with its paragraphs whole, and its passages hold there."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import run
from lkg import evidence, folders
from lkg.coding import review
from lkg.coding.paragraphs import breaks, whole

HEAD = "Title: On trade\nPublisher: A paper\nDate: 2022-04-28\n\n"
STORY = "After weeks of quarrel, China at last suspended all imports of beef from Lithuania. Poland waited."


def wrapped(place: Path) -> Path:
    file = place / "news.txt"
    file.write_text(HEAD + textwrap.fill(STORY, 44) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("China sanctioned\nLithuania.", "China sanctioned\nLithuania."),
        ("China has\nsanctioned Lithuania.", "China has sanctioned Lithuania."),
        ("China has\r\nsanctioned Lithuania.", "China has\r sanctioned Lithuania."),
        ("A heading\n\nchina", "A heading\n\nchina"),
        ("We saw\n- cats\n- dogs", "We saw\n- cats\n- dogs"),
        ("We saw,\n1. cats", "We saw,\n1. cats"),
        ("One sentence.\nAnother one.", "One sentence.\nAnother one."),
    ],
)
def test_a_line_goes_on_in_the_next_unless_that_begins_something(text: str, joined: str) -> None:
    assert whole(text) == joined


def test_a_line_is_full_where_the_next_word_would_not_have_fitted() -> None:
    text = "The ministers of Estonia and of the Republic\nLithuania also met there, in the same building."
    assert "Republic Lithuania" in whole(text)
    assert "Date\nThe" in whole("Date\nThe ministers of Estonia met there, in the same building.")


@settings(derandomize=True)
@given(st.text(alphabet="aB.,- \n\r", max_size=60))
def test_only_line_feeds_change_and_every_position_stays(text: str) -> None:
    made = whole(text)
    assert len(made) == len(text)
    assert all(new == old or (old, new) == ("\n", " ") for old, new in zip(text, made, strict=True))
    assert whole(made).count("\n") <= made.count("\n")


@settings(derandomize=True)
@given(st.integers(min_value=44, max_value=110))
def test_a_paragraph_is_whole_again_whatever_its_width(width: int) -> None:
    assert whole(textwrap.fill(STORY * 3, width)) == STORY * 3


def test_a_text_on_whole_lines_has_no_breaks() -> None:
    assert (breaks(STORY), breaks(textwrap.fill(STORY, 44)) > 0) == (0, True)


def test_a_wrapped_text_is_coded_from_a_copy_that_is_told_and_kept(tmp_path: Path) -> None:
    ran = run("code", wrapped(tmp_path))
    assert f"lines broke within sentences, so {tmp_path / 'news.whole.txt'} was coded; keep it" in ran.err
    (row,) = review.read(tmp_path / "news.review.csv")
    assert (row.subject, row.relation, row.object) == ("china", "restrictsTradeWith", "lithuania")
    assert row.text == "news.whole.txt"
    assert (tmp_path / "news.whole.txt").read_text(encoding="utf-8")[int(row.start) : int(row.end)] == row.passage


def test_its_passages_stand_in_the_copy_as_evidence_asks(tmp_path: Path) -> None:
    run("code", wrapped(tmp_path))
    file = tmp_path / "news.review.csv"
    (row,) = review.read(file)
    review.save(file, [replace(row, decision="accept", credibility="2")])
    assert run("code", "accept", file, "--into", tmp_path / "graph").code == 0
    record = folders.present(tmp_path / "graph")
    text = (tmp_path / "news.whole.txt").read_text(encoding="utf-8")
    assert [check.ok for check in evidence.check(record, row.source, text)] == [True]


def test_a_text_on_whole_lines_has_no_copy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD + STORY, encoding="utf-8")
    assert run("code", tmp_path / "a.txt").err == ""
    assert not (tmp_path / "a.whole.txt").exists()


def test_another_text_in_the_place_of_the_copy_is_not_written_over(tmp_path: Path) -> None:
    mine = tmp_path / "news.whole.txt"
    mine.write_text("My notes.", encoding="utf-8")
    refused = run("code", wrapped(tmp_path))
    assert refused.code == 2
    assert "is there already, and another text. Move it away, or write over it with --again." in refused.err
    assert mine.read_text(encoding="utf-8") == "My notes."
    assert not (tmp_path / "news.review.csv").exists()
    assert run("code", wrapped(tmp_path), "--again").code == 0


def test_mentions_stand_where_they_stood_in_the_wrapped_text(tmp_path: Path) -> None:
    file = wrapped(tmp_path)
    shown = run("code", "mentions", file, "--published", "2022-04-28", "--format", "csv").out.splitlines()
    start, end, words, *_ = shown[1].split(",")
    assert file.read_text(encoding="utf-8")[int(start) : int(end)] == words == "China"
    assert not (tmp_path / "news.whole.txt").exists()
