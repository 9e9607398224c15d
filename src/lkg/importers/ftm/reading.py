"""From one entity of FollowTheMoney to an actor and to claims, or to the reason why it makes none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lkg import period
from lkg.claims import Actor, Claim, Source
from lkg.importers.accounts import Account, LeftOut, OneOf
from lkg.importers.ftm.ends import pairs
from lkg.importers.ftm.nodes import NAMES, Nodes
from lkg.importers.ftm.opening import Entity
from lkg.importers.ftm.parts import amounts, note, relation
from lkg.importers.ftm.sources import source_of
from lkg.importers.ftm.survey import Survey
from lkg.importers.ftm.tables import SELF, Link, left_out, links, links_of, schemata
from lkg.importers.ftm.times import when
from lkg.importers.kinds import fits
from lkg.vocab import Relation, ontology

_USED = {
    "name", *NAMES, "summary", "description", "notes", "wikidataId", "country", "jurisdiction", "mainCountry",
    "topics", "keywords", "position", "sourceUrl", "publisher", "publisherUrl", "retrievedAt", "modifiedAt", "proof",
    "startDate", "endDate", "date", "listingDate", "declarationDate", "amount", "currency", "amountEur", "amountUsd",
    "percentage", "role", "status", "purpose", "programme", "program", "reason", "recordId", "authority",
    "authorityId", "organization",
}  # fmt: skip
"""properties that some actor or claim bears, besides the two ends of a link"""


class Importer:
    """Reads entity after entity, once the survey is finished."""

    def __init__(self, survey: Survey, nodes: Nodes, account: Account, payments: str) -> None:
        self._survey, self._nodes, self.account, self._payments = survey, nodes, account, payments

    def records(self, entity: Entity, own: Source) -> Iterator[OneOf]:
        """The actor, source and claims of one entity."""
        self.account.read["entities"] += 1
        reason = self._reason(entity)
        given = [link for link in links_of(entity.schema) if entity.first(link.source) or entity.first(link.target)]
        if reason == "repeated" or (reason and not given):
            self._leave(entity, reason, entity.schema)
            return
        self._count_properties(entity)
        if entity.id in self._survey.kinds:
            self.account.used["entities"] += 1
            yield self._nodes.actor(entity)
        for link in given:
            if entity.id in self._survey.kinds or SELF not in (link.source, link.target):
                yield from self._claims(entity, link, own)

    def _reason(self, entity: Entity) -> str:
        """Why an entity becomes no actor; nothing, where it does."""
        if (str(entity.file), entity.line) in self._survey.twice:
            return "repeated"
        if entity.id in self._survey.kinds:
            return ""
        if entity.id in self._survey.persons:
            return "no-role"
        if entity.schema in links():
            return "one-sided"
        return "left-out" if entity.schema in schemata() else "unknown"

    def _claims(self, entity: Entity, link: Link, own: Source) -> Iterator[OneOf]:
        self.account.read["links"] += 1
        source = source_of(entity, self._survey, own)
        made: list[Actor | Claim] = []
        faults: list[LeftOut] = []
        try:
            found = pairs(entity, link, self._survey, self._nodes)
        except LeftOut as none:
            found, faults = [], [none]
        for pair in found:
            try:
                made += self._claim(entity, link, pair, source, several=len(found) > 1)
            except LeftOut as fault:
                faults.append(fault)
        if not made:
            self._leave(entity, faults[0].reason, faults[0].more)
            return
        for each in faults:
            self._leave(entity, "part", each.more)
        self.account.used["links"] += 1
        yield source
        yield from made

    def _claim(
        self, entity: Entity, link: Link, pair: tuple[str, str], source: Source, *, several: bool
    ) -> Iterator[Actor | Claim]:
        meant = ontology().relation(relation(entity, link, self._payments))
        subject, object_ = (self._nodes.named(end) for end in pair)
        for end, (_, kind, _) in zip(pair, (subject, object_), strict=True):
            if not kind:
                raise LeftOut("missing", f"{entity.schema}: {self._why(end)}")
        if subject[0] == object_[0]:
            raise LeftOut("own", entity.schema)
        if not fits(meant, subject[1], object_[1]):
            raise LeftOut("misfit", f"{entity.schema}: {subject[1]} {meant.name} {object_[1]}")
        text = self._when(entity, meant, source.accessed)
        amount, unit = self._amount(entity)
        yield from (actor for _, _, actor in (subject, object_) if actor)
        if entity.schema == "Payment":
            self.account.notes[f"payments told as {meant.name} (--payments RELATION names another)"] += 1
        yield self.account.count(
            Claim(
                _claim_id(entity, link, pair if several else None),
                subject[0],
                meant.name,
                object_[0],
                period.parse(text),
                source.id,
                amount=amount,
                unit=unit,
                claimant=subject[0] if entity.schema == "Sanction" else "",
                locator=entity.first("recordId") or f"{entity.schema} {entity.id}",
                note=note(entity, self._survey),
            )
        )

    def _when(self, entity: Entity, meant: Relation, seen: str) -> str:
        try:
            text, dated = when(entity, state=meant.is_state, seen=seen)
        except LeftOut as fault:
            raise LeftOut(fault.reason, f"{entity.schema}: {fault.more}") from None
        if not dated:
            self.account.notes["claims without a date, dated by the day on which their source was read"] += 1
        return text

    def _amount(self, entity: Entity) -> tuple[str, str]:
        number, unit = next(iter(amounts(entity)), ("", ""))
        if number and unit:
            return number, unit
        if number or unit:
            self.account.notes["amounts that are no number or lack a currency, not taken over"] += 1
        return "", ""

    def _why(self, name: str) -> str:
        if name in self._survey.persons:
            return "Person without a public role"
        return "entity that was left out" if name in self._survey.met else "entity that is not there"

    def _count_properties(self, entity: Entity) -> None:
        used = _USED | {end for link in links_of(entity.schema) for end in (link.source, link.target)}
        for name in entity.properties.keys() - used:
            reason = "private" if left_out().get(name) == "private" else "property"
            self._leave(entity, reason, f"{entity.schema}.{name}")

    def _leave(self, entity: Entity, reason: str, what: str) -> None:
        self.account.leave(entity.file, entity.line, reason, what, entity.id)


def _claim_id(entity: Entity, link: Link, pair: tuple[str, str] | None) -> str:
    """The id of the link; a property of a node adds its name, and one of several pairs a digest of the pair."""
    part = hashlib.sha256("\n".join(pair).encode()).hexdigest()[:8] if pair else ""
    own = link.source if link.target == SELF else link.target if link.source == SELF else ""
    return "-".join(filter(None, (entity.id, part, own)))
