"""The named queries answer what their titles say; numbers were counted by hand in the tables behind the graph."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import lkg
from lkg import queries, vocab
from lkg.errors import InvalidFile, InvalidQuery, UnknownQuery
from lkg.graphs import Graph
from lkg.store import Answer
from lkg.vocab import local

Row = dict[str, Any]
Ask = Callable[..., list[Row]]

FILES = sorted((vocab.folder("graph") / "queries").glob("*.rq"))
NAMES = [file.stem for file in FILES]
WITHOUT_CLAIMS = {"contested-status", "sources-by"}
WITH_IRIS = {"claim", "disputed_claim", "node"}
WITHDRAWN = 'lkg:withdrawnBy "the editors" ; lkg:withdrawnBecause "a trial"@en'

# Modalities beside asserted and alleged that a query shows, because its title asks for them.
EVERY = {"planned", "negated", "ended"}
FURTHER = {
    "arms-and-training": {"planned"},
    "claims-by-claimant": EVERY,
    "claims-of-source": EVERY,
    "claims-with-passage": EVERY,
    "denials-by": {"negated"},
    "disputed-claims": EVERY,
    "ended-states": {"ended"},
    "energy-links": {"planned"},
    "money-flows": {"planned"},
    "plans": {"planned"},
    "pledges": {"planned"},
    "procurement": {"planned"},
    "recent-claims": {"planned"},
    "troops-and-bases": {"planned"},
    "uncited-claims": EVERY,
    "weak-claims": EVERY,
    "wto-case": {"planned", "ended"},
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return lkg.open()


@pytest.fixture(scope="module")
def ask(graph: Graph) -> Ask:
    """The rows of a named query as plain values."""

    def rows(name: str, params: Mapping[str, str] | None = None) -> list[Row]:
        return graph.query(name, params=params).values()

    return rows


@pytest.fixture(scope="module")
def withdrawn(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The bundled graph after somebody has taken every claim back."""
    file = tmp_path_factory.mktemp("withdrawn") / "withdrawals.ttl"
    prefixes = [f"@prefix {name}: <{vocab.PREFIXES[name]}> .\n" for name in ("claim", "lkg", "xsd")]
    lines = [f'claim:{name} lkg:withdrawnOn "2026-11-22"^^xsd:date ; {WITHDRAWN} .\n' for name in graph.record.claims]
    file.write_text("".join(prefixes + lines), encoding="utf-8")
    return lkg.open(vocab.folder("graph"), file)


def claims(rows: list[Row]) -> set[str]:
    """The ids of the claims in these rows."""
    return {local(row["claim"]) for row in rows}


def column(rows: list[Row], name: str) -> list[Any]:
    return [row[name] for row in rows]


def only(rows: list[Row], **wanted: Any) -> list[Row]:
    """Those of the rows that have these values."""
    return [row for row in rows if all(row.get(name) == value for name, value in wanted.items())]


# What all of them have in common


@pytest.mark.parametrize("name", NAMES)
def test_every_query_has_a_title_described_parameters_and_a_test(name: str) -> None:
    query = queries.read(vocab.folder("graph") / "queries" / f"{name}.rq")
    assert query.title.endswith(".")
    assert all(parameter.description and parameter.default for parameter in query.parameters)
    assert any(test.startswith(f"test_{name.replace('-', '_')}_") for test in globals()), "no test bears its name"


@pytest.mark.parametrize("name", NAMES)
def test_every_query_answers_with_its_defaults_in_a_stable_order(graph: Graph, name: str) -> None:
    answer = graph.query(name)
    assert len(answer)
    assert answer.rows == graph.query(name).rows
    assert "\nORDER BY " in graph.queries[name].text
    assert "LIMIT" not in graph.queries[name].text


@pytest.mark.parametrize("name", NAMES)
def test_every_query_takes_each_of_its_parameters(graph: Graph, name: str) -> None:
    query = graph.queries[name]
    given = {parameter.name: str(parameter.default) for parameter in query.parameters}
    assert graph.query(name, params=given).rows == graph.query(name).rows


