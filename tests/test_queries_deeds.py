"""Named queries on who did what, what is over and what is to come; numbers were counted by hand."""

from lkg.graphs import Graph
from lkg.vocab import local
from query_rows import ask, claims, column, only


def test_deeds_between_china_and_lithuania_include_those_of_bodies_and_spokesmen(bundled: Graph) -> None:
    rows = ask(bundled, "deeds-between")
    assert len(rows) == 32
    # 19 by the state to the state itself, the others by or to a body or person on either side
    assert len(only(rows, subject="China", object="Lithuania")) == 19
    assert claims(only(rows, modality="alleged")) == {"C187"}
    assert {"Zhao Lijian", "Hua Chunying", "Global Times"} <= set(column(rows, "subject"))


def test_deeds_between_two_actors_differ_by_direction_and_interval(bundled: Graph) -> None:
    days = {"from": "2021-01-01", "until": "2022-12-31"}
    back = claims(ask(bundled, "deeds-between", {"doer": "Lithuania", "affected": "China"} | days))
    assert back == {"C001", "C007", "C160", "C181", "C191", "C274", "C288", "C290", "C329", "C331"}
    assert claims(ask(bundled, "deeds-between", {"from": "2021-08-10", "until": "2021-08-10"})) >= {
        "C153",
        "C154",
        "C155",
    }


def test_timeline_of_taiwan_runs_from_the_first_to_the_last_start(bundled: Graph) -> None:
    rows = ask(bundled, "timeline")
    # 27 claims name Taiwan itself and begin in 2021 or 2022
    assert len(rows) == 27
    exact = [row["when"] for row in rows if len(row["when"]) == len("2021-06-22") and "/" not in row["when"]]
    assert exact == sorted(exact)
    assert only(rows, relation="hosts an office of", object="Taiwan")


def test_timeline_says_how_credible_a_claim_is(bundled: Graph) -> None:
    # the text says that the cabinet recognised Taiwan; it did not, and the claim is graded improbable
    (row,) = only(ask(bundled, "timeline"), relation="recognises")
    assert (local(row["claim"]), row["credibility"]) == ("C010", "5")


def test_wto_case_runs_from_the_consultations_to_its_end(bundled: Graph) -> None:
    rows = ask(bundled, "wto-case")
    assert len(rows) == 34
    steps = {local(row["claim"]): row for row in rows}
    order = [local(row["claim"]) for row in rows]
    # consultations requested, held, panel requested, blocked, set up, suspended, dropped
    chain = ["C261", "C266", "C267", "C294", "C296", "C298", "C307"]
    assert [name for name in order if name in chain] == chain
    assert (steps["C294"]["actor"], steps["C294"]["role"]) == ("China", "vetoes")
    assert (steps["C268"]["actor"], steps["C268"]["role"]) == ("WTO Dispute Settlement Body", "hears")
    assert {name for name, row in steps.items() if row["modality"] == "ended"} == {"C307", "Y234", "Y235", "Y236"}


def test_wto_case_answers_for_another_court_as_well(bundled: Graph) -> None:
    rows = ask(bundled, "wto-case", {"case": "Lithuania v. Belarus (smuggling of migrants)"})
    assert claims(rows) == {"C389", "C390", "C391", "C393"}


def test_claims_by_claimant_are_what_a_side_says_itself(bundled: Graph) -> None:
    rows = ask(bundled, "claims-by-claimant")
    # 9 name China as the claimant, 50 a body, a medium or a person that speaks for it
    assert (len(rows), len(only(rows, claimant="China"))) == (59, 9)
    assert len(ask(bundled, "claims-by-claimant", {"actor": "kiel-institute"})) == 22


def test_sanctions_in_force_in_june_2022_are_told_apart_by_certainty(bundled: Graph) -> None:
    rows = ask(bundled, "sanctions-in-force")
    # bare dates without an end, and two that begin "in June"
    assert claims(only(rows, holds="possibly")) == {"C147", "C290", "C422", "C423"}
    assert len(rows) == 15
    assert claims(only(rows, modality="alleged")) == {"C187"}


def test_sanctions_in_force_stop_with_the_claim_that_they_ended(bundled: Graph) -> None:
    # C249: no longer under any economic pressure, November 2023; it ends what China's customs did as well
    later = claims(ask(bundled, "sanctions-in-force", {"day": "2024-06-01"}))
    assert later == {"C024", "C147", "C290", "C327", "C328", "C468"}


def test_arms_and_training_to_ukraine_are_counted_with_all_kinds_of_military_aid(bundled: Graph) -> None:
    rows = ask(bundled, "arms-and-training")
    assert (len(rows), len(only(rows, donor="Lithuania"))) == (11, 8)
    assert set(column(rows, "relation")) == {"militarily aids", "supplies arms to", "trains"}
    assert claims(only(rows, modality="planned")) == {"C513", "C520"}


def test_troops_and_bases_in_lithuania_name_the_contingents(bundled: Graph) -> None:
    rows = ask(bundled, "troops-and-bases")
    # 15 claims on what Lithuania hosts, 15 on who leads or takes part in the three units that it hosts
    assert len(rows) == 30
    contingents = {row["subject"]: row["amount"] for row in rows if row.get("unit") == "troops"}
    assert contingents == {"Netherlands": 250, "Norway": 200, "Belgium": 100}
    (goal,) = only(rows, modality="planned")
    assert (goal["object"], goal["amount"]) == ("Lithuania", 5000)


def test_plans_are_twenty_one_with_their_amounts(bundled: Graph) -> None:
    rows = ask(bundled, "plans")
    assert len(rows) == 21
    (budget,) = only(rows, unit="percent of GDP")
    assert (budget["subject"], budget["when"], budget["amount"]) == ("Lithuania", "2026", 5.38)


def test_ended_states_are_eight(bundled: Graph) -> None:
    rows = ask(bundled, "ended-states")
    assert claims(rows) == {"C116", "C249", "C307", "C787", "X016", "Y234", "Y235", "Y236"}
