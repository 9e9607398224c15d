"""What a graph's folder holds beside its records: descriptions, lenses, queries, scenarios, its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from lkg import folders, turtle
from lkg.claims import writing
from lkg.graphs import Graph
from lkg.store import parse_files, read_text

KEPT = ("lenses/*.toml", "grids/*.toml", "scenarios/*.toml", "queries/*.rq", "README.md")
"""files beside the Turtle that belong to a graph"""


def other_files(graph: Graph) -> Iterator[tuple[str, str]]:
    """Path in the folder → text, of everything but records; Turtle without the records that it may hold, too.

    Of a graph that has no folder there is at most one file, of what it says about itself.
    """
    written = set(writing.write(graph.recorded))
    if graph.folder is None:
        yield from _turtle("dataset.ttl", graph.store.quads(), written)
        return
    for file in sorted(graph.folder.rglob("*.ttl")):
        name = file.relative_to(graph.folder).as_posix()
        if name not in folders.OWN:
            yield from _turtle(name, parse_files([file]), written, turtle.head_of(read_text(file)))
    for file in beside(graph.folder):
        yield file.relative_to(graph.folder).as_posix(), read_text(file)


def beside(folder: Path) -> list[Path]:
    """The files beside the Turtle that belong to a graph."""
    return sorted(file for pattern in KEPT for file in folder.glob(pattern) if not file.name.startswith("."))


def _turtle(name: str, quads: object, written: set[ox.Triple], head: str = "") -> Iterator[tuple[str, str]]:
    triples = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}  # type: ignore[attr-defined]
    left = triples - written
    if left:
        yield name, turtle.write(left, head=head)
