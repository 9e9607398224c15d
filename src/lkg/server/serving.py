"""Bind an address and serve until somebody ends it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from lkg.errors import MissingFile, Misuse
from lkg.server.app import application
from lkg.server.service import Settings


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 8000, told: Callable[[str], None] = print) -> None:
    """Serve a graph until interrupted; `told` hears the address. Port 0 takes a free one.

    Raises MissingFile where there is no graph, and Misuse where the address cannot be had.
    """
    _check_place(settings.place)
    with bound(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        told(f"http://{name}:{listening.getsockname()[1]}/")
        # its log has one line for each reply that is broken off on purpose, and those have one of ours
        config = uvicorn.Config(application(settings), log_level="critical", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _check_place(place: str) -> None:
    """Before a process is started whose fault only its first reader would hear."""
    if place and not place.startswith(("http://", "https://")) and not Path(place).exists():
        raise MissingFile(f"There is no file or folder {place}.")


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens; raises Misuse where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(1024)
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            raise Misuse(f"Port {port} of {host} is in use. Choose another with --port, or 0 for a free one.") from None
        raise Misuse(f"{host}:{port} cannot be had: {error.strerror}. Choose another --host or --port.") from None
    return found
