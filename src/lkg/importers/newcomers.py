"""Who of somebody else's file is in the graph already, and under which id all others come into it.

The same Wikidata item is the same actor; so is the same name, as long as the kinds agree, the Wikidata items do not
differ and only one in the file bears it. What the graph says of an actor stays; the file only adds to it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from lkg.claims import Actor, Record
from lkg.claims.writing import script_tag
from lkg.identity import Names, fold
from lkg.importers import actors as known
from lkg.vocab import ontology

SHOWN = 5
"""names that a summary gives"""
_ITEM = re.compile(r"Q[1-9]\d*")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Newcomers:
    """The actors of one file, by the file's own keys."""

    def __init__(self, old: Record, labels: Iterable[str] = ()) -> None:
        self._old, self._names = old, Names(old.actors.values())
        self._items = {actor.wikidata: id for id, actor in old.actors.items() if actor.wikidata}
        self._shared = {name for name, count in Counter(map(fold, labels)).items() if count > 1}
        self._ids: dict[str, str] = {}
        self.found: dict[str, Actor] = {}
        self.known: list[str] = []
        """labels of those that the graph has already"""

    def meet(self, key: str, actor: Actor, *, keep_id: bool = False) -> str:
        """The id of an actor of the file; `key` is what the file calls it, the id of `actor` may be empty.

        With `keep_id` the file's own id is one of this graph or its like, and stays.
        """
        if key not in self._ids:
            self._ids[key] = self._settle(key, replace(actor, wikidata=item(actor.wikidata)), keep_id)
        return self._ids[key]

    def words(self) -> str:
        """How many the graph has already, and the first of them."""
        more = " …" if len(self.known) > SHOWN else ""
        return f"{len(self.known):,} actors were in the graph already: {', '.join(self.known[:SHOWN])}{more}"

    def _settle(self, key: str, actor: Actor, keep_id: bool) -> str:
        base = self._same(actor, keep_id)
        if base and base.id in self._old.actors:
            self.known.append(base.label)
        made = _joined(base, actor) if base else replace(actor, id=self._free(key, actor, keep_id))
        self.found[made.id] = _joined(self.found[made.id], made) if made.id in self.found else made
        if made.wikidata:
            self._items.setdefault(made.wikidata, made.id)
        return made.id

    def _same(self, actor: Actor, keep_id: bool) -> Actor | None:
        """The actor of the graph, of this file or of the world's states that this one is."""
        id = self._items.get(actor.wikidata) if actor.wikidata else None
        if id is None and keep_id:
            id = actor.id if actor.id in self._old.actors else None
        elif id is None and fold(actor.label) not in self._shared:
            id = self._names.exact(actor.label)
        found = (self.found.get(id) or self._old.actors.get(id)) if id else None
        if found is None and not keep_id:
            found = known.by_name().get(known.identifier(actor.label))
            found = self._old.actors.get(found.id, found) if found else None
        return found if found and agree(found, actor) else None

    def _free(self, key: str, actor: Actor, keep_id: bool) -> str:
        if keep_id and actor.id and actor.id not in self._old.actors:
            return actor.id
        plain = known.identifier(actor.label)
        taken = plain in self.found or plain in self._old.actors or fold(actor.label) in self._shared
        return f"{plain}-{hashlib.sha256(key.encode()).hexdigest()[:6]}" if taken else plain


def agree(one: Actor, other: Actor) -> bool:
    """Whether nothing speaks against two actors of one name being the same."""
    items = {one.wikidata, other.wikidata} - {""}
    groups = {ontology().group(actor.kind) for actor in (one, other) if actor.kind}
    return len(items) < 2 and len(groups) < 2


def alias(text: str, language: str = "") -> tuple[str, str]:
    """A further name with its language, or only its script where no language is given.

    >>> alias("Seimas", "lt"), alias("立陶宛"), alias("Seimas", "?")
    (('Seimas', 'lt'), ('立陶宛', 'und-hani'), ('Seimas', 'und-latn'))
    """
    return text, language.lower() if _TAG.fullmatch(language) else script_tag(text)


def item(text: str) -> str:
    """A Wikidata item from its number or address, or nothing.

    >>> item("https://www.wikidata.org/wiki/Q37"), item("37")
    ('Q37', '')
    """
    last = text.strip().rpartition("/")[2]
    return last if _ITEM.fullmatch(last) else ""


def _joined(base: Actor, actor: Actor) -> Actor:
    """What is known already, and what the file adds."""
    names = {*base.aliases, *actor.aliases}
    if fold(actor.label) not in {fold(base.label), *(fold(text) for text, _ in base.aliases)}:
        names.add(alias(actor.label))
    return replace(
        base,
        aliases=tuple(sorted(names)),
        wikidata=base.wikidata or actor.wikidata,
        country=base.country or actor.country,
        contested=base.contested or actor.contested,
        public_role=base.public_role or actor.public_role,
    )
