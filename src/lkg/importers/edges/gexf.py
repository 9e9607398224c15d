"""GEXF, the format of Gephi: nodes and edges with attributes, and spells of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lkg.errors import InvalidFile, Problem
from lkg.importers.edges.markup import Element
from lkg.importers.edges.model import Edge, NetworkFile, Node
from lkg.importers.texts import tidy

_OWN = ("label", "weight", "kind", "start", "end")
"""attributes that stand on an edge itself"""
_BEGINNINGS, _ENDS = ("start", "startopen"), ("end", "endopen")


def read(file: Path, root: Element) -> NetworkFile:
    """The network of a file; an edge with several spells becomes one edge for each.

    Raises InvalidFile where it holds no graph.
    """
    graph = root.first("graph")
    if graph is None:
        raise InvalidFile([Problem(str(file), None, "no GEXF: it holds no graph. Export it from Gephi again.")])
    titles = {of: _titles(graph, of) for of in ("node", "edge")}
    default = graph.attributes.get("defaultedgetype", "undirected")
    nodes = [
        Node(node.attributes.get("id", ""), _facts(node, titles["node"]), node.line) for node in graph.within("node")
    ]
    meta = root.first("meta")
    creator = _said(meta, "creator")
    return NetworkFile(
        file,
        {node.id: node for node in nodes},
        tuple(each for edge in graph.within("edge") for each in _edges(edge, titles["edge"], default)),
        title=graph.attributes.get("name", "") or _said(meta, "description"),
        publisher="" if re.search("networkx|gephi", creator, re.IGNORECASE) else creator,
        published=meta.attributes.get("lastmodifieddate", "") if meta else "",
    )


def _said(meta: Element | None, tag: str) -> str:
    found = meta.first(tag) if meta else None
    return tidy(found.text) if found else ""


def _titles(graph: Element, of: str) -> dict[str, tuple[str, str]]:
    """Id of an attribute → its title and default."""
    found = {}
    for attributes in graph.each("attributes"):
        if attributes.attributes.get("class") == of:
            for each in attributes.each("attribute"):
                default = each.first("default")
                id = each.attributes.get("id", "")
                found[id] = (each.attributes.get("title") or id, default.text if default else "")
    return found


def _facts(element: Element, titles: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    facts = dict(titles.values())
    for name in _OWN:
        if element.attributes.get(name):
            facts[name] = tidy(element.attributes[name])
    for values in element.each("attvalues"):
        # of a value that changes over time the last one counts
        for value in values.each("attvalue"):
            id = value.attributes.get("for") or value.attributes.get("id", "")
            facts[titles.get(id, (id, ""))[0]] = tidy(value.attributes.get("value", ""))
    return facts


def _edges(edge: Element, titles: Mapping[str, tuple[str, str]], default: str) -> Iterator[Edge]:
    facts = _facts(edge, titles)
    ends = edge.attributes.get("source", ""), edge.attributes.get("target", "")
    directed = edge.attributes.get("type", default) == "directed"
    spells = [spell for outer in edge.each("spells") for spell in outer.each("spell")]
    for spell in spells:
        times = {"start": _first(spell, _BEGINNINGS), "end": _first(spell, _ENDS)}
        yield Edge(*ends, facts | times, directed, spell.line)
    if not spells:
        yield Edge(*ends, facts, directed, edge.line)


def _first(element: Element, names: tuple[str, ...]) -> str:
    return next((element.attributes[name] for name in names if element.attributes.get(name)), "")
