"""The name to the left of a wording: the likeliest one to act, not merely the nearest."""

from __future__ import annotations

from collections.abc import Iterator

from lkg.coding.grammar.asides import RELATIVE
from lkg.coding.grammar.hanging import PRONOUNS, hung_on, is_only_asked, is_unclear
from lkg.coding.grammar.roles import GOVERNED, OBJECT
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.patterns import Part, Pattern
from lkg.coding.sighting.fitting import may_fill
from lkg.coding.sighting.nouns import is_known, is_owned, is_talk, owns

FARTHEST = 30
_PASSED, _UNFIT = 3, 2
"""what is added for passing a name that fits, and one that does not"""
_COST = {",": 2, '"': 3, "“": 3, "”": 3, "—": 3, "but": 4, "while": 3, "that": 2, "who": 2, "which": 2}
_WALL = frozenset([";", ":"])


def before(sentence: Sentence, pattern: Pattern, part: Part, origin: int) -> tuple[int, int] | None:
    """The place of the name, and how far it is; the one on which a verb hangs is taken at once."""
    if is_talk(sentence, origin) if pattern.is_noun else is_only_asked(sentence, origin):
        return None
    hung = None if pattern.is_noun else hung_on(sentence, origin)
    if hung is not None and may_fill(sentence, pattern, part, hung, tight=False):
        return hung, 1
    found = list(_candidates(sentence, pattern, part, origin))
    if is_unclear(sentence, origin, [place for place, _, _ in found]):
        return None
    best = min(found, key=lambda each: (each[2], each[1]), default=None)
    return best[:2] if best else None


def _candidates(sentence: Sentence, pattern: Pattern, part: Part, origin: int) -> Iterator[tuple[int, int, bool]]:
    """Names to the left, nearest first: the place, how far, and whether a verb acts on it; none beyond a sure one."""
    far, sure = 0, pattern.is_noun and is_owned(sentence, origin)
    for place in range(origin - 1, -1, -1):
        if far > FARTHEST or _ends(sentence, origin, place):
            return
        low = sentence.parts[place].low
        if not sentence.sees(origin, place):
            continue
        if place not in sentence.names:
            sure = sure or (low in RELATIVE and sentence.parts[place + 1].low not in PRONOUNS)
            far += _COST.get(low, 1)
        elif _is_out(sentence, pattern, part, place, origin):
            far += _UNFIT
        else:
            more = 0 if sure else _unlikely(sentence, pattern, origin, place)
            if far + more <= FARTHEST:
                yield place, far + more, more >= OBJECT
            if sure:
                return
            far += _PASSED


def _is_out(sentence: Sentence, pattern: Pattern, part: Part, place: int, origin: int) -> bool:
    """Whether a name does not fit, or is only part of a word that is not the wording's own."""
    compound = sentence.is_compound(place) and place + 1 != origin
    return compound or not may_fill(sentence, pattern, part, place, tight=False)


def _ends(sentence: Sentence, origin: int, place: int) -> bool:
    low = sentence.parts[place].low
    in_brackets = sentence.parts[origin].low == "(" and low in (",", ")")
    return low in _WALL or in_brackets


def _unlikely(sentence: Sentence, pattern: Pattern, origin: int, place: int) -> int:
    """What is added for a name that is not free to act; one whose the noun is needs not be."""
    distance = sentence.distances[place]
    if not pattern.is_noun:
        return FARTHEST + 1 if distance >= GOVERNED else distance
    if owns(sentence, place, origin):
        return 0
    return FARTHEST + 1 if distance >= OBJECT or pattern.is_of_two or is_known(sentence, origin) else distance
