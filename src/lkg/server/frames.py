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


def write(out: BinaryIO, kind: bytes, content: bytes = b"") -> None:
    """Send one message."""
    out.write(_PREFIX.pack(kind, len(content)) + content)
    out.flush()


def write_json(out: BinaryIO, kind: bytes, content: Mapping[str, Any]) -> None:
    """Send one message of JSON."""
    write(out, kind, json.dumps(content).encode())


def read(source: BinaryIO) -> dict[str, Any] | None:
    """The next message, of JSON; None where the other side is gone."""
    prefix = source.read(_PREFIX.size)
    if len(prefix) < _PREFIX.size:
        return None
    _, length = _PREFIX.unpack(prefix)
    return loaded(source.read(length))


def loaded(content: bytes) -> dict[str, Any]:
    """The JSON of a message."""
    found: dict[str, Any] = json.loads(content)
    return found


def packed(content: Mapping[str, Any]) -> bytes:
    """A message of JSON as bytes to send."""
    text = json.dumps(content).encode()
    return _PREFIX.pack(HEAD, len(text)) + text


async def receive(source: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The next message; raises EOFError where the other side is gone."""
    try:
        kind, length = _PREFIX.unpack(await source.readexactly(_PREFIX.size))
        return kind, await source.readexactly(length)
    except asyncio.IncompleteReadError:
        raise EOFError("a process ended before its answer did") from None
