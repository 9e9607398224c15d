"""Findings derived again from their receipts, and what is said where they do not come out as printed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import lkg
from conftest import graph_of
from lkg.analysis.doubts.ablation import Journey
from lkg.analysis.doubts.repeating import REPEATS
from lkg.analysis.doubts.robustness import Grid
from lkg.analysis.doubts.verification import read, verify
from lkg.analysis.groups.projection import shared
from lkg.analysis.paths.paths import ClosedPath
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
    assert {*FINDINGS, "scenario"} == set(REPEATS)


@pytest.mark.parametrize("name", sorted(FINDINGS))
def test_a_finding_is_derived_again_from_its_receipt(name: str) -> None:
    receipt, said = read(json.dumps(FINDINGS[name]().to_dict()))
    assert said.get("rows") or said.get("paths") or name in ("worldviews", "between", "brokerage", "communities")
    assert len(verify(graph(), receipt, said)) == 0


def test_a_scenario_of_the_graph_is_compared_again_on_its_day(bundled: lkg.Graph) -> None:
    receipt, said = read(json.dumps(lkg.scenario(bundled, "eu-case-withdrawn", by=("degree",)).to_dict()))
    assert said["rows"]
    assert len(verify(bundled, receipt, said)) == 0
    with pytest.raises(Misuse, match=r"ships no scenario .* Put its \.toml file"):
        verify(bundled, receipt | {"parameters": receipt["parameters"] | {"scenario": {"name": "x"}}}, said)


def printed(name: str = "rank") -> tuple[dict[str, Any], dict[str, Any]]:
    data = FINDINGS[name]().to_dict()
    return data.pop("receipt"), data


def test_a_number_that_was_changed_by_hand_is_found() -> None:
    receipt, said = printed()
    said["rows"][0]["value"] += 0.001
    (difference,) = verify(graph(), receipt, said)
    assert (difference["row"], difference["column"]) == (1, "value")


@pytest.mark.parametrize(
    ("name", "change", "column"),
    [
        ("balance", lambda said: said["facts"].update(actors=99), "facts.actors"),
        ("rank", lambda said: said["notes"].append("and more"), "notes"),
        ("path", lambda said: said["paths"][0].update(probability=1), "probability"),
    ],
)
def test_what_was_changed_beside_the_rows_is_found_too(name: str, change: Callable[[Any], None], column: str) -> None:
    receipt, said = printed(name)
    change(said)
    assert [row["column"] for row in verify(graph(), receipt, said)] == [column]


def test_that_there_is_no_path_is_derived_again() -> None:
    with pytest.raises(ClosedPath) as none:
        lkg.paths(lkg.network(graph(), at="2018-01-01"), "a", "d")
    receipt, said = read(json.dumps(none.value.to_dict()))
    assert (said["paths"], len(verify(graph(), receipt, said))) == ([], 0)


def test_another_seed_in_the_receipt_is_found() -> None:
    receipt, said = printed()
    assert len(verify(graph(), receipt | {"seed": 4}, said)) > 0


def test_the_first_rows_alone_can_be_verified_and_that_is_said() -> None:
    receipt, said = printed()
    found = verify(graph(), receipt, {"rows": said["rows"][:2]})
    assert (found.facts["rows"], len(found)) == (2, 0)
    assert "the first 2 of 5 rows derived again" in found.title


def test_a_row_too_many_differs() -> None:
    receipt, said = printed()
    assert len(verify(graph(), receipt, {"rows": [*said["rows"], {"actor": "nobody"}]})) == 1


def test_a_finding_from_another_version_of_the_graph_is_refused() -> None:
    receipt, said = printed()
    with pytest.raises(Stale, match="another version of the graph"):
        verify(graph("x aids y 2020"), receipt, said)


def test_a_file_without_a_receipt_and_a_finding_without_repetition_are_refused() -> None:
    for text in ("[]", "{}", "actor,value\na,1\n", "a\n1\n# receipt {"):
        with pytest.raises(Misuse, match="no receipt"):
            read(text)
    receipt, said = printed()
    with pytest.raises(Misuse, match="'agree' cannot be repeated"):
        verify(graph(), receipt | {"finding": "agree"}, said)


def test_a_receipt_that_is_not_whole_or_of_another_lkg_is_refused_in_words() -> None:
    receipt, said = printed()
    for bad, told in (
        ({"lens": None}, "has no lens"),
        ({"parameters": {}}, "lacks the parameter 'by'"),
        ({"parameters": receipt["parameters"] | {"mood": 1}}, "not known, 'mood'"),
        ({"lens": {"mood": 1}}, "no key 'mood'"),
    ):
        with pytest.raises(Misuse, match=told):
            verify(graph(), receipt | bad, said)
