"""Who may be meant by a short name: a surname alone, initials, an initialism. One actor, or several?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lkg.matching.initialisms import initialism, initialisms
from lkg.matching.names import LEAST, Likeness, alike
from lkg.matching.parts import Part
from lkg.matching.words import Word, words_of

ONLY, AMONG = 22.0, -10.0
"""what it adds that nobody else may be meant by a short name that says little; what it takes away that others may"""
FEW = 20
"""actors above which a short name may mean any, and no pair is made of it"""
SHOWN = 3
"""those that are named where a short name may mean several"""


class Bearers:
    """The names of some actors, by what may shorten them.

    >>> bearers = Bearers({"gl": ["Gabrielius Landsbergis"], "vl": ["Vytautas Landsbergis"]}, frozenset(["gl", "vl"]))
    >>> bearers.of("Landsbergis", True), bearers.of("V. Landsbergis", True)
    (('gl', 'vl'), ('vl',))
    """

    def __init__(self, names: Mapping[str, Sequence[str]], people: frozenset[str]) -> None:
        self._names, self._people = names, people
        self._of: dict[tuple[str, bool], tuple[str, ...]] = {}
        self._told: dict[tuple[str, bool, str], tuple[str, ...]] = {}

    def of(self, short: str, person: bool) -> tuple[str, ...]:
        """All actors that may be meant: who bears a surname, not whose first name is the same, if there is one."""
        key = short, person
        if key not in self._of:
            self._of[key] = tuple(self._meant(short) if person else self._by_letters.get(initialism(short), ()))
        return self._of[key]

    def part(self, found: Likeness, actor: str, person: bool, also: str = "") -> Part | None:
        """What it does to a likeness that rests on a short name who else may be meant than this actor.

        `also` is a name from elsewhere that may be meant, too.
        """
        told = self._apart(found.short, person, also) if found.short else ()
        if not told:
            return None
        says_little = found.score < LEAST
        if len(told) == 1 and (also or actor in self.of(found.short, person)):
            return Part("no other here may be meant", ONLY) if says_little else None
        several = f"may mean {len(told)} here" if len(told) > 1 else "may rather mean another"
        listed = ", ".join(told[:SHOWN]) + (", …" if len(told) > SHOWN else "")
        return Part(f"{found.short} {several}: {listed}", 0.0 if says_little else AMONG)

    def pairs(self) -> set[tuple[str, str]]:
        """Actors by a short name, each with those whom it may mean, if these are few."""
        found = ((actor, other) for actor, meant in self._shortened() if len(meant) <= FEW for other in meant)
        return {(a, b) if a < b else (b, a) for a, b in found if a != b}

    def _shortened(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for actor, names in self._names.items():
            person = actor in self._people
            for name in names:
                if _is_short(name) if person else initialism(name):
                    yield actor, self.of(name, person)

    def _apart(self, short: str, person: bool, also: str) -> tuple[str, ...]:
        """A name of each that may be meant, without those that look like another spelling of one before."""
        key = short, person, also
        if key not in self._told:
            self._told[key] = tuple(self._differing(self.of(short, person), person, also))
        return self._told[key]

    def _differing(self, actors: Sequence[str], person: bool, also: str) -> list[str]:
        if len(actors) > FEW:
            return [*([also] if also else ()), *(self._names[actor][0] for actor in actors)]
        found = [also] if also else []
        for name, names in ((self._names[actor][0], self._names[actor]) for actor in actors):
            known = (at for at, other in enumerate(found) if any(alike(x, other, person).score >= LEAST for x in names))
            if (at := next(known, None)) is None:
                found.append(name)
            else:
                found[at] = max(found[at], name, key=len)
        return found

    def _meant(self, short: str) -> Iterator[str]:
        words = [word for word in words_of(short, True).full if len(word.text) > 1]
        holders = min((self._by_word.get(word.sound, []) for word in words), key=len, default=[])
        scores = {actor: max(self._scores(short, actor), default=0.0) for actor in dict.fromkeys(holders)}
        best = max(scores.values(), default=0.0)
        return (actor for actor, score in scores.items() if score >= min(best, LEAST) > 0)

    def _scores(self, short: str, actor: str) -> Iterator[float]:
        found = (alike(short, name, True) for name in self._names[actor])
        return (each.score for each in found if each.short == short)

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """The sound of a word → persons that have it in a name of several words."""
        found: dict[str, list[str]] = defaultdict(list)
        for actor, names in self._names.items():
            words = (word for name in names for word in _several(name)) if actor in self._people else ()
            for word in {each.sound for each in words}:
                found[word].append(actor)
        return found

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        """Initialism → those who are no persons and whose name it shortens."""
        found: dict[str, list[str]] = defaultdict(list)
        for actor, names in self._names.items():
            ways = map(initialisms, names) if actor not in self._people else ()
            for letters in frozenset[str]().union(*ways):
                found[letters].append(actor)
        return found


def _is_short(name: str) -> bool:
    words = words_of(name, True)
    return len(words.full) == 1 or not words.whole


def _several(name: str) -> Sequence[Word]:
    full = words_of(name, True).full
    return full if len(full) > 1 else ()
