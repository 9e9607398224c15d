"""What the page says of the graph itself: its counts and limits, the path, disputes, lenses and sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lkg.analysis.paths.paths import Paths
from lkg.analysis.ranks.ranking import Ranking
from lkg.graphs import Graph
from lkg.networks import network
from lkg.reports.words import claim_facts
from lkg.vocab import ontology

DATASET = Path(__file__).with_name("dataset.rq")
ROWS = 15


def data(graph: Graph) -> dict[str, Any]:
    """What the graph holds and what its keeper says it cannot show.

    >>> import lkg
    >>> found = data(lkg.open())
    >>> found["claims"], found["ego"]
    (1178, 'Lithuania')
    """
    rows = graph.store.query(DATASET.read_text(encoding="utf-8")).values()
    claims = graph.record.claims.values()
    uncited = sum(graph.record.sources[c.source].is_uncited for c in claims)
    first = rows[0] if rows else {}
    return {
        "title": first.get("title", "A graph of sourced claims"),
        "description": first.get("description", ""),
        "license": license_words(str(first.get("license", ""))),
        "limits": list(dict.fromkeys(row["limit"] for row in rows if "limit" in row)),
        "claims": len(claims),
        "actors": len(graph.record.actors),
        "sources": sum(not s.is_uncited for s in graph.record.sources.values()),
        "uncited": uncited,
        "unrated": graph.table.sql("SELECT COUNT(*) FROM claim WHERE NOT rated AND NOT uncited").fetchone()[0],
        "passages": sum(c.passage is not None for c in claims),
        "modalities": Counter(c.modality for c in claims).most_common(),
        "ego": graph.label(graph.record.ego) if graph.record.ego else "",
    }


def license_words(address: str) -> str:
    """A licence as people name it.

    >>> license_words("https://creativecommons.org/licenses/by-sa/4.0/"), license_words("")
    ('CC BY-SA 4.0', '')
    """
    known = re.search(r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)", address)
    if known:
        return f"CC {known[1].upper()} {known[2]}"
    return "CC0 1.0" if "creativecommons.org/publicdomain/zero" in address else address


def ranking(found: Ranking) -> dict[str, Any]:
    """The first rows of a ranking."""
    return {
        "name": found.measure.name,
        "title": found.title,
        "words": found.measure.words,
        "rows": found.rows[:ROWS],
        "total": len(found.rows),
        "notes": [note for note in found.notes if note.startswith(("Basis", "Pairs"))],
        "drawn": found.draws,
        "lens": found.net.lens.words() if found.net else "",
        "unranked": len(found.unranked),
    }


def journey(found: Paths) -> dict[str, Any]:
    """The best path with all claims of its hops."""
    net, best = found.net, found[0]
    return {
        "names": [net.label(actor) for actor in best.actors],
        "probability": best.probability if best.rated else None,
        "sureness": best.sureness,
        "holds": best.holds,
        "lens": net.lens.words(),
        "others": [" – ".join(map(net.label, path.actors)) for path in found.found[1:]],
        "hops": [
            {
                "start": net.label(hop.start),
                "end": net.label(hop.end),
                "sureness": hop.sureness,
                "claims": [claim_facts(net.graph, e.id) | {"direction": e.direction} for e in hop.claims],
            }
            for hop in best.hops
        ],
    }


def disputes(graph: Graph) -> Iterator[Mapping[str, Any]]:
    """Pairs of claims that disagree, genuine ones first.

    >>> import lkg
    >>> first = next(disputes(lkg.open()))
    >>> first["nature"], first["other"]["id"] in first["one"]["disputed_by"]
    ('genuine', True)
    """
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


def lens(graph: Graph, name: str) -> dict[str, Any]:
    """A lens and what it sees.

    >>> import lkg
    >>> lens(lkg.open(), "taiwan-dispute")["pairs"]
    67
    """
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


def sources(graph: Graph) -> dict[str, list[tuple[str, int]]]:
    """Claims by kind, reliability, country and language of their source.

    >>> import lkg
    >>> sources(lkg.open())["reliability"][0]
    ('A', 58)
    """
    used = [graph.record.sources[c.source] for c in graph.record.claims.values()]
    kinds = {name: ontology().labels.get(name, name) for name in {s.kind for s in used}}
    return {
        "kind": Counter(kinds[s.kind] for s in used).most_common(),
        "reliability": sorted(
            Counter(s.reliability or ("uncited" if s.is_uncited else "not graded") for s in used).items()
        ),
        "country": Counter(s.publisher_country or "?" for s in used).most_common(12),
        "language": Counter(s.language or "?" for s in used).most_common(8),
    }
