"""Who belongs to the same bodies: a two-mode network of members and bodies, projected onto one of the two."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from lkg.analysis.results import Column, Result
from lkg.errors import EmptyNetwork, Misuse
from lkg.networks import Network
from lkg.vocab import ontology

Node = Hashable
Claims = tuple[str, ...]
ONTO = ("members", "bodies")
WEIGHTS = ("newman", "count")


@dataclass(frozen=True, slots=True)
class TwoMode:
    """Members, bodies, and for each member the bodies that it belongs to with the claims that say so.

    An actor may stand on both sides: the European Union is a member of one body and a body of members.
    """

    members: Mapping[Node, Mapping[str, Any]]
    bodies: Mapping[Node, Mapping[str, Any]]
    belongs: Mapping[Node, Mapping[Node, Claims]]

    def turned(self) -> TwoMode:
        """The same with members and bodies in each other's place."""
        had: dict[Node, dict[Node, Claims]] = {body: {} for body in self.bodies}
        for member, bodies in self.belongs.items():
            for body, claims in bodies.items():
                had[body][member] = claims
        return TwoMode(self.bodies, self.members, had)


def project(
    net: Network | nx.Graph, relation: str = "memberOf", *, onto: str = "members", weight: str = "newman"
) -> nx.Graph:
    """The members that share bodies, or with `onto="bodies"` the bodies that share members.

    Of a Network the ties of the relation and of those below it count, each from member to body, whether the lens
    makes memberships ties or keeps them for paths. Of any other graph all edges count: from member to body where
    it is directed, else between nodes marked `bipartite=0` (members) and 1 (bodies), as networkx marks them.
    Who shares nothing stays, alone. An edge has `shared` (how many), `bodies` (their ids, sorted), `claims` (of
    both, body by body) and `weight`: for a body with k members each pair of them gets 1 / (k − 1) (Newman 2001), so
    that sharing a body of two counts more than sharing one of two hundred; or the count. Raises EmptyNetwork if the
    network has no such tie, UnknownTerm for a relation that does not exist.

    >>> g = nx.DiGraph([("lt", "eu"), ("de", "eu"), ("fr", "eu"), ("lt", "cbss"), ("de", "cbss")])
    >>> project(g)["lt"]["de"]
    {'weight': 1.5, 'shared': 2, 'bodies': ('cbss', 'eu'), 'claims': ()}
    """
    _check(onto, ONTO, "onto")
    _check(weight, WEIGHTS, "weight")
    found = two_mode(net, relation)
    return _shared(found if onto == "members" else found.turned(), weight)


def shared(
    net: Network | nx.Graph, relation: str = "memberOf", *, onto: str = "members", weight: str = "newman"
) -> Result:
    """The projection as a table: every pair that shares something, the closest first."""
    found = project(net, relation, onto=onto, weight=weight)
    what = "bodies" if onto == "members" else "members"
    columns = (
        Column("a_label", "one"),
        Column("b_label", "other"),
        Column("shared", f"shared {what}", "d"),
        Column("weight", "", ".3g"),
        Column("labels", f"which {what}"),
    )
    alone = sorted(str(node) for node, degree in found.degree() if not degree)
    known = isinstance(net, Network)
    return Result(
        _title(net, relation, onto),
        columns,
        tuple(sorted(_rows(net, found), key=lambda row: (-row["weight"], -row["shared"], row["a"], row["b"]))),
        {"actors": len(found), "pairs": found.number_of_edges(), "alone": alone},
        tuple(_notes(net, found, weight, what, len(alone))),
        net.graph.receipt("project", net.lens, relation=relation, onto=onto, weight=weight) if known else None,
    )


def two_mode(net: Network | nx.Graph, relation: str = "memberOf") -> TwoMode:
    """The members and bodies of a network, in the order of their ids."""
    links = list(_ties(net, relation) if isinstance(net, Network) else _edges(net))
    if not links:
        known = f" of {ontology().relation(relation).label!r}" if isinstance(net, Network) else ""
        raise EmptyNetwork(f"There is no tie{known} to project. Widen --at or --between, or choose another relation.")
    belongs: dict[Node, dict[Node, Claims]] = {}
    for member, body, claims in links:
        bodies = belongs.setdefault(member, {})
        bodies[body] = (*bodies[body], *claims) if body in bodies else claims
    nodes = net.actors if isinstance(net, Network) else net.nodes
    every = {body for bodies in belongs.values() for body in bodies}
    lone = () if isinstance(net, Network) else (node for node, mark in net.nodes(data="bipartite") if mark == 0)
    members = sorted({*belongs, *lone}, key=_order)
    return TwoMode(
        {member: _facts(net, nodes, member) for member in members},
        {body: _facts(net, nodes, body) for body in sorted(every, key=_order)},
        {member: belongs.get(member, {}) for member in members},
    )


