"""Commands that find out: ranks and paths."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import lkg
from lkg.cli import show
from lkg.cli.app import Format, app, default_form, network_of, only
from lkg.cli.options import takes_lens


@app.command()
@takes_lens
def rank(
    by: Annotated[
        str, typer.Option(help="The measure: betweenness, degree, pagerank, constraint, pn …")
    ] = "betweenness",
    weighted: Annotated[bool, typer.Option(help="Let the lens's weights count.")] = False,
    top: Annotated[int | None, typer.Option(min=1, help="Only the first so many.")] = None,
    form: Format = None,
    lens: Any = None,
) -> None:
    """Who stands out by a measure; the ego of ego-centred data is not ranked."""
    from lkg.cli import tables

    # who names a weight wants it to count
    weighted = weighted or "weight" in lens
    tables.show_ranking(lkg.rank(network_of(lens), by, weighted=weighted), form or default_form(), top)


@app.command()
@takes_lens
def path(
    start: Annotated[str, typer.Argument(help="An actor: label, alias or id, in any language.")],
    end: Annotated[str, typer.Argument(help="Another one.")],
    via: Annotated[list[str] | None, typer.Option(help="A station on the way; repeat for more, in order.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many paths.")] = 3,
    by: Annotated[str, typer.Option(help="hops or reliability.")] = "hops",
    form: Format = None,
    lens: Any = None,
) -> None:
    """How two actors are linked: the best paths, each with the claims behind every hop."""
    from lkg.cli import dossier

    found = lkg.paths(network_of(lens), start, end, via=via or [], k=k, by=by)
    if form == "json":
        show.json_text(found.to_dict())
    else:
        only(form, "table")
        dossier.show_paths(found)
