"""What three nodes tell: triangles, signed triads, what lies between two that are tied, and the census, compiled.

Every triangle is found once, from the node that comes first in the order of degrees, so that no hub is searched often.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.compiling import Real, Whole, compiled

Count = NDArray[np.int64]
Unsigned = NDArray[np.uint32]
UNMET = np.uint32(0xFFFFFFFF)
NONE, ONE = np.uint64(0), np.uint64(1)


@compiled
def triangles(starts: Whole, ends: Whole, values: Real, found: Real, by_minus: Count) -> None:
    """Add to each node its triangles, or the sum of the products of their values if there are values.

    Where `by_minus` has room, triangles are counted there by the number of their negative values. Ties are those that
    lead to a node of higher rank, (n + 1,) and (m / 2,).
    """
    mark = np.full(len(starts), -1, np.int32)
    for node in range(len(starts) - 1):
        for entry in range(starts[node], starts[node + 1]):
            mark[ends[entry]] = entry
        for entry in range(starts[node], starts[node + 1]):
            other, here = ends[entry], 0.0
            for onward in range(starts[other], starts[other + 1]):
                third = mark[ends[onward]]
                if third >= 0:
                    worth = 1.0
                    if len(values):
                        worth = values[entry] * values[onward] * values[third]
                    here += worth
                    found[ends[onward]] += worth
                    if len(by_minus):
                        minus = 0
                        minus += values[entry] < 0
                        minus += values[onward] < 0
                        minus += values[third] < 0
                        by_minus[minus] += 1
            found[node] += here
            found[other] += here
        for entry in range(starts[node], starts[node + 1]):
            mark[ends[entry]] = -1


@compiled
def backwards(starts: Unsigned, ends: Unsigned, chosen: NDArray[np.bool_], found: Unsigned) -> None:
    """Fill in, for each chosen entry of an undirected graph, which entry leads back; ends ascend within a row."""
    # who comes later asks later, so a row is asked for its entries one after the other
    at, place = starts.copy(), NONE
    for node in range(np.uint64(len(starts) - 1)):
        for entry in range(starts[node], starts[node + ONE]):
            other = ends[entry]
            if chosen[entry]:
                found[place] = at[other]
                place += ONE
            at[other] += ONE


@compiled
def through(starts: Unsigned, ends: Unsigned, near: Real, far: Real, first: int, last: int, found: Real) -> None:
    """Add to each tie, there (0) and back (1), near × far over the third nodes of its triangles.

    Of the triangles whose first node is one from first to last − 1. Ties are those that lead to a node of higher rank,
    (n + 1,) and (m / 2,); near, far and found are (m / 2, 2).
    """
    mark = np.full(len(starts), UNMET)
    for node in range(np.uint64(first), np.uint64(last)):
        for entry in range(starts[node], starts[node + ONE]):
            mark[ends[entry]] = entry
        for one in range(starts[node], starts[node + ONE]):
            other = ends[one]
            for two in range(starts[other], starts[other + ONE]):
                if mark[ends[two]] != UNMET:
                    three = np.uint64(mark[ends[two]])
                    found[one, 0] += near[three, 0] * far[two, 1]
                    found[one, 1] += near[two, 0] * far[three, 1]
                    found[two, 0] += near[one, 1] * far[three, 0]
                    found[two, 1] += near[three, 1] * far[one, 0]
                    found[three, 0] += near[one, 0] * far[two, 0]
                    found[three, 1] += near[two, 1] * far[one, 1]
        for entry in range(starts[node], starts[node + ONE]):
            mark[ends[entry]] = UNMET


@compiled
def census(
    starts: Whole, ends: Whole, ways: NDArray[np.int8], kind_of: Whole, first: int, last: int, found: Count
) -> None:
    """Count the triads that hold a tie, by kind (Batagelj and Mrvar 2001), each from the first of its nodes.

    `ways` of an entry: 1 leads out, 2 leads in, 3 both; `kind_of` says what kind each of the 64 codes is. A pair with
    ties makes a triad with every node that neither has ties with: all but those around, the two themselves included.
    """
    size = len(starts) - 1
    for node in range(first, last):
        for entry in range(starts[node], starts[node + 1]):
            other = ends[entry]
            if other <= node:
                continue
            near, far, near_end, far_end = starts[node], starts[other], starts[node + 1], starts[other + 1]
            around = 0
            while near < near_end or far < far_end:
                one = ends[near] if near < near_end else size
                two = ends[far] if far < far_end else size
                third = min(one, two)
                here = ways[near] if one == third else 0
                there = ways[far] if two == third else 0
                near += one == third
                far += two == third
                around += 1
                if other < third or (node < third < other and here == 0):
                    found[kind_of[np.int64(ways[entry]) + 4 * np.int64(here) + 16 * np.int64(there)]] += 1
            found[kind_of[np.int64(ways[entry])]] += size - around
