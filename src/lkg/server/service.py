"""What the server has at its command: the graph's keeper, readers and analysts, and how much one request may use."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lkg import inference, kept
from lkg.errors import LkgError
from lkg.lens.model import LISTS
from lkg.server.crew import Answer, Crew
from lkg.server.views import WARMING
from lkg.store import lkg_terms

Lens = Mapping[str, Any] | None
DATA_ALONE = "none"
"""the name of the lens under which queries see the data and nothing that follows from them"""

HEAD_START = 2.0
"""seconds in which what comes first has the processors for itself; of a large graph it takes longer"""

OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""names by which every machine calls itself"""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may use."""

    seconds: float = 60.0
    rows: int = 1_000_000
    query: int = 256 * 1024
    """bytes of a query or update"""
    document: int = 256 * 1024 * 1024
    """bytes of a document for the store"""
    waiting: int = 256
    """requests that may wait"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is served."""

    place: str = ""
    """where the graph lies; empty for the bundled one"""
    lens: str = "default"
    """of queries that name none; `none` for the data alone"""
    token: str = ""
    """what whoever writes must know; empty where nobody may"""
    services: tuple[str, ...] = ()
    """addresses that SERVICE and LOAD may fetch from"""
    origins: tuple[str, ...] = ()
    """pages from which a browser may ask, besides those served here; `*` for all"""
    hosts: tuple[str, ...] = OWN_NAMES
    """names by which the server may be called"""
    readers: int = 2
    """processes that answer queries"""
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class View:
    """A version of the store, and which graphs a query without a dataset of its own is asked of."""

    version: str
    graphs: tuple[str, ...]
    note: str


