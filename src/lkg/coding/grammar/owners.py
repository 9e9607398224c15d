"""Of which country private people and things are, which do not act for it: Polish voters, Chinese restaurants."""

from __future__ import annotations

from collections.abc import Sequence

from lkg.coding.grammar.elements import Element
from lkg.coding.grammar.english import english

_PRIVATE, _BUSINESS, _PEOPLE = english("private"), english("business"), english("people")


def is_private(parts: Sequence[Element], place: int) -> bool:
    """Whether a name only says of which country private people or things are: Polish in "Polish voters"."""
    return bool(_PRIVATE.intersection(_owned(parts, place)))


def is_business(parts: Sequence[Element], place: int) -> bool:
    """Whether a name only says of which country a firm is, which trades, but speaks for nobody else."""
    return bool(_BUSINESS.intersection(_owned(parts, place)))


def is_people(parts: Sequence[Element], place: int) -> bool:
    """Whether a name only says which people is meant, that may be helped but does not act for the state."""
    return bool(_PEOPLE.intersection(_owned(parts, place)))


def _owned(parts: Sequence[Element], place: int) -> list[str]:
    """The next two words after an adjective such as Polish, or after the sign of whose it is."""
    after = [part.low for part in parts[place + 1 : place + 5]]
    mention = parts[place].mention
    if after[:2] == ["'", "s"]:
        return after[2:4]
    return after[:2] if mention and mention.demonym and after[:1] and after[0].isalpha() else []
