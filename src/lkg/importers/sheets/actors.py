"""Who is meant by a name of a sheet: an actor of the graph, a state of the world, or somebody new of a likely kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lkg.claims import Actor, Record
from lkg.claims.writing import script_tag
from lkg.identity import Names, fold
from lkg.importers import actors as known
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.faults import Fault
from lkg.vocab import nearest, ontology

LIKELY = ("Organization", "State", "Person", "Policy", "Event", "Asset", "Place", "Dispute", "Agreement")
"""kinds in the order in which one is taken for a name of which only its ties are known"""
CLOSE = 88
"""likeness, of 100, from which a new name is taken for a slip of a known one and asked back"""
ALIKE = 75
"""likeness that each pair of words must have for that"""


class Actors:
    """The actors of one file, in the order in which they are met."""

    def __init__(self, old: Record, faults: list[Fault]) -> None:
        self._old, self._names, self._faults = old, Names(old.actors.values()), faults
        self.found: dict[str, Actor] = {}
        """id → actor, for all that the file names and the graph lacks or has otherwise"""
        self._ids: dict[str, str] = {}
        self._first: dict[str, Row] = {}
        self._fits: dict[str, list[frozenset[str]]] = defaultdict(list)
        self._kinds: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self.guessed: list[str] = []
        """labels of those whose kind was guessed"""

    def describe(self, rows: Iterable[Row]) -> None:
        """Take a sheet of actors; a name without a kind, or of a kind that is not there, is a fault."""
        for row in rows:
            self._describe(row)

    def _describe(self, row: Row) -> None:
        kind = kind_of(row["kind"])
        if not row["name"] or not kind:
            column = "kind" if row["name"] else "name"
            message = f"no kind of actor.{_kinds(row['kind'])}" if row["name"] else "empty. Every actor needs a name."
            self._faults.append(row.fault(column, message))
            return
        if kind == "Person" and not row["public role"]:
            self._faults.append(row.fault("public role", "empty. A person is here for a public role: say which."))
        id, known_as = self._id(row["name"], row["id"]), self._known(row["name"])
        country = row["country"].upper() or (known_as.country if known_as else "")
        if country and not (country == "INT" or (len(country) == 2 and country.isalpha())):
            self._faults.append(row.fault("country", "no code of a country. Write two capitals, such as LT, or INT."))
        before = self._old.actors.get(id) or known_as or Actor(id, row["name"], kind)
        others = [part.strip() for part in row["also known as"].split(";") if part.strip()]
        for name in (row["name"], *others):
            self._ids[fold(name)] = id
        aliases = {*before.aliases, *((name, script_tag(name)) for name in others)}
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

    def meet(self, row: Row, column: str, fits: frozenset[str]) -> str:
        """The id of whom a cell names; `fits` are the kinds that the relation allows there."""
        name = row[column]
        id = self._ids.get(fold(name)) or self._id(name)
        self._ids[fold(name)] = id
        if id not in self.found and id not in self._old.actors:
            self.found[id] = self._known(name) or Actor(id, name, "")
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
                self.guessed.append(actor.label)
                self._ask_back(actor)
            role = actor.public_role or self._roles.get(id, "") if kind == "Person" else ""
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
            self._faults.append(row.fault(column, f"no kind of actor.{_kinds(row[column])}"))
        elif self._kinds.setdefault(id, kind) != kind:
            self._faults.append(row.fault(column, f"{self._kinds[id]} in an earlier row. Give one kind to a name."))

    def _likely(self, id: str) -> str:
        classes = ontology().classes
        if id in self._roles:
            return "Person"
        allowed = [kind for kind in LIKELY if all(classes[kind] & fits for fits in self._fits[id])]
        return allowed[0] if allowed else LIKELY[0]

    def _ask_back(self, actor: Actor) -> None:
        from rapidfuzz import fuzz, process

        word = fold(actor.label)
        labels = {fold(other.label): other.label for other in self._old.actors.values()}
        labels |= {fold(other.label): other.label for other in self.found.values() if other.id != actor.id}
        hit = process.extractOne(word, list(labels), scorer=fuzz.ratio, score_cutoff=CLOSE)
        if hit and _is_slip(word, hit[0]):
            row = self._first[actor.id]
            column = next((name for name in ("from", "to", "said by") if fold(row[name]) == word), "")
            self._faults.append(
                row.fault(column, f"a new name, much like {labels[hit[0]]}. Is it a slip?", severe=False)
            )

    def _known(self, name: str) -> Actor | None:
        """A state of the world, or a body that all data sets know."""
        return known.by_name().get(known.identifier(name))

    def _id(self, name: str, given: str = "") -> str:
        if given:
            return given
        old = self._names.exact(name)
        state = self._known(name)
        return old or (state.id if state else known.identifier(name))


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ in letters only: another word is another body, as in ministries of two countries.

    >>> _is_slip("estonnia", "estonia"), _is_slip("ministry of china", "ministry of chile")
    (True, False)
    """
    from rapidfuzz import fuzz

    words = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) != len(other.split()) or all(fuzz.ratio(a, b) >= ALIKE for a, b in words)


def kind_of(text: str) -> str:
    """A kind by its name or label, or empty.

    >>> kind_of("government body"), kind_of("state"), kind_of("planet")
    ('GovernmentBody', 'State', '')
    """
    return _labelled().get(fold(text), "")


def kinds() -> Mapping[str, str]:
    """Every kind that an actor may have → its label."""
    found = ontology()
    return {name: found.labels[name] for name in found.classes if found.group(name) in LIKELY and name != "Actor"}


def _labelled() -> dict[str, str]:
    return {fold(word): name for name, label in kinds().items() for word in (name, label)}


def _kinds(text: str) -> str:
    near = nearest(text, kinds())
    return f" Did you mean {' or '.join(near)}?" if near else f" Use one of {', '.join(sorted(kinds()))}."
