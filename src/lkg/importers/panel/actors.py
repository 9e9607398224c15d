"""Which actor a code of a panel means: one id over all data sets for a state, a stable one for all else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from lkg import period
from lkg.claims import Actor
from lkg.errors import InvalidFile, InvalidPeriod, Problem
from lkg.importers import actors
from lkg.importers.actors import identifier
from lkg.importers.panel.mapping import ActorColumn, Names
from lkg.importers.panel.rows import positions, tidy
from lkg.period import Period
from lkg.vocab import nearest

_ID = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_\-])?")


@dataclass(frozen=True, slots=True)
class Named:
    """What the second table says of one code."""

    id: str
    label: str
    scope: str
    date: str


@cache
def states(codes: str) -> Mapping[str, Actor]:
    """Code, in small letters → state, in one of the systems cow, gw, iso2 and iso3; or id of a name → state.

    >>> states("cow")["2"].id, states("iso3")["ltu"].label, states("names")["ivory-coast"].id
    ('usa', 'Lithuania', 'cote-divoire')
    """
    found = actors.by_name() if codes == "names" else actors.by_code(codes)
    return {key.lower(): actor for key, actor in found.items() if actor.kind == "State"}


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

    def _state(self, code: str) -> Actor | None:
        if self.column.kind != "State" or self.column.codes == "own":
            return None
        return states(self.column.codes).get(identifier(code) if self.column.codes == "names" else code.lower())

    def _made(self, code: str, own: Named | None) -> str:
        """An id for what no table of states holds."""
        codes = self.column.codes
        if codes == "names":
            return identifier(code)
        if codes == "own":
            return f"{self.column.prefix}-{identifier(code)}"
        if own:
            return f"{codes}-{identifier(code)}"
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

    def _actor(self, name: str, code: str, own: Named | None, state: Actor | None, row: list[str]) -> Actor:
        if self.named and not own and not state:
            self.unnamed.append(code)
        scope, role = own.scope if own else "", self.column.public_role
        if state:
            return replace(state, scope=scope, public_role=role)
        label = own.label if own else row[self.label].strip() if self.label >= 0 else ""
        return Actor(name, label or code, self.column.kind, scope=scope, public_role=role)

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
