"""Measures of one network by every engine: a directed power-law graph (Chung-Lu), simple and without weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench.areas.measures import ENGINES, ONE, ROOM, WORK, alpha, edges
from bench.cases import Area, Case, Group, Setting, Target, beats_all, times_faster
from bench.synthetic import power_law

PEERS = ("igraph", "networkit", "rustworkx")
_LEAST_A: Mapping[str, tuple[Target, ...]] = {
    "betweenness": (
        times_faster(75, "networkx"),
        Target("one thread ≥ igraph", times_faster(1, "igraph", ONE).number, least=1),
        times_faster(1.7, "igraph"),
    ),
    "closeness": (times_faster(250, "networkx"), beats_all(15, PEERS)),
    "harmonic": (times_faster(250, "networkx"), beats_all(15, PEERS)),
}
_LEAST_B: Mapping[str, tuple[Target, ...]] = {
    name: (times_faster(least, "networkx"), beats_all(1, PEERS))
    for name, least in {
        "pagerank": 100,
        "eigenvector": 80,
        "katz": 300,
        "hits": 80,
        "core": 100,
        "constraint": 40,
    }.items()
}


def _case(name: str, least: Mapping[str, tuple[Target, ...]], passes: Callable[[Setting], float] | None) -> Case:
    work = {engine: works[name] for engine, works in WORK.items() if name in works}
    return Case(name, work, least.get(name, ()), tolerance=1e-6, steps=passes)


def _setting(size: int, ties: int) -> Callable[[Path], Setting]:
    def make(folder: Path) -> Setting:
        tails, heads = power_law(size, ties)
        np.savez(folder / "graph.npz", tails=tails, heads=heads, alpha=0.5 / _radius(size, tails, heads))
        return Setting(size, folder)

    return make


def _radius(size: int, tails: Any, heads: Any) -> float:
    """The spectral radius, nearly: Katz needs an alpha below its inverse."""
    vector: Any = np.ones(size)
    length = 1.0
    for _ in range(50):
        vector = np.bincount(heads, vector[tails], size)
        length = float(np.linalg.norm(vector)) or 1.0
        vector /= length
    return length


def _sources(setting: Setting) -> float:
    return setting.size


def _steps(name: str) -> Callable[[Setting], float]:
    """How many passes over the ties an iteration takes: the least limit under which it settles."""

    def found(setting: Setting) -> float:
        from lkg import kernels

        size, tails, heads = edges(setting)
        graph = kernels.Adjacency.from_edges(size, tails, heads, directed=True)
        more: dict[str, Any] = {"alpha": alpha(setting)} if name == "katz" else {}
        few, enough = 0, 10_000
        while enough - few > 1:
            limit = min((few + enough) // 2, 2 * few + 16)
            try:
                getattr(kernels, name)(graph, tolerance=ROOM, limit=limit, **more)
                enough = limit
            except kernels.Unsettled:
                few = limit
        # hubs take two passes a step
        return 2.0 * enough if name == "hits" else float(enough)

    return found


def _once(setting: Setting) -> float:
    return 1.0


_ONCE = ("build", "conversion and core")
"""cases that are no measure: what it costs to begin"""


def _groups(size: str) -> list[Group]:
    (few, few_ties), (many, many_ties) = (5_000, 30_000), (100_000, 1_000_000)
    iterated = ("pagerank", "eigenvector", "katz", "hits")
    pairs = {"betweenness": _sources, "closeness": _sources, "harmonic": _sources}
    passes = {**pairs, **{name: _steps(name) for name in iterated}, "core": _once, "constraint": _once}
    first = [_case(name, _LEAST_A, passes.get(name)) for name in (*_ONCE, *passes)]
    second = [_case(name, _LEAST_B, passes.get(name)) for name in (*_ONCE, *passes) if name not in pairs]
    if size == "small":
        return [Group("500 nodes, 3,000 ties", _setting(500, 3_000), ENGINES, tuple(first))]
    return [
        Group(f"{few:,} nodes, {few_ties:,} ties", _setting(few, few_ties), ENGINES, tuple(first)),
        Group(f"{many:,} nodes, {many_ties:,} ties", _setting(many, many_ties), ENGINES, tuple(second)),
    ]


AREA = Area(
    "Kernels",
    "Chung-Lu power-law digraphs, numpy seed 7, simple. Every engine is told to stop its iterations where the vector "
    "moves by less than 1e-10 in all, as far as it can be told. The row of the backend is a call of networkx on a "
    "networkx graph that was converted before; `conversion and core` tells what the first call costs. The "
    "others are brought to networkx's scale before values are compared; igraph's closeness has no Wasserman-Faust "
    "factor and is compared without it.",
    _groups,
)
