"""Which claims a lens counts: by modality, source, rating, dispute and sign."""

import pytest

import lkg
from conftest import graph_of, only_tie, seen
from lkg.errors import InvalidLens, Misuse
from lkg.lens import Lens

# Modality


def test_only_what_is_asserted_or_alleged_makes_ties() -> None:
    lines = [f"a sanctions b 2022 {m}" for m in ("asserted", "alleged", "negated", "ended", "planned")]
    assert seen(graph_of(*lines)) == {"C1", "C2"}


@pytest.mark.parametrize("modality", ["negated", "ended"])
def test_what_is_negated_or_ended_makes_no_tie_even_if_a_lens_names_it(modality: str) -> None:
    with pytest.raises(InvalidLens, match=f"'{modality}' is not possible"):
        seen(graph_of(f"a sanctions b 2022 {modality}"), modality=[modality])


def test_what_is_planned_counts_only_where_a_lens_says_so() -> None:
    graph = graph_of("a aids b 2022 planned", "a aids b 2022")
    assert seen(graph) == {"C2"}
    assert seen(graph, planned=True) == {"C1", "C2"}


def test_naming_the_modality_is_not_enough_for_plans_to_count() -> None:
    with pytest.raises(InvalidLens, match="'planned' is not possible"):
        seen(graph_of("a aids b 2022 planned"), modality=["planned"])


def test_allegations_can_be_left_out_and_are_flagged_where_nothing_else_is_there() -> None:
    graph = graph_of("a attacks b 2022 alleged", "c attacks d 2022 alleged", "c attacks d 2022")
    assert [tie.alleged for tie in lkg.network(graph).ties] == [True, False]
    assert seen(graph, modality=["asserted"]) == {"C3"}


def test_what_is_alleged_negated_planned_ended_improbable_or_withdrawn_is_no_edge_in_sparql() -> None:
    lines = [
        f"a{n} sanctions b 2022 {each}"
        for n, each in enumerate(
            ["asserted", "alleged", "negated", "planned", "ended", "credibility=5", "withdrawn=2023-01-01"]
        )
    ]
    graph = graph_of(*lines)
    for lens in (Lens(), Lens(planned=True), Lens(modality=("asserted", "alleged"))):
        rows = graph.query("SELECT ?a { ?a lkg:sanctions actor:b }", lens=lens).values()
        assert [row["a"] for row in rows] == ["https://w3id.org/lkg/actor/a0"]


# Sources, ratings, disputes


def test_a_lens_may_keep_or_leave_out_sources() -> None:
    graph = graph_of("a aids b 2022 source=x", "a aids b 2022 source=y", "a aids b 2022 source=z")
    assert seen(graph, sources=["x", "y"]) == {"C1", "C2"}
    assert seen(graph, without_sources=["x", "y"]) == {"C3"}


def test_a_source_that_is_not_there_is_an_error_with_a_near_name() -> None:
    with pytest.raises(Misuse, match="gazette"):
        seen(graph_of("a aids b 2022 source=gazette"), sources=["gazete"])


def test_what_is_improbable_or_cannot_be_judged_is_not_seen_by_default() -> None:
    graph = graph_of(*(f"a aids b 2022 credibility={n}" for n in range(1, 7)))
    assert seen(graph) == {"C1", "C2", "C3", "C4"}
    assert seen(graph, min_credibility=2) == {"C1", "C2"}
    assert seen(graph, min_credibility=6) == {"C1", "C2", "C3", "C4", "C5", "C6"}


def test_what_nobody_rated_is_seen() -> None:
    assert seen(graph_of("a aids b 2022 credibility="), min_credibility=1) == {"C1"}


def test_what_was_withdrawn_is_never_counted() -> None:
    graph = graph_of("a aids b 2022 withdrawn=2023-01-01", "a aids b 2022")
    assert seen(graph, min_credibility=6, planned=True) == {"C2"}


def test_contested_statements_are_kept_dropped_or_the_only_ones() -> None:
    graph = graph_of("a coerces b 2022", "a coerces c 2022", "a denies b 2022 disputes=C1")
    assert seen(graph) == {"C1", "C2"}
    assert seen(graph, contested="drop") == {"C2"}
    assert seen(graph, contested="only") == {"C1"}


# Sign and polarity


def test_a_lens_keeps_the_signs_it_names() -> None:
    graph = graph_of("a aids b 2022", "a coerces b 2022", "a exportsTo b 2022")
    assert [seen(graph, sign=[sign]) for sign in "+-0"] == [{"C1"}, {"C2"}, {"C3"}]
    assert seen(graph, sign=["+", "0"]) == {"C1", "C3"}


def test_a_lens_keeps_its_signs_and_its_start_set_in_sparql() -> None:
    graph = graph_of("a aids b 2022", "a coerces b 2022", "c aids d 2022")
    lens = Lens(sign=("+",), actors=("a",))
    rows = graph.query(
        "SELECT DISTINCT ?p { ?a ?p ?b . ?p a owl:ObjectProperty . FILTER (?a IN (actor:a, actor:c)) }", lens=lens
    )
    relations = {row["p"].rpartition("#")[2] for row in rows.values()}
    assert "aids" in relations
    assert "coerces" not in relations
    assert not graph.query("ASK { actor:c lkg:aids actor:d }", lens=lens).truth


def test_a_claim_overrides_the_polarity_of_its_relation_with_a_reason() -> None:
    tie = only_tie(
        graph_of("a opposes b 2022 polarity=0 polarity_reason=an-order-within-one-government"), weight="intensity"
    )
    assert (tie.sign, tie.intensity, tie.weight) == (0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("line", "sign"),
    [("a exportsTo b 2022 polarity=1 polarity_reason=friends", 0), ("a opposes b 2022 polarity=0", -1)],
)
def test_no_claim_overrides_the_polarity_of_a_structural_relation_or_without_a_reason(line: str, sign: int) -> None:
    assert only_tie(graph_of(line)).sign == sign
