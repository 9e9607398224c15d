"""What a vector gives when it is passed along ties, compiled: the inner step of every iteration.

Rows of equal length stand together, the longest first, and vectors in the same order: a processor that cannot guess
where a row ends loses more time than it takes to read the row. Numbers are unsigned: for others numba looks at each
index whether it counts from the end. Blocks of rows are added up one by one, so that sums do not depend on who computes
which block.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.compiling import Real, compiled

Unsigned = NDArray[np.uint32]
ONE = np.uint64(1)


@compiled
def arrange(starts: Unsigned, order: Unsigned, rank: Unsigned) -> None:
    """Fill in the nodes in order of the lengths of their rows, and the place of each in that order."""
    size, most = np.uint64(len(order)), np.uint64(0)
    for node in range(size):
        most = max(most, np.uint64(starts[node + ONE] - starts[node]))
    first = np.zeros(most + ONE + ONE, np.uint32)
    for node in range(size):
        first[most - (starts[node + ONE] - starts[node]) + ONE] += ONE
    for length in range(ONE, most + ONE):
        first[length] += first[length - ONE]
    for node in range(size):
        length = most - (starts[node + ONE] - starts[node])
        order[first[length]], rank[node] = node, first[length]
        first[length] += ONE


@compiled
def lay(
    starts: Unsigned,
    ends: Unsigned,
    values: Real,
    order: Unsigned,
    rank: Unsigned,
    laid: Unsigned,
    to: Unsigned,
    worth: Real,
) -> None:
    """Copy rows in this order: fills in their starts, the ranks of their ends, and their values if there are any."""
    at = np.uint64(0)
    for row in range(np.uint64(len(order))):
        node = order[row]
        laid[row] = at
        for entry in range(starts[node], starts[node + ONE]):
            to[at] = rank[ends[entry]]
            if len(values):
                worth[at] = values[entry]
            at += ONE
    laid[len(order)] = at


@compiled
def pull(
    starts: Unsigned,
    ends: Unsigned,
    values: Real,
    cuts: Unsigned,
    first: int,
    last: int,
    vector: Real,
    factor: float,
    added: Real,
    found: Real,
    parts: Real,
) -> None:
    """Fill in factor × the sum over the neighbours + what is added, for the blocks from first to last − 1.

    Parts, (blocks, 3): the way that the vector moves, the sum of what is found, and that of its squares.
    """
    for block in range(np.uint64(first), np.uint64(last)):
        moved, total, squares = 0.0, 0.0, 0.0
        for row in range(cuts[block], cuts[block + ONE]):
            around = 0.0
            if len(values):
                for entry in range(starts[row], starts[row + ONE]):
                    around += values[entry] * vector[ends[entry]]
            else:
                for entry in range(starts[row], starts[row + ONE]):
                    around += vector[ends[entry]]
            here = factor * around + added[row]
            found[row] = here
            moved += abs(here - vector[row])
            total += here
            squares += here * here
        parts[block, 0], parts[block, 1], parts[block, 2] = moved, total, squares


@compiled
def walk(
    starts: Unsigned,
    ends: Unsigned,
    values: Real,
    cuts: Unsigned,
    first: int,
    last: int,
    vector: Real,
    alpha: float,
    lost: float,
    jump: Real,
    onward: Real,
    total: Real,
    inverse: Real,
    stuck: NDArray[np.bool_],
    found: Real,
    parts: Real,
) -> None:
    """A step of a random walk, for the blocks from first to last − 1; vectors hold shares over the total of ties out.

    Parts, (blocks, 2): the way that the shares move, and the share of those that are stuck.
    """
    for block in range(np.uint64(first), np.uint64(last)):
        moved, waits = 0.0, 0.0
        for row in range(cuts[block], cuts[block + ONE]):
            around = 0.0
            if len(values):
                for entry in range(starts[row], starts[row + ONE]):
                    around += values[entry] * vector[ends[entry]]
            else:
                for entry in range(starts[row], starts[row + ONE]):
                    around += vector[ends[entry]]
            share = alpha * (around + lost * onward[row]) + (1 - alpha) * jump[row]
            moved += abs(share - vector[row] * total[row])
            waits += share * stuck[row]
            found[row] = share * inverse[row]
        parts[block, 0], parts[block, 1] = moved, waits
