"""Readers of other people's formats; each gives a Record or refuses with every problem it met."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lkg import folders
from lkg.errors import MissingFile
from lkg.importers import table


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did, or would do."""

    added: int
    changed: int
    same: int
    files: tuple[Path, ...]

    def words(self) -> str:
        """One line of counts, in claims."""
        return f"{self.added} claims added, {self.changed} changed, {self.same} as before; {len(self.files)} files"


def into_folder(place: Path, folder: Path, *, write: bool = True) -> Import:
    """Take over a folder of tables into a graph's folder; what is there already is updated by id.

    Raises InvalidFile with every faulty row, and then nothing is written.
    """
    if not place.is_dir():
        raise MissingFile(
            f"There is no folder {place}. Give one with sources.csv, actors.csv, claims.csv, conflicts.csv."
        )
    old = folders.present(folder)
    new = folders.merge(old, table.read(place))
    files = folders.save(new, folder, write=write)
    added = [name for name in new.claims if name not in old.claims]
    changed = [name for name in new.claims if name in old.claims and new.claims[name] != old.claims[name]]
    return Import(len(added), len(changed), len(new.claims) - len(added) - len(changed), tuple(files))
