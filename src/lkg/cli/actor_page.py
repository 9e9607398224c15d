"""One actor on a page of the terminal: names, ties by family and year, offices, disputes, sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from lkg import period
from lkg.claims import Claim
from lkg.cli import show
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import ClaimFacts, network
from lkg.vocab import ontology

OFFICES = ("leads", "servesIn", "represents", "memberOf")


def show_page(graph: Graph, actor: str, lens: Lens) -> None:
    """Everything that the lens sees of an actor."""
    record = graph.record
    node = record.actors[actor]
    show.text(f"{node.label}   {node.kind}   id {node.id}{'   Wikidata ' + node.wikidata if node.wikidata else ''}")
    for name, value in (
        ("also", ", ".join(text for text, _ in node.aliases)),
        ("role", node.public_role),
        ("scope", node.scope),
        ("status", f"contested: {node.contested}" if node.contested else ""),
    ):
        if value:
            show.text(f"  {name:<7} {value}")
    claims = [c for c in network(graph, lens).claims.values() if actor in (c.subject, c.object)]
    _families(graph, claims)
    _years(claims)
    _partners(graph, actor, claims)
    _offices(graph, actor, claims)
    _disputed(graph, claims)
    _sources(graph, claims)
    show.text(f"\nLens {lens.name}: {lens.words()}")


def _families(graph: Graph, claims: Iterable[ClaimFacts]) -> None:
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        count[ontology().relations[claim.relation].family][claim.relation] += 1
    show.text("\nClaims by family")
    for family in ("verbalCooperation", "materialCooperation", "verbalConflict", "materialConflict", "structural"):
        if count[family]:
            parts = ", ".join(f"{ontology().labels[name]} {n}" for name, n in count[family].most_common(8))
            show.text(f"  {ontology().labels[family]:<30} {count[family].total():>4}   {parts}")


def _years(claims: Iterable[ClaimFacts]) -> None:
    signs: dict[str, Counter[int]] = defaultdict(Counter)
    for claim in claims:
        if claim.first > period.PAST:
            signs[period.day(claim.first)[:4]][claim.polarity] += 1
    show.text("\nClaims by the year in which they begin (cooperation, conflict, neutral)")
    for year in sorted(signs)[-12:]:
        n = signs[year]
        show.text(f"  {year}  {'+' * n[1]}{'-' * n[-1]}{'·' * n[0]}  {n.total()}")


def _partners(graph: Graph, actor: str, claims: Iterable[ClaimFacts]) -> None:
    signs: dict[str, Counter[int]] = defaultdict(Counter)
    for claim in claims:
        signs[claim.object if claim.subject == actor else claim.subject][claim.polarity] += 1
    show.text("\nMost claims with")
    rows = sorted(signs.items(), key=lambda item: (-item[1].total(), item[0]))[:10]
    show.table(
        ("with", "claims", "+", "-", "0"),
        ((graph.label(other), n.total(), n[1], n[-1], n[0]) for other, n in rows),
        right=("claims", "+", "-", "0"),
    )


def _offices(graph: Graph, actor: str, claims: Iterable[ClaimFacts]) -> None:
    held = [c for c in claims if c.relation in OFFICES and c.subject == actor]
    if held:
        show.text("\nOffices and memberships")
    for claim in sorted(held, key=lambda c: (c.first, c.id)):
        full: Claim = graph.record.claims[claim.id]
        show.text(
            f"  {period.words(claim.when):<28} {ontology().relations[claim.relation].label} "
            f"{graph.label(claim.object)}  ({full.note}) {claim.id}"
        )


def _disputed(graph: Graph, claims: Iterable[ClaimFacts]) -> None:
    seen = {c.id for c in claims}
    pairs = [
        (claim, dispute)
        for claim in graph.record.claims.values()
        for dispute in claim.disputes
        if dispute.disputed in seen
    ]
    if pairs:
        show.text("\nDisputed claims")
    for claim, dispute in pairs:
        other = graph.record.claims[dispute.disputed]
        show.text(
            f"  {dispute.disputed} {_short(graph, other)}  disputed by {claim.id} ({dispute.type}, {dispute.nature})"
        )


def _short(graph: Graph, claim: Claim) -> str:
    label = ontology().relations[claim.relation].label
    return f"{graph.label(claim.subject)} {label} {graph.label(claim.object)}, {period.words(claim.when.text)}"


def _sources(graph: Graph, claims: Iterable[ClaimFacts]) -> None:
    used = Counter(c.source for c in claims)
    uncited = sum(c.uncited for c in claims)
    show.text(f"\nSources: {len(used)}, uncited claims: {uncited}")
    for name, n in used.most_common(6):
        source = graph.record.sources[name]
        published = f" ({source.published})" if source.published else ""
        words = f"{source.publisher}: {source.title}{published} {source.reliability}".removeprefix(": ").strip()
        show.text(f"  {n:>3} claim{' ' if n == 1 else 's'}  {words}")
