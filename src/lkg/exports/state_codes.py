"""The codes of the states in a graph, in the systems of other people's panels."""

from __future__ import annotations

from collections.abc import Iterable

from lkg.claims import Actor
from lkg.errors import Misuse
from lkg.importers.actors import by_code, by_name, identifier
from lkg.vocab import ontology

SYSTEMS = ("cow", "gw", "iso3", "iso2")
"""Correlates of War, Gleditsch and Ward, ISO 3166-1 in three and in two letters"""


def codes_of(actors: Iterable[Actor], system: str) -> dict[str, str]:
    """Actor → its code, of those that have one in a system: known by id, or a state by one of its names.

    Raises Misuse for a system that is not known.

    >>> germany, nato = Actor("de", "Germany", "State"), Actor("nato", "NATO", "InternationalOrganization")
    >>> codes_of([germany, nato], "iso3")
    {'de': 'DEU'}
    """
    if system not in SYSTEMS:
        raise Misuse(f"There are no codes {system!r}. Use {', '.join(SYSTEMS)}.")
    known: dict[str, str] = {}
    for code, state in by_code(system).items():
        known.setdefault(state.id, code)
    found = {actor.id: known.get(_state(actor), "") for actor in actors}
    return {actor: code for actor, code in found.items() if code}


def _state(actor: Actor) -> str:
    """The id under which the table of states knows an actor; empty for what is no state."""
    if ontology().group(actor.kind) != "State":
        return ""
    states = by_name()
    if any(state.id == actor.id for state in states.values()):
        return actor.id
    names = (actor.label, *(alias for alias, _ in actor.aliases))
    return next((states[identifier(name)].id for name in names if identifier(name) in states), "")
