"""What changed between two days: ranks beyond their intervals, paths, triads, each with its claims."""

import pytest

import lkg
from conftest import graph_of
from lkg.analysis.times.changes import changes
from lkg.errors import EmptyNetwork, Misuse

SURE = {"A1": 1.0, "A3": 0.4}
DAYS = {"since": "2020-12-31", "until": "2022-12-31"}
OLD = ["a aids b 2020-05-01", "b aids c 2020-05-01", "c aids d 2020-05-01"]


def test_a_new_claim_that_opens_a_path_is_named() -> None:
    graph = graph_of("a sanctions b 2019/..", "b sanctions c 2021-06-01/.. id=NEW", ratings=SURE)
    (row,) = changes(graph, **DAYS, by="degree", focus=["a", "c"]).of("path")
    assert (row["label"], row["before"], row["after"]) == ("a – c opens", "no path", "a – b – c")
    assert row["new"] == ["C1", "NEW"]


def test_a_path_closes_with_the_claim_that_ended() -> None:
    graph = graph_of("a sanctions b 2019/..", "a sanctions b 2021 ended", "a aids c 2022-05-01", ratings=SURE)
    found = changes(graph, **DAYS, by="degree", focus=["a", "b"])
    assert [(row["label"], row["gone"]) for row in found.of("path")] == [("a – b closes", ["C1"])]


def test_a_rank_that_moves_beyond_its_interval_is_told_with_its_claims() -> None:
    later = [f"x{n} aids c 2022-05-01 id=N{n}" for n in range(4)]
    graph = graph_of(
        *[line.replace("aids", "sanctions").replace("2020-05-01", "2020/..") for line in OLD], *later, ratings=SURE
    )
    moved = {row["actors"][0]: row for row in changes(graph, **DAYS, by="degree", draws=50).of("rank")}
    assert moved["c"]["label"] == "c rises"
    assert moved["c"]["new"] == ["N0", "N1", "N2", "N3"]


def test_a_rank_within_its_intervals_has_not_moved() -> None:
    lines = [
        "a sanctions b 2019/.. credibility=3",
        "a sanctions c 2019/.. credibility=3",
        "b sanctions c 2019/.. credibility=3",
    ]
    graph = graph_of(*lines, "c aids d 2022-05-01 credibility=3", ratings=SURE)
    found = changes(graph, **DAYS, by="degree", draws=200)
    assert found.of("rank") == ()
    assert any("No rank moves" in note for note in found.notes)


def test_who_stays_at_nothing_while_the_field_grows_has_not_moved() -> None:
    lasting = ["a sanctions b 2019/..", "b sanctions c 2019/.."]
    later = [f"x{n} aids y{n} 2022-05-01" for n in range(5)]
    found = changes(graph_of(*lasting, *later, ratings=SURE), **DAYS, by="betweenness", draws=20)
    assert not {"a", "c"} & {row["actors"][0] for row in found.of("rank")}


def test_a_triad_that_turns_names_the_claims_that_turned_it() -> None:
    lasting = ["a alliedWith b 2019/..", "b alliedWith c 2019/..", "a alliedWith c 2019/2021-06-01"]
    graph = graph_of(*lasting, "a sanctions c 2021-06-02/.. id=TURN", ratings=SURE)
    (row,) = changes(graph, **DAYS, by="degree", draws=20).of("triad")
    assert row["label"] == "a, b, c turned unbalanced"
    assert (row["new"], row["gone"]) == (["TURN"], ["C3"])


def test_the_second_day_must_be_later_and_some_tie_must_be_there() -> None:
    with pytest.raises(Misuse, match="does not lie after"):
        changes(graph_of("a aids b 2020"), since="2022", until="2021")
    with pytest.raises(EmptyNetwork, match="either day"):
        changes(graph_of("a aids b 2020"), since="2001", until="2002")


def test_the_receipt_names_both_days(bundled: lkg.Graph) -> None:
    found = changes(bundled, since="2021-01", until="2022-06", by="degree", draws=20)
    assert found.receipt is not None
    assert (found.receipt.parameters["since"], found.receipt.parameters["until"]) == ("2021-01", "2022-06")
    assert any("Ukraine" in row["label"] for row in found.rows)
