"""Commands that draw: figures, and the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import lkg
from lkg.cli import show
from lkg.cli.app import app, graph, network_of
from lkg.cli.options import takes_lens
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.reports.pictures import Picture

PATH, COURSE = "A path", "A course over time: trajectory, balance"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call of `lkg draw` asks for, beside the kind of picture."""

    lens: Mapping[str, Any]
    title: str
    by: str | None
    labels: int | None
    start: str | None
    end: str | None
    via: tuple[str, ...]
    bridges: bool
    time_respecting: bool
    actors: tuple[str, ...]
    since: str
    until: str
    every: str
    draws: int
    grid: str

    @property
    def net(self) -> Any:
        """The network of the lens."""
        return network_of(dict(self.lens))

    @property
    def measure(self) -> str:
        """The measure asked for."""
        return self.by or "betweenness"


@app.command()
@takes_lens
def draw(
    what: Annotated[
        str, typer.Argument(help="network, path, rank, robust, trajectory, balance or matrix.")
    ] = "network",
    ends: Annotated[list[str] | None, typer.Argument(help="Of a path: where it begins and ends.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The picture: .png, .svg or .pdf.")] = None,
    by: Annotated[
        str | None,
        typer.Option(help="A measure; for a path hops, reliability or recency; for a matrix a grouping such as bloc."),
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="Where the path begins.", rich_help_panel=PATH)] = None,
    end: Annotated[str | None, typer.Option("--to", help="Where it ends.", rich_help_panel=PATH)] = None,
    via: Annotated[
        list[str] | None, typer.Option(help="A station of the path; repeat for more.", rich_help_panel=PATH)
    ] = None,
    bridges: Annotated[
        bool,
        typer.Option("--bridges", help="Disputes, agreements and policies may stand in it.", rich_help_panel=PATH),
    ] = False,
    time_respecting: Annotated[
        bool,
        typer.Option("--time-respecting", help="Its hops can be done one after the other.", rich_help_panel=PATH),
    ] = False,
    actor: Annotated[
        list[str] | None, typer.Option(help="Whose trajectory (repeat), or whose rank under every lens.")
    ] = None,
    since: Annotated[
        str, typer.Option(help="Where it begins; else eight years up to the last.", rich_help_panel=COURSE)
    ] = "",
    until: Annotated[str, typer.Option(help="Where it ends.", rich_help_panel=COURSE)] = "",
    every: Annotated[str, typer.Option(help="Its steps: month, quarter or year.", rich_help_panel=COURSE)] = "year",
    draws: Annotated[int, typer.Option(min=0, help="How often the evidence is drawn.")] = 400,
    grid: Annotated[str, typer.Option(help="The grid of lenses of `robust`: a name, or a .toml file.")] = "standard",
    title: Annotated[str, typer.Option(help="The title, best a statement.")] = "",
    labels: Annotated[int | None, typer.Option(help="Label only so many actors of a network.")] = None,
    lens: Any = None,
) -> None:
    """Draw a network, a path, ranks, a course over time or a matrix of blocs, fit for print."""
    from lkg import figures

    if what not in KINDS:
        raise Misuse(f"There is no picture {what!r}. Draw {', '.join(KINDS)}.")
    if ends and (what != "path" or len(ends) != 2):
        raise Misuse(f"{' '.join(ends)}: only a path has ends, and it has two: `lkg draw path A B`.")
    start, end = ends or (start, end)
    wanted = Wanted(
        lens, title, by, labels, start, end, tuple(via or ()), bridges, time_respecting, tuple(actor or ()),
        since, until, every, draws, grid,
    )  # fmt: skip
    target = out or Path(f"{what}.svg")
    # before the work, which may take its time
    figures.form_of(target)
    with show.working("Drawing"):
        KINDS[what](wanted).save(target)
    show.text(str(target))


def _network(wanted: Wanted) -> Picture:
    from lkg.reports import pictures

    return pictures.network(wanted.net, title=wanted.title, labels=wanted.labels)


def _path(wanted: Wanted) -> Picture:
    from lkg.reports import pictures

    if not wanted.start or not wanted.end:
        raise Misuse("Draw a path with both its ends: `lkg draw path A B`.")
    found = lkg.paths(
        wanted.net, wanted.start, wanted.end, via=wanted.via, k=1, by=wanted.by or "hops", bridges=wanted.bridges,
        time_respecting=wanted.time_respecting,
    )  # fmt: skip
    return pictures.path(found, title=wanted.title)


def _rank(wanted: Wanted) -> Picture:
    from lkg.reports import charts

    return charts.standing(lkg.rank(wanted.net, wanted.measure, draws=wanted.draws), title=wanted.title)


def _robust(wanted: Wanted) -> Picture:
    from lkg.reports import charts

    net = wanted.net
    if len(wanted.actors) > 1:
        raise Misuse("A curve shows one actor. Name one with --actor, or none for the intervals of the first.")
    name = net.graph.actor(wanted.actors[0]) if wanted.actors else ""
    found = lkg.robust(net, wanted.measure, grid=wanted.grid, draws=0)
    if name:
        return charts.specification(found, name, net, title=wanted.title)
    return charts.standing(lkg.rank(net, wanted.measure, draws=wanted.draws), found, title=wanted.title)


def _trajectory(wanted: Wanted) -> Picture:
    from lkg.reports import charts

    found = lkg.trajectory(
        graph(), wanted.measure, since=wanted.since, until=wanted.until, every=wanted.every, actors=wanted.actors,
        draws=wanted.draws, **wanted.lens,
    )  # fmt: skip
    return charts.trajectory(found, title=wanted.title, every=wanted.every)


def _balance(wanted: Wanted) -> Picture:
    from lkg.reports import charts

    found = lkg.balance_over_time(graph(), since=wanted.since, until=wanted.until, every=wanted.every, **wanted.lens)
    return charts.balance(found, title=wanted.title, every=wanted.every)


def _matrix(wanted: Wanted) -> Picture:
    from lkg.reports import charts

    return charts.blocs(wanted.net, wanted.by or "bloc", title=wanted.title)


KINDS: Mapping[str, Callable[[Wanted], Picture]] = {
    "network": _network,
    "path": _path,
    "rank": _rank,
    "robust": _robust,
    "trajectory": _trajectory,
    "balance": _balance,
    "matrix": _matrix,
}
"""the pictures that can be drawn"""


@app.command()
def report(
    place: Annotated[Path | None, typer.Argument(help="The graph's folder; else the graph.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the report.")] = Path("out/report"),
) -> None:
    """Everything about a graph on one page that opens offline, with pictures and files beside it."""
    from lkg.reports import build

    opened = lkg.open(place) if place else graph()
    with show.working("Writing the report"):
        page = build.report(opened, out)
    show.text(str(page))
