"""Who says so, where a text says it of somebody: "Ukraine said that", "according to Ukraine", "accused Russia of"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkg.coding.grammar.english import english
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.mentions import Mention
from lkg.coding.patterns import FIGURE

_SAYS, _ACCUSES = english("saying"), english("accusing")
_ALONE = frozenset(["said", "says"])
"""after which a clause may follow without that"""
_TELLING = frozenset(["told", "tells", "warned", "warns"])
"""after which whoever is told comes first"""
_WHEN = english("said_when") | {FIGURE}
_QUOTES = frozenset('"“”«»')
_OPENS = frozenset(["that", ":", *_QUOTES])
_NEAR = 8
"""how many words from a verb of saying its subject may stand"""
_FREE = 2
"""how far from acting, at most, whoever says something"""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of a sentence, by its first and last element, and whoever says what stands there."""

    first: int
    last: int
    by: Mention
    words: str
    is_accusation: bool = False
    is_quoted: bool = False

    def covers(self, places: Sequence[int]) -> bool:
        """Whether all these elements are said by somebody."""
        return all(self.first <= place <= self.last for place in places)


def attributions(sentence: Sentence) -> Iterator[Attribution]:
    """All that a sentence says of somebody as said, the narrower stretch first."""
    found = [each for place in range(len(sentence.parts)) for each in _at(sentence, place)]
    yield from sorted(found, key=lambda each: each.last - each.first)


def _at(sentence: Sentence, place: int) -> Iterator[Attribution]:
    low = sentence.parts[place].low
    if low in _SAYS:
        yield from _saying(sentence, place)
    elif low in _ACCUSES:
        yield from _accusing(sentence, place)
    elif low == "according" and _low(sentence, place + 1) == "to":
        by = _to_the_right(sentence, place + 2)
        if by is not None:
            yield Attribution(0, len(sentence.parts) - 1, sentence.names[by], "according to")


def _saying(sentence: Sentence, verb: int) -> Iterator[Attribution]:
    """What X says: the clause after the verb, or all that stands before ", X said"."""
    word, last = sentence.parts[verb].low, len(sentence.parts) - 1
    by = _to_the_left(sentence, verb)
    if by is not None and _opens(sentence, verb):
        yield Attribution(verb + 1, last, sentence.names[by], word, is_quoted=_has_quote(sentence, verb, last))
        return
    other = by if by is not None else _to_the_right(sentence, verb + 1)
    start = _start(sentence, verb if by is None else by)
    if other is not None and start > 0 and sentence.parts[start - 1].low in {",", *_QUOTES}:
        yield Attribution(0, start - 1, sentence.names[other], word, is_quoted=_has_quote(sentence, 0, start))


def _accusing(sentence: Sentence, verb: int) -> Iterator[Attribution]:
    """What X accuses Y of."""
    by = _to_the_left(sentence, verb)
    of = next((i for i in range(verb + 1, min(verb + _NEAR, len(sentence.parts))) if _low(sentence, i) == "of"), None)
    if by is not None and of is not None:
        yield Attribution(of + 1, len(sentence.parts) - 1, sentence.names[by], "accused of", is_accusation=True)


def _opens(sentence: Sentence, verb: int) -> bool:
    """Whether what follows a verb of saying is what is said."""
    after = [_low(sentence, place) for place in range(verb + 1, verb + 4)]
    if after[0] in _OPENS or (after[0] == "," and after[1] in _OPENS):
        return True
    if sentence.parts[verb].low in _TELLING:
        return "that" in [_low(sentence, place) for place in range(verb + 1, verb + _NEAR)]
    if after[0] in _WHEN:
        return "that" in {part.low for part in sentence.parts[verb + 1 :]}
    goes_on = verb + 1 in sentence.names or after[0] not in (",", ".", "")
    return sentence.parts[verb].low in _ALONE and goes_on


def _to_the_left(sentence: Sentence, verb: int) -> int | None:
    """Whoever stands before a verb of saying as its subject."""
    seen = [place for place in range(verb) if sentence.sees(verb, place)]
    for place in seen[: -_NEAR - 1 : -1]:
        if sentence.parts[place].low in {";", ":", *_QUOTES, "that"}:
            return None
        if _may_say(sentence, place) and sentence.distances[place] <= _FREE:
            return place
    return None


def _to_the_right(sentence: Sentence, place: int) -> int | None:
    """Whoever is named at once, after a title or an article."""
    for other in range(place, min(place + _NEAR, len(sentence.parts))):
        if other in sentence.names and other not in sentence.modifiers:
            return other if _may_say(sentence, other) else None
        if not (_low(sentence, other) or "'").isalpha() and _low(sentence, other) != "'":
            return None
    return None


def _may_say(sentence: Sentence, place: int) -> bool:
    if place not in sentence.names or place in sentence.modifiers or place in sentence.private:
        return False
    return not sentence.names[place].is_place and "Actor" in sentence.kinds[place]


def _start(sentence: Sentence, place: int) -> int:
    """Where the words begin that belong to whoever says something."""
    while place > 0 and (sentence.parts[place - 1].low.isalpha() or place - 1 in sentence.names):
        place -= 1
    return place


def _has_quote(sentence: Sentence, first: int, last: int) -> bool:
    return any(part.low in _QUOTES for part in sentence.parts[first : last + 1])


def _low(sentence: Sentence, place: int) -> str:
    return sentence.parts[place].low if place < len(sentence.parts) else ""
