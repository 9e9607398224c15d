"""Commands that compare: who shares bodies with whom, and what a scenario would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import fill
from typing import Annotated, Any

import typer

from lkg.cli import show
from lkg.cli.app import Format, app, default_form, graph, network_of, only
from lkg.cli.giving import Into, give, gives_result, keep
from lkg.cli.options import takes_lens

WIDTH = 110


@app.command()
@takes_lens
@gives_result
def project(
    relation: Annotated[
        str, typer.Argument(help="The relation from member to body, with those below it.")
    ] = "memberOf",
    onto: Annotated[str, typer.Option(help="members (who share bodies) or bodies (that share members).")] = "members",
    by: Annotated[str, typer.Option(help="newman: 1/(k − 1) for each shared one of k; or count.")] = "newman",
    lens: Any = None,
) -> Any:
    """Who belongs to the same bodies: the two-mode projection of memberships, the closest pairs first."""
    from lkg.analysis.groups.projection import shared

    return shared(network_of(lens), relation, onto=onto, weight=by)


@app.command()
@takes_lens
def scenario(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="A scenario of the graph, or a .toml file; none lists them.")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", help="Let it begin on another date.")] = None,
    by: Annotated[list[str] | None, typer.Option(help="A measure whose ranks are compared; repeat for more.")] = None,
    top: Annotated[int | None, typer.Option(min=1, help="Of each kind of change only the first so many.")] = None,
    form: Format = None,
    into: Into = None,
    lens: Any = None,
) -> None:
    """What would change if a scenario came true: ties, ranks, paths, cut points; under its own lens and day."""
    from lkg.analysis.scenarios.differences import BY
    from lkg.analysis.scenarios.scenarios import scenario as compare
    from lkg.analysis.scenarios.scenarios import scenarios

    opened = graph()
    if name is None:
        only(form, "table")
        return _list(scenarios(opened))
    # the lens is the scenario's, unless the call names one
    if str(getattr(context.get_parameter_source("lens"), "name", "")) == "DEFAULT":
        lens.pop("lens")
    found = compare(opened, name, since=since, by=by or BY, **lens)
    if (form or default_form()) == "table":
        _show(found, top)
        return keep(found, into)
    return give(found, form, top, into)


def _list(known: Mapping[str, Any]) -> None:
    for found in known.values():
        show.text(f"{found.name:<28} {found.title}, from {found.since}")
    if not known:
        show.text("The graph ships no scenario. One is a .toml file in its folder scenarios/.")


def _show(found: Any, top: int | None) -> None:
    from lkg.analysis.scenarios.differences import KINDS

    show.text(found.title)
    show.text(fill(found.scenario.description, WIDTH))
    show.text(f"\nAssumed from {found.scenario.since} on")
    for line in found.assumed:
        show.text(fill(line, WIDTH, initial_indent="  ", subsequent_indent="    "))
    for kind, heading in KINDS.items():
        if found.of(kind):
            show.text(f"\n{heading}")
            for line in list(_lines(found.of(kind)))[:top]:
                show.text(fill(line, WIDTH, initial_indent="  ", subsequent_indent="    "))
    show.text()
    for note in found.notes:
        show.text(fill(note, WIDTH, subsequent_indent="  "))
    show.text(f"Lens {found.before.lens.name}: {found.before.lens.words()}")


def _lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Changes in words; those that changed alike stand together, and changes of sign before changes of weight."""
    if rows[0]["kind"] == "path":
        for row in rows:
            yield f"{row['label']}: {_word(row['before'])} → {_word(row['after'])}"
        return

    def key(row: Mapping[str, Any]) -> tuple[bool, str]:
        same_sign = row["kind"] == "pair" and row["sign_before"] == row["sign_after"]
        words = f"{_word(row['before'])} → {_word(row['after'])}"
        words += f" in {row['share']:.0%} of the draws" if "share" in row else ""
        return same_sign, {"no → yes": "new", "yes → no": "no longer"}.get(words, words)

    for (_, words), some in groupby(sorted(rows, key=key), key=key):
        yield f"{words}: {'; '.join(row['label'] for row in some)}"


def _word(value: Any) -> str:
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
