"""Statements of Wikidata as they lie in its JSON, with their parts under our names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lkg.importers.wikidata.opening import Entity
from lkg.importers.wikidata.tables import mapped

Statement = Mapping[str, Any]
OFFICE = "P39"
OFFICE_OF = {name.partition("/")[2]: row for name, row in mapped().items() if "/" in name}
"""the property that names the body of an office → its row of the table"""
_QID = re.compile(r"Q[1-9]\d{0,8}")


def statements(entity: Entity, name: str) -> list[Statement]:
    """The statements of one property, whatever their rank."""
    return list((entity.get("claims") or {}).get(name, ()))


def all_statements(entity: Entity) -> Iterator[tuple[str, Statement]]:
    """Property and statement, all of them."""
    for name, found in (entity.get("claims") or {}).items():
        for statement in found:
            yield name, statement


def standing(entity: Entity, name: str) -> list[Statement]:
    """The statements of one property that are not deprecated.

    >>> ranked = {"claims": {"P35": [{"id": "a", "rank": "normal"}, {"id": "b", "rank": "deprecated"}]}}
    >>> [each["id"] for each in standing(ranked, "P35")]
    ['a']
    """
    return [each for each in statements(entity, name) if each.get("rank") != "deprecated"]


def qualifiers(statement: Statement) -> Mapping[str, Any]:
    """Property → snaks that say when, where, in what role it holds."""
    return statement.get("qualifiers") or {}


def value(snak: Mapping[str, Any]) -> Any:
    """The value of a snak, or None where it is unknown or said to be none.

    >>> value({"snaktype": "value", "datavalue": {"value": "LT"}}), value({"snaktype": "somevalue"})
    ('LT', None)
    """
    return (snak.get("datavalue") or {}).get("value") if snak.get("snaktype") == "value" else None


def main_value(statement: Statement) -> Any:
    """What a statement says of its entity."""
    return value(statement.get("mainsnak") or {})


def number_of(found: Any) -> int:
    """The number of an item that is a value, or 0 where the value is something else.

    >>> number_of({"entity-type": "item", "id": "Q37"}), number_of({"numeric-id": 37, "entity-type": "item"})
    (37, 37)
    """
    if not isinstance(found, Mapping):
        return 0
    name = found.get("id") or f"Q{found.get('numeric-id')}" * (found.get("entity-type") == "item")
    return int(name[1:]) if isinstance(name, str) and _QID.fullmatch(name) else 0


def item(statement: Statement) -> int:
    """The number of the item that a statement leads to, or 0."""
    return number_of(main_value(statement))


def items(snaks: Any) -> list[int]:
    """The numbers of the items among some snaks."""
    return [number for number in (number_of(value(snak)) for snak in snaks or ()) if number]


def texts(snaks: Any) -> list[str]:
    """The texts among some snaks: strings, addresses, and texts in a language."""
    found = [value(snak) for snak in snaks or ()]
    plain = [each.get("text") if isinstance(each, Mapping) else each for each in found]
    return [each for each in plain if isinstance(each, str)]


def shown(snak: Mapping[str, Any]) -> str:
    """A value as a note shows it.

    >>> shown({"snaktype": "value", "datavalue": {"value": {"id": "Q37"}}}), shown({"snaktype": "novalue"})
    ('Q37', 'novalue')
    """
    found = value(snak)
    if isinstance(found, Mapping):
        found = found.get("id") or found.get("text") or found.get("time") or found.get("amount")
    return str(found) if found is not None else str(snak.get("snaktype", "no value"))
