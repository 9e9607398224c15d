"""What a report looks at: under which lens, on which days, whose view; chosen before anything is computed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lkg.analysis.doubts.ablation import Journey
from lkg.analysis.doubts.robustness import Grid
from lkg.analysis.times.days import years_of
from lkg.graphs import Graph
from lkg.networks import Network, network
from lkg.vocab import ontology

DISPUTE = "taiwan-dispute"
DAY = "2022-07-01"
SPAN = ("2018", "2025")
CHANGED = ("2021-01", "2022-06")
JOURNEY = Journey("lithuania", "wto", ("taiwan", "eu"))
VIEWS = 4


@dataclass(frozen=True, slots=True)
class Effort:
    """How long the report takes its time: draws of the evidence, lenses, voices and made-up worlds."""

    draws: int = 400
    grid: Grid | str = "standard"
    without: str = "voice"
    networks: int = 6
    """made-up worlds beneath each point of the curves of the methods page"""
    permutations: int = 1000


QUICK = Effort(
    draws=50,
    grid=Grid("two signs", "With and without conflict", {"sign": (("+", "0"), ("+", "-", "0"))}),
    without="kind",
    networks=1,
    permutations=100,
)
"""enough to see that the page stands; its numbers say little"""


@dataclass(frozen=True, slots=True)
class Plan:
    """Days and lenses of one report; empty where the graph has nothing to name them by."""

    day: str
    dispute: str
    journey: Journey | None
    since: str
    until: str
    changed: tuple[str, str]
    views: tuple[str, ...]
    """whose recorded denials are taken at their word"""


@dataclass(frozen=True)
class Subject:
    """A graph with its plan, and the network that several sections share."""

    graph: Graph
    plan: Plan
    effort: Effort = field(default_factory=Effort)

    @cached_property
    def net(self) -> Network:
        """The network on the plan's day; over all dates where there is none."""
        return network(self.graph, **self.dated)

    @property
    def dated(self) -> Mapping[str, Any]:
        """The plan's day as an option of a lens."""
        return {"at": self.plan.day} if self.plan.day else {}


def plan_of(graph: Graph) -> Plan:
    """The plan for a graph: the declared one for the bundled graph, for any other what its claims' dates allow.

    >>> import lkg
    >>> plan = plan_of(lkg.open())
    >>> plan.day, plan.journey.via, plan.views
    ('2022-07-01', ('taiwan', 'eu'), ('china', 'belarus', 'lithuania', 'russia'))
    """
    views = _views(graph)
    if DISPUTE in graph.lenses:
        known = {JOURNEY.start, JOURNEY.end, *JOURNEY.via} <= set(graph.record.actors)
        return Plan(DAY, DISPUTE, JOURNEY if known else None, *SPAN, CHANGED, views)
    since, until = years_of(graph) or ("", "")
    journey = _between_leaders(graph)
    if since == until:
        return Plan("", "default", journey, "", "", ("", ""), views)
    return Plan("", "default", journey, since, until, (since, until), views)


def _between_leaders(graph: Graph) -> Journey | None:
    """From one to the other of those two who have most partners: its hops show the claims of the graph."""
    if not graph.record.claims:
        return None
    partners: dict[str, set[str]] = defaultdict(set)
    for tie in network(graph).ties:
        partners[tie.source].add(tie.target)
        partners[tie.target].add(tie.source)
    leaders = sorted(partners, key=lambda actor: (-len(partners[actor]), actor))[:2]
    return Journey(leaders[0], leaders[1]) if len(leaders) == 2 else None


def begun(graph: Graph) -> Counter[int]:
    """Year → how many claims begin in it, by the first year they name; without memberships and representation.

    >>> import lkg
    >>> begun(lkg.open())[2022]
    290
    """
    found: Counter[int] = Counter()
    for claim in graph.record.claims.values():
        year = re.search(r"\d{4}", claim.when.text)
        if year and claim.relation not in ("memberOf", "represents"):
            found[int(year[0])] += 1
    return found


def _views(graph: Graph) -> tuple[str, ...]:
    """The states whose side denies most, those first."""
    kinds = {name: ontology().group(actor.kind) for name, actor in graph.record.actors.items()}
    denied = Counter(d.principal for d in graph.table.context.denials if kinds.get(d.principal) == "State")
    return tuple(sorted(denied, key=lambda name: (-denied[name], name))[:VIEWS])
