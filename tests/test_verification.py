"""Findings derived again from their receipts, and what is said where they do not come out as printed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import lkg
from conftest import graph_of
from lkg.analysis.doubts.ablation import Journey
from lkg.analysis.doubts.robustness import Grid
from lkg.analysis.doubts.verification import REPEATS, read, verify
from lkg.analysis.groups.projection import shared
from lkg.errors import Misuse, Stale
from lkg.graphs import Graph
from lkg.networks import Network

LINES = [
    "a aids b 2020-05-01", "b alliedWith c 2019/..", "a coerces c 2021-03-01 credibility=2", "c aids d 2021-04-01",
    "d supports a 2021-05-01 credibility=3", "b sanctions d 2021/..", "a memberOf union 2010/..",
    "b memberOf union 2010/..", "e aids a 2021-06-01",
]  # fmt: skip
ACTORS = {"union": "InternationalOrganization"}


def graph(*more: str) -> Graph:
    return graph_of(*LINES, *more, actors=ACTORS, ratings={"A1": 0.9, "A2": 0.7, "A3": 0.5})


def net() -> Network:
    return lkg.network(graph(), at="2021-12-31")


FINDINGS: dict[str, Callable[[], Any]] = {
    "rank": lambda: lkg.rank(net(), "degree", draws=50, seed=3),
    "why": lambda: lkg.why(net(), "b", "degree"),
    "worldviews": lambda: lkg.worldviews(net(), ["a"], by="degree", draws=20),
    "ablate": lambda: lkg.ablate(net(), "source", measure="degree", journey=Journey("a", "d", ("c",))),
    "robust": lambda: lkg.robust(net(), "degree", grid=Grid("g", "G", {"sign": (("+",), ("+", "-"))}), draws=20),
    "balance": lambda: lkg.balance(net(), null=20),
    "balance-over-time": lambda: lkg.balance_over_time(graph(), since="2020", until="2021"),
    "brokerage": lambda: lkg.brokerage(net(), "kind", draws=20),
    "between": lambda: lkg.between(net(), "kind"),
    "communities": lambda: lkg.communities(net(), runs=3, null=5),
    "project": lambda: shared(net()),
    "path": lambda: lkg.paths(net(), "a", "d", via=["c"]),
    "trajectory": lambda: lkg.trajectory(graph(), "degree", since="2020", until="2021", actors=["b"], draws=20),
    "changes": lambda: lkg.changes(graph(), since="2020", until="2021", by="degree", draws=20),
}


def test_every_finding_that_can_be_repeated_is_tried_here() -> None:
    assert set(FINDINGS) == set(REPEATS)


@pytest.mark.parametrize("name", sorted(FINDINGS))
def test_a_finding_is_derived_again_from_its_receipt(name: str) -> None:
    receipt, rows = read(json.dumps(FINDINGS[name]().to_dict()))
    assert rows or name in ("worldviews", "between", "brokerage", "communities")
    assert len(verify(graph(), receipt, rows)) == 0


def printed() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    data = FINDINGS["rank"]().to_dict()
    return data["receipt"], data["rows"]


def test_a_number_that_was_changed_by_hand_is_found() -> None:
    receipt, rows = printed()
    rows[0]["value"] += 0.001
    (difference,) = verify(graph(), receipt, rows)
    assert (difference["row"], difference["column"]) == (1, "value")


def test_another_seed_in_the_receipt_is_found() -> None:
    receipt, rows = printed()
    assert len(verify(graph(), receipt | {"seed": 4}, rows)) > 0


def test_the_first_rows_alone_can_be_verified() -> None:
    receipt, rows = printed()
    assert verify(graph(), receipt, rows[:2]).facts["rows"] == 2


def test_a_row_too_many_differs() -> None:
    receipt, rows = printed()
    assert len(verify(graph(), receipt, [*rows, {"actor": "nobody"}])) == 1


def test_a_finding_from_another_version_of_the_graph_is_refused() -> None:
    receipt, rows = printed()
    with pytest.raises(Stale, match="another version of the graph"):
        verify(graph("x aids y 2020"), receipt, rows)


def test_a_file_without_a_receipt_and_a_finding_without_repetition_are_refused() -> None:
    for text in ("[]", "{}", "actor,value\na,1\n"):
        with pytest.raises(Misuse, match="no receipt"):
            read(text)
    receipt, rows = printed()
    with pytest.raises(Misuse, match="'network' cannot be repeated"):
        verify(graph(), receipt | {"finding": "network"}, rows)
