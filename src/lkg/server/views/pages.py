"""One node of the graph as a page for people: what is said of it, and where it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from jinja2 import Environment, FileSystemLoader, Template

from lkg.errors import UnknownTie
from lkg.graphs import Graph
from lkg.server.files import File
from lkg.server.linked import KINDS
from lkg.server.views.asking import Given
from lkg.store import Term, shown
from lkg.vocab import PREFIXES, ontology

TEMPLATES = Path(__file__).parents[1] / "templates"
MOST = 100
COMMON = {
    "rdfs:label": "name", "skos:altLabel": "also called", "rdfs:comment": "note", "skos:scopeNote": "scope",
    "skos:definition": "definition", "rdf:subject": "subject", "rdf:predicate": "relation", "rdf:object": "object",
    "dct:source": "source", "dct:title": "title", "dct:publisher": "publisher", "dct:issued": "published",
}  # fmt: skip
"""terms of others in words"""
FACTS = "SELECT ?property ?value { ?node ?property ?value } ORDER BY ?property ?value"
MENTIONS = "SELECT ?other ?property { ?other ?property ?node FILTER(isIRI(?other)) } ORDER BY ?other LIMIT 101"


def page(graph: Graph, given: Mapping[str, Any]) -> File:
    """The page of a node; raises UnknownTie where nothing is said of it."""
    iri = Given(given).text("iri")
    facts, mentions = _facts(graph, iri), list(_mentions(graph, iri))
    if not facts and not mentions:
        raise UnknownTie(iri)
    path = path_of(iri)
    query = f"DESCRIBE <{iri}>"
    html = _template().render(
        iri=iri,
        path=path,
        label=_label(graph, iri),
        kind=", ".join(value["text"] for value in facts.get("is a", [])),
        facts=list(facts.items()),
        mentions=mentions[:MOST],
        more=len(mentions) > MOST,
        explorer=f"/#actor={quote(iri.removeprefix(KINDS['actor']))}" if iri.startswith(KINDS["actor"]) else "",
        turtle=f"/sparql?query={quote(query)}&format=turtle",
        json=f"/sparql?query={quote(query)}&format=jsonld",
    )
    return File("page.html", html.encode())


def path_of(iri: str) -> str:
    """The address here of an IRI of the project; empty for others.

    >>> path_of("https://w3id.org/lkg/claim/C316"), path_of("http://example.org/x")
    ('/claim/C316', '')
    """
    for kind, prefix in KINDS.items():
        if iri.startswith(prefix):
            return f"/{kind}/{quote(iri.removeprefix(prefix))}"
    return ""


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("node.html")


def _facts(graph: Graph, iri: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for predicate, value in _asked(graph, FACTS, iri):
        found.setdefault(_words(predicate), []).append(_value(graph, value))
    return found


def _mentions(graph: Graph, iri: str) -> Iterator[dict[str, str]]:
    for other, predicate in _asked(graph, MENTIONS, iri):
        name = _plain(other)
        yield {"href": path_of(name) or name, "text": _label(graph, name), "property": _words(predicate)}


def _asked(graph: Graph, query: str, iri: str) -> Iterator[tuple[Term, Term]]:
    graphs, _ = graph.dataset("")
    for row in graph.store.query(query, graphs=graphs, bindings={"node": _node(iri)}):
        first, second = row[-2:]
        if first is not None and second is not None:
            yield first, second


def _node(iri: str) -> Term:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise UnknownTie(iri) from None


def _value(graph: Graph, term: Term) -> dict[str, Any]:
    iri = _plain(term) if str(term).startswith("<") else ""
    if not iri:
        return {"text": shown(term), "href": ""}
    path = path_of(iri)
    return {"text": _label(graph, iri), "href": path or iri, "away": not path}


def _label(graph: Graph, iri: str) -> str:
    """The name of an actor, the sentence of a claim, the title of a source, the label of a term; else the IRI."""
    record = graph.record
    kind, _, name = next(((k, p, iri.removeprefix(p)) for k, p in KINDS.items() if iri.startswith(p)), ("", "", iri))
    if kind == "claim" and name in record.claims:
        claim = record.claims[name]
        words = ontology().labels.get(claim.relation, claim.relation)
        return f"{graph.label(claim.subject)} {words} {graph.label(claim.object)} ({name})"
    if kind == "source" and name in record.sources:
        return f"{record.sources[name].publisher}: {record.sources[name].title}"
    if kind == "ontology":
        return ontology().labels.get(name, name)
    return graph.names.labels.get(name, name) if kind == "actor" else name


def _words(predicate: Term) -> str:
    iri = _plain(predicate)
    if iri == PREFIXES["rdf"] + "type":
        return "is a"
    name = iri.removeprefix(PREFIXES["lkg"])
    return ontology().labels.get(name) or COMMON.get(shown(predicate), shown(predicate))


def _plain(term: Term) -> str:
    return str(term).strip("<>")
