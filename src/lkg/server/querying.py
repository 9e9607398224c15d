"""The process that answers one SPARQL query at a time, over one version of the store."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from lkg.errors import InvalidQuery, UnknownTerm
from lkg.server import child
from lkg.server.child import Asked, Reply
from lkg.store import Store, lkg_terms, streams
from lkg.store.forms import Form

SMALL = 40_000_000
"""bytes of a store on disk up to which what a lens sees of it is held in memory"""
LENSES = 4
"""lenses of one version that are held at once"""


class Reader:
    """Keeps the version open that was asked last."""

    def __init__(self) -> None:
        self._version = ""
        self.store = Store()
        self._small = True
        self._merged: OrderedDict[tuple[str, ...], ox.Store] = OrderedDict()

    def answer(self, asked: Asked, reply: Reply) -> None:
        """Answer a query, or write a graph."""
        if asked["version"] != self._version:
            self._open(asked["version"])

        def begin(form: Form) -> Reply:
            return reply.begin(type=form.content_type)

        if "graph" in asked:
            streams.dump(self.store.inner, asked["graph"], asked["accept"], begin)
            return
        _check_terms(asked["query"])
        store, dataset = self._asked_of(asked)
        streams.answer(
            store, asked["query"], dataset, asked["accept"], begin,
            most=asked["rows"], base=asked["base"], services=asked["services"],
        )  # fmt: skip

    def _open(self, version: str) -> None:
        self.store, self._version = Store(Path(version), write=False), version
        self._merged.clear()
        self._small = sum(file.stat().st_size for file in Path(version).glob("*.sst")) < SMALL

    def _asked_of(self, asked: Asked) -> tuple[ox.Store, streams.Dataset]:
        """The store, and which of its graphs: those that the request names, or those that a lens sees."""
        default, named = asked["default"], asked["named"]
        if default is None or named is not None or len(default) < 2 or not self._small:
            return self.store.inner, streams.Dataset(default, named)
        return self._merge(tuple(default)), streams.Dataset()

    def _merge(self, graphs: tuple[str, ...]) -> ox.Store:
        """What a lens sees as one graph in memory: asking several on disk at once takes up to twenty times as long."""
        if graphs not in self._merged:
            merged = ox.Store()
            merged.bulk_extend(quad for quad in self.store.inner if quad.graph_name != ox.DefaultGraph())
            for name in map(streams.graph_node, graphs):
                found = self.store.inner.quads_for_pattern(None, None, None, name)
                merged.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in found)
            self._merged[graphs] = merged
            while len(self._merged) > LENSES:
                self._merged.popitem(last=False)
        self._merged.move_to_end(graphs)
        return self._merged[graphs]


@lru_cache(maxsize=1024)
def _check_terms(text: str) -> None:
    """Refuse a name that our ontology does not have, with near ones."""
    named = lkg_terms(text)
    if named:
        from lkg import vocab

        known = vocab.ontology().labels
        for name in named:
            if name not in known:
                raise InvalidQuery(str(UnknownTerm(name, vocab.nearest(name, known))))


if __name__ == "__main__":
    child.run(lambda: Reader().answer)
