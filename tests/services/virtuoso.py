"""A Virtuoso of one's own: Debian's server on free loopback ports, in a temporary folder, stopped by its id."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SERVER, CONSOLE = "virtuoso-t", "isql-vt"
INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{console}
DirsAllowed = {folder}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = {rows}
"""


def is_installed() -> bool:
    """Whether the programs of the package virtuoso-opensource-7-bin are there."""
    return bool(shutil.which(SERVER) and shutil.which(CONSOLE))


@contextmanager
def running(folder: Path, rows: int) -> Iterator[str]:
    """The address of a fresh server that lets anyone write, and cuts answers off after so many rows."""
    http, console = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(INI.format(folder=folder, http=http, console=console, rows=rows))
    with (folder / "out.txt").open("w") as out:
        server = subprocess.Popen(
            [SERVER, "+foreground", "+configfile", str(ini)], cwd=folder, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{http}/sparql"
        _wait(address, server)
        grant = "grant SPARQL_UPDATE to \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"
        command = [CONSOLE, f"127.0.0.1:{console}", "dba", "dba", f"exec={grant}"]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            httpx.get(address, params={"query": "ASK {}"}, timeout=5).raise_for_status()
        except httpx.HTTPError:
            assert server.poll() is None, "Virtuoso stopped; see out.txt in its folder"
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("Virtuoso did not answer within two minutes")
