"""The best simple paths of a graph, through stations in order, by any cost that adds up along a path."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Cost = tuple[float, float]
Step = Callable[[str, str, bool], Cost | None]
"""(from, to, whether `to` ends the path) → cost of the hop, or None where it may not be used"""

MOST_STEPS = 50_000


class GivenUp(Exception):
    """The search met too many partial paths; there may be more paths than it gave."""


def best_paths(
    neighbours: Mapping[str, Collection[str]], stations: Sequence[str], step: Step, *, most: int, hops_at: int = 0
) -> Iterator[tuple[str, ...]]:
    """Simple paths that visit all stations in order, cheapest first; ends are the first and last station.

    Best-first search over partial paths (A*). One of the two parts of the cost counts hops (`hops_at`), and the
    fewest hops still to go, past the nodes already visited, are its lower bound; ties are broken by the names of the
    nodes, so that equal input gives equal output. Raises GivenUp after `MOST_STEPS` partial paths.

    >>> square = {"a": "bd", "b": "ac", "c": "bd", "d": "ac"}
    >>> [*best_paths(square, ["a", "c"], lambda a, b, last: (1, 0), most=3)]
    [('a', 'b', 'c'), ('a', 'd', 'c')]
    """
    beyond = _beyond(neighbours, stations, step)
    if beyond is None:
        return
    queue: list[tuple[Cost, tuple[str, ...], int, Cost]] = [((0, 0), (stations[0],), 1, (0, 0))]
    found = taken = 0
    while queue and found < most:
        _, path, reached, cost = heapq.heappop(queue)
        if reached == len(stations):
            found += 1
            yield path
            continue
        taken += 1
        if taken > MOST_STEPS:
            raise GivenUp
        left = _distances(neighbours, stations, reached, step, path)
        for node in sorted(set(neighbours.get(path[-1], ())) & set(left)):
            arrives = node == stations[reached]
            added = step(path[-1], node, arrives and reached == len(stations) - 1)
            if added is not None and node not in path:
                total = (cost[0] + added[0], cost[1] + added[1])
                hops = left[node] + beyond[reached]
                ahead = (total[0] + hops, total[1]) if hops_at == 0 else (total[0], total[1] + hops)
                heapq.heappush(queue, (ahead, (*path, node), reached + arrives, total))


def _beyond(neighbours: Mapping[str, Collection[str]], stations: Sequence[str], step: Step) -> list[int] | None:
    """For each station the least hops from it through all later ones; None where one cannot be reached."""
    beyond = [0] * len(stations)
    for reached in range(len(stations) - 1, 0, -1):
        distances = _distances(neighbours, stations, reached, step, ())
        if stations[reached - 1] not in distances:
            return None
        beyond[reached - 1] = distances[stations[reached - 1]] + beyond[reached]
    return beyond


def _distances(
    neighbours: Mapping[str, Collection[str]], stations: Sequence[str], reached: int, step: Step, visited: Sequence[str]
) -> dict[str, int]:
    """Least hops to the next station over hops that may be used, past no other station and nobody visited."""
    target, last = stations[reached], reached == len(stations) - 1
    closed = (set(stations) | set(visited)) - {target}
    found, waiting = {target: 0}, deque([target])
    while waiting:
        node = waiting.popleft()
        if node in closed:
            continue
        for other in sorted(neighbours.get(node, ())):
            if other not in found and step(other, node, last and node == target) is not None:
                found[other] = found[node] + 1
                waiting.append(other)
    return found
