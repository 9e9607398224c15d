"""From the values of many draws to intervals, rank intervals, and the partial order that the draws allow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOW, HIGH = 5, 95
SURELY = 0.95
"""the share of paired draws in which one must rank above another to be printed above it"""
DIGITS = 12


@dataclass(frozen=True, eq=False)
class Intervals:
    """What draws say of every actor, in their order; NaN where no draw defines the measure."""

    value: NDArray[np.float64]
    """mean over the draws that define it"""
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rank: NDArray[np.float64]
    """median of the midranks, so that it lies in its interval"""
    rank_low: NDArray[np.float64]
    rank_high: NDArray[np.float64]
    first: NDArray[np.float64]
    """probability of being first; those who share the first rank share it"""
    above: NDArray[np.bool_]
    """(i, j): whether i ranks above j in at least 95 % of the draws"""

    def tied(self, i: int) -> list[int]:
        """Those of whom it cannot be said whether they rank above or below; not those who are not ranked."""
        apart = self.above[i] | self.above[:, i] | np.isnan(self.value)
        return [int(j) for j in np.flatnonzero(~apart) if j != i]


def summarise(values: NDArray[np.float64], *, ascending: bool = False) -> Intervals:
    """Means, 5–95 % quantiles and midranks of values of shape (draws, actors).

    >>> found = summarise(np.array([[3.0, 1.0, 0.0], [2.0, 2.0, 0.0]]))
    >>> found.value, found.rank_low, found.first
    (array([2.5, 1.5, 0. ]), array([1. , 1.5, 3. ]), array([0.75, 0.25, 0.  ]))
    """
    ranks = midranks_of_draws(values, ascending=ascending)
    low, high = quantiles(values, LOW, HIGH)
    rank_low, rank, rank_high = quantiles(ranks, LOW, 50, HIGH)
    return Intervals(_mean(values), low, high, rank, rank_low, rank_high, _first(ranks), _above(ranks))


def quantiles(values: NDArray[np.float64], *percent: float) -> NDArray[np.float64]:
    """Percentiles of every column over the draws that define it, (percentiles, actors); NaN where none does.

    Each is a value that some draw has: between two of them no degree and no rank need lie.
    """
    if not np.isnan(values).any():
        found: NDArray[np.float64] = np.percentile(values, percent, axis=0, method="inverted_cdf")
        return found
    columns = [column[~np.isnan(column)] for column in values.T]
    none = np.full(len(percent), np.nan)
    known = [np.percentile(c, percent, method="inverted_cdf") if len(c) else none for c in columns]
    return np.array(known).T.reshape(len(percent), -1)


def _mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    defined = ~np.isnan(values)
    total = np.where(defined, values, 0.0).sum(axis=0)
    mean: NDArray[np.float64] = np.where(defined.any(axis=0), total / np.maximum(defined.sum(axis=0), 1), np.nan)
    return mean


def midranks_of_draws(values: NDArray[np.float64], *, ascending: bool = False) -> NDArray[np.float64]:
    """Ranks from 1 in every draw, values equal to 12 digits sharing the mean of theirs; NaN stays NaN."""
    keyed = _rounded(values) if ascending else -_rounded(values)
    # what is not defined ranks behind all others, and so does not move them
    ranks = _midranks(np.where(np.isnan(values), np.inf, keyed))
    return np.where(np.isnan(values), np.nan, ranks)


def _midranks(keyed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from the least value up in every row; scipy.stats would do, but takes a second to import."""
    order = keyed.argsort(axis=1, kind="stable")
    ordered = np.take_along_axis(keyed, order, axis=1)
    place = np.broadcast_to(np.arange(keyed.shape[1]), keyed.shape)
    edge = np.ones((len(keyed), 1), dtype=bool)
    other = ordered[:, 1:] != ordered[:, :-1]
    first = np.maximum.accumulate(np.where(np.hstack([edge, other]), place, 0), axis=1)
    ends = np.where(np.hstack([other, edge]), place, keyed.shape[1])
    last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    ranks = np.empty(keyed.shape)
    np.put_along_axis(ranks, order, (first + last) / 2 + 1, axis=1)
    return ranks


def number(value: float) -> float | None:
    """A value as rows print it: None where it is not defined, else to 12 digits.

    The last digits of a solved system of equations hang on how many threads solved it.
    """
    return None if math.isnan(value) else float(f"{value:.{DIGITS}g}")


def _rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    size = np.abs(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(np.where(size > 0, size, 1.0))))
    rounded: NDArray[np.float64] = np.rint(values * scale) / scale
    return rounded


def _first(ranks: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):
        best = np.nanmin(np.where(np.isnan(ranks), np.inf, ranks), axis=1, keepdims=True)
        leads = ranks == best
    share = leads / np.maximum(leads.sum(axis=1, keepdims=True), 1)
    mean: NDArray[np.float64] = share.mean(axis=0)
    return mean


def _above(ranks: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where one of two is not defined in a draw, that draw puts neither above the other."""
    above = np.empty((ranks.shape[1], ranks.shape[1]), dtype=bool)
    columns = np.ascontiguousarray(ranks.T)
    for i, own in enumerate(columns):
        above[i] = (own < columns).mean(axis=1) >= SURELY
    return above
