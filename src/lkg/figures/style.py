"""How figures look: one small value, changed with dataclasses.replace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Style:
    """Page, type and colours of a figure; lengths in inches, type in points.

    Cooperation and conflict differ in lightness as well as in hue, so they stay apart in grey print and for
    the colour-blind. Kinds of actors are told by shape and grey tone: hue is free for the sign. The first of
    `fonts` sets the type, the others lend the letters it lacks. The page has the shape of A4 across.

    >>> from dataclasses import replace
    >>> replace(PRINT, height=6.0).height
    6.0
    """

    width: float = 11.0
    height: float = 7.75
    margin: float = 0.22
    dpi: int = 200
    fonts: tuple[str, ...] = ("DejaVu Sans",)
    title_size: float = 14.0
    text_size: float = 8.8
    note_size: float = 7.2
    label_size: float = 8.4
    ink: str = "#1B2A33"
    soft: str = "#44525A"
    mute: str = "#5F6D76"
    paper: str = "#FFFFFF"
    accent: str = "#0B6E6E"
    cooperation: str = "#3A93C8"
    conflict: str = "#B8350F"
    neutral: str = "#8A979E"
    cooperation_text: str = "#1E6E9E"
    unranked: str = "#E6EAEC"

    def colour(self, sign: int) -> str:
        """The colour of a sign: above zero cooperation, below conflict, zero neither."""
        return self.cooperation if sign > 0 else self.conflict if sign < 0 else self.neutral

    def text_colour(self, sign: int) -> str:
        """The same for words, dark enough to be read."""
        return self.cooperation_text if sign > 0 else self.conflict if sign < 0 else self.mute


PRINT = Style()


class Mark(NamedTuple):
    """The shape and tone of one group of actors, and its word in the legend."""

    shape: str
    fill: str
    word: str


MARKS = {
    "State": Mark("circle", "#33424B", "State or territory"),
    "Organization": Mark("square", "#7F8F99", "Organisation"),
    "Person": Mark("triangle", "#B9C3C9", "Person"),
    "Policy": Mark("diamond", "#FFFFFF", "Policy"),
    "Dispute": Mark("diamond", "#7F8F99", "Case"),
    "Event": Mark("hexagon", "#FFFFFF", "Event"),
    "Asset": Mark("pentagon", "#B9C3C9", "Asset"),
    "Place": Mark("wedge", "#FFFFFF", "Place"),
}
OTHER = Mark("circle", "#7F8F99", "Other")
