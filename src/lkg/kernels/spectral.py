"""Leading vectors by power iteration: eigenvector centrality, PageRank, hubs and authorities.

Start, steps and stopping are those of the plain graph's measures, so that the values are the same to rounding. Where
10,000 steps do not suffice, the vector stands as the last step left it, there as here: eigenvector centrality of
acyclic digraphs (within about 0.0001 of its limit), and leading values that differ by less than about a thousandth.
"""

from __future__ import annotations

import numpy as np

from lkg.kernels.compiling import Real, Whole, compiled

TOLERANCE = 1e-10
STEPS = 10_000
DAMPING = 0.85


@compiled
def eigenvector(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """The leading eigenvector of A + I, of length 1, from rows of those who point to each node."""
    step = _start(found)
    for _ in range(STEPS):
        squares = 0.0
        for node in range(len(found)):
            step[node] = found[node] + _product(starts, ends, weights, node, found)
            squares += step[node] * step[node]
        if _replace(found, step, 1 / np.sqrt(squares)) < TOLERANCE:
            break


@compiled
def pagerank(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """The share of a random walk that ends at each node, from rows of those who point to it (Brin and Page 1998)."""
    size = len(found)
    step, given = _start(found), np.zeros(size)
    for place in range(starts[size]):
        given[ends[place]] += weights[place]
    for place in range(starts[size]):
        weights[place] /= given[ends[place]]
    for _ in range(STEPS):
        lost = 0.0
        for node in range(size):
            lost += found[node] if given[node] == 0 else 0.0
        # who points to nobody gives to all alike
        everywhere = (DAMPING * lost + 1 - DAMPING) / size
        for node in range(size):
            step[node] = everywhere + DAMPING * _product(starts, ends, weights, node, found)
        if _replace(found, step, 1.0) < TOLERANCE:
            break


@compiled
def hubs(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """The leading left singular vector, scaled to sum 1, from rows of neighbours (Kleinberg 1999)."""
    size = len(found)
    step, pointed = _start(found), np.empty(size)
    for _ in range(STEPS):
        for node in range(size):
            pointed[node] = 0.0
        for node in range(size):
            for place in range(starts[node], starts[node + 1]):
                pointed[ends[place]] += weights[place] * found[node]
        total = 0.0
        for node in range(size):
            step[node] = _product(starts, ends, weights, node, pointed)
            total += step[node]
        if total <= 0 or _replace(found, step, 1 / total) < TOLERANCE:
            break


@compiled
def _start(vector: Real) -> Real:
    """Fill a vector with equal shares; gives room for its next step."""
    for node in range(len(vector)):
        vector[node] = 1 / len(vector)
    return np.empty(len(vector))


@compiled
def _product(starts: Whole, ends: Whole, weights: Real, node: int, vector: Real) -> float:
    total = 0.0
    for place in range(starts[node], starts[node + 1]):
        total += weights[place] * vector[ends[place]]
    return total


@compiled
def _replace(vector: Real, step: Real, scale: float) -> float:
    """Put the scaled step in the vector's place; how far it went, in all."""
    moved = 0.0
    for node in range(len(vector)):
        moved += abs(step[node] * scale - vector[node])
        vector[node] = step[node] * scale
    return moved
