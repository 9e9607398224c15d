"""Which claims say the same, and what a denial does to them."""

import pytest

import lkg
from conftest import graph_of, only_tie
from lkg.graphs import Graph


def statements(graph: Graph) -> list[set[str]]:
    """Claims that make one statement, in the order of their first."""
    found: dict[int, set[str]] = {}
    for name, number in sorted(graph.table.context.statements.items()):
        found.setdefault(number, set()).add(name)
    return list(found.values())


def contested(graph: Graph) -> set[str]:
    return {name for name, claim in lkg.network(graph, min_credibility=6).claims.items() if claim.contested}


def test_equal_claims_of_overlapping_time_make_one_statement() -> None:
    graph = graph_of("a aids b 2022-03", "a aids b 2022-03-31/2022-04-02", "a aids b 2022-04-03")
    assert statements(graph) == [{"C1", "C2"}, {"C3"}]


def test_claims_that_overlap_only_through_a_third_make_one_statement() -> None:
    graph = graph_of("a aids b 2022-01", "a aids b 2022-03", "a aids b 2022-01-31/2022-03-01")
    assert statements(graph) == [{"C1", "C2", "C3"}]


def test_another_subject_relation_or_object_is_another_statement() -> None:
    graph = graph_of("a aids b 2022", "b aids a 2022", "a trains b 2022", "a aids c 2022")
    assert statements(graph) == [{"C1"}, {"C2"}, {"C3"}, {"C4"}]


def test_states_overlap_as_long_as_they_possibly_hold() -> None:
    graph = graph_of(
        "a memberOf union 2004-05-01",
        "a memberOf union 2020-01-01",
        "a exportsTo b 2010-01-01",
        "a exportsTo b 2011-01-01",
        "a exportsTo b 2020-01-01",
    )
    assert statements(graph) == [{"C1", "C2"}, {"C3", "C4"}, {"C5"}]


def test_what_has_ended_and_begun_again_is_another_statement() -> None:
    graph = graph_of("a memberOf union 1990-01-01", "a memberOf union 1995-01-01 ended", "a memberOf union 2000-01-01")
    assert statements(graph) == [{"C1", "C2"}, {"C3"}]


def test_a_withdrawn_claim_joins_no_statements() -> None:
    graph = graph_of(
        "a aids b 2010", "a aids b 2020", "a aids b 2009/2021 withdrawn=2022-01-01", "b denies a 2020 disputes=C1"
    )
    assert contested(graph) == {"C1"}


def test_a_genuine_denial_hits_the_whole_statement_and_not_the_one_claim_it_names() -> None:
    graph = graph_of("a coerces b 2021-12", "a coerces b 2021-12-09 source=other", "a denies b 2021-12-10 disputes=C1")
    assert contested(graph) == {"C1", "C2"}


def test_a_denial_does_not_hit_the_same_deed_at_another_time_nor_another_deed() -> None:
    graph = graph_of(
        "a coerces b 2021-12",
        "a coerces b 2023-12",
        "a coerces c 2021-12",
        "a threatens b 2021-12",
        "a denies b 2021-12-10 disputes=C1",
    )
    assert contested(graph) == {"C1"}


@pytest.mark.parametrize(
    "dispute",
    [
        "denial:apparent",
        "date:genuine",
        "numberSamePeriod:genuine",
        "attribution:genuine",
        "wordingOrStatus:genuine",
        "positionOrAssessment:genuine",
        "planVersusActual:apparent",
        "whoWasFirst:genuine",
    ],
)
def test_only_a_genuine_denial_hits(dispute: str) -> None:
    graph = graph_of("a coerces b 2021-12", f"a denies b 2021-12-10 disputes=C1:{dispute}")
    assert contested(graph) == set()


def test_a_denial_that_was_withdrawn_hits_nothing() -> None:
    graph = graph_of("a coerces b 2021-12", "a denies b 2021-12-10 disputes=C1 withdrawn=2022-01-01")
    assert contested(graph) == set()


def test_a_denial_flags_and_changes_no_probability_and_no_weight() -> None:
    before = only_tie(graph_of("a coerces b 2021-12"))
    after = only_tie(graph_of("a coerces b 2021-12", "a denies b 2021-12-10 disputes=C1"))
    assert (before.contested, after.contested) == (False, True)
    assert (after.probability, after.weight, after.claims) == (before.probability, before.weight, before.claims)


def test_a_denial_makes_no_tie() -> None:
    assert lkg.network(graph_of("a denies b 2021-12-10")).ties == ()


def test_a_tie_is_flagged_if_one_of_its_statements_is_contested() -> None:
    graph = graph_of("a coerces b 2021-12", "a coerces b 2023-12", "a denies b 2021-12-10 disputes=C1")
    assert only_tie(graph).contested
    assert not only_tie(graph, between=["2023", "2024"]).contested
