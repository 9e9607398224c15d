"""What the reconciliation service answers: candidates for names, suggestions, a preview, values of properties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from jinja2 import Environment, FileSystemLoader, Template

from lkg.claims import Actor
from lkg.errors import Misuse, UnknownActor
from lkg.graphs import Graph
from lkg.identity import fold
from lkg.matching.searching import Candidate, Finder
from lkg.server.files import File
from lkg.server.views.actors import search
from lkg.server.views.asking import Given
from lkg.vocab import nearest, ontology

LIMIT, MOST, SUGGESTED = 5, 50, 20
CERTAIN, AHEAD = 96.0, 3.0
"""a candidate is a match whose name is the same, with at least this score, and so far ahead of the next"""
FITS, MISSES = 5.0, -20.0
"""what a given property does to the score: where a value fits, and where the actor has others"""
FACTS: Mapping[str, str] = {
    "country": "country", "wikidata": "Wikidata id", "publicRole": "public role", "alias": "other name", "kind": "kind",
}  # fmt: skip
"""properties besides the relations"""
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


def suggest_type(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Kinds of actors and other nodes."""
    return _suggested(given, {name: ontology().labels[name] for name in _kinds()})


def suggest_property(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of actors, and the relations."""
    return _suggested(given, _properties())


def propose(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Properties that things of a type may have."""
    asked = Given(given)
    kind, limit = asked.text("type", "Actor"), asked.number("limit", 100, 1000)
    above = ontology().classes.get(kind, frozenset((kind,)))
    fitting = {
        name for name, relation in ontology().relations.items() if not relation.domain or relation.domain & above
    }
    found = [{"id": n, "name": label} for n, label in _properties().items() if n in FACTS or n in fitting]
    return {"type": kind, "limit": limit, "properties": found[:limit]}


def extend(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of properties, for actors by their ids; raises Misuse for a property that there is not."""
    asked = given["extend"]
    ids, names = _listed(asked, "ids"), [_id(each) for each in _listed(asked, "properties")]
    known = _properties()
    for name in names:
        if name not in known:
            near = nearest(name, known)
            raise Misuse(f"There is no property {name!r}.{f' Did you mean {near[0]}?' if near else ''}")
    ends = _ends(graph, [graph.record.counted_as.get(i, i) for i in map(str, ids)])
    return {
        "meta": [{"id": name, "name": known[name]} for name in names],
        "rows": {str(i): {name: _values(graph, str(i), name, ends) for name in names} for i in ids},
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
    kinds = query.get("type") or []
    wanted = {str(kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)}

    def fits(actor: Actor) -> bool:
        return not wanted or bool(wanted & ontology().classes.get(actor.kind, frozenset((actor.kind,))))

    properties = [(_id(each, "pid"), _texts(each["v"])) for each in query.get("properties", [])]
    found = _candidates(graph, str(query.get("query") or ""), dict(properties), fits)
    scored = [(*_with_properties(graph, each, properties), each) for each in found]
    scored = sorted((each for each in scored if each[0] > 0), key=lambda each: (-each[0], each[2].actor.id))
    limit = min(int(query.get("limit", LIMIT)), MOST)
    next_score = scored[1][0] if len(scored) > 1 else 0.0
    return [
        _plain(each, score, points, match=at == 0 and _is_match(each, score, next_score))
        for at, (score, points, each) in enumerate(scored[:limit])
    ]


def _candidates(graph: Graph, name: str, properties: Mapping[str, Sequence[str]], fits: Any) -> list[Candidate]:
    """Those of a like name, and whoever has the Wikidata id that is given."""
    found = _finder(graph).find(name, fits=fits) if name else []
    there = {each.actor.id for each in found}
    for item in properties.get("wikidata", ()):
        found += [each for each in _finder(graph).find(item, least=100.0, fits=fits) if each.actor.id not in there]
    return found


def _with_properties(
    graph: Graph, found: Candidate, properties: Iterable[tuple[str, Sequence[str]]]
) -> tuple[float, float]:
    """The score with what the given properties do to it, and that alone; of two Wikidata ids that differ, 0."""
    points, certain = 0.0, False
    for name, wanted in properties:
        ends = _ends(graph, [found.actor.id]) if name in ontology().relations else {}
        own = {fold(text) for value in _values(graph, found.actor.id, name, ends) for text in map(str, value.values())}
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


def _values(graph: Graph, name: str, of: str, ends: Mapping[tuple[str, str], Sequence[str]]) -> list[dict[str, str]]:
    name = graph.record.counted_as.get(name, name)
    actor = graph.record.actors.get(name)
    if actor is None:
        return []
    if of in ontology().relations:
        return [{"id": other, "name": graph.label(other)} for other in ends.get((name, of), ())]
    texts = {
        "country": [actor.country], "wikidata": [actor.wikidata], "publicRole": [actor.public_role],
        "alias": [text for text, _ in actor.aliases], "kind": [ontology().labels.get(actor.kind, actor.kind)],
    }.get(of, [])  # fmt: skip
    return [{"str": text} for text in texts if text]


def _ends(graph: Graph, actors: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """(actor, relation) → whom asserted claims link it to, whatever their time; symmetric relations both ways."""
    codes = [str(graph.codes.actor(actor)) for actor in actors if actor in graph.record.actors]
    if not codes:
        return {}
    wanted = ", ".join(codes)
    rows = graph.table.sql(
        f"SELECT DISTINCT subject, relation, object FROM claim WHERE modality = 0 AND NOT withdrawn AND "
        f"(subject IN ({wanted}) OR object IN ({wanted})) ORDER BY ALL"
    ).fetchall()
    nodes, relations = graph.table.nodes, graph.table.relations
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for a, relation, b in rows:
        found[nodes[a], relations[relation]].append(nodes[b])
        if ontology().relations[relations[relation]].symmetric:
            found[nodes[b], relations[relation]].append(nodes[a])
    return {key: list(dict.fromkeys(others)) for key, others in found.items()}


def _suggested(given: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    asked = Given(given)
    prefix, cursor = fold(asked.text("prefix")), asked.number("cursor", 0, 1000)
    ranked = sorted((fold(label).find(prefix), label, name) for name, label in known.items() if prefix in fold(label))
    also = [(0, known[name], name) for name in known if fold(name).startswith(prefix)]
    found = list(dict.fromkeys((name, label) for _, label, name in (*ranked, *also)))
    return {"result": [{"id": name, "name": label} for name, label in found[cursor : cursor + SUGGESTED]]}


def _about(actor: Actor) -> str:
    kind = ontology().labels.get(actor.kind, actor.kind)
    return ", ".join(filter(None, (kind, actor.country, actor.public_role or actor.scope)))


def _properties() -> dict[str, str]:
    return dict(FACTS) | {name: relation.label for name, relation in ontology().relations.items()}


@cache
def _kinds() -> tuple[str, ...]:
    nodes = {"Actor", "Policy", "Event", "Asset", "Place"}
    return tuple(sorted(name for name, above in ontology().classes.items() if above & nodes))


def _texts(value: Any) -> list[str]:
    """One property value or several, each a text or an entity of which both id and name may fit."""
    values = value if isinstance(value, list) else [value]
    return [str(text) for v in values for text in (v.values() if isinstance(v, dict) else [v])]


def _listed(asked: Mapping[str, Any], name: str) -> list[Any]:
    found = asked.get(name)
    if not isinstance(found, list):
        raise Misuse(f"extend lacks {name}, a list.")
    return found


def _id(given: Any, name: str = "id") -> str:
    if not isinstance(given, dict) or not isinstance(given.get(name), str):
        raise Misuse(f"A property is an object with {name}.")
    return str(given[name])


def _finder(graph: Graph) -> Finder:
    if graph not in _FINDERS:
        _FINDERS[graph] = Finder(graph)
    return _FINDERS[graph]


@cache
def _template() -> Template:
    folder = Path(__file__).parents[1] / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True).get_template("preview.html")
