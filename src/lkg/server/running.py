"""`/api/running`: the queries that are being answered, for whoever knows the token, and the end of one of them."""

from __future__ import annotations

from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused
from lkg.server.service import Service
from lkg.server.sparql import check_token

SHOWN = 2_000
"""letters of a query that are shown"""


class Running:
    """A list of queries, each of which can be stopped by its id."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def listed(self, call: Call, reply: Reply) -> None:
        """Tell what readers are at, the oldest first."""
        check_token(self.service, call)
        queries = [
            {"id": id, "seconds": round(answer.seconds, 3), "query": answer.request["query"][:SHOWN]}
            for id, answer in self.service.readers.at_work.items()
            if "query" in answer.request
        ]
        await reply.json({"queries": queries})

    async def stop(self, call: Call, reply: Reply) -> None:
        """End a query; whoever waits for it is told, or sees the answer break off."""
        check_token(self.service, call)
        id = call.names["id"]
        answer = self.service.readers.at_work.get(id)
        if answer is None:
            raise Refused(404, f"No query {id!r} is running; perhaps it has ended. GET /api/running lists them.")
        answer.stop()
        await reply.whole(204, "")
