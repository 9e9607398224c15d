"""What servers of the bundled graph are asked: light questions, those that it brings along, and a heavy one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

import lkg
from lkg.graphs import Graph
from lkg.inference import CLAIM_TERMS
from lkg.lens import DEFAULT
from lkg.store.answers import collect
from lkg.store.terms import canonical
from lkg.store.text import bound, declared
from lkg.vocab import PREFIXES

Mix = Mapping[str, str]
"""questions by name"""
LIGHT, AGAIN, SHARED = "light questions", "light questions again", "bundled questions"
ALL, MIXED = "all bundled questions", "with a heavy one"
ABOUT = {
    "actor": "SELECT ?property ?value { actor:%s ?property ?value }",
    "label": "SELECT ?label { actor:%s rdfs:label ?label }",
    "allies": "SELECT ?ally ?label { actor:%s lkg:cooperation ?ally . ?ally rdfs:label ?label }",
    "members": "SELECT ?member ?label { ?member lkg:memberOf actor:%s ; rdfs:label ?label }",
}
"""light questions about one actor each; the second half follows direct edges of the lens"""
HEAVY = """SELECT ?relation (COUNT(*) AS ?walks) (COUNT(DISTINCT ?end) AS ?ends) {
  ?first rdf:subject ?start ; rdf:predicate ?relation ; rdf:object ?middle .
  ?second rdf:subject ?middle ; rdf:object ?end
} GROUP BY ?relation"""

_SLOW = "rdflib takes more than five seconds"
LEFT_OUT: Mapping[str, str] = {
    "aid-ranking-figures": "Virtuoso gives 14 of 19 rows",
    "contested-statements": "Virtuoso and rdflib join texts without their language",
    "contested-status": "Virtuoso gives 14 rows, not 9",
    "deeds-between": "Virtuoso gives 88 rows, not 32",
    "denials-by": _SLOW,
    "disputed-claims": "Virtuoso fails to convert a value (SR066)",
    "export-figures": "Virtuoso does not answer within a minute",
    "office-holders": f"Virtuoso gives none of 15 rows, and {_SLOW}",
    "recent-claims": "Virtuoso gives none of 44 rows",
    "sanctions-in-force": "Virtuoso gives 11 of 15 rows",
    "several-voices": _SLOW,
}
"""bundled questions that not all servers answer alike, and why"""


def write(folder: Path) -> None:
    """The triples that all servers hold, and the questions by mix, as files that every engine finds."""
    graph = lkg.open()
    (folder / "data.nt").write_text("".join(_triples(graph)), encoding="utf-8")
    light, bundled = _light(graph), _bundled(graph)
    shared = {name: text for name, text in bundled.items() if name not in LEFT_OUT}
    mixed = {**light, **shared, "heavy": declared(HEAVY)}
    mixes = {LIGHT: light, AGAIN: light, SHARED: shared, ALL: bundled, MIXED: mixed}
    (folder / "questions.json").write_text(json.dumps(mixes), encoding="utf-8")


def read(folder: Path) -> dict[str, Mix]:
    """The mixes that were written there."""
    found: dict[str, Mix] = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    return found


def _triples(graph: Graph) -> list[str]:
    """What a query sees under the default lens, its direct edges included."""
    graphs, _ = graph.dataset(f"lkg:{min(CLAIM_TERMS)}", DEFAULT)
    return sorted({f"{quad.triple} .\n" for name in graphs for quad in graph.store.quads(graph=name)})


def _light(graph: Graph) -> Mix:
    claims = graph.record.claims.values()
    bodies = sorted({claim.object for claim in claims if claim.relation == "memberOf"})
    actors = {**dict.fromkeys(ABOUT, sorted(graph.record.actors)[::23]), "members": bodies[::2]}
    return {f"{name} {actor}": declared(text % actor) for name, text in ABOUT.items() for actor in actors[name]}


def _bundled(graph: Graph) -> Mix:
    """The named questions, their parameters filled in as their defaults say."""
    return {
        name: declared(bound(named.text, graph.bound(named, {}, DEFAULT)[1])) for name, named in graph.queries.items()
    }


def rows(answer: bytes) -> list[str]:
    """The rows of an answer in JSON as texts, sorted, for no order is promised of rows that are equal before it."""
    found = collect(ox.parse_query_results(answer, ox.QueryResultsFormat.JSON))
    return sorted(
        " ".join(f"{name}={_text(term)}" for name, term in zip(found.columns, row, strict=True)) for row in found.rows
    )


def _text(term: object) -> str:
    """A term as all servers tell it: blank nodes have no names, and Virtuoso writes truth as 1 and 0."""
    if isinstance(term, ox.BlankNode) or term is None:
        return "" if term is None else "_"
    assert isinstance(term, ox.NamedNode | ox.Literal | ox.Triple)
    spelt = canonical(term)
    if isinstance(spelt, ox.Literal) and spelt.datatype.value == PREFIXES["xsd"] + "boolean":
        return str(ox.Literal(int(spelt.value == "true")))
    return str(spelt)
