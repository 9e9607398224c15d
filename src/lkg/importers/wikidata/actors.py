"""Items of Wikidata as actors: their names in all languages, their kind, and the public role of persons."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from lkg.claims import Actor
from lkg.importers import actors
from lkg.importers.joining import Known, joined
from lkg.importers.texts import is_id, tidy
from lkg.importers.wikidata.opening import Entity
from lkg.importers.wikidata.statements import OFFICE, item, standing
from lkg.importers.wikidata.survey import ROLES, Survey
from lkg.vocab import ontology

_ROLE_WORDS = {OFFICE: "office in Wikidata", "P106": "occupation in Wikidata", "P3602": "candidate in"}
_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")
_ENGLISH = ("en", "en-gb", "en-us", "en-ca", "mul")
_NAMED = 3
"""offices and occupations that a public role names"""


class Actors:
    """Which node each item is; actors are made once, when they are first met."""

    def __init__(self, survey: Survey, known: Known, languages: Collection[str]) -> None:
        self._survey, self._known, self._languages = survey, known, languages
        self._ids: dict[int, tuple[str, str]] = {}
        """items that are not called by their own Q-id → id and kind in the graph"""

    def described(self, number: int, entity: Entity) -> Actor | None:
        """The actor of an item in the files, or None where its kind or, for a person, its public role is not known."""
        kind = self._survey.kind(number)
        old, code = self._old(number), self._code(number)
        role = self._role(number, entity) if kind == "Person" else ""
        if not old and (not kind or (kind == "Person" and not role)):
            return None
        names = dict(self._names(entity))
        label = next((names[tag] for tag in _ENGLISH if tag in names), next(iter(names.values()), f"Q{number}"))
        aliases = {(text, tag) for tag, text in names.items() if text != label or tag not in _ENGLISH}
        aliases |= {pair for pair in self._aliases(entity) if pair[0] != label}
        new = Actor(f"Q{number}", label, kind, tuple(sorted(aliases)), f"Q{number}", code, public_role=role)
        return joined(old, new, "en") if old else new

    def named(self, number: int, like: str) -> Actor | None:
        """The actor of an item that only others name: called by its Q-id; `like` is the kind of the other end.

        None where the files describe the item: then it comes, or does not come, from there.
        """
        if self._survey.described(number):
            return None
        kind, row = self._survey.kind(number) or like, self._survey.named_by(number)
        said = f"{row.label} ({row.id.rpartition('/')[2]})" if row else "part of another item"
        scope = f"Known only as a value in Wikidata; that it is of this kind follows from: {said}."
        role = f"named in Wikidata as {said}" if kind == "Person" else ""
        new = Actor(f"Q{number}", f"Q{number}", kind, wikidata=f"Q{number}", scope=scope, public_role=role)
        old = self._old(number)
        return joined(old, replace(new, label=old.label)) if old else new

    def id_of(self, number: int) -> str:
        """The id of an item in the graph."""
        self._old(number)
        return self._ids.get(number, (f"Q{number}", ""))[0]

    def kind_of(self, number: int, like: str = "") -> str:
        """The kind of an item in the graph, or nothing; `like` counts for one that is named without a hint."""
        self._old(number)
        known = self._ids.get(number, ("", ""))[1]
        return known or self._survey.kind(number) or ("" if self._survey.described(number) else like)

    def _code(self, number: int) -> str:
        kind = self._survey.kind(number)
        return self._survey.codes.get(number, "") if kind and ontology().group(kind) == "State" else ""

    def _old(self, number: int) -> Actor | None:
        """The actor that the graph has for an item, else the state of our own list with its code."""
        old, code = self._known.find(f"Q{number}"), self._code(number)
        state = actors.by_code("iso2").get(code) if code and not old else None
        if state:
            old = replace(self._known.of_state(state), wikidata=f"Q{number}")
        if old:
            self._ids[number] = old.id, old.kind
        return old

    def _role(self, number: int, entity: Entity) -> str:
        for name in ROLES:
            held = list(dict.fromkeys(filter(None, map(item, standing(entity, name)))))
            if held:
                more = f" and {len(held) - _NAMED} more" if len(held) > _NAMED else ""
                return f"{_ROLE_WORDS[name]}: {', '.join(map(self._office, held[:_NAMED]))}{more}"
        row = self._survey.named_by(number)
        return f"named in Wikidata as {row.label} ({row.id.rpartition('/')[2]})" if row else ""

    def _office(self, number: int) -> str:
        label = tidy(self._survey.offices.get(number, ("", {}))[0])
        return f"{label} (Q{number})" if label else f"Q{number}"

    def _names(self, entity: Entity) -> Iterator[tuple[str, str]]:
        for tag, label in (entity.get("labels") or {}).items():
            text = tidy(str(label.get("value", "")))
            if text and self._wanted(tag):
                yield language(tag), text

    def _aliases(self, entity: Entity) -> Iterator[tuple[str, str]]:
        for tag, found in (entity.get("aliases") or {}).items():
            for alias in found if self._wanted(tag) else ():
                text = tidy(str(alias.get("value", "")))
                if text:
                    yield text, language(tag)

    def _wanted(self, tag: str) -> bool:
        return not self._languages or tag in self._languages or tag in _ENGLISH


def language(tag: str) -> str:
    """A language of Wikidata as RDF takes it; `und` where it is no tag that RDF knows.

    >>> language("zh-Hant"), language("zh-classical"), language("be-tarask")
    ('zh-hant', 'und', 'be-tarask')
    """
    small = tag.lower()
    return small if _TAG.fullmatch(small) else "und"


def claim_id(statement: Mapping[str, object]) -> str:
    """The id of a statement, fit to be part of an address; empty where it has none.

    >>> claim_id({"id": "q37$8F3A-22"}), claim_id({})
    ('Q37-8F3A-22', '')
    """
    name = str(statement.get("id") or "").replace("$", "-")
    return name[:1].upper() + name[1:] if is_id(name) else ""
