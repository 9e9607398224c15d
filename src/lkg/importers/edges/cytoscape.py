"""Cytoscape JSON: elements with data, as Cytoscape and cytoscape.js write it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lkg.errors import InvalidFile, Problem
from lkg.importers.edges.model import Edge, NetworkFile, Node
from lkg.importers.opening import json_of
from lkg.importers.texts import tidy


def read(file: Path) -> NetworkFile:
    """The network of a file; raises InvalidFile where it has no elements."""
    data = json_of(file)
    elements = data.get("elements") if isinstance(data, Mapping) else None
    if isinstance(elements, list):
        elements = {
            "nodes": [each for each in elements if "source" not in _data(each)],
            "edges": [each for each in elements if "source" in _data(each)],
        }
    if not isinstance(elements, Mapping) or not elements.get("nodes"):
        problem = "no network of Cytoscape: it has no elements with nodes and edges. Export it as .cyjs or GraphML."
        raise InvalidFile([Problem(str(file), None, problem)])
    about = _data(data)
    facts = [_facts(each) for each in elements["nodes"]]
    return NetworkFile(
        file,
        {each.get("id", ""): Node(each.get("id", ""), _without(each, "id")) for each in facts},
        tuple(map(_edge, elements.get("edges", []))),
        title=tidy(str(about.get("name", ""))),
    )


def _edge(element: Any) -> Edge:
    facts = _facts(element)
    return Edge(facts.get("source", ""), facts.get("target", ""), _without(facts, "source", "target"))


def _facts(element: Any) -> dict[str, str]:
    return {name: _text(value) for name, value in _data(element).items()}


def _data(element: Any) -> Mapping[str, Any]:
    found = element.get("data") if isinstance(element, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return "" if value is None else tidy(str(value))


def _without(facts: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in facts.items() if name not in names}
