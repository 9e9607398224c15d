"""Names that stand together: joined by and, a comma or a hyphen, and so all of them subjects, or objects, at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lkg.coding.grammar.elements import Element
from lkg.coding.grammar.english import english
from lkg.coding.grammar.roles import PREPOSITIONS
from lkg.coding.grammar.titles import is_title
from lkg.coding.grammar.verbs import acts, is_finite, is_verb

_BINDING = frozenset(["and", "or", "&", "-", "–", "well"])
_JOINING = _BINDING | {",", "as", "the", "both", "also"}
_BEGINNINGS = english("beginnings")
_FIRST = 4
"""among how many words one stands that makes a beginning before the subject"""
_THINGS = 4
"""how many words may say what kind of thing a name is, as in "Boxer fighting vehicles and PzH 2000" """


def joined(
    parts: Sequence[Element], names: Sequence[int], people: Collection[int], things: Collection[int]
) -> Iterator[tuple[int, ...]]:
    """Each run of names that are joined, by their places; a comma alone joins nothing."""
    run: list[int] = []
    for place in names:
        if run and not _joins(parts, run[-1], place, people, things):
            yield from _split(parts, run)
            run = []
        run.append(place)
    if run:
        yield from _split(parts, run)


def _joins(parts: Sequence[Element], one: int, other: int, people: Collection[int], things: Collection[int]) -> bool:
    """Whether nothing but joining words, and titles before the second name, stands between two names."""
    between = [parts[place].low for place in range(one + 1, other) if parts[place].mention is None]
    if one in things and other in things:
        between = _without_kind(between)
    titled = other in people or (_before(parts, one) == "of" == _before(parts, other))
    joining = [low for low in between if low in _JOINING]
    return bool(joining) and all(low in _JOINING or (titled and is_title(low)) for low in between)


def _without_kind(between: list[str]) -> list[str]:
    """What is left without the words for the kind of thing that a name is."""
    first = next((place for place, low in enumerate(between) if low in _JOINING), len(between))
    plain = all(low.isalpha() for low in between[:first])
    return between[first:] if plain and first <= _THINGS else between


def _split(parts: Sequence[Element], run: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """A run as one group where a word binds it, and else, or where a new clause begins in it, each name by itself."""
    between = {part.low for part in parts[run[0] : run[-1]]}
    if not between & _BINDING:
        yield from ((place,) for place in run)
    elif _is_fronted(parts, run):
        yield (run[0],)
        yield from _split(parts, run[1:])
    elif _begins_clause(parts, run):
        yield from _split(parts, run[:-1])
        yield (run[-1],)
    else:
        yield tuple(run)


def _is_fronted(parts: Sequence[Element], run: Sequence[int]) -> bool:
    """Whether only the first name belongs to how the sentence begins: "After the war in Iraq, Syria and Iran are"."""
    comma = [part.low for part in parts[run[0] + 1 : run[1]]] == [","]
    begins = not _BEGINNINGS.isdisjoint(part.low for part in parts[: min(run[0], _FIRST)])
    after = parts[run[-1] + 1].low if run[-1] + 1 < len(parts) else ""
    return comma and begins and is_finite(after) and _before(parts, run[0]) in PREPOSITIONS


def _begins_clause(parts: Sequence[Element], run: Sequence[int]) -> bool:
    """Whether the last name begins anew: "condemned Russia and Poland sent", "war against Mali and China's aid"."""
    last, after = run[-1], [part.low for part in parts[run[-1] + 1 : run[-1] + 4]]
    before = parts[run[0] - 1].low if run[0] else ""
    if after[:2] == ["'", "s"]:
        return _before(parts, run[0]) in PREPOSITIONS or acts(before)
    if not is_verb(after):
        return False
    bound = _before(parts, last) in _BINDING
    comma = bound and len(run) == 2 and any(part.low == "," for part in parts[run[0] + 1 : last])
    return comma or acts(before)


def _before(parts: Sequence[Element], place: int) -> str:
    """The word before a name and its article."""
    before = place - 1 - (place > 0 and parts[place - 1].low == "the")
    return parts[before].low if before >= 0 else ""
