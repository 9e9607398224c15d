"""Whose a deed is that a noun tells: "Taiwan's growing investment in", "sanctions on Belarus for its support to"."""

from __future__ import annotations

from lkg.coding.grammar.english import stems
from lkg.coding.grammar.roles import OPENERS, PREPOSITIONS
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.grammar.verbs import BE, is_finite

_BESIDE = 3
"""how many words may stand before a noun and still belong to it"""
_OWNERS = frozenset(["its", "their", "his", "her"])
_TALKING, _KEEPING = stems("talking"), stems("keeping")


def owns(sentence: Sentence, place: int, noun: int) -> bool:
    """Whether nothing but adjectives stands between a name and a noun."""
    between = _between(sentence, place + 1, noun)
    if between[:2] == ["'", "s"]:
        return len(between) <= _BESIDE + 2 and PREPOSITIONS.isdisjoint(between)
    return len(between) <= _BESIDE and not any(map(_parts, between))


def is_owned(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is somebody's who was just named, for its or their stands before it."""
    before = _between(sentence, max(noun - _BESIDE, 0), noun)
    owner = next((place for place in range(len(before) - 1, -1, -1) if before[place] in _OWNERS), None)
    return owner is not None and all(low.isalpha() or low in "-," for low in before[owner + 1 :])


def is_known(sentence: Sentence, noun: int) -> bool:
    """Whether a deed is spoken of as known, "reviewed the agreement with", not said of one, "is the founder of"."""
    before = _between(sentence, max(noun - 2, 0), noun)
    return before[-1:] == ["the"] and BE.isdisjoint(before) and not before[0].startswith(_KEEPING)


def is_talk(sentence: Sentence, noun: int) -> bool:
    """Whether a deed is only talked about: "met to discuss support for"."""
    return any(low.startswith(_TALKING) for low in _between(sentence, max(noun - _BESIDE, 0), noun))


def _between(sentence: Sentence, first: int, last: int) -> list[str]:
    return [part.low for part in sentence.parts[first:last]]


def _parts(low: str) -> bool:
    return low in PREPOSITIONS or low in OPENERS or is_finite(low) or low == ","
