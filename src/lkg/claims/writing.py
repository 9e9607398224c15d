"""Records written in their one RDF form; `reading` is the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from lkg.claims.model import Actor, Claim, Grouping, Judgement, Passage, Placement, Record, Source, Withdrawal
from lkg.vocab import BASE, EDTF, PREFIXES, absolute

Node = ox.NamedNode | ox.Literal

_TYPE = PREFIXES["rdf"] + "type"
_LKG = PREFIXES["lkg"]
_RDFS = PREFIXES["rdfs"]
_DCT = PREFIXES["dct"]


def write(record: Record) -> Iterator[ox.Triple]:
    """The triples of a record."""
    for actor in record.actors.values():
        yield from write_actor(actor)
    for source in record.sources.values():
        yield from write_source(source)
    for claim in record.claims.values():
        yield from write_claim(claim)
        yield from write_disputes(claim)
    for grouping in record.groupings.values():
        yield from write_grouping(grouping)
    for judgement in record.judgements.values():
        yield from write_judgement(judgement)


def write_claim(claim: Claim) -> Iterator[ox.Triple]:
    """The triples of one claim and its passage; its disputes are `write_disputes`."""
    rdf = PREFIXES["rdf"]
    node = ox.NamedNode(absolute(claim.id, "claim"))
    facts: list[tuple[str, Node | None]] = [
        (_TYPE, _term("Claim")),
        (rdf + "subject", _actor_iri(claim.subject)),
        (rdf + "predicate", _term(claim.relation)),
        (rdf + "object", _actor_iri(claim.object)),
        (_LKG + "when", ox.Literal(claim.when.text, datatype=ox.NamedNode(EDTF))),
        (_LKG + "modality", _term(claim.modality)),
        (_LKG + "polarity", _integer(claim.polarity)),
        (_LKG + "polarityReason", _english(claim.polarity_reason)),
        (_LKG + "intensity", _number(claim.intensity)),
        (_LKG + "amount", _number(claim.amount)),
        (_LKG + "unit", _text(claim.unit)),
        (_LKG + "claimant", _actor_iri(claim.claimant) if claim.claimant else None),
        (_LKG + "credibility", _text(claim.credibility)),
        (_DCT + "source", ox.NamedNode(absolute(claim.source, "source"))),
        (_LKG + "locator", _text(claim.locator)),
        (_RDFS + "comment", _english(claim.note)),
        *((_LKG + "disputes", ox.NamedNode(absolute(d.id, "dispute"))) for d in claim.disputes),
    ]
    facts += _withdrawn(claim.withdrawal)
    if claim.passage:
        facts.append((_LKG + "passage", ox.NamedNode(absolute(claim.passage.id, "passage"))))
        yield from write_passage(claim.passage)
    yield from _triples(node, facts)


def write_passage(passage: Passage) -> Iterator[ox.Triple]:
    """The triples of one passage."""
    yield from _triples(
        ox.NamedNode(absolute(passage.id, "passage")),
        [
            (_TYPE, _term("Passage")),
            (_LKG + "inSource", ox.NamedNode(absolute(passage.source, "source"))),
            (_LKG + "start", _integer(passage.start)),
            (_LKG + "end", _integer(passage.end)),
            (_LKG + "sha256", _text(passage.sha256)),
        ],
    )


def write_disputes(claim: Claim) -> Iterator[ox.Triple]:
    """The triples of the disputes that a claim raises."""
    for dispute in claim.disputes:
        yield from _triples(
            ox.NamedNode(absolute(dispute.id, "dispute")),
            [
                (_TYPE, _term("ClaimDispute")),
                (_LKG + "disputedClaim", ox.NamedNode(absolute(dispute.disputed, "claim"))),
                (_LKG + "disputeType", _term(dispute.type)),
                (_LKG + "nature", _term(dispute.nature)),
            ],
        )


def write_actor(actor: Actor) -> Iterator[ox.Triple]:
    """The triples of one node.

    >>> for triple in write_actor(Actor("taiwan", "Taiwan", "State")):
    ...     print(triple.predicate, triple.object)
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/lkg/ontology#State>
    <http://www.w3.org/2000/01/rdf-schema#label> "Taiwan"@en
    """
    skos = PREFIXES["skos"]
    yield from _triples(
        _actor_iri(actor.id),
        [
            (_TYPE, _term(actor.kind)),
            (_RDFS + "label", _english(actor.label)),
            *((skos + "altLabel", ox.Literal(text, language=tag)) for text, tag in actor.aliases),
            (_LKG + "wikidata", ox.NamedNode(PREFIXES["wd"] + actor.wikidata) if actor.wikidata else None),
            (_LKG + "country", _text(actor.country)),
            (skos + "scopeNote", _english(actor.scope)),
            (_LKG + "contestedStatus", _english(actor.contested)),
            (_LKG + "publicRole", _english(actor.public_role)),
        ],
    )


def write_source(source: Source) -> Iterator[ox.Triple]:
    """The triples of one source."""
    title = ox.Literal(source.title, language=source.language) if source.language else _text(source.title)
    yield from _triples(
        ox.NamedNode(absolute(source.id, "source")),
        [
            (_TYPE, _term("Source")),
            (_DCT + "title", title),
            (_DCT + "publisher", _text(source.publisher)),
            (_LKG + "publisherCountry", _text(source.publisher_country)),
            *((_DCT + "creator", _text(author)) for author in source.authors),
            (
                _LKG + "published",
                ox.Literal(source.published, datatype=ox.NamedNode(EDTF)) if source.published else None,
            ),
            (_LKG + "url", _any_uri(source.url)),
            (_DCT + "language", _text(source.language)),
            (_LKG + "kind", _term(source.kind)),
            (_LKG + "reliability", _text(source.reliability)),
            (_LKG + "origin", _text(source.origin)),
            (_LKG + "accessed", _date(source.accessed)),
            (_LKG + "archived", _any_uri(source.archived)),
            (_LKG + "sha256", _text(source.sha256)),
            (_RDFS + "comment", _english(source.note)),
        ],
    )


def write_grouping(grouping: Grouping) -> Iterator[ox.Triple]:
    """The triples of one grouping, its groups and its placements."""
    node = _part("grouping", grouping.id)
    facts = [
        (_TYPE, _term("Grouping")),
        (_DCT + "title", _english(grouping.title)),
        (_DCT + "description", _english(grouping.definition)),
    ]
    yield from _triples(node, facts)
    for group in grouping.groups.values():
        yield from _triples(
            _part("group", group.id),
            [
                (_TYPE, _term("Group")),
                (_RDFS + "label", _english(group.label)),
                (_LKG + "ofGrouping", node),
                (_RDFS + "comment", _english(group.note)),
            ],
        )
    for placement in grouping.placements:
        yield from _write_placement(placement)


def _write_placement(placement: Placement) -> Iterator[ox.Triple]:
    yield from _triples(
        _part("placement", placement.id),
        [
            (_TYPE, _term("Placement")),
            (_LKG + "ofActor", _actor_iri(placement.actor)),
            (_LKG + "inGroup", _part("group", placement.group)),
            (_LKG + "firstDay", _date(placement.first_day)),
            (_LKG + "lastDay", _date(placement.last_day)),
            *((_LKG + "basis", ox.NamedNode(absolute(claim, "claim"))) for claim in placement.basis),
            (_LKG + "placedBecause", _english(placement.because)),
            (_RDFS + "comment", _english(placement.note)),
        ],
    )


def write_judgement(judgement: Judgement) -> Iterator[ox.Triple]:
    """The triples of one judgement."""
    yield from _triples(
        _part("judgement", judgement.id),
        [
            (_TYPE, _term("Judgement")),
            *((_LKG + "judgedActor", _actor_iri(actor)) for actor in judgement.actors),
            (_LKG + "verdict", _term(judgement.verdict)),
            (_LKG + "keptActor", _actor_iri(judgement.kept) if judgement.kept else None),
            (_LKG + "judgedOn", _date(judgement.on)),
            (_LKG + "judgedBy", _text(judgement.by)),
            (_LKG + "judgedBecause", _english(judgement.because)),
            *_withdrawn(judgement.withdrawal),
        ],
    )


def _withdrawn(withdrawal: Withdrawal | None) -> list[tuple[str, Node | None]]:
    if withdrawal is None:
        return []
    return [
        (_LKG + "withdrawnOn", _date(withdrawal.on)),
        (_LKG + "withdrawnBy", _text(withdrawal.by)),
        (_LKG + "withdrawnBecause", _english(withdrawal.because)),
    ]


def script_tag(text: str) -> str:
    """A language tag that says only what is certain: the script.

    >>> script_tag("Lietuva"), script_tag("立陶宛"), script_tag("Україна")
    ('und-latn', 'und-hani', 'und-cyrl')
    """
    for pattern, tag in (("[一-鿿]", "und-hani"), ("[Ѐ-ӿ]", "und-cyrl"), ("[؀-ۿ]", "und-arab")):
        if re.search(pattern, text):
            return tag
    return "und-latn"


def _triples(node: ox.NamedNode, facts: Iterable[tuple[str, Node | None]]) -> Iterator[ox.Triple]:
    for predicate, value in facts:
        if value is not None:
            yield ox.Triple(node, ox.NamedNode(predicate), value)


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(_LKG + name)


def _actor_iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(absolute(name))


def _part(kind: str, name: str) -> ox.NamedNode:
    """A grouping, group or placement: of each kind in a namespace of its own, for a group may be called as an actor."""
    return ox.NamedNode(name if "://" in name else f"{BASE}{kind}/{name}")


def _english(text: str) -> ox.Literal | None:
    return ox.Literal(text, language="en") if text else None


def _text(text: str) -> ox.Literal | None:
    return ox.Literal(text) if text else None


def _integer(number: int | None) -> ox.Literal | None:
    return None if number is None else ox.Literal(number)


def _number(text: str) -> ox.Literal | None:
    if not text:
        return None
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + ("decimal" if "." in text else "integer")))


def _date(text: str) -> ox.Literal | None:
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + "date")) if text else None


def _any_uri(text: str) -> ox.Literal | None:
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + "anyURI")) if text else None
