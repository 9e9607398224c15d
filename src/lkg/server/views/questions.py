"""Named questions: what they ask, with blanks to fill, and their answers in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lkg.graphs import Graph
from lkg.server.service import lens_of
from lkg.server.views.asking import Given
from lkg.store import Term, shown
from lkg.vocab import PREFIXES


def listed(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """All questions that the graph ships."""
    return {
        "questions": [
            {
                "name": query.name,
                "title": query.title,
                "text": query.text,
                "parameters": [
                    {"name": p.name, "type": p.type, "description": p.description, "default": p.default}
                    for p in query.parameters
                ],
            }
            for query in graph.queries.values()
        ]
    }


def answered(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a question; names of actors stand beside their IRIs.

    >>> import lkg
    >>> found = answered(lkg.open(), {"name": ["members-of"], "org": ["EU"], "day": ["2022-06-01"]})
    >>> found["columns"], found["note"]
    (['member', 'when', 'holds', 'claims'], '21 of 27 known')
    """
    asked = Given(given)
    name = asked.text("name")
    query = graph.queries.get(name)
    params = {p.name: asked.text(p.name) for p in (query.parameters if query else ()) if p.name in asked.rest()}
    lens = dict(lens_of(asked.rest(), "default") or {})
    answer = graph.query(name, lens=graph.lens(lens.pop("lens", "default"), **lens), params=params)
    return {
        "columns": list(answer.columns),
        "rows": [[_cell(graph, term) for term in row] for row in answer.rows],
        "note": answer.note,
        "caption": answer.caption(),
        "text": query.text if query else "",
    }


def _cell(graph: Graph, term: Term | None) -> dict[str, str] | None:
    if term is None:
        return None
    text = shown(term)
    iri = str(term).strip("<>") if str(term).startswith("<") else ""
    actor = iri.removeprefix(PREFIXES["actor"])
    return {"value": text, "label": graph.names.labels.get(actor, text) if iri != actor else text, "iri": iri}
