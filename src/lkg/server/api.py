"""`/api`: what analysts answer, as JSON for the explorer and for programs."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lkg.server.calls import Call, Handle, Reply
from lkg.server.service import Service, begun

KEPT = 256
"""answers that are kept, each for the version of the data from which it was made"""
LARGEST = 4_000_000


Found = tuple[Mapping[str, Any], bytes]


@dataclass
class Shared:
    """Work that several wait for; it ends with the last of them."""

    task: asyncio.Task[Found]
    waiting: int = 0

    async def found(self) -> Found:
        """Wait for it."""
        self.waiting += 1
        try:
            return await asyncio.shield(self.task)
        finally:
            self.waiting -= 1
            if not self.waiting:
                self.task.cancel()


class Api:
    """Views by name, kept as long as the data stay the same; who asks for the same at the same time, waits together."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._known: OrderedDict[tuple[object, ...], Found] = OrderedDict()
        self._asked: dict[tuple[object, ...], Shared] = {}

    async def prepare(self) -> None:
        """Let an analyst make the first page before anybody asks for it, and then all get ready for whatever comes."""
        async with begun(self._first_page()):
            await self.service.warm()

    async def _first_page(self) -> None:
        first = (self._answer("network", {}), self._answer("about", {}))
        await asyncio.gather(*first, return_exceptions=True)

    def view(self, name: str, also: tuple[str, ...] = ()) -> Handle:
        """The handler of one view; `also` names parts of the path that are parameters, too."""

        async def handle(call: Call, reply: Reply) -> None:
            given = call.parameters() | {part: [call.names[part]] for part in also}
            headers, data = await self._answer(name, given)
            await reply.whole(200, headers["type"], data, **_saved(headers["name"]))

        return handle

    async def _answer(self, name: str, given: dict[str, list[str]]) -> Found:
        key = (self.service.changes, name, repr(sorted(given.items())))
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        if key not in self._asked:
            self._asked[key] = Shared(asyncio.ensure_future(self._work(key, name, given)))
            self._asked[key].task.add_done_callback(lambda _: self._asked.pop(key, None))
        return await self._asked[key].found()

    async def _work(self, key: tuple[object, ...], name: str, given: dict[str, list[str]]) -> Found:
        found = await self.service.analysed(name, given)
        if name == "about":
            found = found[0], self._with_settings(found[1])
        if found[0]["final"] and len(found[1]) <= LARGEST:
            self._known[key] = found
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found

    def _with_settings(self, data: bytes) -> bytes:
        """What the graph says of itself, with what the server lets people do."""
        settings, limits = self.service.settings, self.service.limits
        more = {"lens": settings.lens, "limits": {"seconds": limits.seconds, "rows": limits.rows}}
        return json.dumps(json.loads(data) | more | {"writes": bool(settings.token)}, ensure_ascii=False).encode()


def _saved(name: str) -> dict[str, str]:
    return {"content_disposition": f'attachment; filename="{name}"'} if name else {}
