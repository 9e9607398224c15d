"""Commands that follow a graph over time: trajectories of ranks, and what changed between two days."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import lkg
from lkg.cli.app import app, graph
from lkg.cli.giving import gives_result
from lkg.cli.options import takes_lens

SINCE = "The first day, month or year; else eight years up to the last with claims."
UNTIL = "The last one."
Since = Annotated[str, typer.Option(help="The first day, month or year.")]
Until = Annotated[str, typer.Option(help="The last one.")]
Draws = Annotated[int, typer.Option(min=0, help="How often the evidence of each day is drawn.")]
Seed = Annotated[int, typer.Option(help="Where the draws begin; equal seeds give equal numbers.")]


@app.command()
@takes_lens
@gives_result
def trajectory(
    by: Annotated[str, typer.Option(help="The measure: betweenness, degree, pagerank …")] = "betweenness",
    actor: Annotated[list[str] | None, typer.Option(help="Whose ranks; repeat. Else the last ten leaders.")] = None,
    since: Annotated[str, typer.Option(help=SINCE)] = "",
    until: Annotated[str, typer.Option(help=UNTIL)] = "",
    every: Annotated[str, typer.Option(help="month, quarter or year.")] = "year",
    clock: Annotated[str, typer.Option(help="happened, or known: what sources had published by then.")] = "happened",
    weighted: Annotated[bool, typer.Option(help="Let the lens's weights count.")] = False,
    draws: Draws = 200,
    seed: Seed = 1,
    lens: Any = None,
) -> Any:
    """Ranks over time, with intervals, the claims beneath each window, and ranks on equally many claims."""
    return lkg.trajectory(
        graph(), by, since=since, until=until, every=every, actors=actor or [], clock=clock,
        weighted=weighted or "weight" in lens, draws=draws, seed=seed, **lens,
    )  # fmt: skip


@app.command()
@takes_lens
@gives_result
def changes(
    since: Since,
    until: Until,
    by: Annotated[str, typer.Option(help="The measure whose ranks are compared.")] = "betweenness",
    focus: Annotated[list[str] | None, typer.Option(help="Paths between each two of these; repeat.")] = None,
    draws: Draws = 400,
    seed: Seed = 1,
    lens: Any = None,
) -> Any:
    """What is otherwise on a later day: ranks beyond their intervals, paths, turned triads, each with its claims."""
    return lkg.changes(
        graph(), since=since, until=until, by=by, focus=focus or [], weighted="weight" in lens, draws=draws, seed=seed,
        **lens,
    )  # fmt: skip
