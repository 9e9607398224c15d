"""A release made again: every digest, the graph, then each finding from its receipt, held against what was given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg.analysis.doubts import repeating
from lkg.carried import receipt_in
from lkg.errors import InvalidFile, LkgError, MissingFile, Problem
from lkg.graphs import Graph, open_graph
from lkg.store import read_text
from lkg.versions import exported, redrawing, verifying
from lkg.versions.saving import save

Entry = Mapping[str, Any]
LISTED = "receipts.json"
AGAIN = "Unpack the archive anew, and name the folder that it makes."


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one file is what it was."""

    file: str
    same: bool
    words: str


def numbers(graph: Graph, receipt: Mapping[str, Any]) -> bytes:
    """All that is known of a finding as JSON, derived anew from its receipt."""
    found = repeating.derive(graph, receipt).to_dict()
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def again(graph: Graph, name: str, content: bytes, receipt: Mapping[str, Any]) -> tuple[bytes | None, str]:
    """The file made anew, None where its rows were compared instead; and what is otherwise, empty where nothing is."""
    suffix = Path(name).suffix.lower()
    if suffix in redrawing.SUFFIXES:
        drawn = redrawing.picture(graph, receipt, suffix).content
        return drawn, "" if drawn == content else "the picture drawn anew has other bytes"
    # other JSON of lkg's is written on one line or by another width, and its cells are compared
    if suffix == ".json" and content.startswith(b'{\n "') and (derived := numbers(graph, receipt)) == content:
        return derived, ""
    found = verifying.table(graph, content.decode("utf-8"))
    return None, "" if not found.rows else f"{len(found)} cells differ; `lkg verify` shows them"


def reproduce(folder: Path) -> Iterator[Outcome]:
    """Check a release that was unpacked into a folder: digests of files, the graph, then every finding made again.

    What was made again is written into `reproduced/`. Raises MissingFile where the folder is no release, InvalidFile
    where its lists cannot be read.
    """
    told = _told(folder)
    yield _sums(folder)
    graph = open_graph(folder / "graph")
    unlike = _unlike(graph, told)
    yield Outcome("graph", not unlike, unlike or "the graph of the receipts")
    for entry in told["findings"]:
        if unlike:
            yield Outcome(entry["file"], False, "not made again, for the graph is not the one of its receipt")
        else:
            yield _finding(graph, folder, entry, told["made_with"])


def _unlike(graph: Graph, told: Entry) -> str:
    """Why the graph is not the one of the receipts; empty where it is."""
    try:
        same = graph.digest == told["graph"]
    except LkgError as error:
        return f"it cannot be read:\n{error}"
    return "" if same else "another version of it: a claim, actor, source or what it says of itself was changed"


def _told(folder: Path) -> Entry:
    listed = folder / LISTED
    if not listed.is_file():
        raise MissingFile(f"{folder} holds no {LISTED}. {AGAIN}")
    try:
        told = json.loads(read_text(listed))
    except json.JSONDecodeError as error:
        raise InvalidFile([Problem(str(listed), error.lineno, f"no JSON: {error.msg}. {AGAIN}")]) from None
    if not isinstance(told, dict) or not {"graph", "findings", "made_with"} <= told.keys():
        raise InvalidFile([Problem(str(listed), None, f"it does not name the graph and the findings. {AGAIN}")])
    return told


def _sums(folder: Path) -> Outcome:
    listed = sums(folder)
    away = [name for name in listed if not (folder / name).is_file()]
    others = [name for name in listed if name not in away and not _is(folder / name, listed[name])]
    told = [f"{words}: {', '.join(names)}" for words, names in (("not there", away), ("other bytes", others)) if names]
    return Outcome("SHA256SUMS", not told, "; ".join(told) or "every file as given away")


def sums(folder: Path) -> dict[str, str]:
    """File → SHA-256, as a release lists them; raises InvalidFile for a line that is none."""
    file = folder / "SHA256SUMS"
    if not file.is_file():
        raise MissingFile(f"{folder} holds no SHA256SUMS. {AGAIN}")
    found = {}
    for number, line in enumerate(read_text(file).splitlines(), 1):
        sum_, mark, name = line.partition("  ")
        if not mark or len(sum_) != 64:
            raise InvalidFile([Problem(str(file), number, f"no line of sha256sum. {AGAIN}")])
        found[name] = sum_
    return found


def _is(file: Path, sum_: str) -> bool:
    return hashlib.sha256(file.read_bytes()).hexdigest() == sum_


def _finding(graph: Graph, folder: Path, entry: Entry, given: Mapping[str, str]) -> Outcome:
    name = entry["file"]
    away = [file for file in _files(entry) if not (folder / file).is_file()]
    if away:
        return Outcome(name, False, f"{', '.join(away)} is not there")
    holder = entry.get("holder", name)
    if receipt_in((folder / holder).read_bytes()) != entry["receipt"]:
        return Outcome(name, False, f"the receipt inside is another than in {LISTED}")
    try:
        otherwise, how = _made_again(graph, folder, entry)
    except LkgError as error:
        return Outcome(name, False, str(error))
    return Outcome(name, not otherwise, otherwise + _other_makers(given) if otherwise else how)


def _files(entry: Entry) -> list[str]:
    return [*entry.get("files", [entry["file"]]), *([entry["redrawn"]] if "redrawn" in entry else [])]


def _made_again(graph: Graph, folder: Path, entry: Entry) -> tuple[str, str]:
    """What is otherwise, empty where nothing is; and how it is the same."""
    if "files" in entry:
        return _export(graph, folder, entry)
    # of a picture that somebody touched up, lkg's own drawing stands beside it and is compared
    name = entry.get("redrawn") or entry["file"]
    made, otherwise = again(graph, name, (folder / name).read_bytes(), entry["receipt"])
    if made is not None:
        save(_target(folder, name), made)
    how = "rows as printed" if made is None else "the same byte for byte"
    if "redrawn" in entry:
        how = f"lkg's drawing beside it is {how}; it was touched up, or drawn by other versions"
    return otherwise, how


def _target(folder: Path, file: str) -> Path:
    return folder / "reproduced" / file.removeprefix("findings/")


def _export(graph: Graph, folder: Path, entry: Entry) -> tuple[str, str]:
    made = exported.remade(graph, entry["receipt"], folder / entry["holder"], Path(entry["file"]).name)
    differing = []
    for file in entry["files"]:
        name = Path(file).name
        save(_target(folder, file), made[name])
        differing += list(exported.differences(file, (folder / file).read_bytes(), made[name]))
    others = len(entry["files"]) - 1
    beside = f"with the other {others} files of the export, " if others > 1 else ""
    return _first(differing), f"{beside}the same byte for byte"


def _first(differing: Sequence[Mapping[str, Any]]) -> str:
    """The first difference and how many more there are; empty where there is none."""
    if not differing:
        return ""
    first, more = differing[0], len(differing) - 1
    row = f", row {first['row']}" if first["row"] else ""
    return f"{first['file']}{row}: {first['column']}{f', and {more} more' if more else ''}"


def _other_makers(given: Mapping[str, str]) -> str:
    now = redrawing.made_with()
    other = [f"{name} {was} then, {now.get(name, 'none')} now" for name, was in given.items() if now.get(name) != was]
    return f" ({'; '.join(other)})" if other else ""
