"""Who stands between groups: the brokerage roles of Gould and Fernandez, held against chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from lkg.analysis.groups import roles, scope
from lkg.analysis.groups.groups import By, Groups, groups
from lkg.analysis.groups.holes import HOLES, holes
from lkg.analysis.groups.roles import ROLES, Expected, Triads
from lkg.analysis.ranks.ego import ego_of
from lkg.analysis.ranks.simple import simple
from lkg.analysis.results import Column, Result
from lkg.errors import EmptyNetwork, Misuse
from lkg.networks import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

NULLS = ("permute", "sna")
FEWEST = 5
"""expected triads below which no z is given: a count so small is not near normal"""
KEYS = (*ROLES, "total")
SHORT = {"coordinator": "coord.", "itinerant": "itin.", "gatekeeper": "gatek.", "representative": "repr."}
"""headings of a table that has to fit on a page"""


def brokerage(
    net: Network | nx.Graph,
    by: By = "bloc",
    *,
    null: str = "permute",
    draws: int = 1000,
    seed: int = 1,
    on: str | None = None,
    unplaced: str = "error",
) -> Result:
    """The five brokerage roles of every actor (Gould and Fernandez 1989), with what chance gives, and Burt's measures.

    An actor v brokers between a and b if a → v → b, a and b differ, and a has no tie to b; the ties are read as
    claimed, the symmetric and structural ones both ways. By the groups of a, v and b it is then a coordinator (sna:
    w_I), itinerant (w_O), gatekeeper (b_OI, into its own group), representative (b_IO, out of it) or liaison (b_O).
    `null="permute"` deals the same groups out to other actors on the same ties, `draws` times; `null="sna"` has the
    moments of random ties that R's sna uses. z is None where fewer than 5 are expected. Groups: see `groups`. The
    ego stays, and its rows and its side's are marked. Raises InvalidMeasure on conflict alone and for actors without
    a group, EmptyNetwork if nothing is left.

    >>> g = nx.DiGraph([("a", "v"), ("v", "b")])
    >>> brokerage(g, {"a": "west", "v": "east", "b": "east"}).rows[0]["gatekeeper"]
    1
    """
    if null not in NULLS or draws < 2:
        raise Misuse(f"null = {null!r} with {draws} draws is not possible. Use {' or '.join(NULLS)}, and 2 or more.")
    chosen, graph = placed(net, by, on=on, unplaced=unplaced)
    found = roles.triads(graph)
    labels, _ = roles.numbers([chosen.of[node] for node in graph])
    expected = (
        roles.permuted(found, labels, draws=draws, seed=seed)
        if null == "permute"
        else roles.closed_form(labels, nx.density(graph))
    )
    counts = roles.with_total(found.counts(labels))
    friendly = _friendly(graph, found)
    known = isinstance(net, Network)
    return Result(
        scope.heading(f"brokerage by {chosen.by}", net),
        tuple(_columns(null, bool(ego_of(net)))),
        tuple(_rows(net, graph, chosen, counts, expected, friendly)),
        _facts(counts, expected, chosen, found) | {"friendly": int(friendly.sum())},
        tuple(_notes(net, chosen, null, draws, len(found), int(friendly.sum()))),
        net.graph.receipt(
            "brokerage", net.lens, seed, by=chosen.asked, null=null, draws=draws, on=on, unplaced=unplaced
        ) if known else None,
    )  # fmt: skip


def placed(net: Network | nx.Graph, by: By, *, on: str | None, unplaced: str) -> tuple[Groups, nx.DiGraph]:
    """The groups, and the directed plain graph of the actors that have one."""
    scope.refuse_conflict("Brokerage", net)
    if not len(net):
        raise EmptyNetwork("No actor is left under this lens. Widen --at, --between or the relations.")
    chosen = groups(net, by, on=on, unplaced=unplaced)
    graph = simple(net, directed=True)
    kept = nx.DiGraph(graph.subgraph(chosen.of))
    if len(kept) < 3:
        raise EmptyNetwork(
            f"Only {len(kept)} actors have a {chosen.by}, and brokerage needs three. Use --unplaced none."
        )
    ordered = nx.DiGraph()
    # a subgraph does not keep the order of its nodes
    ordered.add_nodes_from((node, graph.nodes[node]) for node in graph if node in kept)
    ordered.add_edges_from(kept.edges(data=True))
    return chosen, ordered


def _columns(null: str, has_ego: bool) -> Iterator[Column]:
    yield from (Column("label", "actor"), Column("group"))
    for role in KEYS:
        yield Column(role, SHORT.get(role, ""), "g")
        if role != "total" or null == "sna":
            yield Column(f"{role}_z", "z", "+.1f")
    yield from (Column("friendly", form="g"), Column("constraint", form=".2f"))
    if has_ego:
        yield Column("ego")


def _rows(
    net: Network | nx.Graph, graph: nx.DiGraph, chosen: Groups, counts: Any, expected: Expected, friendly: Any
) -> list[dict[str, Any]]:
    """A row for every actor, those who broker most first."""
    burt = holes(graph)
    side = _side(net)
    rows = []
    for i, node in enumerate(graph):
        row: dict[str, Any] = {
            "actor": node,
            "label": str(graph.nodes[node].get("label", node)),
            "group": chosen.of[node],
        }
        for j, role in enumerate(KEYS):
            row |= _against(role, int(counts[i, j]), float(expected.mean[i, j]), float(expected.sd[i, j]))
        row["friendly"] = int(friendly[i])
        rows.append(row | {key: burt[node][key] for key in HOLES} | {"ego": node in side})
    return sorted(rows, key=lambda row: (-row["total"], row["label"]))


def _against(role: str, count: int, mean: float, sd: float) -> dict[str, Any]:
    z = (count - mean) / sd if mean >= FEWEST and sd > 1e-9 else None
    return {role: count, f"{role}_expected": mean, f"{role}_sd": None if np.isnan(sd) else sd, f"{role}_z": z}


def _friendly(graph: nx.DiGraph, found: Triads) -> NDArray[np.int64]:
    """For every node the triads in which it has a hostile or mixed pair with neither side, (n,)."""
    number = {node: i for i, node in enumerate(graph)}
    foes = [number[a] * found.n + number[b] for a, b, sign in graph.edges(data="sign") if sign in (-1, None)]
    hostile = np.isin(found.first * found.n + found.broker, foes) | np.isin(found.broker * found.n + found.second, foes)
    return np.bincount(found.broker[~hostile], minlength=found.n)


def _side(net: Network | nx.Graph) -> frozenset[str]:
    """The ego and all who ever represent it; empty where the data have no ego."""
    ego = ego_of(net)
    return net.graph.table.context.sides.ever(ego) | {ego} if ego and isinstance(net, Network) else frozenset()


def _facts(counts: Any, expected: Expected, chosen: Groups, found: Triads) -> dict[str, Any]:
    sums = counts.sum(axis=0)
    every: dict[str, Any] = {}
    for j, role in enumerate(KEYS):
        every |= _against(role, int(sums[j]), float(expected.mean_all[j]), float(expected.sd_all[j]))
    return {"triads": len(found), "groups": chosen.sizes(), "all": every}


def _notes(net: Network | nx.Graph, chosen: Groups, null: str, draws: int, every: int, friendly: int) -> Iterator[str]:
    sizes = ", ".join(f"{name} {size}" for name, size in chosen.sizes().items())
    yield f"Groups: {sizes}"
    yield from chosen.notes
    yield "A broker stands between two who have no tie from the first to the second; ties read as claimed"
    if friendly < every:
        yield (
            f"Friendly: {friendly} of {every} triads have no hostile or mixed pair. In the others the broker is an "
            "opponent of one side or both, and no go-between; --sign + --sign 0 leaves hostile ties out"
        )
    yield {
        "permute": f"z: against the same groups dealt out to other actors, {draws:,} times; the total cannot change",
        "sna": "z: against ties that are there by chance, independently, at the density of the network (as R's sna)",
    }[null] + f"; none where fewer than {FEWEST} are expected"
    yield "Roles: coordinator, itinerant, gatekeeper, representative, liaison. Constraint: same ties, direction ignored"
    yield from scope.notes(net)
    if ego := ego_of(net):
        yield (
            f"{net.label(ego)} and its side are marked: the claims were collected around it, so that it brokers more, "
            "and others less, than in the world"
        )