@pytest.mark.parametrize("name", NAMES)
def test_every_query_gives_labels_and_no_bare_address_but_of_claims(graph: Graph, name: str) -> None:
    answer = graph.query(name)
    assert _columns_of(answer, ox.NamedNode) <= WITH_IRIS


@pytest.mark.parametrize("name", NAMES)
def test_every_query_shows_allegations_as_such_and_no_denial_or_plan_unasked(graph: Graph, name: str) -> None:
    answer = graph.query(name)
    if "claim" not in answer.columns:
        return
    shown = {graph.record.claims[local(row["claim"])].modality for row in answer.values()}
    assert shown <= {"asserted", "alleged"} | FURTHER.get(name, set())
    if "modality" in answer.columns:
        assert all(row["modality"] == graph.record.claims[local(row["claim"])].modality for row in answer.values())
    else:
        assert shown == {"asserted"}
        assert "asserted claims" in graph.queries[name].title


@pytest.mark.parametrize("name", sorted(set(NAMES) - WITHOUT_CLAIMS))
def test_no_query_counts_a_withdrawn_claim(withdrawn: Graph, name: str) -> None:
    assert withdrawn.query(name).rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_query_marks_what_is_uncited(graph: Graph, name: str) -> None:
    answer = graph.query(name)
    if {"claim", "source"} <= set(answer.columns):
        for row in answer.values():
            source = graph.record.sources[graph.record.claims[local(row["claim"])].source]
            assert (row["source"] == "uncited") == source.is_uncited


# Who holds office, belongs and speaks


def test_office_holders_of_lithuania_include_the_ministers_of_that_day(ask: Ask) -> None:
    rows = ask("office-holders")
    held = {(row["person"], row["place"]) for row in only(rows, relation="leads", holds="surely")}
    assert {
        ("Gitanas Nausėda", "Lithuania"),
        ("Ingrida Šimonytė", "Lithuania"),
        ("Gabrielius Landsbergis", "Ministry of Foreign Affairs of Lithuania"),
        ("Arvydas Anušauskas", "Ministry of National Defence of Lithuania"),
    } <= held
    assert "Foreign minister" in only(rows, person="Gabrielius Landsbergis")[0]["office"]


def test_office_holders_are_possible_only_where_the_dates_leave_it_open(ask: Ask) -> None:
    # an ambassador seen in office in August 2021 and asked to leave; nobody gave the end of the posting
    (row,) = only(ask("office-holders"), person="Diana Mickevičienė")
    assert (row["holds"], row["when"]) == ("possibly", "2021-08")


def test_office_holders_leave_an_office_empty_between_two_people(ask: Ask) -> None:
    # Paluckas left on 4 August 2025, Ruginienė took office on 25 September
    leading = only(ask("office-holders", {"day": "2025-09-01"}), relation="leads", place="Lithuania")
    assert set(column(leading, "person")) == {"Gitanas Nausėda"}


def test_members_of_nato_on_a_day_say_how_many_are_known(graph: Graph) -> None:
    answer = graph.query("members-of")
    assert (len(answer), answer.note) == (24, "24 of 30 known")
    members = column(answer.values(), "member")
    assert "Lithuania" in members
    assert "Finland" not in members, "it joined on 4 April 2023"


def test_members_of_the_union_say_how_many_are_known(graph: Graph) -> None:
    answer = graph.query("members-of", params={"org": "EU", "day": "2022-06-01"})
    assert (len(answer), answer.note) == (21, "21 of 27 known")


def test_members_of_a_body_whose_number_is_not_known_for_the_day_may_be_incomplete(graph: Graph) -> None:
    answer = graph.query("members-of", params={"day": "2024-06-01"})
    assert len(answer) == 26, "Finland and Sweden joined in 2023 and 2024"
    assert "may be incomplete" in answer.note
    assert "30 on 2022-06-01" in answer.note


def test_members_of_are_listed_once_with_all_claims(ask: Ask) -> None:
    (row,) = only(ask("members-of"), member="Lithuania")
    assert (row["when"], row["holds"], row["claims"]) == ("2004-03-29/..", "surely", "C091, C653")


