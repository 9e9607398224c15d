"""Words such as "the country", "she" or "the two sides" that stand for actors named before: guesses, marked as such."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile, zip_longest

from lkg.claims import Actor
from lkg.coding.mentions import Mention
from lkg.coding.naming.references import Reference, references
from lkg.coding.words import low, plain
from lkg.vocab import ontology

Stretch = tuple[int, int]
_JOINED = re.compile(r",? and (?:the )?|, (?:the )?")
_BACK = 1
"""how many paragraphs back a word may point"""


def stand_ins(
    text: str, stretches: Sequence[Stretch], mentions: Sequence[Mention], actors: Mapping[str, Actor]
) -> list[Mention]:
    """The mentions, and among them each word that stands for one, or for two.

    It stands for the first actor of its kind in the nearest sentence that names one, in its paragraph or, where that
    names none, in the one before.
    """
    known = _Named(text, stretches, [each for each in mentions if not each.is_place], actors)
    found = list(mentions)
    for number, stretch in enumerate(stretches):
        for each in references(text, stretch):
            meant = () if _is_beside(each, mentions) else known.meant(each, number)
            if meant:
                labels = " and ".join(actors[actor].label for actor in meant)
                guess = f"{text[each.start : each.end]!r} taken for {labels}"
                found.append(Mention(each.start, each.end, meant[0], guess=guess, others=meant[1:]))
    return sorted(found, key=lambda mention: mention.start)


def _is_beside(each: Reference, mentions: Sequence[Mention]) -> bool:
    """Whether a name stands in these words, or at once before or after them, as in "the president Xi"."""
    after = bisect_left(mentions, each.end + 2, key=lambda mention: mention.start)
    return after > 0 and mentions[after - 1].end + 1 >= each.start


@dataclass(frozen=True, slots=True)
class _Named:
    """What the sentences of a text name."""

    text: str
    stretches: Sequence[Stretch]
    mentions: Sequence[Mention]
    actors: Mapping[str, Actor]

    def meant(self, each: Reference, number: int) -> tuple[str, ...]:
        """The actors for which a word in this sentence stands; none where it is not clear."""
        if each.head:
            return self._bearing(each)
        for earlier, end in self._sentences(each, number):
            fitting = [mention for mention in self._inside(earlier, end) if self._is_one_of(mention, each.kinds)]
            if each.count == 1 and fitting:
                return (fitting[-1 if each.is_nearest else 0].actor,)
            several = self._together(fitting) if each.count == 0 else tuple(dict.fromkeys(m.actor for m in fitting))
            if each.count != 1 and len(several) > 1:
                return several if each.count in (0, len(several)) else ()
        return ()

    def _bearing(self, each: Reference) -> tuple[str, ...]:
        """The last actor named before whose name has the word in it."""
        last = bisect_left(self.mentions, each.start, key=lambda mention: mention.start)
        for mention in reversed(self.mentions[:last]):
            actor = self.actors[mention.actor]
            if self._is_one_of(mention, each.kinds) and each.head in low(plain(actor.label)).split():
                return (actor.id,)
        return ()

    def _sentences(self, each: Reference, number: int) -> Iterator[tuple[int, int]]:
        """The sentence itself up to the word, if it may look there, and those before it, nearest first."""
        start = self.stretches[number][0]
        if each.looks_within:
            yield start, each.start
        breaks = 0
        for place in range(number - 1, -1, -1):
            first, last = self.stretches[place]
            breaks += "\n" in self.text[last : self.stretches[place + 1][0]]
            if breaks > _BACK:
                return
            yield first, last

    def _inside(self, start: int, end: int) -> list[Mention]:
        """The mentions of a stretch; the US of "US State Department" only says whose, and is left."""
        first = bisect_left(self.mentions, start, key=lambda each: each.start)
        inside = list(takewhile(lambda each: each.end <= end, islice(self.mentions, first, None)))
        return [one for one, other in zip_longest(inside, inside[1:]) if not other or other.start - one.end != 1]

    def _is_one_of(self, mention: Mention, kinds: Sequence[str]) -> bool:
        return not ontology().classes[self.actors[mention.actor].kind].isdisjoint(kinds)

    def _together(self, fitting: Sequence[Mention]) -> tuple[str, ...]:
        """The first names of a sentence, as far as they are joined."""
        found = [fitting[0].actor] if fitting else []
        for one, other in pairwise(fitting):
            if not _JOINED.fullmatch(self.text[one.end : other.start]):
                break
            found.append(other.actor)
        return tuple(dict.fromkeys(found))
