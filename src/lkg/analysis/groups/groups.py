"""Which group every actor is in, by blocs, kinds, countries, communities or a mapping: one group each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from lkg import period
from lkg.analysis.groups.communities import split
from lkg.analysis.ranks.simple import simple
from lkg.claims.model import Grouping
from lkg.errors import Finding, InvalidMeasure, Misuse
from lkg.networks import Network
from lkg.vocab import nearest

By = str | Mapping[Any, str]
UNPLACED = ("error", "drop", "none")
NONE = "none"
"""the group of those who have none, where they are asked for"""
NAMED = 8
"""how many actors a message names"""


@dataclass(frozen=True, slots=True)
class Groups:
    """One group for every actor that counts; `notes` say who does not, and of which day the groups are."""

    by: str
    of: Mapping[Any, str]
    notes: tuple[str, ...] = ()

    @property
    def asked(self) -> str | dict[Any, str]:
        """How a receipt says it: by name, or where the groups were given, the groups."""
        return dict(self.of) if self.by == "group" else self.by

    def sizes(self) -> dict[str, int]:
        """How many actors each group has, by its name."""
        return {name: list(self.of.values()).count(name) for name in sorted(set(self.of.values()))}


def groups(net: Network | nx.Graph, by: By, *, on: str | None = None, unplaced: str = "error") -> Groups:
    """The partition of a network's actors by a grouping of the graph (`bloc`), `kind`, `country`, `community`, a
    node attribute of a stranger's graph, or a mapping from actor to group.

    A dated grouping is read on the day `on`, else on the last day of the lens; who changes group within the lens is
    named in a note. Actors without a group are an error, unless `unplaced` says to `drop` them or to put them into
    the group `none`. Raises InvalidMeasure for them and for a grouping that does not exist, Finding where an actor
    has two groups on the day, Misuse where no day is known.

    >>> g = nx.path_graph(["a", "b", "c"])
    >>> groups(g, {"a": "west", "b": "west"}, unplaced="drop").of
    {'a': 'west', 'b': 'west'}
    """
    if unplaced not in UNPLACED:
        raise Misuse(f"unplaced = {unplaced!r} is not possible. Use {', '.join(UNPLACED)}.")
    name = by if isinstance(by, str) else "group"
    found, notes = _found(net, by, on)
    actors = list(net.actors) if isinstance(net, Network) else list(net)
    lacking = [actor for actor in actors if not found.get(actor)]
    placed = {actor: str(found[actor]) for actor in actors if found.get(actor)}
    if not lacking:
        return Groups(name, placed, notes)
    who = _listed(_label(net, actor) for actor in lacking)
    if unplaced == "error":
        raise InvalidMeasure(
            f"{len(lacking)} of {len(actors)} actors have no {name}: {who}. "
            f"Leave them out with --unplaced drop, or make them a group of their own with --unplaced none."
        )
    if unplaced == "drop":
        return Groups(name, placed, (*notes, f"{len(lacking)} actors without a {name} are left out: {who}"))
    everyone = {actor: placed.get(actor, NONE) for actor in actors}
    return Groups(name, everyone, (*notes, f"{len(lacking)} actors without a {name} form the group {NONE!r}: {who}"))


def _found(net: Network | nx.Graph, by: By, on: str | None) -> tuple[Mapping[Any, str], tuple[str, ...]]:
    if not isinstance(by, str):
        return by, ()
    if by == "community":
        note = "Communities come from the same ties: that few ties cross them is their definition, and no finding"
        return split(simple(net)), (note,)
    if not isinstance(net, Network):
        return _attribute(net, by), ()
    if by in net.graph.record.groupings:
        return _on_day(net, net.graph.record.groupings[by], on)
    if by == "kind":
        return {actor: str(facts["kind"]) for actor, facts in net.actors.items()}, ()
    if by == "country":
        return {actor: net.graph.record.actors[actor].country for actor in net.actors}, ()
    known = (*net.graph.record.groupings, "kind", "country", "community")
    near = nearest(by, known)
    raise InvalidMeasure(f"There is no grouping {by!r}. {f'Did you mean {near[0]}?' if near else _use(known)}")


def _attribute(graph: nx.Graph, by: str) -> dict[Any, str]:
    found = {node: str(value) for node, value in graph.nodes(data=by) if value not in (None, "")}
    if not found and len(graph):
        known = sorted({key for _, facts in graph.nodes(data=True) for key in facts})
        raise InvalidMeasure(f"No node has an attribute {by!r}. {_use((*known, 'community', 'a mapping'))}")
    return found


def _on_day(net: Network, grouping: Grouping, on: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    window = net.lens.window()
    if on is None and window is None:
        raise Misuse(f"A {grouping.id} holds for a time, and the lens has no date. Name a day with --on or --at.")
    first, last = window[0] if window else (0, 0)
    day = period.bounds(on)[1] if on else last
    held = {actor: names for actor, names in grouping.on(day).items() if actor in net.actors}
    twice = [actor for actor, names in held.items() if len(names) > 1]
    if twice:
        who = _listed(net.label(actor) for actor in twice)
        raise Finding(f"On {period.day(day)} more than one {grouping.id} holds for {who}. End one before the other.")
    found = {actor: grouping.groups[names[0]].label for actor, names in held.items()}
    return found, tuple(_changes(net, grouping, found, day, (first, last) if window else None))


def _changes(
    net: Network, grouping: Grouping, found: Mapping[str, str], day: int, span: tuple[int, int] | None
) -> Iterator[str]:
    """Of which day the groups are, and who was in another one within the window of the lens."""
    text = f"Each {grouping.id} as of {period.day(day)}, a coder's decision and no sourced claim"
    changed = [
        actor
        for actor in sorted(found)
        if span and any(_within(placement, actor, grouping, found[actor], span) for placement in grouping.placements)
    ]
    if changed:
        who = _listed(net.label(actor) for actor in changed)
        text += f"; within the dates of the lens {who} had another one, too (--on names another day)"
    yield text


def _within(placement: Any, actor: str, grouping: Grouping, label: str, span: tuple[int, int]) -> bool:
    if placement.actor != actor or grouping.groups[placement.group].label == label:
        return False
    first = period.ordinal(placement.first_day) if placement.first_day else period.PAST
    last = period.ordinal(placement.last_day) if placement.last_day else period.FUTURE
    return first <= span[1] and last >= span[0]


def _label(net: Network | nx.Graph, actor: Any) -> str:
    return net.label(actor) if isinstance(net, Network) else str(net.nodes[actor].get("label", actor))


def _listed(names: Iterable[str]) -> str:
    every = sorted(names)
    more = f" and {len(every) - NAMED} more" if len(every) > NAMED else ""
    return ", ".join(every[:NAMED]) + more


def _use(known: Iterable[str]) -> str:
    return f"Use {', '.join(known)}."
