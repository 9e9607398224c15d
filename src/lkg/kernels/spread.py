"""Work spread over threads in such a way that the values do not depend on their number."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from lkg.errors import InvalidMeasure
from lkg.kernels.adjacency import Whole

T = TypeVar("T")
PARTS = 16
"""parts that sources are dealt out to, whatever the number of threads: sums are then added in one order"""


def spread(compute: Callable[[Whole], T], parts: list[Whole], threads: int | None) -> Iterator[T]:
    """What a kernel gives for each part, in the order of the parts; one part or thread runs where it is called.

    >>> list(spread(lambda part: int(part.sum()), dealt(np.arange(5)), threads=2))
    [0, 1, 2, 3, 4]
    """
    workers = min(crew(threads), len(parts))
    if workers <= 1:
        yield from map(compute, parts)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(compute, parts)


def crew(threads: int | None) -> int:
    """How many threads to use: as asked, else one a processor.

    Raises InvalidMeasure for fewer than one.

    >>> crew(4), crew(None) >= 1
    (4, True)
    """
    if threads is not None and threads < 1:
        raise InvalidMeasure(f"{threads} threads cannot work. Give 1 or more, or leave it out for one a processor.")
    return threads or os.cpu_count() or 1


def dealt(sources: Whole) -> list[Whole]:
    """Sources dealt out in turn, so that the parts take about as long.

    >>> [part.tolist() for part in dealt(np.arange(18))][:3]
    [[0, 16], [1, 17], [2]]
    """
    return [sources[first::PARTS].copy() for first in range(min(PARTS, len(sources)))]


def runs(sources: Whole, length: int) -> list[Whole]:
    """Sources in runs of full sweeps, for a kernel that takes `length` of them at once.

    >>> [run.tolist() for run in runs(np.arange(5), 2)]
    [[0, 1], [2, 3], [4]]
    """
    sweeps = -(-len(sources) // length)
    each = length * max(1, -(-sweeps // PARTS))
    return [sources[first : first + each].copy() for first in range(0, len(sources), each)]


def blocks(starts: Whole, count: int) -> list[Whole]:
    """Ranges of nodes with about as many entries each: arrays of a first node and the one after the last.

    >>> [block.tolist() for block in blocks(np.array([0, 6, 7, 8]), 2)]
    [[0, 1], [1, 3]]
    """
    cuts = bounds(starts, count)
    return [cuts[i : i + 2] for i in range(len(cuts) - 1)]


def bounds(starts: NDArray[Any], count: int) -> Whole:
    """Where such ranges begin, and where the last ends."""
    size = len(starts) - 1
    # a node costs something as well as its entries
    costs = starts.astype(np.int64) + np.arange(size + 1)
    cuts = np.searchsorted(costs, np.linspace(0, costs[-1], count + 1)[1:-1])
    return np.unique(np.concatenate([[0], cuts, [size]])).astype(np.int32)
