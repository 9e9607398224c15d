"""Lines that were broken for the eye: a sentence goes on over them, and every passage stands where it stood."""

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
from lkg.paragraphs import whole

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
    text = "The ministers of Estonia and of the Republic\nLithuania also met there, in the same big\nbuilding."
    assert "Republic Lithuania" in whole(text)
    assert "Date\nThe" in whole("Date\nThe ministers of Estonia met there, in the same building.")
    assert "Republic\nLithuania" in whole("A headline on Estonia and on the Republic\nLithuania votes")


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


def test_a_wrapped_text_is_coded_as_it_is_and_shown_with_its_lines_joined(tmp_path: Path) -> None:
    ran = run("code", wrapped(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    (row,) = review.read(tmp_path / "news.review.csv")
    assert (row.subject, row.relation, row.object) == ("china", "restrictsTradeWith", "lithuania")
    stretch = (tmp_path / "news.txt").read_text(encoding="utf-8")[int(row.start) : int(row.end)]
    assert "\n" in stretch and row.passage == stretch.replace("\n", " ")


def test_its_passages_stand_in_the_text_as_evidence_asks(tmp_path: Path) -> None:
    run("code", wrapped(tmp_path))
    file = tmp_path / "news.review.csv"
    (row,) = review.read(file)
    review.save(file, [replace(row, decision="accept", credibility="2")])
    assert run("code", "accept", file, "--into", tmp_path / "graph").code == 0
    record = folders.present(tmp_path / "graph")
    text = (tmp_path / "news.txt").read_text(encoding="utf-8")
    assert [check.ok for check in evidence.check(record, row.source, text)] == [True]


def test_mentions_stand_where_they_stand_in_the_wrapped_text(tmp_path: Path) -> None:
    file = wrapped(tmp_path)
    shown = run("code", "mentions", file, "--published", "2022-04-28", "--format", "csv").out.splitlines()
    start, end, words, *_ = shown[1].split(",")
    assert file.read_text(encoding="utf-8")[int(start) : int(end)] == words == "China"
