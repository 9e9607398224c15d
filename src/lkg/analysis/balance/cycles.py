"""A lower bound on frustration: every cycle with an odd number of conflicts holds a tie against any two camps.

The ties against the camps meet every negative cycle, and what is left by ties that meet all of them is balanced
(Harary 1953). Without whole numbers this is a linear programme, whose cycles are found as they are needed: by shortest
paths in the double cover, where each node stands once in either camp (Barahona and Mahjoub 1986).
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, dijkstra, minimum_spanning_tree

from lkg.analysis.balance.signed import Floats, Ints, Signed

LENGTHEN = 1e-5
"""added to every tie, so that of equally violated cycles the shortest is taken"""
MISSED = 1e-4
"""a cycle counts as missed if so much is lacking"""
PATIENCE = 10
"""a cycle that did not bind for so many rounds is forgotten until it is needed again"""


@dataclass
class Bound:
    """What is known from below: the cost, how much of each tie is against the camps, and the cycles that say so."""

    value: float
    share: Floats
    reduced: Floats
    """how much the bound rises if a tie that is in keeping with the camps were against them, or the other way"""
    cycles: list[tuple[int, ...]] = field(default_factory=list)


def lower_bound(ties: Signed, *, until: float, cycles: list[tuple[int, ...]]) -> Iterator[Bound]:
    """Ever better bounds, until no cycle is missing or the time is over.

    Every value yielded is a true bound. The cycles given are where it begins.
    """
    needed = dict.fromkeys(cycles, 0)
    for turn in itertools.count():
        found = _solved(ties, sorted(needed))
        yield found
        if time.monotonic() > until:
            return
        for cycle in found.cycles:
            if sum(found.share[e] for e in cycle) < 1 + 1e-6:
                needed[cycle] = turn
        new = set(missed(ties, found.share)) - set(needed)
        if not new:
            return
        needed = {cycle: last for cycle, last in needed.items() if turn - last <= PATIENCE}
        needed |= dict.fromkeys(sorted(new), turn)


def negative_triangles(ties: Signed, limit: int) -> list[tuple[int, ...]]:
    """The unbalanced triads, as the numbers of their ties; the first so many."""
    number = {pair: e for e, pair in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True))}
    later = [sorted(w for w, _ in others if w > v) for v, others in enumerate(ties.neighbours)]
    found: list[tuple[int, ...]] = []
    for v, others in enumerate(later):
        for i, u in enumerate(others):
            for w in others[i + 1 :]:
                if (u, w) in number:
                    cycle = (number[v, u], number[v, w], number[u, w])
                    if ties.sign[list(cycle)].prod() < 0:
                        found.append(tuple(sorted(cycle)))
        if len(found) > limit:
            break
    return found[:limit]


def rounded(ties: Signed, share: Floats) -> list[int]:
    """Two camps from shares: along a tree of the ties that are surest."""
    doubt = np.minimum(share, 1 - share).clip(0) + 1e-9
    tree = minimum_spanning_tree(csr_array((doubt, (ties.a, ties.b)), shape=(ties.size, ties.size)))
    order, before = breadth_first_order(tree, 0, directed=False)
    together = (ties.sign == 1) == (share <= 0.5)
    same = dict(zip(zip(ties.a.tolist(), ties.b.tolist(), strict=True), together.tolist(), strict=True))
    camps = [0] * ties.size
    for v in order[1:].tolist():
        u = int(before[v])
        camps[v] = camps[u] if same[min(u, v), max(u, v)] else 1 - camps[u]
    return camps


def _solved(ties: Signed, cycles: list[tuple[int, ...]]) -> Bound:
    if not cycles:
        return Bound(0.0, np.zeros(len(ties)), np.array(ties.weight), [])
    rows = np.repeat(np.arange(len(cycles)), [len(cycle) for cycle in cycles])
    columns = np.array([e for cycle in cycles for e in cycle])
    matrix = csr_array((np.full(len(columns), -1.0), (rows, columns)), shape=(len(cycles), len(ties)))
    done = linprog(ties.weight, A_ub=matrix, b_ub=np.full(len(cycles), -1.0), bounds=(0, 1), method="highs-ds")
    reduced = np.asarray(done.lower.marginals + done.upper.marginals)
    return Bound(float(done.fun), np.asarray(done.x), reduced, cycles)


def missed(ties: Signed, share: Floats) -> Iterator[tuple[int, ...]]:
    """Negative cycles that the shares do not fill: for every tie the shortest that closes over it."""
    n, number = ties.size, _numbers(ties)
    length, before = _walks(ties, share.clip(0) + LENGTHEN)
    across = np.where(ties.sign == 1, ties.b + n, ties.b)
    for e in np.flatnonzero(length[ties.a, across] + share < 1 - MISSED):
        cycle = _cycle(before[ties.a[e]], int(ties.a[e]), int(across[e]), n, number)
        if sum(share[each] for each in cycle) < 1 - MISSED:
            yield cycle


def _walks(ties: Signed, length: Floats) -> tuple[Floats, Ints]:
    n = ties.size
    cross = np.where(ties.sign == 1, 0, n)
    start = np.concatenate([ties.a, ties.a + n])
    end = np.concatenate([ties.b + cross, ties.b + n - cross])
    cover = csr_array((np.tile(length, 2), (start, end)), shape=(2 * n, 2 * n))
    found, before = dijkstra(cover, directed=False, indices=np.arange(n), return_predecessors=True, limit=1.0)
    return found, before


def _numbers(ties: Signed) -> dict[tuple[int, int], int]:
    return {pair: e for e, pair in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True))}


def _cycle(before: Ints, start: int, end: int, n: int, number: dict[tuple[int, int], int]) -> tuple[int, ...]:
    """The innermost negative cycle on the walk from start to end and over the tie back, as sorted numbers of ties."""
    walk = [end]
    while walk[-1] != start:
        walk.append(int(before[walk[-1]]))
    nodes = [end % n, *(x % n for x in reversed(walk))]
    seen: dict[int, int] = {}
    best = (0, len(nodes) - 1)
    for i, x in enumerate(nodes):
        # a shortest walk passes a node twice only in its two copies, and between them lies a negative cycle
        if i and x in seen and seen[x] and i - seen[x] < best[1] - best[0]:
            best = (seen[x], i)
        seen[x] = i
    stretch = nodes[best[0] : best[1] + 1]
    return tuple(sorted(number[min(p), max(p)] for p in itertools.pairwise(stretch)))
