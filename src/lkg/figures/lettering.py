"""Words measured, wrapped and set in page points, the same on every machine that has the font."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path

from lkg.figures.letters import legible

LEADING = 1.2  # from line to line, in type sizes
CAP, DESCENT = 0.80, 0.22  # room above and below the baseline, accents on capitals left out


class Face(NamedTuple):
    """A font at a size."""

    fonts: tuple[str, ...]
    size: float
    weight: str = "normal"
    slant: Literal["normal", "italic"] = "normal"

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return LEADING * self.size


@lru_cache(maxsize=256)
def properties(face: Face) -> FontProperties:
    """What matplotlib calls the face."""
    return FontProperties(family=list(face.fonts), size=face.size, weight=face.weight, style=face.slant)


@lru_cache(maxsize=8192)
def width(text: str, face: Face) -> float:
    """How wide the text runs.

    >>> width("Šimonytė", Face(("DejaVu Sans",), 8)) < width("Šimonytė", Face(("DejaVu Sans",), 9))
    True
    """
    if not text:
        return 0.0
    text, fonts = legible(text, face.fonts)
    return float(text_to_path.get_text_width_height_descent(text, properties(face._replace(fonts=fonts)), False)[0])


def size(lines: Sequence[str], face: Face) -> tuple[float, float]:
    """Width and height of a block of lines."""
    tall = (CAP + DESCENT) * face.size + (len(lines) - 1) * face.leading
    return max((width(line, face) for line in lines), default=0.0), tall


def wrap(text: str, face: Face, limit: float) -> list[str]:
    """Lines no wider than the limit, broken between words; a longer word keeps a line of its own.

    >>> wrap("Taiwanese Representative Office", Face(("DejaVu Sans",), 8), 80)
    ['Taiwanese', 'Representative', 'Office']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, face) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balance(text: str, face: Face, limit: float) -> list[str]:
    """As few lines as `wrap` needs, but of nearly equal length.

    >>> balance("Ministry of National Defence", Face(("DejaVu Sans",), 8), 100)
    ['Ministry of', 'National Defence']
    """
    lines = wrap(text, face, limit)
    narrow = width(text, face) / max(len(lines), 1)
    while narrow < limit and len(wrap(text, face, narrow)) > len(lines):
        narrow += face.size / 2
    return wrap(text, face, min(narrow, limit))


def fill(text: str, face: Face, limit: float) -> list[str]:
    """Full lines, or balanced ones where the last would hold but a few words."""
    lines = wrap(text, face, limit)
    return balance(text, face, limit) if lines and width(lines[-1], face) < limit / 4 else lines


def shorten(lines: Sequence[str], most: int) -> list[str]:
    """The first lines, with an ellipsis where some are cut off.

    >>> shorten(["one", "two", "three"], 2)
    ['one', 'two …']
    """
    kept = list(lines[:most])
    return [*kept[:-1], f"{kept[-1]} …"] if len(lines) > most else kept


def write(
    ax: Axes,
    at: tuple[float, float],
    lines: Sequence[str],
    face: Face,
    colour: str,
    *,
    align: str = "left",
    halo: str | None = None,
    layer: float = 6.0,
) -> None:
    """Set lines downwards from the top of the first; `align` says which end of them `at` is."""
    effects = [withStroke(linewidth=2.4, foreground=halo)] if halo else None
    for row, line in enumerate(lines):
        shown, fonts = legible(line, face.fonts)
        ax.text(
            at[0],
            at[1] - CAP * face.size - row * face.leading,
            shown,
            fontproperties=properties(face._replace(fonts=fonts)),
            color=colour,
            ha=align,
            va="baseline",
            zorder=layer,
            path_effects=effects,
            parse_math=False,  # a price in dollars is no formula
            usetex=False,
        )
