"""Which findings move from one version of a graph to another: ranks, signs of pairs, triads, paths; under one lens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lkg.analysis.balance.windows import SIGN
from lkg.analysis.times.changes import compared
from lkg.errors import EmptyNetwork
from lkg.graphs import Graph
from lkg.networks import Network, network

DRAWS = 200
TOLD = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """Under which lens findings are compared, by which measure, and between whom paths are looked for."""

    lens: str = "default"
    options: Mapping[str, Any] = field(default_factory=dict)
    by: str = "betweenness"
    focus: tuple[str, ...] = ()
    draws: int = DRAWS
    seed: int = 1


def moved(before: Graph, after: Graph, asked: Asked) -> tuple[list[dict[str, Any]], list[str]]:
    """The findings that are otherwise, each with the claims that are new, gone or changed, and what to know of them.

    The lens is that of the later version for both, so that a lens that was changed moves nothing by itself.
    """
    lens = after.lens(asked.lens, **asked.options)
    was, now = network(before, lens), network(after, lens)
    if not was.ties and not now.ties:
        raise EmptyNetwork("The lens sees no tie in either version. Widen it, or leave out --findings.")
    rows, ranked, focus = compared(
        was, now, by=asked.by, focus=asked.focus, weighted="weight" in asked.options, draws=asked.draws, seed=asked.seed
    )
    changed = _changed(before, after)
    told = [row | _with(row, changed) for row in [*rows, *_turned(was, now)]]
    words = ", ".join(map(after.label, focus))
    notes = [f"Lens {lens.name}: {lens.words()}", f"Ranks by {asked.by}, paths between {words or 'nobody'}"]
    if not all(found and found.draws for found in ranked):
        notes.append("Ranks are not compared: in one version nobody is ranked, or no interval was drawn")
    return told, notes


def _turned(was: Network, now: Network) -> Iterator[dict[str, Any]]:
    """Pairs that are tied in both and whose sign is another."""
    old, new = was.pairs(), now.pairs()
    for pair in sorted(old.keys() & new.keys()):
        if old[pair].sign != new[pair].sign:
            before, after = _claims(was, pair), _claims(now, pair)
            yield {
                "kind": "pair",
                "label": " – ".join(map(now.label, pair)),
                "actors": list(pair),
                "before": SIGN[old[pair].sign],
                "after": SIGN[new[pair].sign],
                "new": sorted(after - before),
                "gone": sorted(before - after),
            }


def _claims(net: Network, pair: tuple[str, str]) -> set[str]:
    return {claim for tie in net.ties if {tie.source, tie.target} == set(pair) for claim in tie.claims}


def _changed(before: Graph, after: Graph) -> dict[str, set[str]]:
    """Claim that is in both and is another now → the actors it joins, then or now."""
    old, new = before.record.claims, after.record.claims
    return {
        id: {old[id].subject, old[id].object, new[id].subject, new[id].object}
        for id in new
        if id in old and old[id] != new[id]
    }


def _with(row: Mapping[str, Any], changed: Mapping[str, set[str]]) -> dict[str, Any]:
    """The cause of a row, the claims named that were changed around its actors."""
    actors = set(row["actors"])
    near = sorted(id for id, ends in changed.items() if len(ends & actors) >= min(2, len(actors)))
    words = [_told(word, ids) for word, ids in (("new", row["new"]), ("gone", row["gone"]), ("changed", near))]
    return {"changed": near, "cause": "; ".join(filter(None, words)) or "claims elsewhere"}


def _told(word: str, claims: Iterable[str]) -> str:
    ids = list(claims)
    more = f" and {len(ids) - TOLD} more" if len(ids) > TOLD else ""
    return f"{word}: {' '.join(ids[:TOLD])}{more}" if ids else ""
