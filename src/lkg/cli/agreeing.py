"""The command that compares coders: `lkg agree`."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkg.cli import show
from lkg.cli.app import Format, app, default_form, graph, place_of_graph
from lkg.cli.giving import SHOWN, Top
from lkg.cli.taking import pairs

if TYPE_CHECKING:
    from lkg.analysis.reliability.spreadsheets import Manner

PANEL = "Spreadsheets with headings and words of their own, as for `lkg import`"
Headings = Annotated[
    list[str] | None,
    typer.Option("--column", help="What a heading means: Donor=from; repeat.", rich_help_panel=PANEL),
]
Shared = Annotated[
    list[str] | None,
    typer.Option("--fill", help="What all rows share: relation=aids; repeat.", rich_help_panel=PANEL),
]
Words = Annotated[
    Path | None,
    typer.Option("--relations", help="A file of two columns, word and means.", rich_help_panel=PANEL),
]
Names = Annotated[
    Path | None, typer.Option("--actors", help="A file of actors, as the sheet Actors.", rich_help_panel=PANEL)
]


@app.command()
def agree(
    coders: Annotated[
        list[Path],
        typer.Argument(help="What each coder coded: folders of Turtle or tables, or CSV or .xlsx of claims."),
    ],
    by: Annotated[str | None, typer.Option(help="Match claims by id or by place (source, passage, subject).")] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help="Every cell that differs: claim, field, what each says.")
    ] = False,
    draws: Annotated[int, typer.Option(min=0, help="How often units are drawn anew for the interval.")] = 1000,
    seed: Annotated[int, typer.Option(help="The seed of chance.")] = 1,
    column: Headings = None,
    fill: Shared = None,
    relations: Words = None,
    actors: Names = None,
    top: Top = None,
    form: Format = None,
) -> None:
    """How far coders agree: Krippendorff's alpha for relation, sign, dates, ratings …, with intervals.

    With --graph, or LKG_GRAPH, spreadsheets may call actors by any name that the graph knows.
    """
    from lkg.analysis.reliability import agreeing
    from lkg.cli import tables

    with show.working("Comparing"):
        alphas = functools.partial(agreeing.agree, draws=draws, seed=seed)
        manner = manner_of(column, fill, relations, actors)
        found = (agreeing.differences if rows else alphas)(*coders, by=by, manner=manner)
    chosen = form or default_form()
    tables.show_result(found, chosen, top or (SHOWN if chosen == "table" and rows else None))


def manner_of(column: list[str] | None, fill: list[str] | None, relations: Path | None, actors: Path | None) -> Manner:
    """How the options of a call say that spreadsheets are read."""
    from lkg.analysis.reliability.spreadsheets import Manner
    from lkg.claims import Record
    from lkg.importers.sheets import Layout

    layout = Layout(pairs("--column", column, "Donor=from"), pairs("--fill", fill, "relation=aids"))
    others = {name: file for name, file in (("Relations", relations), ("Actors", actors)) if file}
    return Manner(layout, others, graph().record if place_of_graph() else Record())
