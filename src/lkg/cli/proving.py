"""Commands that prove: where each claim stands in its text, and whether a finding can be derived again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lkg.cli import show
from lkg.cli.app import app, graph
from lkg.errors import Misuse

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
    file: Annotated[Path, typer.Argument(help="What a command printed with --format json or csv.")],
) -> None:
    """Derive a finding again from its receipt, and compare."""
    from lkg.analysis.doubts import verification
    from lkg.cli import tables
    from lkg.store import read_text

    receipt, rows = verification.read(read_text(file))
    with show.working("Deriving it again"):
        found = verification.verify(graph(), receipt, rows)
    if found.rows:
        tables.show_result(found, "table")
        raise typer.Exit(1)
    for line in (found.title, *found.notes):
        show.text(line)
