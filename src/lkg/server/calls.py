"""One request and its reply, cancelled when the client goes away."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from lkg.errors import LkgError
from lkg.server.child import status_of
from lkg.server.crew import Refused

PATIENCE = 30.0
"""seconds that a client may take to send the next piece of a body"""


@dataclass(frozen=True, slots=True)
class Call:
    """What a client sent."""

    method: str
    path: str
    root: str
    """scheme and host by which the server was called"""
    query: str
    """what stands behind the question mark"""
    headers: Headers
    body: bytes
    names: Mapping[str, str]
    """the parts of the path that have a name"""

    @property
    def accept(self) -> str:
        """What the client takes."""
        return self.headers.get("accept", "*/*")

    @property
    def content_type(self) -> str:
        """What the body is."""
        return self.headers.get("content-type", "")

    def parameters(self) -> dict[str, list[str]]:
        """The parameters of the address."""
        return parse_qs(self.query, keep_blank_values=True)


class Reply:
    """What goes back: a start, pieces, an end."""

    def __init__(self, send: Send, *, bare: bool) -> None:
        self._send, self._bare = send, bare
        self.has_started = False

    async def start(self, status: int, headers: Mapping[str, str]) -> None:
        """Send status and headers."""
        self.has_started = True
        pairs = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in headers.items()]
        await self._send({"type": "http.response.start", "status": status, "headers": pairs})

    async def write(self, data: bytes) -> None:
        """Send some of the body; nothing where only the headers were asked for."""
        if not self._bare:
            await self._send({"type": "http.response.body", "body": data, "more_body": True})

    async def end(self) -> None:
        """Say that this was all."""
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def whole(self, status: int, content_type: str, data: bytes = b"", **headers: str) -> None:
        """Send a reply at once; names of headers are written with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {"content-type": content_type} if content_type else {}
        # a reply without content has no length either
        length = {} if status == 204 else {"content-length": str(len(data))}
        await self.start(status, {**kind, **length, **named})
        if data:
            await self.write(data)
        await self.end()

    async def json(self, found: Any, status: int = 200) -> None:
        """Send JSON."""
        await self.whole(status, "application/json", json.dumps(found, ensure_ascii=False).encode())


Handle = Callable[[Call, Reply], Awaitable[None]]


class Endpoint:
    """An ASGI application of one handler: it reads the body, watches the client, and words what goes wrong."""

    def __init__(self, handle: Handle, most: int, methods: tuple[str, ...] = ("GET", "HEAD")) -> None:
        self.handle, self.most, self.methods = handle, most, methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        reply = Reply(send, bare=scope["method"] == "HEAD")
        try:
            self._check(scope["method"])
            call = _call(scope, await _body(scope, receive, self.most))
            await _unless_gone(receive, self.handle(call, reply))
        except (Refused, LkgError) as error:
            await self._fail(reply, error.status if isinstance(error, Refused) else status_of(error), str(error))

    def _check(self, method: str) -> None:
        if method not in self.methods:
            raise Refused(405, f"{method} is not possible here. Use {' or '.join(self.methods)}.")

    async def _fail(self, reply: Reply, status: int, message: str) -> None:
        """Tell a fault; one that comes after the start breaks the reply off, so that nobody takes it for complete."""
        if reply.has_started:
            print(f"lkg serve: a reply was broken off: {message}", file=sys.stderr, flush=True)
            raise BrokenOff(message)
        headers = {
            401: {"www_authenticate": "Bearer"},
            405: {"allow": ", ".join(self.methods)},
            408: {"connection": "close"},
            413: {"connection": "close"},
            503: {"retry_after": "2"},
        }.get(status, {})
        await reply.whole(status, "application/json", json.dumps({"error": message}).encode(), **headers)


class BrokenOff(Exception):
    """A reply that cannot be finished; the connection is closed within it."""


async def _unless_gone(receive: Receive, work: Awaitable[None]) -> None:
    """Do some work, or leave it where the client goes away."""
    own, gone = asyncio.current_task(), asyncio.ensure_future(_left(receive))
    has_left = is_done = False

    def leave(_: object) -> None:
        nonlocal has_left
        if own and not is_done and not gone.cancelled():
            has_left = True
            own.cancel()

    gone.add_done_callback(leave)
    try:
        await work
    except asyncio.CancelledError:
        if not has_left or own is None or own.uncancel():
            raise
    finally:
        is_done = True
        gone.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(scope: Scope, receive: Receive, most: int) -> bytes:
    told = Headers(scope=scope).get("content-length", "0")
    body, more = bytearray(), True
    while more:
        if len(body) > most or (told.isdigit() and int(told) > most):
            raise Refused(413, f"The body is larger than {most:,} bytes. Send less at once.")
        try:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
        except TimeoutError:
            raise Refused(408, f"Nothing came for {PATIENCE:g} seconds. Send the body without a pause.") from None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _call(scope: Scope, body: bytes) -> Call:
    headers = Headers(scope=scope)
    root = f"{scope['scheme']}://{headers.get('host', '')}"
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    return Call(scope["method"], path, root, query, headers, body, scope.get("path_params", {}))
