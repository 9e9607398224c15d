"""Claims from a spreadsheet: five columns suffice, and what cannot be understood is told with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

import lkg
from lkg.errors import Misuse
from lkg.importers import sheets
from lkg.importers.sheets import Layout
from lkg.importers.sheets.relations import meaning
from sheet_files import HEAD, ROW, csv, faults, only, read


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
