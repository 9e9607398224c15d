"""The name to the right of a wording: the nearest one, up to a word that begins something else."""

from __future__ import annotations

from lkg.coding.grammar.asides import RELATIVE
from lkg.coding.grammar.english import english
from lkg.coding.grammar.hanging import DEEDS
from lkg.coding.grammar.roles import ARTICLES
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.grammar.verbs import is_adverb, is_finite
from lkg.coding.patterns import Part, Pattern
from lkg.coding.sighting.fitting import may_fill

FARTHEST = 12
_PASSED, _UNFIT = 3, 2
"""what is added for passing a name that fits, and one that does not"""
_COST = {",": 2, '"': 3, "“": 3, "”": 3, "—": 3}
_BEYOND = RELATIVE | english("beyond")
_MORE = frozenset(["more", "less", "fewer"])


def after(sentence: Sentence, pattern: Pattern, part: Part, origin: int) -> tuple[int, int] | None:
    """The place of the name, and how far it is."""
    far, nouns = 0, 0
    best: tuple[int, int] | None = None
    for place in range(origin + 1, len(sentence.parts)):
        if far > FARTHEST or _ends(sentence, origin, place, nouns):
            break
        low = sentence.parts[place].low
        if not sentence.sees(origin, place):
            continue
        if place not in sentence.names:
            nouns += low.isalpha() and low not in ARTICLES and not is_adverb(low)
            far += _COST.get(low, 1)
        elif may_fill(sentence, pattern, part, place, tight=False) and not sentence.is_compound(place):
            best = (place, far) if best is None or far < best[1] else best
            far += _PASSED
        else:
            far += _UNFIT
    return best if best and best[1] <= FARTHEST else None


def _ends(sentence: Sentence, origin: int, place: int, nouns: int) -> bool:
    """Whether what a wording acts on has ended: at another preposition or clause, or a noun's own verb."""
    if place in sentence.names:
        return place - origin > 2 and sentence.begins_clause(place)
    low, before = sentence.parts[place].low, sentence.parts[place - 1].low
    if (low == "by" and before in DEEDS and place - origin > 1) or (low == "than" and before in _MORE):
        return False
    return low in _BEYOND or (nouns > 0 and is_finite(low))
