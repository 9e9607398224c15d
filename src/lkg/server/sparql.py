"""`/sparql`: the SPARQL 1.1 Protocol, queries and updates."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from lkg.server import asked, description
from lkg.server.asked import QUERY, Asked
from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused
from lkg.server.remembered import LARGEST, Answers, stays
from lkg.server.service import Service, View, lens_of
from lkg.store.forms import FORMS, GRAPHS, negotiate
from lkg.store.text import names_dataset


class Protocol:
    """Queries and updates over HTTP."""

    def __init__(self, service: Service) -> None:
        self.service, self.answers = service, Answers()

    async def __call__(self, call: Call, reply: Reply) -> None:
        """Answer a query or an update; who asks nothing gets the description of the service."""
        found = asked.read(call.method, call.content_type, call.query, call.body)
        if found is None:
            form = negotiate(call.accept, GRAPHS)
            await reply.whole(200, form.content_type, description.written(call.root + call.path, form))
        elif len(found.text.encode()) > self.service.limits.query:
            raise Refused(413, f"The text is longer than {self.service.limits.query:,} bytes. Ask in parts.")
        elif found.does == QUERY:
            await self._query(found, call, reply)
        else:
            await self._update(found, call, reply)

    async def _query(self, found: Asked, call: Call, reply: Reply) -> None:
        others = dict(found.others)
        accept = _accept(others.pop("format", None), call.accept)
        lens = lens_of(others, self.service.settings.lens)
        view = await self.service.view(found.text, lens)
        request = {"query": found.text, "accept": accept, "base": call.root + call.path, **_dataset(found, view)}
        key = (view.version, *request.values())
        known = self.answers.find(key)
        if known:
            kind, data = known
            await reply.start(200, {"content-type": kind, "content-length": str(len(data)), **_headers(view)})
            await reply.write(data)
            await reply.end()
            return
        async with self.service.reading(view.version, request) as answer:
            await reply.start(200, {"content-type": answer.head["type"], **_headers(view)})
            held = bytearray()
            async for piece in answer.pieces():
                await reply.write(piece)
                # one that is too large to be kept shall not be held either
                held += piece[: max(LARGEST + 1 - len(held), 0)]
        await reply.end()
        if stays(found.text):
            self.answers.keep(key, answer.head["type"], bytes(held))

    async def _update(self, found: Asked, call: Call, reply: Reply) -> None:
        check_token(self.service, call)
        await self.service.change(
            {
                "do": "update",
                "text": found.text,
                "base": call.root + call.path,
                "default": found.default,
                "named": found.named,
                "services": self.service.settings.services,
            }
        )
        await reply.whole(204, "")


def _headers(view: View) -> dict[str, str]:
    return {"vary": "accept"} | ({"lkg-note": view.note} if view.note else {})


def check_token(service: Service, call: Call) -> None:
    """Raise Refused for whoever may not write: 403 where nobody may, 401 for a token that is missing or wrong."""
    token = service.settings.token
    if not token:
        raise Refused(403, "This graph is only read here. `lkg serve --token …` lets those write who know the token.")
    scheme, _, given = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise Refused(401, "Writing needs the token of the server: Authorization: Bearer TOKEN.")


def _dataset(found: Asked, view: View) -> Mapping[str, Any]:
    """The graphs of a query: those of the request, else those that it names itself, else those of the lens."""
    if found.has_dataset:
        return {"default": found.default, "named": found.named}
    if names_dataset(found.text):
        return {"default": None, "named": None}
    return {"default": view.graphs, "named": None}


def _accept(form: Any, accept: str) -> str:
    """The header, or the media type of the form named in the address."""
    if not form:
        return accept
    media = next((known.media[0] for known in FORMS if known.name == form[-1]), None)
    if media is None:
        raise Refused(400, f"There is no form {form[-1]!r}. Use {', '.join(known.name for known in FORMS)}.")
    return media