def test_memberships_of_lithuania_end_with_the_day_it_left(ask: Ask) -> None:
    lasting = {"Council of Europe", "Euro area", "European Union", "NATO", "OECD", "World Trade Organization"}
    assert set(column(ask("memberships-of"), "organisation")) == lasting
    earlier = set(column(ask("memberships-of", {"day": "2021-01-01"}), "organisation"))
    assert earlier == lasting | {"China-CEEC cooperation (17+1)"}


def test_who_speaks_for_lithuania_directly_or_through_a_ministry(ask: Ask) -> None:
    rows = ask("who-speaks-for")
    # 17 organs and people of that day represent the state itself, 2 ministers their ministry
    assert len([row for row in rows if "through" not in row]) == 17
    assert {(row["representative"], row["through"]) for row in rows if "through" in row} == {
        ("Dainius Kreivys", "Ministry of Energy of Lithuania"),
        ("Aušrinė Armonaitė", "Ministry of the Economy and Innovation of Lithuania"),
    }


def test_who_speaks_for_a_state_changes_with_the_day(ask: Ask) -> None:
    earlier = column(ask("who-speaks-for", {"principal": "Lithuania", "day": "2008-01-01"}), "representative")
    assert "Valdas Adamkus" in earlier
    assert "Gitanas Nausėda" not in earlier


# Who contradicts whom


def test_disputed_claims_are_98_of_which_66_cannot_both_be_true(ask: Ask) -> None:
    rows = ask("disputed-claims")
    assert (len(rows), len(only(rows, nature="genuine"))) == (98, 66)
    assert (len(only(rows, type="denial")), len(only(rows, type="date"))) == (23, 12)


def test_disputed_claims_show_both_sides_with_their_sources(ask: Ask) -> None:
    (row,) = [row for row in ask("disputed-claims") if local(row["claim"]) == "C316"]
    assert local(row["disputed_claim"]) == "C029"
    assert row["says"].startswith("Lithuania subsidises EUR 130 million")
    assert row["said"].startswith("European Commission subsidises Lithuania")
    assert row["source"] != row["disputed_source"]


def test_contested_statements_are_hit_as_a_whole(ask: Ask) -> None:
    rows = ask("contested-statements")
    # 22 genuine denials, by 21 claims, hit 9 statements
    assert len(rows) == 9
    (row,) = only(rows, subject="China", relation="restricts trade with")
    # six claims say so (C249, that it ended, is none of them); ten claims deny three of the six
    assert (row["object"], row["claims"], row["denials"]) == ("Lithuania", 6, 10)
    assert row["modality"] == "alleged, asserted"
    assert "Zhao Lijian" in row["denied_by"]


def test_denials_by_china_come_from_its_spokesmen_and_bodies_too(ask: Ask) -> None:
    rows = ask("denials-by")
    # 16 denials, two of which dispute two claims each (C202, C306)
    assert (len(claims(rows)), len(rows)) == (16, 18)
    assert {"China", "Zhao Lijian", "Wang Wenbin", "Ministry of Commerce of China"} <= set(column(rows, "denier"))


def test_denials_by_lithuania_include_what_it_said_was_not_so(ask: Ask) -> None:
    rows = ask("denials-by", {"actor": "Lithuania"})
    assert claims(rows) == {"C130", "C210", "C213", "C288", "C375", "C425", "C529"}
    (negated,) = only(rows, modality="negated")
    assert (negated["denier"], local(negated["disputed_claim"])) == ("Ministry of Foreign Affairs of Lithuania", "C011")


def test_contested_status_gives_the_reason_for_nine_nodes(ask: Ask) -> None:
    rows = ask("contested-status")
    assert len(rows) == 9
    (taiwan,) = only(rows, name="Taiwan")
    assert taiwan["class"] == "state or territory"
    assert "claimed by China" in taiwan["reason"]


def test_allegations_are_twelve_with_who_made_them(ask: Ask) -> None:
    rows = ask("allegations")
    assert len(rows) == 12
    assert claims(only(rows, disputed=True)) == {"C187", "C192", "C214", "C392", "C404", "C410", "C414"}
    (arson,) = only(rows, object="IKEA")
    assert (arson["subject"], arson["alleged_by"]) == ("GRU (Russian military intelligence)", "Artūras Urbelis")


# Who did what


