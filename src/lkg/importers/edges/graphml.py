"""GraphML: nodes and edges with typed data, as most programs for networks write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from lkg.errors import InvalidFile, Problem
from lkg.importers.edges.markup import Element
from lkg.importers.edges.model import Edge, NetworkFile, Node
from lkg.importers.texts import tidy

_PASSED_OVER = ("hyperedge", "port")


def read(file: Path, root: Element) -> NetworkFile:
    """The network of a file; edges of graphs within nodes count like all others.

    Raises InvalidFile where it holds no graph.
    """
    graph = root.first("graph")
    if graph is None:
        raise InvalidFile([Problem(str(file), None, "no GraphML: it holds no graph. Save it as GraphML again.")])
    keys = {key.attributes.get("id", ""): key for key in root.within("key")}
    directed = graph.attributes.get("edgedefault", "directed") != "undirected"
    nodes = [Node(node.attributes.get("id", ""), _node_facts(node, keys), node.line) for node in graph.within("node")]
    about = _facts(graph, keys, "graph")
    return NetworkFile(
        file,
        {node.id: node for node in nodes},
        tuple(_edge(edge, keys, directed) for edge in graph.within("edge")),
        title=about.get("name", ""),
        passed_over=Counter({f"{tag}s": len(list(graph.within(tag))) for tag in _PASSED_OVER}),
    )


def _edge(edge: Element, keys: Mapping[str, Element], directed: bool) -> Edge:
    said = edge.attributes.get("directed")
    return Edge(
        edge.attributes.get("source", ""),
        edge.attributes.get("target", ""),
        _facts(edge, keys, "edge"),
        said == "true" if said else directed,
        edge.line,
    )


def _node_facts(node: Element, keys: Mapping[str, Element]) -> dict[str, str]:
    """Data by their names; yEd keeps the label within its drawing."""
    facts = _facts(node, keys, "node")
    drawn = next((label.text for data in node.each("data") for label in data.within("NodeLabel") if label.text), "")
    return facts if facts.get("label") or not drawn else facts | {"label": tidy(drawn)}


def _facts(element: Element, keys: Mapping[str, Element], of: str) -> dict[str, str]:
    given = {data.attributes.get("key", ""): data.text for data in element.each("data")}
    facts = {}
    for id, key in keys.items():
        if key.attributes.get("for", "all") in (of, "all"):
            default = key.first("default")
            name = key.attributes.get("attr.name") or id
            facts[name] = tidy(given.get(id, default.text if default else ""))
    return facts
