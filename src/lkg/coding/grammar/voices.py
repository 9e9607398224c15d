"""Whether a verb acts for what stands before it: the passive, participles, forms on -ing, what only should be done."""

from __future__ import annotations

from collections.abc import Sequence

from lkg.coding.grammar.english import english
from lkg.coding.grammar.roles import ARTICLES
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.grammar.verbs import BE, is_adverb

_PARTICIPLES, _NO_VERBS, _UNREAL = english("participles"), english("no_verbs"), english("unreal")


def suffers(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether a verb does not act for what stands before it: passive ("X is accused of"), or bound ("US-backed")."""
    first, last = words[0], words[-1]
    if _auxiliary(sentence, first) == "-":
        return True
    after = sentence.parts[last + 1].low if last + 1 < len(sentence.parts) else ""
    return first == last and (is_passive(sentence, first) or (is_participle(sentence, first) and after == "by"))


def is_passive(sentence: Sentence, place: int) -> bool:
    """Whether a form of to be, and perhaps an adverb, stands before a participle."""
    return is_participle(sentence, place) and _auxiliary(sentence, place) in BE


def is_no_passive(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether words with a participle and by are no passive: "rejected accusations by"."""
    verb = next((place for place in words if is_participle(sentence, place)), None)
    by = _agent(sentence, words)
    return verb is not None and by is not None and by != verb + 1 and not is_passive(sentence, verb)


def is_bare(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether a participle and by stand without a form of to be, as in "the group led by"."""
    passive = is_participle(sentence, words[0]) and _agent(sentence, words) is not None
    return passive and not is_passive(sentence, words[0])


def is_participle(sentence: Sentence, place: int) -> bool:
    """Whether a form of a verb may make a passive."""
    word = sentence.parts[place].low
    return word.endswith("ed") or word in _PARTICIPLES


def is_ing(sentence: Sentence, place: int) -> bool:
    """Whether a word is a form on -ing, and no noun such as "a meeting"."""
    low = sentence.parts[place].low
    return low.endswith("ing") and low not in _NO_VERBS and not follows_article(sentence, place)


def follows_article(sentence: Sentence, place: int) -> bool:
    """Whether a word is a noun, for all that its form may be a verb's: "a visit", "its help"."""
    return place > 0 and sentence.parts[place - 1].low in ARTICLES


def is_unreal(sentence: Sentence, verb: int) -> bool:
    """Whether a verb says what somebody should do, not what is done."""
    return _auxiliary(sentence, verb) in _UNREAL


def _agent(sentence: Sentence, words: Sequence[int]) -> int | None:
    return next((place for place in words if sentence.parts[place].low == "by"), None)


def _auxiliary(sentence: Sentence, place: int) -> str:
    """The word before a verb, adverbs aside."""
    before = place - 1
    while before >= 0 and is_adverb(sentence.parts[before].low):
        before -= 1
    return sentence.parts[before].low if before >= 0 else ""
