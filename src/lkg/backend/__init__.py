"""The kernels behind networkx's own functions: `nx.betweenness_centrality(net)` runs compiled.

networkx finds this package by its entry points. A `Network` is computed as it stands:

    nx.betweenness_centrality(lkg.network(graph))

A graph of networkx is converted once and kept in networkx's cache for the next call:

    nx.betweenness_centrality(G, backend="lkg")
    nx.config.backend_priority.algos = ["lkg"]     # from now on, wherever it pays

Values and errors are those of networkx; `rules` holds the table of functions and of what parallel ties mean to each.
What is not in the table, networkx computes: for a `Network` after `nx.config.fallback_to_nx = True`. The cache knows
nothing of `G[u][v]["weight"] = 2`, only of methods such as `G.add_edge(u, v, weight=2)`.
"""

from __future__ import annotations

from typing import Any

from lkg.backend.rules import RULES


def info() -> dict[str, Any]:
    """What networkx shows of this backend in its help; read at every import of networkx, so it loads nothing.

    >>> info()["functions"]["pagerank"]["additional_docs"]
    'Weights of parallel ties are summed.'
    """
    return {
        "backend_name": "lkg",
        "project": "lkg-graph",
        "package": "lkg",
        "short_summary": "Compiled kernels; a Network of lkg is computed without conversion.",
        "functions": {name: {"additional_docs": rule.words()} for name, rule in sorted(RULES.items())},
    }
