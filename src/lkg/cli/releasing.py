"""Commands that give a graph away to be cited, and make again what was given away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lkg.cli import show
from lkg.cli.app import app, graph


@app.command()
def release(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder into which the archive is written.")] = Path(
        "out/release"
    ),
    version: Annotated[str, typer.Option("--as", help="The version's name, such as 1.0; else from the digest.")] = "",
    findings: Annotated[
        list[Path] | None,
        typer.Option(help="Pictures and tables that lkg made, or a folder of them; repeat. Else a standard few."),
    ] = None,
    creator: Annotated[list[str] | None, typer.Option(help="Who made the graph, as to be cited; repeat.")] = None,
    licence: Annotated[
        str, typer.Option("--license", help="cc-by-4.0, cc0-1.0 …, or an address; else that of dataset.ttl.")
    ] = "",
    issued: Annotated[str, typer.Option(help="The day of issue, YYYY-MM-DD; else that of dataset.ttl.")] = "",
) -> None:
    """Write a citable archive: graph, lenses, ontology, findings with receipts, checksums, a Makefile to repeat it."""
    from lkg import versions

    with show.working("Making the release"):
        done = versions.release(
            graph(), out, version=version, issued=issued, creators=creator or (), licence=licence,
            findings=findings or (),
        )  # fmt: skip
    show.text(str(done.archive))
    show.text(f"sha256  {done.sha256}")
    show.text(f"graph   {done.statement['digest'].removeprefix('sha256:')}")
    show.text(f"holds   {len(done.findings)} findings, each made again from its receipt before it was taken in")
    show.text(f"cite as {done.about.citation()}")
    show.aside(done.warnings)


@app.command()
def reproduce(
    folder: Annotated[Path, typer.Argument(help="The folder that a release makes when it is unpacked.")] = Path(),
) -> None:
    """Make every picture and table of a release again, and compare; exit 1 if anything is otherwise."""
    from lkg import versions

    same = True
    for outcome in versions.reproduce(folder):
        show.text(f"{'same' if outcome.same else 'OTHER':<6} {outcome.file}: {outcome.words}")
        same = same and outcome.same
    raise typer.Exit(0 if same else 1)
