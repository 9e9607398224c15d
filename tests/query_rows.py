"""Rows of the named queries as plain values, and how to pick among them."""

from collections.abc import Mapping
from typing import Any

from lkg.graphs import Graph
from lkg.vocab import local

Row = dict[str, Any]


def ask(graph: Graph, name: str, params: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of a named query as plain values."""
    return graph.query(name, params=params).values()


def claims(rows: list[Row]) -> set[str]:
    """The ids of the claims in these rows."""
    return {local(row["claim"]) for row in rows}


def column(rows: list[Row], name: str) -> list[Any]:
    return [row[name] for row in rows]


def only(rows: list[Row], **wanted: Any) -> list[Row]:
    """Those of the rows that have these values."""
    return [row for row in rows if all(row.get(name) == value for name, value in wanted.items())]
