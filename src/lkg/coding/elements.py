"""A sentence as words and names, and what the names are to one another: modifiers, or joined by and."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkg.claims import Actor
from lkg.coding.mentions import Mention
from lkg.coding.patterns import FIGURE
from lkg.coding.words import Word
from lkg.vocab import ontology

_BINDING = frozenset(["and", "or", "&", "-", "–", "well"])
_JOINING = _BINDING | {",", "as", "the", "both", "also"}
_TITLE = re.compile(
    r"president|prime|minister|vice|deputy|foreign|defense|finance|energy|interior|economy|trade|justice|transport|"
    r"chancellor|premier|king|queen|chief|secretary|general|assistant|of|for|state|ambassador|envoy|spokes(wo)?man|"
    r"spokesperson|commissioner|senator|leader|opposition|speaker|chair(wo)?man|former|current|then|late|national|"
    r"security|advis[eo]r|council|affairs|counterpart|his|her|-"
)


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


class Sentence:
    """The elements of a sentence with the kinds of its names, by their places."""

    def __init__(self, parts: Sequence[Element], actors: Mapping[str, Actor]) -> None:
        self.parts = parts
        self.names = {place: part.mention for place, part in enumerate(parts) if part.mention}
        self.kinds = {place: ontology().classes[actors[name.actor].kind] for place, name in self.names.items()}
        self.modifiers = frozenset(self._modifiers())
        self.groups = dict(self._groups())

    def _modifiers(self) -> Iterator[int]:
        """Names that only say whose: Lithuanian in "Lithuanian Foreign Minister X", US in "US State Department"."""
        people = {place for place, kinds in self.kinds.items() if "Person" in kinds}
        for place in self.names.keys() - people:
            after = place + 1
            while after < len(self.parts) and _TITLE.fullmatch(self.parts[after].low):
                after += 1
            if after in people or place + 1 in self.names:
                yield place

    def _groups(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Each name with those that are joined to it by and, or a hyphen; a comma alone joins nothing."""
        run: list[int] = []
        for place in (*(place for place in self.names if place not in self.modifiers), None):
            if place is not None and run and self._joined(run[-1], place):
                run.append(place)
                continue
            between = {part.low for part in self.parts[run[0] : run[-1]]} if run else set()
            for each in run:
                yield each, tuple(run) if between & _BINDING else (each,)
            run = [] if place is None else [place]
        yield from ((place, (place,)) for place in self.modifiers)

    def _joined(self, one: int, other: int) -> bool:
        """Whether nothing but joining words, and titles before the second name, stands between two names."""
        between = [self.parts[place].low for place in range(one + 1, other) if place not in self.modifiers]
        joining = [low for low in between if low in _JOINING]
        return bool(joining) and all(low in _JOINING or _TITLE.fullmatch(low) for low in between)
