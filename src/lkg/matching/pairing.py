"""Which actors may be the same, each pair with a score and its parts in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lkg.claims import Actor
from lkg.graphs import Graph
from lkg.matching.names import LEAST
from lkg.matching.parts import Part, score
from lkg.matching.settled import Settled
from lkg.matching.sides import Sides


@dataclass(frozen=True, slots=True)
class Match:
    """Two actors that may be one."""

    actor: Actor
    other: Actor
    score: float
    """from 0 to 100; no probability"""
    parts: tuple[Part, ...]
    verdict: str = ""
    """same, notSame or unsure, where a judgement stands"""
    judgement: str = ""
    """its id"""

    @property
    def words(self) -> str:
        """All reasons in one line."""
        return "; ".join(part.words for part in self.parts)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON and CSV."""
        return {
            "actor": self.actor.id,
            "other": self.other.id,
            "label": self.actor.label,
            "other_label": self.other.label,
            "kind": self.actor.kind,
            "other_kind": self.other.kind,
            "score": self.score,
            "reasons": self.words,
            "parts": [{"words": part.words, "points": part.points} for part in self.parts],
            "verdict": self.verdict,
            "judgement": self.judgement,
        }


def match(graph: Graph, other: Graph | None = None, *, least: float = LEAST, judged: bool = True) -> list[Match]:
    """The pairs of actors that may be the same, best first: within a graph, or between it and another.

    Names are compared across scripts, each with each of both actors; then kinds, countries, Wikidata ids, years and
    shared ties count, and whether others may be meant by a surname or by initials. Two Wikidata ids that differ
    exclude a pair, the same one settles it. The score is no probability: it orders what a person looks at. Pairs that
    judgements on others settle are left out, and with `judged` false those on which one stands, too.

    >>> import lkg
    >>> graph = lkg.open()
    >>> [found.actor.id for found in match(graph, least=101)]
    []
    """
    sides, settled = Sides.of(graph, other), Settled(graph.recorded.judgements)
    compared = ((a, b, sides.parts(a, b)) for a, b in sides.pairs())
    found = (_match(sides, a, b, parts, settled) for a, b, parts in compared if parts and score(parts) >= least)
    listed = [each for each in found if _is_open(each, settled) or (each.verdict and judged)]
    return sorted(listed, key=lambda each: (-each.score, each.actor.id, each.other.id))


def compare(graph: Graph, actor: str, other: str, graph_of_other: Graph | None = None) -> Match:
    """One pair as `match` sees it, whatever its score; an excluded one has the score 0 and says why."""
    return compared(Sides.of(graph, graph_of_other), actor, other)


def compared(sides: Sides, actor: str, other: str) -> Match:
    """The same, where many are to be compared."""
    parts = sides.parts(actor, other) or (_excluded(sides.one.actors[actor], sides.two.actors[other]),)
    return _match(sides, actor, other, parts, Settled(sides.one.graph.recorded.judgements))


def clashes(graph: Graph, other: Graph) -> list[tuple[Actor, Actor]]:
    """Actors of one id in two graphs whose kinds, Wikidata ids or names differ: joined, they would be one node."""
    sides = Sides.of(graph, other)
    one, two = sides.one.actors, sides.two.actors
    both = sorted(one.keys() & two.keys())
    return [(one[name], two[name]) for name in both if score(sides.parts(name, name)) < LEAST]


def _is_open(found: Match, settled: Settled) -> bool:
    return not found.verdict and not settled.has(found.actor.id, found.other.id)


def _match(sides: Sides, a: str, b: str, parts: tuple[Part, ...], settled: Settled) -> Match:
    judged = settled.on(a, b)
    told = (judged.verdict, judged.id) if judged else ("", "")
    return Match(sides.one.actors[a], sides.two.actors[b], score(parts), parts, *told)


def _excluded(actor: Actor, other: Actor) -> Part:
    if actor.wikidata and other.wikidata:
        return Part(f"Wikidata ids differ: {actor.wikidata}/{other.wikidata}", 0.0)
    if actor.kind == other.kind:
        return Part("names differ", 0.0)
    return Part(f"names or kinds differ: {actor.kind}/{other.kind}", 0.0)
