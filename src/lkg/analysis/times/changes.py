"""What changed between two days: ranks beyond their intervals, paths that opened or closed, triads that turned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from lkg import period
from lkg.analysis.balance.windows import balance_between
from lkg.analysis.paths.journeys import Journey, Roads
from lkg.analysis.paths.paths import Path
from lkg.analysis.ranks.draws import SEED
from lkg.analysis.ranks.ego import ego_of, others
from lkg.analysis.ranks.ranking import Ranking, Row
from lkg.analysis.ranks.ranks import rank
from lkg.analysis.results import Column, Result
from lkg.analysis.times.days import no_day_of_its_own, span
from lkg.errors import EmptyNetwork, Misuse, NoPath
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import Network, network

DRAWS = 400
FOCUS = 3
TOLD = 6
"""so many claims of a cause stand in a table; the row has them all"""


@dataclass(frozen=True, repr=False)
class Changes(Result):
    """A row per change with the claims that made it; `before` and `after` are the two networks."""

    before: Network | None = None
    after: Network | None = None

    def of(self, kind: str) -> tuple[Mapping[str, Any], ...]:
        """The changes of one kind: rank, path or triad."""
        return tuple(row for row in self.rows if row["kind"] == kind)


def changes(
    graph: Graph,
    *,
    since: str,
    until: str,
    by: str = "betweenness",
    lens: str | Lens = "default",
    focus: Iterable[str] = (),
    weighted: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
    **options: Any,
) -> Changes:
    """What is otherwise at `until` than at `since`, each change with the claims that are new or gone.

    A rank has moved only where its 5–95 % intervals of the two days do not touch, among those who are ranked on both
    and have a value on one of them: who stays at nothing while the field grows has not moved.
    Paths are the best ones between each two of `focus`: by default the ego and the first three of either day. A triad
    has turned where it is balanced on one day and not on the other. Raises Misuse where the second day is not later.

    >>> import lkg
    >>> found = changes(lkg.open(), since="2021-01", until="2022-06", by="degree", draws=50)
    >>> {row["kind"] for row in found} <= {"rank", "path", "triad"}
    True
    """
    no_day_of_its_own(options)
    first, last = (span(day)[1] for day in (since, until))
    if last <= first:
        raise Misuse(f"{until} does not lie after {since}. Name the earlier day with --since, the later with --until.")
    before, after = (network(graph, lens, **options | {"at": period.day(day)}) for day in (first, last))
    if not before.ties and not after.ties:
        raise EmptyNetwork("The lens sees no tie on either day. Widen it, or name other days.")
    rows, ranked, chosen = compared(before, after, by=by, focus=focus, weighted=weighted, draws=draws, seed=seed)
    return Changes(
        f"What changed from {period.day(first)} to {period.day(last)}",
        (Column("kind"), Column("label", "what"), Column("before"), Column("after"), Column("cause")),
        tuple(rows),
        {"claims_before": len(before.used()), "claims_after": len(after.used()), "focus": list(chosen)},
        tuple(_notes(before, after, ranked, rows, chosen)),
        graph.receipt(
            "changes",
            after.lens,
            seed,
            since=since,
            until=until,
            by=by,
            weighted=weighted,
            draws=draws,
            focus=list(chosen),
        ),
        before,
        after,
    )


def compared(
    before: Network,
    after: Network,
    *,
    by: str = "betweenness",
    focus: Iterable[str] = (),
    weighted: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
) -> tuple[list[dict[str, Any]], list[Ranking | None], tuple[str, ...]]:
    """The rows of `changes` between any two networks, with the two rankings and the actors in focus.

    The networks may be of two versions of a graph: then a claim that is in both with another date is neither new nor
    gone. A ranking is None where nobody is left to rank.
    """
    graph = after.graph
    claims = _claims(before), _claims(after)
    ranked = [_ranking(net, by, weighted, draws, seed) for net in (before, after)]
    chosen = tuple(dict.fromkeys(map(graph.actor, focus))) or _focus(before, after, ranked)
    return [*_moves(ranked, claims), *_paths(before, after, chosen), *_turned(before, after)], ranked, chosen


def _claims(net: Network) -> dict[tuple[str, str], set[str]]:
    """Unordered pair → the claims between the two, those behind derived ties included."""
    found: dict[tuple[str, str], set[str]] = {}
    for tie in net.ties:
        found.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), set()).update(tie.claims)
    return found


def _ranking(net: Network, by: str, weighted: bool, draws: int, seed: int) -> Ranking | None:
    try:
        return rank(net, by, weighted=weighted, draws=draws, seed=seed)
    except EmptyNetwork:
        return None


def _focus(before: Network, after: Network, ranked: Sequence[Ranking | None]) -> tuple[str, ...]:
    leading = [row.actor for found in ranked if found for row in found.rows[:FOCUS]]
    ego = ego_of(after) or ego_of(before)
    return tuple(dict.fromkeys([*([ego] if ego else []), *leading]))


def _moves(
    ranked: Sequence[Ranking | None], claims: Sequence[Mapping[tuple[str, str], set[str]]]
) -> Iterator[dict[str, Any]]:
    if ranked[0] is None or ranked[1] is None:
        return
    was = {row.actor: row for row in ranked[0]}
    for now in ranked[1]:
        old = was.get(now.actor)
        if old and _apart(old, now):
            rose = (old.rank or 0) > (now.rank or 0)
            yield {
                "kind": "rank",
                "label": f"{now.label} {'rises' if rose else 'falls'}",
                "actors": [now.actor],
                "before": _place(old),
                "after": _place(now),
                "rank_before": old.rank,
                "rank_after": now.rank,
            } | _cause(_around(claims[0], now.actor), _around(claims[1], now.actor), "ties of others alone")


def _apart(old: Row, now: Row) -> bool:
    """Whether the rank intervals do not touch; without intervals nothing can be said."""
    ends = (old.rank_low, old.rank_high, now.rank_low, now.rank_high)
    if any(end is None for end in ends) or not (old.value_high or now.value_high):
        return False
    low, high, low_now, high_now = (end for end in ends if end is not None)
    return high < low_now or high_now < low


def _place(row: Row) -> str:
    return f"{row.rank:g} ({row.rank_low:.3g}–{row.rank_high:.3g})"


def _around(claims: Mapping[tuple[str, str], set[str]], actor: str) -> set[str]:
    return {claim for pair, found in claims.items() if actor in pair for claim in found}


def _cause(old: set[str], new: set[str], otherwise: str = "") -> dict[str, Any]:
    """Claims new and gone, all of them and in words; `otherwise` what it is where there are none."""
    came, went = sorted(new - old), sorted(old - new)
    words = "; ".join(filter(None, (_told("new", came), _told("gone", went))))
    return {"new": came, "gone": went, "cause": words or otherwise}


def _told(word: str, claims: Sequence[str]) -> str:
    more = f" and {len(claims) - TOLD} more" if len(claims) > TOLD else ""
    return f"{word}: {' '.join(claims[:TOLD])}{more}" if claims else ""


def _paths(before: Network, after: Network, focus: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Paths that open, close or take other hops' number between two of these actors."""
    for start, end in combinations(focus, 2):
        was, now = _best(before, start, end), _best(after, start, end)
        if (was and len(was.hops)) != (now and len(now.hops)):
            yield {
                "kind": "path",
                "label": f"{after.label(start)} – {after.label(end)} {_verb(was, now)}",
                "actors": [start, end],
                "before": _way(was, before),
                "after": _way(now, after),
            } | _cause(_beneath(was), _beneath(now))


