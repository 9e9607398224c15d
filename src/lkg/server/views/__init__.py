"""What an analyst answers, by the name under which it is asked: one function a view, over one graph."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkg.graphs import Graph

View = Callable[["Graph", Mapping[str, Any]], Any]
PLACES: Mapping[str, str] = {
    "about": "about.about",
    "actors": "actors.search",
    "actor": "actors.page",
    "network": "drawing.network",
    "positions": "drawing.positions",
    "figure": "drawing.figure",
    "export": "drawing.export",
    "tie": "evidence.tie",
    "claim": "evidence.claim_page",
    "page": "pages.page",
    "paths": "findings.paths",
    "rank": "findings.rank",
    "result": "findings.result",
    "matches": "matches.matches",
    "judgement": "matches.judgement",
    "judgements": "identity.judgements",
    "pairs": "identity.pairs",
    "proposals": "proposals.proposals",
    "reconcile": "reconciling.reconcile",
    "extend": "properties.extend",
    "preview": "reconciling.preview",
    "suggest_entity": "reconciling.suggest_entity",
    "suggest_type": "properties.suggest_type",
    "suggest_property": "properties.suggest_property",
    "propose": "properties.propose",
    "questions": "questions.listed",
    "question": "questions.answered",
}
"""the module and function of each view; it is loaded when it is first asked, for some need seconds to load"""


def view(name: str) -> View:
    """The view of this name."""
    module, function = PLACES[name].split(".")
    found: View = getattr(importlib.import_module(f"{__name__}.{module}"), function)
    return found


def _load_views(graph: Graph) -> None:
    for name in PLACES:
        view(name)


def _load_kernels(graph: Graph) -> None:
    import numpy as np

    from lkg.kernels import Edges, resample

    # compiled code is loaded by the first call, whatever of
    resample("betweenness", Edges(2, np.array([0]), np.array([1])), np.ones((1, 1)))


def _load_figures(graph: Graph) -> None:
    import lkg.figures  # noqa: F401 - matplotlib, above all


def _read_claims(graph: Graph) -> None:
    graph.table  # noqa: B018 - read when it is first asked for


WARMING: tuple[Callable[[Graph], None], ...] = (_load_views, _read_claims, _load_kernels, _load_figures)
"""steps by which an analyst gets ready for whatever may be asked"""
