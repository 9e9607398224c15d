"""How an actor's rank goes over time: windows that slide, with intervals, and how many claims lie beneath each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from lkg.analysis.ranks.draws import SEED, Draws, draw, rated
from lkg.analysis.ranks.ego import Others, others
from lkg.analysis.ranks.intervals import Intervals, number, summarise
from lkg.analysis.ranks.measures import Measure
from lkg.analysis.ranks.ranking import basis
from lkg.analysis.ranks.ranks import measure_of
from lkg.analysis.ranks.versions import Versions
from lkg.analysis.results import Column, Result
from lkg.analysis.times.days import THIN, days, named_or_all, no_day_of_its_own
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import network

DRAWS = 200
SHOWN = 10
CLOCKS = ("happened", "known")


@dataclass(frozen=True, slots=True)
class Window:
    """One window: its day, and the claims beneath its ties, those without a source apart."""

    day: str
    claims: int
    uncited: int

    @property
    def thin(self) -> bool:
        """Whether fewer than 30 claims with a source lie beneath, so that its ranks mean little."""
        return self.claims < THIN

    @property
    def size(self) -> int:
        """All claims, those without a source included."""
        return self.claims + self.uncited


@dataclass(frozen=True, repr=False)
class Trajectory(Result):
    """A row per window and actor; `windows` with their claims, `actors` those shown, by their last rank."""

    windows: tuple[Window, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Slice:
    window: Window
    rest: Others
    draws: Draws
    drawn: bool
    """whether there is more than one draw, in which all holds"""


def trajectory(
    graph: Graph,
    by: str = "betweenness",
    *,
    since: str = "",
    until: str = "",
    every: str = "year",
    lens: str | Lens = "default",
    actors: Iterable[str] = (),
    clock: str = "happened",
    weighted: bool = False,
    rarefy: bool = True,
    draws: int = DRAWS,
    seed: int = SEED,
    **options: Any,
) -> Trajectory:
    """Ranks by a measure at the end of every month, quarter or year, each over the lens's memory.

    `rank` is the median and `rank_low`, `rank_high` the 5–95 % quantiles over the draws. With `rarefy` each draw
    keeps, besides, only as many claims as the smallest window that is not thin has: `rank_rarefied` then tells whether
    a move outlasts the growth of the data. With the clock `known` only what sources had published by that day is seen.
    The ego is not ranked. Without dates it is the last years in which claims begin. Raises Misuse for a clock that
    does not exist or a lens with `between`.

    >>> import lkg
    >>> found = trajectory(lkg.open(), "degree", since="2021", until="2022", actors=["China"], draws=20)
    >>> [(row["day"], row["label"]) for row in found]
    [('2021-12-31', 'China'), ('2022-12-31', 'China')]
    """
    since, until = named_or_all(graph, since, until)
    base = _lens(graph, lens, clock, options)
    every_slice = (_slice(graph, base, day, clock, draws, seed) for day in days(since, until, every))
    slices = [found for found in every_slice if found is not None]
    if not slices:
        raise EmptyNetwork(
            f"No tie between {since} and {until} under this lens. Widen --since, --until or the relations."
        )
    measure = measure_of(by, slices[-1].rest.net)
    drawn = any(s.drawn for s in slices)
    least = min((s.window.size for s in slices if not s.window.thin), default=0) if rarefy and drawn else 0
    tables = [_measured(s, measure, weighted, least, seed) for s in slices]
    chosen = tuple(dict.fromkeys(graph.actor(name) for name in actors)) or _leading(tables)
    rows = [row for table in tables for actor in chosen if (row := table.get(actor))]
    parameters = {"by": by, "since": since, "until": until, "every": every, "clock": clock, "draws": draws}
    parameters |= {"actors": list(chosen), "rarefy": rarefy}
    return Trajectory(
        title=f"{by} on {basis(base)} at the end of every {every}, {since} to {until}",
        columns=_columns(least, drawn),
        rows=tuple(rows),
        facts={"windows": [asdict(s.window) | {"thin": s.window.thin} for s in slices]},
        notes=tuple(_notes(graph, slices, chosen, least, clock, draws)),
        receipt=graph.receipt("trajectory", base, seed, **parameters, weighted=weighted),
        windows=tuple(s.window for s in slices),
        actors=chosen,
    )


def _lens(graph: Graph, lens: str | Lens, clock: str, options: Mapping[str, Any]) -> Lens:
    """The lens that moves along with the days; raises Misuse where something else would move it."""
    if clock not in CLOCKS:
        raise Misuse(f"clock = {clock!r} is not possible. Use {' or '.join(CLOCKS)}.")
    no_day_of_its_own(options)
    base = graph.lens(lens, **options)
    if clock == "known" and base.known_by is not None:
        raise Misuse("The clock of knowledge moves known_by along with the days. Leave --known-by out.")
    return base


def _slice(graph: Graph, base: Lens, day: str, clock: str, draws: int, seed: int) -> _Slice | None:
    lens = base.but(at=day, between=(), known_by=day if clock == "known" else base.known_by)
    rest = others(network(graph, lens))
    claims = {claim for tie in rest.net.ties for claim in tie.claims}
    if not claims:
        return None
    uncited = sum(rest.net.claims[claim].uncited for claim in claims)
    drawn = draws > 0 and rated(rest.net)
    made = draw(rest.net, draws, seed=seed) if drawn else Draws.everything(rest.net)
    return _Slice(Window(day, len(claims) - uncited, uncited), rest, made, drawn)


def _measured(part: _Slice, measure: Measure, weighted: bool, least: int, seed: int) -> dict[str, dict[str, Any]]:
    """Actor → its row in this window."""
    found = _ranked(part, part.draws, measure, weighted)
    few = _ranked(part, _fewer(part.draws, least, seed), measure, weighted) if least else None
    return {actor: _row(part, i, actor, found, few) for i, actor in enumerate(part.rest.actors)}


def _ranked(part: _Slice, draws: Draws, measure: Measure, weighted: bool) -> Intervals:
    directed = measure.directed and part.rest.net.lens.direction == "as-claimed"
    values = Versions(draws, part.rest.actors).values(measure.name, directed=directed, weighted=weighted)
    return summarise(values, ascending=measure.ascending)


def _fewer(draws: Draws, least: int, seed: int) -> Draws:
    """The same draws, in each of which only so many claims, picked at random, were ever found."""
    random = np.random.Generator(np.random.PCG64([seed, 1]))
    order = random.random(draws.holds.shape).argsort(axis=1).argsort(axis=1)
    return replace(draws, holds=draws.holds & (order < least))


def _row(part: _Slice, i: int, actor: str, found: Intervals, few: Intervals | None) -> dict[str, Any]:
    window = part.window
    row = {
        "day": window.day, "actor": actor, "label": part.rest.net.label(actor), "claims": window.claims,
        "uncited": window.uncited, "thin": window.thin, "of": len(part.rest.actors), "value": found.value[i],
        "value_low": found.low[i], "value_high": found.high[i], "rank": found.rank[i],
        "rank_low": found.rank_low[i], "rank_high": found.rank_high[i],
    }  # fmt: skip
    if few is not None:
        row |= {
            "rank_rarefied": few.rank[i],
            "rank_rarefied_low": few.rank_low[i],
            "rank_rarefied_high": few.rank_high[i],
        }
    row |= {key: number(float(value)) for key, value in row.items() if isinstance(value, np.floating)}
    if not part.drawn:
        return row | dict.fromkeys(("value_low", "value_high", "rank_low", "rank_high", "ranks"))
    return row | {"ranks": _span(row["rank_low"], row["rank_high"])}


def _span(low: float | None, high: float | None) -> str | None:
    return None if low is None or high is None else f"{low:.3g}–{high:.3g}"


def _leading(tables: Sequence[Mapping[str, Mapping[str, Any]]]) -> tuple[str, ...]:
    """Those with the best ranks over the windows, the last window weighing most."""
    last = sorted(tables[-1].values(), key=lambda row: (row["rank"] is None, row["rank"] or 0.0, row["label"]))
    return tuple(row["actor"] for row in last[:SHOWN])


def _columns(least: int, drawn: bool) -> tuple[Column, ...]:
    rarefied = (Column("rank_rarefied", f"rank on {least} claims", "g"),) if least else ()
    return (
        Column("day"), Column("label", "actor"), Column("rank", form="g"),
        *((Column("ranks", "5–95 %", "s"),) if drawn else ()), *rarefied,
        Column("of", form="d"), Column("claims", form="d"), Column("uncited", form="d"), Column("thin"),
    )  # fmt: skip


def _notes(
    graph: Graph, slices: Sequence[_Slice], chosen: Sequence[str], least: int, clock: str, draws: int
) -> Iterator[str]:
    counts = [s.window.claims for s in slices]
    yield f"Claims with a source: {min(counts)} to {max(counts)} a window. A curve also shows where the search went"
    thin = [s.window.day for s in slices if s.window.thin]
    if thin:
        yield f"Thin, with fewer than {THIN} claims that have a source: {', '.join(thin)}; their ranks mean little"
    if least:
        yield f"Rarefied: each draw keeps only {least} claims picked at random, as many as the smallest window not thin"
    if draws and not any(s.drawn for s in slices):
        yield "The claims are not rated, so no evidence interval is given"
    yield f"Clock: {'when it happened' if clock == 'happened' else 'what sources had published by that day'}"
    missing = [graph.label(a) for a in chosen if not any(a in s.rest.actors for s in slices)]
    if missing:
        yield f"In no window: {', '.join(missing)}" + (" (the ego is not ranked)" if graph.record.ego in chosen else "")
    yield from {s.rest.note(): None for s in slices if s.rest.ego}
