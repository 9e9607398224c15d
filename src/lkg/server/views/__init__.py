"""What an analyst answers, by the name under which it is asked: one function a view, over one graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lkg.graphs import Graph
from lkg.server.views import about, actors, drawing, evidence, findings, pages, questions

View = Callable[[Graph, Mapping[str, Any]], Any]
VIEWS: Mapping[str, View] = {
    "about": about.about,
    "actors": actors.search,
    "actor": actors.page,
    "network": drawing.network,
    "positions": drawing.positions,
    "figure": drawing.figure,
    "export": drawing.export,
    "tie": evidence.tie,
    "claim": evidence.claim_page,
    "page": pages.page,
    "paths": findings.paths,
    "rank": findings.rank,
    "result": findings.result,
    "questions": questions.listed,
    "question": questions.answered,
}
