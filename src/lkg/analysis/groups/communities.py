"""Who keeps company with whom: communities on ties of cooperation, and whether they are more than chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np

from lkg.analysis.groups import partitions, scope
from lkg.analysis.groups.friends import foes, friendly, friendly_draws, standing
from lkg.analysis.groups.partitions import Division
from lkg.analysis.ranks.ego import ego_of
from lkg.analysis.results import Column, Result
from lkg.errors import EmptyNetwork, Misuse
from lkg.networks import Network

LEAST = 4
TOO_SMALL = "too small to say"
CLEAR = 2.0
"""standard deviations above the mean of rewired graphs from which a graph counts as clustered"""
COLUMNS = (
    Column("community", form="g"),
    Column("community_name", "name"),
    Column("label", "actor"),
    Column("share", "with its core", ".0%"),
)


def communities(
    net: Network | nx.Graph,
    *,
    method: str = "louvain",
    resolution: float = 1.0,
    seed: int = 1,
    runs: int = 20,
    draws: int | Iterable[nx.Graph | Sequence[float]] = 0,
    null: int = 100,
    least: int = LEAST,
) -> Result:
    """Actors by community, the best of several runs by modularity, named after their two best-tied members.

    Runs on pairs that cooperate or are neutral, by the weight of those ties: hostile and mixed pairs do not pull
    together, and are counted in a note. The ego of ego-centred data and its side are taken out. `share` is how often
    an actor is with the core of its community, over the runs, or over `draws` of the evidence, of which the consensus
    is then shown: their number, or resampled graphs, or weights for the edges of `friendly(net)` in their order.
    `null` is the number of rewired graphs with the same degrees that the modularity is held against. Communities
    below `least` actors are too small to say. Raises InvalidMeasure on conflict alone, EmptyNetwork if nothing is
    left.

    >>> [row["community"] for row in communities(nx.barbell_graph(4, 0), null=0)]
    [1, 1, 1, 1, 2, 2, 2, 2]
    """
    scope.refuse_conflict("A community", net)
    if runs < 1 or null < 0:
        raise Misuse("runs must be 1 or more, and null 0 or more.")
    graph = friendly(net)
    if not len(graph):
        raise EmptyNetwork("No actor is left under this lens. Widen --at, --between or the relations.")
    found, quality = partitions.best_of(graph, method=method, resolution=resolution, seed=seed, runs=runs)
    many = list(_divided(graph, _drawn(net, draws, seed), method, resolution, seed))
    found = partitions.consensus(many, seed=seed) if many else found
    chance = partitions.by_chance(graph, resolution=resolution, seed=seed, draws=null)
    rows, named = _rows(graph, found, least)
    reached = partitions.modularity(partitions.numbered(graph), found.labels, resolution)
    facts = {"modularity": reached, "communities": named} | _against(chance, float(quality.mean()))
    loose = sum(row["share"] is not None and row["share"] < 0.5 for row in rows)
    known = isinstance(net, Network)
    return Result(
        scope.heading("communities", net, "cooperation"),
        COLUMNS,
        tuple(rows),
        facts,
        tuple(_notes(net, graph, facts | {"loose": loose}, runs=runs, draws=len(many), least=least)),
        net.graph.receipt(
            "communities", net.lens, seed, method=method, resolution=resolution, runs=runs, draws=len(many), null=null,
            least=least, ego=ego_of(net) or None,
        ) if known else None,
    )  # fmt: skip


def split(graph: nx.Graph, *, seed: int = 1, least: int = LEAST) -> dict[Any, str]:
    """Node → name of its community, for nodes of communities that are not too small."""
    found, _ = partitions.best_of(graph, seed=seed)
    rows, _ = _rows(graph, found, least)
    return {row["actor"]: str(row["community_name"]) for row in rows if row["community"] is not None}


def _drawn(
    net: Network | nx.Graph, draws: int | Iterable[nx.Graph | Sequence[float]], seed: int
) -> Iterable[nx.Graph | Sequence[float]]:
    if not isinstance(draws, int):
        return draws
    if draws < 0 or (draws and not isinstance(net, Network)):
        raise Misuse("Evidence is drawn for networks of claims, 1 time or more. Give resampled graphs instead.")
    return friendly_draws(net, draws, seed=seed) if isinstance(net, Network) and draws else ()


def _divided(
    graph: nx.Graph, draws: Iterable[nx.Graph | Sequence[float]], method: str, resolution: float, seed: int
) -> Iterator[Any]:
    """The labels of every draw, in the order of the graph's nodes, −1 for a node that a draw does not have."""
    nodes, edges = list(graph), list(graph.edges())
    for number, draw in enumerate(draws):
        drawn = draw if isinstance(draw, nx.Graph) else _weighted(nodes, edges, draw)
        known = nx.Graph()
        known.add_nodes_from(node for node in nodes if node in drawn)
        known.add_weighted_edges_from(drawn.subgraph(nodes).edges(data="weight", default=1.0))
        found, _ = partitions.best_of(known, method=method, resolution=resolution, seed=seed + number, runs=1)
        label = dict(zip(known, found.labels, strict=True))
        yield np.array([label.get(node, -1) for node in nodes])


