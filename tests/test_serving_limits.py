"""What a server allows: so many rows and so long for a query, and nobody holds it up."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import pytest

from served import ANY, ask, error, served, update, values, written
from serving import WRITER, serving

TWENTY = "VALUES ?n {" + " ".join(map(str, range(20))) + "}"
LONG = f"SELECT ?n ?o {{ ?s <urn:text> ?o {TWENTY} }}"
HEAVY = f"SELECT (COUNT(*) AS ?count) {{ {' '.join(TWENTY.replace('?n', f'?{name}') for name in 'abcdefgh')} }}"
"""would count to twenty to the power of eight"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that allows little, and lets nobody write."""
    graph = written(tmp_path_factory.mktemp("strict"))
    with serving("--rows", 10, "--seconds", 1, "--token", "", graph=graph) as found:
        yield found


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


def test_connections_that_send_nothing_keep_nobody_out(server: httpx.Client) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            half = stack.enter_context(socket.create_connection((server.base_url.host, server.base_url.port or 80)))
            half.sendall(b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nquery=")
        assert values(server, ANY) == ["urn:b", "b, the second"]


def test_nobody_writes_where_there_is_no_token(strict: httpx.Client) -> None:
    status, message = error(update(strict, "CLEAR ALL"))
    assert status == 403
    assert message.startswith("This graph is only read here.")
