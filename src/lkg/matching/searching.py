"""Which actors of a graph a name may mean, best first: the other side of a table that somebody wants to link."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from lkg.claims import Actor
from lkg.graphs import Graph
from lkg.identity import fold
from lkg.matching import states
from lkg.matching.bearers import Bearers
from lkg.matching.blocking import RARE, Key, keys_of
from lkg.matching.initialisms import initialism, initialisms, spelt_out
from lkg.matching.names import alike, may_be_alike
from lkg.matching.parts import Part
from lkg.matching.states import States, state_of, states_of
from lkg.matching.words import words_of
from lkg.vocab import ontology

COMMON = 2_000
"""actors that share one key, above which it is not followed even where nobody else is found"""
OTHER_NAME = 1.0
"""what a name that is an alias and no label takes away, so that the label's bearer comes first"""

K = TypeVar("K", str, Key)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that a name may mean."""

    actor: Actor
    score: float
    """from 0 to 100; no probability"""
    name: str
    """the one of its names that is most like"""
    reasons: tuple[str, ...]


class Finder:
    """An index of the names of a graph, actors judged the same being one."""

    def __init__(self, graph: Graph) -> None:
        self._actors, self._exact = graph.record.actors, graph.names.exact
        self._people = frozenset(name for name, each in self._actors.items() if _is_person(each.kind))
        self._names = {name: tuple(self._spelt(each)) for name, each in self._actors.items()}
        self._bearers = Bearers(self._names, self._people)

    def find(
        self, name: str, *, least: float = 50.0, fits: Callable[[Actor], bool] = lambda actor: True
    ) -> list[Candidate]:
        """All actors that the name may mean, best first; an id or Wikidata id finds its actor with the full score.

        >>> import lkg
        >>> [(found.actor.id, found.score) for found in Finder(lkg.open()).find("Тайвань")][:1]
        [('taiwan', 95.5)]
        """
        found = (self._candidate(name, actor) for actor in self._near(name) if fits(actor))
        listed = (each for each in found if each is not None and each.score >= least)
        return sorted(listed, key=lambda each: (-each.score, each.actor.id))

    def _near(self, name: str) -> Iterator[Actor]:
        ids = self._sharing(_keys(name, False, True))
        ids.update(self._bearers.of(name, True), self._bearers.of(name, False))
        ids.update(actor for letters in initialisms(name) for actor in self._by_letters.get(letters, ()))
        ids.update(self._by_state.get(state.id, ()) if (state := state_of(name, coded=True)) else ())
        named = self._exact(name)
        for actor in sorted(ids | ({named} if named else set())):
            yield self._actors[actor]

    def _sharing(self, keys: set[Key]) -> set[str]:
        """Actors that share a rare key, or two of those that many have, or any where nobody is found so."""
        held = {key: self._holders[key] for key in keys if key in self._holders}
        found = {actor for actors in held.values() if len(actors) <= RARE for actor in actors}
        begun = Counter(actor for key, actors in held.items() if key[0] == "start" for actor in actors)
        found.update(actor for actor, times in begun.items() if times > 1)
        return found or {actor for actors in held.values() if len(actors) <= COMMON for actor in actors}

    def _spelt(self, actor: Actor) -> Iterable[str]:
        names = _names(actor)
        return names if actor.id in self._people else dict.fromkeys(part for name in names for part in spelt_out(name))

    @cached_property
    def _holders(self) -> dict[Key, list[str]]:
        def keys(actor: str) -> set[Key]:
            return {key for name in self._names[actor] for key in _keys(name, actor in self._people)}

        return _index(self._actors, keys)

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        bodies = self._actors.keys() - self._people
        return _index(bodies, lambda actor: {initialism(name) for name in self._names[actor]} - {""})

    @cached_property
    def _by_state(self) -> dict[str, list[str]]:
        return _index(self._states, lambda actor: self._states[actor].all)

    @cached_property
    def _states(self) -> dict[str, States]:
        found = {name: states_of(actor, self._names[name]) for name, actor in self._actors.items()}
        return {name: each for name, each in found.items() if each != states.NONE}

    def _candidate(self, name: str, actor: Actor) -> Candidate | None:
        if name in (actor.id, actor.wikidata, f"actor:{actor.id}"):
            return Candidate(actor, 100.0, name, ("same id",))
        known = self._states.get(actor.id, states.NONE)
        asked = _states_of(name, actor.kind) if known is not states.NONE else states.NONE
        against = states.part(asked, known)
        best: Candidate | None = None
        for own, parts in self._likenesses(name, actor, asked, known):
            listed = [*parts, *([against] if against else ())]
            score = sum(part.points for part in listed) - (OTHER_NAME if own != actor.label else 0)
            if best is None or score > best.score:
                best = Candidate(actor, round(min(score, 100.0), 1), own, tuple(part.words for part in listed))
        return best

    def _likenesses(self, name: str, actor: Actor, asked: States, known: States) -> Iterator[tuple[str, list[Part]]]:
        """Each own name with what it speaks for, and what the table of states does."""
        person = actor.id in self._people
        for own in self._names[actor.id]:
            if may_be_alike(name, own, person):
                found = alike(name, own, person)
                also = name if found.short == own else ""
                more = self._bearers.part(found, actor.id, person, also)
                yield own, [found.part(), *([more] if more else ())]
        if listed := states.likeness(asked, known):
            yield actor.label, [listed.part()]


@lru_cache(maxsize=10_000)
def _states_of(name: str, kind: str) -> States:
    return states_of(Actor("", name, kind), [name])


def _index(actors: Iterable[str], keys: Callable[[str], Iterable[K]]) -> dict[K, list[str]]:
    found: dict[K, list[str]] = defaultdict(list)
    for actor in actors:
        for key in keys(actor):
            found[key].append(actor)
    return dict(found)


def _is_person(kind: str) -> bool:
    return ontology().group(kind) == "Person"


def _names(actor: Actor) -> list[str]:
    return [name for name in (actor.label, *(text for text, _ in actor.aliases)) if fold(name) or name.strip()]


def _keys(name: str, *people: bool) -> set[Key]:
    return {key for person in people for key in keys_of(words_of(name, person))}
