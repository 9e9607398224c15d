"""Who counts as independent, and how probable a tie is by what independent voices say."""

import pytest

import lkg
from conftest import UNCITED, graph_of, only_tie
from lkg.claims import Actor
from lkg.graphs import Graph

A1, A2, A3 = 0.9215, 0.8075, 0.6175
"""the ontology's probabilities"""
PEOPLE = {"ministry": "GovernmentBody", "cabinet": "GovernmentBody", "minister": "Person", "gazette": "MediaOutlet"}


def voices(graph: Graph) -> set[str]:
    return {claim.voice for claim in lkg.network(graph).claims.values() if claim.relation != "represents"}


def test_ten_reprints_of_one_agency_are_one_voice() -> None:
    reprints = {f"r{n}": {"publisher": f"Paper {n}", "origin": "Agency"} for n in range(10)}
    graph = graph_of(*(f"a aids b 2022-03-01 source={name}" for name in reprints), sources=reprints)
    tie = only_tie(graph)
    assert (len(tie.claims), tie.voices, tie.probability) == (10, 1, pytest.approx(A1))


def test_two_publishers_are_two_voices() -> None:
    graph = graph_of("a aids b 2022-03-01 source=x", "a aids b 2022-03-01 source=y")
    tie = only_tie(graph)
    assert (tie.voices, tie.probability) == (2, pytest.approx(0.99))


def test_independent_voices_add_up_and_a_voice_counts_by_its_best_claim() -> None:
    graph = graph_of(
        "a aids b 2022-03-01 source=x credibility=3",
        "a aids b 2022-03-02 source=x credibility=4",
        "a aids b 2022-03-03 source=y credibility=2",
        sources={"x": {"reliability": "B"}, "y": {"reliability": "C"}},
    )
    tie = only_tie(graph)
    assert tie.voices == 2
    assert tie.probability == pytest.approx(1 - (1 - 0.85 * 0.65) * (1 - 0.70 * 0.85))


def test_two_pages_of_one_publisher_are_one_voice_however_its_name_is_spaced() -> None:
    graph = graph_of(
        "a aids b 2022-03-01 source=x",
        "a aids b 2022-03-01 source=y",
        sources={"x": {"publisher": "Daily  Paper"}, "y": {"publisher": "daily paper"}},
    )
    assert only_tie(graph).voices == 1


def test_the_claimant_speaks_and_not_the_paper_that_quotes_it() -> None:
    graph = graph_of(
        "a aids b 2022-03-01 claimant=c source=x",
        "a aids b 2022-03-01 claimant=c source=y",
        "a aids b 2022-03-01 claimant=d source=x",
    )
    assert voices(graph) == {"c", "d"}


def test_the_origin_speaks_before_the_publisher() -> None:
    graph = graph_of("a aids b 2022 source=x", sources={"x": {"publisher": "Paper", "origin": "Agency"}})
    assert voices(graph) == {"agency"}


def test_a_claimant_and_a_publisher_that_are_one_actor_are_one_voice() -> None:
    outlet = Actor("daily", "The Daily", "MediaOutlet", aliases=(("每日", "und-hani"),))
    graph = graph_of(
        "a aids b 2022-03-01 claimant=daily",
        "a aids b 2022-03-01 source=x",
        "a aids b 2022-03-01 source=y",
        "a aids b 2022-03-01 source=z",
        actors={"daily": outlet},
        sources={
            "x": {"publisher": "the DAILY"},
            "y": {"publisher": "每日"},
            "z": {"publisher": "P", "origin": "The Daily"},
        },
    )
    assert voices(graph) == {"daily"}
    assert only_tie(graph).voices == 1


def test_a_publisher_is_not_taken_for_a_person_with_such_a_last_name() -> None:
    person = Actor("jane-herald", "Jane Herald", "Person")
    graph = graph_of("a aids b 2022 source=x", actors={"jane-herald": person}, sources={"x": {"publisher": "Herald"}})
    assert voices(graph) == {"herald"}


def test_a_ministry_its_minister_and_its_state_are_one_voice() -> None:
    graph = graph_of(
        "minister represents ministry 2020/..",
        "ministry represents lithuania 2020/..",
        "a aids b 2022-03-01 claimant=lithuania",
        "a aids b 2022-03-01 claimant=ministry",
        "a aids b 2022-03-01 claimant=minister",
        "a aids b 2022-03-01 source=site",
        actors=PEOPLE,
        sources={"site": {"publisher": "Ministry"}},
    )
    assert voices(graph) == {"lithuania"}
    assert only_tie(graph).probability == pytest.approx(A1)


