"""How two networks differ: pairs, ranks, best paths, cut points, bridges and camps."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

from lkg.analysis.balance.balance import balance, signed_pairs
from lkg.analysis.paths.journeys import Journey, Roads
from lkg.analysis.ranks.paired import moves
from lkg.analysis.ranks.simple import simple
from lkg.errors import EmptyNetwork
from lkg.networks import Network, PairSign

BY = ("betweenness", "strength")
Change = dict[str, Any]
KINDS: Mapping[str, str] = {
    "actor": "Actors with a tie",
    "pair": "Pairs whose ties change",
    "rank": "Ranks whose median moves by a place or more, among those in both networks",
    "path": "Best paths",
    "cut point": "Cut points: actors without whom the network falls apart",
    "bridge": "Bridges: pairs without whose tie it falls apart",
    "camp": "Camps",
}
"""kinds of difference, in the order of the table, with their headings"""


def differences(
    before: Network, after: Network, *, by: Sequence[str] = BY, routes: Iterable[Sequence[str]] = ()
) -> Iterator[Change]:
    """Every difference between two networks, a row each: kind, actors, label, before, after.

    `by` names the measures whose ranks are compared; `routes` the stations, from start to end, of the paths.
    """
    yield from _actors(before, after)
    yield from _pairs(before, after)
    for measure in by:
        yield from _ranks(before, after, measure)
    for stations in routes:
        yield from _path(before, after, stations)
    yield from _joints(before, after)
    yield from _camps(before, after)


def _actors(before: Network, after: Network) -> Iterator[Change]:
    old, new = set(before.actors), set(after.actors)
    for name in sorted(old ^ new):
        yield _change("actor", (name,), before if name in old else after, *_yes(name, old, new))


def _pairs(before: Network, after: Network) -> Iterator[Change]:
    old, new = before.pairs(), after.pairs()
    for pair in sorted({*old, *new}):
        was, now = old.get(pair), new.get(pair)
        if was != now:
            signs = {"sign_before": _sign_word(was), "sign_after": _sign_word(now)}
            yield _change("pair", pair, before, _pair_word(was), _pair_word(now), **signs)


def _ranks(before: Network, after: Network, by: str) -> Iterator[Change]:
    """Ranks among those in both, in paired draws: median before and after, and in how many draws it so moves."""
    found = [move for move in moves(before, after, by) if abs(move.before - move.after) >= 1]
    for move in sorted(found, key=lambda move: (move.before, move.after, move.actor)):
        yield _change("rank", (move.actor,), before, move.before, move.after, measure=by, share=move.share)


def _path(before: Network, after: Network, stations: Sequence[str]) -> Iterator[Change]:
    """The best path before and after, where it is another one or its probability moves by a hundredth."""
    was, now = best_path(before, stations), best_path(after, stations)
    if was != now:
        start, *via, end = map(before.graph.actor, stations)
        yield _change("path", (start, end), before, was, now, via=via)


def best_path(net: Network, stations: Sequence[str]) -> str | None:
    """The first path through these stations in words, with its joint probability if rated; None where there is none."""
    # `paths` would also look for what opens a path that is closed, which takes seconds and is not asked here
    found, complete = Roads.of(net, Journey(tuple(map(net.graph.actor, stations)))).best(1)
    if not found:
        return None if complete else "the search was given up"
    sure = f"p {found[0].probability:.2f}" if found[0].rated else "not rated"
    return f"{' – '.join(map(net.label, found[0].actors))} ({sure})"


def _joints(before: Network, after: Network) -> Iterator[Change]:
    """Cut points and bridges gained and lost, of the network as a whole and with the ego in it."""
    old, new = simple(before), simple(after)
    for kind, find in (("cut point", _cut_points), ("bridge", _bridges)):
        was, now = find(old), find(new)
        for names in sorted(was ^ now):
            yield _change(kind, names, before, *_yes(names, was, now))


def _camps(before: Network, after: Network) -> Iterator[Change]:
    """Who changes the camp, seen from one actor; camps that another best split would change are none."""
    old = _camp_of(before)
    anchor = next((name for name, camp in old.items() if camp == 1), None)
    new = _camp_of(after, anchor)
    for name in sorted({*old} & {*new}):
        if old[name] != new[name]:
            yield _change(
                "camp", (name,), before, *(f"camp {c}" if c else "undetermined" for c in (old[name], new[name]))
            )


def _camp_of(net: Network, anchor: str | None = None) -> dict[str, int | None]:
    try:
        graph, _ = signed_pairs(net)
        found = balance(net, null=0, anchor=anchor if anchor in graph else None)
    except EmptyNetwork:
        return {}
    return {row["actor"]: row["camp"] for row in found}


def _cut_points(graph: nx.Graph) -> set[tuple[str, ...]]:
    return {(name,) for name in nx.articulation_points(graph)}


def _bridges(graph: nx.Graph) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair)) for pair in nx.bridges(graph)}


def _yes(thing: Any, *places: Container[Any]) -> list[str]:
    return ["yes" if thing in place else "no" for place in places]


def _change(kind: str, actors: Iterable[str], net: Network, before: Any, after: Any, **more: Any) -> Change:
    names = list(actors)
    label = " – ".join(map(net.label, names))
    via = ", ".join(map(net.label, more.get("via", ())))
    label += f" (via {via})" if via else f" ({more['measure']})" if "measure" in more else ""
    return {"kind": kind, "actors": names, "label": label, "before": before, "after": after} | more


def _sign_word(sums: PairSign | None) -> str | None:
    if sums is None:
        return None
    return "mixed" if sums.sign is None else {1: "cooperation", -1: "conflict", 0: "neutral"}[sums.sign]


def _pair_word(sums: PairSign | None) -> str | None:
    """The sign of a pair with its sums: conflict (+2 −31 ·10)."""
    return None if sums is None else f"{_sign_word(sums)} (+{sums.pos:.3g} −{sums.neg:.3g} ·{sums.neutral:.3g})"
