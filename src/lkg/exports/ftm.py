"""A graph as entities of FollowTheMoney, one a line: actors as nodes, claims as links, with ids that stay the same.

FollowTheMoney states facts. So only what a graph asserts goes out: no claim that is alleged, negated, planned, ended
or withdrawn. What it has no word for (how credible, who says so, a passage, a dispute) stays behind, and is counted.
A relation without a link of its own is an `UnknownLink` with the role `lkg:NAME` (a `Payment` with that purpose, if it
has an amount of money), a kind without a schema of its own a keyword `lkg:KIND`: the importer reads both, and other
programs show them as text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lkg.claims import Actor, Claim, Source
from lkg.graphs import Graph
from lkg.importers.ftm.tables import MARK, SELF, Link, links, schemata
from lkg.vocab import ontology

SCHEMA_OF: Mapping[str, str] = {
    "State": "PublicBody",
    "GovernmentBody": "PublicBody",
    "Company": "Company",
    "Organization": "Organization",
    "Person": "Person",
    "Event": "Event",
    "Dispute": "CourtCase",
    "Policy": "Project",
    "Asset": "Asset",
}
"""group or kind of an actor → schema; agreements and places have none"""
TOPIC_OF: Mapping[str, str] = {
    "State": "gov.national",
    "PoliticalParty": "pol.party",
    "InternationalOrganization": "gov.igo",
    "MilitaryUnit": "mil",
}
_SAID_BY_SCHEMA = {"GovernmentBody", "Company", "Organization", "Person", "Event", "Dispute", "Policy", "Asset"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CURRENCY = re.compile("[A-Z]{3}")
_VALUED = ("Payment", "Debt", "ContractAward")
"""schemata that have an amount"""
Entity = dict[str, object]
Properties = dict[str, str | list[str]]


@dataclass(slots=True)
class LeftOut:
    """What FollowTheMoney could not say, counted by what it was."""

    claims: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)

    def words(self) -> Iterator[str]:
        """The counts as people read them."""
        for thing, counted in (("claims not written", self.claims), ("actors not written", self.actors)):
            if counted:
                yield f"{counted.total():,} {thing}: {_listed(counted)}"
        if self.parts:
            yield f"FollowTheMoney cannot say, and it was left out: {_listed(self.parts)}"


def text(graph: Graph) -> str:
    """All entities of a graph, a line each, in the order of their ids: actors first, then claims."""
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in entities(graph, LeftOut()))
    return "".join(f"{line}\n" for line in lines)


def left_out(graph: Graph) -> LeftOut:
    """What the entities of a graph do not say."""
    found = LeftOut()
    for _ in entities(graph, found):
        pass
    return found


def entities(graph: Graph, left: LeftOut) -> Iterator[Entity]:
    """The entities of a graph, one by one; what cannot be said is counted in `left`.

    >>> import lkg
    >>> left = LeftOut()
    >>> found = {entity["id"]: entity["schema"] for entity in entities(lkg.open(), left)}
    >>> found["taiwan"], found["C316"], left.claims["planned"]
    ('PublicBody', 'UnknownLink', 21)
    """
    record = graph.record
    for actor in record.actors.values():
        schema = schema_of(actor.kind)
        if schema:
            yield _entity(actor.id, schema, _node(actor, schema, left))
        else:
            left.actors[ontology().labels.get(actor.kind, actor.kind)] += 1
    for claim in record.claims.values():
        reason = _silent(claim, record.actors)
        if reason:
            left.claims[reason] += 1
            continue
        ends = record.actors[claim.subject], record.actors[claim.object]
        yield _link(claim, ends, record.sources[claim.source], left)
        if claim.id in record.disputed_by:
            left.parts["that a claim is disputed"] += 1


def schema_of(kind: str) -> str:
    """The schema of a kind of actor, or nothing.

    >>> schema_of("University"), schema_of("State"), schema_of("Place")
    ('Organization', 'PublicBody', '')
    """
    return SCHEMA_OF.get(kind) or SCHEMA_OF.get(ontology().group(kind), "")


def _silent(claim: Claim, actors: Mapping[str, Actor]) -> str:
    """Why a claim is not written; nothing, where it is."""
    if claim.withdrawal:
        return "withdrawn"
    if claim.modality != "asserted":
        return claim.modality
    ends = (actors.get(claim.subject), actors.get(claim.object))
    if not all(end and schema_of(end.kind) for end in ends):
        return "to or from an agreement or a place"
    return ""


def _entity(name: str, schema: str, properties: Properties) -> Entity:
    listed = {key: [each] if isinstance(each, str) else each for key, each in properties.items() if each}
    return {"id": name, "schema": schema, "properties": listed}


def _node(actor: Actor, schema: str, left: LeftOut) -> Properties:
    if any(not tag.startswith("und") for _, tag in actor.aliases):
        left.parts["languages of names"] += 1
    names = [text for text, _ in actor.aliases]
    return {
        "name": actor.label,
        "alias": list(dict.fromkeys(names)),
        "wikidataId": actor.wikidata,
        "country": "" if actor.country == "INT" else actor.country.lower(),
        "summary": actor.scope,
        "notes": f"contested: {actor.contested}" if actor.contested else "",
        "position": actor.public_role if schema == "Person" else "",
        "topics": TOPIC_OF.get(actor.kind, ""),
        "keywords": "" if actor.kind in _SAID_BY_SCHEMA else MARK + actor.kind,
    }


def _link(claim: Claim, ends: tuple[Actor, Actor], source: Source, left: LeftOut) -> Entity:
    link = _link_of(claim, schema_of(ends[0].kind), schema_of(ends[1].kind))
    properties: Properties = {link.source: claim.subject, link.target: claim.object}
    if link.schema == "Sanction":
        properties |= {"authority": ends[0].label, "country": ends[0].country.lower()}
    if link.relation != claim.relation:
        properties["purpose" if link.schema == "Payment" else "role"] = MARK + claim.relation
    properties |= _dates(claim, left) | _amount(claim, link, left)
    properties |= {"summary": claim.note, "recordId": claim.locator, "sourceUrl": source.url}
    properties |= {"publisher": source.publisher, "retrievedAt": source.accessed}
    _count_parts(claim, source, link, left)
    return _entity(claim.id, link.schema, properties)


def _link_of(claim: Claim, subject: str, object_: str) -> Link:
    """The link that says a claim: that of its relation, where both ends suit it; else the general one."""
    classes = schemata()
    for rows in links().values():
        for link in rows:
            fits = link.source_range in classes[subject].above and link.target_range in classes[object_].above
            if link.relation == claim.relation and SELF not in (link.source, link.target) and fits:
                return link
    valued = claim.amount and _CURRENCY.fullmatch(claim.unit)
    general = links()["Payment" if valued else "UnknownLink"][0]
    payable = all("LegalEntity" in classes[each].above for each in (subject, object_))
    return general if payable or not valued else links()["UnknownLink"][0]


def _dates(claim: Claim, left: LeftOut) -> Properties:
    start, slash, end = claim.when.text.partition("/")
    found: Properties = {}
    for name, written in (("startDate" if slash else "date", start), ("endDate", end)):
        plain = written.rstrip("~?%")
        if _DATE.fullmatch(plain):
            found[name] = plain
        if written not in ("", plain):
            left.parts["that a date is approximate or uncertain"] += 1
        elif written == ".." or (written and name not in found):
            left.parts["open ends, decades and centuries of dates"] += 1
    return found


def _amount(claim: Claim, link: Link, left: LeftOut) -> Properties:
    if not claim.amount:
        return {}
    if link.schema == "Ownership" and claim.unit == "%":
        return {"percentage": claim.amount}
    if link.schema in _VALUED and _CURRENCY.fullmatch(claim.unit):
        return {"amount": claim.amount, "currency": claim.unit}
    left.parts["amounts that are no money, or of links that have none"] += 1
    return {}


def _count_parts(claim: Claim, source: Source, link: Link, left: LeftOut) -> None:
    said = {
        "credibility and reliability": claim.credibility or source.reliability,
        "titles of sources": source.title,
        "that a claim is uncited": source.is_uncited,
        "claimants": claim.claimant and link.schema != "Sanction",
        "passages": claim.passage,
        "signs and intensities that a claim overrides": claim.polarity is not None or claim.intensity,
    }
    for part, there in said.items():
        left.parts[part] += bool(there)


def _listed(counted: Counter[str]) -> str:
    ranked = sorted((pair for pair in counted.items() if pair[1]), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} ({count:,})" for name, count in ranked)
