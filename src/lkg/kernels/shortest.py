"""Shortest paths: betweenness, closeness and harmonic centrality.

Distances are found from many sources side by side, so that the processor works on several at once. Lengths are added
from the source outwards and compared exactly, as networkx does, so that the same ways count as equally short.
"""

from __future__ import annotations

import numpy as np

from lkg.kernels.compiling import Real, Whole, compiled

ABREAST = 64
"""sources of a block, at most"""


@compiled
def betweenness(starts: Whole, ends: Whole, lengths: Real, found: Real) -> None:
    """The share of shortest paths that run through each node (Freeman 1977), from rows of neighbours."""
    size = len(found)
    scale = 1 / ((size - 1) * (size - 2)) if size > 2 else 1.0
    ways, before, worth, tight = np.empty(size), np.empty(size), np.empty(size), np.empty(len(ends))
    away, order = np.empty(size), np.empty(size + 1, np.int32)
    for first in range(0, size, ABREAST):
        far = _distances(starts, ends, lengths, first)
        for lane in range(far.shape[1]):
            for node in range(size):
                away[node] = far[node, lane]
            _mark_shortest(starts, ends, lengths, away, tight, before)
            reached = _count_ways(starts, ends, tight, first + lane, before, ways, order)
            _add_dependencies(starts, ends, tight, ways, order, reached, worth, found)
    for node in range(size):
        found[node] *= scale


# no branches in the inner loops that follow: a processor guesses wrong too often which edges lie on a shortest way


@compiled
def _mark_shortest(starts: Whole, ends: Whole, lengths: Real, far: Real, tight: Real, before: Real) -> None:
    """Mark with 1 the edges on a shortest way, and count those that lead to each node."""
    for node in range(len(far)):
        before[node] = 0.0
    for node in range(len(far)):
        for place in range(starts[node], starts[node + 1]):
            tight[place] = 1.0 * (far[node] + lengths[place] == far[ends[place]])
            before[ends[place]] += tight[place]


@compiled
def _count_ways(starts: Whole, ends: Whole, tight: Real, source: int, before: Real, ways: Real, order: Whole) -> int:
    """Put nodes in an order in which all before a node on a shortest way come first, and count such ways."""
    for node in range(len(ways)):
        ways[node] = 0.0
    order[0], ways[source] = source, 1.0
    queued, done = 1, 0
    while done < queued:
        node = order[done]
        done += 1
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            ways[other] += ways[node] * tight[place]
            before[other] -= tight[place]
            order[queued] = other
            queued += (tight[place] > 0) & (before[other] == 0)
    return queued


@compiled
def _add_dependencies(
    starts: Whole, ends: Whole, tight: Real, ways: Real, order: Whole, reached: int, worth: Real, found: Real
) -> None:
    """Add what hangs on each node on the shortest ways from one source, from the last node back (Brandes 2001)."""
    for place in range(reached):
        worth[order[place]] = 0.0
    for back in range(reached):
        node = order[reached - 1 - back]
        behind = 0.0
        for place in range(starts[node], starts[node + 1]):
            behind += worth[ends[place]] * tight[place]
        worth[node] = behind + 1 / ways[node]
        if back < reached - 1:
            found[node] += behind * ways[node]


@compiled
def closeness(starts: Whole, ends: Whole, lengths: Real, found: Real) -> None:
    """The inverse mean distance, scaled by the share reached, from rows of those who point to each node."""
    for first in range(0, len(found), ABREAST):
        far = _distances(starts, ends, lengths, first)
        for lane in range(far.shape[1]):
            total, reached = 0.0, -1
            for node in range(len(found)):
                if far[node, lane] < np.inf:
                    total += far[node, lane]
                    reached += 1
            if reached > 0:
                found[first + lane] = reached / total * (reached / (len(found) - 1))


@compiled
def harmonic(starts: Whole, ends: Whole, lengths: Real, found: Real) -> None:
    """The mean inverse distance, from rows of those who point to each node (Rochat 2009)."""
    for first in range(0, len(found), ABREAST):
        far = _distances(starts, ends, lengths, first)
        for lane in range(far.shape[1]):
            total = 0.0
            for node in range(len(found)):
                if far[node, lane] > 0:
                    total += 1 / far[node, lane]
            found[first + lane] = total / max(len(found) - 1, 1)


@compiled
def _distances(starts: Whole, ends: Whole, lengths: Real, first: int) -> Real:
    """(nodes, sources) from a block of sources: each node passes on what came nearer, until nothing does (Bellman)."""
    size = len(starts) - 1
    far, nearer = np.empty((size, min(ABREAST, size - first))), np.empty(size, np.bool_)
    for node in range(size):
        nearer[node] = first <= node < first + ABREAST
        for lane in range(far.shape[1]):
            far[node, lane] = 0.0 if node == first + lane else np.inf
    moving = True
    while moving:
        moving = False
        for node in range(size):
            if nearer[node]:
                nearer[node], moving = False, True
                for place in range(starts[node], starts[node + 1]):
                    if _shorten(far[ends[place]], far[node], lengths[place]):
                        nearer[ends[place]] = True
    return far


@compiled
def _shorten(far: Real, before: Real, length: float) -> bool:
    """Take the way by the node before where it is shorter; whether it is for any source."""
    better = 0
    for lane in range(len(far)):
        way = before[lane] + length
        better += way < far[lane]
        far[lane] = way if way < far[lane] else far[lane]
    return better > 0
