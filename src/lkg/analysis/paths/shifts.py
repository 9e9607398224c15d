"""The nearest day, window or memory under which a lens would give a path."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lkg import period
from lkg.analysis.paths.hops import Link
from lkg.analysis.paths.journeys import Roads
from lkg.networks import ClaimFacts, network

Window = tuple[tuple[int, int], tuple[int, int]]
"""first and last day for states, and for events"""


def days(roads: Roads) -> Iterator[Mapping[str, Any]]:
    """Dates at which the stations are joined, the nearest first, at last no date at all.

    A lens `at` a day moves to another day, a window `between` two grows at one end. What a lens sees changes only
    where a claim comes or goes, so only these days are looked at, and the tie-break is the later day. What only
    surely held is not moved: the bounds that it takes are not those of the ties.
    """
    lens = roads.net.lens
    window = lens.window()
    if window is None:
        return
    undated = {key: value for key, value in (("at", None), ("between", ())) if getattr(lens, key) != value}
    if not lens.sure:
        everything = Roads.of(network(roads.net.graph, lens.but(**undated)), roads.journey)
        if joins(replace(everything, pass_hubs=True)):
            shifts = _other_days(everything, window[0]) if lens.at else _wider(everything, window[0])
            yield from (change for change in shifts if joins(_within(everything, _window(roads, change))))
    yield undated


def memories(roads: Roads) -> Iterator[Mapping[str, Any]]:
    """Longer memories at which the stations are joined, the shortest first."""
    lens = roads.net.lens
    window = lens.window()
    if lens.at is None or lens.sure or window is None:
        return
    everything = Roads.of(network(roads.net.graph, lens.but(at=None)), roads.journey)
    if not joins(replace(everything, pass_hubs=True)):
        return
    day = window[1][1]
    past = [c for c in _claims(everything) if not c.is_state and c.first <= day and c.last < window[1][0]]
    for months in sorted({_months_since(claim.last, window[0][0]) for claim in past}):
        change = {"memory": f"{months}m"}
        if joins(_within(everything, _window(roads, change))):
            yield change


def joins(roads: Roads) -> bool:
    """Whether every station can be reached from the one before, each leg by itself."""
    stations = roads.journey.stations
    return all(_leg(roads, number) for number in range(1, len(stations)))


def _leg(roads: Roads, number: int) -> bool:
    stations = roads.journey.stations
    start, goal = stations[number - 1], stations[number]
    seen, waiting = set(stations) - {goal}, deque([start])
    while waiting:
        node = waiting.popleft()
        for other in roads.open.get(node, ()):
            if other not in seen and roads.usable(node, other, ends=other == stations[-1]):
                if other == goal:
                    return True
                seen.add(other)
                waiting.append(other)
    return False


def _other_days(roads: Roads, now: tuple[int, int]) -> Iterator[Mapping[str, Any]]:
    memory = period.months(roads.net.lens.memory)
    found = set()
    for claim in _claims(roads):
        last = claim.last if claim.is_state else _remembered(claim.last, memory)
        found |= {claim.first - 1, claim.first, last, last + 1}
    far = {day: max(now[0] - day, day - now[1]) for day in found if period.PAST < day < period.FUTURE}
    for day in sorted((day for day in far if far[day] > 0), key=lambda day: (far[day], -day)):
        yield {"at": period.day(day)}


def _wider(roads: Roads, now: tuple[int, int]) -> Iterator[Mapping[str, Any]]:
    first, last = now
    starts = {claim.last: first - claim.last for claim in _claims(roads) if period.PAST < claim.last < first}
    ends = {claim.first: claim.first - last for claim in _claims(roads) if last < claim.first < period.FUTURE}
    for day in sorted({**starts, **ends}, key=lambda day: ({**starts, **ends}[day], -day)):
        both = (period.day(min(day, first)), period.day(max(day, last)))
        yield {"between": both}


def _window(roads: Roads, change: Mapping[str, Any]) -> Window:
    return roads.net.lens.but(**change).window() or ((period.PAST, period.FUTURE), (period.PAST, period.FUTURE))


def _within(roads: Roads, window: Window) -> Roads:
    """The hops of those claims that a lens with this window sees."""
    kept: dict[tuple[str, str], list[Link]] = {}
    for pair, links in roads.joined.items():
        seen = [link for link in links if _seen(link.claim, window)]
        if seen:
            kept[pair] = seen
    return replace(roads, joined=kept)


def _seen(claim: ClaimFacts, window: Window) -> bool:
    first, last = window[0] if claim.is_state else window[1]
    return claim.first <= last and claim.last >= first


def _claims(roads: Roads) -> Iterable[ClaimFacts]:
    return (link.claim for links in roads.joined.values() for link in links)


def _remembered(day: int, memory: int) -> int:
    """The last day on which an event that ended on a day still counts."""
    last = period.months_after(day, memory)
    while last < period.FUTURE and period.months_before(last + 1, memory) <= day:
        last += 1
    return last


def _months_since(day: int, now: int) -> int:
    """The shortest memory in months that reaches back from now to a day."""
    months = 0
    while period.months_before(now, months) > day:
        months += 12
    while months and period.months_before(now, months - 1) <= day:
        months -= 1
    return months
