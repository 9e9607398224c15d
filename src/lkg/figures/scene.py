"""What each actor looks like, before anyone has a place: mark, size, type and words of its label."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any

import numpy as np

from lkg.figures.geometry import Points
from lkg.figures.labels import Label
from lkg.figures.lettering import Face, balance, shorten
from lkg.figures.marks import Ring, ring_width
from lkg.figures.sketch import Sketch
from lkg.figures.style import MARKS, OTHER, Mark, Style

Size = str | Mapping[Any, float] | None
SLANTED = {"Policy", "Dispute", "Event"}
MOST_LINES = 3


@dataclass(frozen=True)
class Scene:
    """A sketch with all that has been decided about its looks."""

    sketch: Sketch
    style: Style
    values: Points
    highlight: frozenset[Hashable]
    unranked: frozenset[Hashable]

    @property
    def count(self) -> int:
        """How many actors there are."""
        return len(self.sketch.actors)

    @cached_property
    def order(self) -> list[int]:
        """Places of actors by importance: the highlighted, then the greatest."""
        degree = partners(self.sketch)
        nodes = [actor.node for actor in self.sketch.actors]
        return sorted(
            range(self.count), key=lambda at: (nodes[at] not in self.highlight, -self.values[at], -degree[at], at)
        )

    @cached_property
    def radii(self) -> Points:
        """Radii of the marks in points: areas grow with the values, and shrink where there are many actors."""
        largest = float(np.clip(12.0 * (44 / self.count) ** 0.25, 8.0, 12.0))
        smallest = float(np.clip(3.4 * (60 / self.count) ** 0.25, 2.5, 3.4))
        share = self.values / max(float(self.values.max()), 1e-12)
        return np.asarray(np.sqrt(smallest**2 + (largest**2 - smallest**2) * share))

    @cached_property
    def outer(self) -> Points:
        """Radii with the rings around some marks."""
        rings = [ring_width(self.mark(at).shape) if self.ring(at) else 0.0 for at in range(self.count)]
        return np.asarray(self.radii + rings)

    def node(self, at: int) -> Hashable:
        """The node of the graph that an actor stands for."""
        return self.sketch.actors[at].node

    def mark(self, at: int) -> Mark:
        """Shape and tone of an actor."""
        return MARKS.get(self.sketch.actors[at].group, OTHER)

    def ring(self, at: int) -> Ring:
        """The ring around a mark: dashed where the status is contested, solid for the highlighted."""
        actor = self.sketch.actors[at]
        return "dashed" if actor.contested else "solid" if actor.node in self.highlight else None

    def fill(self, at: int) -> str | None:
        """A fill that stands for more than the group, if any."""
        node = self.sketch.actors[at].node
        if node in self.highlight:
            return self.style.accent
        return self.style.unranked if node in self.unranked else None

    def labels(self) -> list[Label]:
        """The label of every actor, the most important first; the first few in larger, bold type."""
        base = self.style.label_size * float(np.clip(1.06 - 0.0024 * self.count, 0.76, 1))
        bold = int(np.clip(self.count // 6, 3, 10))
        found = []
        for rank, at in enumerate(self.order):
            actor = self.sketch.actors[at]
            large = rank < bold or actor.node in self.highlight
            face = Face(
                self.style.fonts,
                base + 1.1 if large else base,
                "bold" if large else "normal",
                "italic" if actor.group in SLANTED else "normal",
            )
            lines = shorten(balance(actor.label, face, 12.5 * face.size), MOST_LINES)
            found.append(Label(at, tuple(lines), face, rank))
        return found

    def sizes(self) -> Points:
        """Width and height that each actor takes with its label below."""
        sizes = np.zeros((self.count, 2))
        for label in self.labels():
            across, (wide, high) = 2 * self.outer[label.actor], label.size
            sizes[label.actor] = max(wide, across) + 6, across + high + 8
        return sizes


def partners(sketch: Sketch) -> Points:
    """With how many different others each actor has a line."""
    ends = np.array(sketch.pairs, dtype=np.intp).ravel()
    return np.bincount(ends, minlength=len(sketch.actors)).astype(float)


def compose(
    sketch: Sketch, size: Size, style: Style, highlight: Collection[Hashable] = (), unranked: Collection[Hashable] = ()
) -> Scene:
    """The scene of a sketch; `size` is "degree", a number for each node, or None for equal marks."""
    values = np.zeros(len(sketch.actors)) + 0.12
    if isinstance(size, Mapping):
        values = np.array([_number(size.get(actor.node)) for actor in sketch.actors])
        values = values - min(float(values.min()), 0.0)
    elif size is not None:
        values = partners(sketch)
    return Scene(sketch, style, values, frozenset(highlight), frozenset(unranked))


def _number(value: float | None) -> float:
    """A value that can be drawn: unknown ones count as zero."""
    return float(value) if value is not None and isfinite(value) else 0.0
