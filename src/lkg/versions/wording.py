"""Claims, actors, sources … in one line each, as a list of differences shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lkg import period
from lkg.claims.model import Actor, Claim, Group, Grouping, Judgement, Placement, Source
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.reports.words import claim_words, source_name
from lkg.vocab import ontology

THINGS = ("claim", "actor", "source", "grouping", "group", "placement", "judgement", "lens", "description")
CHANGES = ("added", "withdrawn", "reinstated", "removed", "changed")
_PLURAL = {"lens": "lenses"}


def counts(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many of what are otherwise, in words.

    >>> counts([{"thing": "claim", "change": "added"}, {"thing": "lens", "change": "changed"}])
    '1 claim added; 1 lens changed'
    """
    found = Counter((row["thing"], row["change"]) for row in rows)
    parts = []
    for thing in THINGS:
        told = [f"{found[thing, word]} {word}" for word in CHANGES if found[thing, word]]
        if told:
            first, *rest = told
            number, _, word = first.partition(" ")
            parts.append(", ".join([f"{number} {_named(thing, int(number))} {word}", *rest]))
    return "; ".join(parts)


def _named(thing: str, number: int) -> str:
    return thing if number == 1 else _PLURAL.get(thing, f"{thing}s")


def in_words(graph: Graph, thing: Any) -> str:
    """A claim, actor, source … in one line; empty for what has no words of its own."""
    words = next((words for kind, words in _IN_WORDS.items() if isinstance(thing, kind)), None)
    return words(graph, thing) if words else ""


def _claim(graph: Graph, claim: Claim) -> str:
    known = graph.recorded.sources.get(claim.source)
    source = source_name(known) if known else claim.source
    return f"{claim_words(graph, claim)}, {period.words(claim.when.text)} [{source}]"


def _placement(graph: Graph, placed: Placement) -> str:
    return f"{graph.label(placed.actor)} in {placed.group}, {placed.first_day or '..'} to {placed.last_day or '..'}"


def _judgement(graph: Graph, judged: Judgement) -> str:
    return f"{' and '.join(map(graph.label, judged.actors))}: {ontology().labels.get(judged.verdict, judged.verdict)}"


def _source(_: Graph, source: Source) -> str:
    return f"{source.publisher}: {source.title}" if source.publisher else source.title


_IN_WORDS: Mapping[type, Callable[[Graph, Any], str]] = {
    Claim: _claim,
    Actor: lambda _, actor: f"{actor.label} ({ontology().labels.get(actor.kind, actor.kind)})",
    Source: _source,
    Grouping: lambda _, grouping: grouping.title,
    Group: lambda _, group: group.label,
    Placement: _placement,
    Judgement: _judgement,
    Lens: lambda _, lens: lens.title,
}
