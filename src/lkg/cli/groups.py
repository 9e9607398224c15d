"""Commands that find groups: who brokers between them, and which communities the ties make."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lkg.cli.app import app, network_of
from lkg.cli.giving import gives_result
from lkg.cli.options import takes_lens
from lkg.errors import Misuse


@app.command()
@takes_lens
@gives_result
def brokerage(
    by: Annotated[
        str, typer.Option(help="bloc (or another grouping of the graph), kind, country or community.")
    ] = "bloc",
    on: Annotated[str | None, typer.Option(help="The day of the groups; else the last day of the lens.")] = None,
    unplaced: Annotated[
        str, typer.Option(help="Actors without a group: error, drop (leave them out) or none (a group of their own).")
    ] = "error",
    null: Annotated[
        str, typer.Option(help="Chance: permute (groups dealt out anew) or sna (random ties).")
    ] = "permute",
    draws: Annotated[int, typer.Option(min=2, help="How often groups are dealt out.")] = 1000,
    seed: Annotated[int, typer.Option(help="The seed of chance.")] = 1,
    pairs: Annotated[bool, typer.Option("--pairs", help="Between which groups, over which claims.")] = False,
    of: Annotated[str | None, typer.Option(help="Only this broker (with --pairs).")] = None,
    lens: Any = None,
) -> Any:
    """Who stands between groups: Gould and Fernandez's five roles, against chance."""
    from lkg.analysis.groups.between import between
    from lkg.analysis.groups.brokerage import brokerage as broker

    if of and not pairs:
        raise Misuse("--of goes with --pairs: it names the broker whose pairs of groups are shown.")
    net = network_of(lens)
    if pairs:
        return between(net, by, actor=of, on=on, unplaced=unplaced)
    return broker(net, by, null=null, draws=draws, seed=seed, on=on, unplaced=unplaced)


@app.command()
@takes_lens
@gives_result
def communities(
    method: Annotated[str, typer.Option(help="louvain or greedy.")] = "louvain",
    resolution: Annotated[float, typer.Option(min=0.01, help="Above 1: more and smaller communities.")] = 1.0,
    runs: Annotated[int, typer.Option(min=1, help="How many runs, of which the best counts.")] = 20,
    draws: Annotated[int, typer.Option(min=0, help="Draws of the evidence whose consensus is shown; 0: none.")] = 0,
    null: Annotated[int, typer.Option(min=0, help="Rewired networks to hold it against; 0: none.")] = 100,
    least: Annotated[int, typer.Option(min=2, help="Below so many actors a community is too small to say.")] = 4,
    seed: Annotated[int, typer.Option(help="The seed of chance.")] = 1,
    lens: Any = None,
) -> Any:
    """Who keeps company with whom, on ties of cooperation, and whether it is more than chance."""
    from lkg.analysis.groups.communities import communities as find

    net = network_of(lens)
    return find(net, method=method, resolution=resolution, seed=seed, runs=runs, draws=draws, null=null, least=least)
