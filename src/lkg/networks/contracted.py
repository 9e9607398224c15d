"""Contraction in arrays: from one vote of two hundred states follow twenty thousand ties, and few are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from lkg import lens as lenses
from lkg import period
from lkg.claims import ClaimTable
from lkg.claims.said import STANCES
from lkg.claims.voices import CUT
from lkg.errors import Misuse
from lkg.lens import Codes, Derived, Lens
from lkg.networks.model import SIGNS
from lkg.networks.stated import leg

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lkg.networks.columns import Arrays, Real, Whole

MOST = 30_000_000
"""derived ties that a network may have: more would not fit in memory"""
_SIGNS = np.array([0, 1, -1, 0, 0, 0], np.int8)
"""the sign of each stance, by its number in `LEGS`"""
_SIGNED = {text: sign for sign, text in SIGNS.items()}


@dataclass(frozen=True, eq=False)
class Contracted:
    """The derived ties of nodes towards which every actor has one stance, as pairs of rows of legs; and all others."""

    legs: Arrays
    """one entry a leg: node, actor, sign, p, first, last, n, fade, contested, alleged, uncited and share"""
    one: Whole
    """(ties,) the leg of the actor with the lower number"""
    two: Whole
    others: tuple[Derived, ...]
    """ties of nodes that somebody adopts, or that somebody speaks of twice"""

    def __len__(self) -> int:
        return len(self.one) + len(self.others)

    def ends(self) -> tuple[Whole, Whole]:
        """(ties,) the numbers of the nodes from and to which all these ties lead."""
        found = []
        for rows, name in ((self.one, "a"), (self.two, "b")):
            rest = np.array([getattr(tie, name) for tie in self.others], np.int32)
            found.append(np.concatenate([self.legs["actor"][rows], rest]))
        return found[0], found[1]

    def numbers(self, name: str, lens: Lens) -> Real:
        """(ties,) weight or probability; derived ties have no voices, and no intensity, of their own."""
        if name not in ("weight", "probability"):
            return np.zeros(len(self))
        p, (one, two) = self.legs["p"], (self.one, self.two)
        likely = name == "probability" or lens.weight == "probability"
        found = p[one] * p[two] if likely else self.legs["share"][one]
        rest = np.array([tie.probability if likely else tie.weight for tie in self.others], float)
        if name == "weight":
            found = found * np.minimum(self.legs["fade"][one], self.legs["fade"][two])
            rest = rest * np.array([tie.fade for tie in self.others], float)
        return np.concatenate([found, rest])

    def every(self) -> Iterator[Derived]:
        """The ties one by one."""
        legs = {name: values.tolist() for name, values in self.legs.items()}
        for i, j in zip(self.one.tolist(), self.two.tolist(), strict=True):
            first, last = sorted((max(legs["first"][i], legs["first"][j]), min(legs["last"][i], legs["last"][j])))
            yield Derived(
                legs["actor"][i],
                legs["actor"][j],
                legs["node"][i],
                legs["sign"][i] * legs["sign"][j],
                False,
                legs["p"][i] * legs["p"][j],
                legs["share"][i],
                min(legs["fade"][i], legs["fade"][j]),
                tuple(sorted((legs["n"][i], legs["n"][j]))),
                first,
                last,
                contested=legs["contested"][i] or legs["contested"][j],
                alleged=legs["alleged"][i] and legs["alleged"][j],
                uncited=legs["uncited"][i] and legs["uncited"][j],
            )
        yield from self.others


def contracted(table: ClaimTable, lens: Lens, codes: Codes) -> Contracted:
    """The derived ties of a lens, the same as `lens.contract` gives; raises Misuse for too many.

    Where each actor has one plain stance towards a node, its ties are all pairs of its legs that meet.
    """
    rows = table.sql(lenses.leg_query(lens, codes)).fetchnumpy()
    plain = _plain(rows)
    simple = {name: np.asarray(values)[plain] for name, values in rows.items()}
    rest = [tuple(row) for row in zip(*(np.asarray(v)[~plain].tolist() for v in rows.values()), strict=True)]
    others = lenses.contract(map(leg, rest), period.months(lens.memory))
    legs = _legs(simple, period.months(lens.memory))
    start, signs = {codes.actor(name) for name in lens.actors}, [_SIGNED[sign] for sign in lens.sign]
    one, two = _pairs(legs, sorted(start), signs)
    kept = (tie for tie in others if tie.sign in signs and (not start or start & {tie.a, tie.b, tie.node}))
    return Contracted(legs, one, two, tuple(kept))


def _plain(rows: Arrays) -> NDArray[np.bool_]:
    """Of each leg whether it belongs to a node where every actor has one stance, and nobody acts or is aimed at."""
    node, actor = rows["node"], rows["actor"]
    if not len(node):
        return np.zeros(0, bool)
    alone = np.ones(len(node), bool)
    again = (node[1:] == node[:-1]) & (actor[1:] == actor[:-1])
    alone[1:] &= ~again
    alone[:-1] &= ~again
    alone &= (rows["enacts"] == 0) & (rows["stance"] < len(STANCES))
    begins = np.flatnonzero(np.concatenate([[True], node[1:] != node[:-1]]))
    whole = np.logical_and.reduceat(alone, begins)
    return np.repeat(whole, np.diff(begins, append=len(node)))


def _legs(rows: Arrays, memory: int) -> Arrays:
    last = rows["last"]
    days, which = np.unique(last, return_inverse=True)
    reach = np.array([period.months_after(int(day), memory) for day in days], np.int32)
    sign = np.where(rows["grouping"] == "Event", 0, _SIGNS[rows["stance"]]).astype(np.int8)
    share = np.repeat(1.0, len(last))
    for begin, end in _nodes(rows["node"]):
        share[begin:end] = 1 / max(1, end - begin - 1)
    names = ("node", "actor", "unit", "n", "fade", "contested", "alleged", "uncited")
    return {name: rows[name] for name in names} | {
        "first": rows["s1"],
        "last": last,
        "until": reach[which] if len(reach) else last,
        "sign": sign,
        "p": np.minimum(rows["p"], CUT),
        "share": share,
    }


def _pairs(legs: Arrays, start: Sequence[int], signs: Sequence[int]) -> tuple[Whole, Whole]:
    """The pairs of legs that meet, and make a tie that the lens asks for."""
    spans = list(_nodes(legs["node"]))
    count = sum((end - begin) * (end - begin - 1) // 2 for begin, end in spans)
    if count > MOST:
        raise Misuse(
            f"Contracting {len(spans):,} nodes would make up to {count:,} ties, more than {MOST:,}. "
            "Choose a shorter window, or fewer kinds."
        )
    first, until, unit, sign = legs["first"], legs["until"], legs["unit"], legs["sign"]
    touched = np.isin(legs["actor"], start), np.isin(legs["node"], start)
    found: list[tuple[Whole, Whole]] = []
    for begin, end in spans:
        lower, upper = _triangle(end - begin)
        one, two = lower + begin, upper + begin
        meets = (first[one] <= until[two]) & (first[two] <= until[one]) & (unit[one] != unit[two])
        if len(signs) < 3:
            meets &= np.isin(sign[one] * sign[two], signs)
        if start:
            meets &= touched[0][one] | touched[0][two] | touched[1][one]
        found.append((one, two) if meets.all() else (one[meets], two[meets]))
    if not found:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    return np.concatenate([one for one, _ in found]), np.concatenate([two for _, two in found])


@cache
def _triangle(size: int) -> tuple[Whole, Whole]:
    one, two = np.triu_indices(size, 1)
    return one.astype(np.int32), two.astype(np.int32)


def _nodes(node: Any) -> Iterator[tuple[int, int]]:
    """From where to where the legs of each node lie."""
    if len(node):
        begins = np.flatnonzero(np.concatenate([[True], node[1:] != node[:-1]]))
        yield from zip(begins.tolist(), [*begins[1:].tolist(), len(node)], strict=True)
