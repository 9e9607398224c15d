"""The words of a name, in Latin letters, with what each weighs when two names are compared."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from anyascii import anyascii

from lkg.identity import fold

TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
TITLES, SMALL, LITTLE, GENERIC, LEADING = (
    frozenset(TABLE[name].split()) for name in ("titles", "small", "little", "generic", "leading")
)
AMBIGUOUS = frozenset(("he", "ben"))
"""a title and a particle that are names, too, where there are but two words: He Lifeng, Ben Wallace"""
FORMS: Mapping[str, str] = {form: form for form in TABLE["forms"].split()} | TABLE["full"]
"""legal forms, in full and as they are shortened"""
NUMBERS = {word: digits for digits, words in TABLE["numbers"].items() for word in words.split()}
GIVEN: dict[str, frozenset[int]] = {}
"""first name → the sets of first names that stand for each other"""
for _number, _line in enumerate(TABLE["given"].split("\n")):
    GIVEN |= {_name: GIVEN.get(_name, frozenset()) | {_number} for _name in _line.split()}
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
_POINTED = re.compile(r"\b(?:[^\W_]\.[-\s]?)+(?:(?<=\.)[^\W_]\b)?")
"""letters with points, one or several: an initial or an abbreviation"""
_PATRONYMIC = re.compile(".{2,}(?:ovich|evich|avich|ovych|evych|ovna|evna|ivna|ichna)")
_SKELETON = str.maketrans("pvgqcxzj", "bfkkksss", "aeiouwyh")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name."""

    text: str
    sound: str
    """without what is spelt differently from language to language"""
    weight: float

    @property
    def is_light(self) -> bool:
        """Whether it is a particle or an article."""
        return self.weight <= LIGHT

    @property
    def is_patronymic(self) -> bool:
        """Whether it looks like a father's name of East Slavs, which often is left out."""
        return bool(_PATRONYMIC.fullmatch(self.text))


@dataclass(frozen=True, slots=True)
class Words:
    """A name taken apart."""

    name: str
    latin: str
    """folded, in Latin letters, all words in their order"""
    own: tuple[Word, ...]
    """the words that make the name"""
    full: tuple[Word, ...]
    """those of them that are no particles or articles"""
    apart: tuple[str, ...]
    """titles and legal forms, which do not"""
    vowelless: bool
    """whether it was written in a script that leaves vowels out"""
    joined: str
    """its own words without spaces"""
    heard: tuple[str, ...]
    """how its own words sound, a father's name left out"""
    sounds: tuple[str, str]
    """the same as texts, in their order and in that of the alphabet"""
    whole: bool
    """whether all its own words are written out, none as an initial"""


@lru_cache(maxsize=200_000)
def words_of(name: str, person: bool = False) -> Words:
    """A name taken apart; of a person titles are set aside, of others legal forms.

    >>> [word.text for word in words_of("Siemens Aktiengesellschaft").own], words_of("Siemens AG").apart
    (['siemens'], ('ag',))
    >>> [word.text for word in words_of("Dr. Владимир Путин", person=True).own]
    ['vladimir', 'putin']
    """
    latin = latin_of(name, apart=person)
    kept, apart = _kept(latin.split(), person)
    own = tuple(Word(text, sounded(text), weight) for text, weight in zip(kept, _weights(kept, person), strict=True))
    heard = tuple(word.sound for word in own if len(own) < 3 or not person or not word.is_patronymic)
    return Words(
        name=name,
        latin=latin,
        own=own,
        full=tuple(word for word in own if not word.is_light),
        apart=apart,
        vowelless=bool(_VOWELLESS.search(name)),
        joined="".join(kept),
        heard=heard,
        sounds=(" ".join(heard), " ".join(sorted(heard))),
        whole=all(len(text) > 1 for text in kept),
    )


def latin_of(name: str, *, apart: bool = False) -> str:
    """A name in Latin letters, folded, the apostrophe left out.

    Letters with points are one word, or with `apart` one each; of other scripts the first Latin letter counts.

    >>> latin_of("Volkswagen Bank G.m.b.H."), latin_of("Λιθουανία"), latin_of("Ю.В. Шевчук", apart=True)
    ('volkswagen bank gmbh', 'lithoyania', 'y v shevchuk')
    """
    between = " " if apart else ""
    text = _POINTED.sub(
        lambda found: between.join(anyascii(letter)[:1] for letter in found[0] if letter.isalnum()) + " ",
        unicodedata.normalize("NFKC", name),
    )
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


def _kept(words: list[str], person: bool) -> tuple[list[str], tuple[str, ...]]:
    """The words that make a name, and what is set aside; where nothing else is left, all make it."""
    texts = [NUMBERS.get(text) or _ORDINAL.sub(r"\1", text) for text in words]
    kept, apart = _without_forms(texts)
    if person:
        titles = TITLES - AMBIGUOUS if len(kept) <= 2 else TITLES
        apart = (*apart, *(text for text in kept if text in titles))
        kept = [text for text in kept if text not in titles]
    return (kept, apart) if kept else (texts, ())


def _weights(texts: Sequence[str], person: bool) -> list[float]:
    if not person:
        return [LIGHT if text in SMALL else HALF if text in GENERIC else 1.0 for text in texts]
    ends = {0, len(texts) - 1}
    return [
        LIGHT if text in SMALL and not (at in ends and _is_first_name(text, len(texts))) else 1.0
        for at, text in enumerate(texts)
    ]


def _is_first_name(text: str, words: int) -> bool:
    """Whether what may be a particle is a name where it stands at an end: A. Brown, Ben Wallace."""
    return len(text) == 1 or (words == 2 and text in AMBIGUOUS)


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
