"""Which state of the ontology's table an actor is: by its names (PRC, Republic of Lithuania, LTU) or country code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from lkg.claims import Actor
from lkg.importers.actors import by_code, by_name
from lkg.matching.names import Likeness
from lkg.matching.parts import Part
from lkg.matching.words import TABLE, latin_of
from lkg.vocab import ontology

SAME, SAME_CODE = 97.0, 75.0
"""two names of one state or body; one country code, where a name is not in the table"""
TWO = -40.0
"""what it takes away that the table has two"""
_WORDS = {name: "|".join(TABLE["states"][name].split()) for name in ("such", "form")}
_LONG = re.compile(f"(?:the )?(?:(?:(?:{_WORDS['such']}) )*(?:{_WORDS['form']}) of (?:the )?)?(.+)")
"""the words that a long form puts before the name, and the name"""
_CODES = {2: "iso2", 3: "iso3"}


@dataclass(frozen=True, slots=True)
class States:
    """Ids of the table that an actor has by its names, or where they are not in it, by its country code."""

    named: frozenset[str] = frozenset()
    coded: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    """of a body, the states whose it is by its name: Ministry of Defence of Latvia"""

    @property
    def all(self) -> frozenset[str]:
        """By names or code."""
        return self.named | self.coded


NONE = States()


def states_of(actor: Actor, names: Iterable[str]) -> States:
    """What the table has under the names of a state or body.

    >>> states_of(Actor("x", "P.R.C.", "State"), ["P.R.C."]).named
    frozenset({'china'})
    >>> states_of(Actor("x", "Lietuva", "State", country="LT"), ["Lietuva"]).coded
    frozenset({'lithuania'})
    >>> states_of(Actor("x", "Bank of Latvia", "Organization"), ["Bank of Latvia"]).served
    frozenset({'latvia'})
    """
    group, listed = ontology().group(actor.kind), list(names)
    if group not in ("State", "Organization"):
        return NONE
    named = _ids(
        state for name in listed if (state := state_of(name, coded=group == "State")) and _may_be(actor, state)
    )
    if group == "State":
        country = by_code("iso2").get(actor.country)
        return States(named, _ids([country] if country and not named else ()))
    ends = (state_of(latin_of(name).rpartition(" of ")[2]) for name in listed if " of " in latin_of(name))
    return States(named, served=_ids(state for state in ends if state))


@lru_cache(maxsize=200_000)
def state_of(name: str, *, coded: bool = False) -> Actor | None:
    """The state or body of a name or long form, and with `coded` of an ISO code.

    >>> [state_of(name).id for name in ("Republic of Lithuania", "the Netherlands", "Republic of China", "Holland")]
    ['lithuania', 'netherlands', 'taiwan', 'netherlands']
    >>> state_of("LTU"), state_of("LTU", coded=True).id
    (None, 'lithuania')
    """
    latin, known = latin_of(name), _table()
    plain = _LONG.fullmatch(latin)
    found = known.get(latin) or (known.get(plain[1]) if plain else None)
    if found is None and coded and name.isupper() and len(name) in _CODES:
        return by_code(_CODES[len(name)]).get(name)
    return found


def likeness(one: States, other: States) -> Likeness | None:
    """How like two actors are by the table, where it says that they are one."""
    if shared := one.named & other.named:
        return Likeness(SAME, (f"same in the table of states: {_label(min(shared))}",))
    if shared := one.all & other.all:
        return Likeness(SAME_CODE, (f"one country code, that of {_label(min(shared))}",))
    return None


def part(one: States, other: States) -> Part | None:
    """What it takes away that the table has two: Niger and Nigeria. States of the past may have had the same name.

    >>> bodies = [Actor(name, f"Bank of {name}", "Organization") for name in ("Niger", "Nigeria")]
    >>> part(*(states_of(body, [body.label]) for body in bodies)).words
    'of two states: Niger/Nigeria'
    """
    for ours, theirs, words in (
        (one.named, other.named, "two in the table of states"),
        (one.served, other.served, "of two states"),
    ):
        if ours and theirs and not ours & theirs and all(map(_is_present, ours | theirs)):
            return Part(f"{words}: {_label(min(ours))}/{_label(min(theirs))}", TWO)
    return None


def _may_be(actor: Actor, state: Actor) -> bool:
    """A sheet that does not say what somebody is gives an organisation."""
    return actor.kind == "Organization" or ontology().group(actor.kind) == ontology().group(state.kind)


def _ids(states: Iterable[Actor]) -> frozenset[str]:
    return frozenset(state.id for state in states)


@cache
def _table() -> Mapping[str, Actor]:
    states = _by_id()
    listed = {
        latin_of(name): state for state in states.values() for name in (state.label, *(n for n, _ in state.aliases))
    }
    return listed | {latin_of(name): states[of] for of, names in TABLE["names"].items() for name in names.split(";")}


@cache
def _by_id() -> Mapping[str, Actor]:
    return {state.id: state for state in by_name().values()}


def _label(state: str) -> str:
    return _by_id()[state].label


def _is_present(state: str) -> bool:
    return bool(_by_id()[state].country) or _by_id()[state].kind != "State"
