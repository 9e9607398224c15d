"""One pattern at one place of a sentence: where its words stand, and which names fill its slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkg.coding.grammar.sentence import Sentence
from lkg.coding.grammar.voices import follows_article, is_bare, is_no_passive, is_unreal, suffers
from lkg.coding.patterns import Part, Pattern
from lkg.coding.sighting.chunks import chunk, next_chunk
from lkg.coding.sighting.fronted import subject_ahead
from lkg.coding.sighting.slots import slot

_BESIDE = 2
"""how far a participle alone may stand from what it is said of"""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a pattern stands."""

    words: tuple[int, ...]
    """places of its fixed words among the elements of the sentence"""
    slots: Mapping[str, int]
    """places of the names by S, O and &"""
    cost: int
    """how far the names stand from the words"""


def placed(sentence: Sentence, pattern: Pattern, place: int) -> Placed | None:
    """A pattern whose first fixed word stands at this place, if the rest is there, too."""
    anchor = next(i for i, part in enumerate(pattern.parts) if part.words)
    words = chunk(sentence, pattern.parts[anchor], place)
    if words is None or not _has_voice(sentence, pattern, words, anchor):
        return None
    left = _leftward(sentence, pattern, anchor, words)
    right = _rightward(sentence, pattern.parts[anchor + 1 :], pattern, words[-1]) if left else None
    if left is None or right is None:
        return None
    return Placed((*words, *right.words), {**left.slots, **right.slots}, left.cost + right.cost)


def _leftward(sentence: Sentence, pattern: Pattern, anchor: int, words: Sequence[int]) -> Placed | None:
    """The names before the first fixed words, nearest first."""
    slots: dict[str, int] = {}
    cost, origin = 0, words[0]
    for i in range(anchor - 1, -1, -1):
        part, tight = pattern.parts[i], pattern.parts[i + 1].tight
        hit = subject_ahead(sentence, pattern, part, words[0]) if i == 0 else None
        hit = hit or slot(sentence, pattern, part, origin, -1, tight=tight)
        if hit is None or (i == 0 and hit[1] > _BESIDE and is_bare(sentence, words)):
            return None
        origin, cost = hit[0], cost + hit[1]
        slots[part.slot] = origin
    return Placed((), slots, cost)


def _rightward(sentence: Sentence, parts: Sequence[Part], pattern: Pattern, end: int) -> Placed | None:
    """The names and further words after the first fixed words."""
    words: list[int] = []
    slots: dict[str, int] = {}
    cost = 0
    for part in parts:
        hit = _next(sentence, pattern, part, end)
        if hit is None:
            return None
        places, far = hit
        if part.slot:
            slots[part.slot] = places[0]
        else:
            words += places
        end, cost = max(sentence.groups[places[0]]) if part.slot else places[-1], cost + far
    return Placed(tuple(words), slots, cost)


def _next(sentence: Sentence, pattern: Pattern, part: Part, end: int) -> tuple[Sequence[int], int] | None:
    """The places of the next piece of a pattern after this place, and how far it is."""
    if not part.slot:
        return next_chunk(sentence, part, end)
    hit = slot(sentence, pattern, part, end, 1, tight=part.tight)
    return ([hit[0]], hit[1]) if hit else None


def _has_voice(sentence: Sentence, pattern: Pattern, words: Sequence[int], anchor: int) -> bool:
    """Whether a verb is active or passive, as the pattern has it."""
    if anchor == 0:
        return True
    if pattern.parts[0].slot == "S":
        noun = not pattern.is_noun and follows_article(sentence, words[0])
        return not (noun or suffers(sentence, words) or is_unreal(sentence, words[0]))
    return not is_no_passive(sentence, words)
