"""Which actor a code of a panel means: one id over all data sets for a state, a stable one for all else.

States have the ids of `states.csv`, whichever code system a data set uses, so that votes by ISO code and alliances
by number of the Correlates of War speak of the same actors. (Codes: State System Membership of the Correlates of War
2016, Gleditsch and Ward 1999 where they differ, ISO 3166-1.)
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lkg import period
from lkg.claims import Actor
from lkg.errors import InvalidFile, InvalidPeriod, Problem
from lkg.importers.panel.mapping import ActorColumn, Names
from lkg.importers.panel.rows import positions, tidy
from lkg.period import Period
from lkg.vocab import nearest

STATES = Path(__file__).with_name("states.csv")
_ID = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_\-])?")


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory with its codes."""

    id: str
    label: str
    iso2: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the second table says of one code."""

    id: str
    label: str
    scope: str
    date: str


@cache
def states(codes: str) -> Mapping[str, State]:
    """Code → state, in one of the systems cow, gw, iso2, iso3 or names (labels and other names, in small letters).

    >>> states("cow")["2"].id, states("iso3")["ltu"].label, states("names")["ivory coast"].id
    ('usa', 'Lithuania', 'cote-divoire')
    """
    found: dict[str, State] = {}
    with STATES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            state = State(row["id"], row["label"], row["iso2"])
            keys = [row["label"], *row["aliases"].split(";")] if codes == "names" else row[codes].split(";")
            found |= {key.lower(): state for key in keys if key}
    return found


def slug(text: str) -> str:
    """A name as part of an id: letters of a to z, digits and hyphens; a digest where nothing of it remains.

    >>> slug("Côte d'Ivoire"), slug("立陶宛")
    ('cote-divoire', 'x0b74e579')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    return found or "x" + hashlib.sha256(text.encode()).hexdigest()[:8]


class _Nobody(ValueError):
    """A cell that names no actor."""


class Actors:
    """The actors of one column: each distinct cell is worked out once, when it is first met.

    `known` holds the id, or an empty text where the cell names nobody; `faults` then says why. New actors wait in
    `fresh` until they are taken. The first name met for a code counts.
    """

    def __init__(self, column: ActorColumn, head: list[str]) -> None:
        self.column = column
        self.cell = head.index(column.column)
        self.label = head.index(column.label) if column.label else -1
        self.named = dict(_named(column.names)) if column.names else {}
        self.known: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        """id → the code that it was made from"""
        self.faults: dict[str, str] = {}
        self.dates: dict[str, Period] = {}
        self.fresh: list[Actor] = []
        self.unnamed: list[str] = []

    def taken(self) -> Iterator[Actor]:
        """The actors met since this was last asked, in that order."""
        found, self.fresh = self.fresh, []
        yield from found

    def meet(self, row: list[str], missing: frozenset[str]) -> str:
        """The id of the actor in a row whose cell is not yet `known`."""
        cell, code = row[self.cell], tidy(row[self.cell])
        try:
            self.known[cell] = self._resolved("" if code in missing else code, row)
        except _Nobody as nobody:
            self.known[cell], self.faults[cell] = "", str(nobody)
        return self.known[cell]

    def _resolved(self, code: str, row: list[str]) -> str:
        if not code:
            raise _Nobody(f"{self.column.column} is empty. Fill it in.")
        own = self.named.get(code.lower())
        state = self._state(code)
        if own and own.id:
            name, sure = own.id, True
        elif state:
            name, sure = state.id, True
        else:
            name, sure = self._made(code, own), False
        if not sure:
            self._check_free(name, code)
        if name not in self.codes:
            self.codes[name] = code
            self.fresh.append(self._actor(name, code, own, state, row))
            self._date(name, own)
        return name

    def _state(self, code: str) -> State | None:
        if self.column.kind != "State" or self.column.codes == "own":
            return None
        return states(self.column.codes).get(code.lower().replace("’", "'"))

    def _made(self, code: str, own: Named | None) -> str:
        """An id for what no table of states holds."""
        codes = self.column.codes
        if codes == "names":
            return slug(code)
        if codes == "own":
            return f"{self.column.prefix}-{slug(code)}"
        if own:
            return f"{codes}-{slug(code)}"
        near = nearest(code, states(codes))
        hint = f"Did you mean {near[0].upper()}? Else name" if near else "Correct it, or name"
        raise _Nobody(f"{self.column.column} {code!r} is no code of {codes}. {hint} it in a file of names.")

    def _check_free(self, name: str, code: str) -> None:
        """A state of the list may have several codes, but two names of our own making must not fall together."""
        other = self.codes.get(name, code)
        if other != code:
            raise _Nobody(
                f"{self.column.column} {code!r} would get the id {name!r} of {other!r}. "
                "Give each its own id in a file of names, or correct one."
            )

    def _actor(self, name: str, code: str, own: Named | None, state: State | None, row: list[str]) -> Actor:
        if self.named and not own and not state:
            self.unnamed.append(code)
        label = state.label if state else own.label if own else row[self.label].strip() if self.label >= 0 else ""
        return Actor(
            name,
            label or code,
            self.column.kind,
            country=state.iso2 if state else "",
            scope=own.scope if own else "",
            public_role=self.column.public_role,
        )

    def _date(self, name: str, own: Named | None) -> None:
        if own and own.date:
            self.dates[name] = period.parse(own.date)


def _named(names: Names) -> Iterator[tuple[str, Named]]:
    """Code → what the second table says of it; raises InvalidFile with all its faults."""
    head = names.table.head()
    code, *label = positions((names.code, *names.label), head)
    other = [head.index(column) if column else -1 for column in (names.id, names.scope, names.date)]
    problems: list[Problem] = []
    seen: set[str] = set()
    for line, row in names.table.rows():
        if len(row) != len(head):
            problems.append(Problem(str(names.table.file), line, f"it has {len(row)} cells, the head has {len(head)}."))
            continue
        key = tidy(row[code]).lower()
        id_, scope, date = (row[at].strip() if at >= 0 else "" for at in other)
        message = _fault(id_, date)
        if message:
            problems.append(Problem(str(names.table.file), line, message))
        elif key not in seen:
            # tables of states list those that came back once for every time: the first row names them
            seen.add(key)
            text = ": ".join(filter(None, (row[at].strip() for at in label)))
            yield key, Named(id_, text, scope, date)
    if problems:
        raise InvalidFile(problems)


def _fault(id_: str, date: str) -> str:
    if id_ and not _ID.fullmatch(id_):
        return f"the id {id_!r} cannot be part of an address. Use letters of a to z, digits, - and _."
    try:
        if date:
            period.parse(date)
    except InvalidPeriod as error:
        return str(error)
    return ""
