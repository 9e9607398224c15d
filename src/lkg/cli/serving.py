"""The command that serves a graph over HTTP."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from lkg.cli import show
from lkg.cli.app import app, place_of_graph

Many = list[str] | None


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; by default only this machine can ask.")
    ] = "127.0.0.1",
    lens: Annotated[str, typer.Option(help="The lens of queries that name none; none for the data alone.")] = "default",
    token: Annotated[str, typer.Option(envvar="LKG_TOKEN", help="Lets those write who send it; else nobody may.")] = "",
    seconds: Annotated[float, typer.Option(min=0.1, help="How long one request may take.")] = 60,
    rows: Annotated[int, typer.Option(min=1, help="How many rows one answer may have.")] = 1_000_000,
    readers: Annotated[int | None, typer.Option(min=1, help="Queries answered at once; else one a processor.")] = None,
    service: Annotated[Many, typer.Option(help="An address that SERVICE and LOAD may fetch from; repeat.")] = None,
    allow_origin: Annotated[Many, typer.Option(help="Pages that may ask from a browser; repeat, or *.")] = None,
    allow_host: Annotated[Many, typer.Option(help="A further name by which the server is called; repeat.")] = None,
) -> None:
    """Serve the graph: SPARQL at /sparql and /store, the explorer at /."""
    from lkg.server.service import OWN_NAMES, Limits, Settings
    from lkg.server.serving import serve as run

    settings = Settings(
        place=place_of_graph() or "",
        lens=lens,
        token=token,
        services=tuple(service or ()),
        origins=tuple(allow_origin or ()),
        hosts=(*OWN_NAMES, host, *(allow_host or ())),
        readers=readers or os.cpu_count() or 1,
        limits=Limits(seconds=seconds, rows=rows),
    )
    run(settings, host, port, told=lambda address: show.text(f"{address}  (Ctrl-C ends it)"))
