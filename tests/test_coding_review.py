"""Nothing enters a graph unreviewed: the review file, the decisions on it, and what becomes of those accepted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import Ran, run
from lkg import evidence, folders
from lkg.claims import Record, Withdrawal
from lkg.coding import deciding, dialogue, review
from lkg.coding.faults import Known
from lkg.coding.review import Row
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.store import read_text

TEXT = "China sanctioned Lithuania last month. Poland did not condemn Latvia.\nGermany will send 14 tanks to Ukraine.\n"
ABOUT = ("--title", "On trade", "--publisher", "A paper", "--published", "2022-04-28", "--url", "https://example.org/a")
KNOWN = Known.of(Record())


@pytest.fixture(params=[".csv", ".xlsx"])
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A review file of three proposals, in either form."""
    return made(tmp_path, request.param)


def made(place: Path, form: str = ".csv") -> Path:
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    found = place / f"a.review{form}"
    assert run("code", place / "a.txt", *ABOUT, "--out", found).code == 0
    return found


def decide(file: Path, *typed: str, credibility: str = "") -> list[str]:
    """Answer the dialogue as somebody who types these lines and then leaves; returns what is said."""
    answers = iter(typed)
    said: list[str] = []

    def ask(words: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    dialogue.decide(file, KNOWN, ask, said.append, credibility=credibility)
    return said


def decisions(file: Path) -> list[str]:
    return [row.decision for row in review.read(file)]


def change(file: Path, **cells: str) -> None:
    """Change cells of the first row, as in a spreadsheet."""
    first, *rest = review.read(file)
    changed: dict[str, Any] = dict(cells)
    review.save(file, [replace(first, **changed), *rest])


def accept(file: Path, into: Path, *words: object) -> Ran:
    return run("code", "accept", file, "--into", into, *words)


def test_coding_a_text_makes_a_review_file_and_no_graph(file: Path) -> None:
    assert [(row.decision, row.subject, row.relation, row.modality) for row in review.read(file)] == [
        ("", "china", "sanctions", "asserted"),
        ("", "poland", "criticises", "negated"),
        ("", "germany", "suppliesArmsTo", "planned"),
    ]
    assert not list(file.parent.glob("**/*.ttl"))


def test_a_row_shows_its_passage_in_its_sentence(file: Path) -> None:
    row = review.read(file)[2]
    assert (row.passage, row.sentence) == (
        "Germany will send 14 tanks to Ukraine",
        "Germany will send 14 tanks to Ukraine.",
    )
    assert TEXT[int(row.start) : int(row.end)] == row.passage
    assert (row.amount, row.unit) == ("14", "tanks")


def test_a_review_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = made(tmp_path)
    decide(file, "1")
    refused = run("code", tmp_path / "a.txt", *ABOUT)
    assert refused.code == 2
    assert "is there already. Go on with `lkg code review" in refused.err
    assert decisions(file) == ["accept", "", ""]
    assert run("code", tmp_path / "a.txt", *ABOUT, "--again").code == 0
    assert decisions(file) == ["", "", ""]


def test_each_key_decides_one_row_and_is_saved_at_once(file: Path) -> None:
    decide(file, "a", "2")
    assert decisions(file) == ["accept", "", ""]
    assert review.read(file)[0].credibility == "2"


def test_a_review_goes_on_where_it_stopped(file: Path) -> None:
    assert any("1 of 3" in line for line in decide(file, "1", "q"))
    assert any("1 of 2" in line for line in decide(file, "r"))
    assert decisions(file) == ["accept", "reject", ""]
    assert decide(file)[-1] == "1 accepted, 0 edited and accepted, 1 rejected, 1 to decide"


def test_a_skipped_row_waits(file: Path) -> None:
    decide(file, "s", "r", "q")
    assert decisions(file) == ["", "reject", ""]


def test_one_may_go_back_and_decide_anew(file: Path) -> None:
    said = decide(file, "2", "b", "r", "q")
    assert decisions(file) == ["reject", "", ""]
    assert "  decided: accept; s keeps it" in said
    assert [line.split("  ")[0] for line in said if " of 3" in line] == ["1 of 3", "2 of 3", "1 of 3", "2 of 3"]
    assert decide(file, "b", "q")[-1] == "0 accepted, 0 edited and accepted, 1 rejected, 2 to decide"


def test_a_credibility_may_be_given_for_all(file: Path) -> None:
    decide(file, "a", "a", "a", credibility="3")
    assert [row.credibility for row in review.read(file)] == ["3", "3", "3"]


def test_an_edit_keeps_what_is_not_typed(file: Path) -> None:
    decide(file, "e", "Belarus", "", "", "2022-03-05", "", "", "", "", "2", "in my words")
    row = review.read(file)[0]
    assert (row.decision, row.subject, row.object, row.when) == ("edit", "Belarus", "lithuania", "2022-03-05")
    assert (row.credibility, row.note) == ("2", "in my words")


def test_an_edit_that_makes_no_claim_is_told_and_asked_again(file: Path) -> None:
    said = decide(file, "e", "", "sanctons", "", "soon", "", "", "", "", "2", "", "r")
    assert "  relation 'sanctons' is none of the ontology's. Did you mean sanctions?" in said
    assert any("when: 'soon' is no EDTF date" in line for line in said)
    assert decisions(file) == ["reject", "", ""]


def test_a_key_that_is_none_is_told(file: Path) -> None:
    assert any("'x' is no key here" in line for line in decide(file, "x", "q"))


def test_the_terminal_reads_decisions_from_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nr\n"))
    ran = run("code", "review", file)
    assert ran.code == 0
    assert "China – sanctions – Lithuania" in ran.out
    assert "1 accepted, 0 edited and accepted, 1 rejected, 1 to decide" in ran.out


def test_what_was_accepted_becomes_claims_with_source_and_passage(file: Path, tmp_path: Path) -> None:
    decide(file, "2", "r", "3")
    ran = accept(file, tmp_path / "graph")
    assert ran.code == 0
    assert "2 claims added" in ran.out
    record = folders.present(tmp_path / "graph")
    claim = next(each for each in record.claims.values() if each.relation == "sanctions")
    assert (claim.subject, claim.object, claim.when.text, claim.credibility) == ("china", "lithuania", "2022-03", "2")
    assert claim.note == "China sanctions Lithuania"
    (source,) = record.sources.values()
    assert (source.title, source.publisher, source.published) == ("On trade", "A paper", "2022-04-28")
    assert source.url == "https://example.org/a"
    checks = evidence.check(record, source.id, TEXT)
    assert [check.ok for check in checks] == [True, True]
    assert run("check", tmp_path / "graph").code == 0


def test_taken_over_twice_nothing_changes(tmp_path: Path) -> None:
    file = made(tmp_path)
    decide(file, "2")
    accept(file, tmp_path / "graph")
    assert "0 claims added, 0 changed, 1 as before" in accept(file, tmp_path / "graph").out


def test_an_edit_after_the_fact_changes_the_claim_and_adds_none(tmp_path: Path) -> None:
    file = made(tmp_path)
    decide(file, "2")
    accept(file, tmp_path / "graph")
    change(file, credibility="4")
    assert "0 claims added, 1 changed" in accept(file, tmp_path / "graph").out


def test_a_source_that_the_graph_has_stays_as_it_is(tmp_path: Path) -> None:
    file, graph = made(tmp_path), tmp_path / "graph"
    decide(file, "2", "2")
    accept(file, graph)
    record = folders.present(graph)
    (source,) = record.sources.values()
    better = replace(source, authors=("Somebody",), title="The right title")
    folders.save(replace(record, sources={source.id: better}), graph)
    change(file, credibility="4")
    accept(file, graph)
    assert folders.present(graph).sources[source.id] == better


def test_another_text_under_the_id_of_a_source_is_refused(tmp_path: Path) -> None:
    file, graph = made(tmp_path), tmp_path / "graph"
    decide(file, "2")
    accept(file, graph)
    (tmp_path / "b.txt").write_text("Poland sanctioned Belarus.", encoding="utf-8")
    name = next(iter(folders.present(graph).sources))
    run("code", tmp_path / "b.txt", *ABOUT, "--source", name)
    decide(tmp_path / "b.review.csv", "1")
    refused = accept(tmp_path / "b.review.csv", graph)
    assert refused.code == 1
    assert "is another text in the graph. Code this one with a --source of its own." in refused.err


def test_a_claim_that_was_withdrawn_does_not_come_back(tmp_path: Path) -> None:
    file, graph = made(tmp_path), tmp_path / "graph"
    decide(file, "2")
    accept(file, graph)
    record = folders.present(graph)
    gone = {name: replace(c, withdrawal=Withdrawal("2022-06-01", "A", "misread")) for name, c in record.claims.items()}
    folders.save(replace(record, claims=gone), graph)
    assert "this claim was withdrawn on 2022-06-01: misread. Reject the row." in accept(file, graph).err


def test_without_a_decision_nothing_is_taken_over(file: Path, tmp_path: Path) -> None:
    refused = accept(file, tmp_path / "graph")
    assert refused.code == 2
    assert "has no accepted row; 3 wait for a decision. Run `lkg code review" in refused.err
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"subject": "Atlantis"}, "subject: The graph knows no actor 'Atlantis'."),
        ({"relation": "sanktions"}, "relation 'sanktions' is none of the ontology's. Did you mean sanctions?"),
        ({"relation": "connectsTo"}, "subject 'china' is a State; connectsTo takes Asset."),
        ({"object": "china"}, "subject and object are the same actor."),
        ({"when": "Apr-22"}, "when: 'Apr-22' is no EDTF date."),
        ({"relation": "threatens", "when": "2021/.."}, "threatens is an event and cannot have an open end"),
        ({"relation": "threatens", "modality": "ended"}, "threatens is an event, and only a state can end"),
        ({"modality": "certain"}, "modality 'certain': use asserted"),
        ({"credibility": "7"}, "credibility '7': give 1 (confirmed) to 6"),
        ({"amount": "a lot", "unit": "EUR"}, "amount 'a lot' is no plain number"),
        ({"amount": "5"}, "amount and unit go together"),
        ({"title": ""}, "the source lacks its title"),
        ({"end": "60"}, "the passage runs over the end of a sentence"),
        ({"start": "one"}, "start and end are whole numbers"),
    ],
)
def test_a_faulty_row_stops_all_of_them(tmp_path: Path, cells: dict[str, str], fault: str) -> None:
    file = made(tmp_path)
    decide(file, "1", "1", "1")
    change(file, **cells)
    refused = accept(file, tmp_path / "graph")
    assert refused.code == 1
    assert f"{file}:2  " in refused.err
    assert fault in refused.err
    assert not (tmp_path / "graph").exists()


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    file = made(tmp_path)
    decide(file, "1", "1")
    change(file, when="x", modality="y", subject="z")
    assert len(accept(file, tmp_path / "graph").err.strip().splitlines()) == 3


