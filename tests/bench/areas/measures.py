"""The measures of one graph by every engine: how each makes the graph, and how each is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from bench.cases import Engine, Setting, Values, Work

ROOM = 1e-10
"""how far an iteration may still move in all when it stops, for every engine that can be told"""
OURS, ONE, BACKEND = "lkg", "lkg, one thread", 'networkx, backend="lkg"'


def edges(setting: Setting) -> tuple[int, Any, Any]:
    with np.load(setting.folder / "graph.npz") as found:
        return setting.size, found["tails"], found["heads"]


# what each engine makes of the edges


def _lkg(setting: Setting) -> dict[str, Any]:
    from lkg.kernels import Adjacency

    size, tails, heads = edges(setting)

    def make() -> Any:
        return Adjacency.from_edges(size, tails, heads, directed=True)

    return {"make": make, "graph": make(), "alpha": alpha(setting)}


def _networkx(setting: Setting) -> dict[str, Any]:
    import networkx as nx

    size, tails, heads = edges(setting)

    def make() -> Any:
        graph = nx.DiGraph()
        graph.add_nodes_from(range(size))
        graph.add_edges_from(zip(tails.tolist(), heads.tolist(), strict=True))
        return graph

    nx.config.warnings_to_ignore.add("cache")
    return {"make": make, "graph": make(), "size": size, "alpha": alpha(setting)}


def _igraph(setting: Setting) -> dict[str, Any]:
    import igraph

    size, tails, heads = edges(setting)

    def make() -> Any:
        return igraph.Graph(size, list(zip(tails.tolist(), heads.tolist(), strict=True)), directed=True)

    return {"make": make, "graph": make(), "size": size}


def _networkit(setting: Setting) -> dict[str, Any]:
    import networkit

    size, tails, heads = edges(setting)
    ends = tails.astype(np.uint64), heads.astype(np.uint64)

    def make() -> Any:
        return networkit.GraphFromCoo(ends, n=size, directed=True)

    graph = make()
    turned = networkit.graphtools.transpose(graph)
    return {"make": make, "graph": graph, "turned": turned, "nk": networkit, "alpha": alpha(setting)}


def _rustworkx(setting: Setting) -> dict[str, Any]:
    import rustworkx

    size, tails, heads = edges(setting)

    def make() -> Any:
        graph = rustworkx.PyDiGraph(multigraph=True)
        graph.add_nodes_from(range(size))
        graph.add_edges_from_no_data(list(zip(tails.tolist(), heads.tolist(), strict=True)))
        return graph

    return {"make": make, "graph": make(), "rx": rustworkx, "size": size, "alpha": alpha(setting)}


def alpha(setting: Setting) -> float:
    with np.load(setting.folder / "graph.npz") as found:
        return float(found["alpha"])


# what each answer says, in the order of the nodes


def _in_order(answer: Any) -> Values:
    """Arrays and lists as they are, mappings by node; a mapping by name holds more than one form of the value."""
    if answer is None:
        return {}
    if isinstance(answer, dict) and isinstance(next(iter(answer)), str):
        return answer
    if hasattr(answer, "keys"):
        return {"value": np.array([answer[node] for node in range(len(answer))], float)}
    return {"value": np.asarray(answer, float)}


# the measures


def _build(made: Any) -> None:
    made["make"]()


def _our_closeness(graph: Any, threads: int | None) -> dict[str, Any]:
    """Closeness as networkx scales it, and as igraph leaves it, from one sweep."""
    from lkg.kernels import distance_sums

    reached, far, _ = distance_sums(graph, threads=threads)
    bare = np.divide(reached, far, out=np.full(graph.size, np.nan), where=far > 0)
    return {"value": np.nan_to_num(bare) * reached / (graph.size - 1), "bare": bare}


def _ours(threads: int | None) -> Mapping[str, Work]:
    def run(name: str, *more: Any, **options: Any) -> Work:
        def work(made: Any) -> Any:
            from lkg import kernels

            return getattr(kernels, name)(made["graph"], *more, threads=threads, **options)

        return work

    def katz(made: Any) -> Any:
        from lkg.kernels import katz

        found = katz(made["graph"], made["alpha"], tolerance=ROOM, threads=threads)
        return found / np.linalg.norm(found)

    def cores(made: Any) -> Any:
        from lkg.kernels import core_numbers

        return core_numbers(made["graph"])

    return {
        "betweenness": run("betweenness"),
        "closeness": lambda made: _our_closeness(made["graph"], threads),
        "harmonic": lambda made: run("distance_sums")(made)[2],
        "pagerank": run("pagerank", tolerance=ROOM),
        "eigenvector": run("eigenvector", tolerance=ROOM),
        "katz": katz,
        "hits": lambda made: run("hits", tolerance=ROOM)(made)[0],
        "core": cores,
        "constraint": run("constraint"),
        "build": _build,
    }


def _nx(name: str, *more: Any, **options: Any) -> Callable[..., Any]:
    def work(made: Any, **backend: str) -> Any:
        import networkx as nx

        filled = {key: value(made) if callable(value) else value for key, value in options.items()}
        return getattr(nx, name)(made["graph"], *more, **filled, **backend)

    return work


def _room(made: Any) -> float:
    """networkx and rustworkx stop at size × tolerance."""
    return ROOM / int(made["size"])


_NETWORKX: Mapping[str, Callable[..., Any]] = {
    "betweenness": _nx("betweenness_centrality", normalized=False),
    "closeness": _nx("closeness_centrality"),
    "harmonic": _nx("harmonic_centrality"),
    "pagerank": _nx("pagerank", tol=_room, max_iter=1000),
    "eigenvector": _nx("eigenvector_centrality", tol=_room, max_iter=1000),
    "katz": _nx("katz_centrality", alpha=lambda made: made["alpha"], tol=_room, max_iter=1000),
    "hits": lambda made, **backend: _nx("hits", tol=ROOM, max_iter=1000)(made, **backend)[0],
    "core": _nx("core_number"),
    "constraint": _nx("constraint"),
}


def _backend(work: Callable[..., Any]) -> Work:
    return partial(work, backend="lkg")


def _converted(made: Any) -> Any:
    """As at the first call on a graph of networkx; later ones find it converted."""
    made["graph"].__networkx_cache__.clear()
    return _backend(_NETWORKX["core"])(made)


_IGRAPH: Mapping[str, Work] = {
    "betweenness": lambda made: made["graph"].betweenness(),
    "closeness": lambda made: {"bare": np.array(made["graph"].closeness(mode="in", normalized=True), float)},
    "harmonic": lambda made: np.array(made["graph"].harmonic_centrality(mode="in", normalized=False)),
    "pagerank": lambda made: made["graph"].pagerank(),
    "eigenvector": lambda made: _unit(made["graph"].eigenvector_centrality()),
    "hits": lambda made: _share(made["graph"].hub_score()),
    "core": lambda made: made["graph"].coreness(),
    "constraint": lambda made: made["graph"].constraint(),
    "build": _build,
}


def _unit(values: Any) -> Any:
    return np.asarray(values) / np.linalg.norm(values)


def _share(values: Any) -> Any:
    return np.asarray(values) / np.sum(values)


def _nk(name: str, *more: Any, turned: bool = False) -> Work:
    def work(made: Any) -> Any:
        kind: Any = getattr(made["nk"].centrality, name)
        given = [value(made) if callable(value) else value for value in more]
        return np.array(kind(made["turned" if turned else "graph"], *given).run().scores())

    return work


def _no_sinks(made: Any) -> Any:
    return made["nk"].centrality.SinkHandling.DistributeSinks


_NETWORKIT: Mapping[str, Work] = {
    "betweenness": _nk("Betweenness"),
    "closeness": _nk("Closeness", True, lambda made: made["nk"].centrality.ClosenessVariant.GENERALIZED, turned=True),
    "harmonic": _nk("HarmonicCloseness", False, turned=True),
    "pagerank": _nk("PageRank", 0.85, ROOM, False, _no_sinks),
    "eigenvector": lambda made: _unit(_nk("EigenvectorCentrality", ROOM)(made)),
    "katz": lambda made: _unit(_nk("KatzCentrality", lambda made: made["alpha"], 1.0, ROOM)(made)),
    "core": _nk("CoreDecomposition"),
    "build": _build,
}
_RUSTWORKX: Mapping[str, Work] = {
    "betweenness": lambda made: made["rx"].digraph_betweenness_centrality(made["graph"], normalized=False),
    "closeness": lambda made: made["rx"].digraph_closeness_centrality(made["graph"]),
    "pagerank": lambda made: made["rx"].pagerank(made["graph"], tol=_room(made), max_iter=1000),
    "eigenvector": lambda made: made["rx"].digraph_eigenvector_centrality(
        made["graph"], tol=_room(made), max_iter=1000
    ),
    "katz": lambda made: made["rx"].digraph_katz_centrality(
        made["graph"], alpha=made["alpha"], tol=_room(made), max_iter=1000
    ),
    "hits": lambda made: made["rx"].hits(made["graph"], tol=ROOM, max_iter=1000)[0],
    "core": lambda made: made["rx"].core_number(made["graph"]),
    "build": _build,
}
WORK: Mapping[str, Mapping[str, Work]] = {
    OURS: _ours(None),
    ONE: _ours(1),
    BACKEND: {**{name: _backend(work) for name, work in _NETWORKX.items()}, "conversion and core": _converted},
    "networkx": {**_NETWORKX, "build": _build},
    "igraph": _IGRAPH,
    "networkit": _NETWORKIT,
    "rustworkx": _RUSTWORKX,
}
ENGINES: Mapping[str, Engine] = {
    OURS: Engine(_lkg, _in_order),
    ONE: Engine(_lkg, _in_order),
    BACKEND: Engine(_networkx, _in_order),
    "networkx": Engine(_networkx, _in_order),
    "igraph": Engine(_igraph, _in_order),
    "networkit": Engine(_networkit, _in_order),
    "rustworkx": Engine(_rustworkx, _in_order),
}
