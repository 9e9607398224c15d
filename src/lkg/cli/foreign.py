"""`lkg import popolo`, `network` and `stix`: files of other programs into a graph's folder."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from lkg.cli import show
from lkg.cli.app import place_of_graph
from lkg.cli.importing import imports
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.claims import Record
    from lkg.importers.accounts import Reading
    from lkg.importers.origin import Origin

PANEL = "The file as a source"
ORIGIN = {
    "name": "What it is called in ids; else its file name.",
    "title": "Its title.",
    "publisher": "Who answers for it.",
    "url": "Where it can be had, https and all.",
    "published": "When it appeared; what it gives no date for is dated by that.",
    "accessed": "The day on which it was fetched; else that of the file.",
    "reliability": "A (reliable) to F (cannot be judged).",
    "credibility": "Of claims for which it gives none: 1 (confirmed) to 6 (cannot be judged).",
}
"""what may be said of any file"""
DEFAULTS = {"reliability": "F"}
FOLDER = {
    "into": (Path | None, None, typer.Option(help="The graph's folder, made if need be; else --graph.")),
    "dry_run": (bool, False, typer.Option("--dry-run", help="Only say what would change.")),
    "listed": (Path | None, None, typer.Option(help="Write all that became no claim into this file, with its place.")),
}
"""where claims go, for every file"""
_UNREAD = dict.fromkeys(("Record", "Origin", "Reading"), Any)
"""names that only type checkers need, so that a help text loads nothing"""


def takes_file(command: Callable[..., Reading]) -> Callable[..., None]:
    """Give a command that reads a file the options of source and folder, and take over what it returns.

    The command receives the graph so far as `old`, and what was said of the file as `origin`.
    """

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        into, dry_run, listed = (kwargs.pop(name) for name in FOLDER)
        said = {name: kwargs.pop(name) or DEFAULTS.get(name, "") for name in ORIGIN}
        _take_over(lambda old, origin: command(*args, old=old, origin=origin, **kwargs), said, into, dry_run, listed)

    hints = get_type_hints(command, include_extras=True, localns=_UNREAD)
    given = inspect.signature(command).parameters.values()
    own = [p.replace(annotation=hints[p.name]) for p in given if p.name not in ("old", "origin")]
    added = [_parameter(name, kind, default, option) for name, (kind, default, option) in FOLDER.items()]
    about = (typer.Option(help=words, rich_help_panel=PANEL, show_default=False) for words in ORIGIN.values())
    added += [_parameter(name, str, "", option) for name, option in zip(ORIGIN, about, strict=True)]
    wrapped.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    # typer reads annotations, too
    wrapped.__annotations__ = {p.name: p.annotation for p in [*own, *added]}
    return wrapped


def _pairs(texts: list[str]) -> dict[str, str]:
    found = dict(text.split("=", 1) for text in texts if "=" in text)
    if len(found) < len(texts):
        raise Misuse("--fill takes two parts with = between them, such as kind=State, each once.")
    return {name.strip(): value.strip() for name, value in found.items()}


def _take_over(
    read: Callable[[Record, Origin], Reading],
    said: dict[str, str],
    into: Path | None,
    dry_run: bool,
    listed: Path | None,
) -> None:
    from lkg import folders, importers
    from lkg.importers.origin import Origin

    folder = into or Path(place_of_graph() or "")
    if folder == Path():
        raise Misuse("Into which graph? Name its folder by --into; `lkg new FOLDER` makes one.")
    with show.working("Reading"):
        found = read(folders.present(folder), Origin(**said))
        done = importers.take_over(found.record, folder, write=not dry_run)
    for line in found.account.words():
        show.text(line)
    if listed:
        listed.write_text("".join(f"{line}\n" for line in found.account.listed()), encoding="utf-8")
    show.text(("would be: " if dry_run else "") + done.words())


def _parameter(name: str, kind: Any, default: Any, option: Any) -> inspect.Parameter:
    annotation = Annotated[kind, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


File = Annotated[Path, typer.Argument(help="The file.")]


@imports.command()
@takes_file
def popolo(
    file: File,
    country: Annotated[str, typer.Option(help="The code of the land whose offices these are, such as LT.")] = "",
    *,
    old: Record,
    origin: Origin,
) -> Reading:
    """Take over persons, organisations and memberships from Popolo JSON, as EveryPolitician has it."""
    from lkg.importers import popolo as reader

    return reader.read(file, old, origin, country=country)


@imports.command()
@takes_file
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
) -> Reading:
    """Take over a network from Gephi, networkx, Cytoscape or `lkg export`; it says what was taken for what."""
    from lkg.importers import edges

    given = {"label": label, "kind": kind, "role": role, "relation": relation, "sign": sign, "date": date,
             "start": start, "end": end, "source": source, "note": note}  # fmt: skip
    attributes = {name: value for name, value in given.items() if value}
    choice = edges.Choice(attributes, _pairs(fill or []), relations)
    named = [name.strip() for name in columns.split(",") if name.strip()]
    return edges.read(edges.open_network(file, nodes, named), old, origin, choice)


@imports.command()
@takes_file
def stix(file: File, *, old: Record, origin: Origin) -> Reading:
    """Take over attributions, targets and places from a STIX 2.1 bundle; what cannot be said is counted."""
    from lkg.importers import stix as reader

    return reader.read(file, old, origin)
