"""Findings made anew from their receipts: which of them can be, and what a call takes of what a receipt states."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkg.analysis.balance.balance import balance
from lkg.analysis.balance.windows import balance_over_time
from lkg.analysis.doubts.ablation import Journey, ablate
from lkg.analysis.doubts.robustness import Grid, find_grid, robust
from lkg.analysis.doubts.why import why
from lkg.analysis.doubts.worldviews import worldviews
from lkg.analysis.groups.between import between
from lkg.analysis.groups.brokerage import brokerage
from lkg.analysis.groups.communities import communities
from lkg.analysis.groups.projection import shared
from lkg.analysis.paths.paths import paths
from lkg.analysis.ranks.ranks import rank
from lkg.analysis.results import plain
from lkg.analysis.scenarios.scenarios import scenario as compare
from lkg.analysis.scenarios.scenarios import scenarios
from lkg.analysis.times.changes import changes
from lkg.analysis.times.trajectories import trajectory
from lkg.errors import InvalidLens, MissingFile, Misuse, Stale
from lkg.graphs import Graph
from lkg.lens import Lens, check_keys
from lkg.networks import Network, network
from lkg.receipt import VERSION

NOT_ASKED = ("tolerance", "leaning", "ego")
"""what a receipt states and no call takes"""
WHOLE = {"finding": str, "graph": str, "lens": Mapping, "parameters": Mapping, "seed": int | None, "version": str}
Given = Mapping[str, Any]


def _as_given(graph: Graph, given: Given) -> Given:
    return given


@dataclass(frozen=True, slots=True)
class Repeat:
    """A function that finds something out, and how it is called with what a receipt states."""

    find: Callable[..., Any]
    first: tuple[str, ...] = ()
    """parameters that stand first in the call, in their order"""
    on_graph: bool = False
    """whether it takes the graph and a lens, and not a network"""
    read: Callable[[Graph, Given], Given] = _as_given
    """what the call takes, of what JSON can say"""

    def __call__(self, graph: Graph, lens: Lens, given: Given) -> Any:
        """The finding; raises TypeError or KeyError for parameters that the call does not take."""
        said = self.read(graph, given)
        if self.on_graph:
            return self.find(graph, lens=lens, **said)
        rest = {key: value for key, value in said.items() if key not in self.first}
        return self.find(network(graph, lens), *(said[name] for name in self.first), **rest)

    def check(self, given: Given) -> None:
        """Raise Misuse where a parameter that stands first is missing, or one is given that no call takes."""
        missing = [name for name in self.first if name not in given]
        strange = sorted(given.keys() - inspect.signature(self.find).parameters.keys())
        for what, names in (("lacks the parameter", missing), ("has a parameter that is not known,", strange)):
            if names:
                raise Misuse(f"The receipt {what} {names[0]!r}. Another lkg than {VERSION} wrote it, or it was edited.")


def _journey(graph: Graph, given: Given) -> Given:
    stations = given.get("journey")
    journey = Journey(stations[0], stations[-1], tuple(stations[1:-1])) if stations else None
    return dict(given) | {"journey": journey}


def _with_grid(graph: Graph, given: Given) -> Given:
    return dict(given) | {"grid": grid_of(graph, given["grid"])}


def grid_of(graph: Graph, said: Mapping[str, Any]) -> Grid:
    """The grid of a receipt, in the order of the graph's own file: sorted JSON keeps none, and pictures show it."""
    found = Grid.from_dict(said)
    try:
        known = find_grid(graph.folder, found.name)
    except (MissingFile, InvalidLens):
        return found
    return known if known == found else found


def _scenario(graph: Graph, *, lens: Lens, scenario: Given, by: Sequence[str]) -> Any:
    """A scenario of the graph; its paths are asked for in its file alone, and no receipt holds them."""
    known = scenarios(graph).get(scenario["name"])
    found = known.beginning(scenario["from"]) if known and known.since != scenario["from"] else known
    if found is None or plain(found.to_dict()) != scenario:
        raise Misuse(
            f"The graph ships no scenario {scenario['name']!r} with these assumptions, and the receipt does not hold "
            "the paths that it asks for. Put its .toml file into the graph's folder scenarios/."
        )
    when = {"between": lens.between} if lens.between else {"at": lens.at}
    return compare(graph, found, by=by, lens=lens, **when)


REPEATS: Mapping[str, Repeat] = {
    "rank": Repeat(rank, ("by",)),
    "why": Repeat(why, ("actor",)),
    "worldviews": Repeat(worldviews, ("principals",)),
    "ablate": Repeat(ablate, read=_journey),
    "robust": Repeat(robust, read=_with_grid),
    "balance": Repeat(balance),
    "brokerage": Repeat(brokerage, ("by",)),
    "between": Repeat(between, ("by",)),
    "communities": Repeat(communities),
    "project": Repeat(shared, ("relation",)),
    "path": Repeat(paths, ("start", "end")),
    "trajectory": Repeat(trajectory, on_graph=True),
    "changes": Repeat(changes, on_graph=True),
    "balance-over-time": Repeat(balance_over_time, on_graph=True),
    "scenario": Repeat(_scenario, on_graph=True),
}


def derive(graph: Graph, receipt: Mapping[str, Any]) -> Any:
    """The finding of a receipt, made anew.

    Raises Stale where the graph is not the version from which it was made, Misuse for one that cannot be repeated.
    """
    name = str(receipt.get("finding"))
    if name not in REPEATS:
        raise Misuse(f"A finding of the kind {name!r} cannot be repeated. It can be: {', '.join(REPEATS)}.")
    check(graph, receipt)
    given = {key: value for key, value in receipt["parameters"].items() if key not in NOT_ASKED}
    if receipt["seed"] is not None:
        given["seed"] = receipt["seed"]
    REPEATS[name].check(given)
    return REPEATS[name](graph, lens_of(graph, receipt), given)


def lens_of(graph: Graph, receipt: Mapping[str, Any]) -> Lens:
    """The lens of a receipt; raises InvalidLens for one that no lens of this lkg can be."""
    check_keys(receipt["lens"], "The receipt: ")
    return graph.lens(Lens(**receipt["lens"]))


def network_of(graph: Graph, receipt: Mapping[str, Any]) -> Network:
    """The network that the lens of a receipt sees; raises Stale where the graph is another version."""
    check(graph, receipt)
    return network(graph, lens_of(graph, receipt))


def check(graph: Graph, receipt: Mapping[str, Any]) -> None:
    """Raise Misuse for a receipt that is not whole, Stale where the graph is not the version that it names."""
    for name, kind in WHOLE.items():
        if not isinstance(receipt.get(name, ...), kind):
            raise Misuse(f"The receipt has no {name}, or one that cannot be. Give the file as lkg wrote it.")
    if receipt["graph"] != graph.digest:
        raise Stale(
            f"The finding was made from another version of the graph ({receipt['graph'][7:19]}…, this is "
            f"{graph.digest[7:19]}…). Name the version it was made from: --graph FOLDER."
        )
