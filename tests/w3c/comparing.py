"""Answers as values that are equal where the answers are, whatever the names of blank nodes and the order of rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import pyoxigraph as ox

from w3c.manifests import Term, local

SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#ResultSet"
TRIPLES = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML}
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV
}  # fmt: skip
VALUES: Mapping[str, Callable[[str], object]] = {
    "integer": int, "decimal": lambda text: Decimal(text).normalize(), "double": float, "float": float,
    "boolean": lambda text: text in ("true", "1"),
}  # fmt: skip
Row = Mapping[str, Term]
Answer = bool | ox.Dataset | tuple[set[str], ox.Dataset]
"""a truth value, triples, or variables and rows"""


def answer(data: bytes, suffix: str, base: str | None = None) -> Answer:
    """An answer in the form that a suffix names. Rows have no order: no result of the suite says one."""
    if suffix == ".csv":
        return _table(data.decode())
    if suffix in TRIPLES:
        return _triples_or_rows([quad.triple for quad in ox.parse(data, format=TRIPLES[suffix], base_iri=base)])
    results = ox.parse_query_results(data, RESULTS[suffix])
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    return set(names), multiset({name: row[name] for name in names if row[name]} for row in results)


def canonical(triples: Iterable[ox.Triple]) -> ox.Dataset:
    """Triples whose blank nodes have the same names in all isomorphic graphs."""
    found = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


def multiset(rows: Iterable[Row]) -> ox.Dataset:
    """Rows as triples: whatever row there is, is a blank node with its values, and with how often it is there."""
    found = []
    for row, number in Counter(frozenset(row.items()) for row in rows).items():
        node = ox.BlankNode()
        found += [ox.Triple(node, ox.NamedNode(f"urn:variable:{name}"), _by_value(value)) for name, value in row]
        found.append(ox.Triple(node, ox.NamedNode("urn:number"), ox.Literal(number)))
    return canonical(found)


def _by_value(term: Term) -> Term:
    """A number or truth value in one way of writing: SPARQL leaves open which, and Oxigraph keeps no other."""
    if not isinstance(term, ox.Literal) or local(term.datatype) not in VALUES:
        return term
    try:
        return ox.Literal(str(VALUES[local(term.datatype)](term.value)), datatype=term.datatype)
    except (ValueError, ArithmeticError):
        return term


def _table(text: str) -> Answer:
    """Rows of CSV, which tells blank nodes from texts by how they begin, and nothing else."""
    names, *rows = csv.reader(io.StringIO(text, newline=""))
    return set(names), multiset(dict(zip(names, map(_cell, row), strict=True)) for row in rows)


def _cell(text: str) -> Term:
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.Literal(text)


def _triples_or_rows(triples: list[ox.Triple]) -> Answer:
    """Triples; or the rows that they describe, by the vocabulary for results."""
    if not any(isinstance(each.object, ox.NamedNode) and each.object.value == SET for each in triples):
        return canonical(triples)
    objects = {(each.subject, local(each.predicate)): each.object for each in triples}
    rows: dict[Term, dict[str, Term]] = {each.object: {} for each in triples if local(each.predicate) == "solution"}
    for each in triples:
        if local(each.predicate) == "binding":
            rows[each.subject][objects[each.object, "variable"].value] = objects[each.object, "value"]
    names = {each.object.value for each in triples if local(each.predicate) == "resultVariable"}
    return names, multiset(rows.values())
