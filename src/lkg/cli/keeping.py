"""Commands that keep a graph in order: check and format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkg.cli import show
from lkg.cli.app import app, place_of_graph

if TYPE_CHECKING:
    from lkg.errors import Problem


@app.command()
def check(
    places: Annotated[list[Path] | None, typer.Argument(help="Folders or Turtle files; else the graph.")] = None,
    quick: Annotated[bool, typer.Option(help="Leave the SHACL shapes out.")] = False,
    each: Annotated[bool, typer.Option("--each", help="Advice line by line, not once for all that it is for.")] = False,
) -> None:
    """Check a graph: references, terms, dates, and every rule of the ontology."""
    from lkg import graphs, validate, vocab

    chosen = places or [Path(place_of_graph() or vocab.folder("graph"))]
    with show.working("Checking"):
        found = validate.check(graphs.files_of(chosen), shapes=not quick)
    grave, advice = ([problem for problem in found.problems if problem.severe is severe] for severe in (True, False))
    show.problems([*grave, *advice] if each else grave)
    for line in () if each else _together(advice):
        show.text(line)
    severe = len(grave)
    show.text(
        f"{found.claims} claims, {found.actors} actors, {found.sources} sources in {found.files} files: "
        f"{severe or 'no'} violation{'' if severe == 1 else 's'}, {len(advice)} piece{'' if len(advice) == 1 else 's'}"
        " of advice"
    )
    raise typer.Exit(0 if found.ok else 1)


def _together(advice: Iterable[Problem]) -> Iterator[str]:
    """Each piece of advice once, with whom it is for."""
    groups: dict[str, list[tuple[str, Problem]]] = defaultdict(list)
    for problem in advice:
        whom, colon, what = problem.message.partition(": ")
        groups[what if colon else problem.message].append((whom if colon else "", problem))
    for what, group in groups.items():
        whom, first = group[0]
        more = f" and {len(group) - 1} more (--each lists them)" if len(group) > 1 else ""
        yield f"advice: {what}"
        yield f"    {whom} ({first.file}{f':{first.line}' if first.line else ''}){more}"


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