def test_state_media_are_the_voice_of_their_state() -> None:
    graph = graph_of(
        "gazette represents china 1949/..",
        "a aids b 2022 source=x",
        "a aids b 2022 claimant=china",
        actors=PEOPLE,
        sources={"x": {"publisher": "Gazette", "kind": "stateMedia"}},
    )
    assert voices(graph) == {"china"}


def test_who_represented_a_state_once_has_its_own_voice_afterwards() -> None:
    graph = graph_of(
        "gazette represents china 1949/2010-12-31",
        "a aids b 2009-01-01 source=old",
        "a aids b 2009-01-01 source=new",
        actors=PEOPLE,
        sources={
            "old": {"publisher": "gazette", "published": "2009-02-01"},
            "new": {"publisher": "gazette", "published": "2022-02-01"},
        },
    )
    assert voices(graph) == {"china", "gazette"}


def test_states_do_not_speak_with_the_voice_of_an_organisation_they_belong_to() -> None:
    graph = graph_of(
        "lithuania memberOf union 2004/..",
        "a aids b 2022 claimant=lithuania",
        "a aids b 2022 claimant=union",
        actors={"union": "InternationalOrganization"},
    )
    assert {c.voice for c in lkg.network(graph).claims.values() if c.relation == "aids"} == {"lithuania", "union"}


def test_p_comes_from_one_table_of_reliability_and_credibility() -> None:
    letters = {"A": 0.95, "B": 0.85, "C": 0.70, "D": 0.50, "E": 0.25}
    digits = {"1": 0.97, "2": 0.85, "3": 0.65, "4": 0.35}
    graph = graph_of(
        *(f"a aids b 2022 id={r}{c} source={r} credibility={c}" for r in letters for c in digits),
        sources={r: {"reliability": r} for r in letters},
    )
    found = {name: claim.probability for name, claim in lkg.network(graph).claims.items()}
    assert found == pytest.approx({f"{r}{c}": letters[r] * digits[c] for r in letters for c in digits})


def test_improbable_is_no_evidence_whoever_says_it_and_is_listed_all_the_same() -> None:
    graph = graph_of(
        "a aids b 2022 credibility=5", "a aids b 2022 credibility=5 source=f", sources={"f": {"reliability": "F"}}
    )
    tie = only_tie(graph, min_credibility=5)
    assert (tie.claims, tie.probability) == (("C1", "C2"), 0.0)


@pytest.mark.parametrize(
    ("reliability", "credibility"), [("F", "1"), ("A", "6"), ("F", "6"), ("A", ""), ("", "1"), ("", "")]
)
def test_what_cannot_be_judged_or_is_not_rated_is_as_likely_as_not_and_marked(
    reliability: str, credibility: str
) -> None:
    graph = graph_of(
        f"a aids b 2022 source=x credibility={credibility.strip()}", sources={"x": {"reliability": reliability.strip()}}
    )
    (claim,) = lkg.network(graph, min_credibility=6).claims.values()
    assert (claim.probability, claim.rated) == (0.5, False)


def test_a_rating_that_can_be_judged_is_marked_as_rated() -> None:
    assert all(claim.rated for claim in lkg.network(graph_of("a aids b 2022")).claims.values())


def test_a_graph_may_put_its_own_table_in_place_of_the_ontologys() -> None:
    graph = graph_of("a aids b 2022", "c aids d 2022 credibility=2", ratings={"A1": 0.7})
    found = lkg.network(graph).claims
    assert (found["C1"].probability, found["C2"].probability) == (0.7, pytest.approx(A2))


def test_a_tie_is_never_more_probable_than_99_percent() -> None:
    graph = graph_of(*(f"a aids b 2022 source=s{n}" for n in range(5)), "c aids d 2022", ratings={"A1": 1.0})
    assert [tie.probability for tie in lkg.network(graph).ties] == [0.99, 0.99]


def test_what_is_uncited_counts_as_99_percent_and_is_shown_as_uncited() -> None:
    graph = graph_of("a aids b 2022 source=uncited", "c aids d 2022 source=uncited", "c aids d 2022", sources=UNCITED)
    net = lkg.network(graph)
    assert [(tie.probability, tie.uncited) for tie in net.ties] == [(0.99, True), (0.99, False)]
    assert net.words().startswith("4 actors, 2 ties, 3 claims (2 uncited)")


def test_the_probability_of_any_claims_together_follows_the_same_rule() -> None:
    graph = graph_of(
        "a aids b 2022 source=x credibility=3", "c aids d 2022 source=x credibility=4", "c aids d 2022 source=y"
    )
    net = lkg.network(graph)
    assert net.probability(["C1", "C2"]) == pytest.approx(A3)
    assert net.probability(["C1", "C3"]) == pytest.approx(1 - (1 - A3) * (1 - A1))
    assert net.probability([]) == 0
