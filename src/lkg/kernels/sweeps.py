"""Sums of distances where every tie counts one step: hundreds of sources in one sweep, one bit each, compiled.

A sweep passes on, level by level, the bits that are new at a node (Then et al. 2014). It costs as much as one search
where the sources meet the same nodes at about the same time, which they do wherever the world is small.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.compiling import Real, Whole, compiled

Count = NDArray[np.int64]
WORDS = 8
"""words of 64 sources that a sweep carries"""
SWEEP = 64 * WORDS
ONE, TWO, FOUR, TOP = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)
ODD, PAIRS, HALVES = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
BYTES = np.uint64(0x0101010101010101)


@compiled
def distance_sums(starts: Whole, ends: Whole, sources: Whole, reached: Count, total: Real, harmonic: Real) -> None:
    """Add, to each node that these sources reach, their number, the distances and the inverse distances."""
    size = len(starts) - 1
    room = np.zeros((3, size * WORDS), np.uint64)
    seen, new, coming = room[0], room[1], room[2]
    active, touched, waits = np.empty(size + 1, np.int32), np.empty(size + 1, np.int32), np.zeros(size, np.bool_)
    for first in range(0, len(sources), SWEEP):
        for place in range(len(seen)):
            seen[place] = 0
        last = min(first + SWEEP, len(sources))
        for place in range(first, last):
            at = sources[place] * WORDS + (place - first) // 64
            seen[at] = ONE << np.uint64((place - first) % 64)
            for word in range(sources[place] * WORDS, (sources[place] + 1) * WORDS):
                new[word] = seen[word]
            active[place - first] = sources[place]
        count, level = last - first, 0
        while count > 0:
            level += 1
            met = _pass_on(starts, ends, active, count, new, coming, touched, waits)
            count = 0
            for place in range(met):
                node = touched[place]
                waits[node] = False
                fresh = _take(node, seen, new, coming)
                active[count] = node
                count += fresh > 0
                reached[node] += fresh
                total[node] += fresh * level
                harmonic[node] += fresh / level


@compiled
def _pass_on(
    starts: Whole,
    ends: Whole,
    active: Whole,
    count: int,
    new: NDArray[np.uint64],
    coming: NDArray[np.uint64],
    touched: Whole,
    waits: NDArray[np.bool_],
) -> int:
    """Give the new bits of the active nodes to all they point to; how many those are, listed in `touched`."""
    met = 0
    for place in range(count):
        node = active[place]
        for entry in range(starts[node], starts[node + 1]):
            other = ends[entry]
            touched[met] = other
            met += not waits[other]
            waits[other] = True
            for word in range(WORDS):
                coming[other * WORDS + word] |= new[node * WORDS + word]
    return met


@compiled
def _take(node: int, seen: NDArray[np.uint64], new: NDArray[np.uint64], coming: NDArray[np.uint64]) -> int:
    """Keep the bits that a node has not seen before, and count them."""
    fresh = 0
    for place in range(node * WORDS, (node + 1) * WORDS):
        bits = coming[place] & ~seen[place]
        coming[place] = 0
        new[place] = bits
        seen[place] |= bits
        # ones of pairs, of fours, of bytes, of all
        bits = bits - ((bits >> ONE) & ODD)
        bits = (bits & PAIRS) + ((bits >> TWO) & PAIRS)
        fresh += int((((bits + (bits >> FOUR)) & HALVES) * BYTES) >> TOP)
    return fresh
