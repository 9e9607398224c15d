"""Named queries on who holds office, belongs and speaks; numbers were counted by hand in its tables."""

from lkg.graphs import Graph
from query_rows import ask, column, only


def test_office_holders_of_lithuania_include_the_ministers_of_that_day(bundled: Graph) -> None:
    rows = ask(bundled, "office-holders")
    held = {(row["person"], row["place"]) for row in only(rows, relation="leads", holds="surely")}
    assert {
        ("Gitanas Nausėda", "Lithuania"),
        ("Ingrida Šimonytė", "Lithuania"),
        ("Gabrielius Landsbergis", "Ministry of Foreign Affairs of Lithuania"),
        ("Arvydas Anušauskas", "Ministry of National Defence of Lithuania"),
    } <= held
    assert "Foreign minister" in only(rows, person="Gabrielius Landsbergis")[0]["office"]


def test_office_holders_are_possible_only_where_the_dates_leave_it_open(bundled: Graph) -> None:
    # an ambassador seen in office in August 2021 and asked to leave; nobody gave the end of the posting
    (row,) = only(ask(bundled, "office-holders"), person="Diana Mickevičienė")
    assert (row["holds"], row["when"]) == ("possibly", "2021-08")


def test_office_holders_leave_an_office_empty_between_two_people(bundled: Graph) -> None:
    # Paluckas left on 4 August 2025, Ruginienė took office on 25 September
    leading = only(ask(bundled, "office-holders", {"day": "2025-09-01"}), relation="leads", place="Lithuania")
    assert set(column(leading, "person")) == {"Gitanas Nausėda"}


def test_members_of_nato_on_a_day_say_how_many_are_known(bundled: Graph) -> None:
    answer = bundled.query("members-of")
    assert (len(answer), answer.note) == (24, "24 of 30 known")
    members = column(answer.values(), "member")
    assert "Lithuania" in members
    assert "Finland" not in members, "it joined on 4 April 2023"


def test_members_of_the_union_say_how_many_are_known(bundled: Graph) -> None:
    answer = bundled.query("members-of", params={"org": "EU", "day": "2022-06-01"})
    assert (len(answer), answer.note) == (21, "21 of 27 known")


def test_members_of_a_body_whose_number_is_not_known_for_the_day_may_be_incomplete(bundled: Graph) -> None:
    answer = bundled.query("members-of", params={"day": "2024-06-01"})
    assert len(answer) == 26, "Finland and Sweden joined in 2023 and 2024"
    assert "may be incomplete" in answer.note
    assert "30 on 2022-06-01" in answer.note


def test_members_of_are_listed_once_with_all_claims(bundled: Graph) -> None:
    (row,) = only(ask(bundled, "members-of"), member="Lithuania")
    assert (row["when"], row["holds"], row["claims"]) == ("2004-03-29/..", "surely", "C091, C653")


def test_memberships_of_lithuania_end_with_the_day_it_left(bundled: Graph) -> None:
    lasting = {"Council of Europe", "Euro area", "European Union", "NATO", "OECD", "World Trade Organization"}
    assert set(column(ask(bundled, "memberships-of"), "organisation")) == lasting
    earlier = set(column(ask(bundled, "memberships-of", {"day": "2021-01-01"}), "organisation"))
    assert earlier == lasting | {"China-CEEC cooperation (17+1)"}


def test_who_speaks_for_lithuania_directly_or_through_a_ministry(bundled: Graph) -> None:
    rows = ask(bundled, "who-speaks-for")
    # 17 organs and people of that day represent the state itself, 2 ministers their ministry
    assert len([row for row in rows if "through" not in row]) == 17
    assert {(row["representative"], row["through"]) for row in rows if "through" in row} == {
        ("Dainius Kreivys", "Ministry of Energy of Lithuania"),
        ("Aušrinė Armonaitė", "Ministry of the Economy and Innovation of Lithuania"),
    }


def test_who_speaks_for_a_state_changes_with_the_day(bundled: Graph) -> None:
    earlier = column(ask(bundled, "who-speaks-for", {"principal": "Lithuania", "day": "2008-01-01"}), "representative")
    assert "Valdas Adamkus" in earlier
    assert "Gitanas Nausėda" not in earlier
