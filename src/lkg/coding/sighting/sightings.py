"""All wordings of relations that stand in a sentence; of those that share a word, the one that says most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkg.coding.grammar.sentence import Sentence
from lkg.coding.mentions import Mention
from lkg.coding.patterns import Pattern
from lkg.coding.sighting.ends import Pair, pairs
from lkg.coding.sighting.places import Placed, placed


@dataclass(frozen=True, slots=True)
class Sighting:
    """One wording found, with the names in its places."""

    pattern: Pattern
    pairs: tuple[tuple[Mention, Mention], ...]
    """(subject, object): several where names are joined by and"""
    words: tuple[int, ...]
    """places of the fixed words among the elements of the sentence"""
    cost: int
    first: int
    last: int
    """places of the outermost elements"""


def sightings(sentence: Sentence, patterns: Mapping[str, Sequence[Pattern]]) -> list[Sighting]:
    """All wordings found; where two share a word, only the one that fixes more words, then the nearer."""
    found = [
        _sighting(pattern, there, ends)
        for place, part in enumerate(sentence.parts)
        if part.mention is None
        for pattern in patterns.get(part.low, ())
        if (there := placed(sentence, pattern, place)) and (ends := pairs(sentence, pattern, there.slots))
    ]
    found.sort(key=lambda each: (-each.pattern.size, each.cost, each.pattern.relation, each.pattern.text))
    kept: list[Sighting] = []
    for each in found:
        if not any(set(each.words) & set(other.words) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.words)


def _sighting(pattern: Pattern, there: Placed, ends: Sequence[Pair]) -> Sighting:
    places = [*there.words, *(place for pair in ends for place, _ in pair)]
    named = tuple((subject[1], object_[1]) for subject, object_ in ends)
    return Sighting(pattern, named, there.words, there.cost, min(places), max(places))
