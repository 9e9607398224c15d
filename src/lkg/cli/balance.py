"""Commands that weigh camps: structural balance on a day, and how it changes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lkg.cli.app import app, graph, network_of
from lkg.cli.giving import gives_result
from lkg.cli.options import takes_lens
from lkg.errors import Misuse


@app.command()
@takes_lens
@gives_result
def balance(
    weighted: Annotated[bool, typer.Option(help="Count the weight of ties, not their number.")] = False,
    camps: Annotated[
        int | None, typer.Option(min=2, max=5, help="So many camps beside the two, by local search.")
    ] = None,
    anchor: Annotated[str | None, typer.Option(help="The actor that is in camp 1; else who has most ties.")] = None,
    null: Annotated[int, typer.Option(min=0, help="Draws with the signs shuffled.")] = 200,
    limit: Annotated[float, typer.Option(help="Seconds after which a bound is given.")] = 60.0,
    seed: Annotated[int, typer.Option(help="The seed of searches and draws.")] = 1,
    every: Annotated[str | None, typer.Option(help="A series: month, quarter or year; with --since, --until.")] = None,
    since: Annotated[str | None, typer.Option(help="The first date of the series.")] = None,
    until: Annotated[str | None, typer.Option(help="The last date of the series.")] = None,
    lens: Any = None,
) -> Any:
    """Who stands with whom: balanced triads, two camps, and the ties against them."""
    from lkg.analysis.balance.balance import balance as measure
    from lkg.analysis.balance.windows import balance_over_time

    if not (every or since or until):
        net = network_of(lens)
        return measure(net, weighted=weighted, camps=camps, anchor=anchor, null=null, limit=limit, seed=seed)
    if camps or anchor:
        raise Misuse("--camps and --anchor are for one day, not for a series. Leave them out, or use --at.")
    return balance_over_time(
        graph(), since=since or "", until=until or "", every=every or "year", weighted=weighted, limit=limit,
        seed=seed, **lens,
    )  # fmt: skip
