"""Entities out of a file of FollowTheMoney: one JSON object a line, `id`, `schema`, `properties`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg.errors import InvalidFile, Problem
from lkg.importers.actors import identifier
from lkg.importers.opening import json_in, lines
from lkg.importers.texts import is_id, tidy


@dataclass(frozen=True, slots=True)
class Entity:
    """One line: an entity with the texts of its properties.

    >>> entity = Entity(Path("x.ftm.jsonl"), 1, "a", "Company", {"name": [" A  Ltd"], "alias": ["A", "A Ltd"]})
    >>> entity.all("name", "alias"), entity.first("country", "alias")
    (['A Ltd', 'A'], 'A')
    """

    file: Path
    line: int
    id: str
    schema: str
    properties: dict[str, list[str]]
    datasets: tuple[str, ...] = ()

    def all(self, *names: str) -> list[str]:
        """The texts of these properties, tidied, each once, in the order of the file."""
        found = (tidy(text) for name in names for text in self.properties.get(name, ()))
        return list(dict.fromkeys(filter(None, found)))

    def first(self, *names: str) -> str:
        """The first text of the first of these properties that has one."""
        return next(iter(self.all(*names)), "")


def entities(file: Path, problems: list[Problem]) -> Iterator[Entity]:
    """Entity after entity; what is none goes to `problems`. One line is in memory at a time."""
    for number, line in lines(file):
        try:
            found = json_in(line, file, number)
        except InvalidFile as invalid:
            problems += invalid.problems
            continue
        fault = _fault(found)
        if fault:
            problems.append(Problem(str(file), number, fault))
        else:
            yield _entity(file, number, found)


def ident(name: str) -> str:
    """The id of an entity, fit to be part of an address: as it is, where that is possible.

    >>> ident("us-ofac-12"), ident("NK-3x.y"), ident("http://x/1")
    ('us-ofac-12', 'NK-3x.y', 'http-x-1')
    """
    return name if is_id(name) else identifier(name)


def _fault(found: Any) -> str:
    if not isinstance(found, dict):
        return 'no entity: a line is an object with "id", "schema" and "properties".'
    if "entities" in found or "claims" in found:
        return "it is of Wikidata. Use `lkg import wikidata`."
    for part in ("id", "schema"):
        if not isinstance(found.get(part), str) or not found[part]:
            return f'the entity has no "{part}". Each line is {{"id": …, "schema": …, "properties": …}}.'
    given = isinstance(found.get("properties", {}), dict)
    return "" if given else f'{found["id"]}: its "properties" are no mapping of names to lists of texts.'


def _entity(file: Path, number: int, found: dict[str, Any]) -> Entity:
    properties = {name: _texts(each) for name, each in found.get("properties", {}).items()}
    datasets = found.get("datasets")
    named = tuple(map(str, datasets)) if isinstance(datasets, list) else ()
    return Entity(file, number, ident(found["id"]), found["schema"], properties, named)


def _texts(found: Any) -> list[str]:
    """A property has a list of texts; one that was written as a text, a number or a nested entity is read, too."""
    listed = found if isinstance(found, list) else [found]
    return [str(each.get("id", "")) if isinstance(each, dict) else str(each) for each in listed if each is not None]
