"""A draw of a graph as rows: the neighbours of every node one after another."""

from __future__ import annotations

import numpy as np

from lkg.kernels.compiling import Real, Whole, compiled


@compiled
def pack(tails: Whole, heads: Whole, given: Real, both: bool, starts: Whole, ends: Whole, values: Real) -> None:
    """Sort the edges that are there by their tails, in the order given; NaN is an edge that is not there.

    Fills in starts (n + 1), which must hold zeros, and ends and values (m, or 2m if edges count both ways): the
    neighbours of a node are ends[starts[node] : starts[node + 1]].
    """
    for edge in range(len(given)):
        if not np.isnan(given[edge]):
            starts[tails[edge] + 1] += 1
            if both:
                starts[heads[edge] + 1] += 1
    for node in range(1, len(starts)):
        starts[node] += starts[node - 1]
    free = starts.copy()
    for edge in range(len(given)):
        if not np.isnan(given[edge]):
            _put(free, ends, values, tails[edge], heads[edge], given[edge])
            if both:
                _put(free, ends, values, heads[edge], tails[edge], given[edge])


@compiled
def _put(free: Whole, ends: Whole, values: Real, tail: int, head: int, value: float) -> None:
    ends[free[tail]] = head
    values[free[tail]] = value
    free[tail] += 1
