"""The probability that every hop of a path holds, a voice shared by several hops standing or falling once."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from lkg.claims.voices import CUT

EXACT = 20_000
DRAWS = 10_000
Hop = Mapping[str, float]
"""voice → probability of its best claim in the hop"""


def joint_probability(hops: Sequence[Hop], *, seed: int = 1) -> float:
    """The probability that each hop has at least one true claim.

    A voice is one uniform number u for the whole path; its claims hold if u is below their probability.
    Exact by cases over the shared voices where there are at most 20,000 cases, else 10,000 draws.

    >>> round(joint_probability([{"a": 0.5}, {"a": 0.5}]), 3), round(joint_probability([{"a": 0.5}, {"b": 0.5}]), 3)
    (0.5, 0.25)
    """
    shared = [voice for voice, n in sorted(Counter(v for hop in hops for v in hop).items()) if n > 1]
    steps = [sorted({hop[voice] for hop in hops if voice in hop}) for voice in shared]
    cases = math.prod(len(step) + 1 for step in steps)
    p = _by_cases(hops, shared, steps) if cases <= EXACT else _by_draws(hops, seed)
    # no hop is surer than 0.99: what lies above is taken off hop by hop
    return p * math.prod(min(1.0, CUT / alone) for hop in hops if (alone := _holds(hop, {})) > 0)


def _by_cases(hops: Sequence[Hop], shared: Sequence[str], steps: Sequence[Sequence[float]]) -> float:
    """Sum over the intervals between the thresholds of every shared voice; what is left is independent."""
    intervals = [list(itertools.pairwise([0.0, *step, 1.0])) for step in steps]
    total = 0.0
    for case in itertools.product(*intervals):
        level = {voice: low for voice, (low, _) in zip(shared, case, strict=True)}
        weight = math.prod(high - low for low, high in case)
        if weight > 0:
            total += weight * math.prod(_holds(hop, level) for hop in hops)
    return total


def _holds(hop: Hop, level: Mapping[str, float]) -> float:
    if any(voice in level and level[voice] < p for voice, p in hop.items()):
        return 1.0
    return 1 - math.prod(1 - p for voice, p in hop.items() if voice not in level)


def _by_draws(hops: Sequence[Hop], seed: int) -> float:
    import numpy as np

    voices = sorted({voice for hop in hops for voice in hop})
    number = {voice: i for i, voice in enumerate(voices)}
    draws = np.random.default_rng(seed).random((DRAWS, len(voices)))
    holds = np.ones(DRAWS, dtype=bool)
    for hop in hops:
        columns = [number[voice] for voice in hop]
        holds &= (draws[:, columns] < np.array(list(hop.values()))).any(axis=1)
    return float(holds.mean())
