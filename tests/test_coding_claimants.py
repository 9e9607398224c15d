"""Who says so: a claim that a text only reports is proposed with the one who says it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from coded import only, proposed
from conftest import run
from lkg import folders
from lkg.coding import review


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Ukraine said that Russia attacked Moldova.", "ukraine"),
        ("Ukraine said Russia attacked Moldova.", "ukraine"),
        ("According to Ukraine, Russia attacked Moldova.", "ukraine"),
        ("Russia attacked Moldova, according to the Ukrainian government.", "ukraine"),
        ("According to Warsaw, Russia attacked Moldova.", "poland"),
        ("Russia attacked Moldova, Joe Biden said on Tuesday.", "joe-biden"),
        ("“Russia attacked Moldova”, said Joe Biden.", "joe-biden"),
        ("Joe Biden, who came late, said that Russia attacked Moldova.", "joe-biden"),
        ("Chinese Foreign Minister Wang Yi said that Russia attacked Moldova.", "wang-yi"),
        ("Japan told reporters that Russia attacked Moldova.", "japan"),
        ("Ukraine said on Tuesday that Russia attacked Moldova.", "ukraine"),
        ("Analysts in Japan said that Russia attacked Moldova.", ""),
        ("Japanese analysts said that Russia attacked Moldova.", ""),
        ("After Russia attacked Moldova, Japan said it was late.", ""),
        ("Russia attacked Moldova.", ""),
    ],
)
def test_whoever_says_it_is_the_claimant(text: str, claimant: str) -> None:
    assert [each.claimant for each in proposed(text) if each.relation == "attacks"] == [claimant]


def test_its_reason_says_by_which_words() -> None:
    assert "said by Ukraine, for 'according to'" in only("According to Ukraine, Russia attacked Moldova.").reason


def test_what_somebody_is_accused_of_is_alleged_by_who_accuses() -> None:
    accusing, attacking = proposed("Estonia accused Russia of brutally and wrongly attacking Ukraine.")
    assert (accusing.claimant, accusing.modality) == ("", "asserted")
    assert (attacking.subject, attacking.claimant, attacking.modality) == ("russia", "estonia", "alleged")
    assert "alleged, for 'accused of'" in attacking.reason


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden said: “It is late. Russia attacked Moldova. It must stop.”",
        "“It is late. Russia attacked Moldova. It must stop,” said Joe Biden.",
        "“It is late,” Joe Biden said. “Russia attacked Moldova.”",
        '"It is late. Russia attacked Moldova," said Joe Biden.',
    ],
)
def test_a_quotation_of_several_sentences_has_one_speaker(text: str) -> None:
    assert only(text).claimant == "joe-biden"


def test_a_speaker_does_not_speak_on_in_the_next_paragraph() -> None:
    assert only("“It is late,” Joe Biden said.\n“Russia attacked Moldova.” So one read.").claimant == ""
    assert only("“It is late,” Joe Biden said. Russia attacked Moldova.").claimant == ""


def test_a_claimant_comes_into_the_review_and_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "Title: t\nPublisher: p\nDate: 2022-04-28\n\n"
    (tmp_path / "a.txt").write_text(f"{head}Ukraine said that Russia attacked Moldova.", encoding="utf-8")
    run("code", tmp_path / "a.txt")
    file = tmp_path / "a.review.csv"
    (row,) = review.read(file)
    assert row.claimant == "ukraine"
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    assert "asserted, said by Ukraine; confidence high" in run("code", "review", file).out
    run("code", "accept", file, "--into", tmp_path / "graph")
    (claim,) = folders.present(tmp_path / "graph").claims.values()
    assert (claim.subject, claim.claimant, claim.credibility) == ("russia", "ukraine", "2")
