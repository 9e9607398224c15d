"""`/api/judgements`: whether two actors are the same, judged and taken back by whoever knows the token."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pyoxigraph as ox

from lkg import folders
from lkg.claims import reading
from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused
from lkg.server.service import Service
from lkg.server.sparql import check_token
from lkg.server.writing import folder_of

SHAPE = ("actor", "other", "judgement", "reason", "keep", "by")


class Judgements:
    """Judgements by POST of JSON, taken back by DELETE of their address; `OneByOne` keeps them apart.

    {"actor": "republic-of-china", "other": "taiwan", "judgement": "same", "reason": "two names of one government"}

    They change what is served at once. Of a graph that lies in a folder of one's own they are written into its
    `identity.ttl`, too, and of a store into that; else they last until the server ends, as the answer says.
    """

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, call: Call, reply: Reply) -> None:
        """Judge a pair, or withdraw the judgement that the address names."""
        check_token(self.service, call)
        name = call.names.get("id", "")
        asked = {"undo": name} | _reason(call) if name else _read(call.body)
        _, data = await self.service.analysed("judgement", asked)
        found = json.loads(data)
        if found["triples"]:
            await self._write(found["triples"])
        await reply.json({**found["judgement"], "saved": self._saved()}, 200 if name else 201)

    async def _write(self, triples: str) -> None:
        """Into the files first: these are what the server reads when it starts again."""
        folder = folder_of(self.service)
        if folder:
            quads = list(ox.parse(triples, format=ox.RdfFormat.N_QUADS))
            await asyncio.to_thread(folders.save_judgements, reading.read(quads).judgements.values(), folder)
        await self.service.change(
            {
                "do": "update",
                "text": f"INSERT DATA {{\n{triples}}}",
                "base": None,
                "default": (),
                "named": (),
                "services": (),
            }
        )

    def _saved(self) -> str:
        folder = folder_of(self.service)
        if folder:
            return str(folder / "identity.ttl")
        return self.service.settings.place if self.service.is_on_disk else "until the server ends"


def _reason(call: Call) -> dict[str, str]:
    given = call.parameters()
    return {name: given[name][-1] for name in ("reason", "by") if name in given}


def _read(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"The body is no JSON: {error}.") from None
    if not isinstance(found, dict) or not {"actor", "other", "judgement"} <= found.keys():
        raise Refused(
            400, f"The body is a JSON object with actor, other and judgement. It may have {', '.join(SHAPE)}."
        )
    for key, value in found.items():
        if key not in SHAPE or not isinstance(value, str):
            raise Refused(400, f"{key!r} is not possible here. Give texts: {', '.join(SHAPE)}.")
    return found
