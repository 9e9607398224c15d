"""What is to be drawn, read from any networkx graph: actors, and lines that bundle their ties."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import networkx as nx

from lkg.errors import EmptyNetwork


class Actor(NamedTuple):
    """One node as it is drawn."""

    node: Hashable
    label: str
    group: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One curve between two actors, given by their places in the list; `heads` is "target", "both" or "none"."""

    source: int
    target: int
    sign: int = 0
    weight: float = 1.0
    heads: str = "target"
    derived: bool = False
    alleged: bool = False
    contested: bool = False

    @property
    def pair(self) -> tuple[int, int]:
        """Its two ends, the lower place first."""
        return min(self.source, self.target), max(self.source, self.target)


@dataclass(frozen=True, slots=True)
class Sketch:
    """All actors and lines of a figure, in the order of the graph; `signed` if any tie has a sign."""

    actors: tuple[Actor, ...]
    lines: tuple[Line, ...]
    signed: bool = False
    loops: int = 0

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Every pair that is joined, once."""
        return sorted({line.pair for line in self.lines})


def as_graph(net: Any) -> nx.Graph:
    """The networkx graph that `net` is, or makes of itself; EmptyNetwork where it has no node."""
    graph = net.to_networkx() if hasattr(net, "to_networkx") else net
    if not graph.number_of_nodes():
        raise EmptyNetwork("There is nobody to draw: the network is empty. Widen the lens or the dates.")
    return graph


def read(graph: nx.Graph, *, bundle: bool = True) -> Sketch:
    """The sketch of a graph; absent attributes have plain defaults, ties of an actor with itself are counted only.

    >>> sketch = read(nx.MultiDiGraph([("a", "b", {"sign": 1}), ("a", "b", {"sign": 1}), ("b", "a", {"sign": 1})]))
    >>> [(line.source, line.target, line.weight, line.heads) for line in sketch.lines]
    [(0, 1, 2.0, 'target'), (1, 0, 1.0, 'target')]
    """
    place = {node: number for number, node in enumerate(graph)}
    ties = [_tie(place[a], place[b], data, graph.is_directed()) for a, b, data in graph.edges(data=True)]
    lines = [tie for tie in ties if tie.source != tie.target]
    return Sketch(
        actors=tuple(_actor(node, data) for node, data in graph.nodes(data=True)),
        lines=tuple(bundled(lines) if bundle else lines),
        signed=any("sign" in data for *_, data in graph.edges(data=True)),
        loops=len(ties) - len(lines),
    )


def _actor(node: Hashable, data: Mapping[str, Any]) -> Actor:
    group = str(data.get("group") or data.get("kind") or "")
    return Actor(node, str(data.get("label") or node), group, bool(data.get("contested")))


def _tie(source: int, target: int, data: Mapping[str, Any], directed: bool) -> Line:
    sign, weight = float(data.get("sign") or 0), data.get("weight")
    return Line(
        source,
        target,
        sign=(sign > 0) - (sign < 0),
        weight=1.0 if weight is None else abs(float(weight)),
        heads="target" if directed and not data.get("symmetric") else "none",
        derived=bool(data.get("derived")),
        alleged=bool(data.get("alleged")),
        contested=bool(data.get("contested")),
    )


def bundled(ties: Iterable[Line]) -> list[Line]:
    """At most one line for each pair, sign and direction; neutral ties of a pair share a single one."""
    groups: dict[tuple[tuple[int, int], int], list[Line]] = {}
    for tie in ties:
        groups.setdefault((tie.pair, tie.sign), []).append(tie)
    return [line for (_, sign), members in groups.items() for line in (_signed if sign else _neutral)(members)]


def _signed(members: Sequence[Line]) -> Iterator[Line]:
    """A symmetric tie beside directed ones of its sign counts as one each way."""
    low, high = members[0].pair
    mutual = [tie for tie in members if tie.heads == "none"]
    if len(mutual) == len(members):
        yield _merged(members, low, high, "none")
        return
    for source, target in ((low, high), (high, low)):
        ties = mutual + [tie for tie in members if tie.heads != "none" and tie.source == source]
        if ties:
            yield _merged(ties, source, target, "target")


def _neutral(members: Sequence[Line]) -> Iterator[Line]:
    aimed = {tie.source: tie for tie in members if tie.heads != "none"}
    source, target = next(((tie.source, tie.target) for tie in aimed.values()), members[0].pair)
    yield _merged(members, source, target, ("none", "target", "both")[len(aimed)])


def _merged(ties: Sequence[Line], source: int, target: int, heads: str) -> Line:
    """Derived ties never add to the width of claimed ones: they show only where there is no other."""
    told = [tie for tie in ties if not tie.derived] or ties
    return Line(
        source,
        target,
        sign=told[0].sign,
        weight=_weight(told),
        heads=heads,
        derived=told[0].derived,
        alleged=all(tie.alleged for tie in told),
        contested=any(tie.contested for tie in told),
    )


def _weight(ties: Sequence[Line]) -> float:
    """The sum; a symmetric tie that is stored once each way counts once."""
    aimed = sum(tie.weight for tie in ties if tie.heads != "none")
    ways = [0.0, 0.0]
    for tie in ties:
        if tie.heads == "none":
            ways[tie.source < tie.target] += tie.weight
    return aimed + max(ways)


def without(sketch: Sketch, dropped: Iterable[int]) -> Sketch:
    """The sketch without some actors and their lines."""
    gone = set(dropped)
    kept = [place for place in range(len(sketch.actors)) if place not in gone]
    new = {old: place for place, old in enumerate(kept)}
    lines = [
        replace(line, source=new[line.source], target=new[line.target])
        for line in sketch.lines
        if line.source in new and line.target in new
    ]
    return replace(sketch, actors=tuple(sketch.actors[place] for place in kept), lines=tuple(lines))
