"""Commands that link: paths between actors, and what would open one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import lkg
from lkg.cli import show
from lkg.cli.app import Format, app, network_of, only
from lkg.cli.options import takes_lens


@app.command()
@takes_lens
def path(
    start: Annotated[str, typer.Argument(help="An actor: label, alias or id, in any language.")],
    end: Annotated[str, typer.Argument(help="Another one.")],
    via: Annotated[list[str] | None, typer.Option(help="A station on the way; repeat for more, in order.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many paths.")] = 3,
    by: Annotated[str, typer.Option(help="hops, reliability, or recency: the path whose oldest hop is youngest.")] = (
        "hops"
    ),
    bridges: Annotated[bool, typer.Option(help="Disputes, agreements and policies may stand between.")] = False,
    time_respecting: Annotated[bool, typer.Option(help="The hops can be done one after the other in time.")] = False,
    form: Format = None,
    lens: Any = None,
) -> None:
    """How two actors are linked: the best paths, each with the claims behind every hop.

    Where there is none, it says which single change of lens would open one, and by which claims. Actors that no path
    may pass are left out with --without.
    """
    from lkg.analysis.paths.paths import ClosedPath
    from lkg.cli import dossier

    if form != "json":
        only(form, "table")
    try:
        found = lkg.paths(
            network_of(lens), start, end, via=via or [], k=k, by=by, bridges=bridges, time_respecting=time_respecting
        )
    except ClosedPath as none:
        if form == "json":
            show.json_text(none.to_dict())
        raise
    if form == "json":
        show.json_text(found.to_dict())
    else:
        dossier.show_paths(found)
