"""A table of blocs: which actor belongs to which group from when to when, and on what that decision rests."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lkg import period
from lkg.claims.model import Group, Grouping, Placement
from lkg.errors import InvalidPeriod, Problem
from lkg.store import read_text
from lkg.vocab import nearest

NAME = "bloc"
TITLE = "Bloc"
DEFINITION = "Each actor belongs to one bloc at a time, by the decision of a coder."
COLUMNS = ("actor", "bloc", "from", "to", "basis", "note")
_WITHOUT_CLAIM = {"judged": "", "country": "As its country"}
"""bases that name no claim, with the reason that stands where the note gives none"""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table; `last` is the day before the column `to`."""

    line: int
    cells: Mapping[str, str]
    first: int
    last: int


def read(file: Path, actors: Iterable[str], claims: Iterable[str], problems: list[Problem]) -> dict[str, Grouping]:
    """The grouping of a table `blocs.csv`, or nothing where there is no such file; faults go to `problems`.

    `from` is the first day and `to` the first day on which it is so no more; empty: always. The basis is a list of
    claims (`C620;C653`), `country` (as the land it belongs to) or `judged`, and then the note is the reason.
    """
    if not file.is_file():
        return {}
    met = len(problems)
    rows = list(_rows(file, set(actors), set(claims), problems))
    by_actor: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_actor[row.cells["actor"]].append(row)
    for own in by_actor.values():
        problems += (Problem(str(file), line, fault) for line, fault in _breaks(own))
    if len(problems) > met:
        return {}
    labels = sorted({row.cells["bloc"] for row in rows})
    groups = {_group(label): Group(_group(label), label) for label in labels}
    placements = sorted((_placement(row) for row in rows), key=lambda placement: placement.id)
    return {NAME: Grouping(NAME, TITLE, DEFINITION, groups, tuple(placements))}


def _rows(file: Path, actors: set[str], claims: set[str], problems: list[Problem]) -> Iterator[_Row]:
    with io.StringIO(read_text(file), newline="") as stream:
        reader = csv.DictReader(stream)
        lacking = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
        if lacking:
            problems.append(Problem(str(file), 1, f"the columns {', '.join(lacking)} are missing. Add them."))
            return
        for raw in reader:
            cells = {key: (value or "").strip() for key, value in raw.items() if key}
            faults = list(_faults(cells, actors, claims))
            problems += (Problem(str(file), reader.line_num, fault) for fault in faults)
            if not faults:
                yield _Row(reader.line_num, cells, *_days(cells))


def _faults(cells: Mapping[str, str], actors: set[str], claims: set[str]) -> Iterator[str]:
    if cells["actor"] not in actors:
        near = nearest(cells["actor"], actors)
        yield f"actor {cells['actor']!r}: there is no such actor.{f' Did you mean {near[0]}?' if near else ''}"
    if not _slug(cells["bloc"]):
        yield "the bloc is empty. Name the group, or drop the row."
    try:
        first, last = _days(cells)
        if last < first:
            yield f"it ends on {cells['to']}, before it begins on {cells['from']}. Swap or correct them."
    except InvalidPeriod as error:
        yield str(error)
    yield from _basis_faults(cells, claims)


def _basis_faults(cells: Mapping[str, str], claims: set[str]) -> Iterator[str]:
    basis = cells["basis"]
    if basis in _WITHOUT_CLAIM:
        if not (cells["note"] or _WITHOUT_CLAIM[basis]):
            yield f"it is {basis} without a reason. Write the reason into the note."
        return
    if not _list(basis):
        yield f"it has no basis. Name claims (C620;C653), or write {' or '.join(_WITHOUT_CLAIM)}."
    for claim in _list(basis):
        if claim not in claims:
            yield f"it rests on {claim!r}, and no claim has this id. Correct the id, or write judged with a reason."


def _breaks(rows: Iterable[_Row]) -> Iterator[tuple[int, str]]:
    """Where one actor is in two groups at a time, or in none between two."""
    ordered = sorted(rows, key=lambda row: (row.first, row.line))
    for before, after in pairwise(ordered):
        actor = after.cells["actor"]
        if after.first <= before.last:
            yield after.line, f"{actor} is in line {before.line} at that time, too. End one where the other begins."
        elif after.first > before.last + 1:
            gap = f"{period.day(before.last + 1)} to {period.day(after.first - 1)}"
            yield after.line, f"{actor} is in no group from {gap}. Close the gap after line {before.line}."


def _days(cells: Mapping[str, str]) -> tuple[int, int]:
    first = period.ordinal(cells["from"]) if cells["from"] else period.PAST
    last = period.ordinal(cells["to"]) - 1 if cells["to"] else period.FUTURE
    return first, last


def _placement(row: _Row) -> Placement:
    cells = row.cells
    judged = cells["basis"] in _WITHOUT_CLAIM
    return Placement(
        id=".".join(filter(None, (NAME, cells["actor"], cells["from"]))),
        actor=cells["actor"],
        group=_group(cells["bloc"]),
        first_day=cells["from"],
        last_day=dt.date.fromordinal(row.last).isoformat() if cells["to"] else "",
        basis=() if judged else tuple(sorted(_list(cells["basis"]))),
        because=(cells["note"] or _WITHOUT_CLAIM[cells["basis"]]) if judged else "",
        note="" if judged else cells["note"],
    )


def _group(label: str) -> str:
    return f"{NAME}.{_slug(label)}"


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
