"""Where a store on disk is made: beside its place, and named when it is whole; nothing half-written is ever seen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lkg.errors import LkgError, Misuse
from lkg.store.oxigraph import Store, is_store

Made = TypeVar("Made")


def fill(place: Path, work: Callable[[Store], Made]) -> Made:
    """Do some work on the store at a place: on the one that is there, or on a new one.

    A new store is filled under the name `PLACE.incoming` and takes its place when the work is done; what is left of
    an import that was killed is cleared away by the next one. On a store that is there, the work must be one bulk
    load, which Oxigraph takes over as a whole or not at all.

    Raises Misuse where the place holds other files, where another program writes there, or where the disk is full.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     fill(Path(folder) / "world", lambda store: store.update("INSERT DATA { <urn:a> a <urn:X> }"))
    ...     len(Store(Path(folder) / "world", write=False))
    1
    """
    place = place.absolute()
    if is_store(place):
        return _worked(place, work, place)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise Misuse(f"{place} is there already, and is no store. Name a new folder.")
    incoming = place.with_name(f"{place.name}.incoming")
    if _in_use(incoming):
        raise Misuse(f"Another import into {place} is running. Wait until it is done.")
    try:
        _cleared(incoming)
        made = _worked(incoming, work, place)
        if place.exists():
            place.rmdir()
        incoming.rename(place)
    finally:
        if incoming.exists():
            shutil.rmtree(incoming, ignore_errors=True)
    return made


def _worked(path: Path, work: Callable[[Store], Made], place: Path) -> Made:
    store = Store(path)
    try:
        made = work(store)
        store.inner.flush()
    except LkgError:
        # a missing file is an OSError, too
        raise
    except OSError as error:
        fault = str(error).rstrip(".")
        raise Misuse(f"{place} cannot be filled: {fault}. Nothing was taken over; make room, or mend it.") from None
    finally:
        # the files are let go when the last name of the store goes, and an error keeps the names of its frames
        del store.inner
    return made


def _cleared(incoming: Path) -> None:
    incoming.parent.mkdir(parents=True, exist_ok=True)
    if incoming.exists():
        shutil.rmtree(incoming)


def _in_use(incoming: Path) -> bool:
    if not is_store(incoming):
        return False
    try:
        Store(incoming)
    except Misuse as error:
        return "lock" in str(error).lower()
    return False
