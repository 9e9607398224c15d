"""What a query gave, and the forms in which it can be written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pyoxigraph as ox

from lkg.errors import Misuse
from lkg.store.terms import Term, shown, value
from lkg.vocab import PREFIXES

RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}


SHOWN = 200
"""rows that a notebook shows"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows of terms, a truth value, or triples; all in memory.

    >>> found = Answer(("n",), ((ox.Literal(1),), (ox.Literal(2),)))
    >>> found, found.values(), [number.value for (number,) in found]
    (<2 rows: n>, [{'n': 1}, {'n': 2}], ['1', '2'])
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None
    note: str = ""
    """what a reader must know of these rows, such as how complete they are"""
    asked: Mapping[str, str] = field(default_factory=dict)
    """the parameters of a named query, defaults included"""

    def __len__(self) -> int:
        return len(self.triples if self.triples is not None else self.rows)

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def values(self) -> list[dict[str, Any]]:
        """Rows as plain Python values, unbound variables left out."""
        return [
            {name: value(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]

    def df(self) -> Any:
        """The rows as a pandas DataFrame (needs the extra `notebook`)."""
        import pandas as pd

        return pd.DataFrame(self.values(), columns=list(self.columns))

    def serialize(self, form: str) -> str:
        """The answer as CSV, TSV, JSON, XML or, for triples, an RDF syntax.

        Raises Misuse if the form does not suit the answer.

        >>> Answer(("n",), ((ox.Literal(1),),)).serialize("csv").split()
        ['n', '1']
        >>> Answer(("n",), ((ox.Literal(1),),)).serialize("turtle")
        Traceback (most recent call last):
            ...
        lkg.errors.Misuse: Rows can be written as csv, tsv, json, xml, not as turtle.
        """
        if self.triples is not None:
            return _serialize_triples(self.triples, form)
        if form not in RESULT_FORMATS:
            raise Misuse(f"Rows can be written as {', '.join(RESULT_FORMATS)}, not as {form}.")
        data: bytes = self._again().serialize(format=RESULT_FORMATS[form])
        return data.decode()

    def _again(self) -> Any:
        if self.truth is not None:
            return ox.parse_query_results(json.dumps({"head": {}, "boolean": self.truth}), ox.QueryResultsFormat.JSON)
        bindings = [
            {name: _json_term(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        text = json.dumps({"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}})
        return ox.parse_query_results(text, ox.QueryResultsFormat.JSON)

    def _repr_html_(self) -> str:
        rows = self.rows if self.triples is None else tuple((t.subject, t.predicate, t.object) for t in self.triples)
        part = f"; the first {SHOWN}" if len(rows) > SHOWN else ""
        caption = self.caption() + part if self.truth is None else repr(self)
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{escape(shown(term))}</td>' for term in row)}</tr>" for row in rows[:SHOWN])
        return f"<table><caption>{escape(caption)}</caption><tr>{head}</tr>{body}</table>"

    def caption(self) -> str:
        """How many rows, how complete, and what was asked, in one line.

        >>> Answer(("member",), ((ox.Literal("Latvia"),),), note="1 of 27 known", asked={"org": "EU"}).caption()
        '1 row; 1 of 27 known; asked with org = EU'
        """
        asked = ", ".join(f"{name} = {value}" for name, value in self.asked.items())
        parts = [f"{len(self)} row{'' if len(self) == 1 else 's'}", self.note, f"asked with {asked}" if asked else ""]
        return "; ".join(filter(None, parts))

    def __str__(self) -> str:
        if self.truth is not None or self.triples is not None:
            return repr(self)
        lines = [" | ".join(self.columns), *(" | ".join(map(shown, row)) for row in self.rows[:20])]
        more = [f"… {len(self) - 20} more"] if len(self) > 20 else []
        return "\n".join([*lines, *more, self.caption()])

    def __repr__(self) -> str:
        if self.truth is not None:
            return str(self.truth).lower()
        return f"<{len(self)} {'triples' if self.triples is not None else 'rows'}: {', '.join(self.columns)}>"


def collect(found: Any) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found))
    if isinstance(found, ox.QueryTriples):
        return Answer(("subject", "predicate", "object"), triples=tuple(found))
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, tuple(tuple(row[name] for name in columns) for row in found))


def _serialize_triples(triples: Iterable[ox.Triple], form: str) -> str:
    if form not in GRAPH_FORMATS:
        raise Misuse(f"Triples can be written as {', '.join(GRAPH_FORMATS)}, not as {form}.")
    data: bytes = ox.serialize(triples, format=GRAPH_FORMATS[form], prefixes=dict(PREFIXES)) or b""
    return data.decode()


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    literal: dict[str, Any] = {"type": "literal", "value": term.value}
    with suppress(AttributeError):
        if term.language:
            return literal | {"xml:lang": term.language}
    return literal | {"datatype": term.datatype.value}
