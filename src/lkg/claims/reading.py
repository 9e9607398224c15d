"""Records read from their one RDF form; `writing` is the way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from lkg import period
from lkg.claims.model import (
    VERDICTS,
    Actor,
    Claim,
    ClaimDispute,
    Group,
    Grouping,
    Judgement,
    Passage,
    Placement,
    Record,
    Source,
    Withdrawal,
)
from lkg.errors import InvalidFile, InvalidPeriod, Problem
from lkg.vocab import PREFIXES, local, ontology, probabilities

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
        "basis",
        "claimant",
        "codingError",
        "contestedStatus",
        "country",
        "credibility",
        "disputeType",
        "disputedClaim",
        "ego",
        "end",
        "firstDay",
        "inGroup",
        "inSource",
        "intensity",
        "judgedActor",
        "judgedBecause",
        "judgedBy",
        "judgedOn",
        "keptActor",
        "kind",
        "lastDay",
        "locator",
        "modality",
        "nature",
        "ofActor",
        "ofGrouping",
        "origin",
        "placedBecause",
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
        "verdict",
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

    >>> from lkg.vocab import folder
    >>> read(ox.parse(path=str(folder("graph") / "actors" / "states.ttl"))).actors["taiwan"].kind
    'State'
    """
    about = group(quads)
    by_kind = _by_kind(about)
    met: list[Problem] = [] if problems is None else problems
    claims = dict(_claims(by_kind["Claim"], about, met))
    groupings = _groupings(by_kind, about, met)
    judgements = dict(_judgements(by_kind.get("Judgement", ()), about, met))
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
        coding_error=max((float(_value(about[iri], "codingError") or 0) for iri in by_kind["Dataset"]), default=0.0),
        groupings=groupings,
        judgements=judgements,
    )


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


def read_claim(iri: str, quads: Iterable[ox.Quad]) -> Claim:
    """One claim among the quads of itself and its parts; raises InvalidFile as `read` does, or KeyError."""
    about = group(quads)
    problems: list[Problem] = []
    for _, claim in _claims([iri] if iri in about else [], about, problems):
        return claim
    if problems:
        raise InvalidFile(problems)
    raise KeyError(local(iri))


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
        intensity=_value(terms, "intensity"),
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


def _groupings(
    by_kind: Mapping[str, list[str]], about: Mapping[str, Terms], problems: list[Problem]
) -> dict[str, Grouping]:
    placements = list(_placements(by_kind.get("Placement", ()), about, problems))
    found = {}
    for iri in sorted(by_kind.get("Grouping", ())):
        groups = {
            local(part): Group(local(part), _label(part, about[part]), _first(about[part], _RDFS + "comment"))
            for part in sorted(by_kind.get("Group", ()))
            if _value(about[part], "ofGrouping") == iri
        }
        found[local(iri)] = Grouping(
            local(iri),
            _first(about[iri], _DCT + "title"),
            _first(about[iri], _DCT + "description"),
            groups,
            tuple(placement for placement in placements if placement.group in groups),
        )
    return found


def _placements(iris: Iterable[str], about: Mapping[str, Terms], problems: list[Problem]) -> Iterator[Placement]:
    for iri in sorted(iris):
        terms = about[iri]
        days = _value(terms, "firstDay"), _value(terms, "lastDay")
        try:
            for day in filter(None, days):
                period.ordinal(day)
        except InvalidPeriod as error:
            # the whole address, for files may hold placements under any of them
            problems.append(Problem(f"placement {iri}", None, str(error)))
            continue
        basis = tuple(sorted(local(claim.value) for claim in terms.get(_IRI["basis"], [])))
        yield Placement(
            local(iri), _local(terms, "ofActor"), _local(terms, "inGroup"), *days, basis,
            _value(terms, "placedBecause"), _first(terms, _RDFS + "comment"),
        )  # fmt: skip


def _judgements(
    iris: Iterable[str], about: Mapping[str, Terms], problems: list[Problem]
) -> Iterator[tuple[str, Judgement]]:
    for iri in sorted(iris):
        terms = about[iri]
        actors = sorted({local(node.value) for node in terms.get(_IRI["judgedActor"], [])})
        verdict, kept = _local(terms, "verdict"), _local(terms, "keptActor")
        if fault := _misjudged(actors, verdict, kept):
            problems.append(Problem(f"judgement {local(iri)}", None, fault))
            continue
        yield local(iri), Judgement(
            local(iri), (actors[0], actors[1]), verdict, _value(terms, "judgedOn"), _value(terms, "judgedBy"),
            _first(terms, _IRI["judgedBecause"]), kept, _withdrawal(terms),
        )  # fmt: skip


def _misjudged(actors: list[str], verdict: str, kept: str) -> str:
    """What is wrong with a judgement, so that nobody can say whom it joins."""
    if len(actors) != 2:
        return f"it judges {len(actors)} actors. Name two (lkg:judgedActor)."
    if verdict not in VERDICTS:
        return f"its verdict is {verdict or 'missing'}. Use lkg:{', lkg:'.join(VERDICTS)} (lkg:verdict)."
    if verdict == "same" and kept not in actors:
        return f"it does not say which of the two is kept. Add lkg:keptActor actor:{actors[0]} or actor:{actors[1]}."
    return ""


def _first(terms: Terms, predicate: str) -> str:
    found = terms.get(predicate)
    return found[0].value if found else ""


def _value(terms: Terms, name: str) -> str:
    found = terms.get(_IRI[name])
    return found[0].value if found else ""


def _local(terms: Terms, name: str) -> str:
    return local(_value(terms, name))
