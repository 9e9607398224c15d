"""From a text to all that is found in it, sentence by sentence: mentions, dates, amounts and proposals."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TypeVar

from lkg.claims import Actor, Record
from lkg.coding.articles import Article
from lkg.coding.dates import Dated, dates
from lkg.coding.drafts import Draft
from lkg.coding.grammar.elements import elements
from lkg.coding.grammar.quotations import attributed
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.mentions import Index, Mention
from lkg.coding.naming.capitals import settled
from lkg.coding.naming.leaders import states_of
from lkg.coding.naming.speakers import speaking
from lkg.coding.naming.standing import stand_ins
from lkg.coding.proposals import Proposal, repeated, unique
from lkg.coding.words import plain, words
from lkg.evidence import sentences_of
from lkg.importers.amounts import Amount, amounts
from lkg.paragraphs import whole

Placed = TypeVar("Placed", Mention, Dated, Amount)


@dataclass(frozen=True, slots=True)
class Coding:
    """What was found in a text."""

    mentions: tuple[Mention, ...]
    dates: tuple[Dated, ...]
    amounts: tuple[Amount, ...]
    proposals: tuple[Proposal, ...]


def code(article: Article, record: Record) -> Coding:
    """Mentions, dates, amounts and proposals of a text; the actors are those of the record and of the list of states.

    A proposal is made for each pair of names that a pattern of the ontology joins within one sentence; the same
    claim found twice in a sentence is proposed once, with the nearer names.
    """
    # as people read it: every position is that of the text
    text, body = whole(article.text), article.body
    index = Index(record.actors.values())
    found = settled(text, body, index.mentions(text, body), index.actors)
    when = [each for each in _dates(article, text) if not any(_meet(each, mention) for mention in found)]
    much = amounts(plain(text), body)
    stretches = list(sentences_of(text, body))
    named = stand_ins(text, stretches, states_of(text, found, index.actors), index.actors)
    named = speaking(article, text, named, index)
    parsed = [_sentence(text, stretch, named, when, much, index.actors) for stretch in stretches]
    made: list[Proposal] = []
    for (start, end), sentence, sayings in zip(stretches, parsed, attributed(text, parsed), strict=True):
        dated, counted = _within(when, start, end), _within(much, start, end)
        made += unique(Draft(article, sentence, dated, counted, sayings, index.actors).proposals())
    return Coding(
        tuple(each for each in found if not each.is_mere_place), tuple(when), tuple(much), tuple(repeated(made))
    )


def _sentence(
    text: str,
    stretch: tuple[int, int],
    named: Sequence[Mention],
    when: Sequence[Dated],
    much: Sequence[Amount],
    actors: Mapping[str, Actor],
) -> Sentence:
    """A sentence with its names, amounts and dates each taken as one."""
    start, end = stretch
    figures = [
        *((each.start, each.end) for each in _within(when, start, end)),
        *((each.start, each.digits) for each in _within(much, start, end)),
    ]
    return Sentence(elements(words(text, start, end), _within(named, start, end), figures), actors)


def _within(found: Sequence[Placed], start: int, end: int) -> list[Placed]:
    """Those of what was found, in the order of the text, that stand in a stretch of it."""
    first = bisect_left(found, start, key=lambda each: each.start)
    return [each for each in takewhile(lambda each: each.start < end, islice(found, first, None)) if each.end <= end]


def _dates(article: Article, text: str) -> Iterator[Dated]:
    """The expressions of time; what counts from the text's day is no more precise than that day is known."""
    known = article.published_text
    for each in dates(text, article.published, article.body):
        finer = each.relative and any(len(part) > len(known) for part in each.when.split("/"))
        yield replace(each, when=each.when[: len(known)]) if finer else each


def _meet(date: Dated, mention: Mention) -> bool:
    """Whether a number in a name, as the 2000 of PzH 2000, was taken for a year."""
    return date.start < mention.end and mention.start < date.end
