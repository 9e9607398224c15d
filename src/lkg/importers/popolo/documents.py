"""The lists of a Popolo file: each item with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lkg.errors import InvalidFile, Problem
from lkg.importers.opening import json_of
from lkg.importers.texts import item, tidy

LISTS = (
    "persons",
    "organizations",
    "memberships",
    "posts",
    "events",
    "areas",
    "motions",
    "vote_events",
    "counts",
    "speeches",
)
_NESTED = {"persons": ("memberships", "person_id"), "organizations": ("memberships", "organization_id")}


@dataclass(frozen=True, slots=True)
class Item:
    """One object of a list.

    >>> item = Item("persons[0]", {"name": " A  Member", "identifiers": [{"scheme": "wikidata", "identifier": "Q37"}]})
    >>> item["name"], item["email"], item.wikidata
    ('A Member', '', 'Q37')
    """

    place: str
    facts: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        """A property as text; empty where it is not there or no text."""
        value = self.facts.get(name)
        return tidy(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""

    def each(self, name: str) -> list[Mapping[str, Any]]:
        """The objects of a property that is a list."""
        value = self.facts.get(name)
        return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []

    @property
    def wikidata(self) -> str:
        """The Wikidata item among the identifiers."""
        given = [each for each in self.each("identifiers") if str(each.get("scheme", "")).lower() == "wikidata"]
        return next((item(str(each.get("identifier", ""))) for each in given), "")

    @property
    def page(self) -> str:
        """The first address among the sources."""
        return next((str(each["url"]) for each in self.each("sources") if each.get("url")), "")


@dataclass(frozen=True)
class Documents:
    """All items of a file by list, and what it says of itself."""

    items: Mapping[str, list[Item]]
    made_from: str

    @cached_property
    def persons(self) -> dict[str, Item]:
        """Persons by id."""
        return self._by_id("persons")

    @cached_property
    def bodies(self) -> dict[str, Item]:
        """Organisations by id."""
        return self._by_id("organizations")

    @cached_property
    def posts(self) -> dict[str, Item]:
        """Posts by id."""
        return self._by_id("posts")

    @cached_property
    def terms(self) -> dict[str, Item]:
        """Events by id: memberships last by those that are terms."""
        return self._by_id("events")

    @cached_property
    def areas(self) -> dict[str, Item]:
        """Areas by id."""
        return self._by_id("areas")

    def _by_id(self, name: str) -> dict[str, Item]:
        called = "label" if name == "posts" else "name"
        return {each["id"]: each for each in self.items[name] if each["id"] and (each[called] or each["role"])}


def read(file: Path) -> Documents:
    """The lists of a file, memberships within persons and organisations included; raises InvalidFile if it has none."""
    data = json_of(file)
    if not isinstance(data, Mapping) or not any(isinstance(data.get(name), list) for name in LISTS[:3]):
        problem = "no Popolo: no list of persons, organizations or memberships. Is it a file of another format?"
        raise InvalidFile([Problem(str(file), None, problem)])
    items = {name: list(_items(data, name)) for name in LISTS}
    for name, (inner, key) in _NESTED.items():
        for each in items[name]:
            items[inner] += _nested(each, inner, key)
    about = data.get("meta")
    sources = about.get("sources", []) if isinstance(about, Mapping) else []
    return Documents(items, tidy(", ".join(map(str, sources))))


def _items(data: Mapping[str, Any], name: str) -> Iterator[Item]:
    for number, each in enumerate(data.get(name) or []):
        yield Item(f"{name}[{number}]", each if isinstance(each, Mapping) else {})


def _nested(outer: Item, inner: str, key: str) -> Iterator[Item]:
    for number, each in enumerate(outer.each(inner)):
        yield Item(f"{outer.place}.{inner}[{number}]", {key: outer["id"], **each})
