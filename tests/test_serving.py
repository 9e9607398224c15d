"""A graph served over HTTP: what a client may ask for, what it is refused, and what it sees while others write."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import lkg
from conftest import run
from lkg.server.keeping import Copied
from lkg.store.versions import NotShown
from serving import TOKEN, WRITER, serving
from w3c import cases, check

PAGE = "https://pages.example"
"""may ask from a browser"""
DATA = f'<urn:a> <urn:knows> <urn:b> . <urn:b> <urn:name> "b, the second"@en ; <urn:text> "{"long " * 4000}" .'
TWENTY = "VALUES ?n {" + " ".join(map(str, range(20))) + "}"
ANY, LONG = "SELECT ?s ?o { ?s <urn:name> ?o }", f"SELECT ?n ?o {{ ?s <urn:text> ?o {TWENTY} }}"
TRIPLES = "CONSTRUCT WHERE { ?s <urn:knows> ?o }"
HEAVY = f"SELECT (COUNT(*) AS ?count) {{ {' '.join(TWENTY.replace('?n', f'?{name}') for name in 'abcdefgh')} }}"
"""would count to twenty to the power of eight"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("served") / "data.ttl"
    found.write_text(DATA)
    return found


@pytest.fixture(scope="module")
def server(file: Path) -> Iterator[httpx.Client]:
    """One reader, which therefore cannot be lost without notice."""
    with serving("--readers", 1, "--allow-origin", PAGE, graph=file) as found:
        yield found


@pytest.fixture
def fresh(server: httpx.Client) -> Iterator[httpx.Client]:
    """The same server; what a test writes is gone after it."""
    yield server
    server.put("/store?default", content=DATA, headers={"content-type": "text/turtle", **WRITER}).raise_for_status()


@pytest.fixture(scope="module")
def strict(file: Path) -> Iterator[httpx.Client]:
    """A server that allows little, and lets nobody write."""
    with serving("--rows", 10, "--seconds", 1, "--token", "", graph=file) as found:
        yield found


def ask(server: httpx.Client, query: str, **headers: str) -> httpx.Response:
    """The reply to a query."""
    return server.get("/sparql", params={"query": query}, headers=headers)


def update(server: httpx.Client, text: str, **headers: str) -> httpx.Response:
    """The reply to an update."""
    return server.post("/sparql", data={"update": text}, headers=headers or WRITER)


def store(server: httpx.Client, where: str, kind: str = "text/turtle") -> httpx.Response:
    """The reply to a triple that is to be stored."""
    content = "<urn:a> <urn:stored> <urn:b> ."
    return server.put(f"/store{where}", content=content, headers={"content-type": kind, **WRITER})


def values(server: httpx.Client, query: str) -> list[str]:
    """The values of all rows of a query."""
    rows = ask(server, query).raise_for_status().json()["results"]["bindings"]
    return [value["value"] for row in rows for value in row.values()]


def error(reply: httpx.Response) -> tuple[int, str]:
    """The status of a reply, and what it says is wrong."""
    return reply.status_code, reply.json()["error"]


# --- forms


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.3", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_form_that_is_liked_best(server: httpx.Client, accept: str, media: str) -> None:
    reply = ask(server, ANY, accept=accept)
    assert reply.headers["content-type"] == media
    assert "b, the second" in reply.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_triples_come_in_the_form_that_is_liked_best(server: httpx.Client, accept: str, media: str) -> None:
    reply = ask(server, TRIPLES, accept=accept)
    assert reply.headers["content-type"] == media
    assert "urn:b" in reply.text


def test_a_form_may_be_named_in_the_address(server: httpx.Client) -> None:
    reply = server.get("/sparql", params={"query": ANY, "format": "csv"})
    assert reply.text == 's,o\r\nurn:b,"b, the second"\r\n'


def test_a_form_that_is_not_there_is_not_acceptable(server: httpx.Client) -> None:
    status, message = error(ask(server, ANY, accept="image/png"))
    assert status == 406
    assert "Accept one of application/sparql-results+json" in message


def test_relative_names_start_from_the_endpoint(server: httpx.Client) -> None:
    assert values(server, "SELECT (<a> AS ?iri) {}") == [str(server.base_url.join("/a"))]


# --- refusals


def test_a_malformed_query_is_refused_with_line_and_column(server: httpx.Client) -> None:
    status, message = error(ask(server, "SELECT *\n{ ?s ?p }"))
    assert status == 400
    assert "at line 2, column 10:\n  { ?s ?p }\n" in message


