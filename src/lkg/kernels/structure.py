"""What a node's own ties and its neighbours' tell: degree, core number, constraint and effective size."""

from __future__ import annotations

import numpy as np

from lkg.kernels.compiling import Real, Whole, compiled


@compiled
def degree(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """The sum of each node's weights, from rows of neighbours."""
    for node in range(len(found)):
        found[node] = 0.0
        for place in range(starts[node], starts[node + 1]):
            found[node] += weights[place]


@compiled
def core(starts: Whole, ends: Whole, values: Real, found: Real) -> None:
    """The largest k such that the node lies in a part where all have k neighbours (Seidman 1983).

    Takes away all nodes with at most k ties left, and those that this brings down to k, for k = 0, 1, 2 …
    """
    left, falling = np.empty(len(found), np.int32), np.empty(len(found), np.int32)
    for node in range(len(found)):
        left[node] = starts[node + 1] - starts[node]
        found[node] = -1.0
    k, gone = 0, 0
    while gone < len(found):
        fallen = gone
        for node in range(len(found)):
            if found[node] < 0 and left[node] <= k:
                found[node], falling[fallen] = k, node
                fallen += 1
        while gone < fallen:
            node = falling[gone]
            gone += 1
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                left[other] -= 1
                if found[other] < 0 and left[other] <= k:
                    found[other], falling[fallen] = k, other
                    fallen += 1
        k += 1


@compiled
def constraint(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """Burt's (1992) constraint, from rows of neighbours in either direction; NaN for a node without ties."""
    _merge(starts, ends, weights)
    size = len(found)
    share, reach = np.empty(starts[size]), np.zeros(size)
    for node in range(size):
        total = 0.0
        for place in range(starts[node], starts[node + 1]):
            total += weights[place]
        for place in range(starts[node], starts[node + 1]):
            share[place] = weights[place] / total
    for node in range(size):
        for place in range(starts[node], starts[node + 1]):
            for next_ in range(starts[ends[place]], starts[ends[place] + 1]):
                reach[ends[next_]] += share[place] * share[next_]
        found[node] = np.nan if starts[node] == starts[node + 1] else 0.0
        for place in range(starts[node], starts[node + 1]):
            found[node] += (share[place] + reach[ends[place]]) ** 2
        for other in range(size):
            reach[other] = 0.0


@compiled
def effective_size(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """Burt's (1992) effective size, from rows of neighbours in either direction; NaN for a node without ties."""
    _merge(starts, ends, weights)
    size = len(found)
    most, of_node = np.zeros(size), np.zeros(size)
    for node in range(size):
        for place in range(starts[node], starts[node + 1]):
            most[node] = max(most[node], weights[place])
    for node in range(size):
        total = 0.0
        for place in range(starts[node], starts[node + 1]):
            of_node[ends[place]] = weights[place]
            total += weights[place]
        found[node] = np.nan if starts[node] == starts[node + 1] else 0.0
        for place in range(starts[node], starts[node + 1]):
            repeated, other = 0.0, ends[place]
            for next_ in range(starts[other], starts[other + 1]):
                repeated += of_node[ends[next_]] / total * (weights[next_] / most[other])
            found[node] += 1 - repeated
        for place in range(starts[node], starts[node + 1]):
            of_node[ends[place]] = 0.0


@compiled
def _merge(starts: Whole, ends: Whole, weights: Real) -> None:
    """Let a neighbour stand once in a row, with the sum of its weights; in place."""
    place_of, used, first = np.empty(len(starts), np.int32), 0, 0
    for node in range(len(starts)):
        place_of[node] = -1
    for node in range(len(starts) - 1):
        begin, last = used, starts[node + 1]
        for place in range(first, last):
            other, weight = ends[place], weights[place]
            if place_of[other] < begin:
                place_of[other], ends[used], weights[used] = used, other, 0.0
                used += 1
            weights[place_of[other]] += weight
        first, starts[node + 1] = last, used
