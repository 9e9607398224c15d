"""Single searches where every tie counts one step, compiled: from one node to all, and from one to another."""

from __future__ import annotations

import numpy as np

from lkg.kernels.compiling import Whole, compiled


@compiled
def tree(starts: Whole, ends: Whole, source: int, away: Whole, before: Whole) -> None:
    """Fill in the steps to each node and the node before it on one shortest path; −1 if none."""
    queue = np.empty(len(starts), np.int32)
    for node in range(len(away)):
        away[node], before[node] = -1, -1
    queue[0], away[source] = source, 0
    reached, done = 1, 0
    while done < reached:
        node = queue[done]
        done += 1
        for entry in range(starts[node], starts[node + 1]):
            if away[ends[entry]] < 0:
                away[ends[entry]], before[ends[entry]] = away[node] + 1, node
                queue[reached] = ends[entry]
                reached += 1


@compiled
def meet(
    starts: Whole, ends: Whole, in_starts: Whole, in_ends: Whole, source: int, target: int, before: Whole, after: Whole
) -> int:
    """Search from both ends, a level at a time on the side with fewer ties ahead; where they meet, −1 if nowhere.

    Fills in the node before, towards the source, and after, towards the target; both must hold −1.
    """
    if source == target:
        return source
    ahead, behind = np.empty(len(starts), np.int32), np.empty(len(starts), np.int32)
    ahead[0], behind[0], before[source], after[target] = source, target, source, target
    out_from, out_to, in_from, in_to = 0, 1, 0, 1
    while out_from < out_to and in_from < in_to:
        if _ties(starts, ahead, out_from, out_to) <= _ties(in_starts, behind, in_from, in_to):
            found, reached = _step(starts, ends, ahead, out_from, out_to, before, after)
            out_from, out_to = out_to, reached
        else:
            found, reached = _step(in_starts, in_ends, behind, in_from, in_to, after, before)
            in_from, in_to = in_to, reached
        if found >= 0:
            return found
    return -1


@compiled
def _ties(starts: Whole, queue: Whole, first: int, last: int) -> int:
    count = 0
    for place in range(first, last):
        count += starts[queue[place] + 1] - starts[queue[place]]
    return count


@compiled
def _step(
    starts: Whole, ends: Whole, queue: Whole, first: int, last: int, own: Whole, others: Whole
) -> tuple[int, int]:
    """Queue the neighbours of a level; gives the first that the other side knows (−1 if none), and the queue's end."""
    reached = last
    for place in range(first, last):
        for entry in range(starts[queue[place]], starts[queue[place] + 1]):
            other = ends[entry]
            if own[other] < 0:
                own[other], queue[reached] = queue[place], other
                reached += 1
                if others[other] >= 0:
                    return other, reached
    return -1, reached
