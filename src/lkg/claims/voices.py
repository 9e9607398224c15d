"""Who says so, and how likely it is: ten reprints of one voice count once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from lkg.claims.model import Source

Voice = TypeVar("Voice", bound=Hashable)

UNRATED = 0.5
UNCITED = 0.99
CUT = 0.99


def speaker(source: Source, actor_named: Callable[[str], str | None]) -> str:
    """Who speaks in a source where its claims name no claimant: its origin, else its publisher.

    An actor by its id, or a paper by its name; whom an actor speaks for is a matter of dates. A state medium is the
    voice of its state, a ministry and its government are one.

    >>> speaker(Source("s1", "", "LRT", "news", origin="BNS  News"), {}.get)
    'bns news'
    >>> speaker(Source("s2", "", "Xinhua", "stateMedia"), {"Xinhua": "xinhua"}.get)
    'xinhua'
    """
    said = source.origin or source.publisher
    return actor_named(said) or re.sub(r"\s+", " ", said or source.id).casefold()


def best_by_voice(said: Iterable[tuple[Voice, float]]) -> dict[Voice, float]:
    """The probability of each voice's best claim, from (voice, probability) pairs.

    >>> best_by_voice([("Reuters", 0.5), ("Reuters", 0.8), ("LRT", 0.5)])
    {'Reuters': 0.8, 'LRT': 0.5}
    """
    best: dict[Voice, float] = {}
    for voice, p in said:
        best[voice] = max(best.get(voice, 0.0), p)
    return best


def at_least_one(said: Iterable[tuple[Voice, float]]) -> float:
    """1 − Π over voices (1 − the voice's best claim), cut at 0.99; the SQL of a lens follows the same rule.

    >>> at_least_one([("Reuters", 0.5), ("Reuters", 0.4), ("LRT", 0.5)])
    0.75
    """
    return min(CUT, 1 - math.prod(1 - p for p in best_by_voice(said).values()))
