"""Entities of FollowTheMoney as actors, and which actor of the graph each of them is."""

from __future__ import annotations

from lkg.claims import Actor
from lkg.claims.writing import script_tag
from lkg.importers import actors
from lkg.importers.ftm.opening import Entity
from lkg.importers.ftm.survey import Survey
from lkg.importers.joining import Known, joined
from lkg.importers.texts import is_country, item

NAMES = ("alias", "weakAlias", "previousName", "abbreviation")
"""properties that hold further names"""
CONTESTED = "contested: "
"""what begins a note about a contested status"""
_UNSURE = "FollowTheMoney leaves open whether this is a person or a body"
_COUNTRY, _AUTHORITY = "country:", "authority:"


class Nodes:
    """The nodes of the files, once the survey is finished; what the graph knows keeps its id."""

    def __init__(self, survey: Survey, known: Known) -> None:
        self._survey, self._known = survey, known
        self._ids: dict[str, tuple[str, str]] = {}
        """nodes that the graph knows → their id and kind there"""

    def meet(self, entity: Entity) -> None:
        """Note which node of the graph an entity is, before any claim names it."""
        old = self._old(entity) if entity.id in self._survey.kinds else None
        if old:
            self._ids[entity.id] = old.id, old.kind

    def actor(self, entity: Entity) -> Actor:
        """The actor that an entity is; that of the graph with further names, where it is known."""
        kind = self._survey.kinds[entity.id]
        label = entity.first("name", *NAMES) or entity.id
        names = [text for text in entity.all("name", *NAMES) if text != label]
        contested = next((text for text in entity.all("notes") if text.startswith(CONTESTED)), "")
        scope = entity.first("summary", "description")
        if entity.schema == "LegalEntity" and kind == "Organization":
            scope = "; ".join(filter(None, (scope, _UNSURE)))
        new = Actor(
            entity.id,
            label,
            kind,
            tuple(sorted((text, script_tag(text)) for text in names)),
            next(filter(None, map(item, entity.all("wikidataId"))), ""),
            _country(entity),
            scope,
            contested.removeprefix(CONTESTED),
            self._survey.role_of(entity.id) if kind == "Person" else "",
        )
        old = self._old(entity)
        return joined(old, new) if old else new

    def named(self, name: str) -> tuple[str, str, Actor | None]:
        """Id and kind of the node that a link names, and the actor where no entity describes it; else no kind."""
        kind, _, text = name.partition(":")
        actor = self._state(text) if kind == "country" else self._body(text) if kind == "authority" else None
        if actor:
            return actor.id, actor.kind, actor
        if name in self._ids:
            return *self._ids[name], None
        if name in self._survey.kinds:
            return name, self._survey.kinds[name], None
        known = self._known.actors.get(name)
        return name, known.kind if known else "", None

    def _old(self, entity: Entity) -> Actor | None:
        items = filter(None, map(item, entity.all("wikidataId")))
        return next(filter(None, map(self._known.find, items)), None) or self._known.actors.get(entity.id)

    def _state(self, code: str) -> Actor | None:
        state = actors.by_code("iso2").get(code)
        return self._known.of_state(state) if state else None

    def _body(self, name: str) -> Actor:
        return self._known.named(name) or Actor(actors.identifier(name), name, "Organization")


def state(code: str) -> str:
    """How a link names a state by its code: as no entity can be called; nothing for a code of none."""
    return _COUNTRY + code.upper() if code.upper() in actors.by_code("iso2") else ""


def body(name: str) -> str:
    """How a link names a body that has no entity, by its name."""
    return _AUTHORITY + name if name else ""


def _country(entity: Entity) -> str:
    """The code of the country, where the entity has exactly one."""
    codes = {code.upper() for code in entity.all("country") or entity.all("jurisdiction", "mainCountry")}
    code = next(iter(codes)) if len(codes) == 1 else ""
    return code if is_country(code) else ""
