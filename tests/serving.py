"""A server of one's own: `lkg serve` on a free loopback port, stopped by its id."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

LKG = (sys.executable, "-c", "from lkg.cli import main; main()")
TOKEN = "let-me-write"
WRITER = {"authorization": f"Bearer {TOKEN}"}
"""the header of whoever may write"""
PATIENCE = 60.0
"""seconds that a server may take until it first answers"""


@contextmanager
def serving(*options: object, graph: Path | None = None) -> Iterator[httpx.Client]:
    """A client of a fresh server; it knows the address, and lets everybody write who sends the token."""
    with _process(*options, graph=graph) as server:
        try:
            address = _address(server)
            with httpx.Client(base_url=address, timeout=PATIENCE) as client:
                client.get("/sparql", params={"query": "ASK {}"}).raise_for_status()
                yield client
        finally:
            server.terminate()


def _process(*options: object, graph: Path | None = None) -> subprocess.Popen[str]:
    """The server's process; whoever starts it ends it."""
    of = ["--graph", str(graph)] if graph else []
    words = [*of, "serve", "--port", "0", "--lens", "none", "--token", TOKEN, *map(str, options)]
    return subprocess.Popen([*LKG, *words], stdout=subprocess.PIPE, text=True)


def _address(server: subprocess.Popen[str]) -> str:
    """What the first line says."""
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line.startswith("http://"), "the server stopped; its error channel says why"
    return line.split()[0]
