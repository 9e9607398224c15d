"""How long a state holds: what persists, what ends it, and what is certain in between."""

import pytest

import lkg
from conftest import graph_of, holding
from lkg.graphs import Graph


def test_a_day_on_which_a_membership_was_seen_persists_until_it_is_said_to_end() -> None:
    graph = graph_of("lithuania memberOf nato 2004-03-29")
    assert holding(graph, ["2004-03-28", "2004-03-29", "2004-03-30", "2090-01-01"]) == [
        "2004-03-29",
        "2004-03-30",
        "2090-01-01",
    ]


def test_a_day_on_which_exports_were_seen_persists_one_year() -> None:
    graph = graph_of("lithuania exportsTo china 2021-03-10")
    assert holding(graph, ["2021-03-09", "2021-03-10", "2022-03-10", "2022-03-11"]) == ["2021-03-10", "2022-03-10"]


def test_a_month_in_which_exports_were_seen_persists_one_year_from_its_last_day() -> None:
    graph = graph_of("lithuania exportsTo china 2021-03")
    assert holding(graph, ["2021-02-28", "2021-03-01", "2022-03-31", "2022-04-01"]) == ["2021-03-01", "2022-03-31"]


def test_a_state_seen_on_a_day_surely_holds_on_that_day_alone() -> None:
    graph = graph_of("lithuania memberOf nato 2004-03-29")
    assert holding(graph, ["2004-03-28", "2004-03-29", "2004-03-30"], sure=True) == ["2004-03-29"]


@pytest.mark.parametrize("when", ["2004-03", "2004", "2004-03-29~"])
def test_a_state_seen_in_a_month_or_about_a_day_is_sure_on_no_day(when: str) -> None:
    graph = graph_of(f"lithuania memberOf nato {when}")
    assert holding(graph, ["2004-03-01", "2004-03-29", "2004-03-30", "2005-01-01"], sure=True) == []


def test_an_interval_holds_from_start_to_end() -> None:
    graph = graph_of("president leads lithuania 2009-07/2019-07", actors={"president": "Person"})
    possible = ["2009-07-01", "2009-07-31", "2019-07-01", "2019-07-31"]
    assert holding(graph, ["2009-06-30", *possible, "2019-08-01"]) == possible
    assert holding(graph, ["2009-07-30", *possible, "2019-07-02"], sure=True) == ["2009-07-31", "2019-07-01"]


def test_an_open_end_is_as_sure_as_its_start_even_where_a_bare_date_would_fade() -> None:
    graph = graph_of("lithuania exportsTo china 2021-03/..")
    assert holding(graph, ["2021-03-01", "2021-03-31", "2090-01-01"]) == ["2021-03-01", "2021-03-31", "2090-01-01"]
    assert holding(graph, ["2021-03-01", "2021-03-31", "2090-01-01"], sure=True) == ["2021-03-31", "2090-01-01"]


def test_an_unknown_end_is_possible_for_ever_and_sure_on_the_day_of_the_start_alone() -> None:
    graph = graph_of("lithuania exportsTo china 2021-03-10/")
    assert holding(graph, ["2021-03-09", "2021-03-10", "2090-01-01"]) == ["2021-03-10", "2090-01-01"]
    assert holding(graph, ["2021-03-10", "2021-03-11", "2090-01-01"], sure=True) == ["2021-03-10"]


def test_ended_on_a_day_is_possible_since_ever_and_sure_on_that_day_alone() -> None:
    graph = graph_of("lithuania memberOf forum-17-1 ../2021-05-22")
    assert holding(graph, ["1900-01-01", "2021-05-22", "2021-05-23"]) == ["1900-01-01", "2021-05-22"]
    assert holding(graph, ["2021-05-21", "2021-05-22"], sure=True) == ["2021-05-22"]


def test_ended_closes_a_bare_date_which_then_surely_holds_in_between() -> None:
    graph = graph_of("a memberOf union 1996-02-28", "a memberOf union 2022-03-16 ended")
    assert holding(graph, ["2022-03-16", "2022-03-17"]) == ["2022-03-16"]
    assert holding(graph, ["1996-02-27", "1996-02-28", "2010-01-01", "2022-03-16", "2022-03-17"], sure=True) == [
        "1996-02-28",
        "2010-01-01",
        "2022-03-16",
    ]


def test_ended_in_a_month_is_possible_to_its_last_day_and_sure_to_its_first() -> None:
    graph = graph_of("a memberOf union 1996-02-28", "a memberOf union 2022-03 ended")
    assert holding(graph, ["2022-03-31", "2022-04-01"]) == ["2022-03-31"]
    assert holding(graph, ["2022-03-01", "2022-03-02"], sure=True) == ["2022-03-01"]


def test_a_bare_date_that_would_fade_in_a_year_surely_holds_until_it_is_said_to_end() -> None:
    graph = graph_of("a hosts b 2014-10-27", "a hosts b 2016-12-01 ended")
    days = ["2015-06-01", "2016-06-01", "2016-12-01", "2016-12-02"]
    assert holding(graph, days, sure=True) == ["2015-06-01", "2016-06-01", "2016-12-01"]


