"""What every command that finds something out has in common: how it is shown, and whether it is kept for queries."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import typer

from lkg.cli import show
from lkg.cli.app import Format, default_form, graph

Top = Annotated[int | None, typer.Option(min=1, help="Only the first so many rows; else 15 on a terminal.")]
Into = Annotated[
    str | None, typer.Option("--into", help="Keep it as result:NAME, for queries to join with GRAPH result:NAME.")
]
SHOWN = 15
_SHARED = {"top": Top, "form": Format, "into": Into}


def gives_result(command: Callable[..., Any]) -> Callable[..., None]:
    """Show what a command returns in the form asked for, and keep it under the name given with --into."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        top, form, into = (kwargs.pop(name) for name in _SHARED)
        if into:
            from lkg import kept

            kept.name_of(into)  # a name that cannot be kept is refused before the work is done
        with show.working("Working it out"):
            found = command(*args, **kwargs)
        give(found, form, top, into)

    hints = get_type_hints(command, include_extras=True)
    given = inspect.signature(command).parameters.values()
    own = [p.replace(annotation=hints[p.name]) for p in given if p.name != "lens"]
    kinds = _SHARED | ({"lens": Any} if "lens" in hints else {})
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in kinds.items()
    ]
    wrapped.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    # typer reads annotations, too
    wrapped.__annotations__ = {p.name: p.annotation for p in [*own, *added]}
    return wrapped


def give(found: Any, form: str | None, top: int | None, into: str | None) -> None:
    """Show a finding, and keep it where a name is given."""
    from lkg.cli import tables

    chosen = form or default_form()
    tables.show_found(found, chosen, top or (SHOWN if chosen == "table" else None))
    keep(found, into)


def keep(found: Any, into: str | None) -> None:
    """Keep a finding as a named graph where a name is given."""
    if into:
        from lkg import kept

        file = kept.save(found, into, graph().folder)
        show.aside([f"kept as result:{kept.name_of(into)} in {file}"])
