"""Actors: found by any of their names, and one on a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from lkg import period
from lkg.claims import Actor
from lkg.graphs import Graph
from lkg.identity import fold
from lkg.networks import Network
from lkg.server.views.about import FAMILIES
from lkg.server.views.asking import Given
from lkg.vocab import absolute, ontology


def search(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Actors one of whose names holds the words asked for; whole names first, then names that begin so.

    >>> import lkg
    >>> [(found["id"], found["kind_label"]) for found in search(lkg.open(), {"q": ["landsb"]})["actors"]]
    [('gabrielius-landsbergis', 'person')]
    """
    asked = Given(given)
    words, most = fold(asked.text("q")), asked.number("limit", 12, 100)
    if not words:
        return {"actors": []}
    ties = graph.table.sql("SELECT node, COUNT(*) FROM (SELECT subject AS node FROM claim UNION ALL SELECT object FROM "
                           "claim) GROUP BY node").fetchall()  # fmt: skip
    often = {graph.table.nodes[node]: count for node, count in ties}
    found = sorted(_fits(graph, words), key=lambda fit: (fit[0], -often.get(fit[2].id, 0), fit[2].label))
    near = [graph.names.resolve(label) for label in graph.names.near(words)] if not found else []
    found = found or [(9, graph.label(actor), graph.record.actors[actor]) for actor in near]
    return {"actors": [_brief(actor) | {"name": name} for _, name, actor in found[:most]]}


def page(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Names, role and status, and what the lens sees by family, year and source."""
    asked = Given(given)
    actor = graph.record.actors[graph.actor(asked.text("id"))]
    net = asked.network(graph)
    claims = [claim for claim in net.claims.values() if actor.id in (claim.doer, claim.affected)]
    years: dict[str, Counter[int]] = defaultdict(Counter)
    for claim in claims:
        if claim.first > period.PAST:
            years[period.day(claim.first)[:4]][claim.polarity] += 1
    sources = Counter(claim.source for claim in claims)
    return _brief(actor) | {
        "iri": absolute(actor.id),
        "aliases": [{"name": name, "lang": language} for name, language in actor.aliases],
        "role": actor.public_role,
        "scope": actor.scope,
        "contested": actor.contested,
        "wikidata": actor.wikidata,
        "families": list(_families(net, actor.id)),
        "years": [{"year": year, "pos": n[1], "neg": n[-1], "neutral": n[0]} for year, n in sorted(years.items())],
        "sources": [
            {"id": name, "publisher": source.publisher, "title": source.title, "claims": count}
            for name, count in sources.most_common(12)
            for source in [graph.record.sources[name]]
        ],
    }


def _fits(graph: Graph, words: str) -> Iterator[tuple[int, str, Actor]]:
    for actor in graph.record.actors.values():
        names = [actor.label, actor.id, *(name for name, _ in actor.aliases)]
        fits = [(_fit(words, fold(name)), at, name) for at, name in enumerate(names)]
        fit, _, name = min(fits)
        if fit < 4:
            yield fit, name, actor


def _fit(words: str, name: str) -> int:
    """0 for the whole name, 1 for its beginning, 2 for the beginning of a word in it, 3 for any part, else 4."""
    if name == words:
        return 0
    if name.startswith(words):
        return 1
    return 2 if f" {words}" in name else 3 if words in name else 4


def _brief(actor: Actor) -> dict[str, Any]:
    known = ontology()
    return {
        "id": actor.id,
        "label": actor.label,
        "kind": actor.kind,
        "kind_label": known.labels.get(actor.kind, actor.kind),
        "group": known.group(actor.kind),
    }


def _families(net: Network, actor: str) -> Iterator[dict[str, Any]]:
    ties = [tie for tie in (*net.ties, *net.memberships) if actor in (tie.source, tie.target)]
    for family in FAMILIES:
        own = [tie for tie in ties if not tie.derived and ontology().relations[tie.relation].family == family]
        if own:
            partners = {end for tie in own for end in (tie.source, tie.target)} - {actor}
            yield {
                "name": family,
                "label": ontology().labels[family],
                "ties": len(own),
                "partners": len(partners),
                "claims": sum(len(tie.claims) for tie in own),
            }
