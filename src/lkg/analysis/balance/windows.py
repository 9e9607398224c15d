"""Structural balance day after day, and the claims that turned a triad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import networkx as nx

from lkg.analysis.balance.balance import claims_by_pair, signed_pairs, through_ego
from lkg.analysis.balance.frustration import LIMIT, Frustration, frustration
from lkg.analysis.balance.triads import Triad, census, negatives, triads
from lkg.analysis.results import Column, Result, plain
from lkg.analysis.times.days import THIN, days, named_or_all
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import Network, network

TOLD = 8
"""so many turned triads are told in the notes; `flips` has them all"""
COLUMNS = (
    Column("day"),
    Column("claims", form="g"),
    Column("pairs", "signed pairs", "g"),
    Column("triads", form="g"),
    Column("balanced", form="g"),
    Column("degree_of_balance", "degree of balance", ".2f"),
    Column("frustration", form="g"),
    Column("turned", form="g"),
    Column("appeared", form="g"),
    Column("vanished", form="g"),
    Column("thin"),
)
SIGN = {1: "+", -1: "−", 0: "0", None: "mixed"}


@dataclass(frozen=True, repr=False)
class BalanceOverTime(Result):
    """One row a window; every triad that turned, appeared or vanished is in `flips`."""

    flips: tuple[Mapping[str, Any], ...] = ()
    """day, before, kind, triad, labels, was and now (types), and per changed pair its signs, new and gone claims"""

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows, facts, notes, receipt and the flips."""
        return super().to_dict() | {"flips": [plain(flip) for flip in self.flips]}


@dataclass(frozen=True)
class _Window:
    day: str
    net: Network
    graph: nx.Graph
    claims: Mapping[frozenset[Any], set[str]]
    triads: Mapping[Triad, int]
    all_signs: Mapping[frozenset[Any], int | None]


def balance_over_time(
    graph: Graph,
    *,
    lens: str | Lens = "default",
    since: str = "",
    until: str = "",
    every: str = "year",
    memory: str | None = None,
    weighted: bool = False,
    limit: float = LIMIT,
    seed: int = 1,
    **options: Any,
) -> BalanceOverTime:
    """Balance at the end of every month, quarter or year, and each turned triad traced to the claims that turned it.

    A window is the network on its last day, with events of the lens's memory before. A triad turns where it is
    balanced in one window and not in the next, or the other way; it appears or vanishes where a side gains or loses
    its sign. Below each stand the pairs whose sign changed, with the claims that are new in the pair or gone from it.
    Without dates it is the last years in which claims begin. `limit` is the seconds for each
    window's frustration. Raises Misuse for a step or dates that make no sense.

    >>> import lkg
    >>> found = balance_over_time(lkg.open(), lens="taiwan-dispute", since="2021", until="2022")
    >>> [(row["day"], row["triads"], row["balanced"]) for row in found]
    [('2021-12-31', 6, 4), ('2022-12-31', 9, 7)]
    """
    if "at" in options or "between" in options:
        raise Misuse("A series has its own days. Leave out --at and --between, and use --since and --until.")
    since, until = named_or_all(graph, since, until)
    found = graph.lens(lens, memory=memory, **options)
    windows = [_window(network(graph, found, at=day)) for day in days(since, until, every)]
    if not windows:
        raise Misuse(f"No {every} ends between {since} and {until}. Widen --since and --until, or use a smaller step.")
    flips = tuple(flip for before, after in pairwise(windows) for flip in _flips(before, after))
    solved = [frustration(window.graph, weighted=weighted, limit=limit, seed=seed) for window in windows]
    rows = tuple(
        _row(window, solution, [flip for flip in flips if flip["day"] == window.day])
        for window, solution in zip(windows, solved, strict=True)
    )
    return BalanceOverTime(
        f"Structural balance at the end of every {every}, {windows[0].day} to {windows[-1].day}",
        COLUMNS,
        rows,
        {
            "windows": len(rows),
            "thin": sum(row["thin"] for row in rows),
            "turned": sum(row["turned"] or 0 for row in rows),
        },
        tuple(_notes(windows, rows, flips, found)),
        graph.receipt(
            "balance-over-time", found, seed, since=since, until=until, every=every, weighted=weighted, limit=limit
        ),
        flips,
    )


def balance_between(before: Network, after: Network) -> list[dict[str, Any]]:
    """Every triad that turned, appeared or vanished between two networks, with the claims that did it."""
    return list(_flips(_window(before), _window(after)))


def _window(net: Network) -> _Window:
    pairs, _ = signed_pairs(net)
    return _Window(
        net.lens.at or "",
        net,
        pairs,
        claims_by_pair(net),
        {triad: negatives(pairs, triad) for triad in triads(pairs)},
        {frozenset(pair): sums.sign for pair, sums in net.pairs().items()},
    )