def test_a_parameter_that_is_no_text_is_refused(server: httpx.Client) -> None:
    assert error(server.get("/sparql?query=ASK%FF")) == (400, "A parameter is not UTF-8. Send it in UTF-8.")


def test_a_function_that_is_not_there_is_told(server: httpx.Client) -> None:
    status, message = error(ask(server, "SELECT (<urn:none>(1) AS ?n) {}"))
    assert status == 400
    assert message == "The query cannot be done: The custom function <urn:none> is not supported."


def test_a_name_of_a_graph_that_is_none_is_refused(server: httpx.Client) -> None:
    status, message = error(server.get("/sparql", params={"query": ANY, "named-graph-uri": "no name"}))
    assert status == 400
    assert message.startswith("'no name' names no graph")


def test_a_text_longer_than_the_limit_is_refused(server: httpx.Client) -> None:
    long = f"# {'x' * 2**18}\n{ANY}"
    status, message = error(server.post("/sparql", data={"query": long}))
    assert status == 413
    assert message == "The text is longer than 262,144 bytes. Ask in parts."


def test_a_body_over_the_limit_is_refused_before_it_is_read(server: httpx.Client) -> None:
    status, message = error(server.post("/sparql", content=b"x" * 2**20))
    assert status == 413
    assert message.startswith("The body is larger than ")


@pytest.mark.parametrize("headers", [{"accept": "*/*"}, {"authorization": "Bearer guessed"}, {"authorization": TOKEN}])
def test_only_the_token_lets_write(server: httpx.Client, headers: dict[str, str]) -> None:
    for reply in (update(server, "CLEAR ALL", **headers), server.delete("/store?default", headers=headers)):
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == "Bearer"
    assert values(server, ANY)


def test_nobody_writes_where_there_is_no_token(strict: httpx.Client) -> None:
    status, message = error(update(strict, "CLEAR ALL"))
    assert status == 403
    assert message.startswith("This graph is only read here.")


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_nothing_is_fetched_from_other_addresses(server: httpx.Client, silent: str) -> None:
    elsewhere = f"{silent}<http://127.0.0.1:9/>"
    for reply in (
        ask(server, f"SELECT * {{ SERVICE {elsewhere} {{ ?s ?p ?o }} }}"),
        update(server, f"LOAD {elsewhere}"),
        update(server, f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {elsewhere} {{ ?s ?p ?o }} }}"),
    ):
        status, message = error(reply)
        assert status == 400
        assert "fetches from other addresses, which is off" in message


def test_a_call_by_a_strange_name_is_refused(server: httpx.Client) -> None:
    status, message = error(ask(server, ANY, host="strange.example"))
    assert status == 421
    assert message == "This server is not called 'strange.example'. Start it with --allow-host."


def test_a_strange_page_may_not_write_and_cannot_read(server: httpx.Client) -> None:
    strange = {"origin": "https://strange.example"}
    assert update(server, "CLEAR ALL", **WRITER, **strange).status_code == 403
    assert "access-control-allow-origin" not in ask(server, ANY, **strange).headers


def test_a_page_that_is_allowed_may_ask(server: httpx.Client) -> None:
    assert ask(server, ANY, origin=PAGE).headers["access-control-allow-origin"] == PAGE
    asked = {"origin": PAGE, "access-control-request-method": "POST"}
    assert server.options("/sparql", headers=asked).status_code == 204


# --- limits


def test_more_rows_than_allowed_are_refused_while_none_has_left(strict: httpx.Client) -> None:
    status, message = error(ask(strict, LONG.replace("?n ?o", "?n")))
    assert status == 413
    assert message.startswith("The answer has more than 10 rows.")


def test_an_answer_that_has_begun_is_broken_off_at_the_row_too_many(strict: httpx.Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        ask(strict, LONG)


def test_a_query_is_stopped_when_its_time_is_up(strict: httpx.Client) -> None:
    status, message = error(ask(strict, HEAVY))
    assert status == 504
    assert message.startswith("This took longer than 1 seconds and was stopped")
    assert values(strict, ANY)


def test_a_query_is_listed_while_it_runs_and_stopped_by_its_id(server: httpx.Client) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ask, server, HEAVY)
        while not (running := server.get("/api/running", headers=WRITER).json()["queries"]):
            time.sleep(0.01)
        assert running[0]["query"] == HEAVY
        assert server.delete(f"/api/running/{running[0]['id']}", headers=WRITER).status_code == 204
        status, message = error(waiting.result())
    assert (status, message) == (503, "This was stopped by somebody who may do so: nothing here is complete.")
    assert values(server, ANY) == ["urn:b", "b, the second"]


