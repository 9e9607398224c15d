"""The claims of one hop side by side: which lane each takes, and how much room its words need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lkg.figures.hops import Claim, Hop
from lkg.figures.lettering import CAP, DESCENT, Face, balance, shorten, width, wrap
from lkg.figures.style import Style

CHARACTERS = 34  # of a line of words
TEXT_LINES = 2
NEAR = 20.0  # points from the middle to the first lane on either side
AIR = 5.0  # points between a lane and words


class Words(NamedTuple):
    """Lines of text, each in its face and colour, from top to bottom."""

    lines: tuple[tuple[str, Face, str], ...]

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        if not self.lines:
            return 0.0
        return sum(face.leading for _, face, _ in self.lines[:-1]) + (CAP + DESCENT) * self.lines[-1][1].size


class Lane(NamedTuple):
    """A claim at a height over the middle line (below zero: beneath), and its words with their top."""

    claim: Claim
    height: float
    words: Words
    top: float


def lanes(hop: Hop, room: tuple[float, float], style: Style) -> list[Lane]:
    """Lanes of a hop from the top; `room` is the width for words above and below the middle.

    One claim runs straight; two part above and below; more rise above one another, since the labels of the
    stations stand below.
    """
    claims = hop.claims
    if len(claims) == 2:
        return [_above(claims[0], NEAR, room[0], style), _below(claims[1], room[1], style)]
    last = [_below(claims[-1], room[1], style)] if len(claims) > 2 else []
    found: list[Lane] = []
    height = 0.0
    for claim in reversed(claims[: len(claims) - len(last)]):
        found.insert(0, _above(claim, height, room[0], style))
        height = found[0].top + AIR + (AIR if height else 0)
    return found + last


def _above(claim: Claim, height: float, room: float, style: Style) -> Lane:
    said = words(claim, room, style)
    return Lane(claim, height, said, height + AIR + said.height)


def _below(claim: Claim, room: float, style: Style) -> Lane:
    return Lane(claim, -NEAR, words(claim, room, style), -NEAR - AIR)


def words(claim: Claim, room: float, style: Style) -> Words:
    """Date in bold, the relation in plain type, the source in small."""
    date = Face(style.fonts, style.text_size, "bold")
    plain = Face(style.fonts, style.text_size - 0.6)
    small = Face(style.fonts, style.note_size - 0.4)
    lines = [(claim.date, date, style.text_colour(claim.polarity))] if claim.date else []
    lines += [(line, plain, style.ink) for line in shorten(broken(claim.text, plain, room), TEXT_LINES)]
    lines += [(line, small, style.mute) for line in shorten(wrap(claim.source, small, room), 1)]
    return Words(tuple(lines))


def broken(text: str, face: Face, room: float) -> list[str]:
    """Lines that keep to the width and to the number of characters, where words allow.

    >>> broken("opens a representative office under a disputed name in", Face(("DejaVu Sans",), 8), 400)
    ['opens a representative office', 'under a disputed name in']
    """
    lines = balance(text, face, room)
    while room > width(max(text.split(), key=len, default=""), face) and any(len(line) > CHARACTERS for line in lines):
        room -= face.size
        lines = balance(text, face, room)
    return lines


def extent(found: Sequence[Lane]) -> tuple[float, float]:
    """How far lanes and words reach above and below the middle line."""
    tops = [max(lane.top, lane.height) for lane in found]
    feet = [min(lane.top - lane.words.height, lane.height) for lane in found]
    return max([0.0, *tops]), -min([0.0, *feet])
