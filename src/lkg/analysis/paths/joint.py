"""The probability that every hop of a path holds, a voice shared by several hops standing or falling once."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lkg.claims.voices import CUT, best_by_voice

EXACT = 20_000
DRAWS = 10_000
Hop = Mapping[str, float]
"""voice → probability of its best claim in the hop"""


class Timed(NamedTuple):
    """A claim of a hop that can be used from its first day to its last."""

    voice: str
    probability: float
    first: int
    last: int


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


def timely_probability(hops: Sequence[Sequence[Timed]], *, seed: int = 1) -> float:
    """The probability that the hops can be done one after the other, each by a true claim.

    As `joint_probability`, but what is true must also follow in time: t₀ = −∞, tᵢ = max(tᵢ₋₁, startᵢ) ≤ endᵢ.

    >>> round(timely_probability([[Timed("a", 0.5, 1, 1), Timed("b", 0.5, 3, 3)], [Timed("c", 0.5, 2, 2)]]), 3)
    0.25
    """
    import numpy as np

    steps: dict[str, set[float]] = defaultdict(set)
    for claim in itertools.chain.from_iterable(hops):
        steps[claim.voice].add(claim.probability)
    voices, levels = sorted(steps), [[0.0, *sorted(steps[voice]), 1.0] for voice in sorted(steps)]
    if math.prod(len(level) - 1 for level in levels) <= EXACT:
        cases = np.array(list(itertools.product(*(level[:-1] for level in levels)))).reshape(-1, len(voices))
        widths = [np.diff(level) for level in levels]
        weights = np.array([math.prod(case) for case in itertools.product(*widths)])
    else:
        cases = np.random.default_rng(seed).random((DRAWS, len(voices)))
        weights = np.full(DRAWS, 1 / DRAWS)
    day = np.zeros(len(cases))
    for hop in hops:
        true = [(cases[:, voices.index(c.voice)] < c.probability) & (day <= c.last) for c in hop]
        arrivals = [np.where(found, np.maximum(day, c.first), np.inf) for found, c in zip(true, hop, strict=True)]
        day = np.min(arrivals, axis=0)
    alone = [_holds(best_by_voice((c.voice, c.probability) for c in hop), {}) for hop in hops]
    return float(weights[np.isfinite(day)].sum()) * math.prod(min(1.0, CUT / p) for p in alone if p > 0)


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
