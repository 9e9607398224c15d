"""Which actors may be the same, each pair with a score and its parts in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from lkg.claims import Actor
from lkg.claims.model import Judgement
from lkg.graphs import Graph
from lkg.matching import blocking
from lkg.matching.known import Known
from lkg.matching.names import Likeness, alike, may_be_alike
from lkg.vocab import ontology

LEAST = 60.0
"""the score from which a pair is listed: measured on judged names, see the documentation"""
CERTAIN = 100.0
KIND, COUNTRY, APART, JOINED = -10.0, -15.0, -25.0, -25.0
"""what it takes away that kinds differ, or countries; that years lie between; that a claim joins the two"""
TIE, TIES = 2.0, 8.0
"""what each shared tie adds, and all together at most"""
LIFETIME = 80
"""years between the claims of two persons after which they are hardly one"""


@dataclass(frozen=True, slots=True)
class Part:
    """One reason for or against, in words, and what it does to the score."""

    words: str
    points: float


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
    shared ties count. Two Wikidata ids that differ exclude a pair, the same one settles it. The score is no
    probability: it orders what a person looks at. With `judged` false, pairs on which a judgement stands are left out.

    >>> import lkg
    >>> graph = lkg.open()
    >>> [found.actor.id for found in match(graph, least=101)]
    []
    """
    one = Known(graph)
    two = one if other is None else Known(other)
    found = (_judged(each, graph) for each in _matches(one, two, other is not None))
    listed = [each for each in found if each.score >= least and (judged or not each.verdict)]
    return sorted(listed, key=lambda each: (-each.score, each.actor.id, each.other.id))


def compare(graph: Graph, actor: str, other: str, graph_of_other: Graph | None = None) -> Match:
    """One pair as `match` sees it, whatever its score; an excluded one has the score 0 and says why."""
    one = Known(graph)
    two = one if graph_of_other in (None, graph) else Known(graph_of_other or graph)
    found = _match(one, actor, two, other)
    return _judged(found or _excluded(one.actors[actor], two.actors[other]), graph)


def _excluded(actor: Actor, other: Actor) -> Match:
    if actor.wikidata and other.wikidata:
        words = f"Wikidata ids differ: {actor.wikidata}/{other.wikidata}"
    else:
        words = "names differ" if actor.kind == other.kind else f"names or kinds differ: {actor.kind}/{other.kind}"
    return Match(actor, other, 0.0, (Part(words, 0.0),))


def clashes(graph: Graph, other: Graph) -> list[tuple[Actor, Actor]]:
    """Actors of one id in two graphs whose kinds, Wikidata ids or names differ: joined, they would be one node."""
    one, two = Known(graph), Known(other)
    return [
        (one.actors[name], two.actors[name])
        for name in sorted(one.actors.keys() & two.actors.keys())
        if (found := _match(one, name, two, name)) is None or found.score < LEAST
    ]


def _matches(one: Known, two: Known, apart: bool) -> Iterator[Match]:
    """All pairs with a likeness; between two graphs an id that is in both is one node, and no pair."""
    new = {name: names for name, names in two.names.items() if apart and name not in one.actors}
    found = blocking.pairs(one.names | new, one.people | two.people, frozenset(new) if apart else None)
    pairs = {(b, a) if a in new else (a, b) for a, b in found} | _same_items(one, two)
    for a, b in sorted(pairs):
        if (apart or a < b) and (match_ := _match(one, a, two, b)):
            yield match_


def _same_items(one: Known, two: Known) -> set[tuple[str, str]]:
    """Actors of one Wikidata id, however they are called."""
    by_item: dict[str, list[str]] = {}
    for actor in two.actors.values():
        if actor.wikidata:
            by_item.setdefault(actor.wikidata, []).append(actor.id)
    found = ((a.id, b) for a in one.actors.values() for b in by_item.get(a.wikidata, ()))
    return {(a, b) for a, b in found if a != b and (one is two or b not in one.actors)}


def _match(one: Known, a: str, two: Known, b: str) -> Match | None:
    """The pair with its parts; None where it is excluded."""
    actor, other = one.actors[a], two.actors[b]
    if actor.wikidata and other.wikidata:
        if actor.wikidata != other.wikidata:
            return None
        return Match(actor, other, CERTAIN, (Part(f"same Wikidata id {actor.wikidata}", CERTAIN),))
    if one.sort(a) != two.sort(b):
        return None
    names = _names(one.names[a], two.names[b], a in one.people)
    if names is None:
        return None
    parts = (Part("; ".join(names.reasons), names.score), *_facts(one, a, two, b))
    # a name alone never makes a pair certain
    score = min(99.0, max(0.0, sum(part.points for part in parts)))
    return Match(actor, other, round(score, 1), parts)


def _names(ours: Sequence[str], theirs: Sequence[str], person: bool) -> Likeness | None:
    """How like the most alike of all names are; which these are is said where they are no labels."""
    best: tuple[float, Likeness, str, str] | None = None
    for one, other in product(ours, theirs):
        if may_be_alike(one, other, person):
            found = alike(one, other, person)
            if best is None or found.score > best[0]:
                best = found.score, found, one, other
    if best is None:
        return None
    _, found, one, other = best
    if (one, other) == (ours[0], theirs[0]):
        return found
    called = one if one == other else f"{one} / {other}"
    return Likeness(found.score, (f"by another name ({called}): {'; '.join(found.reasons)}",))


def _facts(one: Known, a: str, two: Known, b: str) -> Iterator[Part]:
    actor, other = one.actors[a], two.actors[b]
    kinds = [ontology().group(each.kind) for each in (actor, other)]
    if kinds[0] != kinds[1]:
        yield Part(f"differ in kind: {kinds[0]}/{kinds[1]}", KIND)
    if actor.country and other.country and actor.country != other.country:
        yield Part(f"countries differ: {actor.country}/{other.country}", COUNTRY)
    if one is two and (claim := one.joined.get(frozenset((a, b)))):
        yield Part(f"{claim} joins the two", JOINED)
    if years := _between(one.years.get(a), two.years.get(b), a in one.people):
        yield Part(f"{years} years lie between their claims", APART)
    shared = len(one.ties.get(a, set()) & two.ties.get(b, set()))
    if shared:
        yield Part(f"share {shared} tie{'' if shared == 1 else 's'}", min(TIES, TIE * shared))


def _between(ours: tuple[int, int] | None, theirs: tuple[int, int] | None, person: bool) -> int:
    """The years between the claims of two persons, if they are more than a lifetime."""
    if not person or ours is None or theirs is None:
        return 0
    days = max(ours[0], theirs[0]) - min(ours[1], theirs[1])
    years = round(days / 365.2425)
    return years if years >= LIFETIME else 0


def _judged(found: Match, graph: Graph) -> Match:
    judged = standing(graph.recorded.judgements).get(pair_of(found.actor.id, found.other.id))
    if judged is None:
        return found
    return Match(found.actor, found.other, found.score, found.parts, judged.verdict, judged.id)


def standing(judgements: Mapping[str, Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgements that stand, by the pair that they are on."""
    return {judged.actors: judged for judged in judgements.values() if judged.stands}


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two ids in their order."""
    return (one, other) if one < other else (other, one)
