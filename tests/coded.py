"""Short texts as the tests code them, with the actors of the bundled graph."""

from __future__ import annotations

from functools import cache

import lkg
from lkg.claims import Record
from lkg.coding import Proposal, articles, code
from lkg.coding.articles import Article

DAY = "2022-04-28"
Claim = tuple[str, str, str]
"""subject, relation, object"""


def article(text: str, published: str = DAY) -> Article:
    return articles.of(text, {"title": "A text", "publisher": "A paper", "published": published})


@cache
def bundled_record() -> Record:
    return lkg.open().record


def proposed(text: str, published: str = DAY) -> list[Proposal]:
    """What a text proposes."""
    return list(code(article(text, published), bundled_record()).proposals)


def only(text: str) -> Proposal:
    (found,) = proposed(text)
    return found


def told(text: str) -> set[Claim]:
    return {(each.subject, each.relation, each.object) for each in proposed(text)}


def mentioned(text: str) -> list[tuple[str, str]]:
    """The words and the actor of each mention."""
    return [(text[each.start : each.end], each.actor) for each in code(article(text), bundled_record()).mentions]
