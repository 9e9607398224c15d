"""What a spreadsheet cannot say is told with sheet, row and column; doubt stops the line."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from lkg.importers import sheets
from lkg.importers.sheets import dates
from sheet_files import HEAD, ROW, csv, faults, only, read, workbook

# --- faults


def test_every_fault_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    file = csv(
        tmp_path,
        "Estonia,sanctons,Russia,2022,https://err.ee/1",
        "Estonia,sanctions,,soon,https://err ee/1",
        "Estonia,sanctions,Estonia,2022,https://err.ee/1",
        "Estonia,visits,Russia,2022/..,",
    )
    assert faults(file) == [
        (2, "relation", "no relation that is known. Did you mean sanctions?"),
        (
            3,
            "date",
            f"is no date. {dates.HOW}",
        ),
        (3, "url", "no address of a page. Copy it from the browser, https and all."),
        (3, "to", "empty. Write who it is."),
        (5, "date", "visits is an event, which has no open end. Give the day on which it happened."),
        (
            5,
            "url",
            "empty: every claim needs a source. Give an address, a title of what is on paper, or uncited.",
        ),
        (4, "to", "the same as in from (Estonia)."),
    ]


def test_kinds_are_checked_also_where_a_date_or_source_has_a_fault(tmp_path: Path) -> None:
    found = faults(csv(tmp_path, "Estonia,is a member of,Russia,soon,"))
    assert [(heading, message.partition(".")[0]) for _, heading, message in found] == [
        ("date", "is no date"),
        ("url", "empty: every claim needs a source"),
        ("to", "Russia is of the kind state or territory, and is a member of leads to organisation"),
    ]


def test_a_fault_that_many_rows_share_is_told_once(tmp_path: Path) -> None:
    file = csv(tmp_path, *[ROW.replace("sanctions", "juggles").replace("/1", f"/{at}") for at in range(3)])
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(file)
    assert len(caught.value.faults) == 3
    [problem] = caught.value.problems
    assert str(problem).endswith("a relation, + or -. (Also in rows 3, 4.)")


def test_a_total_is_passed_over_and_a_remark_is_one_fault(tmp_path: Path) -> None:
    total = ("Total", None, None, None, None, "=SUM(F2:F2)")
    file = workbook(tmp_path, (*ROW.split(","), 5), total, head=f"{HEAD},amount (EUR)")
    found = sheets.read(file)
    assert [(fault.row, fault.message) for fault in found.advice] == [(3, "a total: passed over.")]
    assert len(found.record.claims) == 1
    assert faults(csv(tmp_path, ROW, "Own compilation,,,,")) == [(3, "", "no claim. Complete the row, or delete it.")]


def test_an_id_that_is_used_twice_is_refused(tmp_path: Path) -> None:
    file = csv(tmp_path, f"{ROW},7", f"{ROW.replace('Russia', 'Belarus')},7", head=HEAD + ",id")
    assert faults(file) == [(3, "id", "the id of row 2 already. Give each row its own.")]


def test_an_end_of_the_wrong_kind_is_told(tmp_path: Path) -> None:
    [(row, heading, message)] = faults(csv(tmp_path, "Estonia,is a member of,Russia,2022,https://err.ee/1"))
    assert (row, heading) == (2, "to")
    assert message.startswith("Russia is of the kind state or territory, and is a member of leads to organisation.")


def test_headings_that_lack_are_named(tmp_path: Path) -> None:
    [(row, _, message)] = faults(csv(tmp_path, "a,b,c", head="from,relation,too"))
    assert row == 1
    assert message.startswith(
        "The headings from, relation, too lack to, date, url. Rename them; or say to `lkg import`"
    )
    assert message.endswith("Perhaps --column 'too=to'.")
    [(_, _, message)] = faults(csv(tmp_path, "a,b,c,d", head="Donor,Party,DonationDate,WebLink"))
    assert message.endswith("Perhaps --column 'DonationDate=date' --column 'WebLink=url'.")


def test_a_slip_of_a_known_name_is_asked_back_and_taken(tmp_path: Path) -> None:
    found = read(tmp_path, ROW, "Estonnia,consults with,Russia,2022,https://err.ee/2")
    assert [fault.message for fault in found.advice] == ["a new name, much like Estonia. Is it a slip?"]


def test_merged_cells_are_told_and_not_read_as_empty(tmp_path: Path) -> None:
    file = workbook(
        tmp_path, *[("Estonia", "sanctions", who, "2022", "https://err.ee/1") for who in ("Russia", "Iran")]
    )
    book = openpyxl.load_workbook(file)
    assert book.active is not None
    book.active.merge_cells("A2:A3")
    book.save(file)
    assert (2, "", "merged cells. Unmerge them and fill every row.") in faults(file)


def test_a_formula_that_nobody_has_worked_out_is_told(tmp_path: Path) -> None:
    found = faults(workbook(tmp_path, ("Estonia", "sanctions", "=B9", "2022", "https://err.ee/1")))
    assert any("a formula without a value" in message for _, _, message in found)


def test_faults_are_written_as_comments_into_a_copy_of_the_workbook(tmp_path: Path) -> None:
    file = workbook(tmp_path, ("Estonia", "sanctions", "Russia", "soon", "https://err.ee/1"))
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(file)
    copy = openpyxl.load_workbook(sheets.marked(caught.value))
    assert copy.active is not None
    assert copy.active["D2"].comment.text.startswith("is no date. Write 2022")
    assert openpyxl.load_workbook(file).active["D2"].comment is None  # type: ignore[index] - a sheet


def test_faults_of_a_csv_file_stand_in_a_column_of_their_own(tmp_path: Path) -> None:
    file = csv(tmp_path, ROW.replace("2022-07", "soon"), ROW)
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(file)
    lines = sheets.marked(caught.value).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == f"{HEAD},problems"
    assert "column D (date), 'soon': is no date." in lines[1]
    assert lines[2] == f"{ROW},"


# --- doubt stops the line


@pytest.mark.parametrize(
    ("column", "value"), [("credibility", "12"), ("reliability", "AB"), ("modality", "maybe"), ("id", "a b")]
)
def test_a_cell_that_says_none_of_what_it_may_is_a_fault(tmp_path: Path, column: str, value: str) -> None:
    assert [heading for _, heading, _ in faults(csv(tmp_path, f"{ROW},{value}", head=f"{HEAD},{column}"))] == [column]


def test_an_actor_called_total_is_an_actor(tmp_path: Path) -> None:
    assert only(read(tmp_path, "France,supports,Total,2022,https://err.ee/1")).object == "total"
    assert faults(csv(tmp_path, "France,,Total,2022,https://err.ee/1"))[0][1] == "relation"


@pytest.mark.parametrize("nothing", ["?", "-", "n/a"])
def test_a_mark_for_nothing_is_no_source(tmp_path: Path, nothing: str) -> None:
    assert faults(csv(tmp_path, ROW.replace("https://err.ee/1", nothing)))[0][1] == "url"


def test_two_long_titles_that_begin_alike_are_two_sources(tmp_path: Path) -> None:
    title = "Annual report of the Ministry of Foreign Affairs of the Republic of Estonia"
    rows = [ROW.replace("https://err.ee/1", f"{title} {year}") for year in (2021, 2022)]
    assert len(read(tmp_path, *rows).record.sources) == 2


def test_rows_that_differ_in_their_notes_alone_are_one_claim_with_both(tmp_path: Path) -> None:
    found = read(tmp_path, f"{ROW},first", f"{ROW},second", head=f"{HEAD},note")
    assert only(found).note == "first; second"


def test_a_hidden_sheet_is_named(tmp_path: Path) -> None:
    file = workbook(tmp_path, ("Estonia", "sanctions", "Russia", "2022", "https://err.ee/1"))
    book = openpyxl.load_workbook(file)
    book.create_sheet("Old").sheet_state = "hidden"
    book.save(file)
    assert [fault.message for fault in sheets.read(file).advice] == ["not read, for they are hidden: Old."]


def test_what_a_workbook_shows_in_percent_is_percent(tmp_path: Path) -> None:
    file = workbook(tmp_path, (*ROW.split(","), 0.05), head=f"{HEAD},amount")
    book = openpyxl.load_workbook(file)
    assert book.active is not None
    book.active["F2"].number_format = "0%"
    book.save(file)
    claim = only(sheets.read(file))
    assert (str(claim.amount), claim.unit) == ("5", "percent")


def test_a_name_that_two_actors_bear_is_asked_back(tmp_path: Path) -> None:
    names = tmp_path / "actors.csv"
    names.write_text(
        "name,kind,also known as\nMinistry of Alpha,government body,MFA\nMinistry of Beta,government body,MFA\n",
        encoding="utf-8",
    )
    with pytest.raises(sheets.InvalidSheet, match=r"actors\.csv:3 .*MFA is Ministry of Alpha already"):
        sheets.read(csv(tmp_path, ROW), None, {"Actors": names})


def test_a_source_that_was_read_yesterday_was_read_on_no_day(tmp_path: Path) -> None:
    pages = tmp_path / "sources.csv"
    pages.write_text("url,accessed,language\nhttps://err.ee/1,yesterday,English (UK)\n", encoding="utf-8")
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(csv(tmp_path, ROW), None, {"Sources": pages})
    assert [fault.heading for fault in caught.value.faults] == ["language", "accessed"]


def test_an_empty_sheet_is_no_import(tmp_path: Path) -> None:
    [(_, _, message)] = faults(csv(tmp_path))
    assert message == "no row of claims. Fill one, beneath the headings."


def test_a_hidden_sheet_of_actors_and_an_empty_one_stop_nothing(tmp_path: Path) -> None:
    file = workbook(tmp_path, ("Estonia", "sanctions", "Russia", "2022", "https://err.ee/1"))
    book = openpyxl.load_workbook(file)
    book.create_sheet("Relations")
    names = book.create_sheet("Actors")
    names.append(["name", "kind"])
    names.append(["Foo", "company"])
    names.sheet_state = "hidden"
    book.save(file)
    assert [fault.message for fault in sheets.read(file).advice] == ["not read, for they are hidden: Actors."]


def test_a_row_that_names_both_ends_is_no_total(tmp_path: Path) -> None:
    found = faults(csv(tmp_path, ROW, "France,,Total,,"))
    assert [heading for _, heading, _ in found] == ["relation", "date", "url"]
