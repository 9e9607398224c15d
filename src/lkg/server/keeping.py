"""The process that holds the store: it derives what queries see, takes changes, and gives out versions to read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

import lkg
from lkg import inference, kept
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.server import child
from lkg.server.child import Asked, Reply
from lkg.store import INFERRED, ONTOLOGY, Store, forms, streams, updates
from lkg.store.streams import graph_node
from lkg.store.versions import Versions, copied
from lkg.vocab import PREFIXES

if TYPE_CHECKING:
    from lkg.store.remote import Remote

Change = Callable[[ox.Store], None]
T = TypeVar("T")


class Copied:
    """A graph of files: its triples are copied into a store on disk, and changes end with the server."""

    def __init__(self, graph: Graph, folder: Path) -> None:
        goes_on = any(folder.glob("version-*"))
        self.graph, self._versions = graph, Versions(folder, anew=not goes_on)
        if goes_on:
            # the process that held it was ended in the middle of a change, of which nothing remains
            self._drop(filter(_follows, self._versions.inner.named_graphs()))
            self._read_again()
        else:
            self._versions.inner.bulk_extend(graph.store.quads())
        self._derived: set[str] = set()
        self.version = str(self._versions.publish())

    def show(self, names: list[str], *, anew: bool = False) -> None:
        """Let readers see named graphs that were made beside the data; those that they see already if made `anew`."""
        new = [name for name in names if anew or name not in self._derived]
        for name in map(ox.NamedNode, new):
            self._versions.replace(name, self.graph.store.quads(graph=name))
        if new:
            self._derived.update(new)
            self.version = str(self._versions.publish())

    def change(self, work: Change) -> None:
        """Change the data; what followed from them is made anew when somebody asks."""
        work(self._versions.inner)
        self._drop(map(ox.NamedNode, self._derived))
        self._derived.clear()
        self._read_again()
        self.version = str(self._versions.publish())

    def _drop(self, names: Iterable[ox.NamedNode | ox.BlankNode]) -> None:
        for name in list(names):
            self._versions.inner.remove_graph(name)

    def _read_again(self) -> None:
        data = Store()
        data.inner.bulk_extend(self._versions.inner.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        self.graph = Graph(data, folder=self.graph.folder)

    def has(self, name: ox.NamedNode) -> bool:
        """Whether there is a named graph."""
        return self._versions.inner.contains_named_graph(name)


class OnDisk:
    """A graph that is a store on disk already: it is read where it lies, and changes stay.

    Readers get copies that share its files, for a store that is being written may drop files that they still need.
    """

    def __init__(self, graph: Graph, folder: Path) -> None:
        self.graph, self._folder = graph, folder
        self.version = self._place = str(graph.store.path)
        self._stamp = self._on(graph.store, Store.stamp)

    def show(self, names: list[str], *, anew: bool = False) -> None:
        """Let readers see named graphs that were made beside the data, if any were."""
        if self._stamp != self._on(self.graph.store, Store.stamp):
            self.graph.place.write(self._copied)
            self._stamp = self._on(self.graph.store, Store.stamp)

    def change(self, work: Change) -> None:
        """Change the store while nobody else writes to it; raises Misuse where another program does."""

        def both(store: Store | Remote) -> None:
            self._on(store, lambda held: work(held.inner))
            self._copied(store)

        beside = self.graph.place.beside
        assert beside is not None
        # what was derived is not trusted afterwards: these are other data
        beside.write(both)
        self.graph = lkg.open(self._place)
        self._stamp = self._on(self.graph.store, Store.stamp)

    def _copied(self, store: Store | Remote) -> None:
        self.version = str(self._on(store, lambda held: copied(held.inner, self._folder)))

    @staticmethod
    def _on(store: Store | Remote, work: Callable[[Store], T]) -> T:
        assert isinstance(store, Store)
        return work(store)

    def has(self, name: ox.NamedNode) -> bool:
        """Whether there is a named graph."""
        store = self.graph.store
        return isinstance(store, Store) and store.inner.contains_named_graph(name)


class Keeper:
    """Does what is asked of the graph that is served."""

    def __init__(self, place: str, folder: str) -> None:
        graph: Graph = lkg.open(*([place] if place else []))
        self.served: Copied | OnDisk = (Copied if graph.place.beside is None else OnDisk)(graph, Path(folder))

    def answer(self, asked: Asked, reply: Reply) -> None:
        """Do what is asked, and tell which version shows it."""
        work = {"prepare": self._prepare, "update": self._update, "store": self._store, "keep": self._keep}
        found = work[asked["do"]](asked)
        reply.begin(**found, version=self.served.version)

    def _prepare(self, asked: Asked) -> dict[str, object]:
        """See to it that the graphs of a lens are there, and what else a query needs; without a lens, nothing."""
        if asked["lens"] is None:
            return {"graphs": [""], "note": ""}
        graph, given = self.served.graph, dict(asked["lens"])
        lens = graph.lens(given.pop("lens", "default"), **given)
        graphs, note = graph.dataset(asked["query"], lens)
        names = [name.value for name in graphs if isinstance(name, ox.NamedNode)]
        results = [kept.graph_name(name).value for name in kept.named_in(asked["query"])]
        self.served.show([*names, *results])
        data = [] if inference.MERGED in graphs else [""]
        return {"graphs": [*data, *names], "note": note}

    def _update(self, asked: Asked) -> dict[str, object]:
        def change(store: ox.Store) -> None:
            updates.update(
                store,
                asked["text"],
                base=asked["base"],
                using=asked["default"],
                using_named=asked["named"],
                services=asked["services"],
            )

        self.served.change(change)
        return {}

    def _store(self, asked: Asked) -> dict[str, object]:
        """PUT, POST or DELETE one graph; tells whether it was made."""
        name, method = graph_node(asked["graph"]), asked["method"]
        there = isinstance(name, ox.DefaultGraph) or self.served.has(name)
        if method == "DELETE":
            if not there:
                raise streams.NoGraph(asked["graph"])
            self.served.change(lambda store: _cleared(store, name))
            return {"made": False}
        form = forms.form_of(asked["type"])
        if form is None:
            raise Misuse(f"A body of the type {asked['type'] or 'none'!r} cannot be read. Send Turtle or another RDF.")
        quads = streams.parsed(child.bytes_of(asked), form, asked["base"], asked["graph"])

        def change(store: ox.Store) -> None:
            if method == "PUT":
                _cleared(store, name)
            if isinstance(name, ox.NamedNode):
                store.add_graph(name)
            store.extend(quads)

        self.served.change(change)
        return {"made": not there}

    def _keep(self, asked: Asked) -> dict[str, object]:
        """Put a finding, given as N-Quads, into a named graph of its own."""
        name = kept.graph_name(asked["name"])
        quads = list(ox.parse(child.bytes_of(asked), format=ox.RdfFormat.N_QUADS))
        self.served.graph.place.write(lambda store: store.replace(name, quads))
        self.served.show([name.value], anew=True)
        return {"graph": name.value}


def _follows(name: ox.NamedNode | ox.BlankNode) -> bool:
    """Whether a graph follows from the data: the ontology and its closure, edges of lenses, findings."""
    ours = (ONTOLOGY.value, INFERRED.value, PREFIXES["lens"], PREFIXES["result"])
    return isinstance(name, ox.NamedNode) and name.value.startswith(ours)


def _cleared(store: ox.Store, name: ox.NamedNode | ox.DefaultGraph) -> None:
    if isinstance(name, ox.DefaultGraph):
        store.clear_graph(name)
    else:
        store.remove_graph(name)


if __name__ == "__main__":
    child.run(lambda: Keeper(*sys.argv[1:]).answer)
