"""A small network with everything that can be drawn, drawn once, and what its page shows."""

from __future__ import annotations

from functools import cache

import networkx as nx
from matplotlib.patches import PathPatch

from lkg import figures


def dispute() -> nx.MultiDiGraph:
    """A small signed multigraph with everything that can be drawn."""
    graph = nx.MultiDiGraph()
    graph.add_node("lt", label="Lithuania", group="State")
    graph.add_node("tw", label="Taiwan", group="State", contested="claimed by China")
    graph.add_node("cn", label="China", group="State")
    graph.add_node("eu", label="European Union", group="Organization")
    graph.add_node("office", label="Taiwanese Representative Office in Vilnius", group="Organization")
    graph.add_node("is", label="Ingrida Šimonytė", group="Person")
    graph.add_node("gn", label="Gitanas Nausėda", group="Person")
    graph.add_node("tr", label="Türkiye", group="State")
    graph.add_node("law", label="Anti-Coercion Instrument", group="Policy")
    for _ in range(4):
        graph.add_edge("cn", "lt", sign=-1)
    graph.add_edge("lt", "cn", sign=-1, contested=True)
    graph.add_edge("lt", "tw", sign=1)
    graph.add_edge("tw", "lt", sign=1)
    graph.add_edge("lt", "tw", sign=0)
    graph.add_edge("cn", "eu", sign=-1, alleged=True)
    graph.add_edge("eu", "tr", sign=1, symmetric=True)
    graph.add_edge("eu", "gn", sign=1, derived=True)
    graph.add_edges_from([("tw", "office"), ("is", "lt"), ("gn", "lt"), ("eu", "law"), ("law", "cn")], sign=0)
    return graph


@cache
def drawn() -> figures.Figure:
    """Its figure, which tests look at and leave as it is."""
    return figures.network(dispute(), title="A dispute", subtitle="2021", source="Source: made up")


def words(figure: figures.Figure) -> str:
    return "\n".join(text.get_text() for text in figure.figure.axes[0].texts)


def lines(figure: figures.Figure) -> dict[str, PathPatch]:
    """Strokes of ties by their name, without the number."""
    patches = [patch for patch in figure.figure.axes[0].patches if (patch.get_gid() or "").startswith("tie-")]
    return {patch.get_gid().rsplit("-", 1)[0]: patch for patch in patches}
