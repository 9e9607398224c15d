"""Commands that keep a graph in order: check and format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lkg.cli import show
from lkg.cli.app import app, place_of_graph


@app.command()
def check(
    places: Annotated[list[Path] | None, typer.Argument(help="Folders or Turtle files; else the graph.")] = None,
    quick: Annotated[bool, typer.Option(help="Leave the SHACL shapes out.")] = False,
) -> None:
    """Check a graph: references, terms, dates, and every rule of the ontology."""
    from lkg import graphs, validate, vocab

    chosen = places or [Path(place_of_graph() or vocab.folder("graph"))]
    with show.working("Checking"):
        found = validate.check(graphs.files_of(chosen), shapes=not quick)
    show.problems(found.problems)
    severe = sum(problem.severe for problem in found.problems)
    show.text(
        f"{found.claims} claims, {found.actors} actors, {found.sources} sources in {found.files} files: "
        f"{severe or 'no'} violation{'' if severe == 1 else 's'}, {len(found.problems) - severe} pieces of advice"
    )
    raise typer.Exit(0 if found.ok else 1)


@app.command("format")
def format_(
    places: Annotated[list[Path], typer.Argument(help="Folders or Turtle files.")],
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 if something would change.")
    ] = False,
) -> None:
    """Bring Turtle files into their one canonical form."""
    from lkg import graphs, turtle

    changed = turtle.format_files(graphs.files_of(places), write=not check_only)
    for file in changed:
        show.text(f"{'would change' if check_only else 'changed'}: {file}")
    raise typer.Exit(1 if changed and check_only else 0)