def _weighted(nodes: Sequence[Any], edges: Sequence[tuple[Any, Any]], weights: Sequence[float]) -> nx.Graph:
    if len(weights) != len(edges):
        raise Misuse(f"A draw has {len(weights)} weights for {len(edges)} edges. Give them in the order of friendly().")
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in zip(edges, weights, strict=True) if w > 0)
    return graph


def _rows(graph: nx.Graph, found: Division, least: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A row for every actor, the large communities first, and what is to be known of each community."""
    nodes = list(graph)
    label = {node: str(facts.get("label", node)) for node, facts in graph.nodes(data=True)}
    rows: list[dict[str, Any]] = []
    named: list[dict[str, Any]] = []
    rest: list[int] = []
    # two communities of a graph need twice the least number
    sizeable = least if len(graph) >= 2 * least else len(graph) + 1
    for members in sorted(found.communities, key=lambda each: (-len(each), each)):
        if len(members) < sizeable:
            rest += members
            continue
        inside = dict(graph.subgraph([nodes[i] for i in members]).degree(weight="weight"))
        ordered = sorted(members, key=lambda i: (-inside[nodes[i]], label[nodes[i]]))
        name = f"around {', '.join(label[nodes[i]] for i in ordered[:2])}"
        named.append({"community": len(named) + 1, "name": name, "actors": len(members)})
        rows += (_row(nodes[i], label, len(named), name, float(found.share[i])) for i in ordered)
    rest.sort(key=lambda i: label[nodes[i]])
    return rows + [_row(nodes[i], label, None, TOO_SMALL, None) for i in rest], named


def _row(node: Any, label: Mapping[Any, str], number: int | None, name: str, share: float | None) -> dict[str, Any]:
    return {"actor": node, "label": label[node], "community": number, "community_name": name, "share": share}


def _against(chance: Any, mean: float) -> dict[str, Any]:
    """Modularity against rewired graphs, one run of each with one run of the graph, so that like meets like."""
    none = {"modularity_one_run": mean, "null_mean": None, "null_sd": None, "z": None, "clustered": None}
    if not len(chance):
        return none
    sd = float(chance.std(ddof=1)) if len(chance) > 1 else 0.0
    # a graph that cannot be rewired, such as a star, has nothing to be held against
    z = (mean - float(chance.mean())) / sd if sd > 1e-9 else None
    known = {"null_mean": float(chance.mean()), "null_sd": sd, "z": z}
    return none | known | {"clustered": None if z is None else z >= CLEAR}


def _notes(
    net: Network | nx.Graph, graph: nx.Graph, facts: Mapping[str, Any], *, runs: int, draws: int, least: int
) -> Iterator[str]:
    sizes = [each["actors"] for each in facts["communities"]]
    left = len(graph) - sum(sizes)
    yield f"{len(sizes)} communities of {sum(sizes)} actors; {left} actors are in none of {least} or more"
    yield _verdict(facts)
    agreed = f"{draws} draws, whose consensus is shown" if draws else f"{runs} runs of the method on the same ties"
    yield f"With its core: how often an actor is with the half of its community that is together most, over {agreed}"
    if facts["loose"]:
        yield f"{facts['loose']} actors are so in less than half of them: read them as being in no community"
    if not isinstance(net, Network):
        return
    yield f"Ties of cooperation and neutral ties; {foes(net)} hostile or mixed pairs do not pull together, and are out"
    if net.lens.roll_up == "none" and (structural := standing(net)):
        yield (
            f"{structural} of {graph.number_of_edges()} pairs rest on structure alone (who leads, serves in or is part "
            "of what): bodies and people gather around their state. --roll-up state folds them into it; see if the "
            "communities remain"
        )
    yield from (note for note in scope.notes(net) if not note.startswith("Basis"))
    if ego := ego_of(net):
        yield (
            f"{net.label(ego)} is in no community: the claims were collected around it. "
            "It and those recorded as representing it were taken out first"
        )


def _verdict(facts: Mapping[str, Any]) -> str:
    reached = f"Modularity {facts['modularity']:.2f}"
    if facts["null_mean"] is None:
        return f"{reached}; not held against chance"
    if facts["z"] is None:
        return f"{reached}; no other network has the same degrees, so nothing can be said of chance"
    chance = f"{facts['null_mean']:.2f} ± {facts['null_sd']:.2f} in rewired networks of the same degrees"
    compared = f"{reached}, {facts['modularity_one_run']:.2f} in one run, against {chance} (z = {facts['z']:.1f})"
    if facts["clustered"]:
        return f"{compared}: more clustered than chance"
    return f"{compared}: no more clustered than chance, so do not read these as communities"
