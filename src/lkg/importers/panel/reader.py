"""One pass over a panel: rows with both their actors, what their cells say, and the account of all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import cast

from lkg import period
from lkg.claims import Actor
from lkg.errors import InvalidPeriod
from lkg.importers.panel.account import Account
from lkg.importers.panel.actors import Actors
from lkg.importers.panel.mapping import Meaning, PanelMapping
from lkg.importers.panel.rows import Cells, tidy
from lkg.period import Period
from lkg.vocab import ontology

Row = tuple[int, list[str], str, str]
"""line, cells, subject, object"""
Says = tuple[Meaning, ...] | str
"""what the cells of a row say, perhaps nothing; a text is a fault"""


@dataclass(frozen=True, slots=True)
class Reader:
    """The mapping and the head of a table, with the account and the columns of actors that fill while it is read."""

    mapping: PanelMapping
    head: list[str]
    account: Account
    subjects: Actors
    objects: Actors

    def rows(self) -> Iterator[Row]:
        """The rows with an actor on either side; all others are noted. Raises InvalidFile where the file breaks off."""
        mapping, account, width, empty = self.mapping, self.account, len(self.head), self.mapping.missing
        subjects, objects, at, to = self.subjects, self.objects, self.subjects.cell, self.objects.cell
        for line, row in mapping.table.rows():
            account.rows += 1
            if len(row) != width:
                account.fault(line, f"it has {len(row)} cells, the head has {width}. Mend the row.")
                continue
            # met already: this runs once for every row, and a call would cost as much as the rest
            subject = subjects.known.get(row[at])
            object_ = objects.known.get(row[to])
            if subject is None:
                subject = subjects.meet(row, empty)
            if object_ is None:
                object_ = objects.meet(row, empty)
            if subject and object_ and subject != object_:
                yield line, row, subject, object_
            elif subject and object_:
                account.fault(line, f"{subject!r} stands on both sides: nothing is related to itself. Correct one.")
            else:
                account.fault(line, subjects.faults.get(row[at]) or objects.faults[row[to]])

    def fresh(self, told: set[str]) -> Iterator[Actor]:
        """The actors met since this was last asked, without those told."""
        for actor in (*self.subjects.taken(), *self.objects.taken()):
            if actor.id not in told:
                told.add(actor.id)
                yield actor

    def says(self) -> tuple[Callable[[list[str]], object], Cells[object, Says]]:
        """How to take the cells of values out of a row, and what each combination of them says."""
        columns = list(self.mapping.meanings)
        if not columns:
            always = (self.mapping.always,) if self.mapping.always else ()
            return _nothing, Cells(lambda _: always)
        at = [self.head.index(column) for column in columns]
        if len(at) == 1:
            return itemgetter(*at), Cells(lambda cell: self._said(zip(columns, [str(cell)], strict=True)))
        return itemgetter(*at), Cells(lambda cells: self._said(zip(columns, cast(tuple[str, ...], cells), strict=True)))

    def silent(self, line: int, said: Says) -> None:
        """Note a row that makes no claim, or why it cannot."""
        if isinstance(said, str):
            self.account.fault(line, said)
        else:
            self.account.silent += 1

    def period(self, text: str, meaning: Meaning, *, goes_on: bool = False) -> Period:
        """The period of a spell: open where the mapping says that it outlasts the data, but an event has an end.

        Raises InvalidPeriod if the text is no period, or an event without an end.
        """
        when = period.parse(text)
        is_state = ontology().relations[meaning.relation].is_state
        if when.open_end and not is_state:
            raise InvalidPeriod(f"{text!r} has no end, and {meaning.relation} is an event. Give its last day.")
        reached = self.mapping.last_day and not when.open_end and when.end_latest >= self.mapping.last_day
        if is_state and (goes_on or reached):
            return period.parse(f"{text.partition('/')[0]}/..")
        return when

    def _said(self, cells: Iterator[tuple[str, str]]) -> Says:
        found: list[Meaning] = []
        for column, cell in cells:
            known, value = self.mapping.meanings[column], tidy(cell)
            meaning = known.get(value)
            if meaning:
                found.append(meaning)
            elif value not in known and value not in self.mapping.missing:
                advice = "Add it to the relations; none, if it makes no claim."
                return f"{column} {value!r} has no meaning in the mapping. {advice}"
        return tuple(found)


def _nothing(row: list[str]) -> object:
    return ""
