"""The only place that names a database: an Oxigraph store of quads, and how it answers SPARQL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lkg import receipt
from lkg.errors import InvalidFile, InvalidQuery, MissingFile, Misuse, Problem
from lkg.vocab import PREFIXES, nearest, shorten

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.DefaultGraph
NOT_CODE = (
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|'''
    r"""'''(?:[^'\\]|\\.|'(?!''))*'''|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\\."""
)
"""What is no code in SPARQL and Turtle: strings, IRIs, and the escapes of a prefixed name."""
COMMENT = r"#[^\r\n]*"
FORMATS: Mapping[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
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
ASSERTED = ox.DefaultGraph()
ONTOLOGY = ox.NamedNode("https://w3id.org/lkg/ontology")
INFERRED = ox.NamedNode("https://w3id.org/lkg/graph/inferred")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows of terms, a truth value, or triples; all in memory."""

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
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = self.rows if self.triples is None else tuple((t.subject, t.predicate, t.object) for t in self.triples)
        body = "".join(f"<tr>{''.join(f'<td>{escape(shown(term))}</td>' for term in row)}</tr>" for row in rows[:200])
        caption = f"{self!r} {self.note}".strip("<>") if self.truth is None else f"{self!r}"
        return f"<table><caption>{escape(caption)}</caption><tr>{head}</tr>{body}</table>"

    def caption(self) -> str:
        """How many rows, how complete, and what was asked, in one line."""
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


