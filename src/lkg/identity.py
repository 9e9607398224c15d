"""Which actor a name means: labels, aliases, ids and Wikidata ids, in any script, with or without diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lkg.claims import Actor
from lkg.errors import AmbiguousName, UnknownActor

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """A name without case, diacritics and punctuation, for comparison only.

    >>> fold("Ingrida Šimonytė"), fold("Höegh LNG"), fold("People's Republic of China")
    ('ingrida simonyte', 'hoegh lng', 'peoples republic of china')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’`")
    return re.sub(r"[\W_]+", " ", letters).strip()


class Names:
    """An index of all names of a graph's actors.

    >>> names = Names([Actor("olaf-scholz", "Olaf Scholz", "Person"), Actor("spd", "SPD", "PoliticalParty")])
    >>> names.resolve("Scholz"), names.resolve("spd")
    ('olaf-scholz', 'spd')
    """

    def __init__(self, actors: Iterable[Actor], counted_as: Mapping[str, str] | None = None) -> None:
        self.labels: dict[str, str] = {}
        self._counted_as = counted_as or {}
        """ids of actors that count as another one, and find it"""
        self._main: dict[str, set[str]] = defaultdict(set)
        self._other: dict[str, set[str]] = defaultdict(set)
        self._last: dict[str, set[str]] = defaultdict(set)
        for actor in actors:
            self.labels[actor.id] = actor.label
            for name in (actor.id, actor.label):
                self._main[fold(name)].add(actor.id)
            # people go by their last name, as long as only one bears it
            if actor.kind == "Person":
                self._last[fold(actor.label.rpartition(" ")[2])].add(actor.id)
            for name in (*(text for text, _ in actor.aliases), actor.wikidata):
                self._other[fold(name)].add(actor.id)

    def resolve(self, name: str) -> str:
        """The id of the actor that bears this name; ids and labels go before aliases.

        Raises UnknownActor with near names, or AmbiguousName with the ids to choose from.

        >>> Names([Actor("taiwan", "Taiwan", "State")]).resolve("Taiwn")
        Traceback (most recent call last):
            ...
        lkg.errors.UnknownActor: The graph knows no actor 'Taiwn'. Did you mean Taiwan?
        """
        name = name.removeprefix("actor:")
        name = self._counted_as.get(name, name)
        if name in self.labels:
            return name
        key = fold(name)
        found = (self._main.get(key) or self._other.get(key) or self._last.get(key) or set()) if key else set()
        if len(found) > 1:
            raise AmbiguousName(name, sorted(found))
        if not found:
            raise UnknownActor(name, self.near(name))
        return next(iter(found))

    def exact(self, name: str) -> str | None:
        """The id of the one actor that bears this name, or None.

        >>> names = Names([Actor("nato", "NATO", "InternationalOrganization", aliases=(("OTAN", "fr"),))])
        >>> names.exact("Otan"), names.exact("UN")
        ('nato', None)
        """
        found = self._main.get(fold(name)) or self._other.get(fold(name)) or set()
        return next(iter(found)) if len(found) == 1 and fold(name) else None

    def near(self, name: str, *, most: int = 3) -> list[str]:
        """Labels of the actors whose names look most like this one.

        >>> Names([Actor("latvia", "Latvia", "State"), Actor("china", "China", "State")]).near("Latwia")
        ['Latvia']
        """
        from rapidfuzz import fuzz, process

        known: Mapping[str, set[str]] = self._other | self._last | self._main
        hits = process.extract(fold(name), list(known), scorer=fuzz.ratio, limit=most * 3, score_cutoff=65)
        hits = [hit for hit in hits if hit[1] > hits[0][1] - 15]
        ids = dict.fromkeys(actor for key, _, _ in hits for actor in sorted(known[key]))
        return [self.labels[actor] for actor in list(ids)[:most]]
