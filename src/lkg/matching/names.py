"""How like two names are, and why: every score comes with its reasons in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from lkg.identity import fold
from lkg.matching.words import LIGHT, Word, Words, skeleton, words_of

WORD = 0.65
"""words less alike than this are two words"""
EXTRA = {True: 0.3, False: 0.85}
"""how much a word counts that only one of two names has: of people, and of others"""
WORST = 0.5
"""how much the least alike of the words that stand for each other takes away"""
SOUND, INITIAL, BONES = 0.97, 0.8, 0.9
"""how alike two words are that sound the same, of which one is the initial, or that share their consonants"""
AGAINST = 0.3
"""how alike a name is at best to another where two of their words stand against each other"""
LONE = 0.7
"""what is left of the likeness of a name of one word, where the other has more"""
REVERSED, HOMOPHONE = 45.0, 85.0
"""names whose words stand in another order where one is that of the father; and those that only sound the same"""
QUICK, COMMON = 55, 65
"""names that sound less alike as a whole are not compared word by word: those of equally many words, and others"""
DIVIDED = 0.85
"""how alike the letters of two names are, at least, whose words are divided differently"""
ACRONYM = 6
ROMAN = re.compile("[ivx]+")
OF_FATHER = frozenset(("bin", "ibn", "ben", "bint"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two names are, from 0 to 100, and the reasons."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Which words of two names stand for each other, and which stand alone."""

    pairs: tuple[tuple[Word, Word, float], ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]


@lru_cache(maxsize=200_000)
def alike(one: str, other: str, person: bool = False) -> Likeness:
    """How like two names are.

    100 is the same name in Latin letters. Words are compared one by one, whatever their order; the least alike pair
    weighs most, since two people who differ in one name are two people.

    >>> alike("Владимир Путин", "Vladimir Putin", True)
    Likeness(score=100.0, reasons=('same name in Latin letters',))
    >>> alike("Olaf Schulze", "Olaf Scholz", True).reasons
    ('one word differs: Schulze/Scholz',)
    """
    a, b = words_of(one, person), words_of(other, person)
    return _whole(a, b, person) or max(_in_words(a, b, person), _undivided(a, b), key=lambda found: found.score)


def may_be_alike(one: str, other: str, person: bool = False) -> bool:
    """A quick look that spares most pairs the comparison word by word: false only where that would find little."""
    a, b = words_of(one, person), words_of(other, person)
    if a.vowelless or b.vowelless or not (a.whole and b.whole):
        return True
    if len(a.own) != len(b.own):
        short = min(a, b, key=lambda words: len(words.own))
        divided = fuzz.ratio(a.joined, b.joined) >= 100 * DIVIDED
        return len(short.joined) <= ACRONYM or divided or fuzz.token_set_ratio(a.sounds[0], b.sounds[0]) >= COMMON
    return any(fuzz.ratio(x, y) >= QUICK for x, y in zip(a.sounds, b.sounds, strict=True))


def _whole(a: Words, b: Words, person: bool) -> Likeness | None:
    """Names that are the same but for what does not count."""
    if a.latin == b.latin:
        return _of_same_latin(a, b)
    apart = " and ".join(sorted({*a.apart, *b.apart}))
    without = f", {apart} left out" if a.apart != b.apart and apart else ""
    found = _of_same_words(a, b, person) or _of_same_letters(a, b)
    return replace(found, reasons=(f"{found.reasons[0]}{without}",)) if found else _of_initials(a, b, person)


def _of_same_latin(a: Words, b: Words) -> Likeness:
    """Names of one script that differ there are hardly certain: other signs may sound the same."""
    one, other = fold(a.name), fold(b.name)
    if one == other:
        return Likeness(100.0, ("same name",))
    if one.isascii() or other.isascii():
        return Likeness(100.0, ("same name in Latin letters",))
    return Likeness(HOMOPHONE, ("alike in Latin letters, but written with other signs",))


def _of_same_words(a: Words, b: Words, person: bool) -> Likeness | None:
    one, other = ([word.text for word in words.own] for words in (a, b))
    if one == other:
        return Likeness(98.0, ("same name",))
    if sorted(one) != sorted(other):
        return None
    if OF_FATHER.intersection(one):
        return Likeness(REVERSED, ("same words in another order, of which one names the father",))
    return Likeness(97.0 if person else 93.0, ("same words in another order",))


