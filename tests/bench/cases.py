"""What an area is made of: groups of one input, engines that take it, cases with their targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

Work = Callable[[Any], Any]
"""from what an engine made of the input to its answer; this is what is timed"""
Values = Mapping[str, Any]
"""name → numbers, in an order that all engines share; only names that two engines have in common are compared"""
SIZES = ("small", "full", "large")


class Absent(Exception):
    """An engine cannot run here; says what is missing."""


@dataclass(frozen=True)
class Setting:
    """What an engine is given: the size of the input, and a folder of the group for files."""

    size: int
    folder: Path


@dataclass(frozen=True)
class Engine:
    """One program or library; `prepare` runs once in its process, untimed, and may raise Absent or ImportError."""

    prepare: Callable[[Setting], Any]
    values: Callable[[Any], Values] = dict
    """what an answer says, in the form that all engines share"""
    processes: Callable[[Any], list[int]] = lambda made: []
    """processes besides our own that work for it, such as a server"""
    close: Callable[[Any], None] = lambda made: None
    share: int = 1
    """it gets one part in so many of the input, for it cannot bear more; its times are multiplied by that, its values
    are not compared"""


@dataclass(frozen=True)
class Measured:
    """What one engine took for one case: seconds of every round, and memory in bytes."""

    wall: tuple[float, ...] = ()
    cpu: tuple[float, ...] = ()
    peak: int = 0
    """of the whole process, while it worked"""
    more: int = 0
    """of that, what was not there before"""
    differs: str = ""
    """how its values differ from the first engine's; empty where they agree or nothing is compared"""
    failed: str = ""
    facts: Mapping[str, float] = field(default_factory=dict)
    """further numbers that the work tells, not compared"""

    @property
    def typical(self) -> float:
        """Median of the wall times."""
        return median(self.wall)

    @property
    def typical_cpu(self) -> float:
        """Median of the CPU times, of all threads and processes."""
        return median(self.cpu)


Found = Mapping[str, Measured]
"""engine → what it took"""


@dataclass(frozen=True)
class Target:
    """A number that the results must reach: its words, how it is found, and the least or most that it may be."""

    words: str
    number: Callable[[Found], float]
    least: float = float("-inf")
    most: float = float("inf")

    def met(self, found: Found) -> tuple[float, bool] | None:
        """The number, and whether it is good enough; None where an engine that it needs did not run."""
        try:
            number = self.number(found)
        except KeyError:
            return None
        return number, self.least <= number <= self.most


def times_faster(least: float, peer: str, ours: str = "lkg") -> Target:
    """Ours is at least so many times as fast as a peer."""
    return Target(f"≥ {least:g} × {peer}", lambda found: _ran(found, peer) / _ran(found, ours), least=least)


def at_most_times(most: float, peer: str, ours: str = "lkg") -> Target:
    """Ours takes at most so many times what a peer takes."""
    return Target(f"≤ {most:g} × {peer}", lambda found: _ran(found, ours) / _ran(found, peer), most=most)


def beats_all(least: float, peers: Iterable[str], ours: str = "lkg") -> Target:
    """Ours is so many times as fast as the fastest of these peers, those with other values left out."""

    def number(found: Found) -> float:
        times = [m.typical for name, m in found.items() if name in peers and m.wall and not m.differs]
        if not times:
            raise KeyError(ours)
        return min(times) / _ran(found, ours)

    return Target("≥ the best other peer" if least == 1 else f"≥ {least:g} × every other peer", number, least=least)


def within(seconds: float, ours: str = "lkg") -> Target:
    """Ours takes at most so many seconds."""
    return Target(f"≤ {seconds:g} s", lambda found: _ran(found, ours), most=seconds)


def _ran(found: Found, engine: str) -> float:
    measured = found[engine]
    if not measured.wall:
        raise KeyError(engine)
    return measured.typical


@dataclass(frozen=True)
class Case:
    """One question, the work by engine, and what is asked of the results."""

    name: str
    work: Mapping[str, Work]
    targets: tuple[Target, ...] = ()
    tolerance: float = 1e-9
    """how far values may lie apart, as a share of the largest"""
    steps: Callable[[Setting], float] | None = None
    """how often every tie is passed, where nanoseconds a tie say something"""
    rounds: int = 5


@dataclass(frozen=True)
class Group:
    """Engines that take one input in turn; the first is the one with which values are compared."""

    name: str
    setting: Callable[[Path], Setting]
    engines: Mapping[str, Engine]
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Area:
    """One table of the results."""

    title: str
    about: str
    groups: Callable[[str], list[Group]]
    """for one of SIZES"""
