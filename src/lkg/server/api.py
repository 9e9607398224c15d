"""`/api`: what analysts answer, as JSON for the explorer and for programs."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping

from lkg.server.calls import Call, Handle, Reply
from lkg.server.service import Service

KEPT = 256
"""answers that are kept, each for the version of the data from which it was made"""
LARGEST = 4_000_000


class Api:
    """Views by name, kept as long as the data stay the same."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._known: OrderedDict[tuple[object, ...], tuple[Mapping[str, str], bytes]] = OrderedDict()

    def view(self, name: str, also: tuple[str, ...] = ()) -> Handle:
        """The handler of one view; `also` names parts of the path that are parameters, too."""

        async def handle(call: Call, reply: Reply) -> None:
            given = call.parameters() | {part: [call.names[part]] for part in also}
            headers, data = await self._answer(name, given)
            await reply.whole(200, headers["type"], data, **_saved(headers["name"]))

        return handle

    async def _answer(self, name: str, given: dict[str, list[str]]) -> tuple[Mapping[str, str], bytes]:
        key = (self.service.changes, name, repr(sorted(given.items())))
        if key not in self._known:
            found = await self.service.analysed(name, given)
            if name == "about":
                found = found[0], self._with_settings(found[1])
            if len(found[1]) > LARGEST:
                return found
            self._known[key] = found
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]

    def _with_settings(self, data: bytes) -> bytes:
        """What the graph says of itself, with what the server lets people do."""
        settings, limits = self.service.settings, self.service.limits
        more = {"lens": settings.lens, "limits": {"seconds": limits.seconds, "rows": limits.rows}}
        return json.dumps(json.loads(data) | more | {"writes": bool(settings.token)}, ensure_ascii=False).encode()


def _saved(name: str) -> dict[str, str]:
    return {"content_disposition": f'attachment; filename="{name}"'} if name else {}
