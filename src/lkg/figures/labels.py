"""Where labels go: a dozen places around each mark, near and far, none on another label, few on lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lkg.figures.geometry import Box, Indices, Points, common_area
from lkg.figures.lettering import Face, size

# Directions from the mark: straight ones, corners, and half-way ones where a part of the label lies above or below.
STRAIGHT, CORNERS = ((0, -1), (0, 1), (1, 0), (-1, 0)), ((1, -1), (-1, -1), (1, 1), (-1, 1))
SLOTS = (*STRAIGHT, *CORNERS, (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1))
GAPS = (1.2, 4.5, 10.0, 17.0)
LED = 2  # from this gap on a thin line leads from the mark to the label
OVERLAP = 14.0  # cost of a square point shared with another label or a foreign mark
LINE = 7.0  # cost of a point of a line beneath
OUTSIDE = 1e5  # cost of leaving the page
FAR = 22.0  # cost of each wider gap
MISLEADING = 30.0  # cost of each foreign mark that is nearer
CLEAR = 1.6  # points between a label and what is not its own
AIR = 1.0  # points between the words of a label and the edge of its box
SWEEPS = 6
ATTEMPTS = 5
UNEASY = 30.0  # cost from which a label tries to push others away


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of one label and the actor (by place) that they name; `rank` 0 is placed first."""

    actor: int
    lines: tuple[str, ...]
    face: Face
    rank: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, with some air around the words."""
        wide, high = size(self.lines, self.face)
        return wide + 2 * AIR, high + 2 * AIR


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its box; `align` says on which side its lines begin, `led` that a thin line leads to it."""

    label: Label
    box: Box
    align: str
    led: bool = False


@dataclass(frozen=True)
class Ground:
    """What is drawn already: places and radii of the marks, points on all lines, and the frame around it."""

    places: Points
    radii: Points
    lines: Points
    frame: Box


@dataclass(frozen=True)
class Options:
    """Boxes (labels, slots, 4) that labels may take, their cost (labels, slots), and how much of a mark they hide."""

    boxes: Points
    costs: Points
    hidden: Points


def place(labels: Sequence[Label], ground: Ground, *, insist: int = 8) -> tuple[list[Placed], list[Label]]:
    """Labels in free places, and those for which there was none.

    The first `insist` labels may lie on a mark rather than be left out; none ever lies on another label.
    """
    if not labels:
        return [], []
    options = _options(labels, ground)
    order = sorted(range(len(labels)), key=lambda number: labels[number].rank)
    chosen = _settle(options, order)
    slots = _assign(options, chosen, order, frozenset(order[:insist]))
    placed = [_placed(labels[number], options, number, slots[number]) for number in order if number in slots]
    return placed, [labels[number] for number in order if number not in slots]


def _options(labels: Sequence[Label], ground: Ground) -> Options:
    boxes = np.array([_slots(label, ground) for label in labels])
    hidden = np.array([_hidden(label, around, ground) for label, around in zip(labels, boxes, strict=True)])
    nearer = np.array([_nearer(label, around, ground) for label, around in zip(labels, boxes, strict=True)])
    fixed = np.array([_fixed_cost(around, ground) for around in boxes])
    return Options(boxes, fixed + OVERLAP * hidden + MISLEADING * nearer, hidden)


def _slots(label: Label, ground: Ground) -> list[tuple[float, float, float, float]]:
    (x, y), radius = ground.places[label.actor].tolist(), float(ground.radii[label.actor])
    wide, high = label.size
    found = []
    for gap in GAPS:
        for across, up in SLOTS:
            away = (radius + gap) * (0.74 if (across, up) in CORNERS else 1.0)
            left = x + np.sign(across) * (away + wide / 2 if abs(across) == 1 else 0.3 * wide) - wide / 2
            bottom = y + up * (away + high / 2) - high / 2
            found.append((left, bottom, left + wide, bottom + high))
    return found


def _hidden(label: Label, boxes: Points, ground: Ground) -> Points:
    """How much of foreign marks, with some air, each box covers."""
    reach = ground.radii[:, None] + CLEAR
    shared = common_area(boxes[:, None], np.concatenate([ground.places - reach, ground.places + reach], 1)[None])
    shared[:, label.actor] = 0
    return np.asarray(shared.sum(1))


def _nearer(label: Label, boxes: Points, ground: Ground) -> Points:
    """How many foreign marks lie closer to each box than its own: a reader might take it for theirs."""
    across = np.maximum(boxes[:, None, :2] - ground.places[None], ground.places[None] - boxes[:, None, 2:])
    away = np.hypot(*np.maximum(across, 0).transpose(2, 0, 1)) - ground.radii
    return np.asarray((away < away[:, label.actor, None] + CLEAR).sum(1) - 1, float)


