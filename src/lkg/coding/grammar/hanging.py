"""Verbs that hang on a name that is no plain subject: another verb's object, or whose decision it is."""

from __future__ import annotations

from collections.abc import Sequence

from lkg.coding.grammar.english import english, stems
from lkg.coding.grammar.roles import OBJECT, head
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.grammar.verbs import is_adverb
from lkg.coding.grammar.voices import is_ing

DEEDS, PRONOUNS = english("deeds"), english("pronouns")
_HANGING = english("hanging")
_DOING, _HINDERING, _ASKING = stems("blaming", "letting"), stems("hindering"), stems("asking")


def hung_on(sentence: Sentence, verb: int) -> int | None:
    """The name on which a verb hangs: "accused Russia of attacking", "Poland decided to", "a decision by Paris to"."""
    decider = _decider(sentence, verb)
    nearest = nearest_name(sentence, verb)
    if decider is not None or nearest is None:
        return decider
    return nearest if _is_controlled(sentence, nearest, verb) else None


def is_only_asked(sentence: Sentence, verb: int) -> bool:
    """Whether somebody is only asked to do, or kept from, what a verb says: "urged Russia to leave"."""
    nearest, before = nearest_name(sentence, verb), sentence.parts[verb - 1].low if verb else ""
    if nearest is None:
        return False
    if before in ("from", "against"):
        return is_ing(sentence, verb) and _ruler(sentence, nearest).startswith(_HINDERING)
    return before == "to" and _ruler(sentence, nearest).startswith(_ASKING)


def is_unclear(sentence: Sentence, verb: int, places: Sequence[int]) -> bool:
    """Whether a pronoun begins the clause, as in "after it joined", and several names may be meant by it."""
    between = (place for place in range(min(places, default=verb), verb) if sentence.sees(verb, place))
    pronoun = any(_is_left_open(sentence, place) for place in between)
    return pronoun and len({sentence.names[place].actor for place in places}) > 1


def nearest_name(sentence: Sentence, verb: int) -> int | None:
    """The last name before a verb, what is said by the way aside."""
    return max((place for place in sentence.names if place < verb and sentence.sees(verb, place)), default=None)


def _is_controlled(sentence: Sentence, place: int, verb: int) -> bool:
    """Whether a verb hangs on a name that another verb acts on."""
    before = sentence.parts[verb - 1].low if verb else ""
    if before in ("of", "for") and is_ing(sentence, verb):
        return sentence.distances[place] == OBJECT
    return (is_ing(sentence, verb) or before == "to") and _ruler(sentence, place).startswith(_DOING)


def _ruler(sentence: Sentence, place: int) -> str:
    """The verb that acts on a name; of "call on" the first word."""
    before = sentence.governors[place]
    if before > 0 and sentence.parts[before].low in ("on", "upon"):
        before -= 1
    return sentence.parts[before].low if before >= 0 else ""


def _decider(sentence: Sentence, verb: int) -> int | None:
    """Who decides, or is meant, to do what a verb after to says."""
    if verb < 3 or sentence.parts[verb - 1].low != "to":
        return None
    last = verb - 2
    if last in sentence.names:
        return last if _is_deed_of(sentence, sentence.governors[last]) else None
    if sentence.parts[last].low in DEEDS and sentence.parts[last - 1].low == "s":
        return last - 3 if last - 3 in sentence.names else None
    return _before_participle(sentence, last) if sentence.parts[last].low.endswith("ed") else None


def _is_deed_of(sentence: Sentence, of: int) -> bool:
    """Whether a name after this word does a deed: "the decision by Paris", "the decision of the government of Mali"."""
    while of > 0 and sentence.parts[of].low in ("by", "of"):
        if sentence.parts[of - 1].low in DEEDS:
            return True
        of = head(sentence.parts, of)
    return False


def _before_participle(sentence: Sentence, participle: int) -> int | None:
    """The name just before: "the team, recently activated to support", "Poland has decided to"."""
    place = participle - 1
    while place > 0 and (is_adverb(sentence.parts[place].low) or sentence.parts[place].low in (",", "has", "have")):
        place -= 1
    return place if place in sentence.names else None


def _is_left_open(sentence: Sentence, place: int) -> bool:
    return place > 0 and sentence.parts[place].low in PRONOUNS and sentence.parts[place - 1].low in _HANGING