def test_a_text_that_was_changed_since_is_refused(tmp_path: Path) -> None:
    file = made(tmp_path)
    decide(file, "1")
    (tmp_path / "a.txt").write_text(f"{TEXT} ", encoding="utf-8")
    refused = accept(file, tmp_path / "graph")
    assert refused.code == 2
    assert "is another text than the one that was coded" in refused.err


def test_a_text_that_moved_can_be_named(tmp_path: Path) -> None:
    file = made(tmp_path)
    decide(file, "1")
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert "is not there. Name it with --text FILE." in accept(file, tmp_path / "graph").err
    assert accept(file, tmp_path / "graph", "--text", tmp_path / "b.txt").code == 0


def test_rows_in_another_order_and_with_semicolons_are_read(tmp_path: Path) -> None:
    file = made(tmp_path)
    lines = list(csv.reader(io.StringIO(read_text(file).removeprefix("\ufeff"))))
    turned = [[row[i] for i in range(len(row) - 1, -1, -1)] for row in [lines[0], *reversed(lines[1:])]]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(turned)
    file.write_text(stream.getvalue(), encoding="utf-8")
    assert [row.subject for row in review.read(file)] == ["germany", "poland", "china"]


@pytest.mark.parametrize(
    ("typed", "meaning"), [("Accept", "accept"), ("y", "accept"), ("EDITED", "edit"), ("no", "reject")]
)
def test_a_spreadsheet_may_say_it_in_other_words(tmp_path: Path, typed: str, meaning: str) -> None:
    file = made(tmp_path)
    change(file, decision=typed)
    assert decisions(file)[0] == meaning


