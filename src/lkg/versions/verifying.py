"""Any file that carries a receipt, held against what the graph gives: a table, a picture, an export, an agreement."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg import exports
from lkg.analysis.doubts import repeating, verification
from lkg.analysis.reliability import agreeing
from lkg.analysis.reliability.spreadsheets import AS_WRITTEN, Manner
from lkg.analysis.results import Column, Result, plain
from lkg.carried import holder_of, receipt_in
from lkg.errors import Misuse, Stale
from lkg.graphs import Graph
from lkg.networks import Tie
from lkg.store import read_text
from lkg.versions import exported, redrawing

PAGES = (".html", ".htm")
IN_FILES = (Column("file"), *verification.COLUMNS)
Receipt = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coded:
    """What coders coded, and how it is read: the receipt of an agreement knows only digests of it."""

    places: Sequence[Path] = ()
    manner: Manner = AS_WRITTEN


NOTHING_CODED = Coded()


@dataclass(frozen=True, slots=True)
class Verified:
    """What differs, in rows of a result, and the files that were made anew; none where cells were compared."""

    result: Result
    made: Mapping[str, bytes]


def verify(graph: Graph, file: Path, *, coded: Coded = NOTHING_CODED) -> Verified:
    """Make again what a file or folder shows, and compare; the result has a row for each difference.

    Tables are compared cell by cell, pictures and exports byte by byte. Raises Misuse for what cannot be made again,
    Stale for another version of the graph.
    """
    holder = holder_of(file)
    receipt = receipt_in(holder.read_bytes()) or {}
    if file.suffix.lower() in redrawing.SUFFIXES:
        return _picture(graph, file, receipt)
    if file.suffix.lower() in PAGES:
        raise Misuse(f"{file} is a page, on which much stands. Verify the pictures, tables and JSON files beside it.")
    if receipt["finding"] == "agree":
        return Verified(_agreement(read_text(file), coded), {})
    if exported.is_export(receipt, holder):
        return _export(graph, file, holder, receipt)
    return Verified(table(graph, read_text(file)), {})


def table(graph: Graph, text: str) -> Result:
    """A table or JSON that a command printed, held against what is derived again; errors as for `verify`."""
    receipt, said = verification.read(text)
    if receipt.get("finding") != "network":
        return verification.verify(graph, receipt, said)
    net = repeating.network_of(graph, receipt)
    if "ties" in said:
        return verification.held(receipt, said, {"ties": [_plain(tie) for tie in net.ties]})
    return verification.held(receipt, said, {"rows": exported.rows(exports.tie_table(net))})


def _plain(tie: Tie) -> Any:
    return plain({name: getattr(tie, name) for name in tie.__slots__})


def _picture(graph: Graph, file: Path, receipt: Receipt) -> Verified:
    drawn, content = redrawing.picture(graph, receipt, file.suffix.lower()), file.read_bytes()
    is_same = drawn.content == content
    how = "the same byte for byte" if is_same else "it has other bytes"
    row = {"file": file.name, "column": "SHA-256", "printed": _sum(content), "derived": _sum(drawn.content)}
    rows = () if is_same else (row,)
    notes = [f"Behind it, derived again: {drawn.behind}", *verification.other_version(receipt)]
    if not is_same:
        notes += _why_others()
    title = f"{receipt['finding']}: the picture drawn again from its receipt, {how}"
    return Verified(Result(title, IN_FILES, rows, {"differences": len(rows)}, tuple(notes)), {file.name: drawn.content})


def _sum(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:16]}…"


def _why_others() -> Iterator[str]:
    made = ", ".join(f"{name} {number}" for name, number in redrawing.made_with().items())
    yield f"It was made with other versions than these ({made}), or changed since"
    yield "--out FILE writes the one drawn again, to be laid beside it"


def _export(graph: Graph, file: Path, holder: Path, receipt: Receipt) -> Verified:
    made = exported.remade(graph, receipt, holder, file.name)
    if file.is_file() and file.name not in made:
        raise Misuse(f"{file} is none of the files that this export writes: {', '.join(made)}.")
    there = {name: holder.with_name(name).read_bytes() for name in made if holder.with_name(name).is_file()}
    rows = tuple(row for name in there for row in exported.differences(name, there[name], made[name]))
    away = [name for name in made if name not in there]
    notes = [
        *([f"Not there, so not compared: {', '.join(away)}"] if away else []),
        *verification.other_version(receipt),
    ]
    number = f"{len(there)} file{'' if len(there) == 1 else 's'}"
    told = "the same" if not rows else verification.verdict(len(rows))
    title = f"{receipt['finding']}: {number} of the export made again, {told}"
    return Verified(Result(title, IN_FILES, rows, {"differences": len(rows)}, tuple(notes)), made)


def _agreement(text: str, coded: Coded) -> Result:
    receipt, said = verification.read(text)
    if not coded.places:
        raise Misuse(
            "An agreement is derived from what coders coded, and its receipt holds only digests of that. Give their "
            "files in turn: --coder ONA --coder JONAS, with --column and --relations as for `lkg agree`."
        )
    given = receipt["parameters"]
    alphas = functools.partial(agreeing.agree, draws=given.get("draws", 0), seed=receipt["seed"])
    find = agreeing.differences if given.get("rows") else alphas
    again = find(*coded.places, by=given["by"], manner=coded.manner).to_dict()
    if sorted(given["coders"].values()) != sorted(again["receipt"]["parameters"]["coders"].values()):
        raise Stale("These are not the claims that were compared: a file has changed, or is read in another way.")
    return verification.held(receipt, said, plain(again))