class Store:
    """Quads in memory or on disk; data in the default graph, the rest in named graphs."""

    def __init__(self, path: Path | None = None) -> None:
        try:
            self.inner = ox.Store(None if path is None else str(path))
        except OSError as error:
            raise Misuse(f"The store {path} cannot be opened: {error}. Is another program using it?") from None

    def __len__(self) -> int:
        return len(self.inner)

    def load(self, files: Iterable[Path], to: GraphName = ASSERTED) -> None:
        """Read files into one graph; raises InvalidFile with every file that cannot be read, or MissingFile."""
        quads = parse_files(files)
        self.inner.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, to) for q in quads)

    def query(
        self,
        text: str,
        *,
        graphs: Sequence[GraphName] = (ASSERTED, ONTOLOGY, INFERRED),
        bindings: Mapping[str, Term] | None = None,
    ) -> Answer:
        """Answer SPARQL 1.1; the project's prefixes need not be declared.

        Raises InvalidQuery, with the position, if the text cannot be read.
        """
        _check_local(text)
        asked = bound(text, bindings or {})
        try:
            found = self.inner.query(asked, prefixes=dict(PREFIXES), default_graph=list(graphs))
        except SyntaxError as error:
            raise InvalidQuery(_explain(asked, str(error))) from None
        return _collect(found)

    def update(self, text: str) -> None:
        """Run SPARQL 1.1 Update."""
        _check_local(text)
        try:
            self.inner.update(text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise InvalidQuery(_explain(text, str(error))) from None

    def quads(self, predicate: str | None = None, graph: GraphName = ASSERTED) -> Iterator[ox.Quad]:
        """All quads of one graph, or those with one predicate."""
        return iter(
            self.inner.quads_for_pattern(None, None if predicate is None else ox.NamedNode(predicate), None, graph)
        )

    def replace(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in place of a named graph."""
        self.inner.remove_graph(graph)
        self.inner.bulk_extend(quads)

    def digest(self) -> str:
        """SHA-256 of the data as sorted N-Triples."""
        return receipt.digest(self.dump(ox.RdfFormat.N_TRIPLES).splitlines(keepends=True))

    def dump(self, form: ox.RdfFormat, graph: GraphName = ASSERTED) -> bytes:
        """One graph in an RDF syntax."""
        return self.inner.dump(format=form, from_graph=graph, prefixes=dict(PREFIXES)) or b""

    def dump_dataset(self, form: ox.RdfFormat) -> bytes:
        """All graphs in a syntax that knows graphs."""
        return self.inner.dump(format=form, prefixes=dict(PREFIXES)) or b""


def bound(text: str, bindings: Mapping[str, Term]) -> str:
    """SPARQL text with variables replaced by terms in its WHERE group, outside of strings, IRIs and comments.

    Terms are written by the store, so nothing can break out of them. The variables stay bound for the projection,
    the template and the order. Oxigraph's own substitution wants every variable in the projection, and reaches no
    filter of a nested group.

    >>> bound("SELECT ?x { ?x a ?kind } ORDER BY ?kind", {"kind": ox.NamedNode("urn:k")})
    'SELECT ?x { VALUES (?kind) { (<urn:k>) } ?x a <urn:k> } ORDER BY ?kind'
    """
    if not bindings:
        return text
    start, end = _where_group(text)
    names = "|".join(map(re.escape, bindings))

    def replace(match: re.Match[str]) -> str:
        return str(bindings[match["name"]]) if match["name"] else match.group()

    body = re.sub(rf"{NOT_CODE}|{COMMENT}|[?$](?P<name>{names})\b", replace, text[start:end], flags=re.DOTALL)
    values = " ".join(map(str, bindings.values()))
    return f"{text[:start]} VALUES ({' '.join(f'?{name}' for name in bindings)}) {{ ({values}) }}{body}{text[end:]}"


def _where_group(text: str) -> tuple[int, int]:
    """Start and end of what stands in the braces of the WHERE group, between a template and a last VALUES."""
    groups: list[tuple[int, int]] = []
    depth = start = 0
    for piece in re.finditer(rf"{NOT_CODE}|{COMMENT}|(?P<values>\bVALUES\b)|[{{}}]", text, re.DOTALL | re.IGNORECASE):
        if piece["values"] and depth == 0:
            break
        if piece.group() == "{":
            start = piece.end() if depth == 0 else start
            depth += 1
        elif piece.group() == "}":
            depth -= 1
            groups += [(start, piece.start())] if depth == 0 else []
    return groups[-1] if groups else (len(text), len(text))


def lkg_terms(text: str) -> list[str]:
    """The terms of our ontology that a query names by prefix, outside of strings, IRIs and comments.

    >>> lkg_terms("SELECT * { ?x a lkg:Claim } # lkg:Not")
    ['Claim']
    """
    found = re.finditer(rf"{NOT_CODE}|{COMMENT}|\blkg:(?P<name>[A-Za-z0-9_]+)", text, re.DOTALL)
    return [match["name"] for match in found if match["name"]]


def shown(term: Term | None) -> str:
    """A term as people read it: prefixed names, plain texts."""
    if term is None:
        return ""
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(value(term))


def value(term: Term) -> Any:
    """A term as a Python value: IRIs and texts as str, numbers and truth values as such."""
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
        if kind in ("integer", "int", "long"):
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
        if kind == "boolean":
            return term.value == "true"
    return str(term) if isinstance(term, ox.Triple) else term.value


def read_text(file: Path) -> str:
    """A text file as it is, line ends included; raises MissingFile, or InvalidFile where it is not UTF-8."""
    if not file.is_file():
        raise MissingFile(f"There is no file {file}.")
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidFile([Problem(str(file), line, "not UTF-8. Save the file as UTF-8 text.")]) from None


def parse_files(files: Iterable[Path]) -> list[ox.Quad]:
    """The quads of files; raises InvalidFile with every file that cannot be read, or MissingFile."""
    found: list[ox.Quad] = []
    problems = []
    for file in files:
        try:
            found.extend(ox.parse(path=str(file), format=_format_of(file)))
        except SyntaxError as error:
            problems.append(Problem(str(file), error.lineno, syntax_message(error)))
        except FileNotFoundError:
            raise MissingFile(f"There is no file {file}.") from None
    if problems:
        raise InvalidFile(problems)
    return found


def _format_of(file: Path) -> ox.RdfFormat:
    if file.suffix not in FORMATS:
        raise Misuse(f"{file}: no RDF syntax is known for {file.suffix or 'a file without suffix'}. Use .ttl.")
    return FORMATS[file.suffix]


def syntax_message(error: SyntaxError) -> str:
    """A parser's complaint about RDF, with the place in the line and what to do."""
    what = re.sub(r"^Parser error at line \d+ (?:column \d+|between columns \d+ and \d+): ", "", error.msg)
    place = f", column {error.offset}" if error.offset else ""
    return f"not valid RDF{place}: {what}. Mend this line or the one before."


def _check_local(text: str) -> None:
    """Refuse queries that would fetch from other addresses: they could reach into a private network.

    The words count wherever they are no part of a variable or a local name, for a keyword may touch what stands
    before it: ``1SERVICE``. So they do after a bracket in what looks like an IRI: ``FILTER(?a<?b)SERVICE?s#>``.
    """
    word = r"(?:<[^<>\s]*\)[^<>\s]*?)?(?P<word>SERVICE|LOAD)"
    names = r"[?$:]\w[\w-]*"
    for match in re.finditer(rf"{word}|{NOT_CODE}|{COMMENT}|{names}", text, re.DOTALL | re.IGNORECASE):
        if match["word"]:
            raise InvalidQuery(f"{match['word'].upper()} fetches from other addresses, which is off. Query them apart.")


def _explain(text: str, message: str) -> str:
    """A parser's message with the line that it speaks of and a caret under the place."""
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not match:
        return f"The query cannot be read: {message}"
    if "Prefix not found" in match[3]:
        known = {*PREFIXES, *re.findall(r"PREFIX\s+(\w*):", text, re.IGNORECASE)}
        used = re.findall(rf"(?:{NOT_CODE})|(?<![\w?$])(\w+):", text, re.DOTALL)
        strange = next((prefix for prefix in used if prefix and prefix not in known), "?")
        near = nearest(strange, PREFIXES)
        hint = f" Did you mean {' or '.join(near)}?" if near else f" Known are {', '.join(PREFIXES)}."
        return f"The query uses the prefix {strange!r}, which is not declared.{hint}"
    line, column = int(match[1]), int(match[2])
    shown = (text.splitlines() or [""])[min(line, len(text.splitlines()) or 1) - 1]
    expected = re.sub(r"\s+", " ", match[3])
    short = expected if len(expected) < 160 else expected[:157] + "…"
    return f"The query cannot be read at line {line}, column {column}:\n  {shown}\n  {' ' * (column - 1)}^\n{short}"


def _collect(found: Any) -> Answer:
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
