"""Small moves, one actor at a time, that undo crossings and lines running through other actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lkg.figures.geometry import Box, Indices, Points, common_area, cross, distance_to_segments, gaps
from lkg.figures.spacing import clip
from lkg.figures.stress import weights

CROSSING, HIT, OVERLAP, STRAIN, NARROW = 1.0, 4.0, 12.0, 1.5, 1.0  # what each fault costs
CLEARANCE = 14.0  # points that a line should keep from foreign actors
ANGLE = np.deg2rad(9)  # that two lines of one actor should keep, where there are not too many
CANDIDATES = 12
SWEEPS = (3, 14)  # fewest, for dense graphs, and most
WORK = 2_400_000  # pairs of lines that a layout compares, more or less
DECAY = 0.78  # of the reach of moves, from sweep to sweep


@dataclass(frozen=True)
class Plan:
    """What a layout has to satisfy: ties, wanted distances, boxes and radii of the actors, the frame."""

    pairs: Indices
    apart: Points
    sizes: Points
    radii: Points
    frame: Box

    @property
    def heavy(self) -> Points:
        """How much each distance counts."""
        return weights(self.apart)


def faults(plan: Plan, places: Points) -> float:
    """Crossings, hits, overlaps and strain of a whole layout in one number: lower reads better."""
    ends = places[plan.pairs]
    crossings = cross(ends[:, None, 0], ends[:, None, 1], ends[None, :, 0], ends[None, :, 1]).sum() / 2
    return float(
        CROSSING * crossings + HIT * _hits(plan, places).sum() + OVERLAP * _overlap(plan, places) + strain(plan, places)
    )


def _hits(plan: Plan, places: Points) -> Points:
    """How deep each line runs into each actor that is not its own end, from 0 to 1."""
    ends = places[plan.pairs]
    deep = _depth(distance_to_segments(places[None], ends[:, None, 0], ends[:, None, 1]), plan.radii)
    rows = np.arange(len(plan.pairs))
    deep[rows, plan.pairs[:, 0]] = deep[rows, plan.pairs[:, 1]] = 0
    return deep


def _depth(distance: Points, radii: Points) -> Points:
    """One where a line touches the actor, falling to zero where it keeps clear."""
    return np.asarray(np.clip(1 - (distance - radii) / CLEARANCE, 0, 1) ** 2)


def boxes(places: Points, sizes: Points) -> Points:
    """Boxes (…, 4) of the given sizes around places."""
    return np.concatenate([places - sizes / 2, places + sizes / 2], -1)


def _overlap(plan: Plan, places: Points) -> float:
    around = boxes(places, plan.sizes)
    shared = common_area(around[:, None], around[None])
    np.fill_diagonal(shared, 0)
    return float(shared.sum()) / 2 / float(np.prod(plan.sizes.mean(0)))


def strain(plan: Plan, places: Points) -> float:
    """How far the distances on the page are from those wanted, at the scale that suits best."""
    apart = gaps(places, places)
    wanted = plan.apart * _scale(plan, apart)
    total = max(float((plan.heavy * wanted**2).sum()), 1e-12)
    return STRAIN * len(places) * float((plan.heavy * (apart - wanted) ** 2).sum()) / total


def _scale(plan: Plan, apart: Points) -> float:
    heavy = plan.heavy
    return float((heavy * plan.apart * apart).sum() / max(float((heavy * plan.apart**2).sum()), 1e-12))


def untangle(plan: Plan, places: Points, seed: int) -> Points:
    """Every actor in turn moves to the best of some spots around it, in ever smaller steps.

    The scale of the wanted distances is kept: taken anew after each sweep it would shrink with the drawing.
    """
    random, places = np.random.default_rng(seed), places.copy()
    reach = 0.22 * np.array([plan.frame.width, plan.frame.height])
    scale, circles = _scale(plan, gaps(places, places)), friends_of(plan)
    for sweep in range(int(np.clip(WORK / max(len(plan.pairs), 1) ** 2, *SWEEPS))):
        for actor in random.permutation(len(places)):
            spots = places[actor] + random.normal(size=(CANDIDATES, 2)) * reach * DECAY**sweep
            spots[0] = places[actor]
            spots = clip(spots, plan.sizes[actor], plan.frame)
            cost = _cost(plan, places, actor, spots, scale) + NARROW * _narrow(places, actor, circles, spots)
            places[actor] = spots[np.argmin(cost)]
    return places


def friends_of(plan: Plan) -> list[Indices]:
    """The actors that each actor is tied to."""
    friends: list[list[int]] = [[] for _ in plan.radii]
    for one, other in plan.pairs.tolist():
        friends[one].append(other)
        friends[other].append(one)
    return [np.array(some, dtype=np.intp) for some in friends]


def _narrow(places: Points, actor: int, circles: Sequence[Indices], spots: Points) -> Points:
    """How many lines of the actor, and of its friends beside them, leave at almost the same angle."""
    own = _bearing(places[circles[actor]] - spots[:, None])
    total = _closeness(own[:, :, None] - own[:, None], own.shape[1]).sum((1, 2)) / 2 - own.shape[1] / 2
    for friend in circles[actor].tolist():
        others = circles[friend][circles[friend] != actor]
        there = _bearing(places[others] - places[friend])
        total += _closeness(_bearing(spots - places[friend])[:, None] - there, len(others) + 1).sum(1)
    return np.asarray(total)


def _bearing(ahead: Points) -> Points:
    return np.asarray(np.arctan2(ahead[..., 1], ahead[..., 0]))


def _closeness(turn: Points, lines: int) -> Points:
    """One for the same direction, zero from an angle on that shrinks where many lines meet."""
    apart = np.abs((turn + np.pi) % (2 * np.pi) - np.pi)
    return np.asarray(np.clip(1 - apart / min(ANGLE, 4 / max(lines, 1)), 0, None))


def _cost(plan: Plan, places: Points, actor: int, spots: Points, scale: float) -> Points:
    """What is wrong with an actor and its lines at each spot."""
    own = (plan.pairs == actor).any(1)
    friends = plan.pairs[own].sum(1) - actor
    rest = places[plan.pairs[~own]]
    return np.asarray(
        CROSSING * _crossings(spots, places[friends], rest)
        + HIT * (_run_over(plan, places, actor, friends, spots) + _run_through(plan, actor, rest, spots))
        + OVERLAP * _shared(plan, places, actor, spots)
        + _pull(plan.apart[actor] * scale, places, actor, spots)
    )


def _crossings(spots: Points, friends: Points, rest: Points) -> Points:
    """How many other lines the lines from each spot to the friends cross."""
    at, to = spots[:, None, None], friends[None, :, None]
    return np.asarray(cross(at, to, rest[None, None, :, 0], rest[None, None, :, 1]).sum((1, 2)), float)


def _run_over(plan: Plan, places: Points, actor: int, friends: Indices, spots: Points) -> Points:
    """How deep the lines from each spot to the friends run into third actors."""
    at, to = spots[:, None, None], places[friends][None, :, None]
    deep = _depth(distance_to_segments(places[None, None], at, to), plan.radii)
    deep[:, np.arange(len(friends)), friends] = 0
    deep[..., actor] = 0
    return np.asarray(deep.sum((1, 2)))


def _run_through(plan: Plan, actor: int, rest: Points, spots: Points) -> Points:
    """How deep lines of others run into the actor at each spot."""
    away = distance_to_segments(spots[:, None], rest[None, :, 0], rest[None, :, 1])
    return np.asarray(_depth(away, plan.radii[actor]).sum(1))


def _shared(plan: Plan, places: Points, actor: int, spots: Points) -> Points:
    """How much of its box an actor at each spot shares with other boxes."""
    around = boxes(spots, plan.sizes[actor])[:, None]
    shared = common_area(around, boxes(places, plan.sizes)[None])
    shared[:, actor] = 0
    return np.asarray(shared.sum(1) / float(np.prod(plan.sizes.mean(0))))


def _pull(wanted: Points, places: Points, actor: int, spots: Points) -> Points:
    """The share of the strain that hangs on the actor, whose distance to itself does not count."""
    wrong = gaps(spots, places) / np.where(wanted > 0, wanted, np.inf) - 1
    wrong[:, actor] = 0
    return np.asarray(2 * STRAIN / len(places) * (wrong**2).sum(1))
