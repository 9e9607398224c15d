"""Where every actor lies: each connected part laid out by itself, the parts packed onto the page."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import networkx as nx
import numpy as np

from lkg.figures.geometry import Box, Indices, Points
from lkg.figures.packing import cells
from lkg.figures.spacing import fit, level, push_apart
from lkg.figures.stress import distances, majorise, starts
from lkg.figures.untangle import Plan, faults, untangle

FULLEST = 0.5  # share of the frame that boxes of actors and labels may claim
MANY = 300  # actors from which a draft is content with fewer rounds


def layout(
    pairs: Sequence[tuple[int, int]], sizes: Points, radii: Points, frame: Box, *, seed: int = 7, draft: bool = False
) -> Points:
    """Places of all actors in the frame; a draft takes a tenth of the time, and has more crossings.

    `sizes` are the widths and heights of each actor with its label, `radii` those of the marks. Equal input gives
    equal places; the order of the actors matters, as nodes and ties of equal rank are taken in order.

    >>> places = layout([(0, 1), (1, 2)], np.full((3, 2), 20.0), np.full(3, 5.0), Box(0, 0, 400, 200))
    >>> places.shape
    (3, 2)
    """
    sizes, frame = _thinned(sizes, frame), frame.inset(0, 6)
    places = np.zeros((len(sizes), 2))
    members = components(pairs, len(sizes))
    for part, cell in zip(members, cells([sizes[part] for part in members], frame), strict=True):
        inside = set(part.tolist())
        new = {old: place for place, old in enumerate(part.tolist())}
        ties = np.array([(new[a], new[b]) for a, b in pairs if a in inside], dtype=np.intp).reshape(-1, 2)
        places[part] = arrange(ties, sizes[part], radii[part], cell, seed, draft=draft)
    return places


def _thinned(sizes: Points, frame: Box) -> Points:
    """Boxes shrunk where together they would leave no room for lines."""
    fullness = float(sizes.prod(1).sum()) / max(frame.width * frame.height, 1e-9)
    return sizes * min(1.0, sqrt(FULLEST / fullness))


def components(pairs: Sequence[tuple[int, int]], count: int) -> list[Indices]:
    """The connected parts, largest first.

    >>> [part.tolist() for part in components([(3, 1)], 4)]
    [[1, 3], [0], [2]]
    """
    graph = nx.Graph(pairs)
    graph.add_nodes_from(range(count))
    parts = [np.array(sorted(part), dtype=np.intp) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def arrange(pairs: Indices, sizes: Points, radii: Points, frame: Box, seed: int, *, draft: bool = False) -> Points:
    """One connected part: the best of many seeded starts after pushing apart and untangling."""
    count = len(sizes)
    apart = distances(pairs, count)
    plan = Plan(pairs, apart, sizes, radii, frame)
    inner = frame.inset(min(sizes[:, 0].mean() / 2, frame.width / 4), min(sizes[:, 1].mean() / 2, frame.height / 4))
    if draft:
        return _drafted(apart, sizes, frame, inner, seed)
    results, _stress = majorise(apart, starts(apart, _tries(count, len(pairs)), seed))
    drafts = sorted((fit(level(result), inner) for result in results), key=lambda draft: faults(plan, draft))
    finished = [_finish(plan, draft, inner, seed) for draft in drafts[: _finalists(count, len(pairs))]]
    return min(finished, key=lambda places: faults(plan, places))


def _drafted(apart: Points, sizes: Points, frame: Box, inner: Box, seed: int) -> Points:
    few = len(sizes) <= MANY
    results, _stress = majorise(apart, starts(apart, 1, seed), rounds=200 if few else 60)
    return push_apart(fit(level(results[0]), inner), sizes, frame, rounds=300 if few else 60)


def _tries(actors: int, ties: int) -> int:
    """As many starts as a few seconds allow."""
    return int(np.clip(min(150_000 / actors**2, 6_000_000 / max(ties, 1) ** 2), 4, 50))


def _finalists(actors: int, ties: int) -> int:
    """How many layouts are pushed apart and untangled before the best is taken."""
    return int(np.clip(min(220 / actors, 120_000 / max(ties, 1) ** 2), 2, 4))


def _finish(plan: Plan, draft: Points, inner: Box, seed: int) -> Points:
    """Stretching to the frame once more adds no crossing and gives labels room."""
    untangled = untangle(plan, push_apart(draft, plan.sizes, plan.frame), seed)
    return push_apart(fit(untangled, inner, evenness=0), plan.sizes, plan.frame, rounds=60)
