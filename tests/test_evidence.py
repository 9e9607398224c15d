"""Passages: every claim stands where the graph says, within one sentence of the text that the source names."""

from pathlib import Path

import pytest

from conftest import claim, record_of
from lkg import evidence
from lkg.claims import Passage, Record
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.graphs import Graph

TEXT = (
    "Lithuania opened an office in Taipei. China was displeased, e.g. by the name. "
    "It recalled its ambassador.\nEnd of text."
)
OFFICE = (0, 37)
NAME = (38, 77)


def passage_of(start: int, end: int, text: str = TEXT, digest: str = "") -> Passage:
    return Passage("C1", "paper", start, end, digest or evidence.digest(text[max(start, 0) : end]))


def record(start: int, end: int, text: str = TEXT, digest: str = "") -> Record:
    """One claim of `paper` with a passage."""
    made = claim("a aids b 2022 source=paper")
    passage = passage_of(start, end, text, digest)
    fields = {name: getattr(made, name) for name in made.__dataclass_fields__}
    return record_of(type(made)(**fields | {"passage": passage}), sources={"paper": {"sha256": evidence.digest(text)}})


def fault(start: int, end: int, text: str = TEXT, digest: str = "") -> str:
    (check,) = evidence.check(record(start, end, text, digest), "paper", text)
    assert check.ok == (check.message == "")
    return check.message


@pytest.mark.parametrize(("start", "end"), [OFFICE, NAME, (0, 9), (0, 36)])
def test_a_passage_within_one_sentence_stands(start: int, end: int) -> None:
    assert fault(start, end) == ""


def test_a_passage_that_was_shifted_fails() -> None:
    for start, end in [(1, 38), (1, 37), (0, 36)]:
        assert "another one than when the passage was coded" in fault(start, end, digest=evidence.digest(TEXT[0:37]))


def test_a_passage_fails_in_a_text_that_was_changed() -> None:
    (check,) = evidence.check(record(*OFFICE), "paper", TEXT.replace("Taipei", "Tainan"))
    assert not check.ok
    (check,) = evidence.check(record(*OFFICE), "paper", TEXT.replace("displeased", "pleased"))
    assert check.ok


@pytest.mark.parametrize(("start", "end"), [(0, len(TEXT) + 1), (-1, 9), (9, 9), (9, 3), (500, 600)])
def test_a_passage_outside_the_text_fails(start: int, end: int) -> None:
    assert f"lies outside the text of {len(TEXT)} characters" in fault(start, end)


def test_a_passage_may_have_300_characters_and_no_more() -> None:
    text = "x" * 400
    assert fault(0, 300, text) == ""
    assert "has 301 characters; at most 300" in fault(0, 301, text)


@pytest.mark.parametrize(
    "text",
    [
        "One ends. Two begins.",
        "Does one end? Two begins.",
        "One ends! Two begins.",
        "One “ends.” Two begins.",
        "One ends.) Two begins.",
        "One ends. “Two” begins.",
        "One ends.\n\nTwo begins.",
        "A headline\nTwo begins.",
        "In 2021. 17 states left.",
        "One ends. Šalčininkai follows.",
    ],
)
def test_a_passage_over_the_end_of_a_sentence_fails(text: str) -> None:
    assert "runs over the end of a sentence" in fault(0, len(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "It fell by 91.4 percent.",
        "Measures, e.g. Tariffs, i.e. Duties.",
        "Mr. Smith met Dr. Jones.",
        "At gov.lt it says so.",
    ],
)
def test_a_point_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert fault(0, len(text), text) == ""


def test_white_space_around_a_passage_fails() -> None:
    assert "white space" in fault(37, 77)


def test_only_the_passages_of_the_source_are_checked_and_what_has_none_is_named() -> None:
    with_passage = record(*OFFICE)
    assert evidence.check(with_passage, "other", TEXT) == []
    assert evidence.missing(with_passage, "paper") == []
    assert evidence.missing(record_of("a aids b 2022", "a aids b 2023 source=other"), "paper") == ["C1"]


def test_the_source_of_a_text_is_known_by_its_digest() -> None:
    assert evidence.source_of(record(*OFFICE), TEXT) == "paper"
    with pytest.raises(Misuse, match=r"--source.*paper"):
        evidence.source_of(record(*OFFICE), TEXT + " ")


def test_a_table_of_places_gives_passages_and_the_digest_of_the_text(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("claim,start,end\nC1,0,37\nC2,38,77\n")
    found = evidence.locate(record_of("a aids b 2022", "a aids b 2023"), "paper", TEXT, table)
    assert [(c.passage.start, c.passage.end) for c in found.claims.values() if c.passage] == [OFFICE, NAME]
    assert all(check.ok for check in evidence.check(found, "paper", TEXT))
    assert evidence.source_of(found, TEXT) == "paper"


def test_every_bad_row_of_a_table_of_places_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("claim,start,end\nC1,0,37\nC9,0,9\nC2,0,77\nC1,0,999\nC3,0,9\n")
    with pytest.raises(InvalidFile) as caught:
        evidence.locate(record_of("a aids b 2022", "a aids b 2023", "a aids b 2024 source=x"), "paper", TEXT, table)
    assert [problem.line for problem in caught.value.problems] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    "rows", ["claim,from,to\nC1,0,9\n", "claim,start,end\nC1,zero,9\n", "claim,start,end\nC1,-1,9\n"]
)
def test_a_table_without_the_columns_or_with_no_numbers_is_refused(tmp_path: Path, rows: str) -> None:
    table = tmp_path / "places.csv"
    table.write_text(rows)
    with pytest.raises(InvalidFile, match=r"places\.csv:"):
        evidence.locate(record_of("a aids b 2022"), "paper", TEXT, table)


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"base\.txt"):
        evidence.read_text(tmp_path / "base.txt")


def test_the_graph_keeps_no_sentence_of_the_base_text(bundled: Graph, truths: Path) -> None:
    text = evidence.read_text(truths / "sources" / "cepa-smart-power-lithuania.txt")
    notes = {name: claim.note for name, claim in bundled.record.claims.items() if len(claim.note) > 60}
    assert [name for name, note in notes.items() if note in text] == []


def test_166_of_166_passages_stand_in_the_base_text(bundled: Graph, truths: Path) -> None:
    text = evidence.read_text(truths / "sources" / "cepa-smart-power-lithuania.txt")
    assert evidence.source_of(bundled.record, text) == "b-cepa"
    checks = evidence.check(bundled.record, "b-cepa", text)
    assert [(check.claim, check.message) for check in checks if not check.ok] == []
    assert len(checks) == 166
    assert evidence.missing(bundled.record, "b-cepa") == []
