"""What somebody looks at who judges whether two actors are the same: both sides of a pair, and earlier judgements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lkg import matching, period
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.matching import Author, Known
from lkg.server.views.asking import Given
from lkg.server.views.matches import plain
from lkg.vocab import ontology

SHOWN = 3
"""claims that are shown of each actor"""
MOST = 50
"""pairs that can be looked at in one request"""


def pairs(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Who the actors of each pair are, as they stand in the data, and which is kept where nobody says.

    The first `actor` goes with the first `other`, and so on. Raises Misuse where one of them is missing or strange.
    """
    asked = Given(given)
    actors, others = asked.texts("actor"), asked.texts("other")
    if len(actors) != len(others) or len(actors) > MOST:
        raise Misuse(f"A pair is actor=… and other=…; give as many of one as of the other, and at most {MOST}.")
    known, judge = Known(graph), matching.Judge(graph, Author("", ""))
    return {
        "pairs": [
            {
                "actor": _side(known, actor),
                "other": _side(known, other),
                "kept": judge.kept(actor, other),
                "as_one": judge.as_one(actor, other),
            }
            for actor, other in zip(actors, others, strict=True)
        ]
    }


def judgements(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """All judgements on record, the latest first; those taken back say when and why."""
    found = sorted(graph.recorded.judgements.values(), key=lambda each: (each.on, each.id), reverse=True)
    names = graph.recorded.actors
    return {
        "judgements": [
            plain(each) | {"labels": [names[end].label if end in names else end for end in each.actors]}
            for each in found
        ]
    }


def _side(known: Known, name: str) -> dict[str, Any]:
    if name not in known.actors:
        raise Misuse(f"The data hold no actor of the id {name!r}. /api/actors?q=… finds ids.")
    actor, words = known.actors[name], ontology()
    return {
        "id": name,
        "label": actor.label,
        "kind": words.labels.get(actor.kind, actor.kind),
        "group": words.group(actor.kind),
        "country": actor.country,
        "wikidata": actor.wikidata,
        "role": actor.public_role,
        "names": [other for other in known.names[name] if other != actor.label],
        "claims": known.counts[name],
        "samples": list(_samples(known, name)),
    }


def _samples(known: Known, name: str) -> Iterator[dict[str, str]]:
    record = known.graph.recorded
    for each in known.claims.get(name, ())[:SHOWN]:
        claim = record.claims[each]
        ends = [record.actors[end].label for end in (claim.subject, claim.object)]
        yield {
            "id": claim.id,
            "text": f"{ends[0]} {ontology().labels.get(claim.relation, claim.relation)} {ends[1]}",
            "when": period.words(claim.when.text),
            "publisher": record.sources[claim.source].publisher,
        }
