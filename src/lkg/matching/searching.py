"""Which actors of a graph a name may mean, best first: the other side of a table that somebody wants to link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lkg.claims import Actor
from lkg.graphs import Graph
from lkg.identity import fold
from lkg.matching.blocking import Key, keys_of
from lkg.matching.names import Likeness, alike, may_be_alike
from lkg.matching.words import words_of
from lkg.vocab import ontology

COMMON = 2_000
"""actors that share one key, above which the key is not followed"""
OTHER_NAME = 1.0
"""what a name that is an alias and no label takes away, so that the label's bearer comes first"""


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
        ids = {actor for key in _keys(name) for actor in self._few(key)}
        named = self._exact(name)
        for actor in sorted(ids | ({named} if named else set())):
            yield self._actors[actor]

    def _few(self, key: Key) -> list[str]:
        held = self._holders.get(key, [])
        return held if len(held) <= COMMON else []

    @cached_property
    def _holders(self) -> dict[Key, list[str]]:
        found: dict[Key, list[str]] = defaultdict(list)
        for actor in self._actors.values():
            for key in {key for name in _names(actor) for key in _keys(name)}:
                found[key].append(actor.id)
        return found

    def _candidate(self, name: str, actor: Actor) -> Candidate | None:
        if name in (actor.id, actor.wikidata, f"actor:{actor.id}"):
            return Candidate(actor, 100.0, name, ("same id",))
        person = ontology().group(actor.kind) == "Person"
        best: Candidate | None = None
        for at, own in enumerate(_names(actor)):
            found = alike(name, own, person) if may_be_alike(name, own, person) else Likeness(0.0, ())
            score = found.score - (OTHER_NAME if at else 0)
            if best is None or score > best.score:
                best = Candidate(actor, round(score, 1), own, found.reasons)
        return best


def _names(actor: Actor) -> list[str]:
    return [name for name in (actor.label, *(text for text, _ in actor.aliases)) if fold(name) or name.strip()]


def _keys(name: str) -> set[Key]:
    """The keys of a name whose bearer may be a person or not."""
    return {key for person in (False, True) for key in keys_of(words_of(name, person))}
