"""Wordings that follow from others by grammar alone: the passive of a verb, and a noun that goes before who acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkg.coding.grammar.english import english

PARTICIPLE = "~ed"
"""marks the forms of a verb that make a passive, as ~ marks all of them"""
_PREPOSITIONS = english("prepositions") | {"along", "targeting", "over"}
_NO_NOUNS = (
    english("be")
    | english("auxiliaries")
    | {"who", "told", "founded", "owns", "runs", "works", "worked", "spent", "held"}
)


def derived(text: str) -> Iterator[str]:
    """Further wordings of the same relation; none where grammar gives none.

    >>> list(derived("S sanction~ O")), list(derived("S support for|to O"))
    (['O sanction~ed by S'], ['support for|to O by|from S', 'support by|of|from S for|to O'])
    >>> list(derived("S impos~ sanctions on O"))
    ['sanctions impos~ed on O by S', 'sanctions on O impos~ed by S', 'sanctions impos~ed by S on O']
    >>> list(derived("S urg~ O to")), list(derived("S - backed + O"))
    (['O urg~ed by S to'], [])
    """
    pieces = text.split()
    if pieces[:1] != ["S"] or pieces.count("O") != 1 or "+" in pieces:
        return
    place = pieces.index("O")
    between, behind = pieces[1:place], pieces[place + 1 :]
    if not between:
        return
    if "~" in between[0]:
        yield from _passive(between, behind)
    elif not behind:
        yield from _noun_first(between)


def _passive(between: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    verb = "|".join(each.replace("~", PARTICIPLE) for each in between[0].split("|") if each.endswith("~"))
    rest = between[1:]
    if not rest and (not behind or not _is_preposition(behind[0])):
        yield " ".join(["O", verb, *behind, "by S"])
    elif not rest:
        yield " ".join(["O", verb, "by S", *behind])
    elif len(rest) > 1 and _is_preposition(rest[-1]) and not behind:
        nouns, preposition = rest[:-1], rest[-1]
        yield " ".join([*nouns, verb, preposition, "O by S"])
        yield " ".join([*nouns, preposition, "O", verb, "by S"])
        yield " ".join([*nouns, verb, "by S", preposition, "O"])


def _noun_first(between: Sequence[str]) -> Iterator[str]:
    nouns, preposition = between[:-1], between[-1]
    plain = all(each.isalpha() and each not in _NO_NOUNS for piece in nouns for each in piece.split("|"))
    if not nouns or not plain or not _is_preposition(preposition):
        return
    yield " ".join([*nouns, preposition, "O by|from S"])
    if preposition != "of":
        yield " ".join([*nouns, "by|of|from S", preposition, "O"])


def _is_preposition(piece: str) -> bool:
    return _PREPOSITIONS.issuperset(piece.split("|"))
