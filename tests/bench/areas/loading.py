"""One file of N-Triples into an empty store, by every engine."""

from __future__ import annotations

import configparser
import importlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from bench.cases import Absent, Area, Case, Engine, Group, Setting, Values, at_most_times, times_faster
from bench.synthetic import Claims

PER_CLAIM = 8
"""triples that say a claim"""
COUNTS = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"
_NUMBERS = count()


def file_of(setting: Setting) -> Path:
    """The input."""
    return setting.folder / "claims.nt"


def _place(setting: Setting) -> Path:
    """A folder for a store, not there yet; the one before is cleared away with the group."""
    return setting.folder / f"store-{os.getpid()}-{next(_NUMBERS)}"


def _with(*libraries: str) -> Callable[[Setting], Setting]:
    """Libraries are loaded before the clock starts."""

    def prepare(setting: Setting) -> Setting:
        for library in libraries:
            importlib.import_module(library)
        return setting

    return prepare


def _counts(rows: Any) -> Values:
    """How many triples there are of each property."""
    found = sorted((str(p).strip("<>"), int(n)) for p, n in rows)
    return {"properties": [p for p, _ in found], "triples": [n for _, n in found]}


def _asked(store: Any) -> Values:
    return _counts((row["p"].value, row["n"].value) for row in store.query(COUNTS))


def _our_memory(setting: Setting) -> Any:
    from lkg.store import Store

    store = Store()
    store.load([file_of(setting)])
    return store.inner


def _our_disk(setting: Setting) -> Any:
    from lkg.importers.bulk import files_into_store

    files_into_store([file_of(setting)], place := _place(setting))
    return place


def _opened(place: Path) -> Values:
    import pyoxigraph as ox

    return _asked(ox.Store.read_only(str(place)))


def _oxigraph(disk: bool) -> Callable[[Setting], Any]:
    def load(setting: Setting) -> Any:
        import pyoxigraph as ox

        place = _place(setting)
        store = ox.Store(str(place)) if disk else ox.Store()
        store.bulk_load(path=str(file_of(setting)), format=ox.RdfFormat.N_TRIPLES)
        if disk:
            store.flush()
        return store

    return load


def _rdflib(setting: Setting) -> Any:
    from rdflib import Graph

    return Graph().parse(file_of(setting), format="nt")


def _oxrdflib(setting: Setting) -> Any:
    from rdflib import Graph

    return Graph(store="Oxigraph").parse(file_of(setting), format="nt")


def _maplib(setting: Setting) -> Any:
    from maplib import Model

    model = Model()
    model.read(str(file_of(setting)), format="ntriples")
    return model


# servers


def _serve_oxigraph(setting: Setting) -> Any:
    program = Path(sys.executable).with_name("oxigraph")
    if not program.is_file():
        raise Absent("the program oxigraph is not installed")
    address = f"127.0.0.1:{_free_port()}"
    words = [str(program), "serve", "--location", str(_place(setting)), "--bind", address]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait(f"http://{address}/query?query=ASK%7B%7D", server)
    return {"server": server, "address": address, "file": file_of(setting)}


def _post(made: Any) -> Any:
    graph = f"urn:round:{next(_NUMBERS)}"
    address = f"http://{made['address']}/store?no_transaction&graph={graph}"
    with made["file"].open("rb") as data:
        size = {"Content-Type": "application/n-triples", "Content-Length": str(made["file"].stat().st_size)}
        urllib.request.urlopen(urllib.request.Request(address, data, size, method="POST"), timeout=600).close()
    return f"http://{made['address']}/query", graph


