"""How like two names are, and why: every score comes with its reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from lkg.identity import fold
from lkg.matching.alignment import Aligned, align, are_one_name, is_initial
from lkg.matching.initialisms import DOUBTFUL, initialism, shortens
from lkg.matching.parts import Part
from lkg.matching.words import LIGHT, Word, Words, words_of

LEAST = 60.0
"""the score from which a pair is listed: measured on judged names, see the documentation"""
EXTRA = {True: 0.3, False: 0.85}
"""how much a word counts that only one of two names has: of people, and of others"""
WORST = 0.5
"""how much the least alike of the words that stand for each other takes away"""
AGAINST = 0.3
"""how alike a name is at best to another where two of their words stand against each other"""
LONE = 0.7
"""what is left of the likeness of a name of one word, where the other has more"""
REVERSED, HOMOPHONE = 45.0, 85.0
"""names whose words stand in another order where one is that of the father; and those that only sound the same"""
INITIALS, LETTERS, SURNAME, ONE_WORD = 80.0, 50.0, 50.0, 40.0
"""an initialism; one of two letters; a surname alone; another word of a person's name alone"""
QUICK, COMMON = 55, 65
"""names that sound less alike as a whole are not compared word by word: those of equally many words, and others"""
DIVIDED, DIVIDED_LESS = 0.85, 6.0
"""how alike the letters of two names are, at least, whose words are divided differently; what that takes away"""
OF_FATHER = frozenset(("bin", "ibn", "ben", "bint"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two names are, from 0 to 100, and the reasons."""

    score: float
    reasons: tuple[str, ...]
    short: str = field(default="", repr=False)
    """the name that shortens the other, where others might be meant by it, too"""

    def part(self, called: str = "") -> Part:
        """The same as a reason; `called` says which names these are."""
        return Part(called + "; ".join(self.reasons), self.score)


@lru_cache(maxsize=200_000)
def alike(one: str, other: str, person: bool = False) -> Likeness:
    """How like two names are.

    100 is the same name in Latin letters. Words are compared one by one, whatever their order; the least alike pair
    weighs most, since two people who differ in one name are two people. A surname alone says little: whether more
    than one may be meant by it, `bearers` knows.

    >>> alike("Владимир Путин", "Vladimir Putin", True)
    Likeness(score=100.0, reasons=('same name in Latin letters',))
    >>> alike("Olaf Schulze", "Olaf Scholz", True).reasons
    ('one word differs: Schulze/Scholz',)
    >>> alike("Scholz", "Olaf Scholz", True)
    Likeness(score=50.0, reasons=('Scholz gives only the surname',))
    """
    a, b = words_of(one, person), words_of(other, person)
    return _whole(a, b, person) or max(_in_words(a, b, person), _undivided(a, b), key=lambda found: found.score)


def may_be_alike(one: str, other: str, person: bool = False) -> bool:
    """A quick look that spares most pairs the comparison word by word: false only where that would find little."""
    a, b = words_of(one, person), words_of(other, person)
    if a.vowelless or b.vowelless or not (a.whole and b.whole):
        return True
    if len(a.heard) != len(b.heard):
        divided = fuzz.ratio(a.joined, b.joined) >= 100 * DIVIDED
        return divided or fuzz.token_set_ratio(a.sounds[0], b.sounds[0]) >= COMMON or _may_shorten(a, b, person)
    (x, x_sorted), (y, y_sorted) = a.sounds, b.sounds
    return bool(fuzz.ratio(x, y, score_cutoff=QUICK) or fuzz.ratio(x_sorted, y_sorted, score_cutoff=QUICK))


def _may_shorten(a: Words, b: Words, person: bool) -> bool:
    return not person and (shortens(a.name, b.name) or shortens(b.name, a.name))


def _whole(a: Words, b: Words, person: bool) -> Likeness | None:
    """Names that are the same but for what does not count, or of which one shortens the other."""
    if a.latin == b.latin:
        return _of_same_latin(a, b)
    apart = " and ".join(sorted({*a.apart, *b.apart}))
    without = f", {apart} left out" if a.apart != b.apart and apart else ""
    found = _of_same_words(a, b, person) or _of_same_letters(a, b)
    if found:
        return replace(found, reasons=(f"{found.reasons[0]}{without}",))
    return _of_one_word(a, b) or _of_one_word(b, a) if person else _of_initials(a, b) or _of_initials(b, a)


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


def _of_initials(short: Words, long: Words) -> Likeness | None:
    if not shortens(short.name, long.name):
        return None
    score = INITIALS if len(initialism(short.name)) > DOUBTFUL else LETTERS
    return Likeness(score, (f"{short.name} has the initials of {long.name}",), short.name)


def _of_one_word(short: Words, long: Words) -> Likeness | None:
    """A person's surname alone, or what may be one: it stands first in many languages."""
    if len(short.full) != 1 or len(long.full) < 2 or not short.whole:
        return None
    ours, theirs = ([word.sound for word in words.own] for words in (short, long))
    if ours == (theirs[: len(ours)] if "," in long.name else theirs[-len(ours) :]):
        return Likeness(SURNAME, (f"{short.name} gives only the surname",), short.name)
    if len(ours) == 1 and ours[0] in theirs:
        return Likeness(ONE_WORD, (f"{short.name} gives only one word of the name",), short.name)
    return None


def _undivided(a: Words, b: Words) -> Likeness:
    """Names compared as one word each, for those whose words are divided differently."""
    if len(a.own) == len(b.own):
        return Likeness(0.0, ())
    likeness = OSA.normalized_similarity(a.joined, b.joined)
    score = round(100 * likeness - DIVIDED_LESS, 1) if likeness > DIVIDED else 0.0
    return Likeness(score, ("nearly the same letters, divided differently",))


def _in_words(a: Words, b: Words, person: bool) -> Likeness:
    aligned = align(a, b)
    left, right = (sum(word.weight for word in words) for words in (aligned.left, aligned.right))
    against, extra = min(left, right), abs(left - right)
    pairs = [(max(x.weight, y.weight), s) for x, y, s in aligned.pairs]
    total = sum(weight for weight, _ in pairs) + against + EXTRA[person] * (extra if against else _extra(aligned))
    mean = sum(weight * s for weight, s in pairs) / total if total else 0.0
    worst = min((s for weight, s in pairs if weight > LIGHT), default=0.0)
    worst = worst if against <= LIGHT else min(worst, AGAINST)
    if extra > LIGHT and 1 in (len(a.own), len(b.own)):
        mean *= LONE
    score = round(100 * mean * (1 - WORST * (1 - worst)), 1)
    short = min(a.name, b.name, key=_length) if person and score >= LEAST and aligned.has_initials else ""
    return Likeness(score, tuple(_reasons(aligned)), short)


def _extra(aligned: Aligned) -> float:
    """The weight of the words that only one of two names has; that of a father is no more than a particle."""
    words = aligned.left or aligned.right
    return sum(LIGHT if word.is_patronymic else word.weight for word in words)


def _reasons(aligned: Aligned) -> Iterator[str]:
    pairs = [(x, y) for x, y, s in aligned.pairs if s < 1]
    initial = [pair for pair in pairs if is_initial(*pair)]
    given = [pair for pair in pairs if are_one_name(*pair)]
    differing = [pair for pair in pairs if pair not in initial and pair not in given]
    if differing:
        yield f"{'one word differs' if len(differing) == 1 else f'{len(differing)} words differ'}: {_paired(differing)}"
    if given:
        yield f"forms of one first name: {_paired(given)}"
    if initial:
        yield ", ".join(f"{short.upper()} for {long.title()}" for short, long in map(_by_length, initial))
    if aligned.left and aligned.right:
        yield f"{_listed(aligned.left)} against {_listed(aligned.right)}"
    elif aligned.left or aligned.right:
        yield f"only one name has {_listed((*aligned.left, *aligned.right))}"


def _by_length(pair: tuple[Word, Word]) -> list[str]:
    return sorted((word.text for word in pair), key=_length)


def _length(text: str) -> tuple[int, str]:
    return len(text), text


def _paired(pairs: Sequence[tuple[Word, Word]]) -> str:
    return ", ".join(f"{x.text.title()}/{y.text.title()}" for x, y in pairs)


def _listed(words: Sequence[Word]) -> str:
    return " ".join(word.text.title() for word in words)
