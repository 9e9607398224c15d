"""Messages between the server and its processes: one byte says what it is, four how long, then comes the content."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

HEAD, DATA, END, FAULT = b"{", b"+", b".", b"!"
"""an answer begins with a head, goes on with data and ends with an end; a fault ends it anywhere"""
_PREFIX = struct.Struct(">cI")


def message(kind: bytes, content: bytes = b"") -> bytes:
    """One message, ready to be sent.

    >>> message(DATA, b"abc")
    b'+\\x00\\x00\\x00\\x03abc'
    """
    return _PREFIX.pack(kind, len(content)) + content


def json_message(kind: bytes, content: Mapping[str, Any]) -> bytes:
    """One message of JSON."""
    return message(kind, json.dumps(content).encode())


def send(out: BinaryIO, *messages: bytes) -> None:
    """Send messages at once: each sending wakes the other side."""
    out.write(b"".join(messages))
    out.flush()


def read(source: BinaryIO) -> dict[str, Any] | None:
    """The next message, of JSON; None where the other side is gone.

    >>> import io
    >>> both = io.BytesIO(json_message(HEAD, {"status": 200}) + json_message(HEAD, {"type": "text/csv"}))
    >>> read(both), read(both), read(both)
    ({'status': 200}, {'type': 'text/csv'}, None)
    """
    prefix = source.read(_PREFIX.size)
    if len(prefix) < _PREFIX.size:
        return None
    _, length = _PREFIX.unpack(prefix)
    return loaded(source.read(length))


def loaded(content: bytes) -> dict[str, Any]:
    """The JSON of a message."""
    found: dict[str, Any] = json.loads(content)
    return found


async def receive(source: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The next message; raises EOFError where the other side is gone."""
    try:
        kind, length = _PREFIX.unpack(await source.readexactly(_PREFIX.size))
        return kind, await source.readexactly(length)
    except asyncio.IncompleteReadError:
        raise EOFError("a process ended before its answer did") from None
