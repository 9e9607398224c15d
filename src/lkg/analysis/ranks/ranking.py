"""A ranking as a value: rows with evidence intervals, who is not ranked, and what has to be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lkg.analysis.ranks.measures import Measure
from lkg.analysis.results import SHOWN, Column, html
from lkg.lens import Lens
from lkg.networks import Network
from lkg.receipt import Receipt

BASIS = {
    "cooperation": "ties of cooperation and neutral ties",
    "contact": "contact: every tie counts, whatever its sign",
    "conflict": "conflict alone",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One actor's value and midrank with their evidence intervals.

    None where the measure is not defined for the actor; what an interval needs is None where nothing was drawn.
    """

    actor: str
    label: str
    value: float | None
    """mean over the draws; without draws the same as `value_all`"""
    value_all: float | None
    """with all the evidence"""
    value_low: float | None
    value_high: float | None
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    first: float | None
    """probability of being first"""
    tied_with: tuple[str, ...]
    """those of whom it cannot be said whether they rank above or below"""
    extra: Mapping[str, float]
    """pos, neg and net for degree and strength"""

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape of a row."""
        named = {name: getattr(self, name) for name in self.__slots__ if name != "extra"}
        return named | {"tied_with": list(self.tied_with)} | dict(self.extra)


@dataclass(frozen=True, repr=False)
class Ranking:
    """Rows from the first rank down; `above` holds the pairs of rows of which the first surely ranks above."""

    measure: Measure
    rows: tuple[Row, ...]
    unranked: tuple[str, ...]
    notes: tuple[str, ...]
    receipt: Receipt | None
    net: Network | None
    draws: int = 0
    above: frozenset[tuple[int, int]] = frozenset()
    """(i, j) where row i ranks above row j in at least 95 % of the draws: a partial order"""

    @property
    def title(self) -> str:
        """The measure, what it runs on and over which dates, as a heading must say it."""
        if self.net is None:
            return self.measure.name
        lens = self.net.lens
        when = "over all dates" if lens.window() is None else lens.at or " to ".join(lens.between)
        return f"{self.measure.name} on {basis(lens)}, {when}"

    @property
    def columns(self) -> tuple[Column, ...]:
        """What a table shows; intervals only where something was drawn."""
        extra = [Column(name, form="g") for name in (self.rows[0].extra if self.rows else ())]
        if not self.draws:
            return Column("rank", form="g"), Column("label", "actor"), Column("value", self.measure.name, ".4g"), *extra
        return (
            Column("rank", form="g"),
            Column("ranks", "5–95 %", "s"),
            Column("label", "actor"),
            Column("value", self.measure.name, ".3g"),
            Column("values", "5–95 %", "s"),
            Column("value_all", "all evidence", ".3g"),
            Column("first", "first", ".0%"),
            Column("tied", "not ordered", "s"),
            *extra,
        )

    def shown(self, row: Row) -> dict[str, Any]:
        """A row as a table shows it: intervals in one cell, and with how many others it cannot be ordered."""
        return row.to_dict() | {
            "ranks": _span(row.rank_low, row.rank_high, ".3g"),
            "values": _span(row.value_low, row.value_high, ".3g"),
            "tied": str(len(row.tied_with)) if row.rank is not None else None,
        }

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows, the unranked, notes and the receipt."""
        return {
            "rows": [row.to_dict() for row in self.rows],
            "unranked": list(self.unranked),
            "notes": list(self.notes),
            "receipt": self.receipt.to_dict() if self.receipt else None,
        }

    def df(self) -> Any:
        """The rows as a pandas DataFrame (needs the extra `notebook`)."""
        import pandas as pd

        return pd.DataFrame(self.to_dict()["rows"])

    def __repr__(self) -> str:
        rows = ["  ".join(column.cell(self.shown(row)) for column in self.columns) for row in self.rows[:SHOWN]]
        more = [f"… {len(self.rows) - SHOWN} more"] if len(self.rows) > SHOWN else []
        return "\n".join([self.title, *rows, *more, *self.notes])

    def _repr_html_(self) -> str:
        return html(self.title, self.columns, [self.shown(row) for row in self.rows], self.notes)


def basis(lens: Lens) -> str:
    """What the signs of a lens leave: cooperation, conflict, or contact whatever its sign."""
    return "cooperation" if "-" not in lens.sign else "conflict" if set(lens.sign) == {"-"} else "contact"


def _span(low: float | None, high: float | None, form: str) -> str | None:
    if low is None or high is None:
        return None
    one, two = format(low, form), format(high, form)
    return one if one == two else f"{one}–{two}"
