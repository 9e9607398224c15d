"""Ranks in two networks, draw by draw: what holds in both is drawn alike, so a move can be told from noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lkg.analysis.ranks.draws import SEED, Draws, draw, rated
from lkg.analysis.ranks.ego import Others, others
from lkg.analysis.ranks.intervals import midranks_of_draws, quantiles
from lkg.analysis.ranks.ranks import measure_of
from lkg.analysis.ranks.versions import Versions
from lkg.networks import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 400


@dataclass(frozen=True, slots=True)
class Move:
    """An actor's median rank before and after, among those ranked in both, and how sure the direction is."""

    actor: str
    before: float
    after: float
    share: float
    """of the draws in which it moves in that direction"""


def moves(before: Network, after: Network, by: str, *, draws: int = DRAWS, seed: int = SEED) -> list[Move]:
    """The moves of all who are ranked in both networks, the ego and its side taken out of each.

    Ranks are counted among those in both: who only loses rivals has not moved. Without ratings there is one draw, in
    which everything holds.
    """
    measure = measure_of(by, before)
    rest = others(before), others(after)
    both = sorted(set(rest[0].actors) & set(rest[1].actors))
    if not both:
        return []
    was, now = (_ranks(part, both, by, draws, seed, ascending=measure.ascending) for part in rest)
    columns = ((actor, was[:, i], now[:, i]) for i, actor in enumerate(both))
    return [_move(*column) for column in columns if not np.isnan(column[1]).all() and not np.isnan(column[2]).all()]


def _move(actor: str, was: NDArray[np.float64], now: NDArray[np.float64]) -> Move:
    before, after = (float(quantiles(ranks[:, None], 50)[0, 0]) for ranks in (was, now))
    alike = np.sign(now - was) == np.sign(after - before)
    return Move(actor, before, after, float(alike.mean()))


def _ranks(part: Others, actors: list[str], by: str, draws: int, seed: int, *, ascending: bool) -> NDArray[np.float64]:
    drawn = draw(part.net, draws, seed=seed) if draws and rated(part.net) else Draws.everything(part.net)
    directed = measure_of(by, part.net).directed and part.net.lens.direction == "as-claimed"
    values = Versions(drawn, part.actors).values(by, directed=directed)
    return midranks_of_draws(values[:, [part.actors.index(actor) for actor in actors]], ascending=ascending)
