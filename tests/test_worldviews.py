"""Worldviews: whose denial removes what, what stays, and what is too little to matter."""

import pytest

import lkg
from conftest import graph_of
from lkg.analysis.doubts.worldviews import worldviews
from lkg.errors import Misuse, UnknownActor
from lkg.graphs import Graph

QUARREL = [
    "china coerces ego 2021-12 source=paper id=HIT",
    "spokesman denies trade 2021-12-20 id=DENY disputes=HIT",
    "spokesman represents china 2020/2022 id=MANDATE",
    "china aids friend 2021 id=AID",
]
KINDS = {"spokesman": "Person", "trade": "Policy"}


def seen(graph: Graph, principal: str) -> set[str]:
    return set(lkg.network(graph, worldview=principal).claims)


def quarrel(*more: str) -> Graph:
    return graph_of(*QUARREL, *more, actors=KINDS)


def test_what_a_spokesman_denies_is_gone_in_the_view_of_his_state() -> None:
    assert "HIT" in seen(quarrel(), "")
    assert "HIT" not in seen(quarrel(), "china")


def test_others_do_not_take_the_denial_at_its_word() -> None:
    assert "HIT" in seen(quarrel(), "friend")


def test_the_spokesman_himself_has_a_view_too() -> None:
    assert "HIT" not in seen(quarrel(), "spokesman")


def test_a_denial_hits_the_whole_statement() -> None:
    graph = quarrel("china coerces ego 2021-12-05 id=ALSO", "china coerces ego 2015 id=LONGAGO")
    assert {"HIT", "ALSO"} & seen(graph, "china") == set()
    assert "LONGAGO" in seen(graph, "china")


def test_what_the_side_says_itself_stays() -> None:
    graph = quarrel("china coerces ego 2021-12-09 claimant=spokesman id=OWN")
    assert "OWN" in seen(graph, "china")
    assert "HIT" not in seen(graph, "china")


def test_a_spokesman_of_another_time_does_not_speak_for_the_state() -> None:
    graph = graph_of(
        "china coerces ego 2021-12 id=HIT",
        "spokesman denies trade 2021-12-20 disputes=HIT",
        "spokesman represents china 2015/2018",
        actors=KINDS,
    )
    assert "HIT" in seen(graph, "china")


def test_an_apparent_denial_or_a_dispute_about_numbers_removes_nothing() -> None:
    for dispute in ("HIT:denial:apparent", "HIT:number:genuine"):
        graph = graph_of(
            "china coerces ego 2021-12 id=HIT", f"china denies trade 2021-12-20 disputes={dispute}", actors=KINDS
        )
        assert "HIT" in seen(graph, "china")


def test_a_claimant_named_for_the_denial_counts_before_its_subject() -> None:
    graph = graph_of(
        "china coerces ego 2021-12 id=HIT",
        "trade denies trade 2021-12-20 claimant=china disputes=HIT",
        actors={"trade": "Policy"},
    )
    assert "HIT" not in seen(graph, "china")


def test_a_removed_claim_closes_nothing_any_more() -> None:
    graph = graph_of(
        "china sanctions ego 2020-01-01 id=STATE",
        "china easesPressureOn ego 2020-06-01 id=EASE",
        "china denies trade 2020-07-01 disputes=EASE",
        actors=KINDS,
    )
    assert "STATE" not in lkg.network(graph, at="2020-09-01").claims
    assert "STATE" in lkg.network(graph, at="2020-09-01", worldview="china").claims


def test_each_view_lists_what_it_removes_and_who_denies_it() -> None:
    found = worldviews(lkg.network(quarrel()), ["china"], by="degree", draws=0)
    (view,) = found.views
    assert [(r.claim, r.by) for r in view.removed] == [("HIT", "DENY")]
    assert (view.of, view.material) == (2, True)
    ranks = {row["actor"]: row for row in found}
    assert ranks["ego"]["rank_everyone"] is not None
    assert ranks["ego"]["rank_china"] is None


def test_the_denial_that_is_named_is_one_that_the_lens_sees() -> None:
    graph = quarrel("china denies trade 2021-12-22 id=WITHDRAWN disputes=HIT withdrawn=2022-01-01")
    (view,) = worldviews(lkg.network(graph), ["china"], by="degree", draws=0).views
    assert [(r.claim, r.by) for r in view.removed] == [("HIT", "DENY")]


def test_below_2_percent_there_is_no_material_effect() -> None:
    crowd = [f"a{n} aids b{n} 2021" for n in range(60)]
    found = worldviews(lkg.network(quarrel(*crowd)), ["china"], by="degree", draws=0)
    assert not found.views[0].material
    assert any("no material effect" in note for note in found.notes)


