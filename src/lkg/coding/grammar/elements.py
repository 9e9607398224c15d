"""A sentence as its elements: words, and each name, amount or date as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lkg.coding.mentions import Mention
from lkg.coding.patterns import FIGURE
from lkg.coding.words import Word


@dataclass(frozen=True, slots=True)
class Element:
    """A word of a sentence, or a whole name as one."""

    low: str
    start: int
    end: int
    mention: Mention | None = None


def elements(
    tokens: Sequence[Word], mentions: Sequence[Mention], figures: Sequence[tuple[int, int]] = ()
) -> list[Element]:
    """The words of a sentence with each name, and each amount or date, taken as one."""
    spans = {(mention.start, mention.end): mention for mention in mentions}
    waiting = sorted([*spans, *figures])
    found: list[Element] = []
    for word in tokens:
        while waiting and waiting[0][1] <= word.start:
            waiting.pop(0)
        inside = waiting[0] if waiting and waiting[0][0] <= word.start else None
        if inside is None:
            found.append(Element(word.low, word.start, word.end))
        elif not found or found[-1].start != inside[0]:
            mention = spans.get(inside)
            found.append(Element("" if mention else FIGURE, *inside, mention))
    return found
