"""`lkg import` of what others have: Wikidata, FollowTheMoney, Popolo, networks and STIX, into a folder or a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkg.cli.importing import imports
from lkg.cli.taking import ACCESSED, pairs, takes_over

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
        typer.Argument(help="Special:EntityData/Q….json, answers of wbgetentities, or a dump; also .gz, .bz2, .xz."),
    ],
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
    """Take over entities of Wikidata, offline: statements become claims, deprecated ones withdrawn claims.

    Nothing is fetched. Save https://www.wikidata.org/wiki/Special:EntityData/Q37.json for each entity, or use a dump.
    """
    from lkg.importers import wikidata as reader

    only = [tag for tag in languages.replace(",", " ").split() if tag]
    return reader.read(files, old=old, languages=only, own_kinds=kinds, accessed=accessed, listing=listing)


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
