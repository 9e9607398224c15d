"""Two graphs side by side, or one twice: which of their actors are worth a comparison, and what it brings up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lkg.graphs import Graph
from lkg.matching import blocking, states
from lkg.matching.bearers import Bearers
from lkg.matching.facts import facts
from lkg.matching.known import Known
from lkg.matching.names import alike, may_be_alike
from lkg.matching.parts import CERTAIN, Part
from lkg.matching.states import NONE, States


@dataclass(frozen=True)
class Sides:
    """The actors of two graphs, as they stand in the data; those of an id that is in both are one already."""

    one: Known
    two: Known

    @classmethod
    def of(cls, graph: Graph, other: Graph | None = None) -> Sides:
        """Of a graph and another, or of its own actors."""
        one = Known(graph)
        return cls(one, one if other is None or other is graph else Known(other))

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs worth a comparison, in their order: an actor of the first graph and one of the second."""
        new = self._new
        found = blocking.pairs(self._all, self._people, frozenset(new) if self._are_two else None)
        found |= {(a, b) for a, b in self.bearers.pairs() if not self._are_two or (a in new) != (b in new)}
        pairs = {(b, a) if a in new else (a, b) for a, b in found} | set(self._linked())
        return sorted((a, b) for a, b in pairs if a != b and (self._are_two or a < b))

    def parts(self, a: str, b: str) -> tuple[Part, ...]:
        """What speaks for and against a pair; nothing where it is excluded."""
        items = self.one.items.get(a), self.two.items.get(b)
        if all(items):
            return (Part(f"same Wikidata id {items[0]}", CERTAIN, settles=True),) if items[0] == items[1] else ()
        names = self._names(a, b) if self._are_of_one_sort(a, b) else ()
        return (*names, *self._of_states(a, b), *facts(self.one, a, self.two, b)) if names else ()

    @cached_property
    def bearers(self) -> Bearers:
        """Who may be meant by a short name, in both graphs together."""
        return Bearers(self._all, self._people)

    @property
    def _are_two(self) -> bool:
        return self.one is not self.two

    @cached_property
    def _new(self) -> dict[str, tuple[str, ...]]:
        """The names of the actors that only the second graph has."""
        return {a: names for a, names in self.two.spelt.items() if self._are_two and a not in self.one.actors}

    @cached_property
    def _all(self) -> dict[str, tuple[str, ...]]:
        return self.one.spelt | self._new

    @cached_property
    def _people(self) -> frozenset[str]:
        return self.one.people | self.two.people

    def _are_of_one_sort(self, a: str, b: str) -> bool:
        same = self.one.sorts[a] == self.two.sorts[b]
        return same or (self.one.may_be_a_person(a) and self.two.may_be_a_person(b))

    def _names(self, a: str, b: str) -> tuple[Part, ...]:
        """What the most alike of all names come to, or what the table of states says, if that is more."""
        person = a in self.one.people or b in self.two.people
        ours, theirs = self.one.spelt[a], self.two.spelt[b]
        worth = [(one, other) for one in ours for other in theirs if may_be_alike(one, other, person)]
        best = max((self._likeness(a, b, pair, person) for pair in worth), key=_points) if worth else ()
        listed = states.likeness(*self._states(a, b)) if b in self.two.states else None
        return (listed.part(),) if listed and listed.score > _points(best) else best

    def _likeness(self, a: str, b: str, names: tuple[str, str], person: bool) -> tuple[Part, ...]:
        """What two names come to; which they are is said where they are no labels."""
        found = alike(*names, person)
        called = "" if names == (self.one.spelt[a][0], self.two.spelt[b][0]) else _called(*names)
        more = self.bearers.part(found, b if found.short == names[0] else a, person) if found.short else None
        return (found.part(called), more) if more else (found.part(called),)

    def _of_states(self, a: str, b: str) -> Iterator[Part]:
        if found := states.part(*self._states(a, b)):
            yield found

    def _states(self, a: str, b: str) -> tuple[States, States]:
        return self.one.states.get(a, NONE), self.two.states.get(b, NONE)

    def _linked(self) -> Iterator[tuple[str, str]]:
        """Actors of one Wikidata id or one state of the table, however they are called."""
        second = [b for b in self.two.actors if not self._are_two or b not in self.one.actors]
        for keys in (_items, _listed):
            holders: dict[str, list[str]] = {}
            for b in second:
                for key in keys(self.two, b):
                    holders.setdefault(key, []).append(b)
            yield from ((a, b) for a in self.one.actors for key in keys(self.one, a) for b in holders.get(key, ()))


def _items(known: Known, actor: str) -> Iterable[str]:
    return filter(None, [known.items.get(actor)])


def _listed(known: Known, actor: str) -> Iterable[str]:
    return known.states.get(actor, NONE).all


def _points(parts: tuple[Part, ...]) -> float:
    return sum(part.points for part in parts)


def _called(one: str, other: str) -> str:
    return f"by another name ({one if one == other else f'{one} / {other}'}): "
