"""A graph at an endpoint: what is sent there, and one clear sentence for everything that can go wrong."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

import lkg
from lkg.errors import InvalidFile, InvalidQuery, LkgError, Misuse
from lkg.graphs import Graph
from lkg.store import ASSERTED, INFERRED, Store
from lkg.store.remote import BATCH, Remote
from lkg.vocab import LKG, PREFIXES

ROWS = "application/sparql-results+json"
DATA = "https://example.org/data"
Answering = Callable[["Endpoint"], None]


class Endpoint(BaseHTTPRequestHandler):
    """Answers as the test says, or out of a store by the protocol of SPARQL 1.1."""

    store: Store
    answering: Answering
    asked: list[dict[str, list[str]]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        type(self).asked.append({"update": [body]} if "update" in self.headers["content-type"] else parse_qs(body))
        type(self).answering(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, body: bytes, kind: str = ROWS, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        for name, text in ({"Content-Type": kind, "Content-Length": str(len(body))} | named).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)


def by_the_protocol(request: Endpoint) -> None:
    asked, inner = request.asked[-1], request.store.inner
    if "update" in asked:
        inner.update(asked["update"][0])
        return request.send(b"", status=204)
    given = {key: [ox.NamedNode(iri) for iri in asked[f"{key}-graph-uri"]] for key in ("default", "named")
             if f"{key}-graph-uri" in asked}  # fmt: skip
    scope = {f"{key}_graph{'s' if key == 'named' else ''}": graphs for key, graphs in given.items()}
    try:
        found = inner.query(asked["query"][0], **scope)
    except SyntaxError as error:
        return request.send(str(error).encode(), "text/plain", 400)
    if isinstance(found, ox.QueryTriples):
        return request.send(found.serialize(format=ox.RdfFormat.N_TRIPLES), "application/n-triples")
    return request.send(found.serialize(format=ox.QueryResultsFormat.JSON))


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Endpoint]]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    class Own(Endpoint):
        store = Store()
        asked: list[dict[str, list[str]]] = []  # noqa: RUF012

    Own.answering = by_the_protocol
    server = HTTPServer(("127.0.0.1", 0), Own)
    Own.address = f"http://127.0.0.1:{server.server_port}/sparql"  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Own
    server.shutdown()
    thread.join()
    server.server_close()


def remote(endpoint: type[Endpoint], *, graph: str = DATA, **options: bool | float) -> Remote:
    address: str = endpoint.address  # type: ignore[attr-defined]
    return Remote(f"{address}?default-graph-uri={graph}" if graph else address, **options)  # type: ignore[arg-type]


def fact(number: int) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal(number), ox.NamedNode(DATA))


def test_what_is_loaded_there_is_read_back(endpoint: type[Endpoint], tmp_path: Path) -> None:
    file, own = tmp_path / "a.ttl", Store()
    file.write_text("<urn:a> <urn:p> 1, 0.50, 'x'@en, true ; <urn:q> <urn:b> .")
    own.load([file])
    there = remote(endpoint, write=True)
    there.load([file])
    there.load([file])
    assert set(there.quads()) == set(own.quads())
    assert set(there.quads("urn:q")) == set(own.quads("urn:q"))
    assert (len(there), there.digest()) == (5, own.digest())


def test_a_graph_is_replaced_as_a_whole_and_by_nothing(endpoint: type[Endpoint]) -> None:
    there, graph = remote(endpoint, write=True), ox.NamedNode(DATA)
    there.replace(graph, map(fact, range(BATCH + 1)))
    assert len(there) == BATCH + 1
    there.replace(graph, [fact(7)])
    assert list(there.quads(graph=graph)) == [fact(7)]
    there.replace(graph, [])
    assert len(there) == 0
    assert list(endpoint.store.inner.named_graphs()) == []


def test_a_replacement_that_breaks_off_leaves_the_graph_as_it_was(endpoint: type[Endpoint]) -> None:
    there = remote(endpoint, write=True)
    there.replace(ox.NamedNode(DATA), [fact(1)])

    def breaking(request: Endpoint) -> None:
        if "INSERT" in request.asked[-1].get("update", [""])[0]:
            request.send(b"the disk is full", "text/plain", 507)
        else:
            by_the_protocol(request)

    endpoint.answering = breaking
    with pytest.raises(Misuse, match="failed with 507: the disk is full"):
        there.replace(ox.NamedNode(DATA), [fact(2)])
    assert list(there.quads(graph=ox.NamedNode(DATA))) == [fact(1)]


def test_a_faulty_file_is_named_before_anything_is_sent(endpoint: type[Endpoint], tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> ;")
    with pytest.raises(InvalidFile, match=r"bad\.ttl:1"):
        remote(endpoint, write=True).load([tmp_path / "bad.ttl"])
    assert endpoint.asked == []


def test_a_remote_graph_is_opened_for_reading_unless_said_otherwise(endpoint: type[Endpoint]) -> None:
    with pytest.raises(Misuse, match="opened for reading"):
        remote(endpoint).update("CLEAR ALL")
    assert endpoint.asked == []


def test_prefixes_and_parameters_are_as_in_a_store(endpoint: type[Endpoint]) -> None:
    endpoint.store.update(f"INSERT DATA {{ GRAPH <{DATA}> {{ actor:a rdfs:label 'A'@en . actor:b rdfs:label 'B' }} }}")
    text = "# actors\nSELECT ?x ?y { ?x rdfs:label ?name OPTIONAL { ?x lkg:no ?y } }"
    (row,) = remote(endpoint).query(text, bindings={"name": ox.Literal("A", language="en")}).rows
    assert row == (ox.NamedNode("https://w3id.org/lkg/actor/a"), None)


def test_a_query_sees_the_graphs_asked_for_and_those_that_it_names(endpoint: type[Endpoint]) -> None:
    endpoint.store.update(
        "INSERT DATA { GRAPH result:r { <urn:a> <urn:p> 1 } GRAPH <urn:secret> { <urn:a> <urn:p> 2 } }"
    )
    there = remote(endpoint)
    assert there.query("SELECT * { ?s ?p ?o }").rows == ()
    assert there.query("SELECT ?o { GRAPH result:r { ?s ?p ?o } }").values() == [{"o": 1}]
    assert {row["o"] for row in there.query("SELECT ?o { GRAPH ?g { ?s ?p ?o } }").values()} == {1, 2}
    there.query("ASK {}", graphs=[ASSERTED, INFERRED])
    assert endpoint.asked[-1]["default-graph-uri"] == [DATA, INFERRED.value]


def test_without_a_name_the_default_graph_of_the_endpoint_is_meant(endpoint: type[Endpoint]) -> None:
    endpoint.store.inner.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal(1)))
    there = remote(endpoint, graph="", write=True)
    assert len(list(there.quads())) == 1
    assert "default-graph-uri" not in endpoint.asked[-1]
    with pytest.raises(Misuse, match="Say into which graph"):
        there.load([])


def test_a_truth_and_triples_come_as_such(endpoint: type[Endpoint]) -> None:
    assert remote(endpoint).query("ASK {}").truth is True
    found = remote(endpoint).query("CONSTRUCT { <urn:a> <urn:p> ?o } { BIND(1 AS ?o) }")
    assert found.triples == (ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal(1)),)


def _hang(request: Endpoint) -> None:
    time.sleep(0.6)


def _trickle(request: Endpoint) -> None:
    request.send_response(200)
    request.send_header("Content-Type", ROWS)
    request.end_headers()
    for _ in range(40):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.05)


def _half(request: Endpoint) -> None:
    request.send(b'{"head": {"vars": ["s"]}, "results"', Content_Length="5000")


SOUND = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'
FAULTS: list[tuple[Answering, str]] = [
    (lambda r: r.send(b"out of\n memory", "text/plain", 500), "failed with 500: out of memory"),
    (lambda r: r.send(b"", status=503), "failed with 503: Service Unavailable"),
    (_hang, "no whole answer within 0.3 seconds"),
    (_trickle, "no whole answer within 0.3 seconds"),
    (_half, "broke off: peer closed connection"),
    (lambda r: r.send(SOUND[:30]), "breaks off or is none"),
    (lambda r: r.send(b'{"error": "timeout"}'), "breaks off or is none"),
    (lambda r: r.send(b"<html>Hello</html>", "text/html; charset=utf-8"), "sent text/html, and no answer of SPARQL"),
    (lambda r: r.send(b"", status=302, Location="file:///etc/passwd"), "sends elsewhere, to file:///etc/passwd"),
    (lambda r: r.send(b"", status=401), "does not allow this. Name a user"),
    (lambda r: r.send(SOUND, X_SPARQL_MaxRows="10"), "cuts answers off after 10 rows"),
    (lambda r: r.send(SOUND, X_SQL_State="S1TAT", X_SQL_Message="RC..."), "sent a part of the answer: RC"),
    (lambda r: r.connection.close(), "broke off"),
]


@pytest.mark.parametrize(("answering", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_each_fault_of_an_endpoint_is_one_sentence(
    endpoint: type[Endpoint], answering: Answering, message: str
) -> None:
    endpoint.answering = answering
    limit = 0.3 if "0.3 seconds" in message else 60
    with pytest.raises(Misuse) as caught:
        remote(endpoint, seconds=limit).query("SELECT ?s { ?s ?p ?o }")
    assert message in str(caught.value)
    assert str(caught.value).startswith("The endpoint http://127.0.0.1:")
    assert "\n" not in str(caught.value)


def test_half_of_the_triples_are_no_answer(endpoint: type[Endpoint]) -> None:
    endpoint.answering = lambda request: request.send(
        b"<urn:a> <urn:p> <urn:b> .\n<urn:a> <ur", "application/n-triples"
    )
    with pytest.raises(Misuse, match="sent triples that break off"):
        remote(endpoint).query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")


def test_a_query_that_the_endpoint_cannot_read_is_explained_in_its_words(endpoint: type[Endpoint]) -> None:
    with pytest.raises(InvalidQuery, match=r"cannot read the query: error at 2:"):
        remote(endpoint).query("SELECT *\n{ ?s ! }")
    with pytest.raises(InvalidQuery, match="SERVICE fetches from other addresses"):
        remote(endpoint).query("SELECT * { SERVICE <http://127.0.0.1/> { } }")


def test_nobody_there_is_said_so() -> None:
    with pytest.raises(LkgError, match=r"cannot be reached: .* Is it running, and the address right\."):
        Remote("http://127.0.0.1:9/sparql", seconds=5).query("ASK {}")


@pytest.mark.parametrize("address", ["ftp://host/sparql", "http:///sparql", "host:80"])
def test_what_is_no_address_is_refused_at_once(address: str) -> None:
    with pytest.raises(Misuse, match="no address of an endpoint"):
        Remote(address)


def test_a_graph_is_opened_at_an_endpoint_by_its_address(bundled: Graph, endpoint: type[Endpoint]) -> None:
    endpoint.store.inner.bulk_extend(
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(DATA)) for q in bundled.store.quads()
    )
    there = lkg.open(f"{endpoint.address}?default-graph-uri={DATA}")  # type: ignore[attr-defined]
    assert there.digest == bundled.digest
    assert lkg.network(there, at="2022-07-01").ties == lkg.network(bundled, at="2022-07-01").ties


def test_a_query_is_put_to_the_endpoint_itself_and_says_so(endpoint: type[Endpoint]) -> None:
    claim = (ox.NamedNode(PREFIXES["claim"] + "C1"), ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(LKG.Claim))
    endpoint.store.inner.add(ox.Quad(*claim, ox.NamedNode(DATA)))
    there = lkg.open(f"{endpoint.address}?default-graph-uri={DATA}")  # type: ignore[attr-defined]
    answer = there.query("SELECT (COUNT(*) AS ?n) { ?c a lkg:Claim }")
    assert (answer.values(), "as it stands" in answer.note) == ([{"n": 1}], True)
    assert not any("update" in request for request in endpoint.asked)
