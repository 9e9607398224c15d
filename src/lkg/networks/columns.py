"""Ties as numpy arrays: what a lens sees of a large table, added up by voice and tie without a row of Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from lkg import lens as lenses
from lkg.claims import ClaimTable
from lkg.claims.model import MODALITIES
from lkg.claims.voices import CUT
from lkg.lens import Codes, Lens
from lkg.vocab import ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int32]
    Real = NDArray[np.float64]
    Arrays = Mapping[str, NDArray[Any]]

_FIXED = f"""SELECT n, subject, object, relation, polarity, voice, p, ABS(intensity) AS intensity, s1, e2 AS last,
  modality = {MODALITIES.index("alleged")} AS alleged, uncited FROM claim"""


@dataclass(frozen=True, eq=False)
class TieColumns:
    """Every column of `tie_query` as an array with one entry a tie, and the claims of each."""

    arrays: Arrays
    """a, b, relation, polarity, weight, probability, voices, claims, intensity, first, last, contested, alleged,
    uncited; a and b are numbers of nodes"""
    own: Arrays
    """what is known of every claim, tie by tie: n, s1, uncited and others"""
    flows: NDArray[np.bool_]
    """for the number of every relation, whether it leads from object to subject"""

    def __len__(self) -> int:
        return len(self.arrays["a"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]

    @cached_property
    def members(self) -> Whole:
        """The numbers of the claims, tie by tie and in their order: `claims` says how many belong to each."""
        tie = np.repeat(np.arange(len(self)), self["claims"])
        found: Whole = self.own["n"][np.lexsort((self.own["n"], tie))]
        return found

    def split(self, relations: Sequence[int]) -> tuple[TieColumns, TieColumns]:
        """The ties of all other relations, and those of these."""
        these = np.isin(self["relation"], relations)
        return (self, self._where(these)) if not these.any() else (self._where(~these), self._where(these))

    def nodes(self) -> list[int]:
        """The numbers of the nodes that some tie ends at, ascending."""
        found: list[int] = self._nodes.tolist()
        return found

    def ends_and_numbers(self, weight: str | None) -> tuple[Whole, Whole, Real | None]:
        """Where ties lead from and to, as places in `nodes`, and one of their numbers."""
        backward = self.flows[self["relation"]]
        a, b = (np.searchsorted(self._nodes, self[end]).astype(np.int32) for end in ("a", "b"))
        values = None if weight is None else self[weight].astype(np.float64)
        return np.where(backward, b, a), np.where(backward, a, b), values

    @cached_property
    def _nodes(self) -> Whole:
        return np.union1d(self["a"], self["b"])

    def _where(self, kept: NDArray[np.bool_]) -> TieColumns:
        claims = np.repeat(kept, self["claims"])
        arrays = {name: values[kept] for name, values in self.arrays.items()}
        return TieColumns(arrays, {name: values[claims] for name, values in self.own.items()}, self.flows)

    def rows(self) -> list[tuple[Any, ...]]:
        """The rows of `tie_query`."""
        return list(zip(*(values.tolist() for values in self.arrays.values()), strict=True))


def tie_columns(table: ClaimTable, lens: Lens, codes: Codes) -> TieColumns:
    """The ties of a lens, of however many claims: SQL picks the claims, their arrays are added up here.

    The table lies in the order of ties and voices, so that what belongs together are neighbours, and no hash table is
    needed: the same values as `tie_query`, several times as fast. Days are ordinals.
    """
    fixed, order = _fixed(table), _order(table, lens)
    decided = table.numpy(lenses.position_query(lens, codes))
    places, rows = _places(order, decided["at"])
    own = {name: values[rows] for name, values in fixed.items()}
    own |= {name: _aligned(values, decided["at"], rows, len(table)) for name, values in decided.items()}
    own |= {"a": order.a[rows], "b": order.b[rows]}
    return _added(own, order.tie[places], order.heard[places], lens)


@dataclass(frozen=True, eq=False)
class _Order:
    """The order of claims by ties and voices under one way to fold their ends."""

    rows: Whole | None
    """which row of the table comes when; None where the table lies so"""
    a: Whole
    b: Whole
    """(claims,) the folded ends, as the table lies"""
    tie: Whole
    """(claims,) in this order: the number of the tie"""
    heard: Whole
    """(claims,) in this order: the number of the tie and voice"""


def _fixed(table: ClaimTable) -> Arrays:
    if "fixed" not in table.arrays:
        table.arrays["fixed"] = table.numpy(_FIXED)
    found: Arrays = table.arrays["fixed"]
    return found


def _order(table: ClaimTable, lens: Lens) -> _Order:
    name = f"order {lens.roll_up}"
    if name not in table.arrays:
        suffix = "" if lens.roll_up == "none" else f"_{lens.roll_up}"
        ends = table.numpy(f"SELECT subject{suffix} AS a, object{suffix} AS b FROM claim")
        table.arrays[name] = _ordered(_fixed(table), ends["a"], ends["b"])
    found: _Order = table.arrays[name]
    return found


def _ordered(fixed: Arrays, a: Whole, b: Whole) -> _Order:
    rows = None
    if not (np.array_equal(a, fixed["subject"]) and np.array_equal(b, fixed["object"])):
        keys = (fixed["n"], fixed["voice"], fixed["polarity"], fixed["relation"], b, a)
        rows = np.lexsort(keys).astype(np.int32)
    where: Any = slice(None) if rows is None else rows
    tie = np.logical_or.reduce([_changes(x[where]) for x in (a, b, fixed["relation"], fixed["polarity"])])
    heard = tie | _changes(fixed["voice"][where])
    return _Order(rows, a, b, np.cumsum(tie, dtype=np.int32), np.cumsum(heard, dtype=np.int32))


def _places(order: _Order, at: Whole) -> tuple[Whole, Whole]:
    """Where claims stand in an order, ascending, and their rows in the table."""
    if order.rows is None and (at[1:] > at[:-1]).all():
        return at, at
    kept = np.zeros(len(order.tie), dtype=bool)
    kept[at] = True
    if order.rows is None:
        places = np.flatnonzero(kept).astype(np.int32)
        return places, places
    places = np.flatnonzero(kept[order.rows]).astype(np.int32)
    return places, order.rows[places]


def _aligned(values: NDArray[Any], at: Whole, rows: Whole, size: int) -> NDArray[Any]:
    """Values that belong to the rows `at`, in the order of other rows."""
    if at is rows:
        return values
    spread = np.empty(size, values.dtype)
    spread[at] = values
    return spread[rows]


def _added(own: Arrays, tie: Whole, heard: Whole, lens: Lens) -> TieColumns:
    voices, ties = np.flatnonzero(_changes(heard)), np.flatnonzero(_changes(tie))
    by_tie = np.searchsorted(voices, ties)
    count = np.diff(ties, append=len(tie)).astype(np.int32)
    none = np.zeros(len(tie), bool)
    arrays = {
        **{name: own[name][ties] for name in ("a", "b", "relation", "polarity")},
        "weight": _weight(own, lens, voices, ties, by_tie),
        "probability": _at_least_one(_by(np.maximum, own["p"], voices), by_tie),
        "voices": np.diff(by_tie, append=len(voices)).astype(np.int32),
        "claims": count,
        "intensity": _by(np.add, own["intensity"], ties),
        "first": _by(np.minimum, own["s1"], ties),
        "last": _by(np.maximum, own["last"], ties),
        "contested": _by(np.logical_or, own.get("contested", none), ties),
        "alleged": _by(np.logical_and, own["alleged"], ties),
        "uncited": _by(np.logical_and, own["uncited"], ties),
    }
    flows = np.array([relation.flow == "backward" for relation in ontology().relations.values()])
    return TieColumns(arrays, {name: own[name] for name in ("n", "s1", "uncited")}, flows)


def _weight(own: Arrays, lens: Lens, voices: Whole, ties: Whole, by_tie: Whole) -> Real:
    """What ties weigh: sums over claims, or over voices, of what has not faded."""
    fade = own.get("fade", np.ones(len(own["n"])))
    if lens.weight == "count":
        return _by(np.add, fade, ties)
    if lens.weight == "intensity":
        return _by(np.add, own["intensity"] * fade, ties)
    if lens.weight == "voices":
        return _by(np.add, _by(np.maximum, fade, voices), by_tie)
    return _at_least_one(_by(np.maximum, own["p"] * fade, voices), by_tie)


def _at_least_one(best: Real, begins: Whole) -> Real:
    """1 − Π (1 − the best claim of each voice), cut as everywhere."""
    missed: Real = _by(np.add, np.log1p(-np.minimum(best, CUT)), begins)
    return np.minimum(CUT, -np.expm1(missed))


def _by(join: np.ufunc, values: NDArray[Any], begins: Whole) -> NDArray[Any]:
    """Values joined from each beginning up to the next."""
    return join.reduceat(values, begins) if len(begins) else values[:0]


def _changes(keys: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from the one before; the first always does."""
    found = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=found[1:])
    return found
