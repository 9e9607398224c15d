"""Capitals and seats that stand for a government, as in "Beijing accused", and capitals that are only places.

Which it is shows only in the words beside the name, so the reading is careful: where nothing says that somebody acts
or is acted on, the name is a place or nothing. Brussels, Amsterdam, The Hague and Geneva are never taken for a
government, since it may be another's; Jerusalem is left out, since it is contested.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lkg.claims import Actor
from lkg.coding.mentions import Mention
from lkg.coding.naming.governing import GOVERNMENT, PLACE, Span, reading
from lkg.coding.words import Word, words
from lkg.store import read_text

_BY_KIND = {"capital": "whose capital it is", "seat": "whose seat of government it is"}


@dataclass(frozen=True, slots=True)
class _City:
    key: tuple[str, ...]
    state: str
    kind: str
    """capital or seat, either of which may stand for the government, or only a city"""


def settled(text: str, start: int, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> list[Mention]:
    """The mentions with each capital read as what it is; a mere place keeps its state for relations of place alone.

    A graph's own name for a government, as Minsk, counts only where it can be one; its own place, as Vilnius, becomes
    the state where it acts.

    >>> from lkg.importers import actors as listed
    >>> states = {actor.id: actor for actor in listed.by_name().values()}
    >>> read = settled("Beijing accused Vilnius, and met in Oslo.", 0, [], states)
    >>> [(mention.actor, mention.is_place) for mention in read]
    [('china', False), ('lithuania', False), ('norway', True)]
    """
    tokens = words(text, start)
    first = {word.start: place for place, word in enumerate(tokens)}
    last = {word.end: place for place, word in enumerate(tokens)}
    names = {(first[mention.start], last[mention.end]): mention for mention in mentions}
    cities = dict(_cities(tokens, names))
    spans = names.keys() | cities.keys()
    found = [mention for span, mention in names.items() if span not in cities]
    for span, city in cities.items():
        how = PLACE if city.kind == "city" else reading(tokens, span, spans, is_seat=city.kind == "seat")
        named = Mention(tokens[span[0]].start, tokens[span[1]].end, city.state)
        found += _read(text, names.get(span), named, city, how, actors)
    return sorted(found, key=lambda each: each.start)


def _read(
    text: str, own: Mention | None, named: Mention, city: _City, how: str, actors: Mapping[str, Actor]
) -> Iterator[Mention]:
    """What a capital or a seat means here, which the graph itself may know as a place or as a body."""
    written, state = text[named.start : named.end], actors[city.state].label
    is_own_place = own is not None and actors[own.actor].kind == "Place"
    if own is not None and not is_own_place:
        yield from [own] if how == GOVERNMENT or city.kind == "seat" else []
    elif how == GOVERNMENT:
        yield replace(named, guess=f"{written!r} taken for {state}, {_BY_KIND[city.kind]}")
    elif own is not None or (how == PLACE and city.kind != "seat"):
        yield replace(own or named, guess=f"{written!r} lies in {state}", is_place=True, state=city.state)


def _cities(tokens: Sequence[Word], names: Collection[Span]) -> Iterator[tuple[Span, _City]]:
    """Where a capital's name stands, by its first and last token; one within a longer name says nothing."""
    within = {place for first, last in names if last > first for place in range(first, last + 1)}
    place = 0
    while place < len(tokens):
        city = next((each for each in _by_first().get(tokens[place].text, ()) if _stands(tokens, place, each)), None)
        last = place + len(city.key) - 1 if city else place
        if city and ((place, last) in names or within.isdisjoint(range(place, last + 1))):
            yield (place, last), city
        place = last + 1


def _stands(tokens: Sequence[Word], place: int, city: _City) -> bool:
    return tuple(word.low for word in tokens[place : place + len(city.key)]) == city.key


@cache
def _by_first() -> Mapping[str, tuple[_City, ...]]:
    """Cities by the first word of their name, the longest name first."""
    found: dict[str, list[_City]] = {}
    with io.StringIO(read_text(Path(__file__).with_name("capitals.csv")), newline="") as stream:
        for row in csv.DictReader(stream):
            tokens = words(row["name"])
            city = _City(tuple(word.low for word in tokens), row["actor"], row["kind"])
            found.setdefault(tokens[0].text, []).append(city)
    return {first: tuple(sorted(each, key=lambda city: -len(city.key))) for first, each in found.items()}
