"""How often evidence intervals cover the truth: made-up worlds whose truth is known, and what happens if they mislead.

Each world has 40 actors and claims about 100 pairs, by 15 voices, with the probabilities of the ratings. Its truth is
one draw of the claims; intervals come from other draws. Where truth and intervals follow the same probabilities the
intervals should cover about 90 % of the true ranks: that only tests the machinery. How they fare where probabilities
are wrong or ties unreported is what a reader must know, and no target is set for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from lkg.analysis.ranks.draws import true_in_draws
from lkg.analysis.ranks.intervals import HIGH, LOW, midranks_of_draws, quantiles
from lkg.kernels import Edges, resample
from lkg.networks import ClaimFacts
from lkg.vocab import ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray

ACTORS, PAIRS, VOICES = 40, 100, 15
NETWORKS = 200
DRAWS = 200
SHIFTS = (-0.1, -0.05, 0.0, 0.05, 0.1)
UNREPORTED = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
TRUTH = 1_000_000
"""what keeps the seed of the truth apart from those of the draws"""


@dataclass(frozen=True, eq=False)
class World:
    """Made-up claims, the pair of each, and the pairs as edges."""

    claims: tuple[ClaimFacts, ...]
    pair: NDArray[np.int64]
    edges: Edges

    def values(self, holds: NDArray[np.bool_], by: str) -> NDArray[np.float64]:
        """A measure's values, (draws, actors), on the pairs that have a claim which holds."""
        into = np.zeros((len(self.claims), PAIRS))
        into[np.arange(len(self.claims)), self.pair] = 1.0
        found: NDArray[np.float64] = resample(by, self.edges, (holds @ into > 0).astype(float))
        return found


@lru_cache(maxsize=NETWORKS)
def world(seed: int) -> World:
    """A made-up world: actors of unequal standing, one to three claims a pair, ratings as they come."""
    random = np.random.Generator(np.random.PCG64(seed))
    standing = 1 / (np.arange(ACTORS) + 3.0)
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < PAIRS:
        a, b = sorted(random.choice(ACTORS, 2, replace=False, p=standing / standing.sum()).tolist())
        pairs[a, b] = None
    ratings = [p for (reliability, credibility), p in ontology().probabilities.items() if credibility in "1234"]
    ends = list(pairs)
    claims: list[ClaimFacts] = []
    owner: list[int] = []
    for number, (a, b) in enumerate(ends):
        for _ in range(int(random.integers(1, 4))):
            voice, p = int(random.integers(VOICES)), float(random.choice(ratings))
            claims.append(_claim(len(claims), a, b, f"voice {voice}", p))
            owner.append(number)
    tails, heads = (np.array([end[side] for end in ends], dtype=np.int32) for side in (0, 1))
    return World(tuple(claims), np.array(owner), Edges(ACTORS, tails, heads))


def coverage(
    by: str = "betweenness",
    *,
    shift: float = 0.0,
    unreported: float = 0.0,
    by_voice: bool = False,
    networks: int = NETWORKS,
    draws: int = DRAWS,
    seed: int = 1,
) -> float:
    """The share of true ranks that the 90 % evidence intervals cover, over all actors of all worlds.

    In truth every probability is higher by `shift` than the intervals assume. The share `unreported` of the pairs
    (or, with `by_voice`, of the voices with all they say) is true as often as the others but was never reported.
    """
    return float(np.mean([_covered(by, shift, unreported, by_voice, draws, seed + i) for i in range(networks)]))


def curves(
    by: Sequence[str] = ("degree", "betweenness"), *, networks: int = NETWORKS, draws: int = DRAWS
) -> dict[str, Any]:
    """All curves of the methods page: measure → what is wrong → coverage at every degree of it."""
    covered = partial(coverage, networks=networks, draws=draws)
    return {
        measure: {
            "probabilities": [covered(measure, shift=shift) for shift in SHIFTS],
            "unreported at random": [covered(measure, unreported=share) for share in UNREPORTED],
            "unreported by voice": [covered(measure, unreported=share, by_voice=True) for share in UNREPORTED],
        }
        for measure in by
    }


def _covered(by: str, shift: float, unreported: float, by_voice: bool, draws: int, seed: int) -> float:
    made = world(seed)
    random = np.random.Generator(np.random.PCG64([seed, 1]))
    truth = midranks_of_draws(made.values(_hold(seed, shift, 1, TRUTH + seed), by))[0]
    holds = _hold(seed, 0.0, draws, seed) & ~_lost(made, unreported, by_voice, random)
    low, high = quantiles(midranks_of_draws(made.values(holds, by)), LOW, HIGH)
    known = ~np.isnan(truth)
    return float(((low <= truth) & (truth <= high))[known].mean())


@lru_cache(maxsize=(len(SHIFTS) + 1) * NETWORKS)
def _hold(made: int, shift: float, draws: int, seed: int) -> NDArray[np.bool_]:
    """Which claims of a made-up world hold in each draw; every point of a curve starts from the same draws."""
    claims = [replace(c, probability=min(1.0, max(0.0, c.probability + shift))) for c in world(made).claims]
    return true_in_draws(claims, draws, seed)


def _lost(made: World, share: float, by_voice: bool, random: np.random.Generator) -> NDArray[np.bool_]:
    """Which claims were never reported: those of some pairs, or of some voices."""
    if by_voice:
        silent = {f"voice {n}" for n in random.permutation(VOICES)[: round(share * VOICES)]}
        return np.array([claim.voice in silent for claim in made.claims])
    pairs = random.permutation(PAIRS)[: round(share * PAIRS)]
    lost: NDArray[np.bool_] = np.isin(made.pair, pairs)
    return lost


def _claim(number: int, a: int, b: int, voice: str, p: float) -> ClaimFacts:
    doer, affected = f"actor {a}", f"actor {b}"
    return ClaimFacts(
        f"C{number}", doer, "supports", affected, doer, affected, "2022", 1, "asserted", "made up", "", voice, p,
        0, 0, 0, 0, False, False, False, True, 1.0, 1.0,
    )  # fmt: skip
