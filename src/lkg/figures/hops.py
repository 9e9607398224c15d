"""A path read for drawing: stations, and between them the claims that make each hop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lkg.errors import EmptyNetwork

MOST_CLAIMS = 4  # arcs of one hop; the others are counted beside them


class Station(NamedTuple):
    """An actor on the way."""

    name: str
    label: str
    group: str
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One dated claim of a hop; `direction` is "forward" if the station on the left acts, "backward", or "both"."""

    direction: str
    polarity: int
    date: str
    text: str
    source: str
    contested: bool
    alleged: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """The claims shown between two stations, and how many more there are."""

    claims: tuple[Claim, ...]
    more: int


def field(thing: Any, name: str, default: Any = None) -> Any:
    """A key of a mapping or an attribute of an object.

    >>> field({"when": "2021"}, "when"), field(1j, "imag"), field({}, "when", "")
    ('2021', 1.0, '')
    """
    value = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return default if value is None else value


def read_path(path: Any) -> tuple[list[Station], list[Hop]]:
    """Stations and hops of a path; EmptyNetwork where it has none, or one without a claim."""
    steps: Sequence[Any] = list(field(path, "hops", ()))
    if not steps:
        raise EmptyNetwork("There is no way to draw: the path has no hop.")
    stations = [_station(steps[0], "from"), *(_station(step, "to") for step in steps)]
    hops = [_hop(step) for step in steps]
    for place, hop in enumerate(hops):
        if not hop.claims:
            raise EmptyNetwork(f"No claim joins {stations[place].label} and {stations[place + 1].label}.")
    return stations, hops


def _station(step: Any, end: str) -> Station:
    name = str(field(step, end, ""))
    label, group = str(field(step, f"{end}_label", name)), str(field(step, f"{end}_group", ""))
    return Station(name, label, group, bool(field(step, f"{end}_contested", False)))


def _hop(step: Any) -> Hop:
    claims = list(field(step, "claims", ()))
    shown = tuple(_claim(claim) for claim in claims[:MOST_CLAIMS])
    return Hop(shown, max(int(field(step, "claims_total", len(claims))), len(claims)) - len(shown))


def _claim(claim: Any) -> Claim:
    polarity = float(field(claim, "polarity", 0))
    return Claim(
        direction=str(field(claim, "direction", "forward")),
        polarity=(polarity > 0) - (polarity < 0),
        date=str(field(claim, "when_label", field(claim, "when", ""))),
        text=str(field(claim, "relation_label", "")),
        source=str(field(claim, "source_label", "")),
        contested=bool(field(claim, "contested", False)),
        alleged=bool(field(claim, "alleged", False)),
    )
