"""The best split of one biconnected part into two camps, with its proof, and which nodes have no other place in any."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from lkg.analysis.balance.camps import best_found, descend
from lkg.analysis.balance.cycles import Bound, lower_bound, negative_triangles, rounded
from lkg.analysis.balance.programme import improved
from lkg.analysis.balance.signed import Signed

TRIANGLES = 5
"""so many unbalanced triads for each tie make the first bound"""
SHARE = 0.5
"""of the time, for cycles alone before the integer programme is asked"""
RESTARTS = 10


@dataclass(frozen=True)
class Split:
    """The best two camps known for some ties, and how good they are shown to be."""

    camps: list[int]
    upper: float
    """their cost"""
    lower: float
    """what no camps can go below"""
    fixed: tuple[tuple[int, int], ...] = ()
    """pairs that stand to each other as they do here in every best split, as the bound shows"""


@dataclass(frozen=True)
class Free:
    """Nodes that stand otherwise to the root in another best split, and those of whom it is not known."""

    other: frozenset[int]
    unknown: frozenset[int]


@dataclass
class _Search:
    ties: Signed
    camps: list[int]
    upper: float
    lower: float = 0.0
    bound: Bound | None = None

    def offer(self, camps: list[int]) -> None:
        """Take over camps that are better than the best so far."""
        if (cost := self.ties.cost(camps)) < self.upper:
            self.camps, self.upper = camps, cost

    def over(self, accept: float, enough: float) -> bool:
        """Whether proved the least, cheap enough, or proved dear enough."""
        tight = self.lower >= min(self.upper - self.ties.slack, enough)
        return tight or self.upper <= accept


def solve(
    ties: Signed,
    *,
    until: float,
    seed: int = 1,
    start: list[int] | None = None,
    accept: float = 0.0,
    enough: float = math.inf,
) -> Split:
    """The two camps of least cost; stops early where they cost no more than `accept`, or all cost at least `enough`.

    A local search, then bounds from negative cycles with camps read off them, then an integer programme, each only
    where the one before has left a gap. `until` is on the monotonic clock.
    """
    camps = best_found(ties, seed=seed, restarts=1, patience=10, start=start, until=until)
    search = _Search(ties, camps, ties.cost(camps))
    if not search.over(accept, enough):
        _bound(search, accept, enough, until)
    if not search.over(accept, enough) and time.monotonic() < until:
        search.offer(
            best_found(ties, seed=seed, restarts=RESTARTS, patience=ties.size, start=search.camps, until=until)
        )
    if not search.over(accept, enough) and search.bound:
        answer = improved(ties, search.upper, search.lower, search.bound.cycles, until=until)
        search.offer(answer.camps or search.camps)
        search.lower = ties.least_above(answer.lower)
    lower = search.upper if search.lower >= search.upper - ties.slack else search.lower
    return Split(search.camps, search.upper, lower, tuple(_fixed(search)))


def free(ties: Signed, split: Split, root: int, *, until: float, seed: int = 1) -> Free:
    """Which nodes do not stand to the root as in this split in every best one; exact where the time suffices.

    What the bound fixes is joined first. Of the rest, each node that stands to the root alike in all best splits seen
    so far is held on the other side, and the ties are split again: either that costs more, and it is joined, too, or
    another best split has been found, which often settles many at once.
    """
    others = frozenset(range(ties.size)) - {root}
    if split.lower < split.upper:
        return Free(frozenset(), others)
    if split.upper <= 0:
        # every tie stands as it must, and the ties join them all
        return Free(frozenset(), frozenset())
    group = _groups(ties.size, split.fixed)
    switched, _ = ties.joined(np.arange(ties.size), split.camps)
    held, lost = switched.joined(group, np.zeros_like(group))
    least, margin = split.upper - lost, ties.step / 2 or 2 * ties.slack
    joined, other, unknown = {int(group[root])}, set[int](), set[int]()
    for v in range(held.size):
        if v in joined or v in other:
            continue
        if time.monotonic() > until:
            unknown.add(v)
            continue
        to, turn = _pinned(held.size, joined, v)
        turned, sure = held.joined(to, turn)
        price = least - sure
        found = solve(
            turned, until=until, seed=seed, start=[0] * turned.size, accept=price + ties.slack, enough=price + margin
        )
        if found.upper <= price + ties.slack:
            camps = np.asarray(found.camps)[to] ^ turn
            other |= set(np.flatnonzero(camps != camps[group[root]]).tolist())
        elif found.lower >= price + margin:
            joined.add(v)
        else:
            unknown.add(v)
    unknown -= other
    return Free(_members(group, other), _members(group, unknown))


def _bound(search: _Search, accept: float, enough: float, until: float) -> None:
    ties = search.ties
    begun = time.monotonic()
    for found in lower_bound(
        ties,
        until=begun + SHARE * max(0.0, until - begun),
        cycles=negative_triangles(ties, TRIANGLES * len(ties)),
    ):
        search.bound = found
        search.lower = max(search.lower, ties.least_above(found.value))
        search.offer(descend(ties, 2, rounded(ties, found.share), range(ties.size)))
        if search.over(accept, enough):
            return


def _fixed(search: _Search) -> Iterable[tuple[int, int]]:
    """Ties that cost more than the least if they stood otherwise, by the reduced costs of the bound."""
    if search.bound is None:
        return
    ties = search.ties
    dear = search.bound.value + np.abs(search.bound.reduced) > search.upper + 2 * ties.slack
    yield from zip(ties.a[dear].tolist(), ties.b[dear].tolist(), strict=True)


def _groups(size: int, pairs: Sequence[tuple[int, int]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    linked = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return np.asarray(connected_components(linked, directed=False)[1], dtype=np.int64)


def _pinned(size: int, joined: set[int], v: int) -> tuple[np.ndarray, np.ndarray]:
    """A numbering in which all that is joined is node 0, and v too, turned round."""
    to, turn = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    rest = [w for w in range(size) if w not in joined and w != v]
    to[rest] = np.arange(1, len(rest) + 1)
    turn[v] = 1
    return to, turn


def _members(group: np.ndarray, chosen: set[int]) -> frozenset[int]:
    return frozenset(v for v, g in enumerate(group.tolist()) if g in chosen)
