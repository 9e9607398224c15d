"""Which claims hold in each of many draws: evidence drawn by its probability, voices leaning together, dates open."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

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

    @classmethod
    def everything(cls, net: Network) -> Draws:
        """One draw in which every claim holds, for data that are not rated."""
        claims = tuple(sorted({claim for tie in net.ties for claim in tie.claims}))
        return cls(net, claims, np.ones((1, len(claims)), dtype=bool), 0)

    def __len__(self) -> int:
        return int(self.holds.shape[0])


def draw(net: Network, draws: int = DRAWS, *, seed: int = SEED) -> Draws:
    """Draw the claims of a network so many times.

    A claim of probability p holds if √ρ·z + √(1 − ρ)·e < Φ⁻¹(p), with one normal z for its voice and one e for its
    voice and pair, and ρ = 0.3: the shares of claims and of pairs are exactly their probabilities, and claims of one
    voice lean together. Its dates are uniform within their bounds, and it falls out where they miss the window of the
    lens, or where the coder erred, at the rate that the data declare. Equal seeds pair the draws of any two networks.
    A derived tie whose two legs one voice carries is there a little more often than its probability says, for its
    voice leans with itself.

    >>> import lkg
    >>> drawn = draw(lkg.network(lkg.open(), at="2022-07-01"), 10)
    >>> drawn.holds.shape == (10, len(drawn.claims))
    True
    """
    facts = [net.claims[name] for name in sorted({name for tie in net.ties for name in tie.claims})]
    holds = true_in_draws(facts, draws, seed)
    for column, claim in enumerate(facts):
        random = _random(seed, "claim", claim.id)
        holds[:, column] &= random.random(draws) >= net.graph.record.coding_error
        holds[:, column] &= _in_time(net, claim, draws, random)
    return Draws(net, tuple(claim.id for claim in facts), holds, seed)


def rated(net: Network) -> bool:
    """Whether any claim beneath the ties has a rating; without one nothing can be said about evidence."""
    facts = [net.claims[name] for tie in net.ties for name in tie.claims]
    return any(claim.rated and not claim.uncited for claim in facts)


def true_in_draws(facts: Sequence[ClaimFacts], draws: int, seed: int) -> NDArray[np.bool_]:
    """Whether each claim is true in each draw, by probability and voice alone; (draws, claims).

    Every voice and every pair has random numbers of its own, whatever else is in a network: so the draws of two
    networks are paired, and can be compared draw by draw.
    """
    holds = np.empty((draws, len(facts)), dtype=bool)
    leaning: dict[str, NDArray[np.float64]] = {}
    own: dict[tuple[str, ...], NDArray[np.float64]] = {}
    for column, claim in enumerate(facts):
        pair = (claim.voice, *sorted((claim.doer, claim.affected)))
        if claim.voice not in leaning:
            leaning[claim.voice] = _random(seed, "voice", claim.voice).standard_normal(draws)
        if pair not in own:
            own[pair] = _random(seed, "pair", *pair).standard_normal(draws)
        noise = math.sqrt(LEANING) * leaning[claim.voice] + math.sqrt(1 - LEANING) * own[pair]
        holds[:, column] = noise < _threshold(claim.probability)
    return holds


def _random(seed: int, *name: str) -> np.random.Generator:
    digest = hashlib.sha256("\0".join(name).encode()).digest()
    return np.random.Generator(np.random.PCG64([seed, int.from_bytes(digest[:8], "big")]))


@cache
def _threshold(p: float) -> float:
    """The standard normal's quantile; of the module statistics, since scipy.special takes long to import."""
    return -math.inf if p <= 0 else math.inf if p >= 1 else NormalDist().inv_cdf(p)


def _in_time(net: Network, claim: ClaimFacts, draws: int, random: np.random.Generator) -> NDArray[np.bool_]:
    """Whether the drawn dates of a claim meet the lens's window; an end drawn before its start is the start."""
    window = net.lens.window()
    if window is None:
        return np.ones(draws, dtype=bool)
    (a, b), (c, d) = window
    if not claim.is_state:
        day = _days(claim.first, claim.last, draws, random)
        return (day >= c) & (day <= d)
    start = _days(claim.first, claim.start_latest, draws, random)
    end = np.maximum(_days(claim.end_earliest, claim.last, draws, random), start)
    return (start <= b) & (end >= a)


def _days(first: int, last: int, draws: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Days drawn from the first to the last, each as likely."""
    return random.integers(first, max(first, last), size=draws, endpoint=True)
