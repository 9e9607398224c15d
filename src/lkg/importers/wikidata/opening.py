"""Entities out of the files that Wikidata gives: one answer of its API, or a dump with an entity a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lkg.errors import InvalidFile, Problem
from lkg.importers.opening import json_in, lines

Entity = dict[str, Any]
_SHORT = 2000
"""a first line of JSON that is broken for reading is shorter"""
_ITEM = re.compile(r"[QPL][1-9]\d{0,8}")


def entities(file: Path, problems: list[Problem]) -> Iterator[tuple[int, Entity]]:
    """Line and entity, one by one; what cannot be read goes to `problems`, and the next line is read.

    Takes `Special:EntityData/Q….json`, the answer of `wbgetentities` and dumps (`[`, an entity a line with a comma,
    `]`), packed (.gz, .bz2, .xz) or not. Of a dump one line is in memory at a time. Raises MissingFile, or
    InvalidFile where a packed file breaks off.
    """
    numbered = lines(file)
    for number, line in numbered:
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        if number == 1 and len(text) < _SHORT and _is_only_the_beginning(text):
            text = "\n".join([line, *(more for _, more in numbered)])
        for entity in _parsed(text.removeprefix("[") if number == 1 else text, file, number, problems):
            fault = _fault(entity)
            if fault:
                problems.append(Problem(str(file), number, fault))
            else:
                yield number, entity


def own_number(entity: Entity) -> int:
    """The number of an item; 0 for what is none, or is not there.

    >>> own_number({"id": "Q37"}), own_number({"id": "P31"}), own_number({"id": "Q999", "missing": ""})
    (37, 0, 0)
    """
    return int(entity["id"][1:]) if entity["id"][0] == "Q" and "missing" not in entity else 0


def _is_only_the_beginning(text: str) -> bool:
    """Whether JSON goes on in the next line, as it does where it was indented for people."""
    try:
        json.loads(text.removeprefix("["))
    except json.JSONDecodeError:
        return text.count("{") > text.count("}")
    return False


def _parsed(text: str, file: Path, number: int, problems: list[Problem]) -> Iterator[Entity]:
    try:
        found = json_in(text, file, number)
    except InvalidFile as fault:
        problems += fault.problems
        return
    if isinstance(found, dict) and isinstance(found.get("entities"), dict):
        yield from found["entities"].values()
    elif isinstance(found, list):
        yield from found
    else:
        yield found


def _fault(entity: Any) -> str:
    if not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
        return 'no entity of Wikidata: it has no "id". Give Special:EntityData/Q….json or a dump, an entity a line.'
    if "schema" in entity:
        return "it is of FollowTheMoney. Use `lkg import ftm`."
    if not _ITEM.fullmatch(entity["id"]):
        return f"the id {entity['id'][:40]!r} is none of Wikidata's. They are written Q37."
    for part in ("labels", "aliases", "claims"):
        # an empty mapping is written [] by PHP
        if part in entity and not isinstance(entity[part], dict) and entity[part] != []:
            return f'{entity["id"]}: its "{part}" are no mapping. Get the entity again.'
    return ""
