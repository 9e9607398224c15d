"""`/store`: the SPARQL 1.1 Graph Store HTTP Protocol, whole graphs read and written."""

from __future__ import annotations

import base64
import uuid
from urllib.parse import quote, urljoin, urlsplit

from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused
from lkg.server.service import Service
from lkg.server.sparql import check_token
from lkg.store.forms import form_of


class GraphStore:
    """Graphs over HTTP."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, call: Call, reply: Reply) -> None:
        """GET, HEAD, PUT, POST or DELETE a graph."""
        graph = _graph(call)
        if call.method in ("GET", "HEAD"):
            await self._read(graph or "", call, reply)
            return
        _check(call)
        check_token(self.service, call)
        name = f"{call.root}{call.path.rstrip('/')}/{uuid.uuid4()}" if graph is None else graph
        head = await self.service.change(
            {
                "do": "store",
                "method": call.method,
                "graph": name,
                "type": call.content_type,
                "base": name or call.root + call.path,
                "body": base64.b64encode(call.body).decode(),
            }
        )
        if graph is None:
            await reply.whole(201, "", location=name)
        else:
            await reply.whole(201 if head["made"] else 204, "")

    async def _read(self, graph: str, call: Call, reply: Reply) -> None:
        view = await self.service.view("", None)
        async with self.service.reading(view.version, {"graph": graph, "accept": call.accept}) as answer:
            await reply.start(200, {"content-type": answer.head["type"], "vary": "accept"})
            async for piece in answer.pieces():
                await reply.write(piece)
        await reply.end()


def _check(call: Call) -> None:
    """Raise Refused for a body that no graph is written by."""
    if call.method != "DELETE" and form_of(call.content_type) is None:
        kind = call.content_type or "none"
        raise Refused(415, f"A body of the type {kind!r} cannot be read. Send Turtle or another RDF.")


def _graph(call: Call) -> str | None:
    """The graph that a request speaks of; empty for the default graph, None for one that is to be named here."""
    given = call.parameters()
    if set(given) - {"graph", "default"}:
        raise Refused(400, "A graph is named by ?graph=IRI, or by ?default.")
    if "default" in given and "graph" not in given:
        return ""
    if "graph" in given and "default" not in given and len(given["graph"]) == 1:
        # joining would drop an empty fragment, and the name of a graph may end with one
        name = given["graph"][0]
        return name if urlsplit(name).scheme else urljoin(call.root + call.path, name)
    if given:
        raise Refused(400, "One graph is asked for at a time: ?graph=IRI, or ?default.")
    if call.names.get("rest"):
        return call.root + quote(call.path, safe="/:@!$&'()*+,;=~")
    if call.method == "POST":
        return None
    raise Refused(400, "Which graph? Name it by ?graph=IRI, or ?default.")
