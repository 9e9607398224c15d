"""Where the triples of a graph lie: in files that are read into memory, in a store on disk, or at an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from lkg.claims.keeping import Beside
from lkg.store import Store, parse_files

if TYPE_CHECKING:
    from lkg.store.remote import Remote


LARGE = 250_000
"""triples from which on a graph in memory is treated like a store on disk"""
BYTES = 100
"""what a triple takes in a file, about"""


class Place:
    """One way to read and write, wherever the triples lie."""

    def __init__(self, inner: Store | Remote | None, files: tuple[Path, ...]) -> None:
        self._inner, self.files = inner, files
        self.beside = Beside(inner) if isinstance(inner, Store) and inner.path is not None else None
        """what is kept beside a store on disk; None elsewhere"""
        self._made: set[ox.NamedNode] = set()
        """named graphs made since the graph was opened; what a store kept may be of another version"""

    @property
    def store(self) -> Store | Remote:
        """The store, or the endpoint; files are loaded when it is first asked for."""
        if self._inner is None:
            self._inner = Store()
            self._inner.load(self.files)
        return self._inner

    @cached_property
    def local(self) -> Store:
        """The store, or a copy in memory of what lies at an endpoint."""
        if isinstance(self.store, Store):
            return self.store
        copy = Store()
        copy.inner.bulk_extend(self.store.quads())
        return copy

    @property
    def is_large(self) -> bool:
        """Whether claims are read one by one when asked for: on disk, or where there may be tens of thousands."""
        if isinstance(self._inner, Store) and self._inner.path is None:
            return len(self._inner) >= LARGE
        if self._inner is None:
            return sum(file.stat().st_size for file in self.files) >= LARGE * BYTES
        return self.beside is not None

    @property
    def derives(self) -> bool:
        """Whether what follows from the data can be put beside them: not at an endpoint that is only read."""
        return self.beside is not None or self.store.writes

    def quads(self) -> Iterable[ox.Quad]:
        """All data."""
        return parse_files(self.files) if self._inner is None else self._inner.quads()

    def digest(self) -> str:
        """SHA-256 of the data as sorted N-Triples; on disk it is kept."""
        if self.beside is None:
            return self.store.digest()
        about = self.beside.about
        return about.digest or self.beside.note(replace(about, digest=self.store.digest())).digest

    def put(self, name: ox.NamedNode, make: Callable[[], Iterable[ox.Quad]]) -> None:
        """Make a named graph that follows from the data, unless it was made from these data before."""
        if name in self._made or not self.derives:
            return
        self._made.add(name)
        if self.beside is None:
            self.store.replace(name, make())
        elif name.value not in self.beside.about.graphs:
            self._opened(self.beside.derive(name, make()))

    def write(self, work: Callable[[Store | Remote], None]) -> None:
        """Let some work write named graphs besides the data; raises Misuse where another program writes."""
        if self.beside is None:
            work(self.store)
            return
        trusted = bool(self.beside.about.stamp)
        self._opened(self.beside.write(work))
        if trusted:
            self.beside.settle()

    def _opened(self, store: Store) -> None:
        self._inner = store
        self.__dict__.pop("local", None)
