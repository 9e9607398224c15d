"""What a graph holds, and the words in which it can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lkg import inference, period
from lkg.analysis.ranks.measures import MEASURES
from lkg.graphs import Graph
from lkg.receipt import VERSION
from lkg.store import ONTOLOGY, Store
from lkg.vocab import PREFIXES, ontology

FAMILIES = ("verbalCooperation", "materialCooperation", "verbalConflict", "materialConflict", "structural")
DATASET = """SELECT ?title ?description {
  ?dataset a lkg:Dataset ; dct:title ?title OPTIONAL { ?dataset dct:description ?description }
}"""
TERMS = """SELECT ?term ?kind ?definition {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty }
  ?term a ?kind ; skos:definition ?definition FILTER(STRSTARTS(STR(?term), STR(lkg:)))
} ORDER BY ?term"""


def about(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Counts, lenses, kinds, relations, measures and terms."""
    record, known = graph.record, ontology()
    kinds = sorted({actor.kind for actor in record.actors.values()})
    return {
        "title": title(graph),
        "version": VERSION,
        "digest": graph.digest,
        "claims": len(record.claims),
        "actors": len(record.actors),
        "sources": len(record.sources),
        "ego": record.ego or None,
        "described": _dataset(graph, "description"),
        "lenses": [{"name": n, "title": lens.title, "words": lens.words()} for n, lens in graph.lenses.items()],
        "kinds": [{"name": kind, "label": known.labels[kind], "group": known.group(kind)} for kind in kinds],
        "families": [{"name": name, "label": known.labels[name]} for name in FAMILIES],
        "relations": [
            {
                "name": relation.name,
                "label": relation.label,
                "inverse": relation.inverse_label,
                "definition": relation.definition,
                "family": relation.family,
                "polarity": relation.polarity,
                "temporality": relation.temporality,
            }
            for relation in known.relations.values()
        ],
        "measures": [{"name": name, "label": measure.words} for name, measure in MEASURES.items()],
        "publications": [
            {"id": source.id, "publisher": source.publisher, "title": source.title, "reliability": source.reliability}
            for source in record.sources.values()
        ],
        "span": _span(graph),
        "terms": list(_terms()),
        "prefixes": dict(PREFIXES),
    }


def title(graph: Graph) -> str:
    """What the graph calls itself.

    >>> import lkg
    >>> title(lkg.open())
    "Lithuania's foreign policy"
    """
    return _dataset(graph, "title") or "A graph of sourced claims"


def _dataset(graph: Graph, what: str) -> str:
    rows = graph.store.query(DATASET).values()
    return str(rows[0].get(what, "")) if rows else ""


def _span(graph: Graph) -> dict[str, str]:
    rows = graph.table.sql(
        f"SELECT MIN(s1), MAX(s1) FROM claim WHERE s1 > {period.PAST} AND s1 < {period.FUTURE}"
    ).fetchone()
    first, last = rows if rows and rows[0] is not None else (period.ordinal("2000-01-01"),) * 2
    return {"first": period.day(first), "last": period.day(last)}


def _terms() -> Iterator[dict[str, str]]:
    held = Store()
    held.replace(ONTOLOGY, inference.ontology_quads())
    for row in held.query(TERMS, graphs=[ONTOLOGY]).values():
        kind = "class" if str(row["kind"]).endswith("Class") else "property"
        yield {"name": "lkg:" + row["term"].rpartition("#")[2], "kind": kind, "definition": row["definition"]}
    for prefix, namespace in PREFIXES.items():
        yield {"name": f"{prefix}:", "kind": "prefix", "definition": namespace}
