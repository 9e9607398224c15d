"""What three nodes tell: triangles, signed triads and the census of directed triads, compiled.

Every triangle is found once, from the node that comes first in the order of degrees, so that no hub is searched often.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.compiling import Real, Whole, compiled

Count = NDArray[np.int64]


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
