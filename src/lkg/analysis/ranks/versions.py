"""The simple graph of a network in every draw, as arrays: which edges it has, how heavy, how far, of which sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from lkg.analysis.ranks.draws import Draws
from lkg.claims.voices import CUT
from lkg.kernels import Edges, resample
from lkg.networks import Tie

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Versions:
    """What draws make of the ties between these actors; actors without ties are isolates in every draw."""

    draws: Draws
    actors: tuple[str, ...]

    def values(
        self, by: str, *, directed: bool = False, weighted: bool = False, kept: NDArray[np.bool_] | None = None
    ) -> NDArray[np.float64]:
        """A measure's value of every actor in every draw, (draws, actors); of the edges only those `kept`."""
        edges = Edges(len(self.actors), *self._ends(self.edges(directed=directed)), directed=directed)
        weigh = weighted or by == "strength"
        weights = self.weights(directed=directed) if weigh else self.present(directed=directed)
        if kept is not None:
            weights = weights * kept
        distances = -np.log(np.maximum(weights, 1e-300)) if self._by_probability else None
        signs = self.signs() if by == "pn" else None
        far = distances if weighted else None
        values: NDArray[np.float64] = resample(by, edges, weights, weighted=weigh, distances=far, signs=signs)
        return values

    def present(self, *, directed: bool = False) -> NDArray[np.float64]:
        """1 where an edge is there, (draws, edges)."""
        _, ends = self._pairs(directed)
        found: NDArray[np.float64] = (self._exists @ self._to_edges(directed, ends) > 0).astype(float)
        return found

    def weights(self, *, directed: bool = False) -> NDArray[np.float64]:
        """The weight of every edge in the lens's sense, 0 where it is not there, (draws, edges)."""
        _, ends = self._pairs(directed)
        if self._by_probability:
            return self._at_least_one(ends)
        weights: NDArray[np.float64] = self.tie_weights @ self._to_edges(directed, ends)
        return weights

    def signs(self) -> NDArray[np.int8]:
        """The sign of every undirected edge by the rule for pairs, 0 where neutral, mixed or absent."""
        _, ends = self._pairs(False)
        of_tie = np.array([tie.sign for tie in self._ties])
        into = self._to_edges(False, ends)
        pos = (self.tie_weights * (of_tie > 0)) @ into
        neg = (self.tie_weights * (of_tie < 0)) @ into
        signs: NDArray[np.int8] = ((pos > 0) & (pos >= 2 * neg)).astype(np.int8)
        signs[(neg > 0) & (neg >= 2 * pos)] = -1
        return signs

    def edges(self, *, directed: bool = False) -> list[tuple[str, str]]:
        """The edges that any draw may have, in the order of the columns; an undirected one by the order of its ids."""
        return self._pairs(directed)[0]

    @cached_property
    def tie_weights(self) -> NDArray[np.float64]:
        """The weight of every tie in every draw, (draws, ties)."""
        weight = self.draws.net.lens.weight
        if weight == "count":
            return self._claimed(lambda claim: claim.fade)
        if weight == "intensity":
            return self._claimed(lambda claim: abs(claim.intensity) * claim.fade)
        if weight == "voices":
            return self._sum_of_voices()
        return np.where(self._exists, [tie.weight for tie in self._ties], 0.0)

    @cached_property
    def _ties(self) -> tuple[Tie, ...]:
        known = set(self.actors)
        return tuple(t for t in self.draws.net.ties if t.source != t.target and {t.source, t.target} <= known)

    @property
    def _by_probability(self) -> bool:
        return self.draws.net.lens.weight == "probability"

    @cached_property
    def _number(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.draws.claims)}

    @cached_property
    def _exists(self) -> NDArray[np.float64]:
        """Whether any claim of a tie holds; of a derived one, any of both its legs; (draws, ties)."""
        found = np.empty((len(self.draws), len(self._ties)))
        for i, tie in enumerate(self._ties):
            legs = [[c.id for c in leg] for leg in self.draws.net.legs(tie)] if tie.derived else [tie.claims]
            found[:, i] = np.logical_and.reduce([self._held(leg).any(axis=1) for leg in legs])
        return found

    def _held(self, claims: Sequence[str]) -> NDArray[np.bool_]:
        return self.draws.holds[:, [self._number[name] for name in claims]]

    def _claimed(self, value: Any) -> NDArray[np.float64]:
        """Ties as sums over their claims; derived ones keep the weight that they have, if they are there."""
        facts = self.draws.net.claims
        rows = [
            (self._number[name], i, value(facts[name]))
            for i, tie in enumerate(self._ties)
            if not tie.derived
            for name in tie.claims
        ]
        shape = len(self.draws.claims), len(self._ties)
        into = sparse.csr_array(_triplets(rows), shape=shape) if rows else sparse.csr_array(shape)
        return np.asarray(self.draws.holds.astype(float) @ into) + self._derived()

    def _derived(self) -> NDArray[np.float64]:
        weights: NDArray[np.float64] = self._exists * [tie.weight if tie.derived else 0.0 for tie in self._ties]
        return weights

    def _sum_of_voices(self) -> NDArray[np.float64]:
        found = self._derived()
        for i, tie in enumerate(self._ties):
            for claims in () if tie.derived else self._by_voice(tie.claims):
                fade = [self.draws.net.claims[name].fade for name in claims]
                found[:, i] += (self._held(claims) * fade).max(axis=1)
        return found

    def _by_voice(self, claims: Sequence[str]) -> list[list[str]]:
        voices: dict[str, list[str]] = {}
        for name in claims:
            voices.setdefault(self.draws.net.claims[name].voice, []).append(name)
        return list(voices.values())

    def _at_least_one(self, ends: Sequence[tuple[int, ...]]) -> NDArray[np.float64]:
        """1 − Π over voices (1 − p of the best claim that holds), as ties without draws are weighed."""
        size = 1 + max((edge for own in ends for edge in own), default=-1)
        stated: list[dict[str, None]] = [{} for _ in range(size)]
        doubt = np.ones((len(self.draws), size))
        for i, (tie, own) in enumerate(zip(self._ties, ends, strict=True)):
            for edge in own:
                if tie.derived:
                    doubt[:, edge] *= 1 - self._exists[:, i] * tie.weight
                else:
                    stated[edge] |= dict.fromkeys(tie.claims)
        for edge, claims in enumerate(stated):
            for voiced in self._by_voice(list(claims)):
                facts = [self.draws.net.claims[name] for name in voiced]
                doubt[:, edge] *= 1 - (self._held(voiced) * [c.probability * c.fade for c in facts]).max(axis=1)
        return np.minimum(CUT, 1 - doubt)

    def _pairs(self, directed: bool) -> tuple[list[tuple[str, str]], list[tuple[int, ...]]]:
        """The edges, and for every tie those into which it goes: two where it counts both ways in a digraph."""
        number: dict[tuple[str, str], int] = {}
        ends = [tuple(number.setdefault(pair, len(number)) for pair in _edges(tie, directed)) for tie in self._ties]
        return list(number), ends

    def _ends(self, pairs: Sequence[tuple[str, str]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        number = {actor: i for i, actor in enumerate(self.actors)}
        both = np.array([(number[a], number[b]) for a, b in pairs], dtype=np.int32).reshape(-1, 2)
        return np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])

    def _to_edges(self, directed: bool, ends: Sequence[tuple[int, ...]]) -> Any:
        rows = [(i, edge, 1.0) for i, own in enumerate(ends) for edge in own]
        size = 1 + max((edge for _, edge, _ in rows), default=-1)
        shape = len(self._ties), size
        return sparse.csr_array(_triplets(rows), shape=shape) if rows else sparse.csr_array(shape)


def _edges(tie: Tie, directed: bool) -> Iterator[tuple[str, str]]:
    if not directed:
        yield min(tie.source, tie.target), max(tie.source, tie.target)
        return
    yield tie.source, tie.target
    if tie.symmetric:
        yield tie.target, tie.source


def _triplets(rows: Sequence[tuple[int, int, float]]) -> tuple[list[float], tuple[list[int], list[int]]]:
    return [value for _, _, value in rows], ([i for i, _, _ in rows], [j for _, j, _ in rows])
