"""Between which groups an actor brokers, with the claims behind the paths that run through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from lkg.analysis.groups import roles, scope
from lkg.analysis.groups.brokerage import placed
from lkg.analysis.groups.groups import By, Groups
from lkg.analysis.results import Column, Result
from lkg.networks import Network

Claims = Mapping[tuple[Any, Any], tuple[str, ...]]
Path = tuple[Any, Any, Any]
CITED = 3
"""claims named for one hop"""
ARROWS: Mapping[int | None, str] = {1: "+→", -1: "−→", 0: "→", None: "±→"}
"""cooperative, hostile, neutral, mixed"""
COLUMNS = (
    Column("label", "broker"),
    Column("group"),
    Column("group_from", "from"),
    Column("group_to", "to"),
    Column("role"),
    Column("count", form="g"),
    Column("friendly", form="g"),
    Column("paths", "the best-attested"),
)


def between(
    net: Network | nx.Graph,
    by: By = "bloc",
    *,
    actor: str | None = None,
    most: int = 2,
    on: str | None = None,
    unplaced: str = "error",
) -> Result:
    """Which pairs of different groups every actor, or one, brokers between, and over which paths.

    `paths` names the `most` paths a → v → b with the claims of each hop, those first whose hops are likeliest, and
    `claims` all claims of these; `count` counts all paths. Groups and errors as for `brokerage`; raises UnknownActor
    for an actor that the graph does not know.

    >>> g = nx.DiGraph([("a", "v"), ("v", "b")])
    >>> [(row["group_from"], row["group_to"]) for row in between(g, {"a": "west", "v": "east", "b": "east"})]
    [('west', 'east')]
    """
    chosen, graph = placed(net, by, on=on, unplaced=unplaced)
    wanted = net.graph.actor(actor) if actor is not None and isinstance(net, Network) else actor
    claims = _claims(net)
    rows = [
        _row(net, graph, chosen, claims, pair, paths, most)
        for pair, paths in _paths(graph, chosen).items()
        if wanted in (None, pair[0])
    ]
    rows.sort(key=lambda row: (-row["count"], row["label"], row["group_from"], row["group_to"]))
    notes = [*chosen.notes, "Paths from a to b through the broker where no tie runs from a to b; ties read as claimed"]
    notes.append(
        "+→ cooperative, −→ hostile, ±→ mixed, → neither; friendly: how many paths have no hostile or mixed hop"
    )
    known = isinstance(net, Network)
    return Result(
        scope.heading(f"brokers between groups by {chosen.by}", net),
        COLUMNS,
        tuple(rows),
        {"pairs": len(rows), "paths": sum(row["count"] for row in rows)},
        (*notes, *scope.notes(net)),
        net.graph.receipt(
            "between", net.lens, by=chosen.asked, actor=wanted, most=most, on=on, unplaced=unplaced
        ) if known else None,
    )  # fmt: skip


def _paths(graph: nx.DiGraph, chosen: Groups) -> dict[tuple[Any, str, str], list[Path]]:
    """(broker, group from, group to) → the open paths through it, groups that differ alone."""
    nodes = list(graph)
    found = roles.triads(graph)
    paths: dict[tuple[Any, str, str], list[Path]] = defaultdict(list)
    for i, j, k in zip(found.first, found.broker, found.second, strict=True):
        a, v, b = nodes[i], nodes[j], nodes[k]
        if chosen.of[a] != chosen.of[b]:
            paths[v, chosen.of[a], chosen.of[b]].append((a, v, b))
    return paths


def _row(
    net: Network | nx.Graph,
    graph: nx.DiGraph,
    chosen: Groups,
    claims: Claims,
    pair: tuple[Any, str, str],
    paths: list[Path],
    most: int,
) -> dict[str, Any]:
    broker, start, end = pair
    label = {node: str(graph.nodes[node].get("label", node)) for path in paths for node in path}
    best = sorted(paths, key=lambda p: (-_chance(net, claims, p), *(label[node] for node in p)))[:most]
    return {
        "actor": broker,
        "label": label[broker],
        "group": chosen.of[broker],
        "group_from": start,
        "group_to": end,
        "role": _role(chosen.of[broker], start, end),
        "count": len(paths),
        "friendly": sum(_friendly(graph, path) for path in paths),
        "paths": "; ".join(_words(graph, path, label, claims) for path in best),
        "claims": sorted({claim for a, v, b in best for hop in ((a, v), (v, b)) for claim in claims.get(hop, ())}),
    }


def _role(own: str, start: str, end: str) -> str:
    return "representative" if start == own else "gatekeeper" if end == own else "liaison"


def _chance(net: Network | nx.Graph, claims: Claims, path: Path) -> float:
    """The probability that both hops have a true claim, taken as independent; it only sorts the paths."""
    a, v, b = path
    hops = [claims.get((a, v), ()), claims.get((v, b), ())]
    return net.probability(hops[0]) * net.probability(hops[1]) if isinstance(net, Network) else 1.0


def _friendly(graph: nx.DiGraph, path: Path) -> bool:
    a, v, b = path
    return all(graph.edges[hop]["sign"] in (0, 1) for hop in ((a, v), (v, b)))


def _words(graph: nx.DiGraph, path: Path, label: Mapping[Any, str], claims: Claims) -> str:
    a, v, b = path
    return f"{label[a]} {_hop(graph, claims, (a, v))} {label[v]} {_hop(graph, claims, (v, b))} {label[b]}"


def _hop(graph: nx.DiGraph, claims: Claims, hop: tuple[Any, Any]) -> str:
    """An arrow with the sign of the pair, and the claims beneath it."""
    found = claims.get(hop, ())
    more = " …" if len(found) > CITED else ""
    cited = f" [{' '.join(found[:CITED])}{more}]" if found else ""
    return f"{ARROWS[graph.edges[hop]['sign']]}{cited}"


def _claims(net: Network | nx.Graph) -> Claims:
    """The claims beneath every directed pair, the likeliest first; symmetric ties both ways."""
    if not isinstance(net, Network):
        return {}
    found: dict[tuple[Any, Any], set[str]] = defaultdict(set)
    for tie in net.ties:
        for hop in _hops(tie.source, tie.target, tie.symmetric):
            found[hop].update(tie.claims)
    return {hop: tuple(sorted(each, key=lambda c: (-net.claims[c].probability, c))) for hop, each in found.items()}


def _hops(source: str, target: str, both: bool) -> Iterator[tuple[str, str]]:
    yield source, target
    if both:
        yield target, source
