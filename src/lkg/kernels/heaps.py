"""Shortest paths where ties have lengths, compiled: Dijkstra's search over a heap of nodes.

Lengths are added from the source outwards and compared exactly, as networkx does, so that the same paths count as
equally short.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.compiling import Real, Whole, compiled


@compiled
def tree(starts: Whole, ends: Whole, lengths: Real, source: int, away: Real, before: Whole) -> None:
    """Fill in the distance of each node (∞ if none) and the node before it on one shortest path (−1 if none)."""
    size = len(starts) - 1
    order, heap, place = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)
    for node in range(size):
        away[node], before[node] = np.inf, -1
    _search(starts, ends, lengths, source, away, before, order, heap, place)


@compiled
def distance_sums(
    starts: Whole, ends: Whole, lengths: Real, sources: Whole, reached: NDArray[np.int64], total: Real, harmonic: Real
) -> None:
    """Add, to each node that these sources reach, their number, the distances and the inverse distances above 0."""
    size = len(starts) - 1
    order, heap, place = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)
    away, before = np.full(size, np.inf), np.empty(size, np.int32)
    for source in sources:
        count = _search(starts, ends, lengths, source, away, before, order, heap, place)
        away[source] = np.inf
        for at in range(1, count):
            node = order[at]
            reached[node] += 1
            total[node] += away[node]
            harmonic[node] += 1 / away[node] if away[node] > 0 else 0.0
            away[node] = np.inf


@compiled
def betweenness(
    starts: Whole, ends: Whole, lengths: Real, sources: Whole, endpoints: bool, of_nodes: Real, of_entries: Real
) -> None:
    """Add what hangs on each node, and on each entry if they have room, on shortest paths from these sources."""
    size = len(starts) - 1
    order, heap, place = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)
    away, before, ways, worth = np.full(size, np.inf), np.empty(size, np.int32), np.zeros(size), np.zeros(size)
    extra = 1.0 if endpoints else 0.0
    for source in sources:
        count = _search(starts, ends, lengths, source, away, before, order, heap, place)
        ways[source] = 1.0
        for at in range(count):
            node = order[at]
            for entry in range(starts[node], starts[node + 1]):
                other = ends[entry]
                ways[other] += ways[node] * (away[node] + lengths[entry] == away[other])
        for back in range(count - 1, -1, -1):
            node, behind = order[back], 0.0
            for entry in range(starts[node], starts[node + 1]):
                part = worth[ends[entry]] * (away[node] + lengths[entry] == away[ends[entry]])
                behind += part
                if len(of_entries):
                    of_entries[entry] += part * ways[node]
            worth[node] = behind + 1 / ways[node]
            if back:
                of_nodes[node] += behind * ways[node] + extra
        of_nodes[source] += extra * (count - 1)
        for at in range(count):
            away[order[at]], ways[order[at]], worth[order[at]] = np.inf, 0.0, 0.0


@compiled
def _search(
    starts: Whole,
    ends: Whole,
    lengths: Real,
    source: int,
    away: Real,
    before: Whole,
    order: Whole,
    heap: Whole,
    place: Whole,
) -> int:
    """Settle nodes in order of distance; gives how many are. `away` must hold ∞."""
    away[source], heap[0], place[source] = 0.0, source, 0
    before[source] = -1
    waiting, count = 1, 0
    while waiting > 0:
        node = heap[0]
        order[count] = node
        count += 1
        waiting -= 1
        if waiting > 0:
            _sink(heap, place, away, heap[waiting], waiting)
        for entry in range(starts[node], starts[node + 1]):
            other, way = ends[entry], away[node] + lengths[entry]
            if way < away[other]:
                if away[other] == np.inf:
                    place[other] = waiting
                    waiting += 1
                away[other], before[other] = way, node
                _rise(heap, place, away, other)
    return count


@compiled
def _rise(heap: Whole, place: Whole, away: Real, node: int) -> None:
    """Move a node that came nearer towards the top of the heap."""
    at = place[node]
    while at > 0 and away[heap[(at - 1) // 2]] > away[node]:
        heap[at] = heap[(at - 1) // 2]
        place[heap[at]] = at
        at = (at - 1) // 2
    heap[at], place[node] = node, at


@compiled
def _sink(heap: Whole, place: Whole, away: Real, node: int, size: int) -> None:
    """Put a node at the top of a heap whose top is gone, and let it sink to where it belongs."""
    at = 0
    while True:
        below = 2 * at + 1
        if below + 1 < size and away[heap[below + 1]] < away[heap[below]]:
            below += 1
        if below >= size or away[heap[below]] >= away[node]:
            break
        heap[at] = heap[below]
        place[heap[at]] = at
        at = below
    heap[at], place[node] = node, at
