"""Servers of one set of triples, each on a free loopback port, and what they and their processes hold in memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.cases import Absent

GRAPH = "https://example.org/data"
"""the graph that holds the triples where there is no other way"""
TICK = os.sysconf("SC_CLK_TCK")
START = 120.0
"""seconds that a server may take until it answers"""


@dataclass(frozen=True)
class Server:
    """Where it answers queries, and what every request must say besides."""

    process: int
    address: str
    more: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def lkg(triples: Path, folder: Path) -> Iterator[Server]:
    """`lkg serve` as it comes: the bundled graph under the default lens, whose triples the others are given."""
    words = [sys.executable, "-c", "from lkg.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server, _ended(server):
        assert server.stdout is not None
        root = server.stdout.readline().split()[0]
        yield _ready(server, f"{root}sparql")


@contextmanager
def oxigraph(triples: Path, folder: Path) -> Iterator[Server]:
    """The program of the package oxigraph, reading only."""
    program, place, port = _program("oxigraph"), str(folder / "oxigraph"), _free_port()
    subprocess.run([program, "load", "--location", place, "--file", str(triples)], check=True, capture_output=True)
    words = [program, "serve-read-only", "--location", place, "--bind", f"127.0.0.1:{port}"]
    with _running(words) as server:
        yield _ready(server, f"http://127.0.0.1:{port}/query")


@contextmanager
def rdflib(triples: Path, folder: Path) -> Iterator[Server]:
    """The program of the package rdflib-endpoint, in memory."""
    port = _free_port()
    words = [_program("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port), str(triples)]
    with _running(words) as server:
        yield _ready(server, f"http://127.0.0.1:{port}/")


@contextmanager
def virtuoso(triples: Path, folder: Path) -> Iterator[Server]:
    """Debian's Virtuoso, with as many threads and kept connections as there are clients, and room for all in memory."""
    from services.virtuoso import CONSOLE, INI, SERVER, is_installed

    if not is_installed():
        raise Absent("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    http, console, own = _free_port(), _free_port(), folder / "virtuoso"
    own.mkdir()
    text = INI.format(folder=own, http=http, console=console, rows=1_000_000)
    text = text.replace("[HTTPServer]", "[HTTPServer]\nServerThreads = 32\nMaxKeepAlives = 32\nKeepAliveTimeout = 60")
    (own / "virtuoso.ini").write_text(text.replace("NumberOfBuffers = 10000", "NumberOfBuffers = 40000"))
    (own / "data.nt").symlink_to(triples)
    with _running([SERVER, "+foreground", "+configfile", str(own / "virtuoso.ini")], own) as server:
        found = _ready(server, f"http://127.0.0.1:{http}/sparql")
        load = f"ld_dir('{own}', 'data.nt', '{GRAPH}'); rdf_loader_run(); checkpoint;"
        words = [CONSOLE, f"127.0.0.1:{console}", "dba", "dba", f"exec={load}"]
        subprocess.run(words, check=True, capture_output=True, timeout=600)
        yield Server(found.process, found.address, {"default-graph-uri": GRAPH})


def family(process: int) -> list[int]:
    """A process and all that it started, and they."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name = int(stat.parent.name)
            parents.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(name)
    found = [process]
    for one in found:
        found += parents.get(one, [])
    return found


def memory(processes: list[int]) -> int:
    """Bytes that these processes hold, what they share counted once; 0 where the system does not tell."""
    held = 0
    for process in processes:
        with suppress(OSError):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            held += next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return held


def spent(processes: list[int]) -> float:
    """Seconds of processor time that these processes have taken."""
    ticks = 0
    for process in processes:
        with suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def _program(name: str) -> str:
    """A program beside this Python, or in the benchmarks' environment."""
    for folder in (Path(sys.executable).parent, Path(__file__).parent / ".venv" / "bin"):
        if (folder / name).is_file():
            return str(folder / name)
    raise Absent(f"the program {name} is not installed")


@contextmanager
def _running(words: list[str], folder: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, cwd=folder, stdout=quiet, stderr=quiet) as server, _ended(server):
        yield server


@contextmanager
def _ended(server: subprocess.Popen[bytes] | subprocess.Popen[str]) -> Iterator[None]:
    try:
        yield
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()


def _ready(server: subprocess.Popen[bytes] | subprocess.Popen[str], address: str) -> Server:
    end = time.monotonic() + START
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}?query=ASK%7B%7D", timeout=30).close()
        except OSError:
            time.sleep(0.1)
        else:
            return Server(server.pid, address)
    raise Absent("the server did not answer")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
