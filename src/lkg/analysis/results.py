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
        return html(self.title, self.columns, self.rows, self.notes)


def html(title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], notes: Sequence[str] = ()) -> str:
    """The first rows as a table for a notebook; how many are left out, and all notes, stand above it.

    >>> html("Who < whom", [Column("who")], [{"who": "<b>"}] * 21, ["of 30 known"]).split("<tr>")[0]
    '<table><caption>Who &lt; whom<br>of 30 known<br>The first 20 of 21 rows</caption>'
    """
    if len(rows) > SHOWN:
        notes = (*notes, f"The first {SHOWN} of {len(rows):,} rows")
    shown = rows[:SHOWN]
    # notebooks push every cell to the right, which suits numbers alone
    sides = ["" if _is_numeric(column, shown) else ' style="text-align:left"' for column in columns]
    ways = list(zip(columns, sides, strict=True))
    head = "".join(f"<th{side}>{escape(column.heading)}</th>" for column, side in ways)
    body = "".join(
        f"<tr>{''.join(f'<td{side}>{escape(column.cell(row))}</td>' for column, side in ways)}</tr>" for row in shown
    )
    caption = "<br>".join(escape(line) for line in (title, *notes))
    return f"<table><caption>{caption}</caption><tr>{head}</tr>{body}</table>"


def _is_numeric(column: Column, rows: Sequence[Mapping[str, Any]]) -> bool:
    return any(isinstance(row.get(column.key), int | float) for row in rows)


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
