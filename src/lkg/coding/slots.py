"""Which name fills a place of a pattern: the nearest one that the ontology allows there, and how near it is."""

from __future__ import annotations

from collections.abc import Mapping

from lkg.coding.elements import Sentence
from lkg.coding.patterns import Part, Pattern
from lkg.vocab import ontology

FARTHEST: Mapping[int, int] = {-1: 16, 1: 8}
"""how far a name may stand before, and after, the words of a relation"""
_GOVERNED = 4
"""what is added for a name after a preposition, which seldom is the one that acts"""
_PASSED = 3
"""what is added for passing another name that would fit"""
_APPOSED = 12
"""how many words may be said about a name between two commas"""
_PREPOSITIONS = frozenset(["of", "in", "to", "from", "by", "with", "for", "on", "against", "at", "under", "within"])
_ARTICLES = frozenset(["the", "a", "an", "its", "their"])
_COST = {",": 2, "(": 4, ")": 4, '"': 3, "“": 3, "”": 3, "—": 3, "but": 4, "while": 3, "that": 2, "who": 2, "which": 2}
_ASIDE = frozenset(["in", "within", "at", "under", "over", "after", "before", "during", "despite"])
"""before a name that comes after the words of a relation: it says where or when, and seldom who is meant"""
_WALL = frozenset([";", ":"])
_AGENT = frozenset(["by", "from"])
"""before a name that comes after the words of a relation: it acts, and is not acted on"""


def slot(
    sentence: Sentence, pattern: Pattern, part: Part, origin: int, step: int, *, tight: bool
) -> tuple[int, int] | None:
    """The place of the name that fills a slot, and how far it is."""
    limit = 1 if tight else FARTHEST[step]
    far, place = 0, origin + step
    if step < 0 and not tight:
        place = _before_apposition(sentence, place)
    best: tuple[int, int] | None = None
    while 0 <= place < len(sentence.parts) and far <= limit:
        low = sentence.parts[place].low
        if low in _WALL or (step > 0 and low in _AGENT):
            break
        if place not in sentence.names:
            far += 0 if tight and low in ("'", "s", "the") else _far(low, step)
        elif _may_fill(sentence, pattern, part, place, tight=tight):
            cost = far + (_GOVERNED if step < 0 and not tight and _governed(sentence, place) else 0)
            best = (place, cost) if best is None or cost < best[1] else best
            far += _PASSED
        else:
            far += 2
        place += step
    return best if best and best[1] <= limit else None


def may_be(sentence: Sentence, pattern: Pattern, slot: str, place: int) -> bool:
    """Whether the ontology lets a relation start from, or lead to, what is named here."""
    relation = ontology().relations[pattern.relation]
    return bool(sentence.kinds[place] & (relation.domain if slot == "S" else relation.range))


def _before_apposition(sentence: Sentence, place: int) -> int:
    """Over what is said between two commas about the name before them: "X, a minister of Y, met Z"."""
    if place < 0 or sentence.parts[place].low != ",":
        return place
    for other in range(place - 1, max(place - _APPOSED, 0), -1):
        if sentence.parts[other].low == "," and other - 1 in sentence.names:
            return other - 1
    return place


def _far(low: str, step: int) -> int:
    """How far a word puts a name from the words of a relation."""
    return 4 if step > 0 and low in _ASIDE else _COST.get(low, 1)


def _may_fill(sentence: Sentence, pattern: Pattern, part: Part, place: int, *, tight: bool) -> bool:
    if (place in sentence.modifiers and not tight) or (part.kind and part.kind not in sentence.kinds[place]):
        return False
    return len(sentence.groups[place]) > 1 if part.slot == "&" else may_be(sentence, pattern, part.slot, place)


def _governed(sentence: Sentence, place: int) -> bool:
    """Whether a preposition stands before the name."""
    before = place - 1
    while before >= 0 and sentence.parts[before].low in _ARTICLES:
        before -= 1
    return before >= 0 and sentence.parts[before].low in _PREPOSITIONS
