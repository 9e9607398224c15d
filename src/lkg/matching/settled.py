"""What judgements settle: the pairs that they are on, and through these others."""

from __future__ import annotations

from collections.abc import Mapping

from lkg.claims.model import Judgement
from lkg.claims.same import counted_as


class Settled:
    """The judgements that stand, and what follows from them.

    Whoever is the same as one of two that are not the same is not the same as the other.
    """

    def __init__(self, judgements: Mapping[str, Judgement]) -> None:
        self.direct = {judged.actors: judged for judged in judgements.values() if judged.stands}
        """pair → the judgement on it"""
        self._same = counted_as(judgements.values())
        self._apart = {self._both(*pair) for pair, judged in self.direct.items() if judged.verdict == "notSame"}

    def on(self, one: str, other: str) -> Judgement | None:
        """The judgement on a pair."""
        return self.direct.get(pair_of(one, other))

    def as_one(self, one: str, other: str) -> bool:
        """Whether two ids count as one."""
        return len(self._both(one, other)) == 1

    def has(self, one: str, other: str) -> bool:
        """Whether it is settled that two ids are one, or that they are not; a judgement of unsure settles nothing."""
        return self.as_one(one, other) or self._both(one, other) in self._apart

    def joined(self, actor: str) -> bool:
        """Whether an id is the same as another."""
        return actor in self._same or actor in self._same.values()

    def _both(self, one: str, other: str) -> frozenset[str]:
        return frozenset(self._same.get(end, end) for end in (one, other))


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two ids in their order."""
    return (one, other) if one < other else (other, one)
