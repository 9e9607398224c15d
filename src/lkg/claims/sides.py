"""Who speaks for whom on a day: the dated `represents` claims, followed to the top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lkg.claims.model import Actor, Claim
from lkg.claims.spells import Bounds
from lkg.period import FUTURE, PAST
from lkg.vocab import ontology


@dataclass(frozen=True, slots=True)
class Mandate:
    """An actor may speak for a principal from one day to another."""

    principal: str
    first: int
    last: int

    def overlap(self, first: int, last: int) -> int:
        """The number of days that it shares with an interval.

        >>> Mandate("lithuania", 10, 20).overlap(15, 30)
        6
        """
        return min(self.last, last) - max(self.first, first) + 1


class Sides:
    """Lookup of principals; organisations and persons can be folded separately.

    >>> import lkg
    >>> from lkg.period import ordinal
    >>> sides, (then, now) = lkg.open().table.context.sides, map(ordinal, ("2022-07-01", "2025-12-01"))
    >>> sides.top("gabrielius-landsbergis", then, then), sides.top("gabrielius-landsbergis", now, now)
    ('lithuania', 'gabrielius-landsbergis')
    """

    def __init__(self, claims: Iterable[Claim], bounds: Mapping[str, Bounds], actors: Mapping[str, Actor]) -> None:
        self._mandates: dict[str, list[Mandate]] = defaultdict(list)
        self._people = {a.id for a in actors.values() if ontology().group(a.kind) == "Person"}
        for claim in claims:
            if claim.relation == "represents" and claim.modality == "asserted" and claim.withdrawal is None:
                held = bounds[claim.id]
                self._mandates[claim.subject].append(Mandate(claim.object, held.s1, held.e2))

    @property
    def mandated(self) -> frozenset[str]:
        """All who speak for somebody at some time."""
        return frozenset(self._mandates)

    def principal(self, actor: str, first: int, last: int) -> str | None:
        """Whom an actor speaks for in an interval: where several, the one with the longest overlap."""
        shared = [(m.overlap(first, last), m.principal) for m in self._mandates.get(actor, ())]
        held = [(days, name) for days, name in shared if days > 0]
        return min(held, key=lambda pair: (-pair[0], pair[1]))[1] if held else None

    def top(self, actor: str, first: int, last: int, *, people: bool = True) -> str:
        """The last principal of the chain, or the actor itself where none holds.

        With `people` false a person stays itself, and only bodies are folded.
        """
        if actor not in self._mandates:
            return actor
        seen = {actor}
        while (people or actor not in self._people) and (above := self.principal(actor, first, last)):
            if above in seen:
                break
            seen.add(above)
            actor = above
        return actor

    def above(self, actor: str, first: int, last: int) -> frozenset[str]:
        """The actor and all whom it speaks for, directly or through others, at some time of an interval."""
        if actor not in self._mandates:
            return frozenset((actor,))
        found: set[str] = set()
        waiting = [actor]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting += [m.principal for m in self._mandates.get(current, ()) if m.overlap(first, last) > 0]
        return frozenset(found)

    def side(self, principal: str, day: int) -> frozenset[str]:
        """All who reach a principal on a day, itself included."""
        return frozenset({principal} | {a for a in self._mandates if principal in self.above(a, day, day)})

    def ever(self, principal: str) -> frozenset[str]:
        """All who reach a principal at any time, itself excluded."""
        reach = (a for a in self._mandates if principal in self.above(a, PAST, FUTURE))
        return frozenset(reach) - {principal}