def test_deeds_between_china_and_lithuania_include_those_of_bodies_and_spokesmen(ask: Ask) -> None:
    rows = ask("deeds-between")
    assert len(rows) == 32
    # 19 by the state to the state itself, the others by or to a body or person on either side
    assert len(only(rows, subject="China", object="Lithuania")) == 19
    assert claims(only(rows, modality="alleged")) == {"C187"}
    assert {"Zhao Lijian", "Hua Chunying", "Global Times"} <= set(column(rows, "subject"))


def test_deeds_between_two_actors_differ_by_direction_and_interval(ask: Ask) -> None:
    days = {"from": "2021-01-01", "until": "2022-12-31"}
    back = claims(ask("deeds-between", {"doer": "Lithuania", "affected": "China"} | days))
    assert back == {"C001", "C007", "C160", "C181", "C191", "C274", "C288", "C290", "C329", "C331"}
    assert claims(ask("deeds-between", {"from": "2021-08-10", "until": "2021-08-10"})) >= {"C153", "C154", "C155"}


def test_timeline_of_taiwan_runs_from_the_first_to_the_last_start(ask: Ask) -> None:
    rows = ask("timeline")
    # 27 claims name Taiwan itself and begin in 2021 or 2022
    assert len(rows) == 27
    exact = [row["when"] for row in rows if len(row["when"]) == len("2021-06-22") and "/" not in row["when"]]
    assert exact == sorted(exact)
    assert only(rows, relation="hosts an office of", object="Taiwan")


def test_timeline_says_how_credible_a_claim_is(ask: Ask) -> None:
    # the text says that the cabinet recognised Taiwan; it did not, and the claim is graded improbable
    (row,) = only(ask("timeline"), relation="recognises")
    assert (local(row["claim"]), row["credibility"]) == ("C010", "5")


def test_wto_case_runs_from_the_consultations_to_its_end(ask: Ask) -> None:
    rows = ask("wto-case")
    assert len(rows) == 34
    steps = {local(row["claim"]): row for row in rows}
    order = [local(row["claim"]) for row in rows]
    # consultations requested, held, panel requested, blocked, set up, suspended, dropped
    chain = ["C261", "C266", "C267", "C294", "C296", "C298", "C307"]
    assert [name for name in order if name in chain] == chain
    assert (steps["C294"]["actor"], steps["C294"]["role"]) == ("China", "vetoes")
    assert (steps["C268"]["actor"], steps["C268"]["role"]) == ("WTO Dispute Settlement Body", "hears")
    assert {name for name, row in steps.items() if row["modality"] == "ended"} == {"C307", "Y234", "Y235", "Y236"}


def test_wto_case_answers_for_another_court_as_well(ask: Ask) -> None:
    rows = ask("wto-case", {"case": "Lithuania v. Belarus (smuggling of migrants)"})
    assert claims(rows) == {"C389", "C390", "C391", "C393"}


def test_claims_by_claimant_are_what_a_side_says_itself(ask: Ask) -> None:
    rows = ask("claims-by-claimant")
    # 9 name China as the claimant, 50 a body, a medium or a person that speaks for it
    assert (len(rows), len(only(rows, claimant="China"))) == (59, 9)
    assert len(ask("claims-by-claimant", {"actor": "kiel-institute"})) == 22


def test_sanctions_in_force_in_june_2022_are_told_apart_by_certainty(ask: Ask) -> None:
    rows = ask("sanctions-in-force")
    # bare dates without an end, and two that begin "in June"
    assert claims(only(rows, holds="possibly")) == {"C147", "C290", "C422", "C423"}
    assert len(rows) == 15
    assert claims(only(rows, modality="alleged")) == {"C187"}


def test_sanctions_in_force_stop_with_the_claim_that_they_ended(ask: Ask) -> None:
    # C249: no longer under any economic pressure, November 2023; it ends what China's customs did as well
    later = claims(ask("sanctions-in-force", {"day": "2024-06-01"}))
    assert later == {"C024", "C147", "C290", "C327", "C328", "C468"}


