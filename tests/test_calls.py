"""One request as the server takes it: a body that stops coming, one that never ends, a client that goes away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from lkg.server import calls
from lkg.server.calls import BrokenOff, Call, Endpoint, Reply
from lkg.server.crew import Refused

Message = dict[str, Any]
SCOPE: Message = {
    "type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "scheme": "http", "headers": [],
}  # fmt: skip


async def sent(endpoint: Endpoint, *messages: Message, **scope: Any) -> list[Message]:
    """What an endpoint sends to a client that sends these messages, and then nothing more."""
    waiting, replies = list(messages), list[Message]()

    async def receive() -> Message:
        return waiting.pop(0) if waiting else await asyncio.Event().wait() or {}

    async def send(message: Message) -> None:
        replies.append(message)

    await endpoint(SCOPE | scope, receive, send)
    return replies


def ask(handle: Callable[[Call, Reply], Awaitable[None]], *messages: Message, **scope: Any) -> list[Message]:
    return asyncio.run(sent(Endpoint(handle, 10, ("POST",)), *messages, **scope))


async def echo(call: Call, reply: Reply) -> None:
    await reply.whole(200, "text/plain", call.body)


def body(data: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": data, "more_body": more}


def test_a_body_in_pieces_is_put_together() -> None:
    assert ask(echo, body(b"one ", more=True), body(b"two"))[1]["body"] == b"one two"


def test_a_client_that_stops_sending_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "PATIENCE", 0.01)
    assert ask(echo, body(b"one", more=True))[0]["status"] == 408


def test_a_body_that_does_not_end_is_refused_before_it_is_read() -> None:
    assert ask(echo, body(b"12345678901", more=True))[0]["status"] == 413


def test_a_method_that_is_not_possible_is_told_with_those_that_are() -> None:
    start = ask(echo, body(b""), method="PATCH")[0]
    assert (start["status"], (b"allow", b"POST") in start["headers"]) == (405, True)


def test_work_is_cancelled_when_the_client_goes_away() -> None:
    ended = []

    async def work(call: Call, reply: Reply) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(call.path)

    assert ask(work, body(b""), {"type": "http.disconnect"}) == []
    assert ended == ["/sparql"]


def test_a_fault_after_the_start_breaks_the_reply_off(capsys: pytest.CaptureFixture[str]) -> None:
    async def work(call: Call, reply: Reply) -> None:
        await reply.start(200, {})
        raise Refused(504, "the time is up")

    with pytest.raises(BrokenOff):
        ask(work, body(b""))
    assert "broken off: the time is up" in capsys.readouterr().err
