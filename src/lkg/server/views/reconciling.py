"""What the reconciliation service answers: candidates for names, suggestions of actors, a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from jinja2 import Environment, FileSystemLoader, Template

from lkg.claims import Actor
from lkg.errors import UnknownActor
from lkg.graphs import Graph
from lkg.identity import fold
from lkg.matching.searching import Candidate, Finder
from lkg.server.files import File
from lkg.server.views.actors import search
from lkg.server.views.asking import Given
from lkg.server.views.properties import SUGGESTED, ends, id_of, values
from lkg.vocab import nearest, ontology

LIMIT, MOST = 5, 50
CERTAIN, AHEAD = 96.0, 3.0
"""a candidate is a match whose name is the same, with at least this score, and so far ahead of the next"""
FITS, MISSES = 5.0, -20.0
"""what a given property does to the score: where a value fits, and where the actor has others"""
_FINDERS: WeakKeyDictionary[Graph, Finder] = WeakKeyDictionary()


def reconcile(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """A result for each query of a batch, by its key."""
    return {name: {"result": _result(graph, query)} for name, query in given["queries"].items()}


def suggest_entity(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Actors whose names begin so, or hold the words."""
    asked = Given(given)
    prefix, cursor = asked.text("prefix"), asked.number("cursor", 0, 80)
    found = search(graph, {"q": [prefix], "limit": [str(cursor + SUGGESTED)]})["actors"][cursor:]
    return {
        "result": [
            {
                "id": actor["id"],
                "name": actor["label"],
                "description": _about(graph.record.actors[actor["id"]]),
                "notable": [{"id": actor["kind"], "name": actor["kind_label"]}],
            }
            for actor in found
        ]
    }


def preview(graph: Graph, given: Mapping[str, Any]) -> File:
    """A small page on one actor."""
    name = Given(given).text("id")
    actor = graph.record.actors.get(graph.record.counted_as.get(name, name))
    if actor is None:
        raise UnknownActor(name, nearest(name, graph.record.actors))
    claims = graph.table.sql(
        f"SELECT COUNT(*) FROM claim WHERE {graph.codes.actor(actor.id)} IN (subject, object) AND NOT withdrawn"
    ).fetchone()
    html = _template().render(
        actor=actor,
        about=_about(actor),
        aliases=", ".join(text for text, _ in actor.aliases),
        claims=claims[0],
    )
    return File("preview.html", html.encode())


def _result(graph: Graph, query: Mapping[str, Any]) -> list[dict[str, Any]]:
    properties = [(id_of(each, "pid"), _texts(each["v"])) for each in query.get("properties") or []]
    found = _candidates(graph, str(query.get("query") or ""), dict(properties), _fitting(query))
    relations = ontology().relations.keys() & dict(properties).keys()
    linked = ends(graph, [each.actor.id for each in found]) if relations else {}
    scored = [(*_with_properties(graph, each, properties, linked), each) for each in found]
    scored = sorted((each for each in scored if each[0] > 0), key=lambda each: (-each[0], each[2].actor.id))
    limit = min(int(query.get("limit") or LIMIT), MOST)
    next_score = scored[1][0] if len(scored) > 1 else 0.0
    return [
        _plain(each, score, points, match=at == 0 and _is_match(each, score, next_score))
        for at, (score, points, each) in enumerate(scored[:limit])
    ]


def _fitting(query: Mapping[str, Any]) -> Callable[[Actor], bool]:
    """Whether an actor is of the types asked for: of one of them, or with `type_strict` all, of each."""
    given = query.get("type") or []
    wanted = {given} if isinstance(given, str) else set(given)
    enough = wanted.issubset if query.get("type_strict") == "all" else lambda kinds: not wanted.isdisjoint(kinds)
    return lambda actor: not wanted or enough(ontology().classes.get(actor.kind, frozenset((actor.kind,))))


def _candidates(
    graph: Graph, name: str, properties: Mapping[str, Sequence[str]], fits: Callable[[Actor], bool]
) -> list[Candidate]:
    """Those of a like name, and whoever has the Wikidata id that is given."""
    found = _finder(graph).find(name, fits=fits) if name else []
    there = {each.actor.id for each in found}
    for item in properties.get("wikidata", ()):
        found += [each for each in _finder(graph).find(item, least=100.0, fits=fits) if each.actor.id not in there]
    return found


def _with_properties(
    graph: Graph,
    found: Candidate,
    properties: Iterable[tuple[str, Sequence[str]]],
    linked: Mapping[tuple[str, str], Sequence[str]],
) -> tuple[float, float]:
    """The score with what the given properties do to it, and that alone; of two Wikidata ids that differ, 0."""
    points, certain = 0.0, False
    for name, wanted in properties:
        own = {fold(text) for value in values(graph, found.actor.id, name, linked) for text in map(str, value.values())}
        if not own:
            continue
        fits = not own.isdisjoint(map(fold, wanted))
        if name == "wikidata" and not fits:
            return 0.0, MISSES
        certain = certain or name == "wikidata"
        points += FITS if fits else MISSES
    score = 100.0 if certain else min(100.0, found.score + points)
    return round(score, 1), points


def _plain(found: Candidate, score: float, points: float, *, match: bool) -> dict[str, Any]:
    kind = found.actor.kind
    features: list[dict[str, Any]] = [{"id": "name", "value": found.score}]
    return {
        "id": found.actor.id,
        "name": found.actor.label,
        "description": "; ".join(filter(None, (_about(found.actor), "; ".join(found.reasons)))),
        "type": [{"id": kind, "name": ontology().labels.get(kind, kind)}],
        "score": score,
        "features": [*features, {"id": "properties", "value": points}],
        "match": match,
    }


def _is_match(found: Candidate, score: float, next_score: float) -> bool:
    whole = any(reason.startswith("same") for reason in found.reasons)
    return whole and score >= CERTAIN and score - next_score >= AHEAD


def _about(actor: Actor) -> str:
    kind = ontology().labels.get(actor.kind, actor.kind)
    return ", ".join(filter(None, (kind, actor.country, actor.public_role or actor.scope)))


def _texts(value: Any) -> list[str]:
    """One property value or several, each a text or an entity of which both id and name may fit."""
    values = value if isinstance(value, list) else [value]
    return [str(text) for v in values for text in (v.values() if isinstance(v, dict) else [v])]


def _finder(graph: Graph) -> Finder:
    if graph not in _FINDERS:
        _FINDERS[graph] = Finder(graph)
    return _FINDERS[graph]


@cache
def _template() -> Template:
    folder = Path(__file__).parents[1] / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True).get_template("preview.html")
