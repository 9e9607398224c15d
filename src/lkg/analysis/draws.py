"""Which claims hold in each of many draws: evidence drawn by its probability, voices leaning together, dates open."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from lkg.networks import ClaimFacts, Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 1000
SEED = 1
LEANING = 0.3
"""ρ: how strongly the claims of one voice lean together; an assumption, stated in the receipt"""


@dataclass(frozen=True, eq=False)
class Draws:
    """The claims beneath the ties of a network, and in which draws each of them holds."""

    net: Network
    claims: tuple[str, ...]
    holds: NDArray[np.bool_]
    """(draws, claims)"""
    seed: int

    def __len__(self) -> int:
        return int(self.holds.shape[0])


def draw(net: Network, draws: int = DRAWS, *, seed: int = SEED) -> Draws:
    """Draw the claims of a network so many times.

    A claim of probability p holds if √ρ·z + √(1 − ρ)·e < Φ⁻¹(p), with one normal z for its voice and one e for its
    voice and pair, and ρ = 0.3: the shares of claims and of pairs are exactly their probabilities, and claims of one
    voice lean together. Its dates are uniform within their bounds, and it falls out where they miss the window of the
    lens, or where the coder erred, at the rate that the data declare.

    >>> import lkg
    >>> drawn = draw(lkg.network(lkg.open(), at="2022-07-01"), 10)
    >>> drawn.holds.shape == (10, len(drawn.claims))
    True
    """
    facts = [net.claims[name] for name in sorted({name for tie in net.ties for name in tie.claims})]
    random = np.random.Generator(np.random.PCG64(seed))
    holds = true_in_draws(facts, draws, random) & _in_time(net, facts, draws, random)
    holds &= random.random(holds.shape) >= net.graph.record.coding_error
    return Draws(net, tuple(claim.id for claim in facts), holds, seed)


def rated(net: Network) -> bool:
    """Whether any claim beneath the ties has a rating; without one nothing can be said about evidence."""
    facts = [net.claims[name] for tie in net.ties for name in tie.claims]
    return any(claim.rated and not claim.uncited for claim in facts)


def true_in_draws(facts: Sequence[ClaimFacts], draws: int, random: np.random.Generator) -> NDArray[np.bool_]:
    """Whether each claim is true in each draw, by probability and voice alone; (draws, claims)."""
    voices = _numbers([claim.voice for claim in facts])
    pairs = _numbers([(claim.voice, *sorted((claim.doer, claim.affected))) for claim in facts])
    leaning = random.standard_normal((draws, int(voices.max(initial=-1)) + 1))[:, voices]
    own = random.standard_normal((draws, int(pairs.max(initial=-1)) + 1))[:, pairs]
    threshold = np.array([_threshold(claim.probability) for claim in facts])
    held: NDArray[np.bool_] = np.sqrt(LEANING) * leaning + np.sqrt(1 - LEANING) * own < threshold
    return held


@cache
def _threshold(p: float) -> float:
    """The standard normal's quantile; of the module statistics, since scipy.special takes long to import."""
    return -math.inf if p <= 0 else math.inf if p >= 1 else NormalDist().inv_cdf(p)


def _in_time(net: Network, facts: Sequence[ClaimFacts], draws: int, random: np.random.Generator) -> NDArray[np.bool_]:
    """Whether the drawn dates of each claim meet the lens's window; an end drawn before its start is the start."""
    window = net.lens.window()
    if window is None:
        return np.ones((draws, len(facts)), dtype=bool)
    (a, b), (c, d) = window
    start = _days(facts, "first", "start_latest", draws, random)
    end = np.maximum(_days(facts, "end_earliest", "last", draws, random), start)
    day = _days(facts, "first", "last", draws, random)
    is_state = np.array([claim.is_state for claim in facts], dtype=bool)
    met: NDArray[np.bool_] = np.where(is_state, (start <= b) & (end >= a), (day >= c) & (day <= d))
    return met


def _days(
    facts: Sequence[ClaimFacts], low: str, high: str, draws: int, random: np.random.Generator
) -> NDArray[np.float64]:
    first: NDArray[Any] = np.array([getattr(claim, low) for claim in facts], dtype=float)
    last: NDArray[Any] = np.array([getattr(claim, high) for claim in facts], dtype=float)
    drawn: NDArray[np.float64] = np.floor(first + random.random((draws, len(facts))) * (last - first + 1))
    days: NDArray[np.float64] = np.minimum(drawn, last)
    return days


def _numbers(keys: Sequence[Hashable]) -> NDArray[np.int64]:
    """Equal keys get equal numbers, from 0 in the order of their first use."""
    number: dict[Hashable, int] = {}
    return np.array([number.setdefault(key, len(number)) for key in keys], dtype=np.int64)
