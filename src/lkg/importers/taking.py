"""Records from elsewhere taken over into a graph's folder: updated by id, all or nothing, and told what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg import folders
from lkg.claims import Record


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did, or would do: ids of claims, and the files that are (to be) written."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    actors: tuple[str, ...]
    """ids of new actors"""
    sources: tuple[str, ...]
    """ids of new sources"""
    files: tuple[Path, ...]

    def words(self) -> str:
        """One line of counts, in claims."""
        counts = f"{len(self.added)} claims added, {len(self.changed)} changed, {self.same} as before"
        return f"{counts}; {len(self.actors)} new actors, {len(self.sources)} new sources; {len(self.files)} files"


def take_over(new: Record, folder: Path, *, write: bool = True) -> Import:
    """Merge a record into a graph's folder, which is made if it is not there; what it has already is updated by id.

    Raises InvalidFile where writing would lose what the folder holds, and then nothing is written.
    """
    old = folders.present(folder)
    merged = folders.merge(old, new)
    files = folders.save(merged, folder, write=write)
    added = _fresh(new.claims, old.claims)
    changed = tuple(id for id in new.claims if id in old.claims and merged.claims[id] != old.claims[id])
    return Import(
        added,
        changed,
        len(merged.claims) - len(added) - len(changed),
        _fresh(new.actors, old.actors),
        _fresh(new.sources, old.sources),
        tuple(files),
    )


def _fresh(new: Mapping[str, Any], old: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(id for id in new if id not in old)
