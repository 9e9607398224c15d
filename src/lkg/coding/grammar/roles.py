"""How a name stands in its sentence: free to act, acted on, or governed by a preposition."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lkg.coding.grammar.elements import Element
from lkg.coding.grammar.english import english
from lkg.coding.grammar.titles import is_title
from lkg.coding.grammar.verbs import SAYING, acts, is_adverb, is_finite

ARTICLES, PREPOSITIONS, OPENERS = english("articles"), english("prepositions"), english("openers")
_ADJECTIVES = english("adjectives") | {"'", "s"}
OBJECT, GOVERNED, _OF = 9, 10, 2
"""how little a name is likely to act: after a verb, after a preposition, and as what is added for of"""
_HEAD = 4
"""how many words may make up a noun before of"""
_NOUNS = 2
"""how many words between an article and a name may belong to it, as in "the resultant Chinese reprisals" """


def governor(parts: Sequence[Element], place: int, modifiers: Collection[int]) -> int:
    """The word before a name and all that belongs to it; -1 where the sentence begins with it."""
    before = place - 1
    while before >= 0 and _belongs(parts[before], before in modifiers):
        before -= 1
    if any(part.low in ARTICLES for part in parts[before + 1 : place]):
        return before
    for article in range(before - 1, max(before - _NOUNS - 1, -1), -1):
        if parts[article].low in ARTICLES and all(map(_is_plain, parts[article + 1 : before + 1])):
            return article - 1
    return before


def not_acting(parts: Sequence[Element], before: int) -> int:
    """How little a name with this word before it is likely to act, as a distance; 0 where it begins a clause.

    After of it acts as little as what it belongs to: "with the ministers of Latvia".
    """
    if before < 0:
        return 0
    return _OF + not_acting(parts, head(parts, before)) if parts[before].low == "of" else _distance(parts[before])


def head(parts: Sequence[Element], of: int) -> int:
    """The word before the noun to which of belongs, and before what belongs to that noun."""
    for place in range(of - 1, max(of - 1 - _HEAD, -1), -1):
        low = parts[place].low
        if low in ARTICLES:
            return place - 1
        if not _is_plain(parts[place]) or (place < of - 1 and (is_finite(low) or acts(low))):
            return place
    return max(of - 1 - _HEAD, -1)


def is_noun(word: str) -> bool:
    """Whether a word after a name may be a noun that the name belongs to, for all that can be told.

    >>> is_noun("battlegroup"), is_noun("in"), is_noun("sent")
    (True, False, False)
    """
    other = word in ARTICLES or word in PREPOSITIONS or word in OPENERS or word in _ADJECTIVES
    return word.isalpha() and not other and not is_finite(word) and not is_adverb(word)


def _belongs(part: Element, is_modifier: bool) -> bool:
    """Whether a word before a name belongs to it: an article, an adjective, a title, or the name of whose it is."""
    low = part.low
    return is_modifier or low in ARTICLES or low in _ADJECTIVES or (is_title(low) and low not in PREPOSITIONS)


def _is_plain(part: Element) -> bool:
    return part.low.isalpha() and part.low not in PREPOSITIONS and part.low not in OPENERS


def _distance(before: Element) -> int:
    low = before.low
    if before.mention or not low[:1].isalpha() or low in OPENERS or low in SAYING or is_adverb(low):
        return 0
    return GOVERNED if low in PREPOSITIONS else OBJECT