def _row(window: _Window, solution: Frustration, flips: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    used = window.net.used()
    uncited = sum(window.net.claims[claim].uncited for claim in used)
    counted, claims = census(window.graph), len(used) - uncited
    kinds = [flip["kind"] for flip in flips]
    return {
        "day": window.day,
        "claims": claims,
        "uncited": uncited,
        "pairs": window.graph.number_of_edges(),
        "triads": counted.all,
        "balanced": counted.balanced,
        "degree_of_balance": counted.degree,
        "frustration": solution.upper,
        "frustration_lower": solution.lower,
        "proved": solution.proved,
        "turned": kinds.count("turned balanced") + kinds.count("turned unbalanced"),
        "appeared": kinds.count("appeared"),
        "vanished": kinds.count("vanished"),
        "through_ego": through_ego(window.net, window.graph)[1],
        "thin": claims < THIN,
    }


def _flips(before: _Window, after: _Window) -> Iterator[dict[str, Any]]:
    for triad in sorted({*before.triads, *after.triads}):
        kind = _kind(before.triads.get(triad), after.triads.get(triad))
        if kind:
            yield {
                "day": after.day,
                "before": before.day,
                "kind": kind,
                "triad": list(triad),
                "labels": [after.net.label(actor) for actor in triad],
                "was": _type(before.triads.get(triad)),
                "now": _type(after.triads.get(triad)),
                "pairs": list(_changes(before, after, triad)),
            }


def _kind(was: int | None, now: int | None) -> str:
    if was is None or now is None:
        return "" if was == now else "appeared" if was is None else "vanished"
    if was % 2 == now % 2:
        return ""
    return "turned unbalanced" if now % 2 else "turned balanced"


def _type(conflicts: int | None) -> str | None:
    return None if conflicts is None else "+" * (3 - conflicts) + "-" * conflicts


def _changes(before: _Window, after: _Window, triad: Triad) -> Iterator[dict[str, Any]]:
    """The pairs of a triad whose sign is another now, with the claims that are new or gone."""
    for pair in combinations(triad, 2):
        key = frozenset(pair)
        was, now = _sign(before, key), _sign(after, key)
        if was != now:
            old, new = before.claims.get(key, set()), after.claims.get(key, set())
            yield {
                "a": pair[0],
                "b": pair[1],
                "labels": [after.net.label(actor) for actor in pair],
                "was": was,
                "now": now,
                "new": sorted(new - old),
                "gone": sorted(old - new),
            }


def _sign(window: _Window, pair: frozenset[Any]) -> str:
    return SIGN[window.all_signs[pair]] if pair in window.all_signs else "no tie"


def _notes(
    windows: Sequence[_Window], rows: Sequence[Mapping[str, Any]], flips: Sequence[Mapping[str, Any]], lens: Lens
) -> Iterator[str]:
    yield f"Each window is a day: states that hold on it, events of the {lens.memory} before it"
    yield (
        "Against the window before: turned counts triads that became balanced or ceased to be, appeared and vanished "
        "those that gained or lost a sign on a side"
    )
    turned = [flip for flip in flips if flip["kind"].startswith("turned")]
    yield from (_told(flip) for flip in turned[:TOLD])
    if len(turned) > TOLD:
        yield f"… and {len(turned) - TOLD} more turned triads; --format json has them all"
    if any(not row["proved"] for row in rows):
        open_ = ", ".join(row["day"] for row in rows if not row["proved"])
        yield f"Frustration not proved in time, a bound is given: {open_}"
    if any(row["thin"] for row in rows):
        yield f"Thin: fewer than {THIN} claims that have a source lie beneath the window; its numbers say little"
    through, every = sum(row["through_ego"] for row in rows), sum(row["triads"] for row in rows)
    if 2 * through > every:
        net = windows[0].net
        yield (
            f"{through} of {every} triads over all windows run through {net.label(net.graph.record.ego)}, around which "
            "the claims were collected: changes here are first of all changes in what was collected"
        )


def _told(flip: Mapping[str, Any]) -> str:
    causes = "; ".join(_cause(pair) for pair in flip["pairs"])
    return f"{flip['day']}: {', '.join(flip['labels'])} {flip['kind']} ({flip['was']} → {flip['now']}): {causes}"


def _cause(pair: Mapping[str, Any]) -> str:
    claims = _claims("new", pair["new"]) + _claims("gone", pair["gone"])
    return f"{' – '.join(pair['labels'])} {pair['was']} → {pair['now']}{claims}"


def _claims(word: str, names: Sequence[str]) -> str:
    return f", {word} {' '.join(names[:4])}{' …' if len(names) > 4 else ''}" if names else ""
