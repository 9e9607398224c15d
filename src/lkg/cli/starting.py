"""`lkg new`: a folder for a graph of one's own."""

from __future__ import annotations

import shlex
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

    files = starting.new(folder, title=title)
    place, book = (shlex.quote(str(path)) for path in (folder, folder / "claims.xlsx"))
    show.text(f"{folder}: {len(files)} files, with a few claims as an example; README.md says what each is for")
    show.text(f"  fill     {folder / 'claims.xlsx'}")
    show.text(f"  then     lkg import {book} --into {place} --whole")
    show.text(f"  look     lkg report {place}")
