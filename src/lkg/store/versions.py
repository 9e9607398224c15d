"""A store that is written while others read: each reader keeps the version that it opened."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from lkg.errors import LkgError


class NotShown(LkgError):
    """No copy for readers could be made; they go on with the former one."""


class Versions:
    """A store on disk, and copies of it as it was after each change.

    A copy shares its files with the store (hard links), so it costs some milliseconds and little room. What is
    written later it does not see, and no reader has to wait for a writer.
    """

    def __init__(self, folder: Path, *, anew: bool = True) -> None:
        self.folder = folder
        if anew:
            shutil.rmtree(folder / "store", ignore_errors=True)
        self.inner = ox.Store(str(folder / "store"))

    def replace(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in place of a named graph."""
        self.inner.remove_graph(graph)
        self.inner.bulk_extend(quads)

    def publish(self) -> Path:
        """A copy of what the store holds now."""
        return copied(self.inner, self.folder)


def copied(store: ox.Store, folder: Path) -> Path:
    """A copy of a store on disk as it is now, under a name of its own; raises NotShown where the disk takes none."""
    place = folder / f"version-{time.time_ns()}"
    try:
        store.backup(str(place))
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise NotShown(
            f"What was changed or derived is stored, but readers do not see it yet: no copy could be made ({error}). "
            f"Make room at {folder}; the next change shows this one, too."
        ) from None
    return place
