"""The command that compares coders: `lkg agree`."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

import typer

from lkg.cli import show
from lkg.cli.app import Format, app, default_form
from lkg.cli.giving import SHOWN, Top


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
    top: Top = None,
    form: Format = None,
) -> None:
    """How far coders agree: Krippendorff's alpha for relation, sign, dates, ratings …, with intervals."""
    from lkg.analysis.reliability import agreeing
    from lkg.cli import tables

    with show.working("Comparing"):
        alphas = functools.partial(agreeing.agree, draws=draws, seed=seed)
        found = (agreeing.differences if rows else alphas)(*coders, by=by)
    chosen = form or default_form()
    tables.show_result(found, chosen, top or (SHOWN if chosen == "table" and rows else None))
