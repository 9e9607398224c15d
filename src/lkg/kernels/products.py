"""What a vector gives when it is passed along ties, compiled: the inner step of every iteration."""

from __future__ import annotations

from lkg.kernels.compiling import Real, Whole, compiled


@compiled
def sums(starts: Whole, ends: Whole, vector: Real, first: int, last: int, found: Real) -> None:
    """The sum of the vector over the neighbours of each node from first to last − 1."""
    for node in range(first, last):
        total = 0.0
        for entry in range(starts[node], starts[node + 1]):
            total += vector[ends[entry]]
        found[node] = total


@compiled
def weighted_sums(starts: Whole, ends: Whole, values: Real, vector: Real, first: int, last: int, found: Real) -> None:
    """The same with each neighbour times the value of its entry."""
    for node in range(first, last):
        total = 0.0
        for entry in range(starts[node], starts[node + 1]):
            total += values[entry] * vector[ends[entry]]
        found[node] = total
