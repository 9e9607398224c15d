"""The tables of this importer and of the writer: schemata as kinds, links as relations, properties that stay out."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lkg.store import read_text

SELF = "@"
"""in place of a property: the entity itself"""
MARK = "lkg:"
"""what begins the name of one of our relations or kinds in a text of FollowTheMoney"""


@dataclass(frozen=True, slots=True)
class Schema:
    """One row of `schemata.csv`: the kind of actor, or the reason why it is none."""

    name: str
    kind: str
    above: frozenset[str]
    """itself and the schemata that it extends"""
    note: str


@dataclass(frozen=True, slots=True)
class Link:
    """One row of `links.csv`: which two properties of a schema a relation joins."""

    schema: str
    source: str
    target: str
    relation: str
    source_range: str
    target_range: str


@cache
def schemata() -> Mapping[str, Schema]:
    """Name of a schema → its row.

    >>> schemata()["Company"].kind, "Asset" in schemata()["Company"].above
    ('Company', True)
    """
    return {
        row["schema"]: Schema(row["schema"], row["kind"], frozenset({row["schema"], *row["is"].split()}), row["note"])
        for row in _rows("schemata.csv")
    }


@cache
def links() -> Mapping[str, tuple[Link, ...]]:
    """Schema → the links that it or its properties are.

    >>> [link.relation for link in links()["Ownership"]]
    ['owns']
    """
    found: dict[str, list[Link]] = defaultdict(list)
    for row in _rows("links.csv"):
        row.pop("note")
        found[row["schema"]].append(Link(**row))
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def left_out() -> Mapping[str, str]:
    """Property → the reason why no claim and no actor bears it."""
    return {row["property"]: row["reason"] for row in _rows("properties.csv")}


def links_of(schema: str) -> tuple[Link, ...]:
    """The links of a schema and of those that it extends.

    >>> [(link.source, link.relation, link.target) for link in links_of("Ownership")]
    [('owner', 'owns', 'asset')]
    """
    above = schemata()[schema].above if schema in schemata() else frozenset({schema})
    return tuple(link for name in sorted(above) for link in links().get(name, ()))


def _rows(name: str) -> list[dict[str, str]]:
    with io.StringIO(read_text(Path(__file__).with_name(name)), newline="") as stream:
        return list(csv.DictReader(stream))
