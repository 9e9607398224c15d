"""`lkg import wikidata` and `lkg import ftm`: entities of other knowledge graphs into a folder or a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkg.cli import show
from lkg.cli.importing import imports
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.claims import Actor, Claim, Source
    from lkg.importers.entities import Account

IntoFolder = Annotated[Path | None, typer.Option("--into", help="The graph's folder; made if it is not there.")]
IntoStore = Annotated[
    Path | None, typer.Option("--store", help="A store on disk instead, for millions; made if it is not there.")
]
Listed = Annotated[
    Path | None, typer.Option(help="Write all that was left out into this file: file, line, reason, what, which.")
]
Accessed = Annotated[str, typer.Option(help="The day on which the files were fetched; else that of each file.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change (with --into).")]


@imports.command()
def wikidata(
    files: Annotated[
        list[Path],
        typer.Argument(help="Special:EntityData/Q….json, answers of wbgetentities, or a dump; also .gz, .bz2, .xz."),
    ],
    into: IntoFolder = None,
    store: IntoStore = None,
    languages: Annotated[
        str, typer.Option(help="Only names in these languages, such as lt,zh,ru, and English; else in all.")
    ] = "",
    kinds: Annotated[
        Path | None, typer.Option(help="A table of your own (class,label,kind) of classes that are kinds of actors.")
    ] = None,
    accessed: Accessed = "",
    listed: Listed = None,
    dry_run: DryRun = False,
) -> None:
    """Take over entities of Wikidata, offline: statements become claims, deprecated ones withdrawn claims.

    Nothing is fetched. Save https://www.wikidata.org/wiki/Special:EntityData/Q37.json for each entity, or use a dump.
    """
    from lkg.importers import wikidata as reader
    from lkg.importers.entities import known_in

    place = _place(into, store, dry_run)
    with show.working("Looking through the files"):
        reading = reader.read(
            files,
            known=known_in(place),
            languages=[tag for tag in languages.replace(",", " ").split() if tag],
            own_kinds=kinds,
            accessed=_day(accessed),
            listed=listed,
        )
    _take(reading.records, reading.account, place, into is not None, dry_run, listed)


@imports.command()
def ftm(
    files: Annotated[list[Path], typer.Argument(help="Entities, one JSON object a line (.ftm.jsonl); also .gz, .xz.")],
    into: IntoFolder = None,
    store: IntoStore = None,
    role: Annotated[
        str, typer.Option(help="The public role of persons for whom the files give none: 'donor in the register of …'.")
    ] = "",
    payments: Annotated[
        str, typer.Option(help="The relation that a Payment is: spendsOn; aids for gifts; subsidises for public money.")
    ] = "spendsOn",
    publisher: Annotated[str, typer.Option(help="Who gave the files out, for entities that name no page.")] = "",
    accessed: Accessed = "",
    listed: Listed = None,
    dry_run: DryRun = False,
) -> None:
    """Take over entities of FollowTheMoney: links become claims; addresses and private data are left out, and counted.

    The way back is `lkg export out.ftm.jsonl`.
    """
    from lkg.importers import ftm as reader
    from lkg.importers.entities import known_in

    place = _place(into, store, dry_run)
    with show.working("Looking through the files"):
        reading = reader.read(
            files,
            known=known_in(place),
            role=role,
            payments=payments,
            publisher=publisher,
            accessed=_day(accessed),
            listed=listed,
        )
    _take(reading.records, reading.account, place, into is not None, dry_run, listed)


def _place(into: Path | None, store: Path | None, dry_run: bool) -> Path:
    if (into is None) == (store is None):
        raise Misuse("Say where the claims go: --into FOLDER for a graph of files, or --store STORE for millions.")
    if store is not None and dry_run:
        raise Misuse(
            "--dry-run is for --into FOLDER: a store is filled as the files are read. Import into a new store."
        )
    return into or store or Path()


def _day(accessed: str) -> str:
    from lkg import period

    if accessed:
        period.ordinal(accessed)
    return accessed


def _take(
    records: Iterator[Actor | Source | Claim],
    account: Account,
    place: Path,
    is_folder: bool,
    dry_run: bool,
    listed: Path | None,
) -> None:
    words = _into_folder(records, place, dry_run) if is_folder else _into_store(records, place)
    for line in account.words():
        show.text(line)
    if not listed and account.left:
        show.text("--listed FILE writes every one that was left out, with its line and reason")
    for line in words:
        show.text(line)


def _into_folder(records: Iterator[Actor | Source | Claim], place: Path, dry_run: bool) -> list[str]:
    from lkg import importers
    from lkg.importers.entities import record_from

    with show.working("Importing"):
        done = importers.take_over(record_from(records), place, write=not dry_run)
    use = "nothing was written" if dry_run else f"use it with `lkg --graph {place} …`"
    return [f"{done.words()}; {use}", *(f"  {file}" for file in done.files)]


def _into_store(records: Iterator[Actor | Source | Claim], place: Path) -> list[str]:
    from lkg.importers import bulk

    with show.working("Importing"):
        done = bulk.into_store(records, place)
    return [f"{done.words()}; use it with `lkg --graph {place} …`"]
