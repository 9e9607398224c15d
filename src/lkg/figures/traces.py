"""Lines as they are given, read for drawing: numbers over time or another scale, with their bands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkg.figures.hops import field
from lkg.figures.inks import Look
from lkg.figures.timeline import check_lengths

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Trace:
    """One line: numbers across and up (None: a gap), its band, and rarefied numbers if there are any."""

    label: str
    look: Look
    xs: tuple[float, ...]
    values: tuple[float | None, ...]
    bands: tuple[Span | None, ...]
    rarefied: tuple[float | None, ...]

    @property
    def numbers(self) -> list[float]:
        """All heights that must fit."""
        band = [end for pair in self.bands if pair for end in pair]
        return [value for value in (*self.values, *self.rarefied) if value is not None] + band


def runs(values: Sequence[Any]) -> Iterator[list[int]]:
    """Places of entries that are there, without gaps between them.

    >>> list(runs([1, None, 2, 3]))
    [[0], [2, 3]]
    """
    run: list[int] = []
    for at, value in enumerate(values):
        if value is not None:
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def over_time(times: Sequence[object], label: str, line: Any, look: Look) -> Trace:
    bare = not isinstance(line, Mapping) and isinstance(line, Sequence)
    values = line if bare else field(line, "values", ())
    low, high, rarefied = (() if bare else field(line, name, ()) for name in ("low", "high", "rarefied"))
    check_lengths(times, **{label: values}, low=low or None, high=high or None, rarefied=rarefied or None)
    pairs = zip(low, high, strict=True) if low and high else ((None, None) for _ in times)
    bands = tuple(None if one is None or other is None else (float(one), float(other)) for one, other in pairs)
    return Trace(label, look, tuple(map(float, range(len(times)))), _floats(values), bands, _floats(rarefied))


def _floats(values: Sequence[Any]) -> tuple[float | None, ...]:
    return tuple(None if value is None or math.isnan(value) else float(value) for value in values)


def curve(label: str, points: Sequence[Any], look: Look) -> Trace:
    ordered = sorted(tuple(map(float, point)) for point in points)
    bands = tuple((point[2], point[3]) if len(point) == 4 else None for point in ordered)
    return Trace(label, look, tuple(point[0] for point in ordered), tuple(point[1] for point in ordered), bands, ())
