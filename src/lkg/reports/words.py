"""Claims, sources and amounts in words for readers."""

from __future__ import annotations

from typing import Any

from lkg import period
from lkg.claims import Claim, Source
from lkg.graphs import Graph
from lkg.vocab import ontology


def amount(number: str, unit: str) -> str:
    """An amount of money in short, any other as it stands.

    >>> amount("130000000", "EUR"), amount("2.52", "percent of GDP"), amount("-80", "percent"), amount("", "")
    ('EUR 130 m', '2.52 percent of GDP', '−80 percent', '')
    """
    if not number:
        return ""
    currency, _, rest = unit.partition(" ")
    if currency not in ("EUR", "USD", "NOK"):
        return f"{number} {unit}".replace("-", "−", 1) if number.startswith("-") else f"{number} {unit}"
    value = float(number)
    for limit, letter in ((1e9, " bn"), (1e6, " m")):
        if abs(value) >= limit:
            return f"{currency} {value / limit:g}{letter} {rest}".strip()
    return f"{currency} {value:g} {rest}".strip()


def source_name(source: Source) -> str:
    """Publisher and rating, or that it is uncited.

    >>> source_name(Source("s1", "", "LRT", "news")), source_name(Source("uncited", "", "", "uncited"))
    ('LRT', 'uncited')
    """
    return "uncited" if source.is_uncited else source.publisher


def claim_words(graph: Graph, claim: Claim) -> str:
    """A claim as a sentence, in the coder's own word where only its sign was said; what is alleged is worded so.

    >>> import lkg
    >>> graph = lkg.open()
    >>> claim_words(graph, graph.record.claims["C332"])
    'Agnė Vaiciukevičiūtė visits Taiwan (11 delegation members)'
    """
    relation = ontology().relations[claim.relation]
    label = claim.own_word or relation.label
    verb = {
        "alleged": f"is accused or suspected: {label}",
        "planned": f"plans: {label}",
        "negated": f"does not: {label}",
        "ended": f"no longer {label}",
    }.get(claim.modality, label)
    money = amount(claim.amount, claim.unit)
    return f"{graph.label(claim.subject)} {verb} {graph.label(claim.object)}{f' ({money})' if money else ''}"


def claim_facts(graph: Graph, name: str) -> dict[str, Any]:
    """Everything that a page shows of one claim.

    >>> import lkg
    >>> facts = claim_facts(lkg.open(), "C316")
    >>> facts["when"], facts["rating"], facts["sign"]
    ('Apr 2022 – Dec 2027', 'A1', 1)
    """
    claim = graph.record.claims[name]
    source = graph.record.sources[claim.source]
    relation = ontology().relations[claim.relation]
    return {
        "id": name,
        "words": claim_words(graph, claim),
        "when": period.words(claim.when.text),
        "note": claim.note,
        "claimant": graph.label(claim.claimant) if claim.claimant else "",
        "sign": claim.sign(relation),
        "modality": claim.modality,
        "publisher": source_name(source),
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "rating": "uncited" if source.is_uncited else f"{source.reliability}{claim.credibility}" or "not rated",
        "uncited": source.is_uncited,
        "passage": f"{claim.passage.start}–{claim.passage.end}" if claim.passage else "",
        "locator": claim.locator,
        "disputed_by": graph.record.disputed_by.get(name, ()),
    }