def test_ended_closes_an_explicit_open_end() -> None:
    graph = graph_of("china sanctions lithuania 2021-12-01/..", "china sanctions lithuania 2023-05-01 ended")
    assert holding(graph, ["2023-05-01", "2023-05-02"]) == ["2023-05-01"]
    assert holding(graph, ["2023-05-01", "2023-05-02"], sure=True) == ["2023-05-01"]


def test_ended_leaves_other_subjects_relations_and_objects_alone() -> None:
    graph = graph_of(
        "b memberOf union 1996/..",
        "a memberOf league 1996/..",
        "a candidateFor union 1996/..",
        "a memberOf union 2022-03-16 ended",
    )
    assert [name for name in ("C1", "C2", "C3") if holding(graph, ["2023-01-01"], name)] == ["C1", "C2", "C3"]


def test_ended_closes_the_open_spell_and_not_the_one_that_follows() -> None:
    graph = graph_of(
        "a memberOf union 1965-02-18/..",
        "a memberOf union 2013-10-03 ended",
        "a memberOf union 2018-02-08/..",
    )
    assert holding(graph, ["2013-10-03", "2013-10-04", "2018-02-08"], "C1") == ["2013-10-03"]
    assert holding(graph, ["2018-02-07", "2018-02-08", "2090-01-01"], "C3") == ["2018-02-08", "2090-01-01"]


def test_the_second_ended_closes_the_second_spell() -> None:
    graph = graph_of(
        "a memberOf union 1965-01-01",
        "a memberOf union 1970-01-01 ended",
        "a memberOf union 1980-01-01",
        "a memberOf union 1990-01-01 ended",
    )
    days = ["1966-01-01", "1975-01-01", "1985-01-01", "1995-01-01"]
    assert holding(graph, days, "C1", sure=True) == ["1966-01-01"]
    assert holding(graph, days, "C3", sure=True) == ["1985-01-01"]


def test_ended_does_not_shorten_an_interval_that_was_closed_already() -> None:
    graph = graph_of("a memberOf union 1965-01-01/1970-01-01", "a memberOf union 1968-01-01 ended")
    assert holding(graph, ["1969-01-01", "1970-01-02"]) == ["1969-01-01"]


def test_ended_closes_the_state_for_those_who_represent_the_subject() -> None:
    graph = graph_of(
        "palace sanctions lithuania 2015-01-01/..",
        "palace represents russia 1991/..",
        "russia sanctions lithuania 2024-01-01 ended",
        actors={"palace": "GovernmentBody"},
    )
    assert holding(graph, ["2024-01-01", "2024-01-02"]) == ["2024-01-01"]


def test_ended_closes_the_state_for_those_who_represent_the_subject_through_others() -> None:
    graph = graph_of(
        "ministry sanctions lithuania 2015-01-01/..",
        "ministry represents cabinet 1991/..",
        "cabinet represents palace 1991/..",
        "palace represents russia 1991/..",
        "palace sanctions lithuania 2024-01-01 ended",
        actors={"ministry": "GovernmentBody", "cabinet": "GovernmentBody", "palace": "GovernmentBody"},
    )
    assert holding(graph, ["2024-01-01", "2024-01-02"]) == ["2024-01-01"]


def test_ended_by_those_who_represent_does_not_close_the_state_of_whom_they_represent() -> None:
    graph = graph_of(
        "russia sanctions lithuania 2015-01-01/..",
        "palace represents russia 1991/..",
        "palace sanctions lithuania 2024-01-01 ended",
        actors={"palace": "GovernmentBody"},
    )
    assert holding(graph, ["2024-01-02"]) == ["2024-01-02"]


@pytest.mark.parametrize(
    "mandate",
    [
        ["envoy represents russia 2010-01-01/2015-01-01"],
        ["envoy represents russia 2010-01-01/..", "envoy represents russia 2015-01-01 ended"],
    ],
)
def test_ended_does_not_reach_those_who_no_longer_represent_the_subject(mandate: list[str]) -> None:
    lines = ["envoy memberOf club 2012-01-01/..", "russia memberOf club 2020-01-01 ended"]
    graph = graph_of(*lines, *mandate, actors={"envoy": "Person"})
    assert holding(graph, ["2021-01-01"]) == ["2021-01-01"]


def test_easing_pressure_ends_a_bare_dated_measure_of_the_same_pair() -> None:
    graph = graph_of("china restrictsTradeWith lithuania 2021-12-01", "china easesPressureOn lithuania 2023-05-01")
    assert holding(graph, ["2023-05-01", "2023-05-02"]) == ["2023-05-01"]


@pytest.mark.parametrize(
    "untouched",
    [
        "china restrictsTradeWith lithuania 2021-12-01/..",
        "china restrictsTradeWith taiwan 2021-12-01",
        "lithuania restrictsTradeWith china 2021-12-01",
        "china restrictsTradeWith lithuania 2023-05-02",
        "china hostsOfficeOf lithuania 2021-12-01",
        "china hasDiplomaticRelationsWith lithuania 2021-12-01",
    ],
)
def test_easing_pressure_ends_bare_dated_measures_of_the_pair_alone(untouched: str) -> None:
    graph = graph_of(untouched, "china easesPressureOn lithuania 2023-05-01")
    assert holding(graph, ["2024-01-01"]) == ["2024-01-01"]


