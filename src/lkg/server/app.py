"""The addresses of the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from lkg.server import pages
from lkg.server.api import Api
from lkg.server.calls import Endpoint
from lkg.server.graph_store import GraphStore
from lkg.server.guard import Guard
from lkg.server.judging import Judgements
from lkg.server.linked import KINDS, Linked
from lkg.server.openapi import openapi
from lkg.server.proposals import ASKED, TAKEN, Claims, Proposals
from lkg.server.reconciling import LARGEST, Reconciling
from lkg.server.results import Results
from lkg.server.running import Running
from lkg.server.service import Service, Settings
from lkg.server.sparql import Protocol
from lkg.server.writing import OneByOne

PLAIN = ("network", "positions", "tie", "paths", "rank", "figure", "export")
"""views whose address is their name"""
FORM = 16_384
"""bytes that a form may add to the text of a query"""


def application(settings: Settings) -> Starlette:
    """The ASGI application that serves a graph."""
    service = Service(settings)
    sparql = Endpoint(Protocol(service), 3 * settings.limits.query + FORM, ("GET", "HEAD", "POST"))
    store = Endpoint(GraphStore(service), settings.limits.document, ("GET", "HEAD", "PUT", "POST", "DELETE"))

    api, running, reconciling = Api(service), Running(service), Reconciling(service)
    alone = OneByOne()
    judgements, read = alone(Judgements(service)), ("GET", "HEAD")

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await service.open()
        first = asyncio.ensure_future(api.prepare())
        try:
            yield
        finally:
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            await service.close()

    def view(name: str, *also: str) -> Endpoint:
        return Endpoint(api.view(name, also), FORM)

    routes = [
        # looked at in this order, and asked most
        Route("/sparql", sparql),
        Route("/", Endpoint(pages.page, 0)),
        Route("/static/{rest:path}", Endpoint(pages.static, 0)),
        Route("/api/about", view("about")),
        Route("/api/actors", view("actors")),
        Route("/api/actors/{id}", view("actor", "id")),
        Route("/api/claims/{id}", view("claim", "id")),
        Route("/api/questions", view("questions")),
        Route("/api/questions/{name}", view("question", "name")),
        *(Route(f"/api/{name}", view(name)) for name in PLAIN),
        Route("/api/openapi.json", Endpoint(openapi, 0)),
        Route("/api/running", Endpoint(running.listed, 0)),
        Route("/api/running/{id}", Endpoint(running.stop, 0, ("DELETE",))),
        Route("/api/results", Endpoint(Results(service), FORM, ("POST",))),
        Route("/api/matches", view("matches")),
        Route("/api/pairs", view("pairs")),
        Route("/api/judgements", view("judgements"), methods=read),
        Route("/api/judgements", Endpoint(judgements, FORM, (*read, "POST"))),
        Route("/api/judgements/{id}", Endpoint(judgements, FORM, ("DELETE",))),
        Route("/api/proposals", Endpoint(Proposals(service), ASKED, ("POST",))),
        Route("/api/claims", Endpoint(alone(Claims(service)), TAKEN, ("POST",))),
        Route("/reconcile", Endpoint(reconciling, LARGEST, ("GET", "HEAD", "POST"))),
        Route("/reconcile/preview", Endpoint(reconciling.preview, 0)),
        Route("/reconcile/properties", Endpoint(reconciling.part("propose"), 0)),
        *(
            Route(f"/reconcile/suggest/{kind}", Endpoint(reconciling.part(f"suggest_{kind}"), 0))
            for kind in ("entity", "type", "property")
        ),
        Route("/page.css", Endpoint(pages.style, 0)),
        *(Route(f"/{kind}/{{name:path}}", Endpoint(Linked(service, kind), 0)) for kind in KINDS),
        Route("/sparql/", sparql),
        Route("/store", store),
        Route("/store/{rest:path}", store),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, settings=settings)], lifespan=life)
