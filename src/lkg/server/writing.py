"""Changes of a graph's folder: one after the other, and each to its end."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lkg.server.calls import Call, Handle, Reply
from lkg.server.service import Service


class OneByOne:
    """Handlers that write into a graph's folder, of which only one works at a time.

    Each goes on to its end where its client goes away: else the files could say what is served to nobody.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    def __call__(self, handle: Handle) -> Handle:
        """The same handler, in its turn."""

        async def in_turn(call: Call, reply: Reply) -> None:
            work = asyncio.ensure_future(self._locked(handle, call, reply))
            work.add_done_callback(_noticed)
            await asyncio.shield(work)

        return in_turn

    async def _locked(self, handle: Handle, call: Call, reply: Reply) -> None:
        async with self._lock:
            await handle(call, reply)


def folder_of(service: Service) -> Path | None:
    """The folder of Turtle files that is served; None where the graph is bundled, a single file, or a store."""
    place = Path(service.settings.place)
    own = bool(service.settings.place) and not service.is_on_disk
    return place if own and place.is_dir() else None


def _noticed(work: asyncio.Future[None]) -> None:
    """Whoever waited was told of a fault; whoever left need not be."""
    if not work.cancelled():
        work.exception()
