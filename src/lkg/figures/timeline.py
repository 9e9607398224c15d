"""The axis of times: where they lie, their words, thin windows, and how many claims each rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lkg.errors import EmptyNetwork, Misuse
from lkg.figures.charts import Sheet, number, trim
from lkg.figures.geometry import Box
from lkg.figures.inks import GRID, cell, hatch, straight
from lkg.figures.lettering import Face, width

EDGE = 12.0  # points between the side of the plot and the first time, at most
STRIDES = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240)
BAR = 14.0  # points that the tallest bar beneath takes
COUNTS_ROOM = 34.0  # points that bars and numbers take together
THIN = "Fewer than 30 claims"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Times from left to right; `step` is the distance between neighbours, in points."""

    words: tuple[str, ...]
    places: tuple[float, ...]
    step: float
    plot: Box

    @property
    def crowded(self) -> bool:
        """Whether there is no room for a mark at every time."""
        return self.step < 15

    def column(self, at: int) -> Box:
        """The part of the plot that is nearer to a time than to any other."""
        middle, half = self.places[at], self.step / 2
        return self.plot._replace(left=max(self.plot.left, middle - half), right=min(self.plot.right, middle + half))


def timeline(times: Sequence[object], plot: Box) -> Timeline:
    """Times evenly over the width of the plot; a single one in its middle."""
    count = len(times)
    edge = min(EDGE, plot.width / (2 * count)) if count > 1 else plot.width / 2
    step = (plot.width - 2 * edge) / (count - 1) if count > 1 else min(plot.width, 60.0)
    return Timeline(tuple(map(str, times)), tuple(plot.left + edge + step * at for at in range(count)), step, plot)


def check_lengths(times: Sequence[object], **others: Sequence[object] | None) -> None:
    """EmptyNetwork where there is no time, Misuse where something has not one entry for each."""
    if not times:
        raise EmptyNetwork("There is no time to draw: the sequence of times is empty.")
    for name, values in others.items():
        if values is not None and len(values) != len(times):
            raise Misuse(f"{name} has {len(values)} entries for {len(times)} times. Give one for each time.")


def stride(words: Sequence[str], step: float, face: Face) -> int:
    """Every how many times a word fits.

    >>> stride(["2019", "2020", "2021", "2022"], 12, Face(("DejaVu Sans",), 8))
    3
    """
    wide = max(width(word, face) for word in words) + 7
    return next((every for every in STRIDES if every * step >= wide), max(len(words), 1))


def draw_times(sheet: Sheet, line: Timeline, y: float) -> None:
    """The words of the times with their middle at a height, as many as fit, and a hairline below each."""
    face = sheet.small._replace(size=sheet.style.note_size + 0.6)
    every = stride(line.words, line.step, face)
    for at in range(0, len(line.words), every):
        x = line.places[at]
        word = trim(line.words[at], face, max(line.plot.width, 2 * line.step))
        sheet.say((x, y), [word], face, sheet.style.mute, align="center")
        straight(sheet.page, (x, line.plot.bottom), (x, line.plot.top), GRID, 0.7, layer=0.5)


def draw_thin(sheet: Sheet, line: Timeline, thin: Sequence[bool]) -> None:
    """Hatch the windows that rest on little."""
    for at, is_thin in enumerate(thin):
        if is_thin:
            hatch(sheet.page, line.column(at), CLOUD)


def draw_counts(sheet: Sheet, line: Timeline, counts: Sequence[float], top: float, word: str) -> None:
    """A bar for each time below a height, with its number where all of them fit; else the tallest is said."""
    most, face, style = max(*counts, 1), sheet.small, sheet.style
    base, half = top - BAR, min(0.36 * line.step, 9.0)
    texts = [number(count) for count in counts]
    fit = max(width(text, face) for text in texts) + 4 <= line.step
    for x, count, text in zip(line.places, counts, texts, strict=True):
        cell(sheet.page, Box(x - half, base, x + half, base + BAR * count / most), style.neutral, layer=2)
        if fit:
            sheet.say((x, base - 2 - 0.6 * face.size), [text], face, style.soft, align="center")
    straight(sheet.page, (line.plot.left, base), (line.plot.right, base), style.neutral, 0.5, layer=2)
    said = [word] if fit else [word, f"most: {number(most)}"]
    y = base - 2 - 0.6 * face.size if fit else base + BAR / 2
    sheet.say((line.plot.left - 8, y), said, face, style.soft, align="right")


CLOUD = "#B5C0C6"
