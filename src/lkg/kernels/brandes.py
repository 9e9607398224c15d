"""Betweenness where every tie counts one step, compiled (Brandes 2001).

Nodes are renumbered in the order in which a search meets them, so that the way back reads what the way out wrote, one
entry after the other. The inner loops hold no branches: a processor guesses wrong too often which edges lead on.
Numbers are unsigned: for others numba looks at each index whether it counts from the end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.compiling import Real, compiled

Unsigned = NDArray[np.uint32]
UNMET = np.uint32(0xFFFFFFFF)
NONE, ONE = np.uint64(0), np.uint64(1)


@compiled
def betweenness(starts: Unsigned, ends: Unsigned, sources: Unsigned, endpoints: bool, found: Real) -> None:
    """Add to each node what hangs on it on the shortest paths from these sources."""
    size = len(starts) - 1
    met, order, rows = np.full(size, UNMET), np.empty(size + 1, np.uint32), np.empty(size + 1, np.uint32)
    onward, ways, worth = np.empty(len(ends) + 1, np.uint32), np.empty(size), np.empty(size)
    extra = 1.0 if endpoints else 0.0
    for source in sources:
        reached = _search(starts, ends, source, met, order, rows, onward, ways)
        for step in range(ONE, reached):
            back, behind = reached - step, 0.0
            for place in range(rows[back], rows[back + ONE]):
                behind += worth[onward[place]]
            worth[back] = behind + 1 / ways[back]
            found[order[back]] += behind * ways[back] + extra
            met[order[back]] = UNMET
        met[source] = UNMET
        found[source] += extra * (reached - ONE)


@compiled
def edge_betweenness(starts: Unsigned, ends: Unsigned, sources: Unsigned, found: Real) -> None:
    """Add to each entry what hangs on it on the shortest paths from these sources."""
    size = len(starts) - 1
    met, order, rows = np.full(size, UNMET), np.empty(size + 1, np.uint32), np.empty(size + 1, np.uint32)
    onward, ways, worth = np.empty(len(ends) + 1, np.uint32), np.empty(size), np.empty(size)
    for source in sources:
        reached = _search(starts, ends, source, met, order, rows, onward, ways)
        for step in range(ONE, reached + ONE):
            back, behind = reached - step, 0.0
            entry = np.uint64(starts[order[back]])
            for place in range(rows[back], rows[back + ONE]):
                # what leads on stands in the order of the row
                while met[ends[entry]] != onward[place]:
                    entry += ONE
                found[entry] += worth[onward[place]] * ways[back]
                behind += worth[onward[place]]
            worth[back] = behind + 1 / ways[back]
        for place in range(NONE, reached):
            met[order[place]] = UNMET


@compiled
def _search(
    starts: Unsigned,
    ends: Unsigned,
    source: int,
    met: Unsigned,
    order: Unsigned,
    rows: Unsigned,
    onward: Unsigned,
    ways: Real,
) -> np.uint64:
    """Meet nodes in order of distance and count the shortest paths to each; gives how many are met.

    Fills in `order` and its inverse `met`, and by place in that order `ways` and the rows of those one step farther.
    """
    for at in range(len(ways)):
        ways[at] = 0.0
    order[0], met[source], ways[0] = source, 0, 1.0
    reached, done, farther, filled = ONE, NONE, ONE, NONE
    while done < reached:
        farther = reached if done == farther else farther
        node, begin = order[done], filled
        rows[done] = begin
        for entry in range(starts[node], starts[node + ONE]):
            other = ends[entry]
            place = min(np.uint64(met[other]), reached)
            met[other], order[reached], onward[filled] = place, other, place
            reached += np.uint64(place == reached)
            filled += np.uint64(place >= farther)
        for step in range(begin, filled):
            ways[onward[step]] += ways[done]
        done += ONE
    rows[reached] = filled
    return reached