def test_arms_and_training_to_ukraine_are_counted_with_all_kinds_of_military_aid(ask: Ask) -> None:
    rows = ask("arms-and-training")
    assert (len(rows), len(only(rows, donor="Lithuania"))) == (11, 8)
    assert set(column(rows, "relation")) == {"militarily aids", "supplies arms to", "trains"}
    assert claims(only(rows, modality="planned")) == {"C513", "C520"}


def test_troops_and_bases_in_lithuania_name_the_contingents(ask: Ask) -> None:
    rows = ask("troops-and-bases")
    # 15 claims on what Lithuania hosts, 15 on who leads or takes part in the three units that it hosts
    assert len(rows) == 30
    contingents = {row["subject"]: row["amount"] for row in rows if row.get("unit") == "troops"}
    assert contingents == {"Netherlands": 250, "Norway": 200, "Belgium": 100}
    (goal,) = only(rows, modality="planned")
    assert (goal["object"], goal["amount"]) == ("Lithuania", 5000)


# Money, goods and energy


def test_pledges_have_amount_unit_donor_and_recipient(ask: Ask) -> None:
    rows = ask("pledges")
    assert len(rows) == 9
    fund = only(rows, amount=200_000_000, unit="USD")
    # the base text, the state and its development council: three claims, one fund
    assert column(fund, "donor") == ["Taiwan", "Taiwan", "National Development Council of Taiwan"]
    (doses,) = only(rows, unit="vaccine doses")
    assert (doses["donor"], doses["recipient"]) == ("Lithuania", "Taiwan")


def test_money_flows_leave_ranks_out_and_mark_what_is_disputed(ask: Ask) -> None:
    rows = ask("money-flows")
    assert len(rows) == 17
    assert all(row["unit"].startswith("EUR") for row in rows)
    assert "C201" not in claims(rows), "a rank among investors is no money"
    assert claims(only(rows, disputed=True)) == {"C029", "C316", "C446", "C455", "C574"}
    assert claims(only(rows, modality="planned")) == {"C446", "C454", "C455"}


def test_aid_ranking_figures_are_ordered_within_each_cut_off(ask: Ask) -> None:
    rows = ask("aid-ranking-figures")
    assert len(rows) == 19
    edition = only(rows, cut_off="2024-01-15")
    assert column(edition, "donor") == ["Estonia", "Denmark", "Norway", "Lithuania", "United States"]
    assert column(edition, "amount") == [3.55, 2.41, 1.72, 1.54, 0.32]
    assert set(column(edition, "reported_by")) == {"Kiel Institute for the World Economy"}


def test_export_figures_to_china_keep_the_two_series_apart(ask: Ask) -> None:
    rows = ask("export-figures")
    assert len(rows) == 21
    customs = only(rows, reported_by="General Administration of Customs of China")
    statistics = only(rows, reported_by="State Data Agency (Statistics Lithuania)")
    assert (len(customs), len(statistics)) == (8, 9)
    assert claims(only(rows, disputed=True)) == {"C233", "C236", "C238", "C240", "C241", "C254", "C258"}
    (peak,) = only(rows, when="2020")
    assert (peak["amount"], peak["unit"]) == (243_900_000, "EUR")


def test_export_figures_answer_for_another_pair(ask: Ask) -> None:
    assert claims(ask("export-figures", {"exporter": "China", "importer": "Lithuania"})) == {"C259", "C260"}


def test_procurement_lists_orders_and_suppliers_by_item(ask: Ask) -> None:
    rows = ask("procurement")
    # 18 orders by the state, its ministry, its forces and the firm that it owns; 12 suppliers of the 8 items
    assert (len(only(rows, relation="procures")), len(only(rows, relation="is supplied by"))) == (18, 12)
    assert len(set(column(rows, "item"))) == 8
    (rockets,) = only(rows, party="Lockheed Martin", when="2022-12-16")
    assert (rockets["amount"], rockets["unit"]) == (495_000_000, "USD")
    assert "Poland" not in column(rows, "party"), "it books capacity at the terminal for itself"


def test_energy_links_include_plans_as_such(ask: Ask) -> None:
    rows = ask("energy-links")
    assert (len(rows), len(only(rows, modality="planned"))) == (25, 4)
    assert {row["to"] for row in only(rows, relation="connects to", **{"from": "NordBalt"})} == {"Lithuania", "Sweden"}
    (cable,) = only(rows, unit="MW", when="2016")
    assert cable["amount"] == 700


