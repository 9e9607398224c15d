"""Ties as numpy arrays: what a lens sees of a large table, added up by voice and tie without a row of Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from lkg import lens as lenses
from lkg.claims import ClaimTable
from lkg.claims.model import MODALITIES
from lkg.claims.voices import CUT
from lkg.kernels import sums
from lkg.kernels.spread import PARTS, spread
from lkg.lens import Codes, Lens
from lkg.networks.contracted import Contracted
from lkg.vocab import ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.signedinteger[Any]]
    Real = NDArray[np.float64]
    Arrays = Mapping[str, NDArray[Any]]

WEIGHTS = ("count", "intensity", "voices", "probability")
CONTESTED, NOT_ALLEGED, NOT_UNCITED = 1, 2, 4
SOME = 50_000
"""claims from which on another thread is worth its while"""
_FIXED = f"""SELECT n, subject, object, relation, polarity, voice, p, ABS(intensity) AS intensity, s1, e2 AS last,
  (CASE WHEN modality = {MODALITIES.index("alleged")} THEN 0 ELSE {NOT_ALLEGED} END
    + CASE WHEN uncited THEN 0 ELSE {NOT_UNCITED} END)::TINYINT AS flags FROM claim"""


@dataclass(frozen=True, eq=False)
class TieColumns:
    """Every column of `tie_query` as an array with one entry a tie, and the claims of each."""

    arrays: Arrays
    """a, b, relation, polarity, weight, probability, voices, claims, intensity, first, last, contested, alleged,
    uncited; a and b are numbers of nodes"""
    of_claims: Callable[[str], NDArray[Any]]
    """gives one column of the claims, tie by tie: n, s1, flags and others"""
    flows: NDArray[np.bool_]
    """for the number of every relation, whether it leads from object to subject"""

    def __len__(self) -> int:
        return len(self.arrays["a"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]

    @cached_property
    def members(self) -> Whole:
        """The numbers of the claims, tie by tie and in their order: `claims` says how many belong to each."""
        # tie and number in one integer: these are sorted ten times as fast as pairs
        keys = np.repeat(np.arange(len(self), dtype=np.int64) << 32, self["claims"]) | self.of_claims("n")
        keys.sort()
        found: Whole = keys.astype(np.int32)
        return found

    def split(self, relations: Sequence[int]) -> tuple[TieColumns, TieColumns]:
        """The ties of all other relations, and those of these."""
        these = np.isin(self["relation"], relations)
        return (self, self._where(these)) if not these.any() else (self._where(~these), self._where(these))

    @property
    def uncited(self) -> int:
        """How many of the claims are uncited."""
        return int((self.of_claims("flags") & NOT_UNCITED == 0).sum())

    def ends(self) -> tuple[Whole, Whole]:
        """(ties,) the numbers of the nodes from and to which the ties lead."""
        backward = self.flows[self["relation"]]
        return np.where(backward, self["b"], self["a"]), np.where(backward, self["a"], self["b"])

    def _where(self, kept: NDArray[np.bool_]) -> TieColumns:
        claims = np.repeat(kept, self["claims"])
        arrays = {name: values[kept] for name, values in self.arrays.items()}
        return TieColumns(arrays, lambda name: self.of_claims(name)[claims], self.flows)

    def rows(self) -> list[tuple[Any, ...]]:
        """The rows of `tie_query`."""
        return list(zip(*(values.tolist() for values in self.arrays.values()), strict=True))


@dataclass(frozen=True, eq=False)
class NetworkColumns:
    """The ties of a network as arrays: those that claims state, and then those derived from contracted nodes."""

    stated: TieColumns
    contracted: Contracted | None
    lens: Lens

    def __len__(self) -> int:
        return len(self.stated) + (len(self.contracted) if self.contracted else 0)

    @cached_property
    def _ends(self) -> tuple[Whole, Whole]:
        ends = [self.stated.ends(), *([self.contracted.ends()] if self.contracted else [])]
        return np.concatenate([a for a, _ in ends]), np.concatenate([b for _, b in ends])

    @cached_property
    def nodes(self) -> Whole:
        """The numbers of the nodes that some tie ends at, ascending."""
        return np.flatnonzero(self._place >= 0)

    @cached_property
    def _place(self) -> Whole:
        """For the number of every node its place in `nodes`, or −1."""
        a, b = self._ends
        met = np.zeros(max(a.max(initial=-1), b.max(initial=-1)) + 1, bool)
        met[a] = met[b] = True
        return np.where(met, np.cumsum(met) - 1, -1).astype(np.int32)

    def ends_and_numbers(self, weight: str | None) -> tuple[Whole, Whole, Real | None]:
        """Where ties lead from and to, as places in `nodes`, and one of their numbers."""
        a, b = (self._place[end] for end in self._ends)
        if weight is None:
            return a, b, None
        values = [self.stated[weight], *([self.contracted.numbers(weight, self.lens)] if self.contracted else [])]
        return a, b, np.concatenate(values).astype(np.float64)


def tie_columns(table: ClaimTable, lens: Lens, codes: Codes) -> TieColumns:
    """The ties of a lens, of however many claims: SQL picks the claims, their arrays are added up here.

    The table lies in the order of ties and voices, so that what belongs together are neighbours, and no hash table is
    needed: the same values as `tie_query`, many times as fast. Days are ordinals.
    """
    fixed, order = _fixed(table), _order(table, lens)
    decided = table.numpy(lenses.position_query(lens, codes))
    at = decided.pop("at")
    places, rows = _places(order, at)
    claims = _Claims(places, rows, {name: _aligned(values, at, rows, len(table)) for name, values in decided.items()})
    return _added(fixed, order, claims, lens)


@dataclass(frozen=True, eq=False)
class _Claims:
    """The claims of the ties of a lens, in the order of ties and voices."""

    places: Whole
    """where each stands in that order"""
    rows: Whole
    """which row of the table each is"""
    decided: Arrays
    """what of each this lens decides: last, contested, fade"""


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


def _added(fixed: Arrays, order: _Order, claims: _Claims, lens: Lens) -> TieColumns:
    numbers, amounts = _sums(fixed, order, claims, lens)
    begins, flags = claims.rows[numbers[:, 0]], numbers[:, 5]
    arrays = {
        "a": order.a[begins],
        "b": order.b[begins],
        "relation": fixed["relation"][begins],
        "polarity": fixed["polarity"][begins],
        "weight": amounts[:, 0],
        "probability": amounts[:, 1],
        "voices": numbers[:, 1],
        "claims": numbers[:, 2],
        "intensity": amounts[:, 2],
        "first": numbers[:, 3],
        "last": numbers[:, 4],
        "contested": flags & CONTESTED != 0,
        "alleged": flags & NOT_ALLEGED == 0,
        "uncited": flags & NOT_UNCITED == 0,
    }
    flows = np.array([relation.flow == "backward" for relation in ontology().relations.values()])
    return TieColumns(arrays, lambda name: fixed[name][claims.rows], flows)


def _sums(fixed: Arrays, order: _Order, claims: _Claims, lens: Lens) -> tuple[Whole, Real]:
    """(ties, 6) and (ties, 3) sums over claims, in parts that begin with a tie, one for each processor."""
    flags, last = fixed["flags"], fixed["last"]
    decided = "last" in claims.decided or "contested" in claims.decided
    if decided:
        contested = claims.decided.get("contested")
        flags = flags[claims.rows] if contested is None else flags[claims.rows] | contested.astype(np.int8)
        last = claims.decided["last"] if "last" in claims.decided else last[claims.rows]
    fade = claims.decided.get("fade", np.empty(0))

    def part(bounds: Whole) -> tuple[Whole, Real]:
        here = slice(*bounds.tolist())
        places = claims.places[here]
        most = min(len(places), int(order.tie[places[-1]] - order.tie[places[0]]) + 1) if len(places) else 0
        numbers, amounts = np.empty((most, 6), np.int32), np.empty((most, 3))
        own = (last[here], flags[here]) if decided else (last, flags)
        count = sums.add(
            places, claims.rows[here], order.tie, order.heard, fixed["p"], fixed["intensity"], fixed["s1"], *own,
            fade[here] if len(fade) else fade, decided, WEIGHTS.index(lens.weight), CUT, numbers, amounts,
        )  # fmt: skip
        numbers[:count, 0] += bounds[0]
        return numbers[:count], amounts[:count]

    found = list(spread(part, _cuts(order.tie, claims.places), None))
    return np.concatenate([numbers for numbers, _ in found]), np.concatenate([amounts for _, amounts in found])


def _cuts(tie: Whole, places: Whole) -> list[Whole]:
    """Ranges of claims, none of which begins within a tie."""
    parts = min(PARTS, 1 + len(places) // SOME)
    cuts = [0]
    for part in range(1, parts):
        last = tie[places[part * len(places) // parts - 1]]
        # a number of another type than the array would have numpy copy the array
        end = np.searchsorted(tie, last, side="right").astype(places.dtype)
        cuts.append(int(np.searchsorted(places, end)))
    bounds = np.unique([*cuts, len(places)]).astype(np.int32) if len(places) else np.zeros(2, np.int32)
    return [bounds[n : n + 2] for n in range(len(bounds) - 1)] or [bounds]


def _changes(keys: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from the one before; the first always does."""
    found = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=found[1:])
    return found
