"""Where a wording of a relation stands between known actors: which names fill its places, and how far they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkg.coding.elements import Sentence
from lkg.coding.mentions import Mention
from lkg.coding.patterns import Part, Pattern
from lkg.coding.slots import may_be, slot

_WITHIN = 2
"""how many other words may stand between two of a relation's"""
_BETWEEN = 4
"""how many may stand between a name and words that follow it in a pattern"""
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_PARTICIPLES = frozenset(["sent", "given", "built", "sold", "taken", "held", "led", "struck", "brought", "hit", "told"])


@dataclass(frozen=True, slots=True)
class Sighting:
    """One wording found, with the names in its places."""

    pattern: Pattern
    pairs: tuple[tuple[Mention, Mention], ...]
    """(subject, object): several where names are joined by and"""
    words: tuple[int, ...]
    """places of the fixed words among the elements of the sentence"""
    cost: int
    first: int
    last: int
    """places of the outermost elements"""


def sightings(sentence: Sentence, patterns: Mapping[str, Sequence[Pattern]]) -> list[Sighting]:
    """All wordings found; where two share a word, only the one that fixes more words, then the nearer."""
    found = [
        sighting
        for place, part in enumerate(sentence.parts)
        if part.mention is None
        for pattern in patterns.get(part.low, ())
        if (sighting := _sighting(sentence, pattern, place)) is not None
    ]
    found.sort(key=lambda each: (-each.pattern.size, each.cost, each.pattern.relation, each.pattern.text))
    kept: list[Sighting] = []
    for each in found:
        if not any(set(each.words) & set(other.words) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.words)


def _sighting(sentence: Sentence, pattern: Pattern, place: int) -> Sighting | None:
    """A pattern whose first fixed word stands at this place, if the rest is there, too."""
    anchor = next(i for i, part in enumerate(pattern.parts) if part.words)
    chunk = _chunk(sentence, pattern.parts[anchor], place)
    if chunk is None or (anchor and pattern.parts[0].slot == "S" and _suffers(sentence, place)):
        return None
    slots: dict[str, int] = {}
    fixed, cost, origin = list(chunk), 0, chunk[0]
    for i in range(anchor - 1, -1, -1):
        hit = slot(sentence, pattern, pattern.parts[i], origin, -1, tight=pattern.parts[i + 1].tight)
        if hit is None:
            return None
        origin, cost = hit[0], cost + hit[1]
        slots[pattern.parts[i].slot] = origin
    end = chunk[-1]
    for part in pattern.parts[anchor + 1 :]:
        later = _next(sentence, pattern, part, end)
        if later is None:
            return None
        places, far = later
        fixed += places if part.words else []
        slots |= {part.slot: places[0]} if part.slot else {}
        end, cost = max(sentence.groups[places[0]]) if part.slot else places[-1], cost + far
    return _made(sentence, pattern, slots, fixed, cost)


def _made(
    sentence: Sentence, pattern: Pattern, slots: Mapping[str, int], fixed: Sequence[int], cost: int
) -> Sighting | None:
    if "&" in slots:
        group = sentence.groups[slots["&"]]
        chosen = [(one, other) for i, one in enumerate(group) for other in group[i + 1 :]]
    else:
        subjects, objects = (_joined(sentence, pattern, slot, slots[slot]) for slot in ("S", "O"))
        if subjects == objects and "-" not in pattern.text:
            return None
        chosen = [(one, other) for one in subjects for other in objects]
    fitting = [(one, other) for one, other in chosen if _fits(sentence, pattern, one, other)]
    if not fitting:
        return None
    places = [*fixed, *(place for pair in fitting for place in pair)]
    pairs = tuple((sentence.names[one], sentence.names[other]) for one, other in fitting)
    return Sighting(pattern, pairs, tuple(fixed), cost, min(places), max(places))


def _joined(sentence: Sentence, pattern: Pattern, slot: str, place: int) -> tuple[int, ...]:
    """A name with those joined to it by and; a title, which is tight, belongs to one alone."""
    beside = zip(pattern.parts, (*pattern.parts[1:], Part()), strict=True)
    tight = any(part.slot == slot and (part.tight or after.tight) for part, after in beside)
    return (place,) if tight else sentence.groups[place]


def _fits(sentence: Sentence, pattern: Pattern, subject: int, object_: int) -> bool:
    differ = sentence.names[subject].actor != sentence.names[object_].actor
    return differ and may_be(sentence, pattern, "S", subject) and may_be(sentence, pattern, "O", object_)


def _suffers(sentence: Sentence, place: int) -> bool:
    """Whether a verb does not act for what stands before it: passive ("X is accused of"), or bound ("US-backed")."""
    word = sentence.parts[place].low
    before = sentence.parts[place - 1].low if place else ""
    return before == "-" or (before in _BE and (word.endswith("ed") or word in _PARTICIPLES))


def _next(sentence: Sentence, pattern: Pattern, part: Part, end: int) -> tuple[list[int], int] | None:
    """The places of the next piece of a pattern after this place, and how far it is."""
    if part.slot:
        hit = slot(sentence, pattern, part, end, 1, tight=part.tight)
        return ([hit[0]], hit[1]) if hit else None
    for place in _after(sentence, end, 0 if part.tight else _BETWEEN):
        chunk = _chunk(sentence, part, place)
        if chunk:
            return chunk, place - end - 1
    return None


def _chunk(sentence: Sentence, part: Part, place: int) -> list[int] | None:
    """The places of words that follow one another, from this one on."""
    if sentence.parts[place].low not in part.words[0]:
        return None
    found = [place]
    for forms in part.words[1:]:
        hit = next((i for i in _after(sentence, found[-1], _WITHIN) if sentence.parts[i].low in forms), None)
        if hit is None:
            return None
        found.append(hit)
    return found


def _after(sentence: Sentence, place: int, most: int) -> Iterator[int]:
    """The next places, until a name or a break, or after so many other words."""
    for other in range(place + 1, min(place + most + 2, len(sentence.parts))):
        yield other
        if other in sentence.names or sentence.parts[other].low in (",", ";", ":", "(", ")"):
            return
