"""A text as words with their places: sentences, and letters without their accents, code point for code point."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# what lkg.evidence takes for the end of a sentence: a passage that crosses one would be refused there
_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!\bMr)(?<!\bDr)(?<!\b[A-Z])[.!?][\"”’)]*(?=\s+[\"“‘(]*[A-ZŠŽČ0-9])|(?=\n)|\Z")
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


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends, without the white space around it.

    >>> text = "Mr. Wang spoke. China, e.g. its customs, did not.\\nEnd"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Wang spoke.', 'China, e.g. its customs, did not.', 'End']
    """
    for match in _END.finditer(text, start):
        piece = text[start : match.end()]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), match.end() - (len(piece) - len(piece.rstrip()))
        start = match.end()


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    first = unicodedata.normalize("NFKD", letter)[:1]
    return first if first.isalnum() else letter
