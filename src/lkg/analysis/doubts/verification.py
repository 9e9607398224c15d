"""Derive a finding again from its receipt, and hold the rows that were printed against it."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lkg.analysis.balance.balance import balance
from lkg.analysis.balance.windows import balance_over_time
from lkg.analysis.doubts.ablation import Journey, ablate
from lkg.analysis.doubts.robustness import Grid, robust
from lkg.analysis.doubts.why import why
from lkg.analysis.doubts.worldviews import worldviews
from lkg.analysis.groups.between import between
from lkg.analysis.groups.brokerage import brokerage
from lkg.analysis.groups.communities import communities
from lkg.analysis.groups.projection import shared
from lkg.analysis.paths.paths import paths
from lkg.analysis.ranks.ranks import rank
from lkg.analysis.results import Column, Result, plain
from lkg.analysis.times.changes import changes
from lkg.analysis.times.trajectories import trajectory
from lkg.errors import Misuse, Stale
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import network
from lkg.receipt import VERSION

Repeat = Callable[[Graph, Lens, Mapping[str, Any]], Any]
NOT_ASKED = ("tolerance", "leaning", "ego")
"""what a receipt states and no call takes"""


def _on_network(find: Callable[..., Any], *first: str) -> Repeat:
    """Repeat what takes a network, then the parameters named `first` in their order, then the rest by name."""

    def repeat(graph: Graph, lens: Lens, given: Mapping[str, Any]) -> Any:
        rest = {key: value for key, value in given.items() if key not in first}
        return find(network(graph, lens), *(given[name] for name in first), **rest)

    return repeat


def _on_graph(find: Callable[..., Any]) -> Repeat:
    return lambda graph, lens, given: find(graph, lens=lens, **given)


def _ablation(graph: Graph, lens: Lens, given: Mapping[str, Any]) -> Any:
    stations = given.get("journey")
    journey = Journey(stations[0], stations[-1], tuple(stations[1:-1])) if stations else None
    return ablate(network(graph, lens), **dict(given) | {"journey": journey})


def _robustness(graph: Graph, lens: Lens, given: Mapping[str, Any]) -> Any:
    return robust(network(graph, lens), **dict(given) | {"grid": Grid.from_dict(given["grid"])})


REPEATS: Mapping[str, Repeat] = {
    "rank": _on_network(rank, "by"),
    "why": _on_network(why, "actor"),
    "worldviews": _on_network(worldviews, "principals"),
    "ablate": _ablation,
    "robust": _robustness,
    "balance": _on_network(balance),
    "brokerage": _on_network(brokerage, "by"),
    "between": _on_network(between, "by"),
    "communities": _on_network(communities),
    "project": _on_network(shared, "relation"),
    "path": _on_network(paths, "start", "end"),
    "trajectory": _on_graph(trajectory),
    "changes": _on_graph(changes),
    "balance-over-time": _on_graph(balance_over_time),
}


def read(text: str) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """The receipt and the rows of a finding printed as JSON or CSV; raises Misuse where there is no receipt."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        return _read_csv(text)
    if not isinstance(data, dict) or not data.get("receipt"):
        raise Misuse("There is no receipt in this file. Verify what a command printed with --format json or csv.")
    rows: list[Mapping[str, Any]] = data.get("rows") or data.get("paths") or []
    return data["receipt"], rows


def verify(graph: Graph, receipt: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Result:
    """Derive a finding again; a row of the result for each cell that differs, so none where all is as printed.

    Numbers may differ by one in a thousand million. Only as many rows are compared as were printed. Raises Stale where
    the graph is not the version from which the finding was made, Misuse for a finding that cannot be repeated.

    >>> import lkg
    >>> graph = lkg.open()
    >>> printed = lkg.rank(lkg.network(graph, at="2022-07-01"), "degree", draws=20).to_dict()
    >>> len(verify(graph, printed["receipt"], printed["rows"]))
    0
    """
    name = receipt["finding"]
    again = derive(graph, receipt).to_dict()
    found = again.get("rows", again.get("paths", []))[: len(rows)]
    differences = tuple(_differences(rows, [plain(row) for row in found]))
    version = [f"Printed by lkg {receipt['version']}, derived by {VERSION}"] if receipt["version"] != VERSION else []
    words = f"{len(differences)} cells differ" if differences else "everything as printed"
    return Result(
        f"{name}: {len(rows)} rows derived again, {words}",
        (Column("row", form="d"), Column("column"), Column("printed"), Column("derived")),
        differences,
        {"rows": len(rows), "differences": len(differences)},
        tuple(version),
    )


def derive(graph: Graph, receipt: Mapping[str, Any]) -> Any:
    """The finding of a receipt, made anew.

    Raises Stale where the graph is not the version from which it was made, Misuse for one that cannot be repeated.
    """
    name = receipt["finding"]
    if name not in REPEATS:
        raise Misuse(f"A finding of the kind {name!r} cannot be repeated. It can be: {', '.join(REPEATS)}.")
    check_version(graph, receipt)
    given = {key: value for key, value in receipt["parameters"].items() if key not in NOT_ASKED}
    if receipt["seed"] is not None:
        given["seed"] = receipt["seed"]
    return REPEATS[name](graph, graph.lens(Lens(**receipt["lens"])), given)


def check_version(graph: Graph, receipt: Mapping[str, Any]) -> None:
    """Raise Stale where the graph is not the version from which the finding of a receipt was made."""
    if receipt["graph"] != graph.digest:
        raise Stale(
            f"The finding was made from another version of the graph ({receipt['graph'][7:19]}…, this is "
            f"{graph.digest[7:19]}…). Open the version it was made from."
        )


def _read_csv(text: str) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    body, mark, trailer = text.rpartition("\n# receipt ")
    if not mark:
        raise Misuse("There is no receipt in this file. Verify what a command printed with --format json or csv.")
    return json.loads(trailer), list(csv.DictReader(io.StringIO(body)))


def _differences(
    printed: Sequence[Mapping[str, Any]], derived: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(printed):
        again = derived[number] if number < len(derived) else {}
        for key, value in row.items():
            if not _same(value, again.get(key)):
                yield {"row": number + 1, "column": key, "printed": value, "derived": again.get(key)}


def _same(printed: Any, derived: Any) -> bool:
    """Whether a printed cell says what was derived; in CSV every cell is a text, lists and None included."""
    if isinstance(printed, list) and isinstance(derived, list):
        return len(printed) == len(derived) and all(map(_same, printed, derived))
    if isinstance(printed, Mapping) and isinstance(derived, Mapping):
        return set(printed) == set(derived) and all(_same(value, derived[key]) for key, value in printed.items())
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
