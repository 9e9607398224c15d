"""lkg: sourced claims as a knowledge graph. Every tie has its evidence, every number says how sure it is.

    import lkg

    graph = lkg.open()                                 # the bundled graph, a folder, or files
    net = lkg.network(graph, at="2022-07-01")          # the ties that a lens sees
    lkg.rank(net, by="betweenness")
    lkg.paths(net, "Lithuania", "WTO", via=["Taiwan", "EU"])
    lkg.figures.network(net, title="…").save("map.svg")
    lkg.explore(net)                                   # in a notebook: click a tie, read its claims

Names are loaded when they are first used, so that a short command stays short.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from lkg.receipt import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from lkg import errors as errors
    from lkg import figures as figures
    from lkg.analysis.balance.balance import balance as balance
    from lkg.analysis.balance.windows import balance_over_time as balance_over_time
    from lkg.analysis.doubts.ablation import ablate as ablate
    from lkg.analysis.doubts.robustness import robust as robust
    from lkg.analysis.doubts.why import why as why
    from lkg.analysis.doubts.worldviews import worldviews as worldviews
    from lkg.analysis.groups.between import between as between
    from lkg.analysis.groups.brokerage import brokerage as brokerage
    from lkg.analysis.groups.communities import communities as communities
    from lkg.analysis.groups.projection import project as project
    from lkg.analysis.paths.paths import paths as paths
    from lkg.analysis.ranks.ranks import rank as rank
    from lkg.analysis.reliability.agreeing import agree as agree
    from lkg.analysis.scenarios.scenarios import scenario as scenario
    from lkg.analysis.times.changes import changes as changes
    from lkg.analysis.times.trajectories import trajectory as trajectory
    from lkg.exports import export as export
    from lkg.graphs import Graph as Graph
    from lkg.graphs import open_graph
    from lkg.lens import Lens as Lens
    from lkg.matching import match as match
    from lkg.networks import Network as Network
    from lkg.networks import network as network
    from lkg.notebook.exploring import explore as explore
    from lkg.validate import check as check
    from lkg.versions import diff as diff
    from lkg.versions import merge as merge

    open = open_graph

_HOME = {
    "open": ("lkg.graphs", "open_graph"),
    "Graph": ("lkg.graphs", "Graph"),
    "Lens": ("lkg.lens", "Lens"),
    "Network": ("lkg.networks", "Network"),
    "network": ("lkg.networks", "network"),
    "match": ("lkg.matching", "match"),
    "agree": ("lkg.analysis.reliability.agreeing", "agree"),
    "ablate": ("lkg.analysis.doubts.ablation", "ablate"),
    "balance": ("lkg.analysis.balance.balance", "balance"),
    "balance_over_time": ("lkg.analysis.balance.windows", "balance_over_time"),
    "between": ("lkg.analysis.groups.between", "between"),
    "brokerage": ("lkg.analysis.groups.brokerage", "brokerage"),
    "changes": ("lkg.analysis.times.changes", "changes"),
    "communities": ("lkg.analysis.groups.communities", "communities"),
    "paths": ("lkg.analysis.paths.paths", "paths"),
    "project": ("lkg.analysis.groups.projection", "project"),
    "rank": ("lkg.analysis.ranks.ranks", "rank"),
    "robust": ("lkg.analysis.doubts.robustness", "robust"),
    "scenario": ("lkg.analysis.scenarios.scenarios", "scenario"),
    "trajectory": ("lkg.analysis.times.trajectories", "trajectory"),
    "why": ("lkg.analysis.doubts.why", "why"),
    "worldviews": ("lkg.analysis.doubts.worldviews", "worldviews"),
    "check": ("lkg.validate", "check"),
    "diff": ("lkg.versions", "diff"),
    "merge": ("lkg.versions", "merge"),
    "explore": ("lkg.notebook.exploring", "explore"),
    "export": ("lkg.exports", "export"),
    "figures": ("lkg.figures", ""),
    "errors": ("lkg.errors", ""),
}

__all__ = [
    "Graph",
    "Lens",
    "Network",
    "ablate",
    "agree",
    "balance",
    "balance_over_time",
    "between",
    "brokerage",
    "changes",
    "check",
    "communities",
    "diff",
    "errors",
    "explore",
    "export",
    "figures",
    "match",
    "merge",
    "network",
    "open",
    "paths",
    "project",
    "rank",
    "robust",
    "scenario",
    "trajectory",
    "why",
    "worldviews",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'lkg' has no attribute {name!r}")
    module, attribute = _HOME[name]
    found = importlib.import_module(module)
    return getattr(found, attribute) if attribute else found


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(ipython: Any) -> None:
    """Register the `%%sparql` magic: `%load_ext lkg`."""
    importlib.import_module("lkg.notebook").register(ipython)
