"""The plain graph of pairs that cooperate or are neutral, as it is and as evidence draws make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from lkg.analysis.ranks.draws import draw
from lkg.analysis.ranks.ego import Others, others
from lkg.analysis.ranks.simple import simple
from lkg.analysis.ranks.versions import Versions
from lkg.networks import Network
from lkg.vocab import ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray


def friendly(net: Network | nx.Graph) -> nx.Graph:
    """The pairs that cooperate or are neutral, the ego and its side taken out, isolates kept; nodes by their ids.

    Weights are those of cooperative and neutral ties alone; a hostile or mixed pair has no edge.

    >>> friendly(nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1})])).edges
    EdgeView([('a', 'b')])
    """
    if not isinstance(net, Network):
        return _without_foes(simple(net), simple(net))
    rest = others(net)
    found = _without_foes(simple(rest.net), simple(_kind(rest)))
    rest.add_isolates(found, net)
    ordered = nx.Graph()
    ordered.add_nodes_from((actor, found.nodes[actor]) for actor in sorted(found))
    ordered.add_edges_from(found.edges(data=True))
    return ordered


def friendly_draws(net: Network, draws: int, *, seed: int = 1) -> Iterator[NDArray[np.float64]]:
    """The weights of the edges of `friendly(net)`, in their order, in so many draws of the evidence; 0: not there.

    Which pairs are hostile is taken from all the evidence, not drawn anew.
    """
    rest = others(net)
    versions = Versions(draw(_kind(rest), draws, seed=seed), rest.actors)
    column = {frozenset(pair): i for i, pair in enumerate(versions.edges())}
    columns = [column[frozenset(edge)] for edge in friendly(net).edges()]
    yield from versions.weights()[:, columns]


def foes(net: Network) -> int:
    """How many pairs have no edge because they are hostile or mixed."""
    return sum(sums.sign in (-1, None) for sums in others(net).net.pairs().values())


def standing(net: Network) -> int:
    """How many pairs have an edge by structural relations alone, such as leads, servesIn or partOf."""
    deeds: dict[frozenset[str], bool] = {}
    for tie in _kind(others(net)).ties:
        pair = frozenset((tie.source, tie.target))
        deeds[pair] = deeds.get(pair, False) or tie.derived or ontology().relations[tie.relation].family != "structural"
    return sum(not deeds[frozenset(edge)] for edge in friendly(net).edges())


def _kind(rest: Others) -> Network:
    return replace(rest.net, ties=tuple(tie for tie in rest.net.ties if tie.sign >= 0))


def _without_foes(whole: nx.Graph, kind: nx.Graph) -> nx.Graph:
    """The edges of the second graph whose pair is neither hostile nor mixed in the first."""
    found: nx.Graph = nx.Graph()
    found.add_nodes_from(whole.nodes(data=True))
    for a, b, weight in kind.edges(data="weight"):
        if whole[a][b]["sign"] in (0, 1):
            found.add_edge(a, b, weight=weight)
    return found
