"""The W3C's test cases for SPARQL 1.1, read from their manifests.

Files are named as if they lay beside the endpoint, for its address is the base of relative IRIs in queries.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

FOLDER = Path(os.environ.get("LKG_TRUTHS", Path(__file__).parents[3] / "shared")) / "tests" / "w3c" / "sparql11"
FIRST, REST = (f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}" for name in ("first", "rest"))

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graphs = tuple[tuple[str, Path], ...]
"""names of graphs, relative to the endpoint, and the files that fill them; the default graph has no name"""


@dataclass(frozen=True, slots=True)
class Case:
    """What all cases have."""

    id: str


@dataclass(frozen=True, slots=True)
class Evaluation(Case):
    """A query over some graphs, and the file that holds its result."""

    query: Path
    data: Graphs
    result: Path


@dataclass(frozen=True, slots=True)
class Update(Case):
    """An update, and the graphs before and after it."""

    update: Path
    before: Graphs
    after: Graphs


@dataclass(frozen=True, slots=True)
class Syntax(Case):
    """A text of SPARQL that can be read, or cannot."""

    text: Path
    is_update: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to come back for a request."""

    status: tuple[str, ...]
    """names such as NoContent or StatusCode2xx"""
    kind: str
    """boolean, tabular or RDF; empty where it is left open"""
    boolean: str
    """true or false; empty where it is left open"""
    location: str
    """the word that stands for this reply's Location in later requests"""
    content_type: str
    body: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request of HTTP."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    expected: Expected


@dataclass(frozen=True, slots=True)
class Exchange(Case):
    """Requests one after another, over some graphs."""

    before: Graphs
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Description(Case):
    """Something that holds for what the service says of itself."""


@cache
def cases(folder: Path = FOLDER) -> dict[str, Case]:
    """All cases by their ids, in the order of the suite; none where the suite is not here."""
    first = folder / "manifest-all.ttl"
    return {case.id: case for case in _included(first)} if first.is_file() else {}


def _included(path: Path) -> Iterator[Case]:
    manifest = Manifest(path)
    for other in manifest.items("include"):
        yield from _included(file_of(other))
    for entry in manifest.items("entries"):
        yield manifest.case(entry)


class Manifest:
    """The triples of one manifest, by subject and local name of the relation."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[tuple[Term, str], list[Term]] = defaultdict(list)
        for quad in ox.parse(path=path, base_iri=path.as_uri()):
            self.known[quad.subject, local(quad.predicate)].append(quad.object)

    def items(self, name: str, node: Term | None = None) -> list[Term]:
        """The members of the list that a node has; of the manifest itself, where no node is given."""
        (rest,) = self.known[node or ox.NamedNode(self.path.as_uri()), name] or [None]
        found = []
        while rest and self.known[rest, "first"]:
            found += self.known[rest, "first"]
            (rest,) = self.known[rest, "rest"]
        return found

    def node(self, node: Term, name: str) -> Term:
        """The one value of a relation."""
        (found,) = self.known[node, name]
        return found

    def text(self, node: Term, name: str) -> str:
        """The value of a relation as text; empty where there is none."""
        return "".join(each.value for each in self.known[node, name])

    def case(self, entry: Term) -> Case:
        """The case of an entry."""
        kind, id_ = local(self.node(entry, "type")), f"{self.path.parent.name}/{local(entry)}"
        if kind == "ServiceDescriptionTest":
            return Description(id_)
        action = self.node(entry, "action")
        if kind in ("ProtocolTest", "GraphStoreProtocolTest"):
            requests = self.items("requests", action)
            return Exchange(id_, self._graphs(entry), tuple(map(self._request, requests)))
        if "SyntaxTest" in kind:
            return Syntax(id_, file_of(action), "Update" in kind, kind.startswith("Positive"))
        result = self.node(entry, "result")
        if kind == "UpdateEvaluationTest":
            return Update(id_, file_of(self.node(action, "request")), self._graphs(action), self._graphs(result))
        return Evaluation(id_, file_of(self.node(action, "query")), self._graphs(action), file_of(result))

    def _graphs(self, node: Term) -> Graphs:
        plain = [("", file_of(each)) for each in self.known[node, "data"]]
        return (*plain, *(self._graph(each) for each in self.known[node, "graphData"]))

    def _graph(self, given: Term) -> tuple[str, Path]:
        """A graph that is named by its file, or by a label."""
        if isinstance(given, ox.NamedNode):
            return file_of(given).name, file_of(given)
        (file,) = self.known[given, "graph"] or self.known[given, "data"]
        return self.text(given, "label"), file_of(file)

    def _request(self, node: Term) -> Request:
        body = self._body(node)
        coding = self.text(body, "characterEncoding") or "utf-8"
        return Request(
            self.text(node, "methodName"),
            self.text(node, "absolutePath"),
            self._headers(node),
            self.text(body, "chars").encode(coding),
            self._expected(self.node(node, "resp")),
        )

    def _expected(self, node: Term) -> Expected:
        return Expected(
            tuple(map(local, self.known[node, "expectedStatus"])),
            self.text(node, "expectedFormat"),
            self.text(node, "expectedBoolean"),
            self.text(node, "expectedLocation"),
            self._headers(node).get("content-type", ""),
            self.text(self._body(node), "chars"),
        )

    def _body(self, node: Term) -> Term:
        return next(iter(self.known[node, "body"]), ox.Literal("none"))

    def _headers(self, node: Term) -> dict[str, str]:
        return {self.text(each, "fieldName"): self.text(each, "fieldValue") for each in self.items("headers", node)}


def local(term: Term) -> str:
    """The last part of an IRI."""
    return str(term).rstrip(">").rpartition("#")[2].rpartition("/")[2]


def file_of(term: Term) -> Path:
    """The file that an IRI names."""
    assert isinstance(term, ox.NamedNode)
    return Path(unquote(urlsplit(term.value).path))
