"""`lkg import`: tables into a graph's folder; RDF, events and panels, by the million, into a store on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from lkg.cli import show
from lkg.cli.app import app

if TYPE_CHECKING:
    from lkg.importers.bulk import Told

Into = Annotated[Path, typer.Option("--store", help="The folder of the store; made if it is not there.")]
Listed = Annotated[
    Path | None, typer.Option(help="Write all rows that became no claim into this file, with their lines.")
]


class _Imports(TyperGroup):
    """A group whose first word may be left out, and then means `tables`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, args if not args or args[0] in known else ["tables", *args])


imports = typer.Typer(
    cls=_Imports,
    no_args_is_help=True,
    help="Take over claims from tables, RDF, events or panels. `lkg import FOLDER --into …` means tables.",
)
app.add_typer(imports, name="import")


@imports.command()
def tables(
    place: Annotated[Path, typer.Argument(help="A folder with sources.csv, actors.csv, claims.csv, conflicts.csv.")],
    into: Annotated[Path, typer.Option(help="The graph's folder; made if it is not there.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Take over claims from tables; all or nothing, and what is there already is updated by id."""
    from lkg import importers

    with show.working("Importing"):
        done = importers.into_folder(place, into, write=not dry_run)
    show.text(done.words())
    for file in done.files:
        show.text(f"  {file}")


@imports.command()
def rdf(
    files: Annotated[list[Path], typer.Argument(help="N-Triples, N-Quads, Turtle …; also .gz, .bz2 or .xz.")],
    store: Into,
) -> None:
    """Load RDF as it is into a store on disk; all files, or none where one has a fault."""
    from lkg.importers import bulk

    total = sum(file.stat().st_size for file in files if file.is_file())
    with _progress(
        lambda read, rate: f"{read / max(total, 1):.0%} of {total / 1e6:,.0f} MB, {rate / 1e6:.1f} MB/s"
    ) as told:
        done = bulk.files_into_store(files, store, told)
    _done(done.words(), store)


@imports.command()
def events(
    files: Annotated[list[Path], typer.Argument(help="Files of events, as their publisher gives them.")],
    store: Into,
    form: Annotated[str, typer.Option(help="icews, polecat, keds, gdelt or quadruples.")],
    name: Annotated[str, typer.Option(help="What the data set is called in ids; else the form.")] = "",
    accessed: Annotated[str, typer.Option(help="The day on which it was fetched; else that of the first file.")] = "",
    listed: Listed = None,
) -> None:
    """Take over event data, a claim for each event; bad and repeated rows are counted and listed."""
    from lkg.importers import bulk
    from lkg.importers import events as reader

    reading = reader.read(files, form, name=name, accessed=accessed, listed=listed)
    with _progress(_claims) as told:
        done = bulk.into_store(reading.records, store, told)
    _account(reading.account.words())
    _done(done.words(), store)


@imports.command()
def panel(
    mapping: Annotated[str, typer.Argument(help="A file that says what the columns mean, or one of lkg's own.")],
    store: Into,
    tables_in: Annotated[
        Path | None, typer.Option("--tables-in", help="The folder of the tables, if not that of the mapping.")
    ] = None,
    listed: Listed = None,
) -> None:
    """Take over membership spells, votes or dyad-years; bad and repeated rows are counted and listed."""
    from lkg.importers import bulk
    from lkg.importers import panel as reader

    found = reader.read(mapping, tables_in)
    with _progress(_claims) as told:
        done = bulk.into_store(found.records, store, told)
    if listed:
        listed.write_text("".join(f"{problem}\n" for problem in found.account.listed()), encoding="utf-8")
    _account([found.account.words()])
    _done(done.words(), store)


def _account(lines: Iterable[str]) -> None:
    for line in lines:
        show.text(line)


def _done(words: str, store: Path) -> None:
    show.text(f"{words}; use it with `lkg --graph {store} …`")


def _claims(count: int, rate: float) -> str:
    return f"{count:,} claims, {rate:,.0f} a second"


@contextmanager
def _progress(words: Callable[[int, float], str]) -> Iterator[Told | None]:
    """On a terminal, a line that says how much has been read and how fast; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("Importing") as status:
        yield lambda count, seconds: status.update(f"Importing: {words(count, count / max(seconds, 1e-3))}")
