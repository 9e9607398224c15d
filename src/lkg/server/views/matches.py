"""Pairs of actors that may be the same, and judgements on them worked out for whoever may write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lkg import matching
from lkg.claims import writing
from lkg.claims.model import Judgement
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.matching.judging import WORDS
from lkg.server.views.asking import Given


def matches(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The best pairs, with scores and reasons; those judged come with their judgement, or not at all."""
    asked = Given(given)
    least, limit = asked.number("least", int(matching.LEAST), 100), asked.number("limit", 100, 1000)
    found = matching.match(graph, least=least, judged=asked.text("judged", "yes") != "no")
    return {"least": least, "count": len(found), "matches": [each.to_dict() for each in found[:limit]]}


def judgement(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """A judgement as it would be written, checked against those that stand; nothing is written here.

    `undo` withdraws the one of this id instead. Raises Misuse for what makes no sense or contradicts.
    """
    judge = matching.Judge(graph, matching.Author.of(str(given.get("by") or "")))
    if "undo" in given:
        made = judge.undo(given["undo"], given.get("reason", ""))
    else:
        actor, other = (_recorded(graph, given[end]) for end in ("actor", "other"))
        keep = _recorded(graph, given["keep"]) if given.get("keep") else ""
        verdict = matching.verdict_of(given["judgement"])
        made = judge.judge(actor, other, verdict, given.get("reason", ""), keep=keep)
    changed = list(judge.changed.values())
    triples = "".join(f"{triple} .\n" for each in changed for triple in writing.write_judgement(each))
    return {"judgement": plain(made), "triples": triples}


def plain(judged: Judgement) -> dict[str, Any]:
    """A judgement as plain values."""
    taken = judged.withdrawal
    return {
        "id": judged.id,
        "actors": list(judged.actors),
        "judgement": WORDS[judged.verdict],
        "kept": judged.kept or None,
        "reason": judged.because,
        "by": judged.by,
        "on": judged.on,
        "withdrawn": {"on": taken.on, "by": taken.by, "reason": taken.because} if taken else None,
    }


def _recorded(graph: Graph, name: str) -> str:
    """An id of the data, even of an actor that counts as another one; raises Misuse for a strange one."""
    name = name.removeprefix("actor:")
    if name not in graph.recorded.actors:
        raise Misuse(f"The data hold no actor of the id {name!r}. /api/actors?q=… finds ids.")
    return name
