"""Which pairs of names are worth a look: those that share a rare key, never all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from lkg.matching.words import Words, skeleton, words_of

RARE = 50
"""a key that more actors share than this tells nothing alone; two such keys together may"""
MANY = 200
"""a key made of the whole name may be shared by so many"""
START = 4

Key = tuple[str, ...]


def pairs(
    names: Mapping[str, Iterable[str]], people: frozenset[str], others: frozenset[str] | None = None
) -> set[tuple[str, str]]:
    """Pairs of actors of which some names share a key, from actor → names; with `others`, one of each pair is there.

    The keys of a name are how its words begin when spelt as they sound, their consonants, the first letters of all,
    and the whole name without spaces; of words that many names have (`ministry`), only two together make a pair. So a
    name with faults in all its words is not found, and ten thousand actors take seconds. Short names: see `bearers`.

    >>> pairs({"a": ["Vladimir Putin"], "b": ["Wladimir Poutine"], "c": ["NATO"]}, frozenset("ab"))
    {('a', 'b')}
    """
    holders = _holders(names, people)
    common: dict[str, list[Key]] = defaultdict(list)
    found = set[tuple[str, str]]()
    for key, actors in holders.items():
        if len(actors) > (MANY if key[0] == "whole" else RARE):
            for actor in actors:
                common[actor].append(key)
        else:
            found.update(_pairs(actors, others))
    for actors in _together(common).values():
        if len(actors) <= RARE:
            found.update(_pairs(actors, others))
    return found


def _holders(names: Mapping[str, Iterable[str]], people: frozenset[str]) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    for actor, texts in names.items():
        person = actor in people
        keys = {key for text in texts for key in keys_of(words_of(text, person))}
        for key in keys:
            found[key].append(actor)
    return found


def _together(common: Mapping[str, list[Key]]) -> dict[Key, list[str]]:
    """Actors by each pair of keys that many share, each of another word."""
    found: dict[Key, list[str]] = defaultdict(list)
    for actor, keys in common.items():
        starts = sorted(key for key in keys if key[0] == "start")
        for one, other in combinations(starts, 2):
            found[(*one, *other)].append(actor)
    return found


def keys_of(words: Words) -> Iterator[Key]:
    """The keys of a name."""
    own = words.full or words.own
    for word in own:
        if len(word.text) > 1:
            yield "start", word.sound[:START]
        if len(bones := skeleton(word.text)) > 1:
            yield "bones", bones
    yield "whole", skeleton(words.joined)[: 2 * START]
    if len(own) > 1:
        yield "initials", "".join(word.text[0] for word in own)


def _pairs(actors: list[str], others: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    for one, other in combinations(actors, 2):
        if others is None or (one in others) != (other in others):
            yield (one, other) if one < other else (other, one)