def test_only_the_token_stops_queries(server: httpx.Client) -> None:
    assert error(server.get("/api/running"))[0] == 401
    status, message = error(server.delete("/api/running/0", headers=WRITER))
    assert (status, message) == (404, "No query '0' is running; perhaps it has ended. GET /api/running lists them.")


def test_a_client_that_goes_away_frees_its_reader(server: httpx.Client) -> None:
    with pytest.raises(httpx.ReadTimeout):
        server.get("/sparql", params={"query": HEAVY}, timeout=0.2)
    assert values(server, ANY) == ["urn:b", "b, the second"]


# --- writing


def test_connections_that_send_nothing_keep_nobody_out(server: httpx.Client) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            half = stack.enter_context(socket.create_connection((server.base_url.host, server.base_url.port or 80)))
            half.sendall(b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nquery=")
        assert values(server, ANY) == ["urn:b", "b, the second"]


def test_an_update_is_seen_by_the_next_query(fresh: httpx.Client) -> None:
    assert update(fresh, "INSERT DATA { <urn:c> <urn:name> 'c' }").status_code == 204
    assert sorted(values(fresh, "SELECT ?o { ?s <urn:name> ?o }")) == ["b, the second", "c"]


def test_a_change_that_cannot_be_shown_is_told_to_be_stored(tmp_path: Path, file: Path) -> None:
    (tmp_path / "here").mkdir()
    keeper = Copied(lkg.open(file), tmp_path / "here")
    before = keeper.version
    (tmp_path / "here").rename(tmp_path / "gone")
    with pytest.raises(NotShown, match="is stored, but readers do not see it yet"):
        keeper.change(lambda store: store.update("INSERT DATA { <urn:c> <urn:name> 'c' }"))
    assert keeper.version == before


def test_an_answer_is_kept_as_long_as_the_data_stay(fresh: httpx.Client) -> None:
    first, again = ask(fresh, ANY), ask(fresh, ANY)
    assert (again.content, again.headers["content-type"]) == (first.content, first.headers["content-type"])
    assert ask(fresh, ANY, accept="text/csv").text.startswith("s,o")
    update(fresh, "INSERT DATA { <urn:c> <urn:name> 'c' }")
    assert len(values(fresh, ANY)) == 4


def test_what_changes_by_itself_is_asked_anew(fresh: httpx.Client) -> None:
    query = "SELECT (STRUUID() AS ?new) {}"
    assert values(fresh, query) != values(fresh, query)


def test_an_update_that_fails_changes_nothing(fresh: httpx.Client) -> None:
    status, message = error(update(fresh, "INSERT DATA { <urn:c> <urn:name> 'c' } ; CLEAR GRAPH <urn:none>"))
    assert status == 400
    assert message.endswith("Nothing was changed.")
    assert values(fresh, "SELECT ?o { ?s <urn:name> ?o }") == ["b, the second"]


def test_queries_see_whole_versions_while_an_update_is_made(fresh: httpx.Client) -> None:
    thousands = "VALUES ?b { 0 1 2 } VALUES ?a {" + " ".join(map(str, range(1000))) + "}"
    named = "BIND(IRI(CONCAT('urn:', STR(?a), '-', STR(?b))) AS ?s)"
    change = "DELETE { ?s <urn:is> ?old } INSERT { ?s <urn:is> ?new } WHERE { ?s <urn:is> ?old BIND(?old + 1 AS ?new) }"
    update(fresh, f"INSERT {{ ?s <urn:is> 0 }} WHERE {{ {thousands} {named} }}")
    with ThreadPoolExecutor(1) as others:
        changing = others.submit(lambda: [update(fresh, change).raise_for_status() for _ in range(5)])
        while not changing.done():
            assert len(values(fresh, "SELECT DISTINCT ?is { ?s <urn:is> ?is }")) == 1
    changing.result()
    assert values(fresh, "SELECT DISTINCT ?is { ?s <urn:is> ?is }") == ["5"]


@pytest.mark.parametrize("name", ["http://example.org/ns#", "urn:g", "http://example.org/a/../b?c"])
def test_a_graph_has_the_name_by_which_it_is_stored(fresh: httpx.Client, name: str) -> None:
    assert store(fresh, "?graph=" + quote(name, safe="")).status_code == 201
    assert values(fresh, "SELECT DISTINCT ?g { GRAPH ?g { ?s <urn:stored> ?o } }") == [name]
    assert fresh.delete("/store", params={"graph": name}, headers=WRITER).status_code == 204


def test_a_graph_that_is_stored_at_an_address_is_named_by_it(fresh: httpx.Client) -> None:
    assert store(fresh, "/one%20graph").status_code == 201
    address = str(fresh.base_url.join("/store/one%20graph"))
    assert values(fresh, "SELECT DISTINCT ?g { GRAPH ?g { ?s <urn:stored> ?o } }") == [address]
    assert fresh.delete("/store/one%20graph", headers=WRITER).status_code == 204


def test_a_body_that_is_no_rdf_is_refused(fresh: httpx.Client) -> None:
    status, message = error(store(fresh, "?default", "image/png"))
    assert status == 415
    assert message == "A body of the type 'image/png' cannot be read. Send Turtle or another RDF."


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=between"])
def test_parts_that_cannot_be_told_apart_are_refused(fresh: httpx.Client, kind: str) -> None:
    status, message = error(store(fresh, "?default", kind))
    assert status == 400
    assert message.startswith("The parts of the body cannot be told apart.")


def test_a_method_of_no_protocol_is_refused(fresh: httpx.Client) -> None:
    assert fresh.patch("/store?default", headers=WRITER).status_code == 405


def test_a_request_names_no_graphs_for_an_update_that_takes_none(fresh: httpx.Client) -> None:
    text = {"update": "DELETE WHERE { ?s ?p ?o }"}
    status, message = error(fresh.post("/sparql?using-graph-uri=urn:g", data=text, headers=WRITER))
    assert status == 400
    assert message == "DELETE WHERE takes no graphs from a request. Write DELETE { … } WHERE { … }."


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = run("serve", "--port", port)
    assert told.err == f"lkg: Port {port} of 127.0.0.1 is in use. Choose another with --port, or 0 for a free one.\n"
    assert told.code == 2


# --- clients


def test_sparqlwrapper_asks_and_writes(fresh: httpx.Client) -> None:
    client = SPARQLWrapper(str(fresh.base_url.join("/sparql")), returnFormat=JSON)
    client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    client.setMethod(POST)
    client.setQuery("INSERT DATA { <urn:c> <urn:name> 'c' }")
    client.query()
    client.setQuery("ASK { <urn:c> <urn:name> 'c' }")
    assert client.queryAndConvert()["boolean"] is True


def test_rdflib_asks_and_writes(fresh: httpx.Client) -> None:
    address = str(fresh.base_url.join("/sparql"))
    store = SPARQLUpdateStore(address, address, headers=WRITER)
    store.add((URIRef("urn:c"), URIRef("urn:knows"), URIRef("urn:a")))
    assert {str(s) for (s, _, _), _ in store.triples((None, URIRef("urn:knows"), None))} == {"urn:a", "urn:c"}


# --- the W3C's cases, of which `make test-services` runs all

SMOKE = [
    "protocol/query_post_form", "protocol/query_dataset_full", "protocol/query_multiple_dataset",
    "protocol/update_dataset_full", "protocol/update_base_uri", "protocol/bad_query_method",
    "protocol/bad_multiple_queries", "protocol/bad_query_non_utf8", "protocol/bad_update_get",
    "protocol/bad_update_dataset_conflict", "graph-store-protocol/put_get_repeat_direct",
    "graph-store-protocol/post_get_post_get_indirect", "graph-store-protocol/post_get_new_graph",
    "graph-store-protocol/put_get_uri_pct_encoded_twice", "service-description/conforms-to-schema",
    "csv-tsv-res/csv02", "csv-tsv-res/tsv02", "json-res/jsonres01", "aggregates/agg-avg-01", "exists/exists03",
    "construct/constructwhere04", "property-path/pp37", "subquery/subquery14", "basic-update/insert-using-01",
    "delete-insert/dawg-delete-insert-01", "move/move01",
]  # fmt: skip


@pytest.mark.usefixtures("truths")
@pytest.mark.parametrize("name", SMOKE)
def test_w3c(name: str, fresh: httpx.Client) -> None:
    check(cases()[name], fresh)
