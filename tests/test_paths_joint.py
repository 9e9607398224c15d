"""How probable a path is: the joint probability of its hops, voices shared among them counted once."""

import itertools
import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkg.analysis.paths.joint import joint_probability
from test_paths import net, only_path

A1, A2, A3 = 0.9215, 0.8075, 0.6175


def test_independent_hops_multiply() -> None:
    path = only_path(net("a aids b 2022 source=x credibility=2", "b aids c 2022 source=y credibility=3"), "a", "c")
    assert [hop.probability for hop in path.hops] == pytest.approx([A2, A3])
    assert path.probability == pytest.approx(A2 * A3)


def test_a_voice_shared_by_all_hops_stands_or_falls_once() -> None:
    path = only_path(net("a aids b 2022 credibility=2", "b aids c 2022 credibility=3"), "a", "c")
    assert path.probability == pytest.approx(A3)


def test_a_shared_voice_beside_others_by_hand() -> None:
    found = net(
        "a aids b 2022 source=x",
        "a aids b 2022 source=y credibility=2",
        "b aids c 2022 source=x credibility=3",
    )
    # x is true of both hops up to A3; between A3 and 1 it fails the second hop
    assert only_path(found, "a", "c").probability == pytest.approx(A3)
    found = net(
        "a aids b 2022 source=x credibility=3",
        "a aids b 2022 source=y credibility=2",
        "b aids c 2022 source=x",
    )
    # up to A3 both hops hold; from A3 to A1 the first needs y; above A1 the second fails
    assert only_path(found, "a", "c").probability == pytest.approx(A3 + (A1 - A3) * A2)


@pytest.mark.parametrize(
    ("hops", "expected"),
    [
        ([], 1.0),
        ([{"x": 0.3}], 0.3),
        ([{"x": 0.5, "y": 0.5}], 0.75),
        ([{"x": 0.5}, {"x": 0.5}], 0.5),
        ([{"x": 0.5}, {"y": 0.5}], 0.25),
        ([{"x": 0.2}, {"x": 0.6}, {"x": 0.4}], 0.2),
        ([{"x": 0.5, "y": 0.5}, {"x": 0.5, "y": 0.5}], 0.75),
        ([{"x": 0.5, "y": 0.5}, {"x": 0.5}, {"y": 0.5}], 0.25),
        ([{"x": 0.0}, {"y": 0.9}], 0.0),
        ([{"x": 1.0}], 0.99),
        ([{"x": 1.0}, {"y": 1.0}], 0.99 * 0.99),
    ],
)
def test_the_joint_probability_by_hand(hops: list[dict[str, float]], expected: float) -> None:
    assert joint_probability(hops) == pytest.approx(expected)


EIGHTHS = st.integers(0, 8).map(lambda n: n / 8)
HOPS = st.lists(st.dictionaries(st.sampled_from("wxyz"), EIGHTHS, min_size=1, max_size=4), min_size=1, max_size=4)


def by_brute_force(hops: Sequence[dict[str, float]]) -> float:
    """Every voice in the middle of each of eight equal steps: exact for thresholds at eighths."""
    voices = sorted({voice for hop in hops for voice in hop})
    steps = [(n + 0.5) / 8 for n in range(8)]
    cases = [dict(zip(voices, u, strict=True)) for u in itertools.product(steps, repeat=len(voices))]
    return sum(all(any(u[v] < p for v, p in hop.items()) for hop in hops) for u in cases) / len(cases)


@given(HOPS)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_the_joint_probability_is_that_of_all_cases_counted(hops: list[dict[str, float]]) -> None:
    # no hop is surer than 0.99
    cut = math.prod(min(1.0, 0.99 / (1 - math.prod(1 - p for p in hop.values()) or 1.0)) for hop in hops)
    assert joint_probability(hops) == pytest.approx(by_brute_force(hops) * cut)


@given(HOPS)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_a_path_is_no_more_probable_than_its_weakest_hop_and_the_order_does_not_matter(
    hops: list[dict[str, float]],
) -> None:
    joint = joint_probability(hops)
    assert joint <= min(joint_probability([hop]) for hop in hops) + 1e-12
    assert joint == pytest.approx(joint_probability(hops[::-1]))


def test_many_shared_voices_are_drawn_and_come_close() -> None:
    hop = {f"v{n}": 0.05 for n in range(20)}
    joint = joint_probability([hop, hop])
    assert joint == pytest.approx(1 - 0.95**20, abs=0.02)
    assert joint == joint_probability([hop, hop])
