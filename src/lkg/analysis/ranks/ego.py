"""The ego of ego-centred data: it is not ranked, and the others are compared without it and its side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx

from lkg.networks import Network, network


@dataclass(frozen=True, slots=True)
class Others:
    """A network without the ego's side; without an ego, the network as it was."""

    net: Network
    ego: str
    isolates: tuple[str, ...]
    """those who lost all their ties with the ego; they are ranked, too"""
    unranked: tuple[str, ...]
    """the ego and those who stood for it throughout"""

    @property
    def actors(self) -> tuple[str, ...]:
        """All who are compared, in the order of their ids."""
        return tuple(sorted({*self.net.actors, *self.isolates}))

    def note(self) -> str:
        """Why the ego is missing; empty where there is none."""
        if not self.ego:
            return ""
        return (
            f"{self.net.label(self.ego)} is not ranked: the claims were collected around it. "
            "It and those recorded as representing it were taken out before the others were ranked"
        )

    def add_isolates(self, plain: nx.Graph, net: Network) -> None:
        """Put those who lost all their ties into a plain graph, with what is known of them."""
        plain.add_nodes_from((actor, dict(net.actors[actor])) for actor in self.isolates)


def ego_of(net: Any) -> str:
    """The ego that the data declare, if it is in the network; empty for a stranger's graph.

    >>> ego_of(nx.path_graph(2))
    ''
    """
    if not isinstance(net, Network):
        return ""
    ego = net.graph.record.ego
    return ego if ego in net.actors and ego not in net.lens.without_side else ""


def others(net: Network) -> Others:
    """The network under the same lens with the ego and all who represent it, each by its dates, taken out."""
    ego = ego_of(net)
    if not ego:
        return Others(net, "", (), ())
    rest = network(net.graph, net.lens.but(without_side=(*net.lens.without_side, ego)))
    left = [actor for actor in net.actors if actor not in rest.actors]
    side = {actor for actor in left if actor == ego or _only_for(net, actor, ego)}
    return Others(rest, ego, tuple(a for a in left if a not in side), tuple(a for a in left if a in side))


def _only_for(net: Network, actor: str, ego: str) -> bool:
    """Whether an actor stood for the ego at the dates of all its claims beneath the ties."""
    claims = (net.claims[name] for tie in net.ties for name in tie.claims if actor in (tie.source, tie.target))
    own = [net.graph.record.claims[claim.id].when for claim in claims if actor in (claim.doer, claim.affected)]
    above = net.graph.table.context.sides.above
    return all(ego in above(actor, when.start_earliest, when.end_latest) for when in own)
