"""Clauses that go before their subject: Lithuania in "By supporting Taiwan, Lithuania angered China"."""

from __future__ import annotations

from lkg.coding.grammar.english import english
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.grammar.voices import is_ing
from lkg.coding.patterns import Part, Pattern
from lkg.coding.sighting.fitting import filler
from lkg.vocab import ontology

_BEGINNINGS = english("beginnings")
_AHEAD = 5
"""what is added where the subject comes only after the verb's own clause"""
_TAKEN = 4
"""how many words may stand between a verb and the noun that tells the deed, as in "picking a diplomatic spat with" """
_WITHIN = 45
"""how many words after the verb the subject may come"""


def subject_ahead(sentence: Sentence, pattern: Pattern, part: Part, first: int) -> tuple[int, int] | None:
    """The subject of a wording that has none before it: the first name after a comma, if it is free to act."""
    if part.slot != "S" or not (_is_joint(sentence, pattern, first) or _has_none(sentence, pattern, first)):
        return None
    for place in range(first + 1, min(first + _WITHIN, len(sentence.parts))):
        if place in sentence.names and _follows_comma(sentence, place) and filler(sentence, pattern, "S", place):
            free = place not in sentence.private and not sentence.distances[place]
            return (place, _AHEAD) if free else None
    return None


def _follows_comma(sentence: Sentence, place: int) -> bool:
    before = place - 1 - (sentence.parts[place - 1].low == "the")
    return sentence.parts[before].low == ","


def _has_none(sentence: Sentence, pattern: Pattern, first: int) -> bool:
    """Whether a verb, or the verb of a noun that tells a deed, is a form on -ing or follows to, with no subject."""
    reach = range(first - 1, max(first - _TAKEN, -1), -1) if pattern.is_noun else range(first, first + 1)
    verb = next((each for each in reach if is_ing(sentence, each)), first)
    hangs = is_ing(sentence, verb) or (not pattern.is_noun and verb > 0 and sentence.parts[verb - 1].low == "to")
    return hangs and not any(place < verb and not sentence.distances[place] for place in sentence.names)


def _is_joint(sentence: Sentence, pattern: Pattern, first: int) -> bool:
    """Whether the sentence begins with a deed that takes two, as in "After talks with Oman, Iran said"."""
    begins = sentence.parts[0].low in _BEGINNINGS and first <= _TAKEN
    return begins and pattern.is_noun and ontology().relations[pattern.relation].symmetric