def test_a_decision_that_nobody_can_read_is_told_with_its_line(file: Path) -> None:
    change(file, decision="perhaps")
    with pytest.raises(InvalidFile, match=r"review\.(csv|xlsx):2  decision 'perhaps': write accept, edit or reject"):
        review.read(file)


def test_a_workbook_keeps_dates_as_they_are_written_and_offers_the_decisions(tmp_path: Path) -> None:
    file = made(tmp_path, ".xlsx")
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    assert sheet["E2"].value == "2022-03"
    assert sheet["E2"].number_format == "@"
    assert sheet.data_validations.dataValidation[0].formula1 == '"accept,edit,reject"'


def test_the_words_of_a_text_are_no_formula(tmp_path: Path) -> None:
    for form in (".csv", ".xlsx"):
        file = tmp_path / f"f{form}"
        review.save(file, [Row(passage="=1+1", note="-", id="x")])
        assert (review.read(file)[0].passage, review.read(file)[0].note) == ("=1+1", "-")
    assert "'=1+1" in (tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").active
    assert sheet is not None
    assert sheet["N2"].data_type == "s"


def test_what_is_no_review_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="There is no review file"):
        review.read(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_text("decision,subject\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="the columns relation, object"):
        review.read(tmp_path / "a.csv")
    (tmp_path / "a.xlsx").write_text("no workbook", encoding="utf-8")
    with pytest.raises(InvalidFile, match="this is no workbook"):
        review.read(tmp_path / "a.xlsx")
    with pytest.raises(Misuse, match=r"ends in \.csv or \.xlsx"):
        review.save(tmp_path / "a.ods", [])


def test_an_actor_of_the_open_graph_comes_along(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gabrielius Landsbergis met Wang Yi.", encoding="utf-8")
    run("code", tmp_path / "a.txt", *ABOUT)
    file = tmp_path / "a.review.csv"
    change(file, decision="accept", credibility="1")
    assert accept(file, tmp_path / "graph").code == 0
    actors = folders.present(tmp_path / "graph").actors
    assert [(each.id, bool(each.public_role)) for each in actors.values()] == [
        ("gabrielius-landsbergis", True),
        ("wang-yi", True),
    ]


def test_a_text_without_claims_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing happened.", encoding="utf-8")
    assert "0 claims proposed" in run("code", tmp_path / "a.txt", *ABOUT).out
    (tmp_path / "b.txt").write_text(" \n", encoding="utf-8")
    assert "holds no text to code" in run("code", tmp_path / "b.txt", *ABOUT).err


def test_mentions_are_shown_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("China gave Lithuania $5 m today.", encoding="utf-8")
    shown = run("code", "mentions", tmp_path / "a.txt", "--published", "2022-04-28", "--format", "csv").out
    assert rows_of(shown) == [
        ["start", "end", "words", "what", "meaning"],
        ["0", "5", "China", "actor", "china"],
        ["11", "20", "Lithuania", "actor", "lithuania"],
        ["21", "25", "$5 m", "amount", "5000000 USD"],
        ["26", "31", "today", "date", "2022-04-28"],
    ]


def rows_of(text: str) -> Iterable[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_only_what_was_accepted_or_edited_counts() -> None:
    assert deciding.accepted([Row(decision="edit"), Row(decision="reject"), Row()]) == [Row(decision="edit")]
