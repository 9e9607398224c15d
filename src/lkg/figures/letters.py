"""Letters that the page's font lacks: lent by another font of this machine, else written in Latin ones."""

from __future__ import annotations

import logging
import unicodedata
import warnings
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii
from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.ft2font import FT2Font

Fonts = tuple[str, ...]


@lru_cache(maxsize=8192)
def legible(text: str, fonts: Fonts) -> tuple[str, Fonts]:
    """The text and the fonts that can set it.

    Boxes in place of letters tell nobody anything, so a text that no font of the machine can set is written in Latin
    letters, with a warning. What the given fonts have is never changed.

    >>> legible("Šimonytė", ("DejaVu Sans",))
    ('Šimonytė', ('DejaVu Sans',))
    """
    missing = frozenset(letter for letter in text if _is_drawn(letter)) - _letters_of(fonts)
    if not missing:
        return text, fonts
    lender = _lender(missing)
    if lender:
        # many such fonts have no bold, and matplotlib would say so for each name
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        return text, (*fonts, lender)
    warnings.warn(
        "Some names have letters that no font of this machine has, and are written in Latin ones. "
        "Install a font for them, such as Noto Sans CJK.",
        stacklevel=2,
    )
    return "".join(anyascii(letter) if letter in missing else letter for letter in text), fonts


def _is_drawn(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "CZ"


@lru_cache(maxsize=16)
def _letters_of(fonts: Fonts) -> frozenset[str]:
    """All letters of some fonts by name."""
    return frozenset().union(*(_charmap(fontManager.findfont(FontProperties(family=name))) for name in fonts))


@lru_cache(maxsize=256)
def _lender(missing: frozenset[str]) -> str:
    """An installed font that has all of these letters; empty where there is none."""
    return next((entry.name for entry in _upright() if missing <= _charmap(entry.fname)), "")


def _upright() -> Iterator[FontEntry]:
    """The installed fonts of regular weight, those without serifs first, each in the same order on every run."""
    regular = (
        entry
        for entry in fontManager.ttflist
        # the last resort has a box for every letter, which says nothing
        if entry.style == "normal" and entry.weight in (400, "normal") and not entry.name.startswith("Last Resort")
    )
    yield from sorted(regular, key=lambda entry: ("Sans" not in entry.name, entry.name, entry.fname))


@lru_cache(maxsize=512)
def _charmap(file: str) -> frozenset[str]:
    return frozenset(map(chr, FT2Font(file).get_charmap()))
