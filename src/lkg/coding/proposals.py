"""Claims that a text seems to make, each with its passage and the reason, for a person to decide on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lkg.coding.articles import Article
from lkg.vocab import ontology


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a passage seems to make; nothing of it is in a graph until somebody accepts it."""

    id: str
    subject: str
    relation: str
    object: str
    when: str
    modality: str
    start: int
    end: int
    confidence: str
    """high, medium or low: how near the names stand to the words of the relation, no probability"""
    reason: str
    amount: str = ""
    unit: str = ""
    claimant: str = ""
    """who says so, where the text only tells what somebody says"""


def unique(found: Iterable[tuple[int, Proposal]]) -> list[Proposal]:
    """One proposal for each claim of a sentence, the one whose names are nearest, in the order of the text."""
    best: dict[tuple[str, str, str], tuple[int, Proposal]] = {}
    for cost, proposal in found:
        ends = (proposal.subject, proposal.object)
        key = (proposal.relation, *(sorted(ends) if ontology().relations[proposal.relation].symmetric else ends))
        if key not in best or cost < best[key][0]:
            best[key] = cost, proposal
    return sorted((proposal for _, proposal in best.values()), key=lambda each: (each.start, each.end, each.id))


def repeated(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals, each with a word in its reason where the text made the same claim before."""
    seen: set[tuple[str, str, str, str]] = set()
    for each in found:
        claim = (each.subject, each.relation, each.object, each.modality)
        yield replace(each, reason=f"{each.reason}; the same claim as above") if claim in seen else each
        seen.add(claim)


def identity(article: Article, subject: str, relation: str, object_: str, start: int) -> str:
    """An id that stays the same when the text is coded again, so that nothing is taken over twice."""
    told = f"{subject}|{relation}|{object_}|{start}|{article.text}"
    return f"{article.about['source']}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
