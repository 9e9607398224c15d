"""Terms of RDF, the graphs that hold them, and how people and Python read them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from lkg.vocab import PREFIXES, shorten

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.DefaultGraph
ASSERTED = ox.DefaultGraph()
ONTOLOGY = ox.NamedNode("https://w3id.org/lkg/ontology")
INFERRED = ox.NamedNode("https://w3id.org/lkg/graph/inferred")
_STRING = PREFIXES["xsd"] + "string"


def shown(term: Term | None) -> str:
    """A term as people read it: prefixed names, plain texts.

    >>> shown(ox.NamedNode("https://w3id.org/lkg/actor/eu")), shown(ox.Literal("ES", language="lt")), shown(None)
    ('actor:eu', 'ES', '')
    """
    if term is None:
        return ""
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(value(term))


def value(term: Term) -> Any:
    """A term as a Python value: IRIs and texts as str, numbers and truth values as such.

    >>> value(ox.Literal(3)), value(ox.Literal(0.5)), value(ox.Literal(True)), value(ox.NamedNode("urn:x"))
    (3, 0.5, True, 'urn:x')
    """
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
        if kind in ("integer", "int", "long"):
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
        if kind == "boolean":
            return term.value == "true"
    return str(term) if isinstance(term, ox.Triple) else term.value


@lru_cache(maxsize=1 << 16)
def node_text(iri: str) -> str:
    """An IRI as N-Triples write it; raises ValueError for what is none.

    >>> node_text("urn:a")
    '<urn:a>'
    """
    return str(ox.NamedNode(iri))


def canonical(term: Term) -> Term:
    """A term as an Oxigraph store gives it back: one spelling for each value.

    >>> canonical(ox.Literal("0.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))).value
    '0.5'
    """
    if not isinstance(term, ox.Literal) or term.datatype.value == _STRING:
        return term
    return _respelt(term) if term.datatype.value.startswith(PREFIXES["xsd"]) else term


@lru_cache(maxsize=1 << 16)
def _respelt(literal: ox.Literal) -> Term:
    store, node = ox.Store(), ox.NamedNode("urn:node")
    store.add(ox.Quad(node, node, literal))
    return next(store.quads_for_pattern(node, None, None)).object
