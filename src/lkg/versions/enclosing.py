"""The findings of a release: those that are given, or a standard few; each made again before it is taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lkg.carried import holder_of, receipt_in
from lkg.errors import EmptyNetwork, InvalidFile, LkgError, MissingFile, Misuse, Problem
from lkg.graphs import Graph
from lkg.versions import exported, redrawing, reproducing

DRAWS = 400
SHOWN = (*redrawing.SUFFIXES, ".csv", ".json")
"""suffixes of files that may be findings, so that one without a receipt is worth a word"""
Files = dict[str, bytes]


@dataclass
class Enclosed:
    """What goes into a release: what receipts.json says of each finding, the files, and what stays out and why."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    files: Files = field(default_factory=dict)
    without_receipt: list[str] = field(default_factory=list)
    not_repeatable: list[str] = field(default_factory=list)

    def add(self, entry: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        """Take a finding in."""
        self.entries.append(dict(entry))
        self.files |= files


@dataclass(frozen=True, slots=True)
class Given:
    """A finding that was given: its name in the release, its receipt and where that stands, and the files met of it."""

    name: str
    holder: Path
    receipt: Mapping[str, Any]
    met: list[Path]

    @property
    def is_export(self) -> bool:
        """Whether it is of several files, or of one that only other tools read."""
        return exported.is_export(self.receipt, self.holder)


def standard(graph: Graph) -> Enclosed:
    """What a release holds where no finding is named: the default network, and who stands in its middle."""
    lens, found = graph.lens("default"), Enclosed()
    receipts = {
        "network.svg": graph.receipt("network", lens).to_dict(),
        "rank-betweenness.json": graph.receipt("rank", lens, 1, by="betweenness", draws=DRAWS).to_dict(),
        "rank-degree.json": graph.receipt("rank", lens, 1, by="degree", draws=DRAWS).to_dict(),
    }
    for name, receipt in receipts.items():
        try:
            content = _made(graph, name, receipt)
        except EmptyNetwork:
            continue
        # it was made from its receipt just now, so nothing is learnt by making it twice
        found.add(_entry(f"findings/{name}", content, receipt_in(content) or {}), {f"findings/{name}": content})
    return found


def _made(graph: Graph, name: str, receipt: Mapping[str, Any]) -> bytes:
    if name.endswith(".svg"):
        return redrawing.picture(graph, receipt, ".svg").content
    return reproducing.numbers(graph, receipt)


def enclosed(graph: Graph, places: Sequence[Path]) -> Enclosed:
    """Every finding among these files and folders, made again before it is given away.

    What carries no receipt, or cannot be made again from a graph, stays out and is named. Raises InvalidFile with all
    that does not come out as it was given, MissingFile for a place that is not there.
    """
    found, problems = Enclosed(), []
    for given in _given(places, found.without_receipt):
        try:
            made = _of_export(graph, given, found.without_receipt) if given.is_export else _of_file(graph, given)
            found.add(*made)
        except Misuse as error:
            found.not_repeatable.append(f"{given.name}: {error}")
        except LkgError as error:
            problems.append(Problem(given.name, None, str(error)))
    if problems:
        raise InvalidFile(problems)
    return found


def _given(places: Sequence[Path], without_receipt: list[str]) -> Iterator[Given]:
    """The findings by name, an export once for all of its files; names of what carries no receipt join the list."""
    found: dict[str, Given] = {}
    for root, file in _files(places):
        try:
            holder = holder_of(file)
        except Misuse:
            if file.suffix.lower() in SHOWN:
                without_receipt.append(str(file))
            continue
        name = (file if exported.is_network(file) else holder).relative_to(root).as_posix()
        given = found.setdefault(name, Given(name, holder, receipt_in(holder.read_bytes()) or {}, []))
        if given.holder != holder:
            raise Misuse(f"{given.holder} and {holder} would both be {name} in the release. Rename one of them.")
        given.met.append(file)
    yield from (found[name] for name in sorted(found))


def _files(places: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    for place in places:
        if not place.exists():
            raise MissingFile(f"There is no file or folder {place}.")
        files: Iterable[Path] = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and not file.name.startswith("."):
                yield (place if place.is_dir() else place.parent), file


def _entry(file: str, content: bytes, receipt: Mapping[str, Any]) -> dict[str, Any]:
    return {"file": file, "sha256": hashlib.sha256(content).hexdigest(), "receipt": receipt}


def _of_file(graph: Graph, given: Given) -> tuple[dict[str, Any], Files]:
    content, file = given.holder.read_bytes(), f"findings/{given.name}"
    entry, files = _entry(file, content, given.receipt), {file: content}
    stem, _, suffix = file.rpartition(".")
    made, otherwise = reproducing.again(graph, given.name, content, given.receipt)
    if otherwise and made is None:
        raise InvalidFile([Problem("", None, f"it is not what its receipt gives: {otherwise}. Make it anew.")])
    if otherwise and made is not None:
        # touched up for a journal, or drawn by another version: ours stands beside it
        entry["redrawn"] = f"{stem}.redrawn.{suffix}"
        files[entry["redrawn"]] = made
    return entry, files


def _of_export(graph: Graph, given: Given, strange: list[str]) -> tuple[dict[str, Any], Files]:
    """An export with all of its files that are there; what lies among them and is none of them is strange."""
    made = exported.remade(graph, given.receipt, given.holder, Path(given.name).name)
    there = {name: file.read_bytes() for name in made if (file := given.holder.with_name(name)).is_file()}
    differing = [each for name in there for each in exported.differences(name, there[name], made[name])]
    if differing:
        where = ", ".join(dict.fromkeys(each["file"] for each in differing))
        raise InvalidFile([Problem("", None, f"it is not what its receipt gives: {where}. Make it anew.")])
    strange += [str(file) for file in given.met if file.name not in made and file.suffix.lower() in SHOWN]
    file = Path("findings") / given.name
    files = {file.with_name(name).as_posix(): content for name, content in there.items()}
    holder = file.with_name(given.holder.name).as_posix()
    entry = _entry(file.as_posix(), files[file.as_posix()], given.receipt)
    return entry | {"holder": holder, "files": sorted(files)}, files | {holder: given.holder.read_bytes()}
