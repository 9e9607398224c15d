"""What a network is made of: ties, the sign of a pair, and what is known of a claim beneath them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lkg.vocab import ontology

Pair = tuple[str, str]
SIGNS: Mapping[int, str] = {1: "+", -1: "-", 0: "0"}


@dataclass(frozen=True, slots=True)
class Tie:
    """The claims of one relation and polarity from one actor to another.

    >>> Tie("a", "b", "aids", 1, ("C1", "C2"), 2.0, 0.75, 2, 10.4, "2022-01-01", "").derived
    False
    """

    source: str
    target: str
    relation: str
    sign: int
    claims: tuple[str, ...]
    weight: float
    probability: float
    voices: int
    intensity: float
    first: str
    """the earliest day on which it possibly began; empty where that is open"""
    last: str
    """the latest day on which it possibly held; empty where that is open"""
    contested: bool = False
    alleged: bool = False
    uncited: bool = False
    symmetric: bool = False
    """it counts both ways where direction counts"""
    via: str = ""
    """the node from which it is derived; empty for ties that claims state"""

    @property
    def derived(self) -> bool:
        """Whether it comes from contracting a policy, agreement, event or dispute."""
        return bool(self.via)

    @property
    def mutual(self) -> bool:
        """Whether it has no doer. Supplies of energy are contact both ways, and yet one side supplies."""
        relation = ontology().relations.get(self.relation)
        return self.symmetric and (relation is None or relation.symmetric)


@dataclass(frozen=True, slots=True)
class PairSign:
    """The sums of an unordered pair, and the sign that follows from them."""

    pos: float
    neg: float
    neutral: float

    @property
    def sign(self) -> int | None:
        """1, −1, 0, or None where cooperation and conflict are mixed: one must weigh twice the other.

        >>> PairSign(4, 1, 0).sign, PairSign(3, 2, 0).sign, PairSign(0, 0, 5).sign
        (1, None, 0)
        """
        if self.pos == self.neg == 0:
            return 0
        if self.pos >= 2 * self.neg:
            return 1
        return -1 if self.neg >= 2 * self.pos else None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What measures and dossiers need of one claim, as the lens sees it."""

    id: str
    subject: str
    relation: str
    object: str
    doer: str
    """the subject, or whom it is folded into"""
    affected: str
    """the object, or whom it is folded into"""
    when: str
    polarity: int
    modality: str
    source: str
    credibility: str
    voice: str
    probability: float
    first: int
    """the earliest day of its start"""
    start_latest: int
    end_earliest: int
    last: int
    """the latest day of its end, closings included"""
    is_state: bool
    contested: bool
    uncited: bool
    rated: bool
    intensity: float
    fade: float
    """what is left of its weight: 1 where the lens lets nothing fade"""
