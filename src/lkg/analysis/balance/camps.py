"""Good splits into camps by local search: fast, seeded, and no more than an upper bound."""

from __future__ import annotations

import math
import random
import time

from lkg.analysis.balance.signed import Signed


def best_found(
    ties: Signed,
    k: int = 2,
    *,
    seed: int = 1,
    restarts: int = 8,
    patience: int = 30,
    start: list[int] | None = None,
    until: float = math.inf,
) -> list[int]:
    """The camps 0 … k − 1 of least cost that a local search with kicks and restarts finds.

    A pass moves nodes one at a time into the camp that suits them best until no move helps; a kick then moves some at
    random, and what is worse is taken back; after `patience` kicks in vain a restart is over. `until`, on the
    monotonic clock, ends it all. The cost is that of Davis (1967): ties of conflict within a camp and of cooperation
    between two.

    >>> triangle = Signed.of(3, {(0, 1): -1.0, (1, 2): -1.0, (0, 2): -1.0})
    >>> triangle.cost(best_found(triangle, 2)), triangle.cost(best_found(triangle, 3))
    (1.0, 0.0)
    """
    chance = random.Random(seed)
    best = start or [0] * ties.size
    least = ties.cost(best)
    for turn in range(restarts):
        camps = _climbed(
            ties, k, start if start and not turn else _thrown(ties.size, k, chance), chance, patience, until
        )
        if (cost := ties.cost(camps)) < least - ties.slack:
            best, least = camps, cost
        if least <= 0 or time.monotonic() > until:
            break
    return best


def _climbed(ties: Signed, k: int, camps: list[int], chance: random.Random, patience: int, until: float) -> list[int]:
    camps = descend(ties, k, list(camps), range(ties.size))
    cost, idle = ties.cost(camps), 0
    while idle < patience and cost > 0 and time.monotonic() < until:
        tried = list(camps)
        centre = chance.randrange(ties.size)
        shaken = [centre, *(v for v, _ in ties.neighbours[centre] if chance.random() < 0.5)]
        for v in shaken:
            tried[v] = chance.randrange(k) if k > 2 else 1 - tried[v]
        descend(ties, k, tried, [w for v in shaken for w, _ in ties.neighbours[v]])
        found = ties.cost(tried)
        idle = 0 if found < cost - ties.slack else idle + 1
        if found <= cost:
            camps, cost = tried, found
    return camps


def descend(ties: Signed, k: int, camps: list[int], first: range | list[int]) -> list[int]:
    """Move nodes, one at a time and in place, into the camp that suits them best until no move helps."""
    waiting = list(dict.fromkeys(first))
    queued = set(waiting)
    while waiting:
        v = waiting.pop()
        queued.discard(v)
        pull = [0.0] * k
        for w, value in ties.neighbours[v]:
            pull[camps[w]] += value
        better = max(range(k), key=pull.__getitem__)
        if pull[better] > pull[camps[v]] + ties.slack / 10:
            camps[v] = better
            for w, _ in ties.neighbours[v]:
                if w not in queued:
                    queued.add(w)
                    waiting.append(w)
    return camps


def _thrown(size: int, k: int, chance: random.Random) -> list[int]:
    return [chance.randrange(k) for _ in range(size)]
