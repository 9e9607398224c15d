"""A graph opened from where it lies: the bundled one, a folder, files, a store on disk or an endpoint."""

from __future__ import annotations

import shlex
import warnings
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from lkg import vocab
from lkg.claims import writing
from lkg.errors import MissingFile, Misuse
from lkg.graphs.graph import Graph
from lkg.store import ASSERTED, Store
from lkg.store.oxigraph import is_store


def open_graph(*places: str | Path) -> Graph:
    """Open the bundled graph, a folder, Turtle files, a spreadsheet, the folder of a store, or a SPARQL endpoint.

    Turtle files are read when they are first needed, a spreadsheet (.xlsx, .csv) at once. Raises MissingFile if a place
    is not there, and InvalidFile with every fault of a spreadsheet.

    >>> len(open_graph().record.claims)
    1178
    """
    if not places:
        return _from_folder(vocab.folder("graph"))
    if len(places) == 1 and str(places[0]).startswith(("http://", "https://")):
        # httpx takes a tenth of a second to load, and few graphs lie at an endpoint
        from lkg.store.remote import Remote

        return Graph(Remote(str(places[0])))
    paths = [Path(place) for place in places]
    for path in paths:
        if not path.exists():
            raise MissingFile(f"There is no file or folder {path}.")
    if len(paths) == 1 and paths[0].is_dir():
        return _from_folder(paths[0])
    if len(paths) == 1 and _is_table(paths[0]):
        return _from_spreadsheet(paths[0])
    return Graph(files=files_of(paths))


def files_of(places: Iterable[str | Path]) -> list[Path]:
    """The Turtle files among these files and folders; raises MissingFile for a place that is not there.

    Raises Misuse for a store or a spreadsheet, which hold no Turtle files.

    >>> [file.name for file in files_of([vocab.folder("graph") / "actors"])][:3]
    ['assets.ttl', 'events.ttl', 'organizations.ttl']
    """
    found: list[Path] = []
    for place in map(Path, places):
        if not place.exists():
            raise MissingFile(f"There is no file or folder {place}.")
        if is_store(place):
            raise Misuse(f"{place} is a store, not a folder of Turtle files. Name the files it was made from.")
        if place.is_file() and _is_table(place):
            raise Misuse(f"{place} is a spreadsheet: `lkg import {place} --into FOLDER --dry-run` checks it.")
        found += _turtle(place) if place.is_dir() else [place]
    return found


def _is_table(file: Path) -> bool:
    return file.suffix.lower() in (".xlsx", ".xlsm", ".csv")


def _from_spreadsheet(file: Path) -> Graph:
    """The claims of a spreadsheet in memory; how they were read is told in full by an import."""
    # a spreadsheet is rare where a graph is opened, and its readers take a while to load
    from lkg.coding import wordings
    from lkg.importers import sheets

    found = sheets.read(file, suggest=wordings.labels)
    remarks = len(found.advice) + len(found.repeated) + len(found.taken) + len(found.guessed)
    if remarks:
        warnings.warn(
            f"{file}: {remarks} remark{'' if remarks == 1 else 's'} on how it was read; "
            f"`lkg import {shlex.quote(str(file))} --into FOLDER --dry-run` shows them",
            stacklevel=3,
        )
    store = Store()
    store.inner.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, ASSERTED) for t in writing.write(found.record))
    return Graph(store)


def _turtle(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.ttl"))


def _from_folder(folder: Path) -> Graph:
    if is_store(folder):
        return Graph(Store(folder, write=False))
    files = _turtle(folder)
    if not files:
        raise MissingFile(f"{folder} holds no Turtle file. A graph's folder has sources.ttl, actors/ and claims/.")
    return Graph(folder=folder, files=files)
