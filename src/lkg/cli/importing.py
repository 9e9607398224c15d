"""`lkg import`: tables into a graph's folder; RDF, events and panels, by the million, into a store on disk."""

from __future__ import annotations

import csv
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from lkg.cli import show
from lkg.cli.app import app
from lkg.cli.taking import ACCESSED, DRY_RUN, INTO, LISTED, STORE, imported, lines, loaded, pairs, place_of, progress
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.claims import Record
    from lkg.importers.sheets import InvalidSheet, Layout, Reading


ALL = 100
"""names whose kind was guessed that are shown"""


class _Imports(TyperGroup):
    """A group whose first word may be left out, and then means `tables`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, args if not args or args[0] in known else ["tables", *args])


imports = typer.Typer(
    cls=_Imports,
    no_args_is_help=True,
    help="Take over claims: from a spreadsheet or tables (`lkg import claims.xlsx --into my-graph` means tables); from "
    "Wikidata, FollowTheMoney (ftm), Popolo, STIX, or a network (GraphML, GEXF, Cytoscape, a table of edges); RDF, "
    "event data and panels by the million.",
)
app.add_typer(imports, name="import")


@imports.command()
def tables(
    place: Annotated[Path, typer.Argument(help="An .xlsx or .csv of claims; or a folder of sources.csv, claims.csv …")],
    into: Annotated[Path | None, INTO] = None,
    dry_run: Annotated[bool, DRY_RUN] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="It holds all claims of the graph: those that it lacks are removed.")
    ] = False,
    actors: Annotated[Path | None, typer.Option(help="A file with what a workbook has as the sheet Actors.")] = None,
    sources: Annotated[Path | None, typer.Option(help="A file of sources, as the sheet Sources.")] = None,
    relations: Annotated[
        Path | None, typer.Option(help="Your own words: two columns, word and means (a relation, or + - 0).")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="What a heading of the file means: Donor=from; repeat.")
    ] = None,
    fill: Annotated[list[str] | None, typer.Option(help="What all rows share: relation=aids; repeat.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="With --whole, remove also most of the graph.")] = False,
) -> None:
    """Take over claims from a spreadsheet or tables; all or nothing, and what is there already is updated by id."""
    from lkg import importers

    folder, is_store = place_of(into)
    if is_store:
        raise Misuse(f"{folder} is a store on disk, and a spreadsheet goes into a folder. Name one by --into FOLDER.")
    if place.is_dir():
        with show.working("Importing"):
            done = importers.into_folder(place, folder, write=not dry_run)
    else:
        from lkg.importers.sheets import Layout

        others = {"Actors": actors, "Sources": sources, "Relations": relations}
        layout = Layout(pairs("--column", column, "Donor=from"), pairs("--fill", fill, "relation=aids"))
        old = importers.present(folder)
        found = _sheet(place, old, {name: file for name, file in others.items() if file}, layout)
        if not whole:
            show.aside(_corrections(found, old))
        elif not (yes or dry_run):
            _spare(found, old, f"{folder} are not in {place}")
        with show.working("Importing"):
            done = importers.take_over(found.record, folder, write=not dry_run, whole=whole)
    imported(done, folder, dry_run=dry_run)


def _spare(found: Reading, old: Record, where: str) -> None:
    """Refuse what would remove most of a graph, or claims that were found in texts; examples are there to go."""
    from lkg.importers.starting import EXAMPLE

    going = [id for id in old.claims if id not in found.record.claims and not id.startswith(EXAMPLE)]
    coded = sum(old.claims[id].passage is not None for id in going)
    if coded or len(going) > len(old.claims) / 2:
        of_texts = f", {coded} of them from texts" if coded else ""
        raise Misuse(
            f"{len(going)} of the {len(old.claims)} claims in {where}, and would be removed{of_texts}. "
            "Say --whole --yes if that is meant, leave out --whole to keep them; --dry-run names them."
        )


def _sheet(file: Path, old: Record, others: dict[str, Path], layout: Layout) -> Reading:
    """What a spreadsheet says; faults are written beside its cells, and advice is shown."""
    from lkg.coding import wordings
    from lkg.importers import sheets

    with show.working("Reading"):
        try:
            found = sheets.read(file, old, others, layout, suggest=wordings.labels)
        except sheets.InvalidSheet as invalid:
            show.aside(_marked(invalid))
            raise
    show.problems(sheets.problems(file, found.advice))
    show.aside(_taken(file, found))
    return found


def _taken(file: Path, found: Reading) -> Iterator[str]:
    """What was read otherwise than it is written, for whoever wants to say it better."""
    from lkg.importers.accounts import few
    from lkg.vocab import ontology

    for row in found.repeated:
        yield f"{file}, row {row.number} says what an earlier row says: taken once"
    if found.taken:
        yield f"read as: {few([f'{said} → {meant}' for said, meant in found.taken.items()])}"
    for kind in dict.fromkeys(found.guessed.values()):
        names = [name for name, each in found.guessed.items() if each == kind]
        yield f"taken for the kind {ontology().labels[kind]} (say otherwise in the sheet Actors): {few(names, ALL)}"
    if not any(claim.credibility for claim in found.record.claims.values()):
        yield "the claims are not rated: rankings will come without an interval"


def _corrections(found: Reading, old: Record) -> Iterator[str]:
    """Rows without an id that may correct an earlier import, which stays."""
    from lkg.importers import sheets

    for row, claim in sheets.corrections(found, old):
        ends = (old.actors[id].label for id in (claim.subject, claim.object))
        what = f"{claim.relation}: {' – '.join(ends)}, {claim.when.text}"
        yield f"row {row.number} may correct {claim.id} ({what}), which stays: give rows an id, or import with --whole"


def _marked(invalid: InvalidSheet) -> Iterator[str]:
    """Write the faults beside the cells, and say where; and where words of one's own can be given a meaning."""
    from lkg.importers import sheets

    try:
        copy = sheets.marked(invalid)
        yield f"Nothing was taken over. Every fault stands beside its cell in {copy}."
        if invalid.unknown:
            count = len(invalid.unknown)
            what, mean = (
                ("1 word is no relation", "it means") if count == 1 else (f"{count} words are none", "each means")
            )
            if sheets.is_workbook(invalid.file):
                yield f"{what} yet. Say what {mean} in the sheet Relations of that copy, then import the copy."
            else:
                words = shlex.quote(str(sheets.listed(invalid)))
                yield f"{what} yet. Say what {mean} in {words}, then import with --relations {words}"
    except OSError as error:
        yield f"Nothing was taken over. A copy with the faults beside their cells cannot be written: {error}."


