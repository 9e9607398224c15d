"""Status through chains of ties, each link counting less: Katz's centrality and PN centrality of signed graphs."""

from __future__ import annotations

import threading

import numpy as np

from lkg.kernels.compiling import Real, Whole, compiled
from lkg.kernels.parts import radius

STEPS = 10_000
NEXT_TO_NOTHING = 1e-13
_ALONE = threading.Lock()


def katz(starts: Whole, ends: Whole, weights: Real, found: Real) -> None:
    """Katz's (1953) status with attenuation 0.9 / spectral radius, of length 1, from rows of those who point to it."""
    top = radius(starts, ends, weights)
    if np.isnan(top):
        top = _radius_of_matrix(starts, ends, weights)
    _attenuate(starts, ends, weights, 0.9 / top if top > 1e-9 else 0.1, found)


@compiled
def _attenuate(starts: Whole, ends: Whole, weights: Real, alpha: float, found: Real) -> None:
    """Solve x = 1 + αAx by putting x in, and scale it to length 1; NaN if it does not settle in 10,000 steps."""
    step = np.empty(len(found))
    moved, total, scale = 1.0, 0.0, np.nan
    for _ in range(STEPS):
        moved, total, squares = 0.0, 0.0, 0.0
        for node in range(len(found)):
            chains = 0.0
            for place in range(starts[node], starts[node + 1]):
                chains += weights[place] * found[ends[place]]
            step[node] = 1 + alpha * chains
            moved += abs(step[node] - found[node])
            total += step[node]
            squares += step[node] * step[node]
        for node in range(len(found)):
            found[node] = step[node]
        if moved <= NEXT_TO_NOTHING * total:
            scale = 1 / np.sqrt(squares)
            break
    for node in range(len(found)):
        found[node] *= scale


def _radius_of_matrix(starts: Whole, ends: Whole, weights: Real) -> float:
    size = len(starts) - 1
    matrix = np.zeros((size, size))
    matrix[np.repeat(np.arange(size), np.diff(starts)), ends[: starts[size]]] = weights[: starts[size]]
    # one at a time: the threads of the linear algebra library share the work in the same way, and round alike
    with _ALONE:
        return float(np.abs(np.linalg.eigvals(matrix)).max())


@compiled
def pn(starts: Whole, ends: Whole, values: Real, found: Real) -> None:
    """(I − A / (2n − 2))⁻¹ 1 (Everett and Borgatti 2014), from rows of 1 for friends and −2 for foes.

    By the sweeps of Gauss and Seidel, which close in on it for all graphs but one: of two nodes that are foes, the
    equations do not tell the values, which are NaN.
    """
    size = len(found)
    attenuation = 1 / max(2 * size - 2, 1)
    moved = np.nan if size == 2 and starts[2] == 2 and values[0] < 0 else 1.0
    for _ in range(STEPS):
        if not moved > NEXT_TO_NOTHING * size:
            break
        moved = 0.0
        for node in range(size):
            chains = 0.0
            for place in range(starts[node], starts[node + 1]):
                chains += values[place] * found[ends[place]]
            moved += abs(1 + attenuation * chains - found[node])
            found[node] = 1 + attenuation * chains
    if not moved <= NEXT_TO_NOTHING * size:
        for node in range(size):
            found[node] = np.nan
