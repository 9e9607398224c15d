"""What every process of the server does: take a request, answer it, take the next."""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from lkg.errors import InUse, LkgError
from lkg.server import frames
from lkg.store.counting import TooManyRows
from lkg.store.forms import NotAcceptable
from lkg.store.versions import NotShown

FIRST = 65_536
"""bytes that are held back, so that a fault found by then is told as such and not within an answer"""

STATUS = (
    (NotAcceptable, 406),
    (TooManyRows, 413),
    (InUse, 503),
    (NotShown, 507),
    (KeyError, 404),
    (FileNotFoundError, 404),
)
"""which status tells which error; all others are 400"""
Asked = Mapping[str, Any]

Answers = Callable[[Asked, "Reply"], None]


class Reply:
    """One answer on its way: a head, then data; a fault before any data have left takes its place."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._held, self._head = out, bytearray(), dict[str, Any]()
        self.has_left = False

    def begin(self, **head: Any) -> Reply:
        """What is to be known before the data."""
        self._head = head
        return self

    def write(self, data: bytes) -> int:
        """Send some data; they leave in pieces of some size."""
        self._held += data
        if len(self._held) >= FIRST:
            frames.send(self._out, *self._leaving())
        return len(data)

    def flush(self) -> None:
        """Nothing leaves earlier for being asked."""

    def end(self) -> None:
        """Send what is left."""
        frames.send(self._out, *self._leaving(), frames.message(frames.END))

    def fail(self, status: int, message: str) -> None:
        """Send a fault instead of what is left."""
        frames.send(self._out, frames.json_message(frames.FAULT, {"status": status, "message": message}))

    def _leaving(self) -> Iterator[bytes]:
        """The messages of what is held."""
        if not self.has_left:
            yield frames.json_message(frames.HEAD, self._head)
            self.has_left = True
        if self._held:
            yield frames.message(frames.DATA, bytes(self._held))
            self._held.clear()


def run(make: Callable[[], Answers]) -> None:
    """Answer requests from the standard input until it ends; whatever else prints does so on the error channel.

    What answers is made first, and an end tells that it is ready. A fault in making it is told to whoever asks, after
    another try: what it lies in may be mended by then.
    """
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answer: Answers | None = None
    with suppress(LkgError):
        answer = make()
    frames.send(out, frames.message(frames.END))
    while (asked := frames.read(sys.stdin.buffer)) is not None:
        reply = Reply(out)
        try:
            answer = answer or make()
            answer(asked, reply)
            reply.end()
        except LkgError as error:
            reply.fail(status_of(error), str(error))
        except BrokenPipeError:
            return
        except Exception as error:
            print(f"lkg serve: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            reply.fail(500, f"This failed within the server ({type(error).__name__}). Its log says more.")


def status_of(error: LkgError) -> int:
    """The status of HTTP that tells an error.

    >>> from lkg.errors import MissingFile, Misuse, UnknownActor
    >>> [status_of(error) for error in (UnknownActor("Utopia"), MissingFile("a.rq"), Misuse("no"), TooManyRows(9))]
    [404, 404, 400, 413]
    """
    return next((status for kind, status in STATUS if isinstance(error, kind)), 400)


def bytes_of(asked: Asked) -> bytes:
    """The body that came with a request.

    >>> bytes_of({"body": "QVNLIHt9"})
    b'ASK {}'
    """
    return base64.b64decode(asked["body"])