def _verb(was: Path | None, now: Path | None) -> str:
    if was is None or now is None:
        return "opens" if was is None else "closes"
    return "gets shorter" if len(now.hops) < len(was.hops) else "gets longer"


def _best(net: Network, start: str, end: str) -> Path | None:
    if not {start, end} <= {*net.actors, *(end for tie in net.memberships for end in (tie.source, tie.target))}:
        return None
    found, complete = Roads.of(net, Journey((start, end))).best(1)
    if not found and not complete:
        raise NoPath(f"The search between {net.label(start)} and {net.label(end)} was given up. Narrow the lens.")
    return found[0] if found else None


def _way(path: Path | None, net: Network) -> str:
    return "no path" if path is None else " – ".join(map(net.label, path.actors))


def _beneath(path: Path | None) -> set[str]:
    return {evidence.id for hop in path.hops for evidence in hop.claims} if path else set()


def _turned(before: Network, after: Network) -> Iterator[dict[str, Any]]:
    for flip in balance_between(before, after):
        if flip["kind"].startswith("turned"):
            new, gone = ({claim for pair in flip["pairs"] for claim in pair[key]} for key in ("new", "gone"))
            yield {
                "kind": "triad",
                "label": f"{', '.join(flip['labels'])} {flip['kind']}",
                "actors": flip["triad"],
                "before": flip["was"],
                "after": flip["now"],
                "new": sorted(new),
                "gone": sorted(gone),
                "cause": "; ".join(filter(None, (_told("new", sorted(new)), _told("gone", sorted(gone))))),
            }


def _notes(
    before: Network,
    after: Network,
    ranked: Sequence[Ranking | None],
    rows: Sequence[Mapping[str, Any]],
    focus: Sequence[str],
) -> Iterator[str]:
    yield f"Claims beneath the ties: {len(before.used())} on the first day, {len(after.used())} on the second"
    if not all(found and found.draws for found in ranked):
        yield "Ranks are not compared: on one of the days nobody is ranked, or no interval was drawn"
    elif not any(row["kind"] == "rank" for row in rows):
        yield "No rank moves beyond its interval"
    else:
        yield "Beside a rank stand the claims around that actor; a rank also moves by the ties of others"
    yield f"Paths between {', '.join(map(after.label, focus))}"
    yield "More claims were found for some years than for others; a change may be one of what was looked for"
    yield from {others(net).note(): None for net in (after,) if ego_of(net)}
