"""Which names of a plain picture are written, and where: the most important first, each where it meets nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 30
LETTER = 0.6  # of its size that a letter of common type is wide, on average
GAP = 3.0
IMPORTANT = 10


class Name(NamedTuple):
    """A text with its place."""

    text: str
    x: float
    y: float
    anchor: str
    size: float
    bold: bool
    group: str


def names(
    nodes: Sequence[Mapping[str, Any]], at: Mapping[str, tuple[float, float]], wide: float, tall: float
) -> Iterator[Name]:
    """The names that find room in a picture of this size."""
    marks = np.array([_mark(*at[node["id"]], node["size"]) for node in nodes]).reshape(-1, 4)
    taken = np.empty((0, 4))
    page = np.array([0, 0, wide, tall])
    for place in sorted(range(len(nodes)), key=lambda n: nodes[n]["rank"]):
        others = np.vstack([np.delete(marks, place, 0), taken])
        for name, box in _choices(nodes[place], *at[nodes[place]["id"]]):
            if (box[:2] >= page[:2]).all() and (box[2:] <= page[2:]).all() and not _meets(box, others):
                taken = np.vstack([taken, box])
                yield name
                break


def _mark(x: float, y: float, size: float) -> tuple[float, float, float, float]:
    return x - size, y - size, x + size, y + size


def _choices(node: Mapping[str, Any], x: float, y: float) -> Iterator[tuple[Name, NDArray[np.float64]]]:
    """Below, above, to the right, to the left: the name, and the box that it fills."""
    label, bold = str(node["label"]), node["rank"] < IMPORTANT
    text = label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
    size = 11.0 if bold else 9.5
    width, away = LETTER * size * len(text), node["size"] + GAP
    places = (
        (x, y + away + size * 0.8, "middle", x - width / 2),
        (x, y - away, "middle", x - width / 2),
        (x + away, y + size * 0.35, "start", x + away),
        (x - away, y + size * 0.35, "end", x - away - width),
    )
    for across, down, anchor, left in places:
        name = Name(text, across, down, anchor, size, bold, str(node["group"]))
        yield name, np.array([left, down - size * 0.85, left + width, down + size * 0.25])


def _meets(box: NDArray[np.float64], others: NDArray[np.float64]) -> bool:
    apart = (others[:, :2] >= box[2:]).any(1) | (others[:, 2:] <= box[:2]).any(1)
    return bool((~apart).any())
