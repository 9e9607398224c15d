"""The report: one page about a graph that opens offline, with its pictures and files beside it."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

import lkg
from lkg import exports, turtle
from lkg.analysis.paths import Paths, paths
from lkg.analysis.ranking import Ranking
from lkg.analysis.ranks import rank
from lkg.errors import EmptyNetwork, NoPath
from lkg.graphs import Graph
from lkg.networks import Network, network
from lkg.reports import pictures, reference
from lkg.reports.pictures import Picture
from lkg.reports.words import claim_facts
from lkg.vocab import ontology

DATASET = Path(__file__).with_name("dataset.rq")
SUFFIXES = (".svg", ".png", ".pdf")
RANKED = ("betweenness", "degree", "constraint")
BODIES: Mapping[str, Any] = {"roll_up": "state", "kinds": ("State", "Organization")}
RANKED_UNDER: Mapping[str, Any] = {"between": ("2020-01-01", "2025-12-31"), **BODIES}
ROWS = 15
DISPUTE = "taiwan-dispute"
JOURNEY = ("lithuania", "wto", ("taiwan", "eu"), "2022-07-01")


def report(graph: Graph, folder: Path) -> Path:
    """Write `index.html` and the files it links to; returns the page. Files are replaced one by one, the page last."""
    folder.mkdir(parents=True, exist_ok=True)
    main = _main_network(graph)
    journey = _journey(graph)
    shown: dict[str, str] = {}
    files: list[tuple[str, str]] = []
    for name, picture in _pictures(main, journey):
        shown[name] = _embedded(picture)
        for suffix in SUFFIXES:
            picture.save(folder / f"{name}{suffix}")
            files.append((f"{name}{suffix}", f"{name}, {suffix[1:].upper()}"))
    rankings = [found for by in RANKED if (found := _ranking(graph, by))]
    files += _data_files(graph, main, rankings, folder)
    page = _page().render(
        graph=graph,
        version=lkg.__version__,
        data=_data(graph),
        pictures=shown,
        main=main,
        journey=_journey_facts(journey) if journey else None,
        rankings=[_ranking_facts(r) for r in rankings],
        disputes=list(_disputes(graph)),
        lenses=[_lens_facts(graph, name) for name in graph.lenses],
        sources=_source_counts(graph),
        families=reference.families(),
        classes=reference.classes(),
        ratings=reference.ratings(),
        files=files,
        digest=graph.digest,
    )
    target = folder / "index.html"
    turtle.save(target, page)
    return target


def _page() -> Any:
    loader = PackageLoader("lkg.reports", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html.j2")


def _main_network(graph: Graph) -> Network | None:
    """The network of the dispute lens where the graph has it, else of the default one."""
    for name in (DISPUTE, "default"):
        if name in graph.lenses:
            net = network(graph, name)
            if net.ties:
                return net
    return None


def _journey(graph: Graph) -> Paths | None:
    start, end, via, day = JOURNEY
    if not {start, end, *via} <= set(graph.record.actors):
        return None
    try:
        return paths(network(graph, at=day), start, end, via=via)
    except NoPath:
        return None


def _pictures(main: Network | None, journey: Paths | None) -> Iterator[tuple[str, Picture]]:
    if main is not None:
        yield "network", pictures.network(main)
    if journey is not None:
        yield "path", pictures.path(journey)


def _embedded(picture: Picture) -> str:
    data = base64.b64encode(picture.figure.render(".svg", picture.receipt)).decode()
    return f"data:image/svg+xml;base64,{data}"


def _ranking(graph: Graph, by: str) -> Ranking | None:
    try:
        under = RANKED_UNDER if DISPUTE in graph.lenses else BODIES
        return rank(network(graph, **under), by)
    except EmptyNetwork:
        return None


def _ranking_facts(ranking: Ranking) -> dict[str, Any]:
    return {
        "name": ranking.measure.name,
        "title": ranking.title,
        "words": ranking.measure.words,
        "rows": ranking.rows[:ROWS],
        "total": len(ranking.rows),
        "notes": ranking.notes,
        "lens": ranking.net.lens.words() if ranking.net else "",
        "unranked": len(ranking.unranked),
    }


def _data_files(graph: Graph, main: Network | None, rankings: list[Ranking], folder: Path) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if main is not None:
        for form, words in (("graphml", "GraphML"), ("gexf", "GEXF"), ("cyjs", "Cytoscape JSON"), ("csv", "CSV")):
            for file in exports.export(main, folder / f"network.{form}"):
                found.append((file.name, f"network, {words}"))
    for ranking in rankings:
        rows = ((r.actor, r.label, r.value, r.rank) for r in ranking.rows)
        receipt = ranking.receipt.to_json() if ranking.receipt else ""
        text = exports.table(("actor", "label", "value", "rank"), rows, trailer=f"receipt {receipt}")
        turtle.save(folder / f"rank-{ranking.measure.name}.csv", text)
        found.append((f"rank-{ranking.measure.name}.csv", f"ranking by {ranking.measure.name}, CSV"))
    for form, words in (
        ("ttl", "all data, Turtle"),
        ("jsonld", "all data, JSON-LD"),
        ("nt12", "all data, RDF 1.2"),
        ("parquet", "claim table, Parquet"),
    ):
        exports.export(graph, folder / f"graph.{form}")
        found.append((f"graph.{form}", words))
    return found


def _data(graph: Graph) -> dict[str, Any]:
    """What the graph holds and what its keeper says it cannot show."""
    rows = graph.store.query(DATASET.read_text(encoding="utf-8")).values()
    claims = graph.record.claims.values()
    uncited = sum(graph.record.sources[c.source].is_uncited for c in claims)
    first = rows[0] if rows else {}
    return {
        "title": first.get("title", "A graph of sourced claims"),
        "description": first.get("description", ""),
        "limits": [row["limit"] for row in rows if "limit" in row],
        "claims": len(claims),
        "actors": len(graph.record.actors),
        "sources": sum(not s.is_uncited for s in graph.record.sources.values()),
        "uncited": uncited,
        "passages": sum(c.passage is not None for c in claims),
        "modalities": Counter(c.modality for c in claims).most_common(),
        "ego": graph.label(graph.record.ego) if graph.record.ego else "",
    }


def _journey_facts(journey: Paths) -> dict[str, Any]:
    net = journey.net
    best = journey[0]
    return {
        "names": [net.label(actor) for actor in best.actors],
        "probability": best.probability,
        "holds": best.holds,
        "lens": net.lens.words(),
        "others": [" – ".join(map(net.label, path.actors)) for path in journey.found[1:]],
        "hops": [
            {
                "start": net.label(hop.start),
                "end": net.label(hop.end),
                "probability": hop.probability,
                "claims": [claim_facts(net.graph, e.id) | {"direction": e.direction} for e in hop.claims],
            }
            for hop in best.hops
        ],
    }


def _disputes(graph: Graph) -> Iterator[Mapping[str, Any]]:
    order = {"genuine": 0, "apparent": 1}
    labels = ontology().labels
    pairs = [
        (claim, d)
        for claim in graph.record.claims.values()
        for d in claim.disputes
        if d.disputed in graph.record.claims
    ]
    for claim, dispute in sorted(
        pairs, key=lambda pair: (order.get(pair[1].nature, 2), pair[1].type, pair[1].disputed)
    ):
        yield {
            "type": labels.get(dispute.type, dispute.type),
            "nature": dispute.nature,
            "hits": dispute.hits,
            "one": claim_facts(graph, dispute.disputed),
            "other": claim_facts(graph, claim.id),
        }


def _lens_facts(graph: Graph, name: str) -> dict[str, Any]:
    net = network(graph, name)
    pairs = list(net.pairs().values())
    return {
        "name": name,
        "title": net.lens.title,
        "words": net.lens.words(),
        "holds": net.words(),
        "mixed": sum(pair.sign is None for pair in pairs),
        "pairs": len(pairs),
    }


def _source_counts(graph: Graph) -> dict[str, list[tuple[str, int]]]:
    used = [graph.record.sources[c.source] for c in graph.record.claims.values()]
    kinds = {name: ontology().labels.get(name, name) for name in {s.kind for s in used}}
    return {
        "kind": Counter(kinds[s.kind] for s in used).most_common(),
        "reliability": sorted(Counter(s.reliability or "uncited" for s in used).items()),
        "country": Counter(s.publisher_country or "?" for s in used).most_common(12),
        "language": Counter(s.language or "?" for s in used).most_common(8),
    }
