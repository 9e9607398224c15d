"""The best simple paths of a graph, through stations in order, by any cost that adds up along a path."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Cost = tuple[float, float]
Step = Callable[[str, str, bool], Cost | None]
"""(from, to, whether `to` ends the path) → cost of the hop, or None where it may not be used"""

MOST_STEPS = 200_000


def best_paths(
    neighbours: Mapping[str, Collection[str]], stations: Sequence[str], step: Step, *, most: int, hops_at: int = 0
) -> Iterator[tuple[str, ...]]:
    """Simple paths that visit all stations in order, cheapest first; ends are the first and last station.

    Best-first search over partial paths (A*). One of the two parts of the cost counts hops (`hops_at`), and the
    fewest hops still to go are its lower bound; ties are broken by the names of the nodes, so that equal input
    gives equal output. Gives up after `MOST_STEPS` partial paths.

    >>> square = {"a": "bd", "b": "ac", "c": "bd", "d": "ac"}
    >>> [*best_paths(square, ["a", "c"], lambda a, b, last: (1, 0), most=3)]
    [('a', 'b', 'c'), ('a', 'd', 'c')]
    """
    left = _hops_left(neighbours, stations, step)
    queue: list[tuple[Cost, tuple[str, ...], int, Cost]] = [((0, 0), (stations[0],), 1, (0, 0))]
    found = taken = 0
    while queue and found < most and taken < MOST_STEPS:
        _, path, reached, cost = heapq.heappop(queue)
        taken += 1
        if reached == len(stations):
            found += 1
            yield path
            continue
        for node, next_reached, added in _steps(neighbours, stations, step, path, reached):
            bound = left[next_reached].get(node)
            if bound is not None:
                total = (cost[0] + added[0], cost[1] + added[1])
                ahead = (total[0] + bound, total[1]) if hops_at == 0 else (total[0], total[1] + bound)
                heapq.heappush(queue, (ahead, (*path, node), next_reached, total))


def _steps(
    neighbours: Mapping[str, Collection[str]], stations: Sequence[str], step: Step, path: tuple[str, ...], reached: int
) -> Iterator[tuple[str, int, Cost]]:
    later = set(stations[reached:])
    for node in sorted(neighbours.get(path[-1], ())):
        if node in path or (node in later and node != stations[reached]):
            continue
        arrives = node == stations[reached]
        ends = arrives and reached == len(stations) - 1
        added = step(path[-1], node, ends)
        if added is not None:
            yield node, reached + arrives, added


def _hops_left(neighbours: Mapping[str, Collection[str]], stations: Sequence[str], step: Step) -> list[dict[str, int]]:
    """For each number of stations reached, the least hops from every node through the stations still to come."""
    left: list[dict[str, int]] = [{} for _ in range(len(stations) + 1)]
    left[len(stations)] = {stations[-1]: 0}
    beyond = 0
    for reached in range(len(stations) - 1, 0, -1):
        distances = _distances(neighbours, stations, reached, step)
        left[reached] = {node: hops + beyond for node, hops in distances.items()}
        if stations[reached - 1] not in distances:
            return [{} for _ in left]
        beyond = left[reached][stations[reached - 1]]
    return left


def _distances(
    neighbours: Mapping[str, Collection[str]], stations: Sequence[str], reached: int, step: Step
) -> dict[str, int]:
    """Least hops to the next station over hops that may be used, with no other station in between."""
    target, last = stations[reached], reached == len(stations) - 1
    found, waiting = {target: 0}, deque([target])
    while waiting:
        node = waiting.popleft()
        if node != target and node in stations:
            continue
        for other in sorted(neighbours.get(node, ())):
            if other not in found and step(other, node, last and node == target) is not None:
                found[other] = found[node] + 1
                waiting.append(other)
    return found
