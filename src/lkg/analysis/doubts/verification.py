"""What was printed of a finding, held cell by cell against what its receipt gives."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lkg.analysis.doubts.repeating import derive
from lkg.analysis.paths.paths import ClosedPath
from lkg.analysis.results import Column, Result, plain
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.receipt import VERSION

__all__ = ["COLUMNS", "apart", "held", "other_version", "read", "verdict", "verify"]
ROWS = ("rows", "paths", "ties")
"""where the rows of a finding stand in its JSON"""
COLUMNS = (Column("row", form="d"), Column("column"), Column("printed"), Column("derived"))
NO_RECEIPT = "There is no receipt in this file. Verify what a command printed with --format json or csv, as it was."
Said = Mapping[str, Any]


def read(text: str) -> tuple[Said, Said]:
    """The receipt of a finding printed as JSON or CSV, and all else that it says.

    Raises Misuse where there is no receipt.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        return _read_csv(text)
    if not isinstance(data, dict) or not isinstance(data.get("receipt"), dict):
        raise Misuse(NO_RECEIPT)
    return data["receipt"], {name: value for name, value in data.items() if name != "receipt"}


def verify(graph: Graph, receipt: Said, said: Said) -> Result:
    """Derive a finding again; a row of the result for each cell that differs, so none where all is as printed.

    Numbers may differ by one in a thousand million. Only as many rows are compared as were printed; in JSON also the
    facts and notes beside them. Raises Stale where the graph is not the version from which the finding was made,
    Misuse for a finding that cannot be repeated.

    >>> import lkg
    >>> graph = lkg.open()
    >>> printed = lkg.rank(lkg.network(graph, at="2022-07-01"), "degree", draws=20).to_dict()
    >>> len(verify(graph, printed["receipt"], printed))
    0
    """
    return held(receipt, plain(said), _again(graph, receipt))


def held(receipt: Said, said: Said, again: Said) -> Result:
    """What was printed against the same finding derived again, both in the shape of its JSON."""
    name = next((each for each in ROWS if each in said), ROWS[0])
    rows, found = said.get(name, []), again.get(name, [])
    differences = (*_in_rows(rows, found), *_beside(said, again, receipt["version"]))
    which = f"all {len(rows)}" if len(rows) >= len(found) else f"the first {len(rows)} of {len(found)}"
    return Result(
        f"{receipt['finding']}: {which} {name} derived again, {verdict(len(differences))}",
        COLUMNS,
        differences,
        {"rows": len(rows), "differences": len(differences)},
        tuple(other_version(receipt)),
    )


def verdict(differences: int) -> str:
    """How many cells differ, in words.

    >>> verdict(0), verdict(1), verdict(2)
    ('everything as printed', '1 cell differs', '2 cells differ')
    """
    return (
        f"{differences} cell{'s differ' if differences > 1 else ' differs'}" if differences else "everything as printed"
    )


def other_version(receipt: Said) -> Iterator[str]:
    """That another lkg made a finding, which may be why something differs."""
    if receipt["version"] != VERSION:
        yield f"Printed by lkg {receipt['version']}, derived by {VERSION}"


def apart(printed: Any, derived: Any, column: str = "") -> Iterator[dict[str, Any]]:
    """The leaves in which what was printed is not what is derived, each with its place.

    >>> list(apart({"value": 1.0, "who": ["a", "b"]}, {"value": 1.0, "who": ["a", "c"]}))
    [{'column': 'who.2', 'printed': 'b', 'derived': 'c'}]
    """
    if isinstance(printed, Mapping) and isinstance(derived, Mapping):
        for name in printed:
            yield from apart(printed[name], derived.get(name), f"{column}.{name}" if column else name)
    elif isinstance(printed, list) and isinstance(derived, list) and len(printed) == len(derived):
        for number, (one, other) in enumerate(zip(printed, derived, strict=True), 1):
            yield from apart(one, other, f"{column}.{number}")
    elif not _same(printed, derived):
        yield {"column": column, "printed": printed, "derived": derived}


def _again(graph: Graph, receipt: Said) -> Said:
    try:
        found: Said = plain(derive(graph, receipt).to_dict())
    except ClosedPath as none:
        # that there is no path is a finding, too, and was printed with what would open one
        found = plain(none.to_dict())
    return found


def _read_csv(text: str) -> tuple[Said, Said]:
    body, mark, trailer = text.rpartition("\n# receipt ")
    try:
        receipt = json.loads(trailer) if mark else None
    except json.JSONDecodeError:
        receipt = None
    if not isinstance(receipt, dict):
        raise Misuse(NO_RECEIPT)
    return receipt, {"rows": list(csv.DictReader(io.StringIO(body)))}


def _in_rows(printed: Sequence[Said], derived: Sequence[Said]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(printed):
        again = derived[number] if number < len(derived) else {}
        yield from ({"row": number + 1} | each for each in apart(row, again))


def _beside(said: Said, again: Said, version: str) -> Iterator[dict[str, Any]]:
    """What differs in the JSON beside the rows; how notes are worded is a matter of versions."""
    left_out = (*ROWS, "receipt", *(() if version == VERSION else ("notes",)))
    for name in said:
        if name not in left_out:
            yield from ({"row": None} | each for each in apart(said[name], again.get(name), name))


def _same(printed: Any, derived: Any) -> bool:
    """Whether a printed cell says what was derived; in CSV every cell is a text, lists and None included."""
    if isinstance(printed, str) and not isinstance(derived, str):
        return printed == _text(derived) or _close(printed, derived)
    return bool(printed == derived) or _close(printed, derived)


def _text(value: Any) -> str:
    return "" if value is None else " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _close(printed: Any, derived: Any) -> bool:
    if isinstance(derived, bool) or not isinstance(derived, int | float):
        return False
    try:
        return math.isclose(float(printed), derived, rel_tol=1e-9, abs_tol=1e-12)
    except (TypeError, ValueError):
        return False
