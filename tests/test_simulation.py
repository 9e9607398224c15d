"""Made-up worlds whose truth is known: what the evidence intervals cover, in the short form."""

import numpy as np
import pytest

from lkg.analysis.doubts.simulation import PAIRS, VOICES, coverage, world


def test_a_world_is_the_same_each_time_and_another_for_another_seed() -> None:
    one, again, other = world(1), world.__wrapped__(1), world(2)
    assert one.claims == again.claims
    assert one.claims != other.claims


def test_a_world_has_100_pairs_and_claims_of_15_voices() -> None:
    made = world(3)
    assert len(set(made.pair.tolist())) == PAIRS == len(made.edges.tails)
    assert {claim.voice for claim in made.claims} == {f"voice {n}" for n in range(VOICES)}


def test_with_everything_held_true_values_are_those_of_all_pairs() -> None:
    made = world(4)
    values = made.values(np.ones((1, len(made.claims)), dtype=bool), "degree")[0]
    assert values.sum() == 2 * PAIRS


@pytest.mark.parametrize("by", ["degree", "betweenness"])
def test_intervals_cover_about_90_percent_of_the_true_ranks(by: str) -> None:
    # 40 worlds of 40 actors: the standard error of the mean is below 1 %
    assert 0.88 <= coverage(by, networks=40) <= 0.96


def test_where_ties_go_unreported_or_probabilities_are_wrong_intervals_cover_less() -> None:
    right = coverage("degree", networks=15, draws=100)
    assert coverage("degree", unreported=0.6, networks=15, draws=100) < right - 0.1
    assert coverage("degree", shift=-0.1, networks=15, draws=100) < right


def test_silent_voices_hide_whole_parts_and_not_single_ties() -> None:
    at_random = coverage("betweenness", unreported=0.4, networks=15, draws=100)
    by_voice = coverage("betweenness", unreported=0.4, by_voice=True, networks=15, draws=100)
    assert at_random != by_voice
