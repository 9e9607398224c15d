"""Which findings move from one version of a graph to another: ranks, signs of pairs, triads, paths; under one lens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lkg.analysis.balance.windows import SIGN
from lkg.analysis.times.changes import compared
from lkg.claims import Claim
from lkg.errors import EmptyNetwork
from lkg.graphs import Graph
from lkg.networks import Network, network
from lkg.versions.asking import Asked

TOLD = 6
SOURCE = "its source"
"""what is otherwise of a claim that says what it said, from a source with another rating or title"""


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a claim, and whom it joins or joined."""

    word: str
    ends: set[str]


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


def _changed(before: Graph, after: Graph) -> dict[str, _Fate]:
    """Claim that is another now, or whose source is, or that is there once → what became of it, and whom it joins."""
    old, new = before.record, after.record
    regraded = {id for id, source in new.sources.items() if id in old.sources and old.sources[id] != source}
    found = {}
    for id in {*old.claims, *new.claims}:
        was, now = old.claims.get(id), new.claims.get(id)
        if was != now or (now and now.source in regraded):
            found[id] = _Fate(_word(was, now) if was != now else SOURCE, _ends(was) | _ends(now))
    return found


def _word(was: Claim | None, now: Claim | None) -> str:
    if was is None or now is None:
        return "added" if was is None else "removed"
    if bool(was.withdrawal) != bool(now.withdrawal):
        return "withdrawn" if now.withdrawal else "reinstated"
    return "changed"


def _ends(claim: Claim | None) -> set[str]:
    return {claim.subject, claim.object} if claim else set()


def _with(row: Mapping[str, Any], changed: Mapping[str, _Fate]) -> dict[str, Any]:
    """The cause of a row: claims that are new or gone beneath it, and others of its actors that were changed."""
    actors = set(row["actors"])
    told = {*row["new"], *row["gone"]}
    near = sorted(
        id
        for id, fate in changed.items()
        if id not in told and fate.word in ("changed", SOURCE) and len(fate.ends & actors) >= min(2, len(actors))
    )
    words = [_told(word, ids, changed) for word, ids in (("new", row["new"]), ("gone", row["gone"]), ("changed", near))]
    return {"changed": near, "cause": "; ".join(filter(None, words)) or "claims elsewhere"}


def _told(word: str, claims: Iterable[str], changed: Mapping[str, _Fate]) -> str:
    ids = list(claims)
    more = f" and {len(ids) - TOLD} more" if len(ids) > TOLD else ""
    return f"{word}: {' '.join(_named(id, changed) for id in ids[:TOLD])}{more}" if ids else ""


def _named(id: str, changed: Mapping[str, _Fate]) -> str:
    """A claim, and what became of it where that is not said by new, gone or changed alone."""
    fate = changed.get(id)
    return f"{id} ({fate.word})" if fate and fate.word in ("withdrawn", "reinstated", "removed", SOURCE) else id
