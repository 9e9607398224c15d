"""The fixed words of a pattern in a sentence: they follow one another, with few other words between."""

from __future__ import annotations

from collections.abc import Iterator

from lkg.coding.grammar.roles import OPENERS, PREPOSITIONS
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.patterns import Part

_WITHIN = 3
"""how many other words may stand between two of a relation's"""
_BETWEEN = 4
"""how many may stand between a name and words that follow it in a pattern"""
_PARTING = (PREPOSITIONS - {"of", "than"}) | OPENERS
_STOPS = frozenset(",;:()")


def chunk(sentence: Sentence, part: Part, place: int) -> list[int] | None:
    """The places of words that follow one another, from this one on."""
    if sentence.parts[place].low not in part.words[0]:
        return None
    found = [place]
    for forms in part.words[1:]:
        hit = next((i for i in _near(sentence, found[-1]) if sentence.parts[i].low in forms), None)
        if hit is None:
            return None
        found.append(hit)
    return found


def next_chunk(sentence: Sentence, part: Part, end: int) -> tuple[list[int], int] | None:
    """The places of words that come after a name, and how far they are."""
    for place in _after(sentence, end, 0 if part.tight else _BETWEEN):
        found = chunk(sentence, part, place)
        if found:
            return found, place - end - 1
    return None


def _near(sentence: Sentence, place: int) -> Iterator[int]:
    """Where the next word of a wording may stand: not beyond a preposition, other than of, or another clause."""
    # at once, even if something is said by the way there, as a bracket that is itself the wording's
    yield from range(place + 1, min(place + 2, len(sentence.parts)))
    for other in _after(sentence, place, _WITHIN):
        yield other
        if sentence.parts[other].low in _PARTING:
            return


def _after(sentence: Sentence, place: int, most: int) -> Iterator[int]:
    """The next places, until a name or a break, or after so many other words; what is said by the way is passed."""
    parts, passed = sentence.parts, 0
    for other in range(place + 1, len(parts)):
        if passed > most:
            return
        if not sentence.sees(place, other):
            continue
        yield other
        if other in sentence.names or parts[other].low in _STOPS:
            return
        # a word with a hyphen, as high-level, is one
        passed += parts[other].low != "-" and parts[other - 1].low != "-"
