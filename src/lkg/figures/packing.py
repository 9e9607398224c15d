"""Room on the page for each connected part: large ones side by side, small ones in rows below."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from lkg.figures.geometry import Box, Points

LARGE = 0.15  # share of the largest part from which a part stands beside it
LOOSE = 2.6  # room of a small part, in areas of its boxes
SPACE = 24.0  # points between small parts in a row, at most
STRIP = 0.4  # most of the height that small parts may take from large ones


def cells(parts: Sequence[Points], frame: Box) -> list[Box]:
    """A cell for each part, given as the sizes of its boxes, largest part first.

    >>> cells([np.full((9, 2), 20.0), np.full((1, 2), 20.0)], Box(0, 0, 400, 200))[1].height < 60
    True
    """
    large = [part for part in parts if len(part) > max(3, LARGE * len(parts[0]))]
    small = [_small_cell(part) for part in parts[len(large) :]]
    rows = _rows(small, frame.width)
    tall = sum(max(height for _, height in row) for row in rows)
    strip = min(tall, STRIP * frame.height) if large else min(frame.height, 1.6 * tall)
    middle = 0.0 if large else (frame.height - strip) / 2
    below = Box(frame.left, frame.bottom + middle, frame.right, frame.bottom + middle + strip)
    return _beside(large, Box(frame.left, frame.bottom + strip, frame.right, frame.top)) + _stacked(rows, below)


def _small_cell(part: Points) -> tuple[float, float]:
    """Low cells, so that a few actors lie beside one another."""
    highest, area = float(part[:, 1].max()), LOOSE * float(part.prod(1).sum())
    if len(part) == 1:
        return float(part[0, 0]) + 6, highest + 6
    height = max(sqrt(area / 1.8), 1.9 * highest) if len(part) > 3 else 1.3 * highest
    return max(area / height, float(part[:, 0].max()) + 6), height


def _rows(small: Sequence[tuple[float, float]], width: float) -> list[list[tuple[float, float]]]:
    """Cells in their order, as many in a row as fit."""
    rows: list[list[tuple[float, float]]] = []
    for cell in small:
        if rows and sum(wide for wide, _ in rows[-1]) + cell[0] <= width:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _stacked(rows: Sequence[Sequence[tuple[float, float]]], frame: Box) -> list[Box]:
    """Rows from the top, each in the middle of the width, all scaled to the height."""
    tall = sum(max(height for _, height in row) for row in rows)
    placed, top = [], frame.top
    for row in rows:
        height = max(high for _, high in row) * frame.height / tall
        free = frame.width - sum(wide for wide, _ in row)
        gap = min(SPACE, max(free, 0) / len(row))
        left = frame.left + (free - gap * (len(row) - 1)) / 2
        for wide, _ in row:
            placed.append(Box(left, top - height, left + wide, top))
            left += wide + gap
        top -= height
    return placed


def _beside(large: Sequence[Points], frame: Box) -> list[Box]:
    """Widths by the number of actors, damped; few actors do not fill the whole frame."""
    shares = np.array([len(part) ** 0.75 for part in large])
    edges = frame.left + frame.width * np.concatenate([[0], np.cumsum(shares) / max(shares.sum(), 1)])
    pairs = zip(large, edges[:-1], edges[1:], strict=True)
    return [_modest(len(part), Box(float(a), frame.bottom, float(b), frame.top)) for part, a, b in pairs]


def _modest(count: int, cell: Box) -> Box:
    wide, high = min(cell.width, 230 * sqrt(count)), min(cell.height, 120 * sqrt(count))
    return cell.inset((cell.width - wide) / 2 + 5, (cell.height - high) / 2)
