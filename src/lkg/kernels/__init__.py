"""Measures of large graphs, compiled: over int32 rows of neighbours, with every processor, and always the same values.

`Adjacency` holds a graph; `paths`, `iterations` and `shape` hold the measures; `resample` measures a thousand versions
of one small graph. Nothing is compiled, nor numba imported, before the first measure is called; machine code is then
kept on disk. Values do not depend on the number of threads. Without numba, scipy and plain Python give the same
values, slowly and with one warning.

>>> from lkg.kernels import Adjacency, betweenness
>>> ring = Adjacency.from_edges(4, [0, 1, 2, 3], [1, 2, 3, 0], directed=False)
>>> betweenness(ring)
array([1., 1., 1., 1.])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lkg.kernels.adjacency import Adjacency
    from lkg.kernels.holes import constraint, effective_size
    from lkg.kernels.iterations import Unsettled, eigenvector, hits, katz, pagerank
    from lkg.kernels.paths import (
        between,
        betweenness,
        dijkstra,
        dijkstra_tree,
        distance_sums,
        distance_tree,
        distances,
        edge_betweenness,
    )
    from lkg.kernels.resampling import Edges, resample
    from lkg.kernels.shape import core_numbers, degrees, strong_components, weak_components
    from lkg.kernels.triads import clustering, signed_triads, triad_census, triangles

__all__ = [
    "Adjacency",
    "Edges",
    "Unsettled",
    "between",
    "betweenness",
    "clustering",
    "constraint",
    "core_numbers",
    "degrees",
    "dijkstra",
    "dijkstra_tree",
    "distance_sums",
    "distance_tree",
    "distances",
    "edge_betweenness",
    "effective_size",
    "eigenvector",
    "hits",
    "katz",
    "pagerank",
    "resample",
    "signed_triads",
    "strong_components",
    "triad_census",
    "triangles",
    "weak_components",
]
_HOMES = ("adjacency", "resampling", "paths", "iterations", "shape", "triads", "holes")


def __getattr__(name: str) -> object:
    # numpy and scipy are loaded by whoever measures, not by whoever imports the package
    if name in __all__:
        for home in _HOMES:
            found = vars(import_module(f"{__name__}.{home}")).get(name)
            if found is not None:
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
