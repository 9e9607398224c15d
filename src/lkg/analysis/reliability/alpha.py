"""Krippendorff's alpha: agreement beyond chance, for any number of coders, with values missing, on three scales.

After Krippendorff, *Content Analysis* (2004, chapter 11) and *Computing Krippendorff's Alpha-Reliability* (2011).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from lkg.errors import Misuse

Values = Sequence[Hashable | None]
Floats = NDArray[np.float64]
METRICS = ("nominal", "ordinal", "interval")
DRAWS = 1000
AT_ONCE = 100
"""draws that are worked out together, which bounds the memory"""
INTERVAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Alpha:
    """The agreement on one field."""

    value: float | None
    """None where nothing varies, or no unit has two values"""
    low: float | None
    high: float | None
    """a 95 % interval, by drawing units anew"""
    units: int
    """units with at least two values"""
    values: int
    """values in these units: those that can be paired"""
    agreement: float | None
    """the share of pairs of values that are equal"""
    most_common: float | None
    """the share of the most common value"""


def alpha(units: Sequence[Values], metric: str = "nominal", *, draws: int = DRAWS, seed: int = 1) -> Alpha:
    """How far coders agree on units: exactly 1 where all do, 0 is what chance gives, below 0 is worse than chance.

    A unit is what each coder says of it, None where one says nothing. Nominal takes values of any type, ordinal any
    that can be sorted, interval numbers. Raises Misuse for another metric.

    >>> two = [("a", "b"), ("a", "a"), ("b", "b"), ("b", "b"), ("d", "b"), ("c", "c"), ("c", "c"), ("c", "c"),
    ...        ("e", "e"), ("d", "d"), ("d", "d"), ("a", "d")]
    >>> round(alpha(two).value, 3)
    0.692
    """
    if metric not in METRICS:
        raise Misuse(f"There is no metric {metric!r}. Use {', '.join(METRICS)}.")
    paired = [given for unit in units if len(given := [value for value in unit if value is not None]) > 1]
    if not paired:
        return Alpha(None, None, None, 0, 0, None, None)
    counted = _counted(paired, metric)
    once = np.ones((1, len(paired)))
    value = _alphas(counted, once)[0]
    low, high = _interval(counted, draws, seed)
    totals, sizes = counted.counts.sum(axis=0), counted.sizes
    return Alpha(
        None if np.isnan(value) else float(value),
        low,
        high,
        len(paired),
        int(sizes.sum()),
        float(1 - _apart_by_name(counted).sum() / sizes.sum()),
        float(totals.max() / sizes.sum()),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often each value stands in each unit."""

    counts: csr_array
    scale: Floats
    """the values as numbers, around their middle"""
    metric: str

    @property
    def sizes(self) -> Floats:
        """How many values each unit has."""
        return np.asarray(self.counts.sum(axis=1), dtype=float)

    @property
    def is_split(self) -> NDArray[np.bool_]:
        """Whether a unit has more than one value."""
        return np.asarray(np.diff(self.counts.indptr) > 1)


def _counted(paired: Sequence[Sequence[Any]], metric: str) -> _Counted:
    ordered = sorted({value for unit in paired for value in unit}, key=repr if metric == "nominal" else None)
    place = {value: number for number, value in enumerate(ordered)}
    rows = [row for row, unit in enumerate(paired) for _ in unit]
    columns = [place[value] for unit in paired for value in unit]
    counts = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(paired), len(ordered)))
    scale = np.array(ordered if metric == "interval" else range(len(ordered)), dtype=float)
    return _Counted(counts, scale - scale.mean(), metric)


def _alphas(counted: _Counted, weights: Floats) -> Floats:
    """One alpha for every row of weights, which say how often each unit counts; NaN where nothing varies."""
    totals = np.asarray((counted.counts.T @ weights.T).T)
    size = totals.sum(axis=1)
    if counted.metric == "nominal":
        observed = weights @ _apart_by_name(counted)
        expected = (size**2 - (totals**2).sum(axis=1)) / (size - 1)
    else:
        scales = _scales(counted, totals)
        observed = (weights.T * _apart_by_number(counted, scales)).sum(axis=0)
        expected = 2 * (size * (totals * scales**2).sum(axis=1) - (totals * scales).sum(axis=1) ** 2) / (size - 1)
    varies = expected > 1e-9
    return np.where(varies, 1 - observed / np.where(varies, expected, 1), np.nan)


def _scales(counted: _Counted, totals: Floats) -> Floats:
    """The places of the values on their scale, for every row of totals.

    The squared ordinal difference of two ranks is that of how many values lie below the middle of each.
    """
    return np.cumsum(totals, axis=1) - totals / 2 if counted.metric == "ordinal" else counted.scale[None, :]


def _apart_by_name(counted: _Counted) -> Floats:
    """The disagreement within each unit, over the values with which each of its values is paired."""
    equal = np.asarray((counted.counts**2).sum(axis=1))
    return np.asarray((counted.sizes**2 - equal) / (counted.sizes - 1))


def _apart_by_number(counted: _Counted, scales: Floats) -> Floats:
    """The same as squared differences of numbers: a column for every row of scales."""
    sums, squares = counted.counts @ scales.T, counted.counts @ (scales**2).T
    sizes = counted.sizes[:, None]
    # the difference of two large numbers is not quite 0 where it should be
    return np.asarray(2 * (sizes * squares - sums**2) / (sizes - 1)) * counted.is_split[:, None]


def _interval(counted: _Counted, draws: int, seed: int) -> tuple[float | None, float | None]:
    """Quantiles of alpha over units drawn anew; draws in which nothing varies have none and are left out."""
    if len(counted.sizes) < 2 or not draws:
        return None, None
    found = np.concatenate([_alphas(counted, weights) for weights in _drawn(len(counted.sizes), draws, seed)])
    sound = found[~np.isnan(found)]
    if len(sound) < draws / 2:
        return None, None
    low, high = np.quantile(sound, INTERVAL)
    return float(low), float(high)


def _drawn(units: int, draws: int, seed: int) -> Iterator[Floats]:
    chance = np.random.default_rng(seed)
    for begin in range(0, draws, AT_ONCE):
        size = min(AT_ONCE, draws - begin)
        yield chance.multinomial(units, np.full(units, 1 / units), size=size).astype(float)