def _of_same_letters(a: Words, b: Words) -> Likeness | None:
    return Likeness(96.0, ("same letters, divided into words differently",)) if a.joined == b.joined else None


def _of_initials(a: Words, b: Words, person: bool) -> Likeness | None:
    for short, long in ((a, b), (b, a)):
        if len(short.own) == 1 and len(long.own) > 2 and short.joined == long.initials and not person:
            return Likeness(80.0, (f"{short.name} has the initials of {long.name}",))
    return None


def _undivided(a: Words, b: Words) -> Likeness:
    """Names compared as one word each, for those whose words are divided differently."""
    if len(a.own) == len(b.own):
        return Likeness(0.0, ())
    likeness = OSA.normalized_similarity(a.joined, b.joined)
    return Likeness(
        100 * likeness - 6 if likeness > DIVIDED else 0.0, ("nearly the same letters, divided differently",)
    )


def _in_words(a: Words, b: Words, person: bool) -> Likeness:
    aligned = _align(a, b)
    left, right = (sum(word.weight for word in words) for words in (aligned.left, aligned.right))
    against, extra = min(left, right), abs(left - right)
    pairs = [(max(x.weight, y.weight), s) for x, y, s in aligned.pairs]
    total = sum(weight for weight, _ in pairs) + against + EXTRA[person] * extra
    mean = sum(weight * s for weight, s in pairs) / total if total else 0.0
    worst = min((s for weight, s in pairs if weight > LIGHT), default=0.0)
    worst = worst if against <= LIGHT else min(worst, AGAINST)
    if extra > LIGHT and 1 in (len(a.own), len(b.own)):
        mean *= LONE
    return Likeness(round(100 * mean * (1 - WORST * (1 - worst)), 1), tuple(_reasons(aligned)))


def _align(a: Words, b: Words) -> _Aligned:
    """Pair the words that are most alike first."""
    bones = a.vowelless or b.vowelless
    likeness = [
        (s, -abs(i - j), i, j)
        for i, x in enumerate(a.own)
        for j, y in enumerate(b.own)
        if (s := _word(x, y, bones)) >= WORD
    ]
    left, right = dict(enumerate(a.own)), dict(enumerate(b.own))
    pairs = []
    for s, _, i, j in sorted(likeness, reverse=True):
        if i in left and j in right:
            pairs.append((left.pop(i), right.pop(j), s))
    return _Aligned(tuple(pairs), *_shortened(tuple(left.values()), tuple(right.values())))


def _shortened(left: tuple[Word, ...], right: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """What is left of words where one side only shortens the other: US, United States."""
    for short, long in ((left, right), (right, left)):
        if len(short) == 1 < len(long) and short[0].text == "".join(word.text[0] for word in long):
            return (), ()
    return left, right


def _word(x: Word, y: Word, bones: bool) -> float:
    if x.text == y.text:
        return 1.0
    if x.text.isdecimal() or y.text.isdecimal() or (ROMAN.fullmatch(x.text) and ROMAN.fullmatch(y.text)):
        return 0.0
    if min(len(x.text), len(y.text)) == 1:
        return INITIAL if x.text[0] == y.text[0] else 0.0
    if _abbreviates(x.text, y.text) or _abbreviates(y.text, x.text):
        return INITIAL
    found = max(OSA.normalized_similarity(x.text, y.text), SOUND * OSA.normalized_similarity(x.sound, y.sound))
    if not bones:
        return found
    return max(found, BONES * OSA.normalized_similarity(skeleton(x.text), skeleton(y.text)))


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word is another without its middle, as Intl is International."""
    if not 3 <= len(short) <= 5 or len(long) < 2 * len(short) or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _reasons(aligned: _Aligned) -> Iterator[str]:
    differing = [f"{x.text.title()}/{y.text.title()}" for x, y, s in aligned.pairs if s < 1]
    if differing:
        count = "one word differs" if len(differing) == 1 else f"{len(differing)} words differ"
        yield f"{count}: {', '.join(differing)}"
    if aligned.left and aligned.right:
        yield f"{_listed(aligned.left)} against {_listed(aligned.right)}"
    elif aligned.left or aligned.right:
        yield f"only one name has {_listed((*aligned.left, *aligned.right))}"


def _listed(words: Sequence[Word]) -> str:
    return " ".join(word.text.title() for word in words)
