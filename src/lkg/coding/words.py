"""A text as words with their places, and letters without their accents, code point for code point."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_SPELLINGS = (("centre", "center"), ("defence", "defense"), ("programme", "program"), ("isation", "ization"))
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign of punctuation: what is compared, and where it stands."""

    text: str
    """without accents"""
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters, in American spelling, so that Centre meets Center."""
        return low(self.text)


def low(word: str) -> str:
    """A word in small letters and American spelling, for comparison only.

    >>> low("Defence"), low("Organisation"), low("Centre")
    ('defense', 'organization', 'center')
    """
    small = word.lower()
    for british, american in _SPELLINGS:
        small = small.replace(british, american)
    return small


def plain(text: str) -> str:
    """A text without accents, as long as before, so that positions still fit.

    >>> plain("Ingrida Šimonytė’s cabinet")
    "Ingrida Simonyte's cabinet"
    """
    return "".join(map(_letter, text.translate(_SAME)))


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, each sign of punctuation by itself.

    >>> [word.text for word in words("the so-called 17+1 group")]
    ['the', 'so', '-', 'called', '17', '+', '1', 'group']
    """
    last = len(text) if end is None else end
    found = _WORD.finditer(plain(text[start:last]))
    return [Word(match[0], start + match.start(), start + match.end()) for match in found]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    first = unicodedata.normalize("NFKD", letter)[:1]
    return first if first.isalnum() else letter
