"""Where a text names known actors: labels, aliases, demonyms, and people by their last name once introduced."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkg.claims import Actor
from lkg.coding.words import Word, low, plain, words
from lkg.importers import actors as listed
from lkg.store import read_text

_PARTICLES = {"von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "al", "bin", "ter", "zu"}
_FAMILY_NAME_FIRST = {"CN", "TW", "KR", "KP", "HK", "VN"}
_TAIL = re.compile(r"\s*\((?:[^()]*)\)$")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names an actor."""

    start: int
    end: int
    actor: str
    demonym: bool = False
    """an adjective or a people, such as Lithuanian, in place of the name"""
    stands_for: str = ""
    """the words, such as "the country", that were taken for the actor"""


@dataclass(frozen=True, slots=True)
class _Name:
    key: Key
    actor: str
    rank: int
    """labels go before aliases, the graph's names before those of the list of states"""
    demonym: bool = False
    exact: str = ""
    """the name as it must be written, where small letters would make a common word of it"""


class Index:
    """All names by which the actors of a graph, and the states and bodies listed beside it, may be called."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        own = {actor.id: actor for actor in actors}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in listed.by_name().values()} | own
        found: dict[Key, list[_Name]] = defaultdict(list)
        for actor in self.actors.values():
            for name in _names(actor, 0 if actor.id in own else 2):
                found[name.key].append(name)
        for name in _declared(self.actors):
            found[name.key].append(name)
        self._by_first: dict[str, list[_Name]] = defaultdict(list)
        for key, names in found.items():
            best = min(name.rank for name in names)
            chosen = {name.actor: name for name in names if name.rank == best}
            # a name that two actors bear equally says nothing
            if len(chosen) == 1:
                self._by_first[key[0]].append(next(iter(chosen.values())))
        for names in self._by_first.values():
            names.sort(key=lambda name: -len(name.key))

    def mentions(self, text: str, start: int = 0) -> list[Mention]:
        """All mentions in the order of the text; the longest name counts, and none lies inside another.

        >>> index = Index([Actor("lt-mod", "Ministry of Defence", "GovernmentBody")])
        >>> [(m.actor, m.start, m.end) for m in index.mentions("Lithuania's Ministry of Defence and Chinese firms")]
        [('lithuania', 0, 9), ('lt-mod', 12, 31), ('china', 36, 43)]
        """
        found: list[Mention] = []
        people: dict[str, str] = {}
        tokens = words(text, start)
        place = 0
        while place < len(tokens):
            name = self._at(tokens, place) or self._introduced(tokens, place, people)
            if name is None:
                place += 1
                continue
            last = tokens[place + len(name.key) - 1]
            found.append(Mention(tokens[place].start, last.end, name.actor, name.demonym))
            if self.actors[name.actor].kind == "Person":
                people[family_name(self.actors[name.actor])] = name.actor
            place += len(name.key)
        return found

    def _at(self, tokens: Sequence[Word], place: int) -> _Name | None:
        for name in self._by_first.get(tokens[place].low, ()):
            stretch = tokens[place : place + len(name.key)]
            written = not name.exact or tokens[place].text == name.exact
            if written and tuple(word.low for word in stretch) == name.key:
                return name
        return None

    def _introduced(self, tokens: Sequence[Word], place: int, people: Mapping[str, str]) -> _Name | None:
        for family, actor in people.items():
            key = tuple(word.text for word in words(family))
            if tuple(word.text for word in tokens[place : place + len(key)]) == key:
                return _Name(key, actor, 0)
        return None


def family_name(person: Actor) -> str:
    """The name by which a text goes on to speak of a person, without accents.

    >>> family_name(Actor("u", "Ursula von der Leyen", "Person"))
    'von der Leyen'
    >>> family_name(Actor("x", "Xi Jinping", "Person", country="CN"))
    'Xi'
    """
    parts = plain(person.label).split()
    if len(parts) > 1 and person.country in _FAMILY_NAME_FIRST and (person.country != "TW" or "-" in parts[1]):
        return parts[0]
    for place in range(1, len(parts)):
        if parts[place].lower() in _PARTICLES:
            return " ".join(parts[place:])
    return parts[-1]


def _names(actor: Actor, rank: int) -> Iterable[_Name]:
    yield from _variants(actor.label, actor.id, rank)
    for alias, _ in actor.aliases:
        yield from _variants(alias, actor.id, rank + 1)


def _variants(name: str, actor: str, rank: int) -> Iterable[_Name]:
    """The name, what is left without a remark in brackets at its end, and one of several."""
    without = _TAIL.sub("", name)
    # one of several things goes by the same name: a Rapid Response Team of the Teams
    singular = (
        without.removesuffix("s") if " " in without and not without.endswith(("ss", "us", "is", "ies")) else without
    )
    for text in dict.fromkeys((name, without, singular)):
        tokens = [word.text for word in words(text)]
        single = len(tokens) == 1
        if not tokens or (single and (len(text) < 2 or text[0].islower() or text.isdigit())):
            continue
        yield _Name(tuple(map(low, tokens)), actor, rank, exact=tokens[0] if single else "")


def _declared(actors: Mapping[str, Actor]) -> Iterable[_Name]:
    """Demonyms and short names of states and bodies, from the list beside this module."""
    with io.StringIO(read_text(Path(__file__).with_name("names.csv")), newline="") as stream:
        for row in csv.DictReader(stream):
            if row["actor"] not in actors:
                continue
            demonym = row["kind"] == "demonym"
            for text in (row["name"], f"{row['name']}s") if demonym else (row["name"],):
                tokens = [word.text for word in words(text)]
                exact = tokens[0] if len(tokens) == 1 else ""
                yield _Name(tuple(map(low, tokens)), row["actor"], 3, demonym, exact)
