"""The findings of a release: those that are given, or a standard few; each made again before it is taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lkg.carried import receipt_in
from lkg.errors import EmptyNetwork, InvalidFile, LkgError, MissingFile, Problem
from lkg.graphs import Graph
from lkg.versions import reproducing

DRAWS = 400
Files = dict[str, bytes]


def given_in(places: Sequence[Path]) -> tuple[Files, list[str]]:
    """The findings among these files and folders by name, and what carries no receipt."""
    found: Files = {}
    left_out = []
    for place in places:
        if not place.exists():
            raise MissingFile(f"There is no file or folder {place}.")
        root = place if place.is_dir() else place.parent
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix.lower() in (*reproducing.PICTURES, *reproducing.TABLES) and file.is_file():
                content = file.read_bytes()
                if receipt_in(content) is None:
                    left_out.append(str(file))
                else:
                    found[file.relative_to(root).as_posix()] = content
    return found, left_out


def standard(graph: Graph) -> Iterator[tuple[str, bytes]]:
    """What a release holds where no finding is named: the default network, and who stands in its middle."""
    lens = graph.lens("default")
    receipts = {
        "network.svg": graph.receipt("network", lens),
        "rank-degree.json": graph.receipt("rank", lens, 1, by="degree", draws=DRAWS),
        "rank-betweenness.json": graph.receipt("rank", lens, 1, by="betweenness", draws=DRAWS),
    }
    for name, receipt in receipts.items():
        try:
            if name.endswith(".svg"):
                yield name, reproducing.picture(graph, receipt.to_dict(), ".svg")
            else:
                yield name, reproducing.table(graph, receipt.to_dict())
        except EmptyNetwork:
            continue


def enclosed(graph: Graph, given: Mapping[str, bytes]) -> tuple[list[dict[str, Any]], Files]:
    """Every finding made again before it is given away: what receipts.json says of it, and the files.

    Raises InvalidFile with all that cannot be made again from this graph.
    """
    entries: list[dict[str, Any]] = []
    files: Files = {}
    problems = []
    for name, content in sorted(given.items()):
        try:
            entry, more = _entry(graph, name, content)
        except LkgError as error:
            problems.append(Problem(name, None, str(error)))
        else:
            entries.append(entry)
            files |= more
    if problems:
        raise InvalidFile(problems)
    return entries, files


def _entry(graph: Graph, name: str, content: bytes) -> tuple[dict[str, Any], Files]:
    receipt = receipt_in(content) or {}
    made, otherwise = reproducing.again(graph, name, content, receipt)
    file = f"findings/{name}"
    files = {file: content}
    entry: dict[str, Any] = {"file": file, "sha256": hashlib.sha256(content).hexdigest(), "receipt": receipt}
    if otherwise and made is None:
        raise InvalidFile([Problem(name, None, f"it is not what its receipt gives: {otherwise}. Make it anew.")])
    if otherwise and made is not None:
        stem, _, suffix = file.rpartition(".")
        redrawn = f"{stem}.redrawn.{suffix}"
        entry["redrawn"] = redrawn
        files[redrawn] = made
    return entry, files
