"""Processes that answer one request at a time, and are ended when they may not go on."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any

from lkg.errors import LkgError
from lkg.server import frames

Process = asyncio.subprocess.Process
PAUSE = 2.0
"""seconds until a process that could not start is started again"""


class Refused(LkgError):
    """A request that is not answered: its status in HTTP, and why in words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status, self.message = status, message

    def __str__(self) -> str:
        return self.message


class Answer:
    """An answer as it comes from a process."""

    def __init__(self, process: Process, request: Mapping[str, Any]) -> None:
        self._process, self.request, self._since = process, request, time.monotonic()
        self.head: dict[str, Any] = {}
        self.has_ended = self.is_stopped = False

    @property
    def seconds(self) -> float:
        """How long it has been worked on."""
        return time.monotonic() - self._since

    def stop(self) -> None:
        """End the process that works on it; whoever waits is told."""
        self.is_stopped = True
        _end(self._process)

    async def ask(self) -> None:
        """Send the request and wait for the head; raises Refused with what the process has to say instead."""
        into = self._process.stdin
        assert into is not None
        try:
            into.write(frames.json_message(frames.HEAD, self.request))
            await into.drain()
        except OSError:
            raise EOFError("a process ended before it was asked") from None
        kind, content = await self._next()
        if kind == frames.HEAD:
            self.head = frames.loaded(content)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The data; raises Refused where the answer breaks off."""
        while not self.has_ended:
            kind, content = await self._next()
            if kind == frames.DATA:
                yield content

    async def whole(self) -> bytes:
        """All data at once."""
        return b"".join([piece async for piece in self.pieces()])

    async def _next(self) -> tuple[bytes, bytes]:
        source = self._process.stdout
        assert source is not None
        kind, content = await frames.receive(source)
        self.has_ended = kind in (frames.END, frames.FAULT)
        if kind == frames.FAULT:
            raise Refused(**frames.loaded(content))
        return kind, content


class Crew:
    """So many processes of one kind; requests beyond that wait, and beyond a number are sent away."""

    def __init__(self, module: str, size: int, *given: str, waiting: int = 256) -> None:
        self.module, self.size, self.given, self.most = module, size, given, waiting
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._processes: set[Process] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self.at_work: dict[str, Answer] = {}
        """the requests that are worked on, by an id"""
        self._numbers = count(1)
        self._waiting = 0
        self._begun = 0
        self._closed = False

    def open(self, count: int | None = None) -> asyncio.Task[None]:
        """Start so many processes or all that lack, each when the one before is ready: the first request can begin."""
        return self._soon(self._start_more(self.size if count is None else count))

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        starting = list(self._starting)
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        for process in self._processes:
            _end(process)
        await asyncio.gather(*(process.wait() for process in self._processes))

    @asynccontextmanager
    async def answer(self, request: Mapping[str, Any], seconds: float) -> AsyncIterator[Answer]:
        """An answer within a time. Whoever leaves before its end has its process ended, and another takes its place.

        The time begins when a process is free. Raises Refused: 503 where too many wait or somebody stops it, 504 where
        the time is up, 500 where the process breaks down.
        """
        process = await self._free()
        answer, number = Answer(process, request), str(next(self._numbers))
        self.at_work[number] = answer
        try:
            async with asyncio.timeout(seconds):
                await answer.ask()
                yield answer
        except TimeoutError:
            raise Refused(504, TOO_LONG.format(seconds)) from None
        except EOFError:
            if answer.is_stopped:
                raise Refused(503, STOPPED) from None
            raise Refused(500, "The process that worked on this broke down. Ask again, or ask for less.") from None
        finally:
            del self.at_work[number]
            self._back(process, whole=answer.has_ended)

    async def _free(self) -> Process:
        if self._waiting >= self.most:
            raise Refused(503, f"{self._waiting} requests are waiting already. Try again in a moment.")
        self._waiting += 1
        try:
            return await self._idle.get()
        finally:
            self._waiting -= 1

    def _back(self, process: Process, *, whole: bool) -> None:
        """Take a process back, or end it where it still works on what nobody waits for, and start another."""
        if whole and process.returncode is None:
            self._idle.put_nowait(process)
            return
        _end(process)
        if not self._closed:
            self._soon(self._replace(process))

    def _soon(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
        return task

    async def _start_more(self, count: int) -> None:
        while self._begun < min(count, self.size):
            self._begun += 1
            await self._start()

    async def _replace(self, process: Process) -> None:
        await process.wait()
        self._processes.discard(process)
        await self._start()

    async def _start(self) -> None:
        pipe = asyncio.subprocess.PIPE
        # in a session of its own: an interrupt from the keyboard is for the server, which then ends its processes
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self.module, *self.given, stdin=pipe, stdout=pipe, start_new_session=True
        )
        self._processes.add(process)
        try:
            assert process.stdout is not None
            await frames.receive(process.stdout)
        except EOFError:
            print(f"lkg serve: {self.module} ended before it was ready; trying again.", file=sys.stderr, flush=True)
            await asyncio.sleep(PAUSE)
            await self._replace(process)
        else:
            self._idle.put_nowait(process)


def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()


STOPPED = "This was stopped by somebody who may do so: nothing here is complete."
TOO_LONG = (
    "This took longer than {:g} seconds and was stopped: nothing here is complete. Ask for less, or allow more time."
)
