"""Claims from a spreadsheet: five columns suffice, and what cannot be understood is told with its row."""

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
from lkg.importers.sheets import Layout, cells, dates
from lkg.importers.sheets.relations import meaning
from sheet_files import HEAD, ROW, csv, faults, only, read, workbook

# --- what a row says


def test_five_columns_make_a_claim_with_its_actors_and_its_source(tmp_path: Path) -> None:
    found = read(tmp_path, ROW)
    claim = only(found)
    assert (claim.subject, claim.relation, claim.object, claim.when.text) == (
        "estonia",
        "sanctions",
        "russia",
        "2022-07",
    )
    assert found.record.actors["estonia"].kind == "State"
    assert found.record.sources[claim.source].url == "https://err.ee/1"


def test_headings_may_be_in_any_order_and_go_by_other_names(tmp_path: Path) -> None:
    found = read(tmp_path, "2022;https://err.ee/1;Russia;sanctions;Estonia", head="When;Link;Target;Verb;Subject")
    assert only(found).object == "russia"


def test_a_relation_may_be_written_from_its_other_end(tmp_path: Path) -> None:
    claim = only(read(tmp_path, "Russia,is sanctioned by,Estonia,2022,https://err.ee/1"))
    assert (claim.subject, claim.object) == ("estonia", "russia")


def test_a_word_of_ones_own_with_a_sign_is_read_as_the_widest_relation_and_kept_in_the_note(tmp_path: Path) -> None:
    words = tmp_path / "words.csv"
    words.write_text("word,means\nboycotts,-\nmeets,0\nsends arms to,supplies arms to\n", encoding="utf-8")
    rows = [f"Estonia,{word},Russia,2022,https://err.ee/1" for word in ("boycotts", "meets", "sends arms to")]
    found = sheets.read(csv(tmp_path, *rows), None, {"Relations": words}).record.claims.values()
    assert {(claim.relation, claim.polarity, claim.note) for claim in found} == {
        ("opposes", None, "boycotts (a word of the spreadsheet)"),
        ("consultsWith", 0, "meets (a word of the spreadsheet)"),
        ("suppliesArmsTo", None, ""),
    }


def test_every_relation_is_found_by_its_name_and_its_labels() -> None:
    for relation in lkg.vocab.ontology().relations.values():
        for word in (relation.name, relation.label):
            found = meaning(word)
            assert found and (found.relation, found.swapped) == (relation.name, False)


def test_a_publisher_is_known_by_its_host(tmp_path: Path) -> None:
    (source,) = read(tmp_path, "Estonia,sanctions,Russia,2022,https://euobserver.com/x").record.sources.values()
    assert source.publisher == "EUobserver"


def test_one_page_is_one_source_however_its_address_is_written(tmp_path: Path) -> None:
    rows = [f"Estonia,sanctions,{who},2022,{url}" for who, url in (
        ("Russia", "https://www.err.ee/1/"), ("Belarus", "http://err.ee/1?utm_source=x"),
    )]  # fmt: skip
    assert len(read(tmp_path, *rows).record.sources) == 1


def test_who_leads_or_serves_is_a_person_with_that_public_role(tmp_path: Path) -> None:
    found = read(tmp_path, "Kaja Kallas,leads,Estonia,2021/2024,https://err.ee/1")
    person = found.record.actors["kaja-kallas"]
    assert (person.kind, person.public_role) == ("Person", "leads Estonia")
    assert found.guessed == {"Kaja Kallas": "Person"}


def test_states_are_known_by_their_short_names(tmp_path: Path) -> None:
    found = read(
        tmp_path, *[f"{who},consults with,Estonia,2022,https://err.ee/1" for who in ("USA", "U.S.", "PRC", "UK")]
    )
    assert {claim.subject for claim in found.record.claims.values()} == {"usa", "china", "uk"}
    assert found.guessed == {}


def test_a_person_without_a_public_role_is_refused_as_the_check_would(tmp_path: Path) -> None:
    file = csv(tmp_path, "Orban,criticises,Estonia,2022,https://err.ee/1,person", head=HEAD + ",from kind")
    [(row, heading, message)] = faults(file)
    assert (row, heading) == (2, "from")
    assert message.startswith("a person is here for a public role")


def test_a_column_that_is_not_used_is_told_with_what_it_may_be(tmp_path: Path) -> None:
    found = read(tmp_path, f"{ROW},1,x", head=HEAD + ",credibilty,How sure")
    assert [fault.message for fault in found.advice] == [
        "a column that is not used. Did you mean credibility?",
        "columns not used: How sure.",
    ]


def test_a_title_may_stand_above_the_headings(tmp_path: Path) -> None:
    assert only(read(tmp_path, HEAD, ROW, head="My log,,,,")).relation == "sanctions"
    [(row, _, message)] = faults(csv(tmp_path, "from,relation,to,when did it happen,url", ROW, head="My log,,,,"))
    assert (row, "lack date" in message) == (2, True)


def test_a_page_is_called_by_its_address_until_somebody_says_its_title(tmp_path: Path) -> None:
    (source,) = read(tmp_path, ROW.replace("err.ee/1", "err.ee/1608/russia-closes-its-border")).record.sources.values()
    assert source.title == "Russia closes its border (err.ee)"


def test_a_name_from_right_to_left_is_an_actor_like_any_other(tmp_path: Path) -> None:
    found = read(tmp_path, "إيران,threatens,ישראל,2024,https://err.ee/1")
    labels = {actor.label for actor in found.record.actors.values()}
    assert labels == {"إيران", "ישראל"}


def test_a_row_that_is_repeated_is_taken_once_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, ROW, ROW)
    assert len(found.record.claims) == 1
    assert [row.number for row in found.repeated] == [3]


def test_the_columns_of_a_strange_file_can_be_named_and_those_that_lack_be_filled(tmp_path: Path) -> None:
    file = csv(tmp_path, "Frau X,Party Y,5", head="Donor,Party,Euros")
    layout = Layout(
        {"Donor": "from", "Party": "to", "Euros": "amount"},
        {"relation": "aids", "date": "2011", "url": "https://err.ee/1", "unit": "EUR"},
    )
    claim = only(sheets.read(file, None, None, layout))
    assert (claim.subject, claim.object, claim.amount, claim.unit) == ("frau-x", "party-y", "5", "EUR")
    with pytest.raises(Misuse, match="no column 'whom' of claims"):
        sheets.read(file, None, None, Layout({"Party": "whom"}))


def test_a_target_beside_a_source_makes_a_tie_of_both(tmp_path: Path) -> None:
    file = csv(tmp_path, ROW, head="Source,Relation,Target,Event date,Link")
    assert only(sheets.read(file)).subject == "estonia"


def test_a_heading_may_name_the_unit_of_amounts(tmp_path: Path) -> None:
    found = only(sheets.read(csv(tmp_path, f"{ROW},5", head="Actor 1,Action,Actor 2,Date,Source,Amount (EUR)")))
    assert (found.amount, found.unit) == ("5", "EUR")


def test_an_address_without_https_is_one(tmp_path: Path) -> None:
    (source,) = read(tmp_path, ROW.replace("https://", "")).record.sources.values()
    assert source.url == "https://err.ee/1"


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
