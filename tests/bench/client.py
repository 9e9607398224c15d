"""One connection that stays open, questions put over it, and whether each answer is whole and the one expected."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode, urlsplit

JSON = "application/sparql-results+json"
LIMIT = 60.0
"""seconds that one answer may take where nothing else is asked"""
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection:[ \t]*close", re.IGNORECASE)
_NUMBER = "NNNNNNNN"
"""stands for a number in a comment: servers that keep answers shall work them out"""
_count = count()
_END, _LAST = b"\r\n\r\n", b"\r\n0\r\n\r\n"


class Failed(Exception):
    """A server that did not answer with 200."""


@dataclass
class Question:
    """The bytes that put a question, and how long its answer is."""

    name: str
    request: bytes
    size: int = 0
    replies: set[int] = field(default_factory=set)
    """lengths of whole replies that were found to hold an answer of this size"""


def question(
    address: str, name: str, text: str, more: Mapping[str, str] | None = None, *, new: bool = True
) -> Question:
    """A query as a GET of the SPARQL protocol; `new` lets every request be one that was never put before."""
    parts = urlsplit(address)
    asked = f"# {_NUMBER}\n{text}" if new else text
    target = f"{parts.path}?{urlencode({'query': asked, **(more or {})})}"
    lines = (f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", f"Accept: {JSON}", "", "")
    return Question(name, "\r\n".join(lines).encode())


class Client:
    """One who asks: a connection, its place in the list of questions, and the answer that comes."""

    def __init__(self, address: str, questions: Sequence[Question], first: int = 0) -> None:
        parts = urlsplit(address)
        self._place, self._questions, self._next = (parts.hostname, parts.port), questions, first
        self.open()

    def open(self) -> None:
        """Connect, at first or anew where the server has closed."""
        self._channel = socket.create_connection(self._place, LIMIT)
        self._channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.is_closed, self.fault = False, ""

    def fileno(self) -> int:
        """For those who wait on many."""
        return self._channel.fileno()

    def close(self) -> None:
        """Go."""
        self.is_closed = True
        self._channel.close()

    def put(self) -> None:
        """Ask the next question."""
        self._asked = self._questions[self._next % len(self._questions)]
        self._next += 1
        self._reply, self.since = b"", time.perf_counter()
        self._channel.sendall(self._asked.request.replace(_NUMBER.encode(), b"%08d" % next(_count)))

    def has_answer(self) -> bool:
        """Read what has come; whether that is all. Then `fault` says what is wrong with it, if anything is."""
        try:
            piece = self._channel.recv(1 << 20)
        except OSError:
            piece = b""
        self._reply += piece
        if piece and not _is_whole(self._reply):
            return False
        self.fault = _fault(self._reply, self._asked) if piece else f"{self._asked.name}: broken off"
        if not piece or _CLOSES.search(self._reply[: self._reply.find(_END)]):
            self.close()
        return True

    def answer(self) -> bytes:
        """Wait for the body of the reply; raises Failed for another status than 200."""
        while not self.has_answer():
            pass
        if not self._reply.startswith(b"HTTP/1.1 200") or not _is_whole(self._reply):
            raise Failed(f"{self._asked.name}: {self._reply[:300].decode(errors='replace') or 'broken off'}")
        return body(self._reply)


def ask_once(address: str, asked: Question) -> bytes:
    """The body of one answer; raises Failed where there is none."""
    with closing(Client(address, [asked])) as client:
        client.put()
        return client.answer()


def _is_whole(reply: bytes) -> bool:
    head = reply.find(_END)
    if head < 0:
        return False
    told = _LENGTH.search(reply, 0, head)
    # results as JSON have no line of a single 0 between empty ones
    return len(reply) >= head + len(_END) + int(told[1]) if told else reply.endswith(_LAST)


def _fault(reply: bytes, asked: Question) -> str:
    if not reply.startswith(b"HTTP/1.1 200"):
        return f"{asked.name}: {reply.splitlines()[0].decode(errors='replace').strip()}"
    if asked.size and len(reply) not in asked.replies:
        if len(body(reply)) != asked.size:
            return f"{asked.name}: {len(body(reply))} bytes, not {asked.size}"
        asked.replies.add(len(reply))
    return ""


def body(reply: bytes) -> bytes:
    """What stands behind the headers, its pieces joined.

    >>> body(b"HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n3\\r\\nabc\\r\\n1\\r\\nd\\r\\n0\\r\\n\\r\\n")
    b'abcd'
    """
    head, _, rest = reply.partition(_END)
    if _LENGTH.search(head):
        return rest
    pieces = []
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size, 16)
        pieces.append(rest[:length])
        rest = rest[length + 2 :]
    return b"".join(pieces)
