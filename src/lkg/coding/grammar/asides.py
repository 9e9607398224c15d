"""What a sentence says by the way: between brackets, or after a name between two commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkg.coding.grammar.elements import Element
from lkg.coding.grammar.english import english
from lkg.coding.grammar.titles import is_title
from lkg.coding.grammar.verbs import is_adverb

RELATIVE = english("relative")
_OF_A_NAME, _IN_PASSING = english("by_the_way"), english("in_passing")
_LONGEST = 24
"""how many words may be said by the way"""
Depths = tuple[frozenset[int], ...]
"""for each element the asides that it stands in"""


def asides(parts: Sequence[Element]) -> Depths:
    """In which asides each element of a sentence stands, so that what is outside can be read without them."""
    depths: list[frozenset[int]] = [frozenset()] * len(parts)
    for number, (first, last) in enumerate([*_brackets(parts), *_between_commas(parts)]):
        for place in range(first, last + 1):
            depths[place] |= {number}
    return tuple(depths)


def _brackets(parts: Sequence[Element]) -> Iterator[tuple[int, int]]:
    opened = -1
    for place, part in enumerate(parts):
        if part.low == "(":
            opened = place
        elif part.low == ")" and opened >= 0:
            yield opened, place
            opened = -1


def _between_commas(parts: Sequence[Element]) -> Iterator[tuple[int, int]]:
    """From a comma to the next one that ends what the first began; a relative clause may also end the sentence."""
    place, ended = 0, -1
    while place < len(parts) - 1:
        last = _end(parts, place) if parts[place].low == "," and _opens(parts, place, again=place == ended) else -1
        if last > place:
            yield place, last
            place = ended = last
        else:
            place += 1


def _opens(parts: Sequence[Element], comma: int, *, again: bool) -> bool:
    """Whether something is said by the way from here on, of a name before it, or again of the same one."""
    word = next((part.low for part in parts[comma + 1 :] if not is_adverb(part.low)), "")
    if word in RELATIVE or (word in _IN_PASSING and comma > 0):
        return True
    named = again or (comma > 0 and parts[comma - 1].mention is not None)
    return named and (word in _OF_A_NAME or is_title(word))


def _end(parts: Sequence[Element], comma: int) -> int:
    """The comma that closes an aside; -1 where there is none, or where it is one of a list."""
    for place in range(comma + 2, min(comma + _LONGEST, len(parts))):
        if parts[place].low in (";", ":", "—"):
            return -1
        if parts[place].low == ",":
            return -1 if _is_listed(parts, comma, place) else place
    return len(parts) - 1 if parts[comma + 1].low in RELATIVE and len(parts) - comma <= _LONGEST else -1


def _is_listed(parts: Sequence[Element], comma: int, last: int) -> bool:
    """Whether only a name stands between, as in "Poland, the United States, and Japan"."""
    between = [part for part in parts[comma + 1 : last] if part.low != "the"]
    return len(between) == 1 and between[0].mention is not None
