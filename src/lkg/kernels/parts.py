"""The spectral radius of a graph, from those of its strongly connected parts."""

from __future__ import annotations

import numpy as np

from lkg.kernels.compiling import Real, Whole, compiled

STEPS = 10_000


@compiled
def radius(starts: Whole, ends: Whole, weights: Real) -> float:
    """The largest radius among the strong parts, each between two bounds that close (Collatz 1942, Wielandt 1950).

    The shift by the largest weight makes every part aperiodic, so the bounds do close; slowly on a long ring. NaN
    where they are still apart after 10,000 steps.
    """
    size = len(starts) - 1
    part, shift = strong_parts(starts, ends), 0.0
    vector, step, low, high = np.ones(size), np.empty(size), np.empty(size), np.empty(size)
    for place in range(starts[size]):
        shift = max(shift, weights[place])
    for _ in range(STEPS):
        for node in range(size):
            low[node], high[node] = np.inf, 0.0
        for node in range(size):
            total, own = 0.0, part[node]
            for place in range(starts[node], starts[node + 1]):
                total += weights[place] * vector[ends[place]] if part[ends[place]] == own else 0.0
            low[own], high[own] = min(low[own], total / vector[node]), max(high[own], total / vector[node])
            step[node] = total + shift * vector[node]
        below, above = 0.0, 0.0
        for node in range(size):
            if high[part[node]] > 0:
                below, above = max(below, low[part[node]]), max(above, high[part[node]])
                vector[node] = step[node] / (high[part[node]] + shift)
        if above - below <= 1e-12 * above:
            return (above + below) / 2
    return np.nan


@compiled
def strong_parts(starts: Whole, ends: Whole) -> Whole:
    """The number of each node's strongly connected part (Tarjan 1972)."""
    size = len(starts) - 1
    part, seen, low = np.empty(size, np.int32), np.zeros(size, np.int32), np.zeros(size, np.int32)
    path, waiting, at = np.empty(size, np.int32), np.empty(size, np.int32), starts.copy()
    clock, depth, queued, parts = 0, 0, 0, 0
    for node in range(size):
        part[node] = -1
    for root in range(size):
        entering = root if seen[root] == 0 else -1
        while entering >= 0 or depth > 0:
            if entering >= 0:
                clock += 1
                seen[entering], low[entering] = clock, clock
                path[depth], waiting[queued] = entering, entering
                depth, queued, entering = depth + 1, queued + 1, -1
            node = path[depth - 1]
            if at[node] < starts[node + 1]:
                other = ends[at[node]]
                at[node] += 1
                if seen[other] == 0:
                    entering = other
                elif part[other] < 0:
                    low[node] = min(low[node], seen[other])
                continue
            depth -= 1
            if depth > 0:
                low[path[depth - 1]] = min(low[path[depth - 1]], low[node])
            if low[node] == seen[node]:
                while part[node] < 0:
                    queued -= 1
                    part[waiting[queued]] = parts
                parts += 1
    return part