@pytest.mark.parametrize("modality", ["planned", "negated"])
def test_pressure_is_not_eased_by_a_plan_or_a_denial(modality: str) -> None:
    graph = graph_of("china sanctions lithuania 2021-12-01", f"china easesPressureOn lithuania 2023-05-01 {modality}")
    assert holding(graph, ["2024-01-01"]) == ["2024-01-01"]


def test_an_explicit_open_end_is_ended_by_an_ended_claim_alone() -> None:
    graph = graph_of(
        "china sanctions lithuania 2021-12-01/..",
        "china easesPressureOn lithuania 2022-05-01",
        "china sanctions lithuania 2021-11-01/2022-06-01",
        "china sanctions lithuania 2023-05-01 ended",
    )
    assert holding(graph, ["2023-05-01", "2023-05-02"]) == ["2023-05-01"]


def test_a_bare_date_inside_a_closed_interval_adds_no_time_beyond_it() -> None:
    graph = graph_of(
        "president leads a 2006-05-04", "president leads a 2001-01-20/2009-01-20", actors={"president": "Person"}
    )
    assert holding(graph, ["2006-05-03", "2006-05-04", "2009-01-20", "2009-01-21"]) == ["2006-05-04", "2009-01-20"]
    assert holding(graph, ["2006-05-03", "2006-05-04", "2006-05-05"], sure=True) == ["2006-05-04"]


@pytest.mark.parametrize("date", ["2000-05-04", "2010-05-04"])
def test_a_bare_date_outside_a_closed_interval_persists(date: str) -> None:
    graph = graph_of(f"a memberOf union {date}", "a memberOf union 2001-01-20/2009-01-20")
    assert holding(graph, ["2090-01-01"]) == ["2090-01-01"]


def test_a_bare_date_inside_another_pairs_interval_persists() -> None:
    graph = graph_of("a memberOf union 2006-05-04", "b memberOf union 2001-01-20/2009-01-20")
    assert holding(graph, ["2090-01-01"]) == ["2090-01-01"]


def test_a_bare_date_inside_an_open_interval_persists() -> None:
    graph = graph_of("a memberOf union 2006-05-04", "a memberOf union 2001-01-20/..")
    assert holding(graph, ["2090-01-01"]) == ["2090-01-01"]


@pytest.mark.parametrize("modality", ["planned", "negated"])
def test_an_interval_that_was_only_planned_or_was_denied_closes_nothing(modality: str) -> None:
    graph = graph_of("a sanctions b 2006-05-04", f"a sanctions b 2001/2009 {modality}")
    assert holding(graph, ["2010-01-01"]) == ["2010-01-01"]


@pytest.mark.parametrize(
    "closer",
    ["a sanctions b 2008-01-01 ended", "a easesPressureOn b 2008-01-01", "a sanctions b 2001/2008"],
)
def test_a_lens_that_does_not_see_the_closing_claim_leaves_the_state_open(closer: str) -> None:
    bare = "a sanctions b 2006-05-04"
    graph = graph_of(bare, f"{closer} source=other", f"{closer} withdrawn=2010-01-01", f"{closer} credibility=5")
    assert holding(graph, ["2010-01-01"]) == []
    assert holding(graph, ["2010-01-01"], without_sources=["other"]) == ["2010-01-01"]
    assert holding(graph, ["2010-01-01"], without_sources=["other"], min_credibility=5) == []


def test_an_interval_that_is_only_alleged_closes_nothing_in_a_lens_without_allegations() -> None:
    graph = graph_of("a sanctions b 2006-05-04", "a sanctions b 2001/2008 alleged")
    assert holding(graph, ["2010-01-01"], modality=["asserted"]) == ["2010-01-01"]


def test_ended_does_not_stretch_a_sighting_from_before_the_last_spell() -> None:
    graph = graph_of("a hosts b 2010-01-01", "a hosts b 2015-01-01", "a hosts b 2017-01-01 ended")
    assert holding(graph, ["2010-06-01", "2013-01-01"]) == ["2010-06-01"]
    assert holding(graph, ["2014-12-31", "2015-01-01", "2016-12-31", "2017-01-02"], "C2", sure=True) == [
        "2015-01-01",
        "2016-12-31",
    ]


def test_an_ended_claim_makes_no_tie_of_its_own() -> None:
    graph = graph_of("a sanctions b 2008-01-01 ended")
    assert holding(graph, ["2007-12-31", "2008-01-01"]) == []


def test_a_lens_that_believes_everybody_sees_every_claim_end_as_the_table_does(bundled: Graph) -> None:
    seen = lkg.network(bundled, lkg.Lens(min_credibility=6, planned=True)).claims
    effective = bundled.table.context.held
    assert len(seen) > 1100
    assert {n: (c.first, c.last) for n, c in seen.items()} == {n: (effective[n].s1, effective[n].e2) for n in seen}
