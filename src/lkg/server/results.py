"""`/api/results`: a finding worked out, and if it is given a name, kept as a graph that queries join."""

from __future__ import annotations

import base64
import json
from typing import Any

from lkg import kept
from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused
from lkg.server.service import Service
from lkg.server.sparql import check_token


class Results:
    """Findings by POST of JSON: finding, lens, parameters, and a name under which to keep it.

    {"finding": "rank", "lens": {"at": "2022-07-01"}, "parameters": {"by": "degree"}, "name": "degrees"}
    """

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, call: Call, reply: Reply) -> None:
        """Work a finding out; it is gone with the next change of the data, since it no longer follows from them."""
        asked = _read(call.body)
        name = kept.name_of(asked["name"]) if asked.get("name") else ""
        if name and (self.service.settings.token or self.service.is_on_disk):
            check_token(self.service, call)
        _, data = await self.service.analysed("result", asked)
        answer = json.loads(data)
        found: dict[str, Any] = answer["found"]
        if not name:
            await reply.json(found)
            return
        body = base64.b64encode(answer["quads"].encode()).decode()
        head = await self.service.ask_keeper({"do": "keep", "name": name, "body": body})
        await reply.json(found | {"result": f"result:{name}", "graph": head["graph"]}, 201)


def _read(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"The body is no JSON: {error}.") from None
    shape = {"finding": str, "lens": dict, "parameters": dict, "name": str}
    if not isinstance(found, dict) or "finding" not in found:
        raise Refused(400, 'The body is a JSON object with "finding", and perhaps "lens", "parameters" and "name".')
    for key, value in found.items():
        if key not in shape or not isinstance(value, shape[key]):
            raise Refused(400, f"{key!r} is not possible here. Give {', '.join(shape)}.")
    return found
