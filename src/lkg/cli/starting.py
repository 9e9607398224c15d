"""`lkg new`: a folder for a graph of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lkg.cli import show
from lkg.cli.app import app


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    title: Annotated[str, typer.Option(help="What the graph is called; else made from the folder's name.")] = "",
) -> None:
    """Begin a graph of your own: a spreadsheet to fill, an example in it, a lens and a check."""
    from lkg.importers import starting

    for file in starting.new(folder, title=title):
        show.text(f"  {file}")
    show.text(f"Fill {folder / 'claims.xlsx'}, then: lkg import {folder / 'claims.xlsx'} --into {folder} --whole")
    show.text(f"It works already: lkg check {folder}, and lkg report {folder}")
