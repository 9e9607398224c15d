"""Linked data: every IRI of the project has a page here, for people and for machines."""

from __future__ import annotations

from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused
from lkg.server.service import Service
from lkg.vocab import PREFIXES

KINDS = {
    kind: PREFIXES[prefix]
    for kind, prefix in {
        "actor": "actor", "claim": "claim", "source": "source", "dispute": "dispute", "passage": "passage",
        "statement": "statement", "judgement": "judgement", "ontology": "lkg", "result": "result", "lens": "lens",
    }.items()
}  # fmt: skip
"""the first part of a path → what stands before the name in the IRI"""


class Linked:
    """Pages of the nodes of one kind by their IRIs."""

    def __init__(self, service: Service, kind: str) -> None:
        self.service, self.prefix = service, KINDS[kind]

    async def __call__(self, call: Call, reply: Reply) -> None:
        """HTML for whoever would rather have it, else RDF."""
        iri = self.prefix + call.names["name"]
        if _wants_page(call.accept):
            _, data = await self.service.analysed("page", {"iri": [iri]})
            await reply.whole(200, "text/html; charset=utf-8", data, vary="accept")
            return
        node = f"<{_checked(iri)}>"
        known = await self._asked(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}", "text/csv")
        if b"true" not in known[1]:
            raise Refused(404, f"Nothing is known of {iri}.")
        await reply.whole(200, *await self._asked(f"DESCRIBE {node}", call.accept), vary="accept")

    async def _asked(self, query: str, accept: str) -> tuple[str, bytes]:
        view = await self.service.view(query, {"lens": "default"})
        request = {"query": query, "accept": accept, "base": None, "default": view.graphs, "named": None}
        async with self.service.reading(view.version, request) as answer:
            return answer.head["type"], await answer.whole()


def _wants_page(accept: str) -> bool:
    """Whether HTML is named before any form of RDF: browsers name it first, programs do not name it."""
    named = accept.lower().find("text/html")
    others = [at for at in map(accept.lower().find, ("turtle", "ld+json", "n-triples", "rdf+xml")) if at >= 0]
    return named >= 0 and all(named < at for at in others)


def _checked(iri: str) -> str:
    if any(letter in iri for letter in '<>"{}|^`\\ \t\r\n'):
        raise Refused(404, f"Nothing is known of {iri!r}.")
    return iri
