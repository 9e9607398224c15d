"""Records from elsewhere taken over into a graph's folder: updated by id, all or nothing, and told what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lkg import folders
from lkg.claims import Record
from lkg.claims.stored import record_of
from lkg.importers.accounts import count
from lkg.store.oxigraph import Store, is_store


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
    removed: tuple[str, ...]
    """ids of claims that are no longer there"""
    files: tuple[Path, ...]

    def words(self) -> str:
        """One line of counts, in claims.

        >>> Import(("C1", "C2"), (), 5, ("eu",), (), (), (Path("claims/offices.ttl"),)).words()
        '2 claims added, 0 changed, 5 as before; 1 new actor, 0 new sources; 1 file'
        """
        gone = f", {len(self.removed)} removed" if self.removed else ""
        counts = f"{count(len(self.added), 'claims')} added, {len(self.changed)} changed{gone}, {self.same} as before"
        new = f"{count(len(self.actors), 'new actors')}, {count(len(self.sources), 'new sources')}"
        return f"{counts}; {new}; {count(len(self.files), 'files')}"


def present(place: Path) -> Record:
    """What the graph in a folder or a store on disk holds before an import; nothing, where there is none yet.

    Of a store only actors and sources are given: its claims may be millions, and it is to be opened for writing.

    >>> present(Path("no-such-folder")).claims
    {}
    """
    if not is_store(place):
        return folders.present(place)
    found = record_of(Store(place, write=False), list)
    return Record(found.actors, found.sources)


def take_over(new: Record, folder: Path, *, write: bool = True, whole: bool = False) -> Import:
    """Merge a record into a graph's folder, which is made if it is not there; what it has already is updated by id.

    `whole` takes the record for all that the graph shall hold: claims that it lacks go, and with them the actors and
    sources that nothing names any more. Raises InvalidFile where writing would lose what the folder holds, and then
    nothing is written.

    >>> import tempfile
    >>> from lkg.claims import Actor
    >>> eu = Record({"eu": Actor("eu", "European Union", "InternationalOrganization")})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     take_over(eu, Path(folder)).actors, take_over(eu, Path(folder)).actors
    (('eu',), ())
    """
    old = folders.present(folder)
    merged = folders.merge(old, new)
    if whole:
        merged = _only(merged, new)
    files = folders.save(merged, folder, write=write)
    added = _fresh(new.claims, old.claims)
    changed = tuple(id for id in new.claims if id in old.claims and merged.claims[id] != old.claims[id])
    return Import(
        added,
        changed,
        len(merged.claims) - len(added) - len(changed),
        _fresh(new.actors, old.actors),
        _fresh(new.sources, old.sources),
        _fresh(old.claims, merged.claims),
        tuple(files),
    )


def _only(merged: Record, new: Record) -> Record:
    claims = {id: claim for id, claim in merged.claims.items() if id in new.claims}
    sources = {claim.source for claim in claims.values()}
    actors = {id for claim in claims.values() for id in (claim.subject, claim.object, claim.claimant)}
    actors |= {placed.actor for grouping in merged.groupings.values() for placed in grouping.placements}
    return replace(
        merged,
        claims=claims,
        sources={id: source for id, source in merged.sources.items() if id in sources or id in new.sources},
        actors={id: actor for id, actor in merged.actors.items() if id in actors or id in new.actors},
    )


def _fresh(new: Mapping[str, Any], old: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(id for id in new if id not in old)
