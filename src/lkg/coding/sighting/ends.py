"""Who stands at the two ends of a relation: each name with those joined to it, as far as the ontology allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lkg.coding.grammar.sentence import Sentence
from lkg.coding.mentions import Mention
from lkg.coding.patterns import Part, Pattern
from lkg.coding.sighting.fitting import filler

End = tuple[int, Mention]
"""a name with its place among the elements"""
Pair = tuple[End, End]
"""subject and object"""


def pairs(sentence: Sentence, pattern: Pattern, slots: Mapping[str, int]) -> list[Pair]:
    """All pairs of different actors that names in these places make."""
    if "&" in slots:
        found = _side_by_side(sentence, pattern, slots["&"])
    else:
        subjects, objects = (list(_ends(sentence, pattern, slot, slots[slot])) for slot in ("S", "O"))
        if _places(subjects) == _places(objects) and "-" not in pattern.text:
            return []
        found = [(one, other) for one in subjects for other in objects]
    return [(one, other) for one, other in found if one[1].actor != other[1].actor]


def _places(ends: Sequence[End]) -> list[int]:
    return [place for place, _ in ends]


def _side_by_side(sentence: Sentence, pattern: Pattern, place: int) -> list[Pair]:
    """Each two of the names that are joined."""
    subjects = list(_ends(sentence, pattern, "S", place))
    objects = {mention.actor for _, mention in _ends(sentence, pattern, "O", place)}
    found = ((one, other) for i, one in enumerate(subjects) for other in subjects[i + 1 :])
    return [(one, other) for one, other in found if other[1].actor in objects]


def _ends(sentence: Sentence, pattern: Pattern, slot: str, place: int) -> Iterator[End]:
    """Whom a name and those joined to it mean, where the ontology allows it."""
    for each in _joined(sentence, pattern, slot, place):
        mention = filler(sentence, pattern, slot, each)
        if mention:
            yield each, mention
            yield from ((each, replace(mention, actor=other)) for other in mention.others)


def _joined(sentence: Sentence, pattern: Pattern, slot: str, place: int) -> tuple[int, ...]:
    """A name with those joined to it by and; a title, which is tight, belongs to one alone."""
    beside = zip(pattern.parts, (*pattern.parts[1:], Part()), strict=True)
    tight = any(part.slot == slot and (part.tight or after.tight) for part, after in beside)
    return (place,) if tight else sentence.groups[place]
