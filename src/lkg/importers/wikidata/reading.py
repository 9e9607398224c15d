"""From the statements of one entity to claims, or to the reason why a statement makes none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lkg import period
from lkg.claims import Actor, Claim
from lkg.importers.accounts import Account, LeftOut, OneOf
from lkg.importers.kinds import fits
from lkg.importers.wikidata.actors import Actors, claim_id
from lkg.importers.wikidata.opening import Entity, own_number
from lkg.importers.wikidata.parts import (
    DISPUTED_BY,
    Page,
    amount,
    day_of_version,
    denial,
    digest,
    end_of,
    is_doubted,
    label,
    note,
    own_dates,
    withdrawal,
)
from lkg.importers.wikidata.references import own_source, sources
from lkg.importers.wikidata.statements import (
    OFFICE,
    OFFICE_OF,
    Statement,
    all_statements,
    item,
    items,
    qualifiers,
    shown,
    standing,
)
from lkg.importers.wikidata.survey import Bytes, Survey
from lkg.importers.wikidata.tables import PRIVATE, Property, mapped, properties
from lkg.importers.wikidata.times import Dated, when
from lkg.vocab import ontology

_BARE = "actors known only as values, called by their Q-id (give their files, too)"


class Importer:
    """Reads entity after entity, once the survey is finished."""

    def __init__(self, survey: Survey, actors: Actors, account: Account) -> None:
        self._survey, self._actors, self._account = survey, actors, account
        self._written = Bytes()

    def records(self, file: Path, line: int, entity: Entity, accessed: str) -> Iterator[OneOf]:
        """The actor of an entity with its sources and claims, and the actors that it alone names."""
        self._account.read["entities"] += 1
        number = own_number(entity)
        actor = self._actors.described(number, entity) if number else None
        if actor is None:
            self._leave_entity(file, line, number, entity)
            return
        self._account.used["entities"] += 1
        seen = day_of_version(entity.get("modified")) or accessed
        page = Page(
            file, line, entity, number, actor, own_source(entity, actor.label, seen, accessed), seen, end_of(entity)
        )
        yield actor
        for name, statement in all_statements(entity):
            self._account.read["statements"] += 1
            try:
                found = list(self._statement(page, name, statement))
            except LeftOut as fault:
                self._leave(page, name, statement, fault)
                continue
            self._account.used["statements"] += 1
            yield from found

    def name(self, entity: Entity) -> Iterator[OneOf]:
        """The actor of an entity that only lends its name and kind, if a claim names it."""
        number = own_number(entity)
        actor = self._actors.described(number, entity) if number and self._written[number] else None
        if actor:
            self._account.notes["actors of whom only names and kind were taken"] += 1
            yield actor

    def _statement(self, page: Page, name: str, statement: Statement) -> Iterator[OneOf]:
        found = list(self._ends(name, statement))
        faults: list[LeftOut] = []
        for row, number in found:
            try:
                yield from self._claims(page, row, number, statement, several=len(found) > 1)
            except LeftOut as fault:
                faults.append(fault)
        if len(faults) == len(found):
            raise faults[0]
        for _ in faults:
            # an office may direct several bodies: what fits counts
            self._account.leave(page.file, page.line, "part", label(name), str(statement.get("id")))

    def _ends(self, name: str, statement: Statement) -> Iterator[tuple[Property, int]]:
        """The rows and items that a statement leads to: one, but for offices; raises LeftOut."""
        row = properties().get(name)
        if name == OFFICE:
            yield from self._bodies(statement)
        elif row and row.relation == PRIVATE:
            raise LeftOut("private")
        elif name not in mapped():
            raise LeftOut(
                "identifier" if (statement.get("mainsnak") or {}).get("datatype") == "external-id" else "unmapped"
            )
        elif (statement.get("mainsnak") or {}).get("snaktype") != "value":
            raise LeftOut("no-value")
        elif not item(statement):
            raise LeftOut("no-item-value")
        else:
            yield mapped()[name], item(statement)

    def _bodies(self, statement: Statement) -> Iterator[tuple[Property, int]]:
        if (statement.get("mainsnak") or {}).get("snaktype") != "value":
            raise LeftOut("no-value")
        for name, row in OFFICE_OF.items():
            said = items(qualifiers(statement).get(name)) or self._survey.bodies(item(statement)).get(name, [])
            if said:
                yield from ((row, number) for number in dict.fromkeys(said))
                return
        raise LeftOut("no-body")

    def _claims(
        self, page: Page, row: Property, number: int, statement: Statement, *, several: bool
    ) -> Iterator[OneOf]:
        relation = ontology().relation(row.relation)
        kind = self._actors.kind_of(number, page.actor.kind)
        if number == page.number:
            raise LeftOut("own")
        if not kind:
            raise LeftOut("value-left-out")
        other = self._actors.id_of(number)
        subject, object_ = (kind, page.actor.kind) if row.inverse else (page.actor.kind, kind)
        if not fits(relation, subject, object_):
            raise LeftOut("misfit", f"{subject} {relation.name} {object_}")
        own = own_dates(page, row)
        dated = when(qualifiers(statement), state=relation.is_state, seen=page.seen, own=own, end=page.end)
        yield from self._named(number, page.actor.kind)
        ends = (other, page.actor.id) if row.inverse else (page.actor.id, other)
        name = claim_id(statement) or f"Q{page.number}-{digest(statement)}"
        base = self._claim(page, row, statement, name + f"-Q{number}" * several, ends, dated)
        for source in sources(statement, page.source):
            own_id = "" if source is page.source else f"-{source.id.rpartition('-')[2]}"
            claim = replace(base, id=base.id + own_id, source=source.id)
            yield source
            yield self._account.count(claim)
            yield from self._denials(page, claim, {page.actor.id: page.actor.kind, other: kind}, statement)

    def _named(self, number: int, like: str) -> Iterator[Actor]:
        if not self._written[number]:
            self._written[number] = 1
            actor = self._actors.named(number, like)
            if actor:
                if actor.label == f"Q{number}":
                    self._account.notes[_BARE] += 1
                yield actor

    def _claim(
        self, page: Page, row: Property, statement: Statement, name: str, ends: tuple[str, str], dated: Dated
    ) -> Claim:
        share = amount(statement) if row.relation == "owns" else ""
        rank = str(statement.get("rank", "normal"))
        if dated.note:
            self._account.notes[f"claims without a date of their own ({dated.note})"] += 1
        return Claim(
            name,
            ends[0],
            row.relation,
            ends[1],
            period.parse(dated.text),
            page.source.id,
            modality="alleged" if is_doubted(statement) else "asserted",
            amount=share,
            unit="share" if share else "",
            locator=f"{page.entity['id']} {row.id.partition('/')[0]}, {rank} rank, statement {statement.get('id', '')}",
            note=note(row, statement, rank, dated),
            withdrawal=withdrawal(page, statement) if rank == "deprecated" else None,
        )

    def _denials(
        self, page: Page, claim: Claim, kinds: Mapping[str, str], statement: Statement
    ) -> Iterator[Actor | Claim]:
        """A statement that someone disputes, by Wikidata's own word, gets that person's or body's denial."""
        for number in items(qualifiers(statement).get(DISPUTED_BY)):
            kind, name = self._actors.kind_of(number), self._actors.id_of(number)
            about = [
                end for end in kinds if end != name and kind and fits(ontology().relation("denies"), kind, kinds[end])
            ]
            if not about or claim.withdrawal:
                self._account.notes["disputes by someone who is no actor in the files, told in the note only"] += 1
                continue
            yield from self._named(number, "Organization")
            yield self._account.count(denial(page, claim, number, name, about[0]))

    def _leave_entity(self, file: Path, line: int, number: int, entity: Entity) -> None:
        if not number:
            self._account.leave(file, line, "no-item", entity["id"][:1], entity["id"])
        elif self._survey.kind(number) == "Person":
            self._account.leave(file, line, "no-role", "no office, occupation or candidature", entity["id"])
        else:
            classes = [f"Q{each}" for each in map(item, standing(entity, "P31")) if each]
            self._account.leave(file, line, "no-kind", " + ".join(classes) or "no class", entity["id"])
        for name, statement in all_statements(entity):
            self._account.read["statements"] += 1
            self._account.leave(file, line, "entity", label(name), str(statement.get("id")))

    def _leave(self, page: Page, name: str, statement: Statement, fault: LeftOut) -> None:
        reason, more = fault.reason, fault.more
        what = label(name) + f": {more.partition(':')[0]}" * bool(more)
        # what is private is counted, and not written down elsewhere
        main = "" if reason == "private" else shown(statement.get("mainsnak") or {})
        self._account.leave(page.file, page.line, reason, what, f"{statement.get('id')} {main} {more}")
