"""Taking over what files hold, into a folder or a store: options declared once, and one way to tell what it did."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_type_hints

import typer

from lkg.cli import show
from lkg.cli.app import place_of_graph
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.importers import Import
    from lkg.importers.accounts import Account, Reading
    from lkg.importers.bulk import Loaded, Told
    from lkg.importers.origin import Origin

INTO = typer.Option("--into", help="The graph's folder, made if need be; else --graph.")
STORE = typer.Option("--store", help="A store on disk, for millions; made if it is not there.")
DRY_RUN = typer.Option("--dry-run", help="Only say what would change (with --into).")
LISTED = typer.Option(
    "--listed", help="Write all that became no claim into this table: file, line, reason, what, which."
)
ACCESSED = typer.Option("--accessed", help="The day on which the files were fetched; else that of each file.")
PLACE: Mapping[str, tuple[Any, Any, Any]] = {
    "into": (Path | None, None, INTO),
    "store": (Path | None, None, STORE),
    "dry_run": (bool, False, DRY_RUN),
    "listed": (Path | None, None, LISTED),
}
"""where claims go, for every format"""
PANEL = "The file as a source"
ORIGIN: Mapping[str, str] = {
    "name": "What it is called in ids; else its file name.",
    "title": "Its title.",
    "publisher": "Who answers for it.",
    "url": "Where it can be had, https and all.",
    "published": "When it appeared; what it gives no date for is dated by that.",
    "accessed": "The day on which it was fetched; else that of the file.",
    "reliability": "A (reliable) to F (cannot be judged).",
    "credibility": "Of claims for which it gives none: 1 (confirmed) to 6 (cannot be judged).",
}
"""what may be said of a file that is itself the source"""
_OURS = ("old", "origin", "listing")
"""what a command receives and nobody types"""
_UNREAD = dict.fromkeys(("Record", "Origin", "Reading", "Listing"), Any)
"""names that only type checkers need, so that a help text loads nothing"""


class Place(NamedTuple):
    """Where claims go."""

    path: Path
    is_store: bool


def takes_over(command: Callable[..., Reading]) -> Callable[..., None]:
    """Give a command that reads files the options of place, and take over what it returns.

    The command receives the graph so far as `old`, and as `listing` what takes all that makes no claim. One with a
    parameter `origin` gets the options of a source, too, and what was said of the file in it.
    """
    hints = get_type_hints(command, include_extras=True, localns=_UNREAD)
    given = inspect.signature(command).parameters
    of_source = ORIGIN if "origin" in given else {}

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        into, store, dry_run, listed = (kwargs.pop(name) for name in PLACE)
        said = {name: kwargs.pop(name) for name in of_source}
        place = place_of(into, store, dry_run=dry_run)
        if of_source:
            kwargs["origin"] = _origin(said)
        _take(functools.partial(command, *args, **kwargs), place, dry_run, listed)

    own = [each.replace(annotation=hints[name]) for name, each in given.items() if name not in _OURS]
    added = [_parameter(name, *spec) for name, spec in PLACE.items()]
    for name, words in of_source.items():
        added.append(_parameter(name, str, "", typer.Option(help=words, rich_help_panel=PANEL, show_default=False)))
    wrapped.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    # typer reads annotations, too
    wrapped.__annotations__ = {each.name: each.annotation for each in [*own, *added]}
    return wrapped


def place_of(into: Path | None, store: Path | None = None, *, dry_run: bool = False) -> Place:
    """Where claims go: the folder or store that is named, else the graph of the call; raises Misuse where none is."""
    from lkg.store.oxigraph import is_store

    if into and store:
        raise Misuse("Either --into FOLDER, for a graph of files, or --store STORE, for millions: not both.")
    named = into or store or place_of_graph()
    if named is None:
        raise Misuse("Into which graph? --into FOLDER (`lkg new FOLDER` makes one), or --store STORE for millions.")
    path = Path(named)
    if into and is_store(into):
        raise Misuse(f"{into} is a store on disk. Use --store {into}")
    if dry_run and (store or is_store(path)):
        raise Misuse("--dry-run is for a folder: a store is filled as the files are read. Import into a new store.")
    return Place(path, bool(store) or is_store(path))


def account(words: Account, listed: Path | None) -> None:
    """What was read and what became of it, and how to see all that was left out."""
    lines(words.words())
    if words.left and not listed:
        show.text("--listed FILE writes every one that was left out, with its line and reason")


def lines(words: Iterable[str]) -> None:
    """Lines of plain text."""
    for line in words:
        show.text(line)


def imported(done: Import, place: Path, *, dry_run: bool) -> None:
    """What an import into a folder changed, or would change: counts, ids and files."""
    if dry_run:
        show.text(f"would be: {done.words()}; nothing was written")
    else:
        show.text(f"{done.words()}; use it with `lkg --graph {place} …`")
    _ids("changed", done.changed)
    _ids("removed", done.removed)
    lines(f"  {file}" for file in done.files)


def loaded(done: Loaded, store: Path) -> None:
    """What an import put into a store."""
    show.text(f"{done.words()}; use it with `lkg --graph {store} …`")


def pairs(option: str, texts: Sequence[str] | None, such_as: str) -> dict[str, str]:
    """Texts of two parts with = between them; raises Misuse for one that is none, and for what is said twice."""
    found = dict(text.split("=", 1) for text in texts or [] if "=" in text)
    if len(found) < len(texts or []):
        raise Misuse(f"{option} takes two parts with = between them, such as {such_as}, each once.")
    return {name.strip(): value.strip() for name, value in found.items()}


@contextmanager
def progress(words: Callable[[int, float], str] | None = None) -> Iterator[Told | None]:
    """On a terminal, a line that says how much has been read and how fast, in claims; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    said = words or (lambda number, rate: f"{number:,} claims, {rate:,.0f} a second")
    with Console(stderr=True).status("Importing") as status:
        yield lambda number, seconds: status.update(f"Importing: {said(number, number / max(seconds, 1e-3))}")


def _take(read: Callable[..., Reading], place: Place, dry_run: bool, listed: Path | None) -> None:
    from lkg import importers
    from lkg.importers import bulk
    from lkg.importers.accounts import listing_into

    with listing_into(listed) as listing:
        with show.working("Reading"):
            found = read(old=importers.present(place.path), listing=listing)
        if place.is_store:
            with progress() as told:
                filled = bulk.into_store(found.records, place.path, told)
        else:
            with show.working("Importing"):
                done = importers.take_over(found.record, place.path, write=not dry_run)
    account(found.account, listed)
    if place.is_store:
        loaded(filled, place.path)
    else:
        imported(done, place.path, dry_run=dry_run)


def _origin(said: Mapping[str, str]) -> Origin:
    from lkg.importers.origin import Origin

    return Origin(**{name: value for name, value in said.items() if value})


def _ids(what: str, ids: tuple[str, ...]) -> None:
    if ids:
        from lkg.importers.accounts import few

        show.text(f"  {what}: {few(ids)}")


def _parameter(name: str, kind: Any, default: Any, option: Any) -> inspect.Parameter:
    annotation = Annotated[kind, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
