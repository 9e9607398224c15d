"""Who says so: the independent voice behind a claim, so that ten reprints count once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping

from lkg import period
from lkg.claims.model import Claim, Source
from lkg.claims.sides import Sides

UNRATED = 0.5
UNCITED = 0.99
CUT = 0.99


def voice(claim: Claim, source: Source, sides: Sides, actor_named: Callable[[str], str | None]) -> str:
    """The claimant, else the source's origin, else its publisher; actors fold to whom they represent.

    A state medium is the voice of its state, a ministry and its government are one.
    """
    first, last = _spoken(claim, source)
    name = claim.claimant or actor_named(source.origin or source.publisher)
    if name:
        return sides.top(name, first, last)
    return re.sub(r"\s+", " ", source.origin or source.publisher or source.id).casefold()


def probability(claim: Claim, source: Source, table: Mapping[tuple[str, str], float]) -> tuple[float, bool]:
    """The probability of a claim from its ratings, and whether it was rated at all.

    Credibility 5 is no evidence for. F, 6 and what is missing cannot be judged: 0.5, unrated.
    """
    if source.is_uncited:
        return UNCITED, True
    if claim.credibility == "5":
        return 0.0, True
    rated = source.reliability in tuple("ABCDE") and claim.credibility in tuple("1234")
    return (table[source.reliability, claim.credibility], True) if rated else (UNRATED, False)


def best_by_voice(said: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The probability of each voice's best claim, from (voice, probability) pairs."""
    best: dict[str, float] = {}
    for voice_, p in said:
        best[voice_] = max(best.get(voice_, 0.0), p)
    return best


def at_least_one(said: Iterable[tuple[str, float]]) -> float:
    """1 − Π over voices (1 − the voice's best claim), cut at 0.99; the SQL of a lens follows the same rule.

    >>> at_least_one([("Reuters", 0.5), ("Reuters", 0.4), ("LRT", 0.5)])
    0.75
    """
    return min(CUT, 1 - math.prod(1 - p for p in best_by_voice(said).values()))


def _spoken(claim: Claim, source: Source) -> tuple[int, int]:
    if source.published:
        when = period.parse(source.published)
        return when.start_earliest, when.end_latest
    return claim.when.start_earliest, claim.when.end_latest
