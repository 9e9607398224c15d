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
from lkg.importers import actors as listed
from lkg.importers.accounts import count, few
from lkg.importers.texts import item
from lkg.vocab import ontology

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Known:
    """The actors of a graph by id, and by any name or Wikidata item that a single one of them bears.

    >>> known = Known(Record({"eu": Actor("eu", "European Union", "Forum", wikidata="Q458")}))
    >>> known.find("Q458").id, known.named("Lithuania").id, known.find("NATO")
    ('eu', 'lithuania', None)
    """

    def __init__(self, old: Record | None = None) -> None:
        self.actors = old.actors if old else {}
        self._names = Names(self.actors.values())

    def find(self, name: str) -> Actor | None:
        """The actor with this name, id or Wikidata item."""
        return self.actors.get(self._names.exact(name) or "")

    def named(self, name: str, *, shared: bool = False) -> Actor | None:
        """The actor with this name, unless others share it; else the state or body of our own list."""
        state = listed.by_name().get(listed.identifier(name))
        return (None if shared else self.find(name)) or (self.of_state(state) if state else None)

    def of_state(self, state: Actor) -> Actor:
        """A state of our own list, as the graph has it if it does."""
        return self.actors.get(state.id, state)


class Newcomers:
    """The actors of one file, by the file's own keys; `labels` are all names in it, to see which are shared."""

    def __init__(self, old: Record | None, labels: Iterable[str] = ()) -> None:
        self._known = Known(old)
        self._items: dict[str, str] = {}
        """Wikidata item → id, of those met"""
        self._shared = {name for name, number in Counter(map(fold, labels)).items() if number > 1}
        self._ids: dict[str, str] = {}
        self.found: dict[str, Actor] = {}
        self.known: list[str] = []
        """labels of those that the graph has already"""

    def meet(self, key: str, actor: Actor, *, keep_id: bool = False) -> str:
        """The id of an actor of the file; `key` is what the file calls it, the id of `actor` may be empty.

        With `keep_id` the file's own id is one of this graph or its like, and stays.

        >>> newcomers = Newcomers(Record({"eu": Actor("eu", "European Union", "Forum")}))
        >>> [newcomers.meet(name, Actor("", name, "Forum")) for name in ("European Union", "A new body")]
        ['eu', 'a-new-body']
        """
        if key not in self._ids:
            self._ids[key] = self._settle(key, replace(actor, wikidata=item(actor.wikidata)), keep_id)
        return self._ids[key]

    def words(self) -> str:
        """How many the graph has already, and the first of them."""
        return f"{count(len(self.known), 'actors')} of the graph found again: {few(self.known)}"

    def _settle(self, key: str, actor: Actor, keep_id: bool) -> str:
        base = self._same(actor, keep_id)
        if base and base.id in self._known.actors:
            self.known.append(base.label)
        made = joined(base, actor) if base else replace(actor, id=self._free(key, actor, keep_id))
        self.found[made.id] = joined(self.found[made.id], made) if made.id in self.found else made
        if made.wikidata:
            self._items.setdefault(made.wikidata, made.id)
        return made.id

    def _same(self, actor: Actor, keep_id: bool) -> Actor | None:
        """The actor of the graph, of this file or of the world's states that this one is."""
        found = self._by_item(actor.wikidata) if actor.wikidata else None
        if found is None and keep_id:
            found = self._known.actors.get(actor.id)
        elif found is None:
            found = self._known.named(actor.label, shared=fold(actor.label) in self._shared)
        found = self.found.get(found.id, found) if found else None
        return found if found and agree(found, actor) else None

    def _by_item(self, name: str) -> Actor | None:
        return self.found.get(self._items.get(name, "")) or self._known.find(name)

    def _free(self, key: str, actor: Actor, keep_id: bool) -> str:
        if keep_id and actor.id and actor.id not in self._known.actors:
            return actor.id
        plain = listed.identifier(actor.label)
        taken = plain in self.found or plain in self._known.actors or fold(actor.label) in self._shared
        return f"{plain}-{hashlib.sha256(key.encode()).hexdigest()[:6]}" if taken else plain


def agree(one: Actor, other: Actor) -> bool:
    """Whether nothing speaks against two actors of one name being the same.

    >>> agree(Actor("a", "Georgia", "State"), Actor("b", "Georgia", "Person"))
    False
    """
    items = {one.wikidata, other.wikidata} - {""}
    groups = {ontology().group(actor.kind) for actor in (one, other) if actor.kind}
    return len(items) < 2 and len(groups) < 2


def alias(text: str, language: str = "") -> tuple[str, str]:
    """A further name with its language, or only its script where no language is given.

    >>> alias("Seimas", "lt"), alias("立陶宛"), alias("Seimas", "?")
    (('Seimas', 'lt'), ('立陶宛', 'und-hani'), ('Seimas', 'und-latn'))
    """
    return text, language.lower() if _TAG.fullmatch(language) else script_tag(text)


def joined(old: Actor, new: Actor, language: str = "") -> Actor:
    """The actor of the graph as it stands there, with the names of the new one and with what it lacked itself.

    `language` is that of the new label.

    >>> both = joined(Actor("eu", "European Union", "Forum"), Actor("x", "ES", "Forum", wikidata="Q458"), "lt")
    >>> both.id, both.aliases, both.wikidata
    ('eu', (('ES', 'lt'),), 'Q458')
    """
    said = {old.label, *(text for text, _ in old.aliases)}
    names = {pair for pair in new.aliases if pair[0] not in said}
    if fold(new.label) not in {fold(text) for text in (*said, *(text for text, _ in names))}:
        names.add(alias(new.label, language))
    return replace(
        old,
        aliases=tuple(sorted({*old.aliases, *names})),
        wikidata=old.wikidata or new.wikidata,
        country=old.country or new.country,
        contested=old.contested or new.contested,
        public_role=old.public_role or (new.public_role if old.kind == "Person" else ""),
    )
