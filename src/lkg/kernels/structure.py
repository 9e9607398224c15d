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
    """The largest k such that the node lies in a part where all have k neighbours (Seidman 1983)."""
    numbers = np.empty(len(found), np.int32)
    cores(starts, ends, starts, ends, False, numbers)
    for node in range(len(found)):
        found[node] = numbers[node]


@compiled
def cores(starts: Whole, ends: Whole, in_starts: Whole, in_ends: Whole, directed: bool, found: Whole) -> None:
    """Take away the node with the fewest ties left, time and again (Batagelj and Zaveršnik 2003); not its loops.

    Nodes wait in order of the ties that they have left; `first[k]` is where those with k begin.
    """
    size, most = len(found), 0
    for node in range(size):
        ties = 0
        for entry in range(starts[node], starts[node + 1]):
            ties += ends[entry] != node
        if directed:
            for entry in range(in_starts[node], in_starts[node + 1]):
                ties += in_ends[entry] != node
        found[node], most = ties, max(most, ties)
    first, order, place = np.zeros(most + 2, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)
    for node in range(size):
        first[found[node] + 1] += 1
    for ties in range(1, most + 2):
        first[ties] += first[ties - 1]
    for node in range(size):
        place[node] = first[found[node]]
        order[place[node]] = node
        first[found[node]] += 1
    for ties in range(most, 0, -1):
        first[ties] = first[ties - 1]
    first[0] = 0
    for at in range(size):
        _loosen(starts, ends, order[at], found, first, order, place)
        if directed:
            _loosen(in_starts, in_ends, order[at], found, first, order, place)


@compiled
def _loosen(starts: Whole, ends: Whole, node: int, left: Whole, first: Whole, order: Whole, place: Whole) -> None:
    """Take a tie from each neighbour that has more left than this node."""
    for entry in range(starts[node], starts[node + 1]):
        other = ends[entry]
        ties = left[other]
        if ties > left[node]:
            front = order[first[ties]]
            order[place[other]], place[front] = front, place[other]
            order[first[ties]], place[other] = other, first[ties]
            first[ties] += 1
            left[other] -= 1


@compiled
def constraint(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """Burt's (1992) constraint, from rows of neighbours in either direction; NaN for a node without ties."""
    _merge(starts, ends, weights)
    size = len(found)
    share, shared = np.empty(starts[size]), np.zeros(starts[size])
    _shares(starts, weights, share)
    _through(starts, ends, share, share, shared)
    for node in range(size):
        found[node] = np.nan if starts[node] == starts[node + 1] else 0.0
        for place in range(starts[node], starts[node + 1]):
            found[node] += (share[place] + shared[place]) ** 2


@compiled
def effective_size(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """Burt's (1992) effective size, from rows of neighbours in either direction; NaN for a node without ties."""
    _merge(starts, ends, weights)
    size = len(found)
    most, share, shared = np.zeros(size), np.empty(starts[size]), np.zeros(starts[size])
    for node in range(size):
        for place in range(starts[node], starts[node + 1]):
            most[node] = max(most[node], weights[place])
    _shares(starts, weights, share)
    for place in range(starts[size]):
        weights[place] /= most[ends[place]]
    _through(starts, ends, share, weights, shared)
    for node in range(size):
        found[node] = np.nan if starts[node] == starts[node + 1] else 0.0
        for place in range(starts[node], starts[node + 1]):
            found[node] += 1 - shared[place]


@compiled
def _shares(starts: Whole, weights: Real, share: Real) -> None:
    for node in range(len(starts) - 1):
        total = 0.0
        for place in range(starts[node], starts[node + 1]):
            total += weights[place]
        for place in range(starts[node], starts[node + 1]):
            share[place] = weights[place] / total


@compiled
def _through(starts: Whole, ends: Whole, near: Real, far: Real, found: Real) -> None:
    """Add to each entry near × far over the nodes between, to whom both of its ends are tied."""
    place_of = np.empty(len(starts), np.int32)
    for node in range(len(starts)):
        place_of[node] = -1
    for node in range(len(starts) - 1):
        for place in range(starts[node], starts[node + 1]):
            place_of[ends[place]] = place
        for place in range(starts[node], starts[node + 1]):
            middle = ends[place]
            for onward in range(starts[middle], starts[middle + 1]):
                end = place_of[ends[onward]]
                if end >= 0:
                    found[end] += near[place] * far[onward]
        for place in range(starts[node], starts[node + 1]):
            place_of[ends[place]] = -1


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
