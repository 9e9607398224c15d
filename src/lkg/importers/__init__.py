"""Readers of other people's formats; each gives a Record or refuses with every problem it met."""

from __future__ import annotations

from pathlib import Path

from lkg.errors import MissingFile
from lkg.importers import table
from lkg.importers.taking import Import, present, take_over

__all__ = ["Import", "into_folder", "present", "take_over"]


def into_folder(place: Path, folder: Path, *, write: bool = True) -> Import:
    """Take over a folder of tables into a graph's folder; what is there already is updated by id.

    Raises InvalidFile with every faulty row, and then nothing is written.

    >>> into_folder(Path("no-such-folder"), Path("graph"))
    Traceback (most recent call last):
    lkg.errors.MissingFile: There is no folder no-such-folder. Give one with sources.csv, actors.csv, ...
    """
    if not place.is_dir():
        raise MissingFile(
            f"There is no folder {place}. Give one with sources.csv, actors.csv, claims.csv, conflicts.csv."
        )
    return take_over(table.read(place), folder, write=write)
