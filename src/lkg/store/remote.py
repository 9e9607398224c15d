"""A graph that lies at a SPARQL 1.1 endpoint: asked and written over HTTP, with a time limit."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import httpx
import pyoxigraph as ox

from lkg.errors import InvalidQuery, Misuse
from lkg.store.answers import Answer, collect
from lkg.store.files import parse_files
from lkg.store.sorting import SortedDigest
from lkg.store.terms import ASSERTED, INFERRED, ONTOLOGY, GraphName, Term, canonical, value
from lkg.store.text import bound, check_local, declared, graphs_named, kind

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
BATCH = 1000
"""triples in one request; Virtuoso's compiler runs out of memory at about five thousand"""
CUT = "Virtuoso cuts triples off at its ResultSetMaxRows without saying so; ask for rows to be sure"
PASSWORD = "LKG_REMOTE_PASSWORD"


class Remote:
    """The same questions as to a `Store`, put to an endpoint: `Remote("http://host:8890/sparql")`.

    Where the data lie in a named graph, the address says so in the words of the protocol:
    `http://host/sparql?default-graph-uri=https://example.org/our-graph`. Then every query sees exactly the graphs that
    it asks for. Without a name the endpoint's default graph is meant, whatever that is there, and derived graphs are
    not mixed in. With `write`, updates go to the address `updates`, else to that of the queries. A user is named in
    the address, as in `http://ada@host/sparql`, and the password in the variable LKG_REMOTE_PASSWORD.

    Every call ends after `seconds`. All raise Misuse, in one sentence, for an endpoint that is not there, hangs,
    answers with a fault, a web page or half an answer, or sends elsewhere.
    """

    path = None
    """it has no folder"""

    def __init__(self, address: str, *, write: bool = False, updates: str = "", seconds: float = 60) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Misuse(f"{address!r} is no address of an endpoint. Write it as http://host:port/sparql.")
        given = parse_qs(parts.query)
        graph = given.pop("default-graph-uri", [""])[0]
        self.graph = ox.NamedNode(graph) if graph else None
        host = parts.netloc.rpartition("@")[2]
        self.address = urlunsplit((parts.scheme, host, parts.path or "/sparql", urlencode(given, doseq=True), ""))
        self.writes, self._updates, self._seconds = write, updates or self.address, seconds
        login = _Login(parts.username, parts.password or os.environ.get(PASSWORD, "")) if parts.username else None
        # each connection is closed after its answer, so that nobody need close a graph
        alone = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(auth=login, timeout=seconds, limits=alone, headers={"user-agent": "lkg"})

    def __len__(self) -> int:
        return int(self.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graphs=[ASSERTED]).values()[0]["n"])

    def query(
        self,
        text: str,
        *,
        graphs: Sequence[GraphName] = (ASSERTED, ONTOLOGY, INFERRED),
        bindings: Mapping[str, Term] | None = None,
    ) -> Answer:
        """Answer SPARQL 1.1 as the endpoint sees it; the project's prefixes need not be declared.

        Raises InvalidQuery with the endpoint's words if it cannot read the text.
        """
        check_local(text)
        asked = declared(bound(text, bindings or {}))
        form = {"query": asked, **self._dataset(text, graphs)}
        gives_triples = kind(text) in ("CONSTRUCT", "DESCRIBE")
        data, found = self._send(self.address, TRIPLES if gives_triples else ROWS, form=form)
        if gives_triples:
            note = CUT if "virtuoso" in found.headers.get("server", "").lower() else ""
            return Answer(("subject", "predicate", "object"), triples=tuple(self._triples(data)), note=note)
        return self._rows(data, found, asks=kind(text) == "ASK")

    def update(self, text: str) -> None:
        """Run SPARQL 1.1 Update; raises InvalidQuery if the endpoint cannot read it."""
        check_local(text)
        self._update(declared(text))

    def quads(self, predicate: str | None = None, graph: GraphName = ASSERTED) -> Iterator[ox.Quad]:
        """All quads of one graph, or those with one predicate, as the endpoint spells them in Oxigraph's way."""
        # rows, for Virtuoso cuts triples off without a word
        bindings = {"p": ox.NamedNode(predicate)} if predicate else {}
        for s, p, o in self.query("SELECT ?s ?p ?o { ?s ?p ?o }", graphs=[graph], bindings=bindings):
            yield ox.Quad(s, p, o, graph)  # type: ignore[arg-type]

    def load(self, files: Iterable[Path], to: GraphName = ASSERTED) -> None:
        """Add files to one graph; raises InvalidFile with every file that cannot be read, before anything is sent."""
        self._put(parse_files(files), self._name(to), "ADD")

    def replace(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in place of a named graph."""
        self._put(quads, graph, "MOVE")

    def digest(self) -> str:
        """SHA-256 of the data as sorted N-Triples: that of the same data in a `Store`."""
        total = SortedDigest()
        for quad in self.quads():
            total.write(f"{quad.triple} .\n".encode())
        return total.digest()

    def stamp(self) -> str:
        """Empty: from outside nobody can tell cheaply whether the content has changed."""
        return ""

    def _name(self, graph: GraphName) -> ox.NamedNode:
        name = graph if isinstance(graph, ox.NamedNode) else self.graph
        if name is None:
            raise Misuse(f"Say into which graph: {self.address}?default-graph-uri=https://example.org/our-graph.")
        return name

    def _dataset(self, text: str, graphs: Sequence[GraphName]) -> dict[str, list[str]]:
        """What the query sees: the graphs asked for as one, and beside them those that it names itself."""
        if self.graph is None and ASSERTED in graphs:
            return {}
        named, is_open = graphs_named(text)
        if is_open:
            named += [row["g"] for row in self._all_graphs()]
        default = {"default-graph-uri": [self._name(graph).value for graph in graphs]}
        return default | ({"named-graph-uri": list(dict.fromkeys(named))} if named else {})

    def _all_graphs(self) -> list[dict[str, str]]:
        data, found = self._send(
            self.address, ROWS, form={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"}
        )
        return self._rows(data, found, asks=False).values()

    def _put(self, quads: Iterable[ox.Quad], graph: ox.NamedNode, verb: str) -> None:
        """Send quads into a graph of their own, and from there in one step to where they belong.

        So a connection that breaks off leaves the graph as it was.
        """
        waiting = ox.NamedNode(f"{graph.value}/incoming")
        triples, step = (quad.triple for quad in quads), f"DROP SILENT GRAPH {graph}" if verb == "MOVE" else ""
        self._update(f"DROP SILENT GRAPH {waiting}")
        try:
            while batch := list(islice(triples, BATCH)):
                lines = "\n".join(f"{triple} ." for triple in batch)
                self._update(f"INSERT DATA {{ GRAPH {waiting} {{\n{lines}\n}} }}")
                step = f"{verb} GRAPH {waiting} TO GRAPH {graph}"
            if step:
                self._update(step)
        finally:
            with suppress(Misuse):
                self._update(f"DROP SILENT GRAPH {waiting}")

    def _update(self, text: str) -> None:
        if not self.writes:
            raise Misuse(f"{self.address} was opened for reading. Open it for writing to change it.")
        self._send(self._updates, "*/*", body=text)

    def _rows(self, data: bytes, found: httpx.Response, *, asks: bool) -> Answer:
        try:
            rows = collect(ox.parse_query_results(data, ox.QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise self._broken(f"sent an answer that breaks off or is none: {error}") from None
        self._check_whole(found)
        if asks and rows.truth is None:
            # Virtuoso answers ASK with one row
            return Answer(truth=any(row[0] is not None and value(row[0]) == 1 for row in rows.rows))
        spelt = tuple(tuple(None if term is None else canonical(term) for term in row) for row in rows.rows)
        return Answer(rows.columns, spelt, rows.truth)

    def _triples(self, data: bytes) -> Iterator[ox.Triple]:
        try:
            for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES):
                yield ox.Triple(quad.subject, quad.predicate, canonical(quad.object))
        except SyntaxError as error:
            raise self._broken(f"sent triples that break off or are none: {error}") from None

    def _check_whole(self, found: httpx.Response) -> None:
        """Virtuoso cuts long answers off without a fault; only a header says so."""
        if limit := found.headers.get("x-sparql-maxrows"):
            raise self._broken(f"cuts answers off after {limit} rows. Raise ResultSetMaxRows there, or ask for less")
        if found.headers.get("x-sql-state"):
            raise self._broken(f"sent a part of the answer: {found.headers.get('x-sql-message', 'its time was over')}")

    def _send(
        self, address: str, accept: str, *, form: Mapping[str, object] | None = None, body: str = ""
    ) -> tuple[bytes, httpx.Response]:
        """Post a form or an update, and read the whole answer within the time limit."""
        sent = "application/sparql-update; charset=utf-8" if form is None else "application/x-www-form-urlencoded"
        content = body if form is None else urlencode(form, doseq=True)
        headers = {"accept": accept, "content-type": sent}
        end = time.monotonic() + self._seconds
        try:
            with self._client.stream("POST", address, content=content.encode(), headers=headers) as found:
                data = b"".join(self._until(end, found.iter_bytes()))
        except httpx.TimeoutException:
            raise self._slow() from None
        except httpx.ConnectError as error:
            raise self._broken(f"cannot be reached: {error}. Is it running, and the address right") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise self._broken(f"broke off: {error}. Try again") from None
        self._check_kind(found, data, accept)
        return data, found

    def _until(self, end: float, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            if time.monotonic() > end:
                raise self._slow()
            yield piece

    def _check_kind(self, found: httpx.Response, data: bytes, accept: str) -> None:
        words = " ".join(data[:2000].decode(errors="replace").split())[:200]
        form = found.headers.get("content-type", "nothing").partition(";")[0].strip()
        if found.is_redirect:
            raise self._broken(
                f"sends elsewhere, to {found.headers.get('location')}. If you trust it, name that address"
            )
        if found.status_code == 400:
            raise InvalidQuery(f"{self.address} cannot read the query: {words}")
        if found.status_code in (401, 403):
            raise self._broken(f"does not allow this. Name a user as in http://ada@host/sparql, and set {PASSWORD}")
        if not found.is_success:
            raise self._broken(f"failed with {found.status_code}: {words or found.reason_phrase}")
        if accept != "*/*" and form not in (accept, "application/json", "text/plain"):
            raise self._broken(f"sent {form}, and no answer of SPARQL. The path of an endpoint often ends in /sparql")

    def _broken(self, what: str) -> Misuse:
        return Misuse(f"The endpoint {self.address} {what}.")

    def _slow(self) -> Misuse:
        return self._broken(f"gave no whole answer within {self._seconds:g} seconds. Ask for less, or allow more time")


class _Login(httpx.Auth):
    """Name and password in the way that the endpoint asks for: digest where it can, else basic."""

    def __init__(self, user: str, password: str) -> None:
        self._ways: Mapping[bool, Callable[[], httpx.Auth]] = {
            True: lambda: httpx.DigestAuth(user, password),
            False: lambda: httpx.BasicAuth(user, password),
        }

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask without a name first, for only the refusal says how to log in."""
        found = yield request
        if found.status_code == 401:
            is_digest = found.headers.get("www-authenticate", "").lower().startswith("digest")
            yield from self._ways[is_digest]().auth_flow(request)