class Service:
    """The processes of a server, and what they share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = Path(tempfile.mkdtemp(prefix="lkg-serve-", dir=_beside(settings.place)))
        limits, waiting = settings.limits, settings.limits.waiting
        self.readers = Crew("lkg.server.querying", settings.readers, waiting=waiting)
        self.keeper = Crew("lkg.server.keeping", 1, settings.place, str(self.folder), waiting=waiting)
        self.analysts = Crew("lkg.server.analysing", 2, settings.place, waiting=waiting)
        self.limits = limits
        self.changes = 0
        """how often the data have changed"""
        self._version = ""
        self._views: dict[tuple[object, ...], View] = {}
        self._reading: Counter[str] = Counter()
        self._has_old = False
        """whether there may be versions that nobody will ask for any more"""

    @property
    def is_on_disk(self) -> bool:
        """Whether what is written here outlasts the server."""
        return _is_store(self.settings.place)

    async def open(self) -> None:
        """Start the processes that the first page and the first query need; the others when these are prepared."""
        self.analysts.open(1)
        self.keeper.open()
        self._first = asyncio.ensure_future(self._prepare())

    async def _prepare(self) -> None:
        """Derive what the first query will need; a fault in that is told to whoever asks."""
        async with begun(self.view("", lens_of({}, self.settings.lens))):
            self.readers.open()
        await asyncio.gather(*(self._read_first() for _ in range(self.readers.size)))

    async def _read_first(self) -> None:
        """Let a reader bring into memory what the first query will be asked of."""
        with suppress(LkgError):
            view = await self.view("", lens_of({}, self.settings.lens))
            request = {"query": "ASK {}", "accept": "", "base": None, "default": view.graphs, "named": None}
            async with self.reading(view.version, request) as answer:
                await answer.whole()

    async def close(self) -> None:
        """End them, and remove what they wrote for the time of the server."""
        self._first.cancel()
        await asyncio.gather(self._first, return_exceptions=True)
        await asyncio.gather(self.keeper.close(), self.readers.close(), self.analysts.close())
        shutil.rmtree(self.folder, ignore_errors=True)

    async def view(self, query: str, lens: Lens) -> View:
        """What a query is asked of under a lens; None for the data alone."""
        derived, results = _needs(query)
        key = (repr(sorted(lens.items())) if lens is not None else None, results, derived and lens is not None)
        if key not in self._views:
            head = await self.ask_keeper({"do": "prepare", "lens": lens, "query": query})
            self._views[key] = View(head["version"], tuple(head["graphs"]), head["note"])
        # a later version holds all that an earlier one of the same data does
        return View(self._version, self._views[key].graphs, self._views[key].note)

    async def change(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Let the keeper change the data."""
        head = await self.ask_keeper(request)
        self.changes += 1
        self._views.clear()
        return head

    @asynccontextmanager
    async def reading(self, version: str, request: Mapping[str, Any]) -> AsyncIterator[Answer]:
        """An answer from one version, which stays until it is read."""
        self._reading[version] += 1
        try:
            asked = {**request, "version": version, "rows": self.limits.rows, "services": self.settings.services}
            async with self.readers.answer(asked, self.limits.seconds) as answer:
                yield answer
        finally:
            self._reading[version] -= 1
            self._tidy()

    async def analysed(self, call: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """What an analyst says, and its head."""
        if self.is_on_disk:
            # what follows from the data lies beside them; the keeper writes it, so that nobody else has to
            with suppress(LkgError):
                await self.view("", {"lens": "default"})
        request = {"call": call, "given": given, "changes": self.changes, "version": self._version}
        async with self.analysts.answer(request, self.limits.seconds) as answer:
            return answer.head, await answer.whole()

    async def warm(self) -> None:
        """Start the other analysts, and let one after the other load what it will need, while another can answer."""
        await self.analysts.open()
        for step in range(len(WARMING)):
            for _ in range(self.analysts.size):
                await self._warm(step)

    async def _warm(self, step: int) -> None:
        with suppress(LkgError):
            async with self.analysts.answer({"call": "", "given": step}, self.limits.seconds) as answer:
                await answer.whole()

    async def ask_keeper(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Let the keeper do something that leaves the data as they are."""
        async with self.keeper.answer(request, self.limits.seconds) as answer:
            await answer.whole()
        self._has_old |= self._version != answer.head["version"]
        self._version = answer.head["version"]
        self._tidy()
        return answer.head

    def _tidy(self) -> None:
        """Remove versions that nobody reads any more; later ones than the present are about to be told."""
        if not self._has_old:
            return
        now, self._has_old = Path(self._version), False
        for place in self.folder.glob("version-*") if now.parent == self.folder else ():
            if place.name < now.name and self._reading[str(place)]:
                self._has_old = True
            elif place.name < now.name:
                shutil.rmtree(place, ignore_errors=True)


@lru_cache(maxsize=1024)
def _needs(query: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a query asks for what follows for each claim, and the results that it names."""
    return not inference.CLAIM_TERMS.isdisjoint(lkg_terms(query)), tuple(kept.named_in(query))


@asynccontextmanager
async def begun(work: Coroutine[Any, Any, Any]) -> AsyncIterator[None]:
    """Let work have the processors for a moment, and then go on beside it; its faults are told to whoever asks."""
    first = asyncio.ensure_future(work)
    try:
        await asyncio.wait({first}, timeout=HEAD_START)
        yield
        await asyncio.gather(first, return_exceptions=True)
    finally:
        first.cancel()


def lens_of(given: Mapping[str, Sequence[str]], default: str) -> Lens:
    """The lens that a request names by parameters; those of a list may repeat.

    >>> lens_of({"lens": ["security"], "sure": ["yes"], "relations": ["aids", "visits"]}, "default")
    {'lens': 'security', 'sure': True, 'relations': ['aids', 'visits']}
    >>> lens_of({}, "default")
    {'lens': 'default'}
    """
    found: dict[str, Any] = {"lens": default} | {name: _typed(name, values) for name, values in given.items()}
    return None if found["lens"] == DATA_ALONE else found


def _typed(name: str, values: Sequence[str]) -> Any:
    if name in LISTS:
        return list(values)
    value = values[-1]
    if name in ("sure", "planned"):
        return value.lower() in ("true", "1", "yes", "on")
    return int(value) if name == "min_credibility" and value.isdigit() else value


def _beside(place: str) -> str | None:
    """Copies of a store share its files only on the same disk."""
    return str(Path(place).absolute().parent) if _is_store(place) else None


def _is_store(place: str) -> bool:
    return bool(place) and (Path(place) / "CURRENT").is_file()
