"""Names shortened to the first letters of their words: NATO, DoD, TSPMI, МИД."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from lkg.matching.words import FORMS, LITTLE, NUMBERS, SMALL, latin_of

FEWEST, MOST = 2, 10
"""letters of an initialism"""
PLAIN = 4
"""letters from which an initialism need not be in capitals: Nato, but not Era for a European railway agency"""
DOUBTFUL = 2
"""letters that say little: there are few pairs of letters, and many names"""
CHOICES = 4
"""letters that may be there or not; of a longer name all others are left out"""
_BRACKETED = re.compile(r"(.+?)\s*[(\[]\s*(.+?)\s*[)\]]")
_HYPHENS, _APOSTROPHES = re.compile("[-‐‑–/]"), re.compile("['’ʼ`]")


@lru_cache(maxsize=200_000)
def initialisms(name: str) -> frozenset[str]:
    """All that a name of several words may be shortened to, in small Latin letters.

    Little words, legal forms and what follows a hyphen may lend their letter or not.

    >>> sorted(initialisms("Department of Defense")), sorted(initialisms("Group of Seven"))
    (['dd', 'dod'], ['g7', 'go7'])
    >>> "osce" in initialisms("Organization for Security and Co-operation in Europe")
    True
    """
    letters = list(_letters(name))
    if sum(not optional for _, optional in letters) < FEWEST:
        return frozenset()
    free = [at for at, (_, optional) in enumerate(letters) if optional][:CHOICES]
    kept = [(letter, optional) for at, (letter, optional) in enumerate(letters) if not optional or at in free]
    return frozenset(map("".join, product(*((letter, "") if optional else (letter,) for letter, optional in kept))))


@lru_cache(maxsize=200_000)
def initialism(name: str) -> str:
    """The letters of a name that may be an initialism, else nothing; a short one has capitals.

    >>> initialism("N.A.T.O."), initialism("Unesco"), initialism("Lot"), initialism("North Atlantic")
    ('nato', 'unesco', '', '')
    """
    words = latin_of(name).split()
    words = [word for word in words if word not in FORMS] or words
    if len(words) != 1 or not FEWEST <= len(words[0]) <= MOST:
        return ""
    signs = sum(letter.isupper() or letter.isdecimal() for letter in name)
    return words[0] if len(words[0]) >= PLAIN or signs >= FEWEST else ""


@lru_cache(maxsize=200_000)
def spelt_out(name: str) -> tuple[str, ...]:
    """A name, and both parts of one that has its initialism in brackets.

    >>> spelt_out("North Atlantic Treaty Organization (NATO)")[1:], spelt_out("Ministry of Defence (Lithuania)")[1:]
    (('North Atlantic Treaty Organization', 'NATO'), ())
    """
    found = _BRACKETED.fullmatch(name)
    if found and (shortens(found[1], found[2]) or shortens(found[2], found[1])):
        return name, found[1], found[2]
    return (name,)


def shortens(short: str, long: str) -> bool:
    """Whether a name is the first letters of another.

    >>> shortens("МИД", "Министерство иностранных дел"), shortens("NATO", "Nordic Council")
    (True, False)
    """
    return bool(letters := initialism(short)) and letters in initialisms(long)


def _letters(name: str) -> Iterator[tuple[str, bool]]:
    """The first letter of each word, in Latin letters, and whether it may be left out."""
    for word in name.replace("&", " and ").split():
        whole = latin_of(word)
        for at, part in enumerate(_HYPHENS.split(word)):
            yield from _of_part(part, at > 0 or whole in FORMS)


def _of_part(part: str, may_lack: bool) -> Iterator[tuple[str, bool]]:
    """Of `l'Atlantique` and `People's` the single letters may be left out, too."""
    for piece in _APOSTROPHES.split(part):
        if text := latin_of(piece):
            lone = len(text) == 1 and piece != part
            yield _first(piece, text), may_lack or lone or text in SMALL or text in LITTLE


def _first(piece: str, text: str) -> str:
    """The first letter as this script gives it, the digits of a number, or all letters that have points."""
    digits: str = NUMBERS.get(text, text)
    if digits.isdecimal() or "." in piece.rstrip("."):
        return digits
    return latin_of(next(letter for letter in piece if letter.isalnum()))
