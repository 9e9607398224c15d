"""The claims beneath a tie: who says so, when, how surely, and who disputes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lkg import period
from lkg.errors import UnknownTie
from lkg.graphs import Graph
from lkg.networks import ClaimFacts, Network, Tie
from lkg.server.views.asking import Given
from lkg.vocab import nearest, ontology

HELD = 5_000
"""how many claims a page holds that carries all it shows"""
SHARES = (1_000, 200, 50, 20, 5, 1)
"""how many of each tie's claims it may hold, where it cannot hold all"""


def name_of(tie: Tie) -> str:
    """A tie's name in addresses: its ends, relation and sign, and from what it is derived.

    >>> name_of(Tie("eu", "wto", "complainantIn", 0, (), 1.0, 0.9, 1, 0.0, "", ""))
    'eu|complainantIn|wto|0|'
    """
    return "|".join((tie.source, tie.relation, tie.target, str(tie.sign), tie.via))


def tie(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """A tie with its claims; raises UnknownTie where the lens sees no such tie."""
    asked = Given(given)
    name = asked.text("id")
    net = asked.network(graph)
    found = next((each for each in (*net.ties, *net.memberships) if name_of(each) == name), None)
    if found is None:
        raise UnknownTie(name)
    return {
        "id": name,
        "source": found.source,
        "target": found.target,
        "source_label": net.label(found.source),
        "target_label": net.label(found.target),
        "relation": found.relation,
        "label": words_of(found.relation),
        "sign": found.sign,
        "probability": found.probability,
        "voices": found.voices,
        "via": net.label(found.via) if found.via else "",
        "claims": [claim_dict(net, each) for each in found.claims],
    }


def beneath(net: Network, names: Collection[str], held: int = HELD) -> dict[str, Any]:
    """The claims of many ties at once: by their ids, and for each tie which they are.

    Of a very large network each tie has the first of its claims; how many there are in all, the tie itself says.

    >>> import lkg
    >>> net = lkg.network(lkg.open(), "taiwan-dispute")
    >>> found = beneath(net, {name_of(net.ties[0])})
    >>> [len(claims) for claims in found["beneath"].values()] == [len(net.ties[0].claims)]
    True
    """
    claims = {name: each.claims for each in net.ties if (name := name_of(each)) in names}
    share = next((n for n in SHARES if sum(min(n, len(some)) for some in claims.values()) <= held), 0)
    kept = {name: list(some[:share]) for name, some in claims.items()}
    ids = dict.fromkeys(claim for some in kept.values() for claim in some)
    return {"beneath": kept, "claims": {claim: claim_dict(net, claim) for claim in ids}}


def claim_page(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """One claim by its id, as the lens sees it.

    >>> import lkg
    >>> claim_page(lkg.open(), {"id": ["C332"]})["words"]
    '7 Aug 2022 – 11 Aug 2022'
    """
    asked = Given(given)
    name = asked.text("id").removeprefix("claim:")
    if name not in graph.record.claims:
        raise UnknownTie(name, nearest(name, graph.record.claims))
    return claim_dict(asked.network(graph), name)


def words_of(relation: str) -> str:
    """The label of a relation; derived ties have names of their own.

    >>> words_of("hostsOfficeOf"), words_of("derived")
    ('hosts an office of', 'derived')
    """
    return ontology().labels.get(relation, relation)


def claim_dict(net: Network, name: str) -> dict[str, Any]:
    """A claim in words and with its evidence."""
    graph, claim = net.graph, net.graph.record.claims[name]
    source = graph.record.sources[claim.source]
    facts: ClaimFacts | None = net.claims.get(name)
    return {
        "id": claim.id,
        "text": f"{graph.label(claim.subject)} {words_of(claim.relation)} {graph.label(claim.object)}",
        "subject": claim.subject,
        "object": claim.object,
        "relation": claim.relation,
        "when": claim.when.text,
        "words": period.words(claim.when.text),
        "as_named": graph.named(claim.id),
        "modality": claim.modality,
        "amount": f"{claim.amount} {claim.unit}".strip(),
        "sign": facts.polarity if facts else claim.sign(ontology().relation(claim.relation)),
        "source": {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published,
            "url": source.url,
            "archived": source.archived,
            "reliability": source.reliability,
        },
        "claimant": graph.label(claim.claimant) if claim.claimant else "",
        "credibility": claim.credibility,
        "probability": facts.probability if facts and facts.rated else None,
        "contested": bool(facts and facts.contested),
        "uncited": source.is_uncited,
        "disputes": list(_disputes(graph, name)),
        "passage": {"start": claim.passage.start, "end": claim.passage.end} if claim.passage else None,
        "note": claim.note,
    }


def _disputes(graph: Graph, name: str) -> Iterator[dict[str, str]]:
    for other in graph.record.disputed_by.get(name, ()):
        claim = graph.record.claims[other]
        for dispute in claim.disputes:
            if dispute.disputed == name:
                who = graph.label(claim.claimant or claim.subject)
                yield {"claim": other, "by": who, "type": dispute.type, "nature": dispute.nature, "text": claim.note}
