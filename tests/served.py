"""A small graph served, and what clients ask of it and write to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from serving import WRITER, serving

DATA = f'<urn:a> <urn:knows> <urn:b> . <urn:b> <urn:name> "b, the second"@en ; <urn:text> "{"long " * 4000}" .'
ANY = "SELECT ?s ?o { ?s <urn:name> ?o }"


def written(folder: Path) -> Path:
    """The graph as a file."""
    file = folder / "data.ttl"
    file.write_text(DATA)
    return file


@contextmanager
def served(folder: Path, *options: object) -> Iterator[httpx.Client]:
    """A server with one reader, which therefore cannot be lost without notice."""
    with serving("--readers", 1, *options, graph=written(folder)) as found:
        yield found


@contextmanager
def restored(server: httpx.Client) -> Iterator[httpx.Client]:
    """The same server; what is written meanwhile is gone afterwards."""
    yield server
    server.put("/store?default", content=DATA, headers={"content-type": "text/turtle", **WRITER}).raise_for_status()


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