@imports.command()
def relations() -> None:
    """The relations that a claim may have, with the sign and meaning of each."""
    from lkg.vocab import ontology

    known = sorted(ontology().relations.values(), key=lambda relation: relation.label)
    signs = {1: "+", -1: "-", 0: "0"}
    rows = [(each.label, signs[each.polarity], each.inverse_label, each.definition) for each in known]
    columns = ("relation", "sign", "from the other end", "meaning")
    if show.is_terminal():
        show.table(columns, rows)
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *rows])


@imports.command()
def rdf(
    files: Annotated[list[Path], typer.Argument(help="N-Triples, N-Quads, Turtle …; also .gz, .bz2 or .xz.")],
    store: Annotated[Path, STORE],
) -> None:
    """Load RDF as it is into a store on disk; all files, or none where one has a fault."""
    from lkg.importers import bulk

    total = sum(file.stat().st_size for file in files if file.is_file())
    with progress(
        lambda read, rate: f"{read / max(total, 1):.0%} of {total / 1e6:,.0f} MB, {rate / 1e6:.1f} MB/s"
    ) as told:
        done = bulk.files_into_store(files, store, told)
    loaded(done, store)


@imports.command()
def events(
    files: Annotated[list[Path], typer.Argument(help="Files of events, as their publisher gives them.")],
    store: Annotated[Path, STORE],
    form: Annotated[str, typer.Option(help="icews, polecat, keds, gdelt or quadruples.")],
    name: Annotated[str, typer.Option(help="What the data set is called in ids; else the form.")] = "",
    accessed: Annotated[str, ACCESSED] = "",
    listed: Annotated[Path | None, LISTED] = None,
) -> None:
    """Take over event data, a claim for each event; bad and repeated rows are counted and listed."""
    from lkg.importers import bulk
    from lkg.importers import events as reader
    from lkg.importers.accounts import listing_into

    with listing_into(listed) as listing:
        reading = reader.read(files, form, name=name, accessed=accessed, listing=listing)
        with progress() as told:
            done = bulk.into_store(reading.records, store, told)
    lines(reading.account.words())
    loaded(done, store)


@imports.command()
def panel(
    mapping: Annotated[str, typer.Argument(help="A file that says what the columns mean, or one of lkg's own.")],
    store: Annotated[Path, STORE],
    tables_in: Annotated[
        Path | None, typer.Option("--tables-in", help="The folder of the tables, if not that of the mapping.")
    ] = None,
    listed: Annotated[Path | None, LISTED] = None,
) -> None:
    """Take over membership spells, votes or dyad-years; bad and repeated rows are counted and listed."""
    from lkg.importers import bulk
    from lkg.importers import panel as reader
    from lkg.importers.accounts import listing_into

    found = reader.read(mapping, tables_in)
    with progress() as told:
        done = bulk.into_store(found.records, store, told)
    with listing_into(listed) as listing:
        if listing:
            for each in found.account.listed():
                listing((each.file, str(each.line or ""), each.message, "row", ""))
    lines([found.account.words()])
    loaded(done, store)
