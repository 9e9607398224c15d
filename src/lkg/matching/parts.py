"""Reasons for or against a pair in words, each with what it does to the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CERTAIN, MOST = 100.0, 99.0
"""what one Wikidata id comes to, and all else at most: a name alone never makes a pair certain"""


@dataclass(frozen=True, slots=True)
class Part:
    """One reason."""

    words: str
    points: float
    settles: bool = False
    """whether nothing else counts"""


def score(parts: Iterable[Part]) -> float:
    """What all reasons come to, from 0 to 100.

    >>> score([Part("same name", 100.0)]), score([Part("same name", 98.0), Part("countries differ", -15.0)])
    (99.0, 83.0)
    """
    listed = list(parts)
    most = CERTAIN if any(part.settles for part in listed) else MOST
    return round(min(most, max(0.0, sum(part.points for part in listed))), 1)
