"""Structural balance: triads, the least frustration, and the camps with the ties that stand against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from lkg.analysis.balance.camps import best_found
from lkg.analysis.balance.frustration import LIMIT, Frustration, frustration
from lkg.analysis.balance.signed import part_of
from lkg.analysis.balance.triads import TYPES, Census, Chance, by_chance, census, triads
from lkg.analysis.balance.words import notes
from lkg.analysis.ranks.simple import simple
from lkg.analysis.results import Column, Result, plain
from lkg.errors import EmptyNetwork, InvalidMeasure, Misuse
from lkg.networks import Network

MOST_CAMPS = 5
COLUMNS = (
    Column("label", "actor"),
    Column("camp"),
    Column("degree", "signed ties", "g"),
    Column("frustrated", "against the camps", "g"),
)


@dataclass(frozen=True, repr=False)
class Balance(Result):
    """Rows: actor, label, camp (1, 2, or None where another best split moves it), split, degree, frustrated."""

    frustrated: tuple[Mapping[str, Any], ...] = ()
    """the pairs against one best split: a, b, labels, sign, weight, claims, in_every_split"""
    solution: Frustration | None = field(default=None, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows, facts, notes, receipt and the pairs against the camps."""
        return super().to_dict() | {"frustrated": [plain(each) for each in self.frustrated]}


def balance(
    net: Network | nx.Graph,
    *,
    weighted: bool = False,
    camps: int | None = None,
    anchor: str | None = None,
    null: int = 200,
    limit: float = LIMIT,
    seed: int = 1,
) -> Balance:
    """How far two camps explain who works with whom and who is in conflict with whom.

    Pairs that cooperate or are in conflict count; mixed and neutral ones are counted and left out. Frustration is the
    least number of ties against two camps, or their least weight, proved unless `limit` seconds pass: then a bound is
    given. A camp is named only where every best split agrees, seen from the anchor (the actor with most signed ties).
    `null` permutations of the signs give the degree of balance to expect. `camps` = 3 … 5 adds a column with so many
    camps after Davis (1967), by local search. Raises EmptyNetwork where no pair has a sign, InvalidMeasure where a
    tie of a stranger's graph lacks a `sign` or has a negative weight, Misuse for options that make no sense.

    >>> g = nx.Graph()
    >>> g.add_weighted_edges_from([("a", "b", 1), ("b", "c", -1), ("a", "c", -1), ("c", "d", 1)], weight="sign")
    >>> found = balance(g)
    >>> found.facts["degree_of_balance"], found.facts["frustration"], [row["camp"] for row in found]
    (1.0, 0.0, [1, 2, 2, 1])
    """
    _refuse(camps, null, limit)
    graph, left = signed_pairs(net)
    if not graph.number_of_edges():
        raise EmptyNetwork("No pair under this lens has a sign + or −. Widen --at, --between, --relations or --sign.")
    first = _anchor(net, graph, anchor)
    found = frustration(graph, weighted=weighted, anchor=first, limit=limit, seed=seed)
    counted, chance = census(graph), by_chance(graph, draws=null, seed=seed)
    looser = _looser(graph, found, weighted=weighted, seed=seed)
    against = tuple(_against(net, graph, found))
    facts = _facts(graph, left, counted, chance, found, weighted) | {
        "weak": {k: cost for k, (cost, _) in looser.items()}
    }
    facts |= _ego(net, graph)
    parts = looser[camps][1] if camps else {}
    return Balance(
        f"Structural balance{_when(net)}",
        (*COLUMNS, Column("weak_camp", f"of {camps} camps")) if camps else COLUMNS,
        tuple(sorted(_rows(net, graph, found, against, parts), key=lambda row: (-row["degree"], row["label"]))),
        facts,
        tuple(notes(net, graph, facts, found, against)),
        _receipt(net, weighted=weighted, camps=camps, anchor=first, null=null, limit=limit, seed=seed),
        against,
        found,
    )


def signed_pairs(net: Network | nx.Graph) -> tuple[nx.Graph, dict[str, int]]:
    """The plain graph of the pairs with sign + or −, in the order of their names, and how many others were left out."""
    if not isinstance(net, Network):
        for a, b, facts in net.edges(data=True):
            _check(a, b, facts)
    every = simple(net)
    signs = [sign for _, _, sign in every.edges(data="sign")]
    found = nx.Graph()
    pairs = [(a, b, facts) for a, b, facts in every.edges(data=True) if facts["sign"] in (1, -1)]
    ends = {end for a, b, _ in pairs for end in (a, b)}
    found.add_nodes_from((node, every.nodes[node]) for node in sorted(ends, key=str))
    found.add_edges_from(sorted(((*sorted((a, b), key=str), facts) for a, b, facts in pairs), key=_named))
    return found, {"mixed": signs.count(None), "neutral": signs.count(0)}


def claims_by_pair(net: Network | nx.Graph, sign: int | None = None) -> dict[frozenset[Any], set[str]]:
    """The claims beneath every pair, those of one sign or all; nothing for a stranger's graph."""
    found: dict[frozenset[Any], set[str]] = defaultdict(set)
    if isinstance(net, Network):
        for tie in net.ties:
            if sign in (None, tie.sign):
                found[frozenset((tie.source, tie.target))].update(tie.claims)
    return found


def through_ego(net: Network | nx.Graph, graph: nx.Graph) -> tuple[str, int]:
    """The ego that the data declare, if it is among the actors, and how many triads run through it."""
    ego = net.graph.record.ego if isinstance(net, Network) else ""
    if not ego or ego not in graph:
        return "", 0
    return ego, sum(ego in triad for triad in triads(graph))


