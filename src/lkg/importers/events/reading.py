"""Rows of event data turned into claims, actors and sources, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lkg import period
from lkg.claims.model import Actor, Claim, Source
from lkg.errors import InvalidFile, InvalidPeriod, Problem
from lkg.importers.actors import identifier
from lkg.importers.events import codes
from lkg.importers.events.account import Account
from lkg.importers.events.actors import Known
from lkg.importers.events.codes import Meaning, number
from lkg.importers.events.forms import Form, read
from lkg.importers.events.rows import Row
from lkg.importers.events.seen import Events, Mutual
from lkg.period import Period
from lkg.vocab import Relation, ontology

Record = Actor | Source | Claim
TRIED = 1000
"""after so many bad rows and no other, a file is taken to be of another form"""
PIVOT = 50
"""two-digit years from here on are of the twentieth century, those below of the twenty-first"""


@dataclass(frozen=True, slots=True)
class DataSet:
    """What the claims of an import cite; its parts, and the publishers that rows name, are sources of their own."""

    id: str
    title: str
    publisher: str
    url: str
    accessed: str

    def source(self, part: str = "", publisher: str = "") -> Source:
        """The source of a row; its origin, the voice that counts, is the publisher, else the data set."""
        title = f"{self.title}: {part}" if part else self.title
        return Source(
            id=".".join([self.id, *(identifier(name) for name in (part, publisher) if name)]),
            title=f"{publisher}, as coded in {title}" if publisher else title,
            publisher=publisher or self.publisher,
            kind="news" if publisher else "dataset",
            url=self.url,
            reliability="F",
            origin=publisher or self.title,
            accessed=self.accessed,
        )


class Skip(NamedTuple):
    """Why a row is no claim, and what it holds."""

    reason: str
    what: str


class Deed(NamedTuple):
    """A row that is a claim: who did what to whom, and when."""

    name: str
    """what identifies it within its data set: the data set's own id, else all that the row says"""
    row: Row
    when: Period
    source: Known
    target: Known
    meaning: Meaning
    relation: Relation


