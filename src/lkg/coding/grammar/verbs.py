"""Which words are verbs, as far as that can be told without a dictionary: auxiliaries, the patterns' own, -ed forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from lkg.coding.grammar.english import english
from lkg.coding.patterns import Forms, Pattern, bundled

BE = english("be")
SAYING = english("saying") | english("thinking")
_FINITE = BE | english("auxiliaries") | SAYING | english("finite")
_ADVERBS, _SET_APART = english("adverbs"), english("set_apart")


def is_adverb(word: str) -> bool:
    """Whether a word only says how, so that a verb may stand on either side of it.

    >>> is_adverb("strongly"), is_adverb("sanctions")
    (True, False)
    """
    return word in _ADVERBS or (word.endswith("ly") and len(word) > 4)


def is_finite(word: str) -> bool:
    """Whether a word after a noun goes on with what the noun does, or what is done to it.

    >>> is_finite("angered"), is_finite("sent"), is_finite("government")
    (True, True, False)
    """
    return word in _FINITE or word.endswith("ed")


def is_verb(words: Sequence[str]) -> bool:
    """Whether these words begin with what somebody does; "is" alone only says what it is, as in "Oslo is cold".

    >>> is_verb(["also", "accused"]), is_verb(["is", "cold"]), is_verb(["is", "considering"])
    (True, False, True)
    """
    said = [word for word in words if not is_adverb(word)]
    if not said:
        return False
    if said[0] in BE:
        return len(said) > 1 and said[1].endswith(("ed", "ing")) and said[1] not in _SET_APART
    return is_finite(said[0]) or said[0] in _verbs()


def acts(word: str) -> bool:
    """Whether a word is a verb that may be followed by the name of whoever is acted on.

    >>> acts("accused"), acts("slept")
    (True, False)
    """
    return word in _acting()


@cache
def _verbs() -> Forms:
    """The forms of all verbs with which a wording goes on after its subject."""
    return frozenset().union(*(forms for _, forms in _after_subject()))


@cache
def _acting() -> Forms:
    """The same where the object follows at once."""
    return frozenset().union(*(forms for pattern, forms in _after_subject() if pattern.text.split()[2] == "O"))


def _after_subject() -> Iterator[tuple[Pattern, Forms]]:
    for pattern in {(each.relation, each.text): each for found in bundled().values() for each in found}.values():
        pieces = pattern.text.split()
        if pieces[0].startswith("S") and "~" in pieces[1]:
            yield pattern, next(part.words[0] for part in pattern.parts if part.words)
