"""What is put beside the data so that SPARQL gets by with plain triples: classes, bounds of claims, direct edges."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from lkg import period, vocab
from lkg.claims import ClaimTable, Record
from lkg.claims.context import Context
from lkg.claims.writing import write_actor
from lkg.lens import Lens
from lkg.store import INFERRED, ONTOLOGY, Term, parse_files
from lkg.vocab import LKG, PREFIXES, absolute, ontology

Row = tuple[int, int, int]
CLAIMS = ox.NamedNode(f"{INFERRED.value}/claims")
"""the graph of what follows for each claim"""
MERGED = ox.NamedNode(f"{INFERRED.value}/merged")
"""the graph of the data in which actors judged the same are one; made only where some are"""
CLAIM_TERMS = frozenset(
    ("startEarliest", "startLatest", "endEarliest", "endLatest", "inStatement", "contested", "voice", "probability")
)
"""the terms of our ontology that only this graph uses"""


def ontology_quads() -> Iterator[ox.Quad]:
    """The ontology itself, in the graph where queries find it."""
    for quad in parse_files(vocab.ontology_files()):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY)


def class_quads(record: Record) -> Iterator[ox.Quad]:
    """Every class above the one that a node is given.

    >>> from lkg.claims import Actor
    >>> quads = class_quads(Record({"mfa": Actor("mfa", "MFA", "GovernmentBody")}))
    >>> sorted(vocab.local(quad.object.value) for quad in quads)
    ['Actor', 'Organization']
    """
    kind_of = ox.NamedNode(PREFIXES["rdf"] + "type")
    for actor in record.actors.values():
        for above in ontology().classes.get(actor.kind, frozenset()) - {actor.kind}:
            yield ox.Quad(ox.NamedNode(absolute(actor.id)), kind_of, ox.NamedNode(LKG[above]), INFERRED)


def merged_quads(quads: Iterable[ox.Quad], record: Record) -> Iterator[ox.Quad]:
    """The data with actors that count as another one replaced by it, for a merged record.

    Each claim says which actor it names (`lkg:asNamed`), and the kept one whom it stands for (`owl:sameAs`).
    Judgements keep the actors that they judge.
    """
    same = {absolute(name): ox.NamedNode(absolute(kept)) for name, kept in record.counted_as.items()}
    ends = {PREFIXES["rdf"] + "subject", PREFIXES["rdf"] + "object", LKG.claimant}
    described = {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel", LKG.wikidata}
    described |= {LKG.country, PREFIXES["skos"] + "scopeNote", LKG.contestedStatus, LKG.publicRole}
    as_named, judged = ox.NamedNode(LKG.asNamed), {LKG.judgedActor, LKG.keptActor}
    for subject, predicate, value, _ in quads:
        if subject.value in same and predicate.value in described:
            continue
        kept = same.get(value.value) if isinstance(value, ox.NamedNode) and predicate.value not in judged else None
        if kept and predicate.value in ends:
            yield ox.Quad(subject, as_named, value, MERGED)
        yield ox.Quad(same.get(subject.value, subject), predicate, kept or value, MERGED)
    for name, kept in same.items():
        yield ox.Quad(kept, ox.NamedNode(PREFIXES["owl"] + "sameAs"), ox.NamedNode(name), MERGED)
    for kept_name in sorted(set(record.counted_as.values())):
        for triple in write_actor(record.actors[kept_name]):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, MERGED)


def claim_quads(table: ClaimTable, context: Context) -> Iterator[ox.Quad]:
    """Of every claim its effective bounds, its statement, whether that is contested, its voice and probability."""
    rows = table.sql("SELECT n, voice, p FROM claim ORDER BY n").fetchall()
    for n, voice, p in rows:
        claim = table.claims[n]
        facts: list[tuple[str, Term]] = [
            *_bounds(context, claim),
            (LKG.inStatement, ox.NamedNode(f"{PREFIXES['statement']}{context.statements[claim]}")),
            (LKG.contested, ox.Literal(claim in context.contested)),
            (LKG.voice, ox.Literal(table.voices[voice])),
            (LKG.probability, ox.Literal(f"{p:.6g}", datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal"))),
        ]
        for predicate, term in facts:
            yield ox.Quad(ox.NamedNode(absolute(claim, "claim")), ox.NamedNode(predicate), term, CLAIMS)


def edge_quads(table: ClaimTable, rows: Iterable[Row], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Direct edges from (subject, relation, object) numbers, parents included, both ways if symmetric."""
    for a, relation, b in rows:
        one, two = (ox.NamedNode(absolute(table.nodes[n])) for n in (a, b))
        found = ontology().relations[table.relations[relation]]
        for term in found.ancestors:
            yield ox.Quad(one, ox.NamedNode(PREFIXES["lkg"] + term), two, graph)
            if found.symmetric:
                yield ox.Quad(two, ox.NamedNode(PREFIXES["lkg"] + term), one, graph)


def edge_graph(lens: Lens, saved: Lens | None) -> ox.NamedNode:
    """The name of the graph of a lens's edges: the lens's own, or where it was changed, one that tells it apart.

    >>> lens = Lens()
    >>> edge_graph(lens, lens).value, edge_graph(lens.but(at="2022"), lens) == edge_graph(lens, lens)
    ('https://w3id.org/lkg/lens/default', False)
    """
    if lens == saved:
        return ox.NamedNode(PREFIXES["lens"] + lens.name)
    text = json.dumps(lens.to_dict(), sort_keys=True)
    return ox.NamedNode(f"{PREFIXES['lens']}{lens.name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}")


def _bounds(context: Context, claim: str) -> Iterator[tuple[str, Term]]:
    date, held = ox.NamedNode(PREFIXES["xsd"] + "date"), context.held[claim]
    named = {"startEarliest": held.s1, "startLatest": held.s2, "endEarliest": held.e1, "endLatest": held.e2}
    for name, value in named.items():
        yield LKG[name], ox.Literal(period.day(value), datatype=date)
