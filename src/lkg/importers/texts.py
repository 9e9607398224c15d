"""Texts of other people's files: as one line that RDF can hold, and as ids."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""halves of characters and control characters, which no RDF can hold"""
_ID = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_\-])?")
_ITEM = re.compile(r"Q[1-9]\d*")
_COUNTRY = re.compile("[A-Z]{2}|INT")


def tidy(text: str) -> str:
    """A text as one line, without what RDF cannot hold.

    >>> tidy(" a\\tb\\n c\\x00 "), tidy("\\ud83d!")
    ('a b c', '!')
    """
    return " ".join(_NOT_TEXT.sub("", text).split())


def is_id(text: str) -> bool:
    """Whether a text can be part of an address as it stands.

    >>> is_id("us-ofac.12"), is_id("a b"), is_id("a.")
    (True, False, False)
    """
    return _ID.fullmatch(text) is not None


def item(text: str) -> str:
    """A Wikidata item from its number or address, or nothing.

    >>> item("https://www.wikidata.org/wiki/Q37"), item("37")
    ('Q37', '')
    """
    last = text.strip().rpartition("/")[2]
    return last if _ITEM.fullmatch(last) else ""


def is_country(code: str) -> bool:
    """Whether a text can be the code of a country, or INT for what is of several.

    >>> is_country("LT"), is_country("INT"), is_country("lt")
    (True, True, False)
    """
    return _COUNTRY.fullmatch(code) is not None
