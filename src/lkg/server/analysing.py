"""The process that analyses: networks, paths, ranks, figures, as JSON or files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import lkg
from lkg.graphs import Graph
from lkg.server import child
from lkg.server.child import Asked, Reply
from lkg.server.files import File
from lkg.server.views import WARMING, view
from lkg.store import Store


class Analyst:
    """Keeps the graph open as it was when it was last asked, and what it has answered about it."""

    def __init__(self, place: str) -> None:
        self.place, self.changes = place, 0
        self.graph: Graph = lkg.open(*([place] if place else []))

    def answer(self, asked: Asked, reply: Reply) -> None:
        """Answer one view; without a call, take one step of loading what later ones will need."""
        if not asked["call"]:
            WARMING[asked["given"]](self.graph)
            return
        if asked["changes"] != self.changes:
            self._open_again(asked["version"])
            self.changes = asked["changes"]
        found = view(asked["call"])(self.graph, asked["given"])
        if isinstance(found, File):
            reply.begin(type=found.media, name=found.name, final=True).write(found.data)
        else:
            final = not found.get("draft", False)
            reply.begin(type="application/json", name="", final=final).write(
                json.dumps(found, ensure_ascii=False).encode()
            )

    def _open_again(self, version: str) -> None:
        """Read the data of a later version; lenses and questions stay."""
        if self.graph.place.beside is not None:
            self.graph = lkg.open(self.place)
            return
        data = Store()
        data.inner.bulk_extend(Store(Path(version), write=False).quads())
        self.graph = Graph(data, folder=self.graph.folder)


if __name__ == "__main__":
    child.run(lambda: Analyst(*sys.argv[1:]).answer)
