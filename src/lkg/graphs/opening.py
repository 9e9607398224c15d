"""A graph opened from where it lies: the bundled one, a folder, files, a store on disk or an endpoint."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lkg import vocab
from lkg.errors import MissingFile, Misuse
from lkg.graphs.graph import Graph
from lkg.store import Store
from lkg.store.oxigraph import is_store


def open_graph(*places: str | Path) -> Graph:
    """Open the bundled graph, a folder, Turtle files, the folder of an Oxigraph store, or a SPARQL endpoint.

    Files are read when they are first needed. Raises MissingFile if a place is not there.

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
    return Graph(files=files_of(paths))


def files_of(places: Iterable[str | Path]) -> list[Path]:
    """The Turtle files among these files and folders; raises MissingFile for a place that is not there."""
    found: list[Path] = []
    for place in map(Path, places):
        if not place.exists():
            raise MissingFile(f"There is no file or folder {place}.")
        if is_store(place):
            raise Misuse(f"{place} is a store, not a folder of Turtle files. Name the files it was made from.")
        found += _turtle(place) if place.is_dir() else [place]
    return found


def _turtle(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.ttl"))


def _from_folder(folder: Path) -> Graph:
    if is_store(folder):
        return Graph(Store(folder, write=False))
    files = _turtle(folder)
    if not files:
        raise MissingFile(f"{folder} holds no Turtle file. A graph's folder has sources.ttl, actors/ and claims/.")
    return Graph(folder=folder, files=files)
