"""Positions fitted to a frame: turned, stretched, evened out, and pushed apart until no two boxes overlap."""

from __future__ import annotations

import numpy as np

from lkg.figures.geometry import Box, Choice, Points

EVENNESS = 0.38  # share of mere order, against distance, in the final place along each side


def level(places: Points) -> Points:
    """Turned about the middle so that the longest side lies flat."""
    centred = places - places.mean(0)
    return np.asarray(centred @ np.linalg.svd(centred, full_matrices=False)[2].T)


def fit(places: Points, frame: Box, evenness: float = EVENNESS) -> Points:
    """Stretched to the frame; blending in the order along each side gives a crowded core more of the page.

    >>> fit(np.array([[0.0, 0], [1, 0], [10, 0]]), Box(0, 0, 100, 20)).round().tolist()
    [[0.0, 10.0], [25.0, 10.0], [100.0, 10.0]]
    """
    low, side = places.min(0), np.ptp(places, axis=0)
    flat = side < 1e-6 * max(float(side.max()), 1e-12)
    share = (places - low) / np.where(flat, 1, side)
    order = places.argsort(0).argsort(0) / max(len(places) - 1, 1)
    blended = np.where(flat, 0.5, (1 - evenness) * share + evenness * order)
    return np.asarray([frame.left, frame.bottom] + blended * [frame.width, frame.height])


def push_apart(places: Points, sizes: Points, frame: Box, rounds: int = 300) -> Points:
    """Moved as little as it takes for boxes of the given sizes not to overlap, within the frame."""
    places = clip(places, sizes, frame)
    reach = (sizes[:, None] + sizes[None]) / 2
    for _ in range(rounds):
        shift = _repulsion(places, reach, sizes.mean(0))
        if not shift.any():
            break
        places = clip(places + 0.5 * shift, sizes, frame)
    return places


def _repulsion(places: Points, reach: Points, mean: Points) -> Points:
    """Half of every overlap, along the side where the boxes overlap least for their size.

    `reach` is how far apart two boxes must lie along each side. Few pairs meet, so only these are looked at closely.
    """
    x, y = places.T
    near: Choice = np.abs(x - x[:, None]) < reach[..., 0]
    near &= np.abs(y - y[:, None]) < reach[..., 1]
    np.fill_diagonal(near, False)
    one, other = near.nonzero()
    gap = places[other] - places[one]
    over = reach[one, other] - np.abs(gap)
    # actors on the very same spot part in the order of the list
    away = np.where(gap == 0, np.sign(other - one)[:, None], np.sign(gap))
    side = np.where(over[:, 0] * mean[1] <= over[:, 1] * mean[0], 0, 1)
    pairs = np.arange(len(one))
    push = away[pairs, side] * over[pairs, side]
    shift = np.bincount(2 * one + side, push, 2 * len(places)).reshape(-1, 2)
    return np.asarray(-shift / 2 * 1.02)


def clip(places: Points, sizes: Points, frame: Box) -> Points:
    """Moved into the frame, boxes and all; a box larger than the frame sits in its middle."""
    low = np.minimum([frame.left, frame.bottom] + sizes / 2, frame.centre)
    high = np.maximum([frame.right, frame.top] - sizes / 2, frame.centre)
    return np.clip(places, low, high)