def _fixed_cost(boxes: Points, ground: Ground) -> Points:
    """What does not depend on others: lines beneath, the page, and the liking for some slots."""
    outside = (boxes[:, :2] < ground.frame[:2]).any(1) | (boxes[:, 2:] > ground.frame[2:]).any(1)
    number = np.arange(len(boxes))
    liking = 2.0 * (number % len(SLOTS)) + FAR * (number // len(SLOTS))
    return np.asarray(OUTSIDE * outside + LINE * _points_in(boxes, ground.lines) + liking)


def _points_in(boxes: Points, lines: Points) -> Points:
    """How many points of lines lie in each box."""
    low, high = boxes.min(0)[:2] - 1, boxes.max(0)[2:] + 1
    x, y = lines[((lines > low) & (lines < high)).all(1)].T
    left, bottom, right, top = (boxes - [0.8, 0.8, -0.8, -0.8]).T[..., None]
    inside = (x > left) & (x < right) & (y > bottom) & (y < top)
    return np.asarray(inside.sum(1), float)


def _settle(options: Options, order: Sequence[int]) -> Indices:
    """The slot of each label after some sweeps: every label takes its cheapest, then some push others away."""
    chosen = np.asarray(options.costs.argmin(1))
    for _ in range(SWEEPS):
        for number in order:
            chosen[number] = int(_costs(options, chosen, number).argmin())
    for number in order:
        if _costs(options, chosen, number)[chosen[number]] > UNEASY:
            chosen = _push(options, chosen, number)
    return chosen


def _costs(options: Options, chosen: Indices, number: int) -> Points:
    """What each slot of a label costs while the others stay."""
    shared = common_area(options.boxes[number][:, None], _current(options, chosen)[None])
    shared[:, number] = 0
    return np.asarray(options.costs[number] + OVERLAP * shared.sum(1))


def _current(options: Options, chosen: Indices) -> Points:
    return options.boxes[np.arange(len(chosen)), chosen]


def _push(options: Options, chosen: Indices, number: int) -> Indices:
    """A better slot for one label, if those in its way have somewhere else to go at less cost than is gained."""
    best, least = chosen, 0.0
    for slot in np.flatnonzero(options.costs[number] < options.costs[number, chosen[number]]).tolist():
        moved = chosen.copy()
        moved[number] = slot
        touched = np.flatnonzero(common_area(options.boxes[number, slot], _current(options, chosen)) > 0)
        others = [other for other in touched.tolist() if other != number]
        for other in others:
            moved[other] = int(_costs(options, moved, other).argmin())
        gain = _gain(options, chosen, moved, [number, *others])
        if gain > least:
            best, least = moved, gain
    return best


def _gain(options: Options, before: Indices, after: Indices, changed: Sequence[int]) -> float:
    """How much cheaper some labels are after a change than before."""
    return sum(
        float(_costs(options, before, one)[before[one]] - _costs(options, after, one)[after[one]]) for one in changed
    )


def _assign(options: Options, chosen: Indices, order: Sequence[int], insisted: frozenset[int]) -> dict[int, int]:
    """A slot for as many labels as some attempts find room for; each lets those go first that found none before."""
    slots = _accept(options, chosen, order, insisted)
    for _ in range(ATTEMPTS):
        missing = [number for number in order if number not in slots]
        order = missing + [number for number in order if number in slots]
        again = _accept(options, chosen, order, insisted)
        if len(again) > len(slots) and insisted <= again.keys():
            slots = again
    return slots


def _accept(options: Options, chosen: Indices, order: Sequence[int], insisted: frozenset[int]) -> dict[int, int]:
    """The slot of each label that touches no earlier one, in their order; labels without such a slot are missing."""
    taken = np.zeros((0, 4))
    slots: dict[int, int] = {}
    for number in order:
        free = common_area(options.boxes[number][:, None], taken[None]).sum(1) == 0
        free &= (options.costs[number] < OUTSIDE) & ((number in insisted) | (options.hidden[number] == 0))
        if free.any():
            cheapest = int(np.where(free, options.costs[number], np.inf).argmin())
            slots[number] = int(chosen[number]) if free[chosen[number]] else cheapest
            taken = np.vstack([taken, options.boxes[number, slots[number]]])
    return slots


def _placed(label: Label, options: Options, number: int, slot: int) -> Placed:
    across = SLOTS[slot % len(SLOTS)][0]
    align = "left" if across == 1 else "right" if across == -1 else "center"
    return Placed(label, Box(*options.boxes[number, slot].tolist()), align, led=slot >= LED * len(SLOTS))
