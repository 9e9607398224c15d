"""What the maker of a release should know before giving it away."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from lkg.graphs import Graph
from lkg.versions.describing import About
from lkg.versions.enclosing import Enclosed
from lkg.versions.others import beside

NAMED = 8
"""files that a caution names"""


def of_data(about: About, said: Mapping[str, Any]) -> Iterator[str]:
    """What a reader of the data will miss."""
    if uncited := said["uncited"]:
        yield f"{_are('claim', uncited)} uncited: common knowledge without a page. Cite a page instead if you can"
    if unrated := said["unrated"]:
        yield f"{_are('claim', unrated)} not rated: a ranking without ratings has no interval"
    if missing := said["sources"] - said["sources_archived"]:
        yield f"{_are('source', missing)} without an archived copy, of {said['sources']}: a page may go"
    if about.creators == ("The coders of this graph",):
        yield "Nobody is named as its maker: add --creator NAME, or dct:creator to dataset.ttl"
    if not about.issued:
        yield "No day of issue is known: add --issued DAY, or dct:issued to dataset.ttl"


def of_findings(taken: Enclosed) -> Iterator[str]:
    """What of the findings that were given is not in the release, or not as they were given."""
    if taken.without_receipt:
        yield f"Left out, for they carry no receipt: {', '.join(taken.without_receipt)}"
    for why in taken.not_repeatable:
        yield f"Left out, for it cannot be made again: {why}"
    others = [entry["file"] for entry in taken.entries if "redrawn" in entry]
    if others:
        why = "Touched up, or drawn by other versions, so lkg's drawing stands beside"
        yield f"{why}: {', '.join(others)}"


def of_folder(graph: Graph) -> Iterator[str]:
    """What lies in the graph's folder and is no part of a graph; what is hidden needs no word."""
    if graph.folder is None:
        return
    known = {*graph.place.files, *beside(graph.folder)}
    own = {file.relative_to(graph.folder).parts[0] for file in known}
    others = (
        path.relative_to(graph.folder) for path in graph.folder.rglob("*") if path.is_file() and path not in known
    )
    seen = (path for path in others if not any(part.startswith(".") for part in path.parts))
    names = sorted({_named(path, own) for path in seen})
    if names:
        yield f"Not part of a graph, and left out of it: {', '.join(names[:NAMED])}{' …' if len(names) > NAMED else ''}"


def _are(thing: str, number: int) -> str:
    return f"1 {thing} is" if number == 1 else f"{number:,} {thing}s are"


def _named(path: Path, own: Container[str]) -> str:
    """A file by its path, or the folder in which nothing belongs to the graph."""
    return path.as_posix() if len(path.parts) == 1 or path.parts[0] in own else f"{path.parts[0]}/"