def _serve_virtuoso(setting: Setting) -> Any:
    from services.virtuoso import INI, SERVER, is_installed

    if not is_installed():
        raise Absent("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    folder = _place(setting)
    folder.mkdir()
    http, console = _free_port(), _free_port()
    text = INI.format(folder=folder, http=http, console=console, rows=10_000)
    found = configparser.ConfigParser()
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read_string(text)
    # one gigabyte, as its manual advises for a machine of this size
    found["Parameters"]["NumberOfBuffers"] = "100000"
    with (folder / "virtuoso.ini").open("w") as out:
        found.write(out)
    os.link(file_of(setting), folder / "claims.nt")
    words = [SERVER, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    server = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D", server)
    return {"server": server, "http": http, "console": console, "folder": folder}


def _ld_dir(made: Any) -> Any:
    from services.virtuoso import CONSOLE

    graph = f"urn:round:{next(_NUMBERS)}"
    text = (
        f"delete from DB.DBA.load_list; ld_dir('{made['folder']}', 'claims.nt', '{graph}'); "
        "rdf_loader_run(); checkpoint;"
    )
    words = [CONSOLE, f"127.0.0.1:{made['console']}", "dba", "dba", f"exec={text}"]
    subprocess.run(words, check=True, capture_output=True, timeout=600)
    return f"http://127.0.0.1:{made['http']}/sparql", graph


def _at_server(answer: Any) -> Values:
    import csv
    import urllib.parse

    address, graph = answer
    text = COUNTS.replace("{ ?s ?p ?o }", f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    wanted = {"Accept": "text/csv"}
    asked = urllib.request.Request(f"{address}?{urllib.parse.urlencode({'query': text})}", headers=wanted)
    with urllib.request.urlopen(asked, timeout=600) as found:
        rows = list(csv.reader(found.read().decode().splitlines()))
    return _counts(rows[1:])


def _stop(made: Any) -> None:
    made["server"].terminate()
    made["server"].wait(60)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    server.terminate()
    raise Absent("the server did not answer")


def _server(start: Callable[[Setting], Any]) -> Engine:
    return Engine(start, _at_server, lambda made: [made["server"].pid], _stop)


MEMORY, DISK = "lkg", "lkg, on disk"
ENGINES: Mapping[str, Engine] = {
    MEMORY: Engine(_with("lkg.store"), _asked),
    DISK: Engine(_with("lkg.importers.bulk"), _opened),
    "pyoxigraph": Engine(_with("pyoxigraph"), _asked),
    "pyoxigraph, on disk": Engine(_with("pyoxigraph"), _asked),
    "oxrdflib": Engine(_with("rdflib", "oxrdflib"), lambda graph: _counts(graph.query(COUNTS))),
    "rdflib": Engine(_with("rdflib", "rdflib.plugins.parsers.ntriples"), lambda graph: _counts(graph.query(COUNTS))),
    "maplib": Engine(_with("maplib"), lambda model: _counts(model.query(COUNTS).rows())),
    "oxigraph serve, on disk": _server(_serve_oxigraph),
    "Virtuoso, on disk": _server(_serve_virtuoso),
}
WORK: Mapping[str, Callable[[Any], Any]] = {
    MEMORY: _our_memory,
    DISK: _our_disk,
    "pyoxigraph": _oxigraph(disk=False),
    "pyoxigraph, on disk": _oxigraph(disk=True),
    "oxrdflib": _oxrdflib,
    "rdflib": _rdflib,
    "maplib": _maplib,
    "oxigraph serve, on disk": _post,
    "Virtuoso, on disk": _ld_dir,
}
TARGETS = (
    at_most_times(1.1, "pyoxigraph", MEMORY),
    at_most_times(1.1, "pyoxigraph, on disk", DISK),
    times_faster(10, "rdflib", MEMORY),
    times_faster(10, "rdflib", DISK),
)


def _setting(triples: int) -> Callable[[Path], Setting]:
    def make(folder: Path) -> Setting:
        setting = Setting(triples, folder)
        Claims(triples // PER_CLAIM).write_triples(file_of(setting))
        return setting

    return make


def _groups(size: str) -> list[Group]:
    triples = 20_000 if size == "small" else 1_000_000
    case = Case("load", WORK, TARGETS)
    return [Group(f"{triples:,} triples", _setting(triples), ENGINES, (case,))]


AREA = Area(
    "Loading",
    "N-Triples of synthetic claims into an empty store, every round a new one; a server gets a new graph every round. "
    "Values compared: how many triples there are of each property.",
    _groups,
)
