"""A text whose lines break within sentences is coded, and kept, with its paragraphs whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lkg.coding.articles import Article
from lkg.coding.paragraphs import breaks, whole
from lkg.errors import Misuse
from lkg.store import read_text


def unwrapped(article: Article) -> Article:
    """The same text with its paragraphs whole, every letter in its place; itself where no line breaks a sentence."""
    body = article.text[article.body :]
    return replace(article, text=article.text[: article.body] + whole(body)) if breaks(body) else article


def kept(article: Article, place: Path, *, again: bool = False) -> Article:
    """The text with its paragraphs whole, written to a place of its own: passages are counted and checked in that file.

    Raises Misuse where another text is there, unless it may be written over.
    """
    made = unwrapped(article)
    if made is article:
        return article
    if place.exists() and not again and read_text(place) != made.text:
        raise Misuse(f"{place} is there already, and another text. Move it away, or write over it with --again.")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(made.text.encode())
    return replace(made, file=str(place))
