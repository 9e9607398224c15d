"""What two versions of a graph contradict each other in, and the table in which people say who is right."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lkg.errors import InvalidFile, MissingFile, Problem
from lkg.store import read_text

NEEDED = ("thing", "id", "field", "A", "B", "take")
COLUMNS = ("thing", "id", "what", "field", "A", "B", "take")
ALL = "all of it"
"""the field of a thing that only one side has, or of a file"""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person took, and what each side said when it was taken."""

    a: str
    b: str
    take: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of one thing for which both sides say something else, and nothing says which is right."""

    thing: str
    id: str
    field: str
    a: str
    b: str
    strange: bool = False
    """subject, relation and object all differ: two claims that were given one id"""
    what: str = ""
    """the thing in words"""
    taken: str = ""
    """A or B, once it is settled"""

    @property
    def key(self) -> Key:
        """What a table of resolutions knows it by."""
        return self.thing, self.id, self.field

    @property
    def name(self) -> str:
        """What the conflict is about: kind, id, and what it says."""
        return f"{self.thing} {self.id}" + (f" ({self.what})" if self.what else "")

    def words(self) -> str:
        """What stands against what, and how to mend it where both cannot be meant."""
        if self.field == ALL and not (self.a and self.b):
            out, changed = ("A", "B") if self.b else ("B", "A")
            return f"{out} took it out, {changed} changed it"
        both = f"{self.field}: A has {self.a or 'nothing'}, B has {self.b or 'nothing'}"
        return f"{both} (two claims with one id: give one of them another)" if self.strange else both

    def outcome(self) -> str:
        """What was taken, once it is settled, and what was not."""
        said, other = (self.a, self.b) if self.taken == "A" else (self.b, self.a)
        return f"{self.field}: {said or 'nothing'} ({self.taken}), not {other or 'nothing'}"


class Conflicts(InvalidFile):
    """Two versions that cannot be made one yet; every conflict is listed, nothing was written."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(Problem(each.name, None, each.words()) for each in conflicts)


def taken(file: Path) -> dict[Key, Answer]:
    """The answers of a table of resolutions, with what each side said; raises InvalidFile with every faulty row."""
    if not file.is_file():
        raise MissingFile(f"There is no file {file}.")
    reader = csv.DictReader(io.StringIO(read_text(file), newline=""))
    if not set(NEEDED) <= set(reader.fieldnames or []):
        raise InvalidFile([Problem(str(file), 1, f"the columns {', '.join(NEEDED)} are needed.")])
    found: dict[Key, Answer] = {}
    problems = []
    for row in reader:
        answer = (row["take"] or "").strip().upper()
        if answer not in ("", "A", "B"):
            problems.append(Problem(str(file), reader.line_num, f"take is {row['take']!r}. Write A or B."))
        found[row["thing"], row["id"], row["field"]] = Answer(row["A"] or "", row["B"] or "", answer)
    if problems:
        raise InvalidFile(problems)
    return found


def table(conflicts: Sequence[Conflict]) -> str:
    """The conflicts as a table with a column `take` to fill; those that are settled have their answer in it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in conflicts:
        writer.writerow([each.thing, each.id, each.what, each.field, each.a, each.b, each.taken])
    return stream.getvalue()
