"""Who is meant by a name of a sheet: an actor of the graph, a state of the world, or somebody new of a likely kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from lkg.claims import Actor, Record
from lkg.identity import fold
from lkg.importers import actors as listed
from lkg.importers.joining import Known, alias
from lkg.importers.kinds import hint, kind_of, likely
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.faults import Fault
from lkg.importers.texts import is_country, is_id

CLOSE = 88
"""likeness, of 100, from which a new name is taken for a slip of a known one and asked back"""
ALIKE = 75
"""likeness that each pair of words must have for that"""


class Actors:
    """The actors of one file, in the order in which they are met."""

    def __init__(self, old: Record, faults: list[Fault]) -> None:
        self._old, self._known, self._faults = old, Known(old), faults
        self.found: dict[str, Actor] = {}
        """id → actor, for all that the file names and the graph lacks or has otherwise"""
        self._ids: dict[str, str] = {}
        self._first: dict[str, Row] = {}
        self._fits: dict[str, list[frozenset[str]]] = defaultdict(list)
        self._kinds: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self.guessed: dict[str, str] = {}
        """labels of those whose kind was guessed → that kind"""

    def describe(self, rows: Iterable[Row]) -> None:
        """Take a sheet of actors; a name without a kind, or of a kind that is not there, is a fault."""
        for row in rows:
            self._describe(row)

    def _describe(self, row: Row) -> None:
        kind = kind_of(row["kind"])
        if not row["name"] or not kind:
            column = "kind" if row["name"] else "name"
            message = f"no kind of actor. {hint(row['kind'])}" if row["name"] else "empty. Every actor needs a name."
            self._faults.append(row.fault(column, message))
            return
        if kind == "Person" and not row["public role"]:
            self._faults.append(row.fault("public role", "empty. A person is here for a public role: say which."))
        if self._is_unsound(row):
            return
        id = self._id(row["name"], row["id"])
        # whoever is given an id of his own is not the one of the graph that bears his name
        known_as = self._known.named(row["name"], shared=bool(row["id"]))
        country = row["country"].upper() or (known_as.country if known_as else "")
        if country and not is_country(country):
            self._faults.append(row.fault("country", "no code of a country. Write two capitals, such as LT, or INT."))
        before = self._old.actors.get(id) or known_as or Actor(id, row["name"], kind)
        others = [part.strip() for part in row["also known as"].split(";") if part.strip()]
        for column, name in (("name", row["name"]), *(("also known as", other) for other in others)):
            other = self._ids.setdefault(fold(name), id)
            if other != id:
                message = f"{name} is {self.label(other)} already. A name is of one actor."
                self._faults.append(row.fault(column, message))
        aliases = {*before.aliases, *(alias(name) for name in others)}
        self._kinds[id] = kind
        self.found[id] = replace(
            before,
            id=id,
            label=row["name"],
            kind=kind,
            aliases=tuple(sorted(aliases)),
            country=country or before.country,
            public_role=row["public role"] or before.public_role,
            wikidata=row["wikidata"] or before.wikidata,
        )

    def _is_unsound(self, row: Row) -> bool:
        """Whether a cell holds what can be no part of an address; that is a fault."""
        if row["id"] and not is_id(row["id"]):
            self._faults.append(row.fault("id", "cannot be part of an address. Use letters, digits, - and _."))
            return True
        if row["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"], re.ASCII):
            self._faults.append(row.fault("wikidata", "no item of Wikidata. Write Q37."))
            return True
        return False

    def meet(self, row: Row, column: str, fits: frozenset[str]) -> str:
        """The id of whom a cell names; `fits` are the kinds that the relation allows there."""
        name = row[column]
        id = self._ids.get(fold(name)) or self._id(name)
        self._ids[fold(name)] = id
        if id not in self.found and id not in self._old.actors:
            self.found[id] = self._known.named(name) or Actor(id, name, "")
        self._first.setdefault(id, row)
        self._given(row, f"{column} kind", id)
        self._fits[id].append(fits)
        return id

    def hold(self, id: str, role: str) -> None:
        """Take somebody for a person in this public role, unless something else is said."""
        self._roles.setdefault(id, role)

    def settle(self) -> None:
        """Give a kind to every new actor: as said, or the likeliest that all of its relations allow."""
        for id, actor in self.found.items():
            if actor.kind and id not in self._kinds:
                continue
            kind = self._kinds.get(id) or self._likely(id)
            if id not in self._kinds:
                self.guessed[actor.label] = kind
                self._ask_back(actor)
            role = actor.public_role or self._roles.get(id, "") if kind == "Person" else ""
            if kind == "Person" and not role:
                message = "a person is here for a public role: say which in the sheet Actors, column public role."
                self._faults.append(self._cell(actor, message))
            self.found[id] = replace(actor, kind=kind, public_role=role)

    def kind(self, id: str) -> str:
        """The kind of an actor that was met."""
        return (self.found.get(id) or self._old.actors[id]).kind

    def label(self, id: str) -> str:
        """The name of an actor that was met."""
        return (self.found.get(id) or self._old.actors[id]).label

    def _given(self, row: Row, column: str, id: str) -> None:
        if not row[column]:
            return
        kind = kind_of(row[column])
        if not kind:
            self._faults.append(row.fault(column, f"no kind of actor. {hint(row[column])}"))
        elif self._kinds.setdefault(id, kind) != kind:
            self._faults.append(row.fault(column, f"{self._kinds[id]} in an earlier row. Give one kind to a name."))

    def _likely(self, id: str) -> str:
        return "Person" if id in self._roles else likely(self._fits[id])

    def _ask_back(self, actor: Actor) -> None:
        from rapidfuzz import fuzz, process

        word = fold(actor.label)
        labels = {fold(other.label): other.label for other in self._old.actors.values()}
        labels |= {fold(other.label): other.label for other in self.found.values() if other.id != actor.id}
        hit = process.extractOne(word, list(labels), scorer=fuzz.ratio, score_cutoff=CLOSE)
        if hit and _is_slip(word, hit[0]):
            message = f"a new name, much like {labels[hit[0]]}. Is it a slip?"
            self._faults.append(self._cell(actor, message, severe=False))

    def _cell(self, actor: Actor, message: str, *, severe: bool = True) -> Fault:
        """A fault of the cell in which an actor was first named."""
        row = self._first[actor.id]
        column = next((name for name in ("from", "to", "said by") if fold(row[name]) == fold(actor.label)), "")
        return row.fault(column, message, severe=severe)

    def _id(self, name: str, given: str = "") -> str:
        known = None if given else self._known.named(name)
        return given or (known.id if known else listed.identifier(name))


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ in letters only: another word is another body, as in ministries of two countries.

    >>> _is_slip("estonnia", "estonia"), _is_slip("ministry of china", "ministry of chile")
    (True, False)
    """
    from rapidfuzz import fuzz

    words = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) != len(other.split()) or all(fuzz.ratio(a, b) >= ALIKE for a, b in words)
