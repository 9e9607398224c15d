"""Whether a name may fill a place of a pattern, and as whom: the ontology says what may stand there."""

from __future__ import annotations

from dataclasses import replace

from lkg.coding.grammar.sentence import Sentence
from lkg.coding.mentions import Mention
from lkg.coding.patterns import Part, Pattern
from lkg.vocab import ontology

_OF_PLACE = frozenset([("locatedIn", "O"), ("visits", "O"), ("attacks", "O"), ("hostsOfficeOf", "S")])
"""what may be said of a state by naming a place in it"""

_WHOLE = frozenset(["leads", "memberOf", "withdrawsFrom", "founded", "candidateFor"])
"""what is said of a whole body, and not of its exercises or its battlegroup"""


def filler(sentence: Sentence, pattern: Pattern, slot: str, place: int) -> Mention | None:
    """What is named at a place, if the ontology lets a relation start from it, or lead to it; a place by its state."""
    mention, relation = sentence.names[place], ontology().relations[pattern.relation]
    allowed = relation.domain if slot == "S" else relation.range
    fits = bool(sentence.kinds[place] & allowed)
    if not mention.is_place:
        return mention if fits else None
    if fits and not mention.is_mere_place:
        return replace(mention, guess="")
    if (pattern.relation, slot) in _OF_PLACE and allowed & ontology().classes["State"]:
        return replace(mention, actor=mention.state)
    return None


def may_fill(sentence: Sentence, pattern: Pattern, part: Part, place: int, *, tight: bool) -> bool:
    """Whether a name may stand in a part of a pattern; one that only says whose, only where nothing may be between."""
    if (place in sentence.modifiers and not tight) or (part.kind and part.kind not in sentence.kinds[place]):
        return False
    if part.slot == "&":
        return len(sentence.groups[place]) > 1 or bool(sentence.names[place].others)
    if not tight and _means_another(sentence, pattern, part.slot, place):
        return False
    return filler(sentence, pattern, part.slot, place) is not None


def _means_another(sentence: Sentence, pattern: Pattern, slot: str, place: int) -> bool:
    """Whether not the one who is named is meant, but private people, a firm, or a part of a body."""
    if place in sentence.private or (slot == "S" and place in sentence.peoples):
        return True
    if pattern.relation in _WHOLE and slot == "O":
        after = sentence.parts[place + 1].low if place + 1 < len(sentence.parts) else ""
        return (sentence.is_part(place) or after == "to") and not pattern.has_word(after)
    return place in sentence.firms and ontology().relations[pattern.relation].family.startswith("verbal")
