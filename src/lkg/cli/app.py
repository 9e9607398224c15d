"""The command line's root: its options, the graph that a call speaks of, and the forms of output."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

import lkg
from lkg.cli import show
from lkg.cli.tasks import ByTask
from lkg.errors import Misuse

app = typer.Typer(
    name="lkg",
    cls=ByTask,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Sourced claims as a knowledge graph: every tie has its evidence, every number says how sure it is.",
)
_opened: dict[str, Any] = {"place": None}

Format = Annotated[str | None, typer.Option("--format", help="table, csv or json; a table on a terminal.")]


def _version(asked: bool) -> None:
    if asked:
        show.text(lkg.__version__)
        raise typer.Exit


@app.callback()
def options(
    graph: Annotated[
        str | None, typer.Option(help="The graph's folder or file; else LKG_GRAPH, else the bundled one.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Options for all commands."""
    _opened["place"] = graph or os.environ.get("LKG_GRAPH")


def graph() -> Any:
    """The graph that the call speaks of."""
    place = _opened["place"]
    if not place and Path("dataset.ttl").is_file():
        show.aside(["this is the bundled graph; for the one in this folder say lkg --graph . …"])
    return lkg.open(place) if place else lkg.open()


def place_of_graph() -> str | None:
    """Where the graph lies, if the call or the environment names a place."""
    place: str | None = _opened["place"]
    return place


def network_of(lens: dict[str, Any]) -> Any:
    """The network of the lens options of a call."""
    return lkg.network(graph(), lens.pop("lens"), **lens)


def only(form: str | None, *allowed: str) -> None:
    """Refuse a form of output that a command does not have."""
    if form and form not in allowed:
        raise Misuse(f"--format {form} is not possible here. Use {', '.join((*allowed, 'json'))}.")


def default_form(piped: str = "csv") -> str:
    """A table for a terminal, data where the output is piped."""
    return "table" if show.is_terminal() else piped
