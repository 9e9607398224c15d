"""Two versions of a graph made one: all that either has, and no conflict settled by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lkg import folders, turtle, validate
from lkg.claims import Record
from lkg.claims.model import Grouping
from lkg.errors import InvalidFile, Misuse
from lkg.graphs import Graph
from lkg.store import read_text
from lkg.versions.comparing import parts
from lkg.versions.conflicts import Conflict, taken
from lkg.versions.joining import Joining
from lkg.versions.others import other_files
from lkg.versions.places import side
from lkg.versions.wording import in_words


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge made: numbers by kind of thing, the conflicts that were settled, and the files written."""

    claims: int
    actors: int
    sources: int
    only_a: int
    """claims that only A has"""
    only_b: int
    settled: tuple[Conflict, ...]
    files: tuple[Path, ...]

    def words(self) -> str:
        """One line of counts."""
        number = len(self.settled)
        settled = f"; {number} conflict{'s' if number > 1 else ''} settled" if number else ""
        return (
            f"{self.claims} claims ({self.only_a} from A alone, {self.only_b} from B alone), {self.actors} actors, "
            f"{self.sources} sources{settled}; {len(self.files)} files"
        )


def merge(
    a: str | Path | Graph,
    b: str | Path | Graph,
    into: Path,
    *,
    base: str | Path | Graph | None = None,
    folder: Path | None = None,
    prefer: str = "",
    resolutions: Path | None = None,
    write: bool = True,
) -> Merged:
    """All that two versions of a graph hold, by id, into a folder that is new, empty, or one of the two.

    What both have with another content is a conflict, field by field. With `base`, the version from which both were
    made, a field that only one side changed is no conflict, and what one side took out unchanged is out. `prefer` ("A"
    or "B") settles all conflicts; `resolutions` is a table with a column `take`. Raises Conflicts with all that are
    left, Misuse for a folder that holds something else, InvalidFile where the outcome would have faults; and then
    nothing is written.
    """
    if prefer not in ("", "A", "B"):
        raise Misuse(f"--prefer {prefer} is not possible. Use A or B, the first or the second graph named.")
    with ExitStack() as open_sides:
        sides = [open_sides.enter_context(side(place, folder)) for place in (a, b)]
        root = open_sides.enter_context(side(base, folder)) if base is not None else None
        _free(into, [each.folder for each in sides])
        answers = taken(resolutions) if resolutions and resolutions.exists() else {}
        joining = Joining(prefer, answers, partial(in_words, sides[0].graph))
        three = [each.graph for each in (*sides, *([root] if root else []))]
        record = _join_records([graph.recorded for graph in three], joining)
        files = joining.join("file", *(dict(other_files(graph)) for graph in three))
    joining.refuse(resolutions)
    _checked(record, files)
    return _saved(record, files, into, sides[0].graph.recorded, sides[1].graph.recorded, joining, write)


def _join_records(records: Sequence[Record], joining: Joining) -> Record:
    every = [parts(record) for record in records]
    joined = {thing: joining.join(thing, *(each[thing] for each in every)) for thing in every[0]}
    return replace(
        records[0],
        claims=joined["claim"],
        actors=joined["actor"],
        sources=joined["source"],
        judgements=joined["judgement"],
        groupings=dict(_groupings(records, joined)),
    )


def _groupings(records: Sequence[Record], joined: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Grouping]]:
    """Each grouping with its groups and their placements."""
    of = {name: each.id for record in records for each in record.groupings.values() for name in each.groups}
    for id, grouping in joined["grouping"].items():
        groups = {name: group for name, group in joined["group"].items() if of[name] == id}
        placed = tuple(each for each in joined["placement"].values() if each.group in groups)
        yield id, replace(grouping, groups=groups, placements=placed)


def _free(into: Path, own: Sequence[Path | None]) -> None:
    if into.exists() and not into.is_dir():
        raise Misuse(f"{into} is a file. Give a folder with --into.")
    if into.resolve() in [folder.resolve() for folder in own if folder]:
        folders.present(into)
    elif into.is_dir() and any(into.iterdir()):
        raise Misuse(f"{into} is not empty. Give a new folder with --into, or that of one of the two graphs.")


def _checked(record: Record, files: Mapping[str, str]) -> None:
    """Raise InvalidFile where what was joined has a fault that neither side need have, such as an actor taken out."""
    with TemporaryDirectory(prefix="lkg-") as aside:
        for name, text in {**folders.texts(record), **files}.items():
            turtle.save(Path(aside) / name, text)
        found = validate.check(sorted(Path(aside).rglob("*.ttl")), shapes=False)
    severe = [problem for problem in found.problems if problem.severe]
    if severe:
        raise InvalidFile(replace(each, file=str(Path(each.file).name)) for each in severe)


def _saved(
    record: Record, files: Mapping[str, str], into: Path, a: Record, b: Record, joining: Joining, write: bool
) -> Merged:
    changed = folders.save(record, into, write=write)
    for name, text in files.items():
        target = into / name
        if not target.exists() or read_text(target) != text:
            changed.append(target)
            if write:
                turtle.save(target, text)
    return Merged(
        len(record.claims),
        len(record.actors),
        len(record.sources),
        len(record.claims.keys() - b.claims.keys()),
        len(record.claims.keys() - a.claims.keys()),
        tuple(joining.settled),
        tuple(sorted(changed)),
    )
