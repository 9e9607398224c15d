"""The words of a name, in Latin letters, with what each weighs when two names are compared."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from anyascii import anyascii

from lkg.identity import fold

_TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
TITLES, SMALL, GENERIC, LEADING = (
    frozenset(_TABLE[name].split()) for name in ("titles", "small", "generic", "leading")
)
FORMS: Mapping[str, str] = {form: form for form in _TABLE["forms"].split()} | _TABLE["full"]
"""legal forms, in full and as they are shortened"""
NUMBERS = {word: digits for digits, words in _TABLE["numbers"].items() for word in words.split()}
LIGHT, HALF = 0.25, 0.6
"""the weights of particles, and of words that many organisations share"""
_LONGEST_FORM = max(len(form.split()) for form in FORMS)
_VOWELLESS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Hebrew, Arabic and their kin write few vowels"""
_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("th", "t"),
    ("dh", "d"), ("zh", "z"), ("ts", "s"), ("tz", "s"), ("dj", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("ij", "i"), ("iy", "i"), ("yi", "i"), ("ei", "ai"), ("ey", "ai"), ("y", "i"), ("w", "v"), ("q", "k"), ("c", "k"),
    ("x", "s"),
)  # fmt: skip
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_SKELETON = str.maketrans("pvgqcxzj", "bfkkksss", "aeiouwyh")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name."""

    text: str
    sound: str
    """without what is spelt differently from language to language"""
    weight: float


@dataclass(frozen=True, slots=True)
class Words:
    """A name taken apart."""

    name: str
    latin: str
    """folded, in Latin letters, all words in their order"""
    own: tuple[Word, ...]
    """the words that make the name"""
    apart: tuple[str, ...]
    """titles and legal forms, which do not"""
    vowelless: bool
    """whether it was written in a script that leaves vowels out"""
    joined: str
    """its own words without spaces"""
    sounds: tuple[str, str]
    """how its own words sound, in their order and in that of the alphabet"""
    whole: bool
    """whether all its own words are written out, none as an initial"""

    @property
    def initials(self) -> str:
        """The first letters of its words."""
        return "".join(word.text[0] for word in self.own if word.weight > LIGHT)


@lru_cache(maxsize=200_000)
def words_of(name: str, person: bool = False) -> Words:
    """A name taken apart; of a person titles are set aside, of others legal forms.

    >>> [word.text for word in words_of("Siemens Aktiengesellschaft").own], words_of("Siemens AG").apart
    (['siemens'], ('ag',))
    >>> [word.text for word in words_of("Dr. Владимир Путин", person=True).own]
    ['vladimir', 'putin']
    """
    latin = latin_of(name)
    texts = [NUMBERS.get(text) or _ORDINAL.sub(r"\1", text) for text in latin.split()]
    kept, apart = _without_forms(texts)
    if person:
        kept, titles = [t for t in kept if t not in TITLES], [t for t in kept if t in TITLES]
        apart = (*apart, *titles)
    if not kept:
        kept, apart = texts, ()
    own = tuple(Word(text, sounded(text), _weight(text, person)) for text in kept)
    sounds = [word.sound for word in own]
    return Words(
        name, latin, own, tuple(apart), bool(_VOWELLESS.search(name)), "".join(kept),
        (" ".join(sounds), " ".join(sorted(sounds))), all(len(text) > 1 for text in kept),
    )  # fmt: skip


def latin_of(name: str) -> str:
    """A name in Latin letters, folded; letters with points are one word, and so is the apostrophe's.

    >>> latin_of("Volkswagen Bank G.m.b.H."), latin_of("Λιθουανία"), latin_of("J.-C. Juncker")
    ('volkswagen bank gmbh', 'lithoyania', 'jc juncker')
    """
    text = unicodedata.normalize("NFKC", name)
    text = re.sub(r"\b(?:\w\.[-\s]?){2,}", lambda found: re.sub(r"[.\-\s]", "", found[0]) + " ", text)
    return fold(anyascii(text.replace("&", " and ")))


@lru_cache(maxsize=200_000)
def sounded(text: str) -> str:
    """A word without what differs between ways to spell the same sound, for comparison only.

    >>> sounded("Qaddafi".lower()) == sounded("kadafi"), sounded("mohammed"), sounded("mohamed")
    (True, 'mohamed', 'mohamed')
    """
    for spelt, sound in _SOUNDS:
        text = text.replace(spelt, sound)
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=200_000)
def skeleton(text: str) -> str:
    """The consonants of a word, those that scripts without vowels do not tell apart taken for one.

    >>> skeleton("bwtyn") == skeleton("putin")
    True
    """
    return re.sub(r"(.)\1+", r"\1", text.replace("th", "s").replace("sh", "s").translate(_SKELETON))


def _weight(text: str, person: bool) -> float:
    if text in SMALL:
        return LIGHT
    return HALF if not person and text in GENERIC else 1.0


def _without_forms(texts: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The words without legal forms at either end, and the forms."""
    kept, forms = list(texts), list[str]()
    for cut in (_last, _first):
        while len(kept) > 1 and (size := next(cut(kept), 0)):
            part = kept[-size:] if cut is _last else kept[:size]
            forms.append(FORMS[" ".join(part)])
            kept = kept[:-size] if cut is _last else kept[size:]
    while len(kept) > 1 and kept[-1] == "and":
        kept.pop()
    return kept, tuple(forms)


def _last(texts: list[str]) -> Iterator[int]:
    return (n for n in range(min(_LONGEST_FORM, len(texts) - 1), 0, -1) if " ".join(texts[-n:]) in FORMS)


def _first(texts: list[str]) -> Iterator[int]:
    """Short forms stand before a name only in some languages; spelt out, in all."""
    sizes = range(min(_LONGEST_FORM, len(texts) - 1), 0, -1)
    return (n for n in sizes if " ".join(texts[:n]) in FORMS and (n > 1 or texts[0] in LEADING))