def _check(a: Any, b: Any, facts: Mapping[str, Any]) -> None:
    if facts.get("sign") not in (1, -1, 0):
        raise InvalidMeasure(
            f"The tie {a} – {b} has no sign that can be read. Give every tie an attribute `sign`: 1, -1 or 0."
        )
    if float(facts.get("weight", 1.0)) < 0:
        raise InvalidMeasure(f"The tie {a} – {b} has a negative weight. Put the sign into `sign`.")


def _refuse(camps: int | None, null: int, limit: float) -> None:
    if camps is not None and not 2 <= camps <= MOST_CAMPS:
        raise Misuse(f"camps = {camps} is not possible. Use 2 to {MOST_CAMPS}.")
    if null < 0 or limit <= 0:
        raise Misuse("The number of draws must be 0 or more, and the limit of seconds above 0.")


def _named(edge: tuple[Any, ...]) -> tuple[str, str]:
    return str(edge[0]), str(edge[1])


def _anchor(net: Network | nx.Graph, graph: nx.Graph, name: str | None) -> Any:
    if name is None:
        return max(graph, key=graph.degree)
    found = net.graph.actor(name) if isinstance(net, Network) else name
    if found not in graph:
        raise Misuse(f"{name} has no signed tie under this lens, so it cannot be the anchor. Name another actor.")
    return found


def _looser(
    graph: nx.Graph, found: Frustration, *, weighted: bool, seed: int
) -> dict[int, tuple[float, dict[Any, int]]]:
    """For 2 … 5 camps the least frustration found and the camps; each search begins from the one before."""
    ties = part_of(graph, list(graph), weighted=weighted)
    camps = [found.split[node] - 1 for node in graph]
    costs = {2: (found.upper, dict(found.split))}
    for k in range(3, MOST_CAMPS + 1):
        camps = best_found(ties, k, seed=seed, restarts=2, patience=20, start=camps)
        costs[k] = ties.cost(camps), {node: camp + 1 for node, camp in zip(graph, camps, strict=True)}
    return costs


def _against(net: Network | nx.Graph, graph: nx.Graph, found: Frustration) -> Iterator[dict[str, Any]]:
    claims = {sign: claims_by_pair(net, sign) for sign in (1, -1)}
    for a, b, facts in graph.edges(data=True):
        if (found.split[a] == found.split[b]) == (facts["sign"] == 1):
            continue
        yield {
            "a": a,
            "b": b,
            "a_label": _label(net, graph, a),
            "b_label": _label(net, graph, b),
            "sign": facts["sign"],
            "weight": facts["weight"],
            "claims": sorted(claims[facts["sign"]].get(frozenset((a, b)), ())),
            "in_every_split": found.camps[a] is not None and found.camps[b] is not None,
        }


def _rows(
    net: Network | nx.Graph,
    graph: nx.Graph,
    found: Frustration,
    against: Sequence[Mapping[str, Any]],
    parts: Mapping[Any, int],
) -> Iterator[dict[str, Any]]:
    for node, degree in graph.degree():
        yield {
            "actor": node,
            "label": _label(net, graph, node),
            "camp": found.camps[node],
            "split": found.split[node],
            "degree": degree,
            "frustrated": sum(node in (each["a"], each["b"]) for each in against),
        } | ({"weak_camp": parts[node]} if parts else {})


def _facts(
    graph: nx.Graph,
    left: Mapping[str, int],
    counted: Census,
    chance: Chance | None,
    found: Frustration,
    weighted: bool,
) -> dict[str, Any]:
    signs = [facts["sign"] for _, _, facts in graph.edges(data=True)]
    whole = sum(facts["weight"] for _, _, facts in graph.edges(data=True)) if weighted else len(signs)
    return {
        "actors": len(graph),
        "pairs": len(signs),
        "cooperative": signs.count(1),
        "in_conflict": signs.count(-1),
        **left,
        "triads": dict(zip(TYPES, counted.counts, strict=True)),
        "all_triads": counted.all,
        "balanced": counted.balanced,
        "degree_of_balance": counted.degree,
        "expected": chance.expected if chance else None,
        "expected_sd": chance.sd if chance else None,
        "z": chance.z if chance else None,
        "draws": chance.draws if chance else 0,
        "frustration": found.upper,
        "frustration_share": found.upper / whole if whole else None,
        "proved": found.proved,
        "lower": found.lower,
        "upper": found.upper,
        "weighted": weighted,
        "anchor": found.anchor,
        "undetermined": sum(camp is None for camp in found.camps.values()),
        "apart": len(found.apart),
        "unproved": len(found.unproved),
    }


def _ego(net: Network | nx.Graph, graph: nx.Graph) -> dict[str, Any]:
    ego, through = through_ego(net, graph)
    return {"ego": ego, "triads_through_ego": through} if ego else {}


def _label(net: Network | nx.Graph, graph: nx.Graph, node: Any) -> str:
    return net.label(node) if isinstance(net, Network) else str(graph.nodes[node].get("label", node))


def _when(net: Network | nx.Graph) -> str:
    if not isinstance(net, Network):
        return ""
    if net.lens.window() is None:
        return ", over all dates"
    return f", {net.lens.at or ' to '.join(net.lens.between)}"


def _receipt(net: Network | nx.Graph, seed: int, **parameters: Any) -> Any:
    return net.graph.receipt("balance", net.lens, seed=seed, **parameters) if isinstance(net, Network) else None