# Evidence


def test_single_voice_claims_of_trade_restrictions_are_one(ask: Ask) -> None:
    # every other restriction has two voices or more; the Lithuanian service speaks for Lithuania
    (row,) = ask("single-voice-claims", {"family": "restrictsTradeWith"})
    assert (row["subject"], row["voice"], row["claims"]) == (
        "State Food and Veterinary Service of Lithuania",
        "lithuania",
        "C290",
    )


def test_single_voice_claims_count_a_ministry_and_its_state_as_one(ask: Ask) -> None:
    rows = ask("single-voice-claims")
    (denials,) = only(rows, subject="China", relation="denies", object="Chinese trade restrictions on Lithuania 2021-")
    assert denials["voice"] == "china"
    assert len(denials["claims"].split(", ")) == 5
    assert not only(rows, subject="China", relation="restricts trade with")


def test_several_voices_most_often_speak_of_exports_and_restrictions(ask: Ask) -> None:
    rows = ask("several-voices", {"least": "5"})
    # exports: customs, statistics, Commission, AP, Reuters, a law firm; restrictions: four outlets and bodies, Wang
    assert [(row["subject"], row["relation"], row["voices"]) for row in rows] == [
        ("Lithuania", "exports to", 6),
        ("China", "restricts trade with", 5),
    ]
    assert "C246" not in rows[0]["claims"].split(", "), "credibility 5 is no evidence for"


def test_several_voices_date_the_exit_from_the_17_plus_1(ask: Ask) -> None:
    (row,) = only(ask("several-voices"), subject="Lithuania", relation="withdraws from", voices=4)
    # the base text, the minister, LRT and the South China Morning Post; that one cannot leave is no voice for it
    assert row["claims"] == "C011, C129, C137, C142"


def test_uncited_claims_are_238(ask: Ask) -> None:
    rows = ask("uncited-claims")
    assert len(rows) == 238
    assert len(only(rows, relation="represents")) == 59


def test_claims_of_source_list_the_166_of_the_base_text(ask: Ask) -> None:
    rows = ask("claims-of-source")
    assert len(rows) == 166
    modalities = [len(only(rows, modality=name)) for name in ("asserted", "planned", "ended", "alleged")]
    assert modalities == [158, 4, 2, 2]
    named = {"C240", "C261", "C262", "C263", "C264", "C265", "C266", "C267", "C268"}
    assert claims(ask("claims-of-source", {"source": "s-ec-ds610"})) == named


def test_claims_with_passage_stand_at_a_place_in_the_text(ask: Ask) -> None:
    rows = ask("claims-with-passage")
    assert len(rows) == 166
    assert all(row["locator"] for row in rows)
    placed = [(row["start"], row["end"]) for row in rows if "start" in row]
    assert placed == sorted(placed, key=lambda place: place[0])
    assert all(0 <= start < end <= start + 300 for start, end in placed)
    assert ask("claims-with-passage", {"source": "s-ec-ds610"}) == [], "its text is not at hand"


def test_weak_claims_are_thirteen_from_the_worst_grade_on(ask: Ask) -> None:
    grades = column(ask("weak-claims"), "credibility")
    assert grades == ["6"] * 2 + ["5"] * 5 + ["4"] * 6
    assert claims(ask("weak-claims", {"least": "5"})) == {"C010", "C121", "C246", "C303", "C309", "C732", "X038"}


def test_sources_by_kind_count_sources_and_claims(ask: Ask) -> None:
    counts = {row["group"]: (row["sources"], row["claims"]) for row in ask("sources-by")}
    assert counts == {
        "news": (205, 476),
        "article": (34, 288),
        "government page": (20, 101),
        "state media": (19, 37),
        "press release": (12, 37),
        "data set": (1, 1),
        "uncited": (0, 238),
    }


@pytest.mark.parametrize(
    ("trait", "group", "sources"),
    [("country", "US", 60), ("country", "LT", 51), ("language", "en", 270), ("reliability", "A", 11)],
)
def test_sources_by_another_trait_add_up_to_all_of_them(ask: Ask, trait: str, group: str, sources: int) -> None:
    rows = ask("sources-by", {"trait": trait})
    assert only(rows, group=group)[0]["sources"] == sources
    assert (sum(column(rows, "sources")), sum(column(rows, "claims"))) == (291, 1178)


