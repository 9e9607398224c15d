"""Files that are no spreadsheet or too long, and what becomes of a graph into which one is imported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import lkg
from lkg import validate
from lkg.errors import InvalidFile, Misuse
from lkg.graphs import files_of
from lkg.importers import sheets, take_over
from lkg.importers.sheets import Layout, cells
from sheet_files import HEAD, ROW, csv, faults, only, read, workbook

# --- files that are none, or too long


def test_rows_that_only_have_a_format_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST", 2)
    file = workbook(tmp_path, ("Estonia", "sanctions", "Russia", "2022", "https://err.ee/1"))
    book = openpyxl.load_workbook(file)
    assert book.active is not None
    for row in range(3, 9):
        book.active.cell(row, 1).number_format = "@"
    book.save(file)
    assert len(sheets.read(file).record.claims) == 1
    book.active["A9"] = "Estonia"
    book.save(file)
    with pytest.raises(InvalidFile, match="more than 2 rows"):
        sheets.read(file)


def test_a_file_that_is_not_utf8_says_how_to_save_it(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_bytes(f"{HEAD}\nŠalčius,sanctions,Russia,2022,https://err.ee/1\n".encode("cp1257"))
    with pytest.raises(InvalidFile, match=r"claims.csv:2  not UTF-8. In Excel choose File, Save As, CSV UTF-8"):
        sheets.read(file)


def test_unicode_text_as_excel_writes_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_bytes(f"{HEAD}\n{ROW}\n".replace(",", "\t").encode("utf-16"))
    assert only(sheets.read(file)).relation == "sanctions"


def test_a_million_rows_are_refused_at_the_first_too_many(tmp_path: Path) -> None:
    file = csv(tmp_path, *[ROW] * 1_000_000)
    with pytest.raises(InvalidFile, match=rf"claims.csv:{cells.MOST + 1}  more than 100,000 rows"):
        sheets.read(file)


def test_a_file_that_only_looks_like_a_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "claims.xlsx"
    file.write_text(HEAD)
    with pytest.raises(InvalidFile, match="no workbook that can be read"):
        sheets.read(file)


# --- into a graph


def test_a_row_with_an_id_changes_its_claim_and_one_without_adds_another(tmp_path: Path) -> None:
    head, into = HEAD + ",id", tmp_path / "graph"
    take_over(read(tmp_path, f"{ROW},1", f"{ROW},", head=head).record, into)
    later = ROW.replace("2022-07", "2022-08")
    done = take_over(read(tmp_path, f"{later},1", f"{later},", head=head).record, into)
    assert (len(done.added), done.changed, done.same) == (1, ("1",), 1)


def test_a_spreadsheet_taken_as_the_whole_removes_what_it_lacks(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    take_over(read(tmp_path, f"{ROW},1", f"{ROW.replace('Russia', 'Iran')},2", head=HEAD + ",id").record, into)
    done = take_over(read(tmp_path, f"{ROW},1", head=HEAD + ",id").record, into, whole=True)
    assert (done.removed, done.same) == (("2",), 1)
    assert set(lkg.open(into).record.actors) == {"estonia", "russia"}


def test_claims_without_ratings_give_ranks_without_intervals(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    take_over(read(tmp_path, ROW, ROW.replace("Russia", "Belarus")).record, into)
    assert validate.check(files_of([into])).ok
    ranking = lkg.rank(lkg.network(lkg.open(into)), by="degree")
    assert "The claims are not rated, so no evidence interval is given" in ranking.notes


def test_names_of_the_graph_are_known_by_all_their_names(tmp_path: Path) -> None:
    old = lkg.open().record
    found = sheets.read(csv(tmp_path, "Lietuva,sanctions,PRC,2022,https://err.ee/1"), old)
    assert (only(found).subject, only(found).object) == ("lithuania", "china")


def test_a_real_workbook_of_donations_comes_in_whole(truths: Path, tmp_path: Path) -> None:
    """292 rows; two say what an earlier one says in all columns that are read."""
    layout = Layout(
        {"Donor": "from", "Party": "to", "DonationDate": "date", "DonationEUR": "amount"},
        {"relation": "aids", "unit": "EUR", "url": "https://www.bundestag.de/parteienfinanzierung"},
    )
    file = truths / "tests" / "files" / "ftm" / "donations.xlsx"
    found = sheets.read(file, None, None, layout)
    assert (len(found.record.claims), len(found.repeated)) == (290, 2)
    amounts = [
        Decimal(str(row[1])) for row in openpyxl.load_workbook(file).worksheets[0].values if row[1] != "DonationEUR"
    ]
    twice = sum(Decimal(row["amount"]) for row in found.repeated)
    assert sum(Decimal(claim.amount) for claim in found.record.claims.values()) + twice == sum(amounts)


def test_a_corrected_row_without_an_id_is_told_beside_what_it_may_correct(tmp_path: Path) -> None:
    first = read(tmp_path, ROW, ROW.replace("Russia", "Belarus"))
    old = first.record
    second = read(tmp_path, ROW.replace("2022-07", "2022-08"), ROW.replace("Russia", "Belarus"))
    [(row, claim)] = sheets.corrections(second, old)
    assert (row.number, claim.object, claim.when.text) == (2, "russia", "2022-07")
    assert list(sheets.corrections(first, old)) == []


def test_an_amount_has_a_unit_and_a_unit_an_amount(tmp_path: Path) -> None:
    head = f"{HEAD},amount,unit"
    assert [each.unit for each in read(tmp_path, f"{ROW},,EUR", head=head).record.claims.values()] == [""]
    [(_, column, message)] = faults(csv(tmp_path, f"{ROW},5,", head=head))
    assert (column, message.partition(".")[0]) == ("amount", "without a unit")


def test_what_was_taken_over_passes_the_check(tmp_path: Path) -> None:
    rows = [
        "EU,aided,Ukraine,Q3 2022,err.ee/1,5,EUR,,",
        "Kaja Kallas,leads,Estonia,2021/2024,A book on paper,,,ended,",
        "Estonia,was threatened by,Russia,late 2022,err.ee/2,,EUR,alleged,Russia",
        "Foo Fund,is a member of,UN,2004,uncited,,,,",
    ]
    found = read(tmp_path, *rows, head=f"{HEAD},amount,unit,modality,said by")
    take_over(found.record, tmp_path / "graph")
    assert [str(each) for each in validate.check(files_of([tmp_path / "graph"])).problems if each.severe] == []
    assert {"eu", "united-nations"} <= set(found.record.actors)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("€ 1,500,000", ("1500000", "EUR")),
        ("2.5 Million EUR", ("2500000", "EUR")),
        ("1.500.000 EUR", ("1500000", "EUR")),
        ("$3bn", ("3000000000", "USD")),
    ],
)
def test_an_amount_may_be_written_as_people_do(tmp_path: Path, cell: str, amount: tuple[str, str]) -> None:
    claim = only(read(tmp_path, f'{ROW},"{cell}"', head=f"{HEAD},amount"))
    assert (str(claim.amount), claim.unit) == amount


def test_an_amount_that_could_be_two_or_has_two_units_is_asked_back(tmp_path: Path) -> None:
    rows = [f'{ROW},"1,500",EUR', f"{ROW.replace('/1', '/2')},€5,USD"]
    assert [
        message.partition(".")[0] for _, _, message in faults(csv(tmp_path, *rows, head=f"{HEAD},amount,unit"))
    ] == [
        "no number that could be but one",
        "EUR here, and the unit is USD",
    ]


def test_all_sheets_with_the_headings_of_claims_are_read_and_the_others_named(tmp_path: Path) -> None:
    file = workbook(tmp_path, ("Estonia", "sanctions", "Russia", "2022", "https://err.ee/1"))
    book = openpyxl.load_workbook(file)
    second, notes = book.create_sheet("2023"), book.create_sheet("Notes")
    for row in (HEAD.split(","), ("Estonia", "sanctions", "Belarus", "2023", "https://err.ee/2")):
        second.append(row)
    notes.append(["to be checked"])
    book.save(file)
    found = sheets.read(file)
    assert {claim.object for claim in found.record.claims.values()} == {"russia", "belarus"}
    [advice] = found.advice
    assert advice.message == "not read, for the headings of claims are not there: Notes."
    second.append(["Estonia", "blorbs", "Iran", "2023", "https://err.ee/3"])
    book.save(file)
    assert [(row, heading) for row, heading, _ in faults(file)] == [(3, "relation")]


def test_a_heading_that_is_named_and_stands_nowhere_is_a_slip(tmp_path: Path) -> None:
    file = csv(tmp_path, ROW, head="Donor,relation,to,date,url")
    with pytest.raises(Misuse, match=r"has the heading 'Donr'. Did you mean 'Donor'\?"):
        sheets.read(file, None, None, Layout({"Donr": "from"}))


def test_a_copy_in_which_somebody_may_have_worked_is_not_written_over(tmp_path: Path) -> None:
    file = csv(tmp_path, ROW.replace("2022-07", "soon"))
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(file)
    names = [sheets.marked(caught.value).name for _ in range(2)]
    assert names == ["claims.checked.csv", "claims.checked-2.csv"]
    with pytest.raises(sheets.InvalidSheet) as caught:
        sheets.read(tmp_path / names[0])
    assert sheets.marked(caught.value).name == "claims.checked-3.csv"
