"""Commands that draw and write: figures, exports, the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

import lkg
from lkg.cli import show
from lkg.cli.app import app, graph, network_of
from lkg.cli.options import takes_lens
from lkg.errors import Misuse


@app.command()
@takes_lens
def draw(
    what: Annotated[str, typer.Argument(help="network, or path.")] = "network",
    out: Annotated[Path, typer.Option("--out", "-o", help="The picture: .png, .svg or .pdf.")] = Path("network.svg"),
    start: Annotated[str | None, typer.Option("--from", help="Where the path begins.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Where it ends.")] = None,
    via: Annotated[list[str] | None, typer.Option(help="A station of the path; repeat for more.")] = None,
    title: Annotated[str, typer.Option(help="The title, best a statement.")] = "",
    labels: Annotated[int | None, typer.Option(help="Label only so many actors.")] = None,
    lens: Any = None,
) -> None:
    """Draw the network of a lens, or a path, fit for print."""
    from lkg.reports import pictures

    with show.working("Drawing"):
        if what == "network":
            picture = pictures.network(network_of(lens), title=title, labels=labels)
        elif what == "path" and start and end:
            picture = pictures.path(lkg.paths(network_of(lens), start, end, via=via or [], k=1), title=title)
        else:
            raise Misuse("Draw `network`, or `path --from A --to B`.")
        picture.save(out)
    show.text(str(out))


@app.command()
@takes_lens
def export(
    out: Annotated[
        Path,
        typer.Argument(
            help="The file; its suffix is the format: graphml, gexf, cyjs, csv, ttl, nt, nt12, jsonld, trig, parquet."
        ),
    ],
    lens: Any = None,
) -> None:
    """Write the network of a lens, or the whole graph, for other tools."""
    from lkg import exports

    form = out.suffix.lstrip(".")
    what = network_of(lens) if form in (*exports.NETWORK_FORMS, "csv") else graph()
    for file in exports.export(what, out):
        show.text(str(file))


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
