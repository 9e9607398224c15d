"""Contraction: a policy, agreement, event or dispute replaced by signed ties between those who take part in it.

Policy and dispute: the product of the two stances, 0 if either is 0. Event: 0. Who adopts or proposes a policy
acts, in a directed tie, against whom it targets and for whom it benefits. All other pairs are 0. Two legs pair
if they overlap or lie at most the memory apart, and never inside one unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lkg import period
from lkg.claims import voices


@dataclass(frozen=True, slots=True)
class LegClaim:
    """A claim that binds an actor to a contracted node."""

    node: int
    actor: int
    unit: int
    stance: str
    enacts: bool
    voice: int
    p: float
    first: int
    last: int
    claim: int
    grouping: str
    fade: float = 1.0
    contested: bool = False
    alleged: bool = False
    uncited: bool = False


@dataclass(frozen=True, slots=True)
class Derived:
    """A tie that two legs make: from and to are ordered only where `directed`."""

    a: int
    b: int
    node: int
    sign: int
    directed: bool
    probability: float
    weight: float
    fade: float
    """what is left of its weight: as much as of the leg that has faded more"""
    claims: tuple[int, ...]
    first: int
    last: int
    contested: bool
    alleged: bool
    uncited: bool


@dataclass(frozen=True, slots=True)
class _Leg:
    actor: int
    claims: tuple[LegClaim, ...]

    @property
    def probability(self) -> float:
        return voices.at_least_one((claim.voice, claim.p) for claim in self.claims)

    @property
    def sign(self) -> int:
        """The stance of the whole leg, by the rule for ties: one side must weigh twice the other."""
        pos, neg = self._count("+"), self._count("-")
        if pos == neg == 0:
            return 0
        return 1 if pos >= 2 * neg else -1 if neg >= 2 * pos else 0

    def _count(self, *stances: str) -> int:
        return sum(claim.stance in stances for claim in self.claims)

    @property
    def fade(self) -> float:
        return max(claim.fade for claim in self.claims)

    @property
    def enacts(self) -> bool:
        return any(claim.enacts for claim in self.claims)

    @property
    def aim(self) -> int:
        """Whether the node is aimed at the actor: −1 hit, +1 helped, 0 neither or both."""
        hit, helped = self._count("hit"), self._count("helped")
        return (helped > 0) - (hit > 0)


def contract(claims: Iterable[LegClaim], memory: int) -> Iterator[Derived]:
    """The derived ties of all nodes; `memory` in months.

    >>> stances = {1: "+", 2: "+", 3: "-"}
    >>> legs = [LegClaim(9, n, n, stance, False, n, 0.8, 1, 9, n, "Policy") for n, stance in stances.items()]
    >>> [(tie.a, tie.b, tie.sign, round(tie.probability, 2)) for tie in contract(legs, 24)]
    [(1, 2, 1, 0.64), (1, 3, -1, 0.64), (2, 3, -1, 0.64)]
    """
    by_node: dict[int, list[LegClaim]] = defaultdict(list)
    for claim in claims:
        by_node[claim.node].append(claim)
    for node, members in sorted(by_node.items()):
        yield from _contract_node(node, members, memory)


def _contract_node(node: int, members: Sequence[LegClaim], memory: int) -> Iterator[Derived]:
    by_actor: dict[int, list[LegClaim]] = defaultdict(list)
    for claim in members:
        by_actor[claim.actor].append(claim)
    for (a, ours), (b, theirs) in combinations(sorted(by_actor.items()), 2):
        pairs = [(x, y) for x in ours for y in theirs if _meet(x, y, memory)]
        if pairs:
            yield _derived(node, _leg(a, ours, pairs, 0), _leg(b, theirs, pairs, 1), pairs, 1 / (len(by_actor) - 1))


def _leg(actor: int, claims: Sequence[LegClaim], pairs: Sequence[tuple[LegClaim, LegClaim]], end: int) -> _Leg:
    """The leg as far as it meets the other: a stance of long ago does not colour a tie of today."""
    meeting = {pair[end].claim for pair in pairs}
    return _Leg(actor, tuple(claim for claim in claims if claim.claim in meeting))


def _derived(node: int, one: _Leg, two: _Leg, pairs: Sequence[tuple[LegClaim, LegClaim]], weight: float) -> Derived:
    sign, directed, swap = _sign(one, two, pairs[0][0].grouping)
    a, b = (two, one) if swap else (one, two)
    claims = {claim.claim: claim for claim in (*one.claims, *two.claims)}
    first, last = sorted((min(max(x.first, y.first) for x, y in pairs), max(min(x.last, y.last) for x, y in pairs)))
    return Derived(
        a.actor,
        b.actor,
        node,
        sign,
        directed,
        one.probability * two.probability,
        weight,
        min(one.fade, two.fade),
        tuple(sorted(claims)),
        first,
        last,
        contested=any(claim.contested for claim in claims.values()),
        alleged=all(claim.alleged for claim in claims.values()),
        uncited=all(claim.uncited for claim in claims.values()),
    )


def _meet(x: LegClaim, y: LegClaim, memory: int) -> bool:
    near = x.first <= period.months_after(y.last, memory) and y.first <= period.months_after(x.last, memory)
    return near and x.unit != y.unit


def _sign(one: _Leg, two: _Leg, grouping: str) -> tuple[int, bool, bool]:
    """(sign, directed, whether the second acts on the first)."""
    if grouping == "Event":
        return 0, False, False
    if grouping != "Dispute":
        if one.enacts and two.aim:
            return two.aim, True, False
        if two.enacts and one.aim:
            return one.aim, True, True
    return one.sign * two.sign, False, False
