"""The hops that a network offers for a journey from station to station, and the best chains of them."""

from __future__ import annotations

import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkg import period
from lkg.analysis.paths import search
from lkg.analysis.paths.hops import Hop, Link, Path, age_of, hop_of, path_of
from lkg.networks import ClaimFacts, Network, heard
from lkg.vocab import ontology

STATIONS = ("Agreement", "Dispute", "Policy")
"""groups that may stand between actors, but only where they are named or bridges are asked for"""
LAST_ONLY = ("memberOf", "candidateFor")
"""relations that join no hop but the last"""
BY = ("hops", "reliability", "recency")
SURELY_NOT = 1e-12
Joined = Mapping[tuple[str, str], Sequence[Link]]
"""unordered pair → the claims that join it"""


@dataclass(frozen=True, slots=True)
class Journey:
    """What is asked for: stations in order, how paths are ranked, and what may stand between."""

    stations: tuple[str, ...]
    by: str = "hops"
    time_respecting: bool = False
    bridges: bool = False


@dataclass(frozen=True)
class Roads:
    """The hops of a network, as far as a journey may use them."""

    net: Network
    journey: Journey
    joined: Joined
    pass_hubs: bool = False
    """whether the actors with the most neighbours may stand between without being named"""

    @classmethod
    def of(cls, net: Network, journey: Journey, *, pass_hubs: bool = False) -> Roads:
        """All hops that the network's claims make."""
        return cls(net, journey, _joined(net, journey), pass_hubs)

    @functools.cached_property
    def neighbours(self) -> Mapping[str, set[str]]:
        """Node → all whom a claim joins to it."""
        found: dict[str, set[str]] = defaultdict(set)
        for a, b in self.joined:
            found[a].add(b)
            found[b].add(a)
        return found

    @functools.cached_property
    def hubs(self) -> set[str]:
        """The 1 % of actors with the most neighbours among actors."""
        near = {a: {b for b in others if self._acts(b)} for a, others in self.neighbours.items() if self._acts(a)}
        degrees = {actor: len(others) for actor, others in near.items() if others}
        return set(sorted(degrees, key=lambda actor: (-degrees[actor], actor))[: len(degrees) // 100])

    @functools.cached_property
    def barred(self) -> set[str]:
        """Who may not stand between: hubs, and what is no actor, unless named."""
        allowed = STATIONS if self.journey.bridges else ()
        things = {node for node in self.neighbours if not self._acts(node) and self._group(node) not in allowed}
        return (things | (set() if self.pass_hubs else self.hubs)) - set(self.journey.stations)

    @functools.cached_property
    def open(self) -> Mapping[str, set[str]]:
        """Node → its neighbours without those that are barred."""
        return {node: near - self.barred for node, near in self.neighbours.items()}

    @functools.cached_property
    def today(self) -> int:
        """The day from which claims have their age: the lens's day, else the start of the newest claim."""
        window = self.net.lens.window()
        starts = (link.claim.first for links in self.joined.values() for link in links)
        return window[0][1] if window else max(starts, default=period.PAST)

    def usable(self, a: str, b: str, *, ends: bool) -> list[Link]:
        """Claims of a hop from a to b: memberships and candidacies only where the hop ends the path."""
        links = self.joined.get(_pair(a, b), ())
        if self.net.lens.direction == "as-claimed":
            links = [link for link in links if link.both or link.source == a]
        return [link for link in links if ends or link.claim.relation not in LAST_ONLY]

    def best(self, most: int) -> tuple[tuple[Path, ...], bool]:
        """The best paths, and whether the search came to its end."""
        found = []
        try:
            for nodes in self._chains(most):
                found.append(path_of(self.net, [*self._hops(nodes)]))
        except search.GivenUp:
            return tuple(found), False
        return tuple(found), True

    def ride(self, a: str, b: str, day: int, *, ends: bool) -> tuple[int, list[Link]] | None:
        """The earliest day on which someone who is at a on a day can be at b, and the claims not over by then.

        A claim can be used on every day of its possible bounds; one may wait for it.
        """
        still = [link for link in self.usable(a, b, ends=ends) if link.claim.last >= day]
        if not still:
            return None
        return min(max(day, link.claim.first) for link in still), still

    def _chains(self, most: int) -> Iterator[tuple[str, ...]]:
        def step(a: str, b: str, ends: bool) -> search.Cost | None:
            links = self.usable(a, b, ends=ends)
            return self._cost(links) if links else None

        def ride(a: str, b: str, ends: bool, day: int) -> tuple[int, search.Cost] | None:
            ridden = self.ride(a, b, day, ends=ends)
            return None if ridden is None else (ridden[0], self._cost(ridden[1]))

        timed = functools.cache(ride) if self.journey.time_respecting else None
        return search.best_paths(self.open, self.journey.stations, functools.cache(step), most=most, ride=timed)

    def _cost(self, links: Sequence[Link]) -> search.Cost:
        doubt = -math.log(max(heard(link.claim for link in links), SURELY_NOT))
        if self.journey.by == "reliability":
            return 0.0, doubt, 1.0
        return float(age_of(links, self.today)) if self.journey.by == "recency" else 0.0, 1.0, doubt

    def _hops(self, nodes: Sequence[str]) -> Iterator[Hop]:
        day = 0
        for a, b in itertools.pairwise(nodes):
            ends = b == self.journey.stations[-1]
            if not self.journey.time_respecting:
                yield hop_of(self.net, a, b, self.usable(a, b, ends=ends), self.today)
            elif ridden := self.ride(a, b, day, ends=ends):
                day = ridden[0]
                yield hop_of(self.net, a, b, ridden[1], self.today, day)

    def _acts(self, node: str) -> bool:
        return self._group(node) in ("State", "Organization", "Person")

    def _group(self, node: str) -> str:
        return _group(self.net.graph.record.actors[node].kind)


def _joined(net: Network, journey: Journey) -> Joined:
    """The claims of all ties; those of disputes, agreements and policies that may be passed are included."""
    found: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
    for tie in (*net.ties, *net.memberships):
        if not tie.derived:
            links = {name: Link(net.claims[name], tie.source, tie.symmetric) for name in tie.claims}
            found[_pair(tie.source, tie.target)].update(links)
    actors = net.graph.record.actors
    names: Iterable[str] = actors if journey.bridges else journey.stations
    bodies = {name for name in names if _group(actors[name].kind) in STATIONS}
    for claim in net.claims.values() if bodies else ():
        if {claim.doer, claim.affected} & bodies and _takes_part(claim) and claim.doer != claim.affected:
            found[_pair(claim.doer, claim.affected)][claim.id] = Link(claim, claim.doer, both=True)
    return {pair: list(links.values()) for pair, links in found.items()}


@functools.cache
def _group(kind: str) -> str:
    return ontology().group(kind)


def _pair(a: str, b: str) -> tuple[str, str]:
    return min(a, b), max(a, b)


def _takes_part(claim: ClaimFacts) -> bool:
    return bool(ontology().relations[claim.relation].ancestors & {"participatesIn", "heardBy"})
