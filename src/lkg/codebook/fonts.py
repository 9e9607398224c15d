"""The typeface of the codebook: DejaVu, which matplotlib brings along, for it has the letters of all names in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from lkg.errors import MissingFile

FACES: Mapping[str, str] = {
    "book": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "slanted": "DejaVuSans-Oblique.ttf",
    "code": "DejaVuSansMono.ttf",
}
"""name in the codebook → file"""


@cache
def folder() -> Path:
    """Where the files lie; matplotlib itself is not loaded. Raises MissingFile where it is not installed."""
    found = find_spec("matplotlib")
    for place in (found.submodule_search_locations or []) if found else []:
        fonts = Path(place) / "mpl-data" / "fonts" / "ttf"
        if fonts.is_dir():
            return fonts
    raise MissingFile("The typeface of the codebook comes with matplotlib, which is not here. Install lkg-graph again.")


def register() -> None:
    """Make the faces known to reportlab, with bold and slanted as one family."""
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder() / file)))
    pdfmetrics.registerFontFamily("book", normal="book", bold="bold", italic="slanted", boldItalic="bold")


def missing(text: str) -> set[str]:
    """The letters of a text that the face has not, white space left out.

    >>> missing("Šimonytė, Київ"), missing("台湾") == set("台湾")
    (set(), True)
    """
    known = TTFont("book", str(folder() / FACES["book"])).face.charToGlyph
    return {letter for letter in text if not letter.isspace() and ord(letter) not in known}
