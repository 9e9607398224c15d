"""Properties of actors as the reconciliation service offers them: facts and relations, and their values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.identity import fold
from lkg.server.views.asking import Given
from lkg.vocab import nearest, ontology

SUGGESTED = 20
"""suggestions at once"""
FACTS: Mapping[str, str] = {
    "country": "country", "wikidata": "Wikidata id", "publicRole": "public role", "alias": "other name", "kind": "kind",
}  # fmt: skip
"""properties besides the relations"""


def suggest_type(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Kinds of actors and other nodes.

    >>> suggest_type(None, {"prefix": ["gov"]})
    {'result': [{'id': 'GovernmentBody', 'name': 'government body'}]}
    """
    return _suggested(given, {name: ontology().labels[name] for name in _kinds()})


def suggest_property(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of actors, and the relations."""
    return _suggested(given, _properties())


def propose(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Properties that things of a type may have.

    >>> [found["id"] for found in propose(None, {"type": ["Person"], "limit": ["3"]})["properties"]]
    ['country', 'wikidata', 'publicRole']
    """
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
    ids, names = _listed(asked, "ids"), [id_of(each) for each in _listed(asked, "properties")]
    known = _properties()
    for name in names:
        if name not in known:
            near = nearest(name, known)
            raise Misuse(f"There is no property {name!r}.{f' Did you mean {near[0]}?' if near else ''}")
    linked = ends(graph, [graph.record.counted_as.get(i, i) for i in map(str, ids)])
    return {
        "meta": [{"id": name, "name": known[name]} for name in names],
        "rows": {str(i): {name: values(graph, str(i), name, linked) for name in names} for i in ids},
    }


def values(graph: Graph, name: str, of: str, linked: Mapping[tuple[str, str], Sequence[str]]) -> list[dict[str, str]]:
    """The values of a property of an actor, in the shape of section 7.4; `linked` is what `ends` gives of it.

    >>> import lkg
    >>> values(lkg.open(), "taiwan", "country", {})
    [{'str': 'TW'}]
    """
    name = graph.record.counted_as.get(name, name)
    actor = graph.record.actors.get(name)
    if actor is None:
        return []
    if of in ontology().relations:
        return [{"id": other, "name": graph.label(other)} for other in linked.get((name, of), ())]
    texts = {
        "country": [actor.country], "wikidata": [actor.wikidata], "publicRole": [actor.public_role],
        "alias": [text for text, _ in actor.aliases], "kind": [ontology().labels.get(actor.kind, actor.kind)],
    }.get(of, [])  # fmt: skip
    return [{"str": text} for text in texts if text]


def ends(graph: Graph, actors: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """(actor, relation) → whom asserted claims link it to, whatever their time; symmetric relations both ways.

    >>> import lkg
    >>> "lithuania" in ends(lkg.open(), ["taiwan"])["taiwan", "hostsOfficeOf"]
    True
    """
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


def id_of(given: Any, name: str = "id") -> str:
    """The id of a property that a request names; raises Misuse.

    >>> id_of({"id": "country"})
    'country'
    >>> id_of("country")
    Traceback (most recent call last):
        ...
    lkg.errors.Misuse: A property is an object with id.
    """
    if not isinstance(given, dict) or not isinstance(given.get(name), str):
        raise Misuse(f"A property is an object with {name}.")
    return str(given[name])


def _suggested(given: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    asked = Given(given)
    prefix, cursor = fold(asked.text("prefix")), asked.number("cursor", 0, 1000)
    ranked = sorted((fold(label).find(prefix), label, name) for name, label in known.items() if prefix in fold(label))
    also = [(0, known[name], name) for name in known if fold(name).startswith(prefix)]
    found = list(dict.fromkeys((name, label) for _, label, name in (*ranked, *also)))
    return {"result": [{"id": name, "name": label} for name, label in found[cursor : cursor + SUGGESTED]]}


def _properties() -> dict[str, str]:
    return dict(FACTS) | {name: relation.label for name, relation in ontology().relations.items()}


@cache
def _kinds() -> tuple[str, ...]:
    nodes = {"Actor", "Policy", "Event", "Asset", "Place"}
    return tuple(sorted(name for name, above in ontology().classes.items() if above & nodes))


def _listed(asked: Mapping[str, Any], name: str) -> list[Any]:
    found = asked.get(name)
    if not isinstance(found, list):
        raise Misuse(f"extend lacks {name}, a list.")
    return found
