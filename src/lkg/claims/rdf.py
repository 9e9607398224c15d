"""The one RDF form of claims, actors and sources, both ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from lkg import period
from lkg.claims.model import Actor, Claim, ClaimDispute, Passage, Record, Source, Withdrawal
from lkg.errors import InvalidFile, InvalidPeriod, Problem
from lkg.vocab import EDTF, PREFIXES, absolute, local, ontology, probabilities

Terms = Mapping[str, list[ox.NamedNode | ox.Literal]]
Node = ox.NamedNode | ox.Literal

_TYPE = PREFIXES["rdf"] + "type"
_LKG = PREFIXES["lkg"]
_RDFS = PREFIXES["rdfs"]
_DCT = PREFIXES["dct"]
_IRI = {
    name: _LKG + name
    for name in (
        "accessed",
        "amount",
        "archived",
        "claimant",
        "contestedStatus",
        "country",
        "credibility",
        "disputeType",
        "disputedClaim",
        "ego",
        "end",
        "inSource",
        "kind",
        "locator",
        "modality",
        "nature",
        "origin",
        "polarity",
        "polarityReason",
        "publicRole",
        "published",
        "publisherCountry",
        "reliability",
        "sha256",
        "start",
        "unit",
        "url",
        "when",
        "wikidata",
        "withdrawnBecause",
        "withdrawnBy",
        "withdrawnOn",
    )
}
"""IRIs of the properties that records are read from, put together once"""


class _WrongCode(ValueError):
    """A grade or sign that is none of those allowed."""


def _listed(codes: tuple[str, ...]) -> str:
    return f"{', '.join(codes[:-1])} or {codes[-1]}"


def group(quads: Iterable[ox.Quad]) -> dict[str, dict[str, list[Node]]]:
    """Quads by subject and predicate."""
    about: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in quads:
        about[subject.value][predicate.value].append(value)
    return about


def read(quads: Iterable[ox.Quad], problems: list[Problem] | None = None) -> Record:
    """All records among these quads.

    Raises InvalidFile if a claim lacks a part or a date is no EDTF; where a list is given, such problems go
    there and the other records are read all the same.
    """
    about = group(quads)
    by_kind = _by_kind(about)
    met: list[Problem] = [] if problems is None else problems
    claims = dict(_claims(by_kind["Claim"], about, met))
    if met and problems is None:
        raise InvalidFile(met)
    actors = {
        local(iri): _actor(iri, about[iri], kind)
        for kind, iris in by_kind.items()
        for iri in iris
        if kind in _node_classes()
    }
    texts = {
        s: {p: [o.value for o in objects] for p, objects in terms.items()}
        for s, terms in about.items()
        if s.startswith(PREFIXES["rating"])
    }
    return Record(
        actors=dict(sorted(actors.items())),
        sources={local(iri): _source(iri, about[iri]) for iri in sorted(by_kind["Source"])},
        claims=dict(sorted(claims.items())),
        ratings=probabilities(texts),
        disputed_by=_disputed_by(claims.values()),
        ego=next((_local(about[iri], "ego") for iri in by_kind["Dataset"]), ""),
    )


def write(record: Record) -> Iterator[ox.Triple]:
    """The triples of a record."""
    for actor in record.actors.values():
        yield from write_actor(actor)
    for source in record.sources.values():
        yield from write_source(source)
    for claim in record.claims.values():
        yield from write_claim(claim)
        yield from write_disputes(claim)


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
        (_LKG + "amount", _number(claim.amount)),
        (_LKG + "unit", _text(claim.unit)),
        (_LKG + "claimant", _actor_iri(claim.claimant) if claim.claimant else None),
        (_LKG + "credibility", _text(claim.credibility)),
        (_DCT + "source", ox.NamedNode(absolute(claim.source, "source"))),
        (_LKG + "locator", _text(claim.locator)),
        (_RDFS + "comment", _english(claim.note)),
        *((_LKG + "disputes", ox.NamedNode(absolute(d.id, "dispute"))) for d in claim.disputes),
    ]
    if claim.withdrawal:
        facts += [
            (_LKG + "withdrawnOn", _date(claim.withdrawal.on)),
            (_LKG + "withdrawnBy", _text(claim.withdrawal.by)),
            (_LKG + "withdrawnBecause", _english(claim.withdrawal.because)),
        ]
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
    """The triples of one node."""
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


def script_tag(text: str) -> str:
    """A language tag that says only what is certain: the script.

    >>> script_tag("Lietuva"), script_tag("立陶宛"), script_tag("Україна")
    ('und-latn', 'und-hani', 'und-cyrl')
    """
    for pattern, tag in (("[一-鿿]", "und-hani"), ("[Ѐ-ӿ]", "und-cyrl"), ("[؀-ۿ]", "und-arab")):
        if re.search(pattern, text):
            return tag
    return "und-latn"


@cache
def _node_classes() -> frozenset[str]:
    wanted = {"Actor", "Policy", "Event", "Asset", "Place"}
    return frozenset(name for name, above in ontology().classes.items() if above & wanted)


def _by_kind(about: Mapping[str, Terms]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for iri, terms in about.items():
        kinds = [local(kind.value) for kind in terms.get(_TYPE, []) if kind.value.startswith(_LKG)]
        if kinds:
            found[_most_specific(kinds)].append(iri)
    return found


def _most_specific(kinds: list[str]) -> str:
    if len(kinds) == 1:
        return kinds[0]
    classes = ontology().classes
    return max(sorted(kinds), key=lambda kind: len(classes.get(kind, ())))


def _disputed_by(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for dispute in claim.disputes if claim.withdrawal is None else ():
            found[dispute.disputed].append(claim.id)
    return {name: tuple(sorted(others)) for name, others in found.items()}


def _claims(iris: Iterable[str], about: Mapping[str, Terms], problems: list[Problem]) -> Iterator[tuple[str, Claim]]:
    for iri in iris:
        try:
            claim = _claim(iri, about[iri], about)
        except (InvalidPeriod, _WrongCode) as error:
            problems.append(Problem(f"claim {local(iri)}", None, str(error)))
        except KeyError as error:
            problems.append(Problem(f"claim {local(iri)}", None, f"it lacks {error.args[0]}. Add it."))
        else:
            yield claim.id, claim


def _claim(iri: str, terms: Terms, about: Mapping[str, Terms]) -> Claim:
    rdf = PREFIXES["rdf"]
    for needed, name in (
        (rdf + "subject", "a subject"),
        (rdf + "predicate", "a relation (rdf:predicate)"),
        (rdf + "object", "an object"),
        (_LKG + "when", "a date (lkg:when)"),
        (_DCT + "source", "a source"),
    ):
        if needed not in terms:
            raise KeyError(name)
    for name, allowed in (("credibility", ("", *"123456")), ("polarity", ("", "1", "0", "-1"))):
        if _value(terms, name) not in allowed:
            raise _WrongCode(f"{name} {_value(terms, name)!r}: use {_listed(allowed[1:])}.")
    polarity = _value(terms, "polarity")
    return Claim(
        id=local(iri),
        subject=local(terms[rdf + "subject"][0].value),
        relation=local(terms[rdf + "predicate"][0].value),
        object=local(terms[rdf + "object"][0].value),
        when=period.parse(_value(terms, "when")),
        source=local(terms[_DCT + "source"][0].value),
        modality=_local(terms, "modality") or "asserted",
        polarity=int(polarity) if polarity else None,
        polarity_reason=_value(terms, "polarityReason"),
        amount=_value(terms, "amount"),
        unit=_value(terms, "unit"),
        claimant=_local(terms, "claimant"),
        disputes=tuple(
            _dispute(iri, about.get(iri, {})) for iri in sorted(d.value for d in terms.get(_LKG + "disputes", []))
        ),
        credibility=_value(terms, "credibility"),
        passage=_passage(terms, about),
        locator=_value(terms, "locator"),
        note=_first(terms, _RDFS + "comment"),
        withdrawal=_withdrawal(terms),
    )


def _dispute(iri: str, terms: Terms) -> ClaimDispute:
    return ClaimDispute(
        local(iri), _local(terms, "disputedClaim"), _local(terms, "disputeType"), _local(terms, "nature")
    )


def _passage(terms: Terms, about: Mapping[str, Terms]) -> Passage | None:
    for node in terms.get(_LKG + "passage", []):
        found = about.get(node.value, {})
        return Passage(
            local(node.value),
            _local(found, "inSource"),
            int(_value(found, "start") or 0),
            int(_value(found, "end") or 0),
            _value(found, "sha256"),
        )
    return None


def _withdrawal(terms: Terms) -> Withdrawal | None:
    day = _value(terms, "withdrawnOn")
    return Withdrawal(day, _value(terms, "withdrawnBy"), _value(terms, "withdrawnBecause")) if day else None


def _actor(iri: str, terms: Terms, kind: str) -> Actor:
    skos = PREFIXES["skos"]
    aliases = tuple(
        sorted((o.value, o.language or "und") for o in terms.get(skos + "altLabel", []) if isinstance(o, ox.Literal))
    )
    return Actor(
        id=local(iri),
        label=_label(iri, terms),
        kind=kind,
        aliases=aliases,
        wikidata=_value(terms, "wikidata").removeprefix(PREFIXES["wd"]),
        country=_value(terms, "country"),
        scope=_first(terms, skos + "scopeNote"),
        contested=_value(terms, "contestedStatus"),
        public_role=_value(terms, "publicRole"),
    )


def _label(iri: str, terms: Terms) -> str:
    labels = {o.language: o.value for o in terms.get(_RDFS + "label", []) if isinstance(o, ox.Literal)}
    return labels.get("en") or next(iter(labels.values()), local(iri))


def _source(iri: str, terms: Terms) -> Source:
    return Source(
        id=local(iri),
        title=_first(terms, _DCT + "title"),
        publisher=_first(terms, _DCT + "publisher"),
        kind=_local(terms, "kind"),
        publisher_country=_value(terms, "publisherCountry"),
        authors=tuple(sorted(o.value for o in terms.get(_DCT + "creator", []))),
        published=_value(terms, "published"),
        url=_value(terms, "url"),
        language=_first(terms, _DCT + "language"),
        reliability=_value(terms, "reliability"),
        origin=_value(terms, "origin"),
        accessed=_value(terms, "accessed"),
        archived=_value(terms, "archived"),
        sha256=_value(terms, "sha256"),
        note=_first(terms, _RDFS + "comment"),
    )


def _first(terms: Terms, predicate: str) -> str:
    found = terms.get(predicate)
    return found[0].value if found else ""


def _value(terms: Terms, name: str) -> str:
    found = terms.get(_IRI[name])
    return found[0].value if found else ""


def _local(terms: Terms, name: str) -> str:
    return local(_value(terms, name))


def _triples(node: ox.NamedNode, facts: Iterable[tuple[str, Node | None]]) -> Iterator[ox.Triple]:
    for predicate, value in facts:
        if value is not None:
            yield ox.Triple(node, ox.NamedNode(predicate), value)


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(_LKG + name)


def _actor_iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(absolute(name))


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
