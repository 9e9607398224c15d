"""The best simple paths of a graph, through stations in order, by any cost that its hops make up."""

from __future__ import annotations

import functools
import heapq
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Protocol):
    """What can be sorted: names, or numbers."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


Node = TypeVar("Node", bound=Ordered)
Cost = tuple[float, float, float]
"""one part that the worst hop decides, then two that add up along the path; compared in this order"""
Step = Callable[[Node, Node, bool], Cost | None]
"""(from, to, whether `to` ends the path) → cost of the hop, or None where it may not be used"""
Ride = Callable[[Node, Node, bool, int], tuple[int, Cost] | None]
"""(from, to, whether `to` ends the path, day of setting out) → day of arrival and cost, no lower than the step's.
Who sets out later never arrives earlier."""

_Partial = tuple[Cost, tuple[Node, ...], int, Cost, int]
"""least cost of the whole, nodes, number of the next station, cost so far, day of arrival"""
MOST_STEPS = 50_000
FREE: Cost = (0.0, 0.0, 0.0)


class GivenUp(Exception):
    """The search met too many partial paths; there may be more paths than it gave."""


def best_paths(
    neighbours: Mapping[Node, Collection[Node]],
    stations: Sequence[Node],
    step: Step[Node],
    *,
    most: int,
    ride: Ride[Node] | None = None,
) -> Iterator[tuple[Node, ...]]:
    """Simple paths that visit all stations in order, cheapest first; ends are the first and last station.

    Best-first search over partial paths (A*): the bound of what is still to go is the least cost to the next
    stations past the nodes already visited, exact but for what later legs forbid one another. No partial path is
    dropped for another one that came to the same node sooner or cheaper, since it may have blocked less of the way.
    With `ride`, hops are ridden one after the other in time, and partial paths that come too late for every way on
    are left. Ties are broken by the names of the nodes, so that equal input gives equal output.
    Raises GivenUp after `MOST_STEPS` partial paths.

    >>> square = {"a": "bd", "b": "ac", "c": "bd", "d": "ac"}
    >>> [*best_paths(square, ["a", "c"], lambda a, b, last: (0, 1, 0), most=3)]
    [('a', 'b', 'c'), ('a', 'd', 'c')]
    """
    way = _Way(neighbours, stations, step, ride)
    queue: list[_Partial[Node]] = [(FREE, (stations[0],), 1, FREE, 0)]
    found = taken = 0
    while queue and found < most:
        _, path, reached, cost, day = heapq.heappop(queue)
        if reached == len(stations):
            found += 1
            yield path
            continue
        taken += 1
        if taken > MOST_STEPS:
            raise GivenUp
        for bound, node, total, arrival in way.onward(path, reached, cost, day):
            there: _Partial[Node] = (bound, (*path, node), reached + (node == stations[reached]), total, arrival)
            heapq.heappush(queue, there)


@dataclass(frozen=True, eq=False)
class _Way(Generic[Node]):
    """What is known beforehand of a search."""

    neighbours: Mapping[Node, Collection[Node]]
    stations: Sequence[Node]
    step: Step[Node]
    ride: Ride[Node] | None

    def onward(
        self, path: tuple[Node, ...], reached: int, cost: Cost, day: int
    ) -> Iterator[tuple[Cost, Node, Cost, int]]:
        """(least cost of the whole, next node, cost so far, day of arrival) for each way to go on."""
        worst_beyond = self.beyond.get(reached)
        if worst_beyond is None or not self._in_time(path, reached, day):
            return
        near_by = set(self.neighbours.get(path[-1], ())) - set(path)
        sums = functools.cache(functools.partial(self.distances, reached, path, near_by))
        for node in sorted(near_by):
            added = self._move(path[-1], node, node == self.stations[-1] and reached == len(self.stations) - 1, day)
            if added is None:
                continue
            total = _plus(cost, added[1])
            worst = max(total[0], worst_beyond)
            if node not in sums(worst)[0]:
                calmest = sums(None)[0] if sums(worst)[1] else {}
                if node not in calmest:
                    continue
                worst = max(worst, calmest[node][0])
            near, far = sums(worst)[0][node], self.after(reached, worst)
            yield (worst, total[1] + near[1] + far[1], total[2] + near[2] + far[2]), node, total, added[0]

    def _move(self, a: Node, b: Node, ends: bool, day: int) -> tuple[int, Cost] | None:
        if self.ride is not None:
            return self.ride(a, b, ends, day)
        cost = self.step(a, b, ends)
        return None if cost is None else (day, cost)

    @functools.cached_property
    def beyond(self) -> Mapping[int, float]:
        """Station → the worst hop that the legs after it need at least; empty from where one cannot be gone."""
        found, last = {len(self.stations) - 1: 0.0}, len(self.stations) - 1
        for reached in range(last, 0, -1):
            before = self.stations[reached - 1]
            leg = self.distances(reached, (), {before}, None)[0].get(before)
            if leg is None:
                return {}
            found[reached - 1] = max(found[reached], leg[0])
        return found

    @functools.cached_property
    def after(self) -> Callable[[int, float], Cost]:
        """The least sums from a station through all later ones, over hops that are no worse."""

        def after(reached: int, worst: float) -> Cost:
            legs = ((n, self.stations[n - 1]) for n in range(reached + 1, len(self.stations)))
            costs = (self.distances(n, (), {before}, worst)[0][before] for n, before in legs)
            return functools.reduce(_plus, costs, FREE)

        return functools.cache(after)

    def distances(
        self, reached: int, visited: Collection[Node], wanted: Collection[Node], worst: float | None
    ) -> tuple[dict[Node, Cost], bool]:
        """Least cost from those wanted to the next station, past no other station and nobody visited.

        Where `worst` is None only the first part of the cost; else the sums over hops that are no worse, and whether
        any was.
        """
        target, last = self.stations[reached], reached == len(self.stations) - 1
        closed = (set(self.stations) | set(visited)) - {target}
        found: dict[Node, Cost] = {}
        left, refused = set(wanted), False
        queue: list[tuple[Cost, Node]] = [(FREE, target)]
        while queue and left:
            cost, node = heapq.heappop(queue)
            if node in found:
                continue
            found[node] = cost
            left.discard(node)
            if node in closed:
                continue
            for other in self.neighbours.get(node, ()):
                added = None if other in found else self.step(other, node, last and node == target)
                if added is None:
                    continue
                if worst is not None and added[0] > worst:
                    refused = True
                else:
                    worse, first, second = _plus(cost, added)
                    # where the worst is given it must not sort: the sums are to be least
                    heapq.heappush(queue, ((worse, 0.0, 0.0) if worst is None else (0.0, first, second), other))
        return found, refused

    def _in_time(self, path: tuple[Node, ...], reached: int, day: int) -> bool:
        """Whether anyone who is here on this day can come to all later stations, each leg by itself."""
        if self.ride is None:
            return True
        here, visited = path[-1], path
        for number in range(reached, len(self.stations)):
            arrival = self._arrival(here, number, visited, day)
            if arrival is None:
                return False
            here, day = self.stations[number], arrival
        return True

    def _arrival(self, here: Node, number: int, visited: Collection[Node], day: int) -> int | None:
        """The earliest day on which a station can be reached from here."""
        target, last = self.stations[number], number == len(self.stations) - 1
        done = (set(self.stations) | set(visited)) - {target, here}
        queue = [(day, here)]
        while queue:
            day, node = heapq.heappop(queue)
            if node == target:
                return day
            if node in done:
                continue
            done.add(node)
            for other in self.neighbours.get(node, ()):
                moved = None if other in done else self._move(node, other, last and other == target, day)
                if moved is not None:
                    heapq.heappush(queue, (moved[0], other))
        return None


def _plus(a: Cost, b: Cost) -> Cost:
    return max(a[0], b[0]), a[1] + b[1], a[2] + b[2]
