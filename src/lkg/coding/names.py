"""By which names an actor may be called in a text: labels, aliases, demonyms, and the last names of people."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lkg.claims import Actor
from lkg.coding.words import low, plain, words
from lkg.store import read_text

_PARTICLES = {"von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "al", "bin", "ter", "zu"}
_FAMILY_NAME_FIRST = {"CN", "TW", "KR", "KP", "HK", "VN"}
_TAIL = re.compile(r"\s*\((?:[^()]*)\)$")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call an actor."""

    key: Key
    actor: str
    rank: int
    """labels go before aliases, the graph's names before those of the list of states"""
    demonym: bool = False
    exact: str = ""
    """the name as it must be written, where small letters would make a common word of it"""


def family_name(person: Actor) -> str:
    """The name by which a text goes on to speak of a person, without accents.

    >>> family_name(Actor("u", "Ursula von der Leyen", "Person"))
    'von der Leyen'
    >>> family_name(Actor("x", "Xi Jinping", "Person", country="CN"))
    'Xi'
    """
    parts = plain(person.label).split()
    if len(parts) > 1 and person.country in _FAMILY_NAME_FIRST and (person.country != "TW" or "-" in parts[1]):
        return parts[0]
    for place in range(1, len(parts)):
        if parts[place].lower() in _PARTICLES:
            return " ".join(parts[place:])
    return parts[-1]


def names_of(actor: Actor, rank: int) -> Iterable[Name]:
    """All names of an actor; a label goes before an alias."""
    yield from _variants(actor.label, actor.id, rank)
    for alias, _ in actor.aliases:
        yield from _variants(alias, actor.id, rank + 1)


def _variants(name: str, actor: str, rank: int) -> Iterable[Name]:
    """The name, what is left without a remark in brackets at its end, and one of several."""
    without = _TAIL.sub("", name)
    # one of several things goes by the same name: a Rapid Response Team of the Teams
    singular = (
        without.removesuffix("s") if " " in without and not without.endswith(("ss", "us", "is", "ies")) else without
    )
    for text in dict.fromkeys((name, without, singular)):
        tokens = [word.text for word in words(text)]
        single = len(tokens) == 1
        if not tokens or (single and (len(text) < 2 or text[0].islower() or text.isdigit())):
            continue
        yield Name(tuple(map(low, tokens)), actor, rank + (text != name), exact=tokens[0] if single else "")


def declared(actors: Mapping[str, Actor]) -> Iterable[Name]:
    """Demonyms and short names of states and bodies, from the list beside this module."""
    with io.StringIO(read_text(Path(__file__).with_name("names.csv")), newline="") as stream:
        for row in csv.DictReader(stream):
            if row["actor"] not in actors:
                continue
            demonym = row["kind"] == "demonym"
            for text in (row["name"], f"{row['name']}s") if demonym else (row["name"],):
                tokens = [word.text for word in words(text)]
                exact = tokens[0] if len(tokens) == 1 else ""
                yield Name(tuple(map(low, tokens)), row["actor"], 3, demonym, exact)


def family_names(actors: Iterable[Actor]) -> Iterator[tuple[Key, str]]:
    """The last name of each person, with whose it is."""
    for actor in actors:
        if actor.kind == "Person":
            yield tuple(word.text for word in words(family_name(actor))), actor.id