class Importer:
    """One import: what it has met so far, and the records that each row adds."""

    def __init__(self, data: DataSet, form: Form, account: Account) -> None:
        self.data, self.form, self.account = data, form, account
        self._events, self._mutual = Events(), Mutual()
        self._two_sided = codes.two_sided()
        self._periods: dict[str, Period | None] = {}
        self._scores: dict[tuple[str, str], str] = {}
        self._sources: dict[tuple[str, str], str] = {}
        self._actors: set[str] = set()
        self._mandates: set[tuple[str, str, str]] = set()
        self._fits: dict[tuple[str, str, str], bool] = {}

    def records(self, files: Iterable[Path]) -> Iterator[Record]:
        """Actors and sources, each before the first claim that needs it, and claims; in the order of the rows.

        Raises InvalidFile for a file in which no row can be read, after a thousand rows or at its end.
        """
        for file in files:
            met, sound, name = 0, False, file.name
            for met, (line, row) in enumerate(read(file, self.form), 1):
                self.account.rows += 1
                found = Skip("bad", row) if isinstance(row, str) else self._deed(row)
                if isinstance(found, Deed):
                    yield from self._introduced(found)
                    yield self._claim(found, f"{name}:{line}")
                else:
                    self.account.skip(str(file), line, found.reason, found.what)
                sound = sound or isinstance(found, Deed) or found.reason != "bad"
                if met == TRIED and not sound:
                    break
            if not sound:
                raise InvalidFile([Problem(str(file), None, _unreadable(met))])

    def _deed(self, row: Row) -> Deed | Skip:
        when = self._period(row.day)
        if when is None:
            return Skip("bad", f"{row.day!r} is no day of the calendar")
        self.account.codes[row.code] += 1
        source, target, meaning = row.source, row.target, row.meaning
        if source is None or target is None:
            return Skip("one-sided", f"{row.code} {row.label}, {'no source' if source is None else 'no target'}")
        if meaning is None or meaning.relation is None:
            self.account.unrelated[row.code] += 1
            return Skip("unrelated", f"{row.code} {row.label}")
        subject, object_ = source.actor.id, target.actor.id
        if subject == object_:
            return Skip("own", f"{subject} {row.code} {row.label}")
        name = row.event or f"{row.part}.{when.text}.{subject}.{row.code}.{object_}".lstrip(".")
        return self._unless_met(Deed(name, row, when, source, target, meaning, meaning.relation))

    def _unless_met(self, deed: Deed) -> Deed | Skip:
        row, subject, object_ = deed.row, deed.source.actor.id, deed.target.actor.id
        if not self._events.add(deed.name):
            return Skip("duplicate", f"{deed.name}, {subject} {row.code} {row.label} {object_}")
        if deed.relation.symmetric or deed.relation.name in self._two_sided:
            # the traveller tells a visit received, 043 B A, from a visit returned, 042 B A
            what = row.code if deed.relation.symmetric else object_ if deed.meaning.turned else subject
            if self._mutual.mirrors(f"{row.part} {row.day} {what} {row.more}", subject, object_):
                return Skip("mirrored", f"{deed.name}, {subject} {row.code} {row.label} {object_}")
        return deed

    def _introduced(self, deed: Deed) -> list[Record]:
        """What must be known before the claim and is not yet: its source, its actors, whom they represent."""
        row, found = deed.row, list[Record]()
        if (row.part, row.publisher) not in self._sources:
            found.append(self._source(row.part, row.publisher))
        for actor, principal in (deed.source, deed.target):
            if actor.id not in self._actors:
                found += self._named(actor)
            if principal is not None and (actor.id, principal.id, deed.when.text[:4]) not in self._mandates:
                found += self._mandate(actor, principal, deed.when.text[:4])
        return found

    def _source(self, part: str = "", publisher: str = "") -> Source:
        source = self.data.source(part, publisher)
        self._sources[part, publisher] = source.id
        return source

    def _named(self, actor: Actor) -> Iterator[Actor]:
        if actor.id not in self._actors:
            self._actors.add(actor.id)
            yield actor

    def _mandate(self, actor: Actor, principal: Actor, year: str) -> Iterator[Record]:
        self._mandates.add((actor.id, principal.id, year))
        self.account.mandates += 1
        yield from self._named(principal)
        if ("", "") not in self._sources:
            yield self._source()
        yield Claim(
            id=f"{self.data.id}.{actor.id}.represents.{principal.id}.{year}",
            subject=actor.id,
            relation="represents",
            object=principal.id,
            when=period.parse(f"{year}/{year}"),
            source=self.data.id,
            locator=f"rows of {year}",
            note=f"Its rows say: {actor.scope or actor.public_role or actor.label}.",
        )

    def _claim(self, deed: Deed, place: str) -> Claim:
        row, meaning = deed.row, deed.meaning
        subject, object_ = deed.source.actor, deed.target.actor
        if meaning.turned:
            subject, object_ = object_, subject
        self._check_kinds(subject.kind, deed.relation, object_.kind)
        self.account.claims += 1
        return Claim(
            id=f"{self.data.id}.{deed.name}",
            subject=subject.id,
            relation=deed.relation.name,
            object=object_.id,
            when=deed.when,
            source=self._sources[row.part, row.publisher],
            polarity=meaning.polarity,
            polarity_reason=meaning.reason,
            intensity=self._score(row.intensity, deed),
            locator=f"{place}, {row.code} {row.label or meaning.label}{row.more and f', {row.more}'}",
        )

    def _check_kinds(self, subject: str, relation: Relation, object_: str) -> None:
        key = subject, relation.name, object_
        if key not in self._fits:
            kinds = ontology().classes
            self._fits[key] = bool(kinds[subject] & relation.domain and kinds[object_] & relation.range)
        if not self._fits[key]:
            self.account.misfits[key] += 1

    def _score(self, text: str, deed: Deed) -> str:
        """The intensity of the row, else of its code; none where it goes against the sign of the relation."""
        key = text, deed.meaning.code
        if key not in self._scores:
            score = number(text) or deed.meaning.intensity
            fits = deed.meaning.polarity is not None or float(score or 0) * deed.relation.polarity >= 0
            self._scores[key] = score if fits else ""
        return self._scores[key]

    def _period(self, text: str) -> Period | None:
        if text not in self._periods:
            self._periods[text] = _day(text.strip())
        return self._periods[text]


def _day(text: str) -> Period | None:
    """One day written as 1979-04-15, 19790415 or 790415; None where it is none."""
    digits = text.replace("-", "") if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
    if not re.fullmatch(r"\d{6}|\d{8}", digits):
        return None
    if len(digits) == 6:
        digits = f"{19 if int(digits[:2]) >= PIVOT else 20}{digits}"
    try:
        return period.parse(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except InvalidPeriod:
        return None


def _unreadable(met: int) -> str:
    if not met:
        return "it holds no rows. Give the file of events itself."
    return f"not one of its first {met:,} rows can be read. Is it another form of event data?"
