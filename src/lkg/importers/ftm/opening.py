"""Entities out of a file of FollowTheMoney: one JSON object a line, `id`, `schema`, `properties`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg.errors import Problem
from lkg.importers.actors import identifier
from lkg.importers.entities import is_id, tidy
from lkg.importers.events.opening import lines

_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entity:
    """One line: an entity with the texts of its properties."""

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


class _NoEntity(ValueError):
    """JSON that is no entity; the text says why."""


def entities(file: Path, problems: list[Problem]) -> Iterator[Entity]:
    """Entity after entity; what is none goes to `problems`. One line is in memory at a time."""
    for number, line in lines(file):
        if _LONE.search(line):
            problems.append(Problem(str(file), number, "not UTF-8. Save the file as UTF-8."))
            continue
        try:
            yield _entity(file, number, line)
        except json.JSONDecodeError as error:
            cut = error.pos >= len(line.rstrip()) - 1 or error.msg.startswith("Unterminated")
            message = (
                "the JSON is cut off. Get the file again." if cut else f"no JSON ({error.msg}). One entity a line."
            )
            problems.append(Problem(str(file), number, message))
        except _NoEntity as error:
            problems.append(Problem(str(file), number, str(error)))
        except RecursionError:
            problems.append(Problem(str(file), number, "its brackets nest too deep for an entity. Get the file again."))


def ident(name: str) -> str:
    """The id of an entity, fit to be part of an address: as it is, where that is possible.

    >>> ident("us-ofac-12"), ident("NK-3x.y"), ident("http://x/1")
    ('us-ofac-12', 'NK-3x.y', 'http-x-1')
    """
    return name if is_id(name) else identifier(name)


def _entity(file: Path, number: int, line: str) -> Entity:
    found = json.loads(line)
    if not isinstance(found, dict):
        raise _NoEntity('no entity: a line is an object with "id", "schema" and "properties".')
    if "entities" in found or "claims" in found:
        raise _NoEntity("it is of Wikidata. Use `lkg import wikidata`.")
    for part in ("id", "schema"):
        if not isinstance(found.get(part), str) or not found[part]:
            raise _NoEntity(f'the entity has no "{part}". Each line is {{"id": …, "schema": …, "properties": …}}.')
    given = found.get("properties", {})
    if not isinstance(given, dict):
        raise _NoEntity(f'{found["id"]}: its "properties" are no mapping of names to lists of texts.')
    datasets = found.get("datasets")
    return Entity(
        file,
        number,
        ident(found["id"]),
        found["schema"],
        {name: _texts(each) for name, each in given.items()},
        tuple(str(each) for each in datasets) if isinstance(datasets, list) else (),
    )


def _texts(found: Any) -> list[str]:
    """A property has a list of texts; one that was written as a text, a number or a nested entity is read, too."""
    listed = found if isinstance(found, list) else [found]
    return [str(each.get("id", "")) if isinstance(each, dict) else str(each) for each in listed if each is not None]
