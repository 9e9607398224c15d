"""`lkg import` of what others have: Wikidata, FollowTheMoney, Popolo, networks and STIX, into a folder or a store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkg.cli import show
from lkg.cli.importing import imports
from lkg.cli.taking import ACCESSED, pairs, takes_over
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.claims import Record
    from lkg.importers.accounts import Listing, Reading
    from lkg.importers.origin import Origin

File = Annotated[Path, typer.Argument(help="The file.")]


@imports.command()
@takes_over
def wikidata(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Special:EntityData/Q….json, answers of wbgetentities, a dump; also packed (.gz …); or Q-ids."
        ),
    ],
    only: Annotated[
        str, typer.Option(help="Take statements of these items alone, such as Q37,Q159; the others lend their names.")
    ] = "",
    fetch: Annotated[
        Path | None,
        typer.Option(
            help="Ask wikidata.org for Q-ids, and for the names of whom they name; keep it all in this folder."
        ),
    ] = None,
    api: Annotated[str, typer.Option(help="Where to ask instead: the api.php of a copy.")] = "",
    languages: Annotated[
        str, typer.Option(help="Only names in these languages, such as lt,zh,ru, and English; else in all.")
    ] = "",
    kinds: Annotated[
        Path | None, typer.Option(help="A table of your own (class,label,kind) of classes that are kinds of actors.")
    ] = None,
    accessed: Annotated[str, ACCESSED] = "",
    *,
    old: Record,
    listing: Listing | None,
) -> Reading:
    """Take over entities of Wikidata: statements become claims, deprecated ones withdrawn claims.

    Nothing is fetched without --fetch: save https://www.wikidata.org/wiki/Special:EntityData/Q37.json, or use a dump.
    """
    from lkg.importers import wikidata as reader
    from lkg.importers.wikidata import fetching

    tags, about = _parts(languages), _numbers(_parts(only))
    asked = [str(file) for file in files if re.fullmatch(r"Q[1-9]\d*", str(file)) and not file.exists()]
    if asked and not fetch:
        raise Misuse(f"{asked[0]} is no file. To ask wikidata.org for it, name a folder to keep it in: --fetch FOLDER")
    if fetch:
        if len(asked) < len(files):
            raise Misuse("--fetch takes Q-ids, such as Q37, and no files. Import the files by themselves.")
        with show.working("Asking Wikidata"):
            kept = fetching.fetch(asked, fetch, languages=tags, api=api or fetching.API)
        files, about = list(kept.files), kept.about
    return reader.read(files, old=old, languages=tags, own_kinds=kinds, accessed=accessed, about=about, listing=listing)


def _parts(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _numbers(items: Iterable[str]) -> frozenset[int]:
    wrong = [each for each in items if not re.fullmatch(r"Q[1-9]\d*", each)]
    if wrong:
        raise Misuse(f"{wrong[0]!r} is no item of Wikidata. They are written Q37.")
    return frozenset(int(each[1:]) for each in items)


@imports.command()
@takes_over
def ftm(
    files: Annotated[list[Path], typer.Argument(help="Entities, one JSON object a line (.ftm.jsonl); also .gz, .xz.")],
    role: Annotated[
        str, typer.Option(help="The public role of persons for whom the files give none: 'donor in the register of …'.")
    ] = "",
    payments: Annotated[
        str, typer.Option(help="The relation that a Payment is: spendsOn; aids for gifts; subsidises for public money.")
    ] = "spendsOn",
    publisher: Annotated[str, typer.Option(help="Who gave the files out, for entities that name no page.")] = "",
    accessed: Annotated[str, ACCESSED] = "",
    *,
    old: Record,
    listing: Listing | None,
) -> Reading:
    """Take over entities of FollowTheMoney: links become claims; addresses and private data are left out, and counted.

    The way back is `lkg export out.ftm.jsonl`.
    """
    from lkg.importers import ftm as reader

    return reader.read(
        files,
        old=old,
        role=role,
        payments=payments,
        publisher=publisher,
        accessed=accessed,
        listing=listing,
    )


@imports.command()
@takes_over
def popolo(
    file: File,
    country: Annotated[str, typer.Option(help="The code of the land whose offices these are, such as LT.")] = "",
    *,
    old: Record,
    origin: Origin,
    listing: Listing | None,
) -> Reading:
    """Take over persons, organisations and memberships from Popolo JSON, as EveryPolitician has it."""
    from lkg.importers import popolo as reader

    return reader.read(file, old, origin, country=country, listing=listing)


@imports.command()
@takes_over
def network(
    file: Annotated[Path, typer.Argument(help=".graphml, .gexf, .cyjs, or a table of edges: .csv, .tsv, .xlsx.")],
    relations: Annotated[
        Path | None, typer.Option(help="A file of two columns: a word of the network, and a relation or + - 0.")
    ] = None,
    fill: Annotated[
        list[str] | None, typer.Option(help="What all share that say nothing: relation='consults with', kind=State …")
    ] = None,
    label: Annotated[str, typer.Option(help="The attribute with the names of nodes.", show_default=False)] = "",
    kind: Annotated[str, typer.Option(help="… with the kinds of nodes.", show_default=False)] = "",
    role: Annotated[str, typer.Option(help="… with the public roles of persons.", show_default=False)] = "",
    relation: Annotated[str, typer.Option(help="The attribute of edges with the relation.", show_default=False)] = "",
    sign: Annotated[str, typer.Option(help="… with the sign: + - 0, or a number.", show_default=False)] = "",
    date: Annotated[str, typer.Option(help="… with the date.", show_default=False)] = "",
    start: Annotated[str, typer.Option(help="… with the first day.", show_default=False)] = "",
    end: Annotated[str, typer.Option(help="… with the last day.", show_default=False)] = "",
    source: Annotated[str, typer.Option(help="… with the address of the source.", show_default=False)] = "",
    note: Annotated[str, typer.Option(help="… with a note.", show_default=False)] = "",
    nodes: Annotated[Path | None, typer.Option(help="The table of nodes that goes with a table of edges.")] = None,
    columns: Annotated[
        str, typer.Option(help="Names of the columns where there are no headings: source,target,relation.")
    ] = "",
    *,
    old: Record,
    origin: Origin,
    listing: Listing | None,
) -> Reading:
    """Take over a network from Gephi, networkx, Cytoscape or `lkg export`; it says what was taken for what."""
    from lkg.importers import edges

    given = {"label": label, "kind": kind, "role": role, "relation": relation, "sign": sign, "date": date,
             "start": start, "end": end, "source": source, "note": note}  # fmt: skip
    attributes = {name: value for name, value in given.items() if value}
    choice = edges.Choice(attributes, pairs("--fill", fill, "kind=State"), relations)
    named = [name.strip() for name in columns.split(",") if name.strip()]
    return edges.read(edges.open_network(file, nodes, named), old, origin, choice, listing=listing)


@imports.command()
@takes_over
def stix(file: File, *, old: Record, origin: Origin, listing: Listing | None) -> Reading:
    """Take over attributions, targets and places from a STIX 2.1 bundle; what cannot be said is counted."""
    from lkg.importers import stix as reader

    return reader.read(file, old, origin, listing=listing)
