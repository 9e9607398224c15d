"""Whom "we" means in an official text: whoever gave it out. A guess, marked as such."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lkg.coding.articles import Article
from lkg.coding.mentions import Index, Mention
from lkg.vocab import ontology

OFFICIAL = ("government", "pressRelease")
"""kinds of sources in which the publisher speaks for itself"""
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_SPEAKERS = ("State", "Organization")


def speaking(article: Article, text: str, named: Sequence[Mention], index: Index) -> list[Mention]:
    """The mentions, and among them each "we", "us" and "our" that stands outside quotations."""
    speaker = publisher(article, index)
    if not speaker:
        return list(named)
    guess = f"taken for {index.actors[speaker].label}, which published the text"
    ours = (
        Mention(match.start(), match.end(), speaker, guess=f"{match[0]!r} {guess}")
        for match in _WE.finditer(text, article.body)
        if not _is_quoted(text, match.start())
    )
    return sorted([*named, *(each for each in ours if not _meets(each, named))], key=lambda mention: mention.start)


def publisher(article: Article, index: Index) -> str:
    """The actor that published an official text; the state of a body that nobody knows. Empty for any other text."""
    if article.about["kind"] not in OFFICIAL:
        return ""
    found = index.mentions(article.about["publisher"])
    return next(_fitting(found, index), "")


def _fitting(found: Sequence[Mention], index: Index) -> Iterator[str]:
    for mention in sorted(found, key=lambda each: each.start - each.end):
        kinds = ontology().classes[index.actors[mention.actor].kind]
        if not kinds.isdisjoint(_SPEAKERS) and "MediaOutlet" not in kinds:
            yield mention.actor


def _is_quoted(text: str, place: int) -> bool:
    """Whether quotation marks that were opened in the paragraph are still open."""
    before = text[text.rfind("\n", 0, place) + 1 : place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _meets(each: Mention, named: Sequence[Mention]) -> bool:
    after = bisect_left(named, each.end, key=lambda mention: mention.start)
    return after > 0 and named[after - 1].end > each.start
