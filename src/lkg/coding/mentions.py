"""Where a text names known actors; people also by their last name, once introduced or with a title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkg.claims import Actor
from lkg.coding.grammar.english import english
from lkg.coding.names import Key, Name, declared, family_name, family_names, names_of
from lkg.coding.words import Word, words
from lkg.importers import actors as listed

_TITLES = english("titles")
_LETTERS = re.compile(r"[A-Z][A-Z0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names an actor."""

    start: int
    end: int
    actor: str
    demonym: bool = False
    """an adjective or a people, such as Lithuanian, in place of the name"""
    guess: str = ""
    """a sentence that says so where other words, such as "the country", were taken for the actor"""
    others: tuple[str, ...] = ()
    """further actors that the same words stand for, as "the two countries" does"""
    is_place: bool = False
    """only a place, which neither acts nor is acted on"""
    state: str = ""
    """the state in which a place lies"""

    @property
    def is_mere_place(self) -> bool:
        """Whether the place is no actor of the graph, so that only its state could be meant."""
        return self.is_place and self.actor == self.state


class Index:
    """All names by which the actors of a graph, and the states and bodies listed beside it, may be called."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        own = {actor.id: actor for actor in actors}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in listed.by_name().values()} | own
        found: dict[Key, list[Name]] = defaultdict(list)
        for actor in self.actors.values():
            for name in names_of(actor, 0 if actor.id in own else 2):
                found[name.key].append(name)
        for name in declared(self.actors):
            found[name.key].append(name)
        self._by_first: dict[str, list[Name]] = defaultdict(list)
        for key, names in found.items():
            best = min(name.rank for name in names)
            chosen = {name.actor: name for name in names if name.rank == best}
            # a name that two actors bear equally says nothing
            if len(chosen) == 1:
                self._by_first[key[0]].append(next(iter(chosen.values())))
        for names in self._by_first.values():
            names.sort(key=lambda name: -len(name.key))
        self._by_family = _unique(family_names(self.actors.values()))

    def mentions(self, text: str, start: int = 0) -> list[Mention]:
        """All mentions in the order of the text; the longest name counts, and none lies inside another.

        >>> index = Index([Actor("lt-mod", "Ministry of Defence", "GovernmentBody")])
        >>> [(m.actor, m.start, m.end) for m in index.mentions("Lithuania's Ministry of Defence and Chinese firms")]
        [('lithuania', 0, 9), ('lt-mod', 12, 31), ('china', 36, 43)]
        """
        found: list[Mention] = []
        met: dict[Key, str] = {}
        tokens = words(text, start)
        place = 0
        while place < len(tokens):
            name = self._at(tokens, place) or _again(tokens, place, met) or self._titled(tokens, place)
            if name is None:
                place += 1
                continue
            last = place + len(name.key) - 1
            found.append(Mention(tokens[place].start, tokens[last].end, name.actor, name.demonym))
            met |= dict.fromkeys(self._short(tokens, last, name.actor), name.actor)
            place = last + 1
        return found

    def _at(self, tokens: Sequence[Word], place: int) -> Name | None:
        for name in self._by_first.get(tokens[place].low, ()):
            stretch = tokens[place : place + len(name.key)]
            written = not name.exact or tokens[place].text == name.exact
            if written and tuple(word.low for word in stretch) == name.key:
                return name
        return None

    def _titled(self, tokens: Sequence[Word], place: int) -> Name | None:
        """The only person of a last name, with a title before it, as in "Secretary Blinken"."""
        before = tokens[place - 1] if place else None
        if before is None or before.low not in _TITLES or not before.text[0].isupper():
            return None
        return _again(tokens, place, self._by_family.get(tokens[place].text, {}))

    def _short(self, tokens: Sequence[Word], last: int, actor: str) -> Iterator[Key]:
        """By what a text goes on to speak of an actor: a last name, or letters in brackets after the name."""
        if self.actors[actor].kind == "Person":
            yield tuple(word.text for word in words(family_name(self.actors[actor])))
        after = [word.text for word in tokens[last + 1 : last + 4]]
        if len(after) == 3 and (after[0], after[2]) == ("(", ")") and _LETTERS.fullmatch(after[1]):
            yield (after[1],)


def _unique(names: Iterable[tuple[Key, str]]) -> dict[str, dict[Key, str]]:
    """Names that only one bears, by their first word."""
    bearers: dict[Key, set[str]] = defaultdict(set)
    for key, actor in names:
        bearers[key].add(actor)
    found: dict[str, dict[Key, str]] = defaultdict(dict)
    for key, actors in bearers.items():
        if len(actors) == 1:
            found[key[0]][key] = next(iter(actors))
    return found


def _again(tokens: Sequence[Word], place: int, met: Mapping[Key, str]) -> Name | None:
    """An actor met before, by the short form that was introduced."""
    for key, actor in met.items():
        if tokens[place].text == key[0] and tuple(word.text for word in tokens[place : place + len(key)]) == key:
            return Name(key, actor, 0)
    return None
