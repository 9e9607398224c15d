"""The claim table kept as Parquet beside a store on disk, and used again only while it says what the store says."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import duckdb
import pyoxigraph as ox

from lkg.claims import lines, stored
from lkg.claims.context import Context
from lkg.claims.model import Record
from lkg.claims.table import ActorNamed, ClaimTable, concerned, database
from lkg.errors import InUse
from lkg.store import Store
from lkg.vocab import ontology_files

PATIENCE = 2.0
"""seconds that others may hold a store until they are taken for programs that do not mean to let it go"""
FORMAT = 1
"""to be raised whenever columns change"""
TABLES = (
    "line", "claim", "closing", "denied", "hit", "side", "statement", "concerned", "disputed", "node", "kind",
    "relation", "source", "voice", "moment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What a kept table was made from."""

    version: str = ""
    """of the columns and the ontology"""
    stamp: str = ""
    """of the store when it was last seen to say the same"""
    digest: str = ""
    """of the store's data; empty as long as nobody asked"""
    graphs: tuple[str, ...] = ()
    """the named graphs that were derived from these data, and lie in the store"""


class Beside:
    """The folder `table` in the folder of a store, and what is known of the data from which it was made."""

    def __init__(self, store: Store) -> None:
        self._store, self.place = store, Path(str(store.path))
        self.folder = self.place / "table"

    def write(self, work: Callable[[Store], None]) -> Store:
        """Let some work write to the store; gives the store as it is then, open for reading.

        It is held for writing no longer than the work takes, so that others may write, too. Raises InUse where
        another program holds it for longer than a moment.
        """
        # a file that another handle still reads stays as it is until that is gone
        store = _opened(self.place)
        try:
            work(store)
            store.inner.flush()
        finally:
            del store.inner
        self._store = Store(self.place, write=False)
        return self._store

    def settle(self) -> None:
        """Trust what is kept, whatever the stamp: for whoever has just written both the data and the table."""
        self.note(self._read())

    def derive(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> Store:
        """Write a named graph that follows from the data, and put down that it is there."""
        about = self.about
        store = self.write(lambda store: store.replace(graph, quads))
        self.note(replace(about, graphs=(*about.graphs, graph.value)))
        return store

    @property
    def about(self) -> About:
        """What is kept, if it can still be trusted; an empty record otherwise.

        An unchanged stamp of the store's files will do. With another one the data themselves decide, by their digest.
        """
        found = self._read()
        stamp = self._store.stamp()
        if found.version != version() or found.stamp == stamp:
            return found if found.version == version() else About()
        if found.digest and found.digest == self._store.digest():
            return self.note(replace(found, stamp=stamp))
        return About()

    def note(self, about: About) -> About:
        """Put down what is known of the data, with the stamp that the store has now."""
        found = replace(about, version=version(), stamp=self._store.stamp())
        # a folder that cannot be written keeps nothing, and all is derived anew
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            aside = self.folder / "about.json.new"
            aside.write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
            aside.replace(self.folder / "about.json")
        return found

    def open(self, record: Callable[[], Record]) -> ClaimTable | None:
        """The kept table, or None where none can be trusted; `record` is read only if somebody asks for a claim."""
        if not self.about.stamp:
            return None
        sql = database().cursor().execute
        try:
            for name in TABLES[1:]:
                file = str(self.folder / f"{name}.parquet").replace("'", "''")
                sql(f"CREATE TEMP TABLE {name} AS SELECT * FROM read_parquet('{file}')")
        except duckdb.Error:
            # a file that is missing or cut short: the table is made again from the store
            return None
        return ClaimTable(sql, lambda table: Context(concerned(sql, record())))

    def make(
        self, record: Record, actor_named: ActorNamed, read: Callable[[lines.Sql], None] | None = None
    ) -> ClaimTable:
        """The table of all claims in the store, derived and kept; raises InvalidFile where one lacks a part.

        Without `read` the claims are read from the store, which on disk takes longest.
        """
        source = read or stored.lines_of(self._store)
        table = ClaimTable.of_lines(record, actor_named, source, stored.disputes(self._store))
        self.keep(table)
        return table

    @property
    def line(self) -> Path | None:
        """The kept rows of text, if they say what the store says."""
        file = self.folder / "line.parquet"
        return file if self.about.stamp and file.is_file() else None

    def keep(self, table: ClaimTable) -> None:
        """Write the tables, all or none; a folder that cannot be written keeps nothing."""
        aside = self.folder.with_name("table.new")
        shutil.rmtree(aside, ignore_errors=True)
        try:
            aside.mkdir()
            for name in TABLES:
                file = str(aside / f"{name}.parquet").replace("'", "''")
                table.sql(f"COPY {name} TO '{file}' (FORMAT parquet)")
        except (OSError, duckdb.IOException):
            shutil.rmtree(aside, ignore_errors=True)
            return
        table.sql("DROP TABLE line")
        shutil.rmtree(self.folder, ignore_errors=True)
        aside.rename(self.folder)
        self.note(About())

    def _read(self) -> About:
        try:
            given = json.loads((self.folder / "about.json").read_text(encoding="utf-8"))
            return About(**given | {"graphs": tuple(given["graphs"])})
        except (OSError, ValueError, TypeError, KeyError):
            return About()


def _opened(place: Path) -> Store:
    """A store open for writing, as soon as those who write to it now are done."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return Store(place)
        except InUse:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


@cache
def version() -> str:
    """What the columns depend on besides the data: their form and the ontology."""
    found = hashlib.sha256(str(FORMAT).encode())
    for file in ontology_files():
        found.update(file.read_bytes())
    return found.hexdigest()[:16]