def _ties(net: Network, relation: str) -> Iterator[tuple[Node, Node, Claims]]:
    wanted = ontology().relation(relation).name
    for tie in (*net.ties, *net.memberships):
        if not tie.derived and wanted in ontology().relations[tie.relation].ancestors:
            yield tie.source, tie.target, tie.claims


def _edges(graph: nx.Graph) -> Iterator[tuple[Node, Node, Claims]]:
    marks = dict(graph.nodes(data="bipartite"))
    for a, b, facts in graph.edges(data=True):
        claims = tuple(facts.get("claims", ()))
        if {marks[a], marks[b]} == {0, 1}:
            yield (a, b, claims) if marks[a] == 0 else (b, a, claims)
        elif graph.is_directed() and marks[a] is marks[b] is None:
            yield a, b, claims
        else:
            raise Misuse(
                f"Which of {a!r} and {b!r} is the member? Give a directed graph from member to body, or mark all nodes "
                "with bipartite=0 (members) and bipartite=1 (bodies)."
            )


def _facts(net: Network | nx.Graph, nodes: Mapping[Any, Mapping[str, Any]], name: Node) -> dict[str, Any]:
    if isinstance(net, Network) and name not in nodes:
        # memberships that the lens keeps for paths have ends that no tie has
        return {"label": net.label(str(name))}
    return dict(nodes[name])


def _shared(found: TwoMode, weight: str) -> nx.Graph:
    members, bodies = list(found.members), list(found.bodies)
    column = {body: j for j, body in enumerate(bodies)}
    # in one order, so that sums of the same weights are the same to the last digit
    rows = [sorted(column[body] for body in found.belongs[member]) for member in members]
    projected = nx.Graph()
    projected.add_nodes_from((member, dict(facts)) for member, facts in found.members.items())
    sets = [frozenset(row) for row in rows]
    for i, j, value in _products(rows, len(bodies), weight):
        common = [bodies[k] for k in sorted(sets[i] & sets[j])]
        one, two = found.belongs[members[i]], found.belongs[members[j]]
        claims = tuple(itertools.chain.from_iterable(one[body] + two[body] for body in common))
        projected.add_edge(
            members[i], members[j], weight=value, shared=len(common), bodies=tuple(common), claims=claims
        )
    return projected


def _products(rows: Sequence[Sequence[int]], width: int, weight: str) -> Iterator[tuple[int, int, float]]:
    """(row, later row, sum over the columns that both have) for every pair of rows with one in common."""
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter(itertools.chain.from_iterable(rows), dtype=np.int32, count=int(ends[-1]))
    matrix = sparse.csr_array((np.ones(len(flat)), flat, ends), shape=(len(rows), width))
    size = np.bincount(flat, minlength=width)
    # a body of one joins nobody, so its weight never counts
    each = 1 / np.maximum(size - 1, 1) if weight == "newman" else np.ones(width)
    product = sparse.triu(matrix @ sparse.diags_array(each) @ matrix.T, k=1).tocsr().tocoo()
    i, j = product.coords
    return zip(i.tolist(), j.tolist(), product.data.tolist(), strict=True)


def _rows(net: Network | nx.Graph, found: nx.Graph) -> Iterator[dict[str, Any]]:
    for a, b, facts in found.edges(data=True):
        yield {
            "a": a,
            "b": b,
            "a_label": found.nodes[a].get("label", a),
            "b_label": found.nodes[b].get("label", b),
            "shared": facts["shared"],
            "weight": facts["weight"],
            "bodies": facts["bodies"],
            "labels": [net.label(body) if isinstance(net, Network) else str(body) for body in facts["bodies"]],
            "claims": facts["claims"],
        }


def _title(net: Network | nx.Graph, relation: str, onto: str) -> str:
    name = ontology().relation(relation)
    what = "bodies shared by their members" if onto == "members" else "bodies that share members"
    if not isinstance(net, Network):
        return what
    lens = net.lens
    when = "over all dates" if lens.window() is None else lens.at or " to ".join(lens.between)
    return f"{what} ({name.label}), {when}"


def _notes(net: Network | nx.Graph, found: nx.Graph, weight: str, what: str, alone: int) -> Iterator[str]:
    one = "body" if what == "bodies" else "member"
    other = "members" if what == "bodies" else "bodies"
    yield (
        f"Weight: 1 / (k − 1) for every shared {one} with k {other} (Newman 2001)"
        if weight == "newman"
        else f"Weight: number of shared {what}"
    )
    yield f"{len(found)} actors, {found.number_of_edges()} pairs; {alone} share nothing"
    if isinstance(net, Network):
        if net.lens.window() is None:
            yield "Over all dates: two may share a body to which they never belonged at once; name a day with --at"
        yield "A pair that shares nothing here may share what the graph does not record"


def _order(node: Node) -> tuple[str, str]:
    return str(node), type(node).__name__


def _check(value: str, allowed: Iterable[str], name: str) -> None:
    if value not in allowed:
        raise Misuse(f"{name} = {value!r} is not possible. Use {' or '.join(allowed)}.")
