"""Commands that prove: where each claim stands in its text, and whether a finding can be derived again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkg.cli import agreeing, show
from lkg.cli.app import app, graph
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.analysis.results import Result

SHOWN = 40
"""differences that are shown"""
CODED = "An agreement: what was compared"
evidence_app = typer.Typer(no_args_is_help=True, help="Where each claim stands, and in which text.")
app.add_typer(evidence_app, name="evidence")


@evidence_app.command("check")
def evidence_check(
    text: Annotated[Path, typer.Option(help="The source text, as a plain text file.")],
    source: Annotated[str | None, typer.Option(help="The source whose text it is; else found by its SHA-256.")] = None,
) -> None:
    """Check every passage of a text that you hold."""
    from lkg import evidence
    from lkg.store import read_text

    record, content = graph().record, read_text(text)
    name = source or evidence.source_of(record, content)
    if name not in record.sources:
        raise Misuse(f"The graph has no source {name!r}. Leave --source out to find it by the text's SHA-256.")
    checks = evidence.check(record, name, content)
    for found in (c for c in checks if not c.ok):
        show.text(f"{found.claim}  {found.message}")
    left = evidence.missing(record, name)
    good = sum(c.ok for c in checks)
    show.text(f"{good} of {len(checks) + len(left)} claims of {name} stand where their passages say")
    raise typer.Exit(0 if good == len(checks) + len(left) else 1)


@evidence_app.command("add")
def evidence_add(
    passages: Annotated[Path, typer.Argument(help="A CSV file with the columns claim, start, end.")],
    text: Annotated[Path, typer.Option(help="The source text, as a plain text file.")],
    source: Annotated[str, typer.Option(help="The id of the source.")],
    into: Annotated[Path, typer.Option(help="The graph's folder.")],
) -> None:
    """Add passages: positions in a text, checked and stored with their SHA-256."""
    from lkg import evidence, folders
    from lkg.store import read_text

    record = folders.present(into)
    found = evidence.locate(record, source, read_text(text), passages)
    for file in folders.save(found, into):
        show.text(str(file))


@evidence_app.command("show")
def evidence_show(claim: Annotated[str, typer.Argument(help="The id of a claim, such as C316.")]) -> None:
    """One claim: what it says, who says so, where, and who disputes it."""
    from lkg.cli import dossier

    dossier.show_claim(graph(), claim)


@app.command()
def verify(
    file: Annotated[
        Path, typer.Argument(help="A picture, a table or JSON, or an export (a file or its folder), as lkg wrote it.")
    ],
    coder: Annotated[
        list[Path] | None, typer.Option(help="Of an agreement: what each coder coded; repeat.", rich_help_panel=CODED)
    ] = None,
    column: agreeing.Headings = None,
    fill: agreeing.Shared = None,
    relations: agreeing.Words = None,
    actors: agreeing.Names = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write what was made again: a file, of an export a folder.")
    ] = None,
) -> None:
    """Derive again what a file shows, from its receipt, and compare; exit 1 if anything is otherwise.

    Tables are compared cell by cell. Pictures and exports are made anew and compared byte by byte.
    """
    from lkg.versions import verifying

    coded = verifying.Coded(tuple(coder or ()), agreeing.manner_of(column, fill, relations, actors))
    with show.working("Deriving it again"):
        found = verifying.verify(graph(), file, coded=coded)
    if out:
        _write(found.made, out)
    _tell(file, found.result)
    raise typer.Exit(1 if found.result.rows else 0)


def _tell(file: Path, result: Result) -> None:
    show.text(f"{file}: {result.title}")
    if result.rows:
        show.table([each.heading for each in result.columns], ([each.cell(row) for each in result.columns]
                   for row in result.rows[:SHOWN]))  # fmt: skip
    if len(result) > SHOWN:
        show.text(f"and {len(result) - SHOWN:,} more")
    for note in result.notes:
        show.text(note)


def _write(made: Mapping[str, bytes], out: Path) -> None:
    """One file as it is named, several into a folder; Misuse where nothing was made but cells derived."""
    from lkg.versions.saving import save

    if not made:
        raise Misuse("--out is for pictures and exports: of a table cells are derived, by the command that printed it.")
    for name, content in made.items():
        save(out if len(made) == 1 else out / name, content)
