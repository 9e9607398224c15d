"""What must be known before the first claim: which items are which kind of actor, and whom others name.

Files are read twice, for an item may be named before it is described. Memory grows by a few bytes for each item that
is described or named and for each `subclass of`, never with the statements.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lkg.importers.wikidata.opening import Entity
from lkg.importers.wikidata.statements import (
    OFFICE,
    OFFICE_OF,
    all_statements,
    item,
    items,
    main_value,
    qualifiers,
    standing,
)
from lkg.importers.wikidata.tables import Property, mapped

_PAGE = 12
_SURE = (
    "Person", "State", "PoliticalParty", "GovernmentBody", "MilitaryUnit", "University", "MediaOutlet", "Company",
    "Agreement", "Dispute", "Event", "Place", "Policy", "Organization", "Asset",
)  # fmt: skip
"""kinds that properties imply, the most telling first"""
ROLES = (OFFICE, "P106", "P3602")
"""statements that give a person a public role"""


_AT = {name: 2 * at for at, name in enumerate(mapped())}
"""property → where the hint of its subject stands; that of its value follows"""


class Bytes:
    """A byte for each number, 0 where none was put; pages of 4,096 are made as they are met."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def __getitem__(self, number: int) -> int:
        page = self._pages.get(number >> _PAGE)
        return page[number & (1 << _PAGE) - 1] if page else 0

    def __setitem__(self, number: int, byte: int) -> None:
        page = self._pages.setdefault(number >> _PAGE, bytearray(1 << _PAGE))
        page[number & (1 << _PAGE) - 1] = byte


@dataclass(slots=True)
class Hint:
    """That an item stands at one end of a property, and the kind that follows from it."""

    row: Property
    kind: str


def _hints() -> Iterator[Hint]:
    for row in mapped().values():
        for kind in (row.subject, row.value):
            yield Hint(row, kind)


@dataclass(slots=True)
class Survey:
    """The kinds and names of items, from a first reading of all files."""

    classes: dict[int, str]
    """class → kind; after `finish` those below it, too"""
    offices: dict[int, tuple[str, dict[str, list[int]]]] = field(default_factory=dict)
    """office → its label, and property that names its body → bodies"""
    codes: dict[int, str] = field(default_factory=dict)
    """item → its code as a country, in ISO 3166: by this it is one of our own list, wherever it is named"""
    _described: Bytes = field(default_factory=Bytes)
    _own: Bytes = field(default_factory=Bytes)
    _named: Bytes = field(default_factory=Bytes)
    _valued: Bytes = field(default_factory=Bytes)
    _hints: list[Hint] = field(default_factory=lambda: list(_hints()))
    _instances: array[int] = field(default_factory=lambda: array("I"))
    _edges: array[int] = field(default_factory=lambda: array("I"))
    _kinds: list[str] = field(default_factory=list)

    def read(self, number: int, entity: Entity) -> None:
        """Note what one entity says of itself and of others."""
        self._described[number] = 1
        for pairs, name in ((self._instances, "P31"), (self._edges, "P279")):
            for above in filter(None, map(item, standing(entity, name))):
                pairs.extend((number, above))
        for name, statement in all_statements(entity):
            if name == OFFICE:
                self._name_bodies((p, items(qualifiers(statement).get(p))) for p in OFFICE_OF)
            elif name in mapped():
                self._hint(number, name, 0)
                self._hint(item(statement), name, 1)
        self._note_office(number, entity)
        if code := country(entity):
            self.codes[number] = code

    def finish(self) -> None:
        """Work out which kind each item is, when all files have been read."""
        for _, bodies in self.offices.values():
            self._name_bodies(bodies.items())
        kinds = dict(self.classes)
        met = dict.fromkeys(kinds.values())
        order = {kind: at for at, kind in enumerate(met)}
        below, self.classes = kinds, dict(kinds)
        while below:
            # level by level, so that the nearest class of the table decides
            below = self._level(below, order)
            self.classes |= below
        self._kinds = list(met)
        for number, above in _pairs(self._instances):
            kind = self.classes.get(above)
            if kind and (not self._own[number] or order[kind] < self._own[number] - 1):
                self._own[number] = order[kind] + 1
        del self._instances[:], self._edges[:]

    def described(self, number: int) -> bool:
        """Whether the files hold this item."""
        return bool(self._described[number])

    def own_kind(self, number: int) -> str:
        """The kind of an item from its own classes, or nothing."""
        return self._kinds[self._own[number] - 1] if self._own[number] else ""

    def hint(self, number: int) -> Hint | None:
        """The property from which the kind of an item follows, if one has it at either end."""
        return self._hints[self._named[number] - 1] if self._named[number] else None

    def named_by(self, number: int) -> Property | None:
        """The first property by which another item names this one."""
        return self._hints[self._valued[number] - 1].row if self._valued[number] else None

    def kind(self, number: int) -> str:
        """The kind of an item: from its classes, else from the properties that name it; nothing where neither says."""
        hint = self.hint(number)
        return self.own_kind(number) or (hint.kind if hint else "")

    def bodies(self, office: int) -> dict[str, list[int]]:
        """Property → bodies that the item of an office names."""
        return self.offices.get(office, ("", {}))[1]

    def _level(self, above: Mapping[int, str], order: Mapping[str, int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for number, parent in _pairs(self._edges):
            kind = above.get(parent)
            if kind and number not in self.classes and order[kind] <= order[found.get(number, kind)]:
                found[number] = kind
        return found

    def _name_bodies(self, found: Iterable[tuple[str, list[int]]]) -> None:
        for name, bodies in found:
            for body in bodies:
                self._hint(body, OFFICE_OF[name].id, 1)

    def _note_office(self, number: int, entity: Entity) -> None:
        found = {name: list(filter(None, map(item, standing(entity, name)))) for name in OFFICE_OF}
        if any(found.values()):
            label = (entity.get("labels") or {}).get("en", {}).get("value", "")
            self.offices[number] = label, found

    def _hint(self, number: int, name: str, end: int) -> None:
        if not number:
            return
        at = _AT[name] + end
        kind = self._hints[at].kind
        if end and not self._valued[number]:
            self._valued[number] = at + 1
        if kind in _SURE and self._rank(number) > _SURE.index(kind):
            self._named[number] = at + 1

    def _rank(self, number: int) -> int:
        hint = self.hint(number)
        return _SURE.index(hint.kind) if hint else len(_SURE)


def country(entity: Entity) -> str:
    """The code of a state, where it has exactly one; its name would not do, for Georgia is a state of two kinds."""
    codes = {text for each in standing(entity, "P297") if isinstance(text := main_value(each), str)}
    code = next(iter(codes)) if len(codes) == 1 else ""
    return code if re.fullmatch("[A-Z]{2}", code) else ""


def _pairs(flat: array[int]) -> Iterator[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)
