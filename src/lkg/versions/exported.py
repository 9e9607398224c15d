"""What `lkg export` wrote for other tools, made anew from its receipt and held against the files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lkg import exports
from lkg.analysis.doubts import repeating, verification
from lkg.carried import RECEIPT
from lkg.exports.dyads import dyads
from lkg.exports.siena import siena
from lkg.exports.statnet import statnet
from lkg.graphs import Graph

SHOWN = 120
"""letters of a line that a difference shows"""
Receipt = Mapping[str, Any]
Difference = dict[str, Any]


def is_export(receipt: Receipt, holder: Path) -> bool:
    """Whether a receipt is that of an export; `holder` is the file in which it stands."""
    return receipt["finding"] in ("dyads", "siena") or (
        receipt["finding"] == "network" and (_is_beside(holder) or is_network(holder))
    )


def is_network(file: Path) -> bool:
    """Whether a file is of a network in the format of another tool, by its suffix."""
    return exports.form_of(file) in exports.NETWORK_FORMS


def remade(graph: Graph, receipt: Receipt, holder: Path, file: str = "") -> dict[str, bytes]:
    """Every file of an export by name, made anew; `file` is one that its receipt lies beside.

    Raises Stale where the graph is another version.
    """
    repeating.check(graph, receipt)
    name = file if is_network(Path(file)) else _named(holder)
    with TemporaryDirectory(prefix="lkg-") as aside:
        folder = Path(aside)
        _writer(receipt, holder)(graph, receipt, folder / name)
        return {made.name: made.read_bytes() for made in sorted(folder.iterdir())}


def differences(name: str, given: bytes, made: bytes) -> Iterator[Difference]:
    """Where a file is not what is made anew; a table saved by another program is the same if its cells are."""
    if given == made:
        return
    compare = {".csv": _cells, ".json": _fields}.get(Path(name).suffix, _lines)
    texts = (content.decode("utf-8-sig", "replace") for content in (given, made))
    yield from ({"file": name} | each for each in compare(*texts))


def rows(text: str) -> list[dict[str, Any]]:
    """The rows of a table, without the receipt beneath them."""
    return list(csv.DictReader(io.StringIO(text.rpartition("\n# receipt ")[0] or text, newline="")))


def _is_beside(holder: Path) -> bool:
    return holder.name == RECEIPT or holder.name.endswith(f"-{RECEIPT}")


def _named(holder: Path) -> str:
    """What the export was called: the file that carries its receipt, or the name that its files share."""
    return f"{holder.name.removesuffix(f'-{RECEIPT}')}.csv" if _is_beside(holder) else holder.name


def _writer(receipt: Receipt, holder: Path) -> Callable[[Graph, Receipt, Path], None]:
    if receipt["finding"] == "network":
        return _statnet if holder.name == RECEIPT else _network
    return {"dyads": _dyads, "siena": _siena}[receipt["finding"]]


def _dyads(graph: Graph, receipt: Receipt, file: Path) -> None:
    given, lens = receipt["parameters"], repeating.lens_of(graph, receipt)
    dyads(
        graph, lens, codes=given["codes"], directed=given["directed"], since=given["since"], until=given["until"],
        roll_up=lens.roll_up,
    ).save(file)  # fmt: skip


def _siena(graph: Graph, receipt: Receipt, file: Path) -> None:
    siena(graph, file.parent, repeating.lens_of(graph, receipt), **receipt["parameters"])


def _statnet(graph: Graph, receipt: Receipt, file: Path) -> None:
    statnet(repeating.network_of(graph, receipt), file.parent)


def _network(graph: Graph, receipt: Receipt, file: Path) -> None:
    exports.export(repeating.network_of(graph, receipt), file)


def _cells(given: str, made: str) -> Iterator[Difference]:
    said, again = rows(given), rows(made)
    for number, (row, other) in enumerate(zip_longest(said, again), 1):
        if row and other:
            yield from ({"row": number} | each for each in verification.apart(row, other))
        else:
            yield {"row": number, "column": "the row", "printed": _joined(row), "derived": _joined(other)}


def _joined(row: Mapping[str, Any] | None) -> str | None:
    return " ".join(map(str, row.values()))[:SHOWN] if row else None


def _fields(given: str, made: str) -> Iterator[Difference]:
    said: Any = given
    with suppress(json.JSONDecodeError):
        said = json.loads(given)
    yield from ({"row": None} | each for each in verification.apart(said, json.loads(made)))


def _lines(given: str, made: str) -> Iterator[Difference]:
    """The first line that is another."""
    said, again = given.splitlines(), made.splitlines()
    for number in range(max(len(said), len(again))):
        one, other = (lines[number] if number < len(lines) else None for lines in (said, again))
        if one != other:
            short = {name: text and text[:SHOWN] for name, text in (("printed", one), ("derived", other))}
            yield {"row": number + 1, "column": "the first line that differs"} | short
            return