def test_recent_claims_are_those_of_sources_since_the_day(ask: Ask) -> None:
    assert len(ask("recent-claims")) == 44
    # two sources are dated to 2026 or to February 2026 only: any day of it may be meant
    latest = ask("recent-claims", {"since": "2026-02-28"})
    assert claims(latest) == {"C354", "C364", "C402", "C403"}


# What was, is over, and is to come


def test_plans_are_twenty_one_with_their_amounts(ask: Ask) -> None:
    rows = ask("plans")
    assert len(rows) == 21
    (budget,) = only(rows, unit="percent of GDP")
    assert (budget["subject"], budget["when"], budget["amount"]) == ("Lithuania", "2026", 5.38)


def test_ended_states_are_eight(ask: Ask) -> None:
    rows = ask("ended-states")
    assert claims(rows) == {"C116", "C249", "C307", "C787", "X016", "Y234", "Y235", "Y236"}


# How a query is asked


def test_a_parameter_that_a_query_does_not_take_is_refused(graph: Graph) -> None:
    with pytest.raises(InvalidQuery, match=r"no parameter 'organisation'\. It takes day, org"):
        graph.query("members-of", params={"organisation": "NATO"})


def test_a_day_that_is_none_is_refused(graph: Graph) -> None:
    with pytest.raises(InvalidQuery, match="2022-06"):
        graph.query("members-of", params={"day": "2022-06"})


def test_a_number_that_is_none_is_refused(graph: Graph) -> None:
    with pytest.raises(InvalidQuery, match="least=many is no number"):
        graph.query("several-voices", params={"least": "many"})


def test_a_name_that_no_query_bears_brings_near_ones(graph: Graph) -> None:
    with pytest.raises(UnknownQuery, match="members-of"):
        graph.query("member-of")


def test_a_parameter_without_default_must_be_given(tmp_path: Path, graph: Graph) -> None:
    file = tmp_path / "actors.rq"
    file.write_text("# One actor.\n# ?who  actor  anybody\nSELECT ?name { ?who rdfs:label ?name }\n", encoding="utf-8")
    with pytest.raises(InvalidQuery, match=r"needs who \(actor: anybody\)"):
        graph.query(file)
    assert graph.query(file, params={"who": "NATO"}).values() == [{"name": "NATO"}]


def test_a_parameter_is_bound_wherever_it_stands(tmp_path: Path, graph: Graph) -> None:
    file = tmp_path / "bound.rq"
    file.write_text(
        """# A parameter in a filter, an optional part, a bound value and a part of a union.
# ?day  date  a day = 2022-06-01
SELECT ?text ?later ?same WHERE {
  BIND (STR(?day) AS ?text)
  { BIND (?day > "2022-01-01"^^xsd:date AS ?later) } UNION { FILTER (false) }
  OPTIONAL { BIND (?day AS ?same) }
}
""",
        encoding="utf-8",
    )
    assert graph.query(file).values() == [{"text": "2022-06-01", "later": True, "same": "2022-06-01"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p ?o }\n", "no title"),
        ("# All of one sort.\n# ?sort  kind  a sort\nSELECT * { ?s a ?sort }\n", r"\?sort has no known type"),
    ],
)
def test_a_file_with_a_faulty_header_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "faulty.rq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile, match=message):
        queries.read(file)


def _columns_of(answer: Answer, kind: type) -> set[str]:
    """The columns in which a term of this kind stands."""
    return {name for row in answer for name, term in zip(answer.columns, row, strict=True) if isinstance(term, kind)}


def test_find_claims_finds_a_word_in_notes_labels_and_titles_in_any_case(bundled: Graph) -> None:
    # C076: "Said to give the EU's cheapest household gas price in 2021"
    found = {
        row["claim"].rpartition("/")[2] for row in bundled.query("find-claims", params={"words": "CHEAPEST"}).values()
    }
    assert "C076" in found
    assert not bundled.query("find-claims", params={"words": "no such words anywhere"}).rows