def test_a_side_that_denies_nothing_is_said_to_change_nothing() -> None:
    found = worldviews(lkg.network(quarrel()), ["friend"], by="degree", draws=0)
    assert "no claim beneath these ties is denied" in found.notes[0]


def test_memberships_are_not_counted_among_the_claims() -> None:
    lines = [f"m{n} memberOf union 2004/.." for n in range(100)]
    graph = graph_of(*QUARREL, *lines, actors=KINDS | {"union": "InternationalOrganization"})
    found = worldviews(lkg.network(graph, memberships="ties"), ["china"], by="degree", draws=0)
    assert found.views[0].of == 2


def test_nobody_s_view_and_an_unknown_actor_are_refused() -> None:
    with pytest.raises(Misuse, match="--as China"):
        worldviews(lkg.network(quarrel()), [])
    with pytest.raises(UnknownActor):
        worldviews(lkg.network(quarrel()), ["atlantis"])


def test_china_denies_four_statements_of_the_taiwan_dispute(bundled: Graph) -> None:
    found = worldviews(lkg.network(bundled, "taiwan-dispute"), ["China", "Lithuania"], by="degree", draws=0)
    china, lithuania = found.views
    assert len({r.statement for r in china.removed}) == 4
    assert "C263" in {r.claim for r in china.removed}
    assert lithuania.removed == ()


# Clocks


def published(day: str) -> dict[str, dict[str, str]]:
    return {"paper": {"published": day}}


def test_a_claim_of_a_source_that_appeared_later_was_not_known() -> None:
    graph = graph_of("a aids b 2021-05", sources=published("2022-03-01"))
    assert set(lkg.network(graph, known_by="2022-02-28").claims) == set()
    assert set(lkg.network(graph, known_by="2022-03-01").claims) == {"C1"}


def test_the_earliest_day_counts_where_only_month_or_year_of_a_source_is_known() -> None:
    graph = graph_of("a aids b 2021-05", sources=published("2022"))
    assert set(lkg.network(graph, known_by="2022-01").claims) == {"C1"}


def test_standing_uncited_facts_were_always_known_but_uncited_events_not_before_they_happened() -> None:
    uncited = {"uncited": {"kind": "uncited", "reliability": "", "publisher": ""}}
    lines = ["a represents b 2021/.. source=uncited id=STATE", "a aids b 2021-05 source=uncited id=EVENT"]
    graph = graph_of(*lines, sources=uncited)
    assert set(lkg.network(graph, known_by="2020").claims) == {"STATE"}
    assert set(lkg.network(graph, known_by="2021-05").claims) == {"STATE", "EVENT"}


def test_what_ended_a_state_must_be_known_too() -> None:
    sources = {"early": {"published": "2020"}, "late": {"published": "2023"}}
    lines = ["a sanctions b 2019 source=early", "a sanctions b 2021 ended source=late"]
    graph = graph_of(*lines, sources=sources)
    assert set(lkg.network(graph, at="2022-01-01").claims) == set()
    assert set(lkg.network(graph, at="2022-01-01", known_by="2022").claims) == {"C1"}


# Fading


def weight(graph: Graph, **options: object) -> float:
    (tie,) = lkg.network(graph, **options).ties  # type: ignore[arg-type]
    return tie.weight


def test_after_one_half_life_a_claim_weighs_half() -> None:
    graph = graph_of("a aids b 2021-07-01")
    assert weight(graph, at="2021-07-01", half_life="12m") == 1
    assert weight(graph, at="2022-07-01", half_life="12m") == pytest.approx(0.5, abs=0.001)


def test_a_claim_ages_from_the_middle_of_its_time() -> None:
    graph = graph_of("a aids b 2021")
    assert weight(graph, at="2022-07-02", half_life="12m") == pytest.approx(0.5, abs=0.002)


def test_what_still_holds_or_has_no_known_end_does_not_fade() -> None:
    assert weight(graph_of("a sanctions b 2010/.."), at="2022-07-01", half_life="12m") == 1


@pytest.mark.parametrize("kind", ["count", "voices", "probability"])
def test_every_weight_but_no_probability_fades(kind: str) -> None:
    graph = graph_of("a aids b 2021-07-01", ratings={"A1": 0.8})
    fresh, old = (weight(graph, at=day, half_life="12m", weight=kind) for day in ("2021-07-01", "2022-07-01"))
    assert old == pytest.approx(fresh / 2, abs=0.001)
    (tie,) = lkg.network(graph, at="2022-07-01", half_life="12m", weight=kind).ties
    assert tie.probability == pytest.approx(0.8)


def test_a_half_life_without_a_date_is_refused() -> None:
    with pytest.raises(lkg.errors.InvalidLens, match="half_life needs a day"):
        lkg.Lens(half_life="12m")
