"""A graph served over HTTP: the forms in which a client gets answers, and what it is refused."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from conftest import run
from served import ANY, ask, error, served, update, values
from serving import TOKEN, WRITER

PAGE = "https://pages.example"
"""may ask from a browser"""
TRIPLES = "CONSTRUCT WHERE { ?s <urn:knows> ?o }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with served(tmp_path_factory.mktemp("served"), "--allow-origin", PAGE) as found:
        yield found


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


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = run("serve", "--port", port)
    assert told.err == f"lkg: Port {port} of 127.0.0.1 is in use. Choose another with --port, or 0 for a free one.\n"
    assert told.code == 2
