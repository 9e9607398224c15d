"""Which name fills a place of a pattern, and how far it is from the words beside it."""

from __future__ import annotations

from lkg.coding.grammar.sentence import Sentence
from lkg.coding.patterns import Part, Pattern
from lkg.coding.sighting.fitting import may_fill
from lkg.coding.sighting.leftward import before
from lkg.coding.sighting.rightward import after

_BOUND = frozenset(["'", "s", "the"])
"""what may stand between where nothing may"""


def slot(
    sentence: Sentence, pattern: Pattern, part: Part, origin: int, step: int, *, tight: bool
) -> tuple[int, int] | None:
    """The place of the name that fills a slot, to the left or to the right of what stands at the origin."""
    if tight:
        return _beside(sentence, pattern, part, origin, step)
    return before(sentence, pattern, part, origin) if step < 0 else after(sentence, pattern, part, origin)


def _beside(sentence: Sentence, pattern: Pattern, part: Part, origin: int, step: int) -> tuple[int, int] | None:
    """A name with nothing between but an article or the sign of whose it is."""
    place = origin + step
    while 0 <= place < len(sentence.parts) and sentence.parts[place].low in _BOUND:
        place += step
    inside = 0 <= place < len(sentence.parts) and place in sentence.names
    return (place, 0) if inside and may_fill(sentence, pattern, part, place, tight=True) else None
