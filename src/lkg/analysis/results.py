"""What an analysis gives back: rows, facts, what has to be said of them, and the receipt."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple

from lkg.receipt import Receipt

SHOWN = 20


class Column(NamedTuple):
    """A column of a table for people: the key of the row, its heading, and how a number is written."""

    key: str
    head: str = ""
    form: str = ""

    @property
    def heading(self) -> str:
        """The words above the column."""
        return self.head or self.key.replace("_", " ")

    def cell(self, row: Mapping[str, Any]) -> str:
        """A row's value in words: a dash for None, lists joined by commas."""
        return cell(row.get(self.key), self.form)


@dataclass(frozen=True, repr=False)
class Result:
    """Rows of one finding; `facts` are numbers about the whole, `notes` what a reader must know beside them."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    receipt: Receipt | None = None

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows, facts, notes and the receipt; what is not a number is null."""
        return {
            "rows": [plain(row) for row in self.rows],
            "facts": plain(self.facts),
            "notes": list(self.notes),
            "receipt": self.receipt.to_dict() if self.receipt else None,
        }

    def df(self) -> Any:
        """The rows as a pandas DataFrame (needs the extra `notebook`)."""
        import pandas as pd

        return pd.DataFrame(self.to_dict()["rows"])

    def __repr__(self) -> str:
        rows = ["  ".join(column.cell(row) for column in self.columns) for row in self.rows[:SHOWN]]
        more = [f"… {len(self.rows) - SHOWN} more"] if len(self.rows) > SHOWN else []
        return "\n".join([self.title, *rows, *more, *self.notes])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column.heading)}</th>" for column in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(column.cell(row))}</td>' for column in self.columns)}</tr>"
            for row in self.rows[:SHOWN]
        )
        notes = "".join(f"<br>{escape(note)}" for note in self.notes)
        return f"<table><caption>{escape(self.title)}{notes}</caption><tr>{head}</tr>{body}</table>"


def cell(value: Any, form: str = "") -> str:
    """A value as a table shows it.

    >>> cell(None), cell(0.12345, ".2g"), cell(["a", "b"]), cell(True), cell(float("nan"))
    ('–', '0.12', 'a, b', 'yes', '–')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(cell(each, form) for each in value)
    if isinstance(value, int | float) and form:
        return format(value, form)
    return f"{value:g}" if isinstance(value, float) else str(value)


def plain(value: Any) -> Any:
    """The value in types that JSON has: tuples as lists, numbers that are not finite as None.

    >>> plain({"a": (1, float("nan"))})
    {'a': [1, None]}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
