"""Which words of two names stand for each other, and how like they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from lkg.matching.words import GIVEN, Word, Words, skeleton, sounded

WORD = 0.65
"""words less alike than this are two words"""
SOUND, INITIAL, BONES, GIVEN_SO = 0.97, 0.8, 0.9, 0.9
"""how alike two words are that sound the same, of which one is the initial, or that share their consonants; and two
first names that stand for each other"""
NONE = frozenset[int]()
ROMAN = re.compile("[ivx]+")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Which words of two names stand for each other, and which stand alone."""

    pairs: tuple[tuple[Word, Word, float], ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]

    @property
    def has_initials(self) -> bool:
        """Whether some word stands for another by its first letter."""
        return any(is_initial(x, y) for x, y, _ in self.pairs)


def align(a: Words, b: Words) -> Aligned:
    """Pair the words that are most alike first."""
    bones = a.vowelless or b.vowelless
    likeness = [
        (s, -abs(i - j), i, j)
        for i, x in enumerate(a.own)
        for j, y in enumerate(b.own)
        if (s := like(x.text, y.text, bones)) >= WORD
    ]
    left, right = dict(enumerate(a.own)), dict(enumerate(b.own))
    pairs = dict[int, tuple[Word, Word, float]]()
    for s, _, i, j in sorted(likeness, reverse=True):
        if i in left and j in right:
            pairs[i] = left.pop(i), right.pop(j), s
    in_order = tuple(pairs[i] for i in sorted(pairs))
    return _shortened(Aligned(in_order, tuple(left.values()), tuple(right.values())))


def is_initial(x: Word, y: Word) -> bool:
    """Whether one word is the first letter of another, or has the first letters of several."""
    return x.text != y.text and (1 in (len(x.text), len(y.text)) or " " in x.text + y.text)


def are_one_name(x: Word, y: Word) -> bool:
    """Whether two first names stand for each other: Joe and Joseph, Sergey and Serhiy."""
    return x.text != y.text and not GIVEN.get(x.text, NONE).isdisjoint(GIVEN.get(y.text, NONE))


@lru_cache(maxsize=500_000)
def like(one: str, other: str, bones: bool = False) -> float:
    """How like two words are, from 0 to 1; with `bones` consonants alone may do.

    >>> like("bush", "b"), like("volodymyr", "vladimir"), like("44", "45")
    (0.8, 0.9, 0.0)
    """
    if one == other:
        return 1.0
    if one.isdecimal() or other.isdecimal() or (ROMAN.fullmatch(one) and ROMAN.fullmatch(other)):
        return 0.0
    if min(len(one), len(other)) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    if not GIVEN.get(one, NONE).isdisjoint(GIVEN.get(other, NONE)):
        return GIVEN_SO
    if _abbreviates(one, other) or _abbreviates(other, one):
        return INITIAL
    found = max(_spelling(one, other), SOUND * _spelling(sounded(one), sounded(other)))
    return max(found, BONES * _spelling(skeleton(one), skeleton(other))) if bones else found


def _spelling(one: str, other: str) -> float:
    """Nought where the words are two in any case, which is quicker to see."""
    return OSA.normalized_similarity(one, other, score_cutoff=WORD)


def _shortened(found: Aligned) -> Aligned:
    """Where some words stand for each other, and of one side a single one is left that shortens the rest: US."""
    short, long = sorted((found.left, found.right), key=len)
    if not found.pairs or len(short) != 1 or len(long) == 1:
        return found
    full = tuple(word for word in long if not word.is_light)
    spelt = next((words for words in (full, long) if short[0].text == "".join(word.text[0] for word in words)), ())
    if not spelt:
        return found
    whole = Word(" ".join(word.text for word in spelt), "", max(word.weight for word in spelt))
    pair = (short[0], whole) if short == found.left else (whole, short[0])
    return Aligned((*found.pairs, (*pair, INITIAL)), (), ())


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word is another without its middle, as Intl is International."""
    if not 3 <= len(short) <= 5 or len(long) < 2 * len(short) or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
