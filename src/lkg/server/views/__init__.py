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
    "questions": "questions.listed",
    "question": "questions.answered",
}
"""the module and function of each view; it is loaded when it is first asked, for some need seconds to load"""


def view(name: str) -> View:
    """The view of this name."""
    module, function = PLACES[name].split(".")
    found: View = getattr(importlib.import_module(f"{__name__}.{module}"), function)
    return found
