"""The parts of a claim that come from one statement of Wikidata: its note, doubt, share, withdrawal and own dates."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg import period
from lkg.claims import Actor, Claim, ClaimDispute, Source, Withdrawal
from lkg.importers.accounts import LeftOut
from lkg.importers.texts import tidy
from lkg.importers.wikidata.opening import Entity
from lkg.importers.wikidata.statements import OFFICE_OF, Statement, item, items, qualifiers, shown, standing, value
from lkg.importers.wikidata.tables import Property, properties
from lkg.importers.wikidata.times import CIRCA, CIRCUMSTANCES, END, POINT, START, Dated, Snaks, when
from lkg.vocab import ontology

NATURE, DISPUTED_BY, DEPRECATED_FOR, SHARE = "P5102", "P1310", "P2241", "P1107"
_SPOKEN_FOR = {START, END, POINT, CIRCUMSTANCES, NATURE, DISPUTED_BY, DEPRECATED_FOR, SHARE, *OFFICE_OF}
_NOTED = 6
"""qualifiers that the note of a claim quotes"""
_AMOUNT = re.compile(r"\+?(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Page:
    """One entity with what all its statements share."""

    file: Path
    line: int
    entity: Entity
    number: int
    actor: Actor
    source: Source
    seen: str
    end: str


def denial(page: Page, claim: Claim, number: int, name: str, about: str) -> Claim:
    own = f"{claim.id}-disputed-Q{number}"
    return Claim(
        own,
        name,
        "denies",
        about,
        period.parse(f"/{page.seen}"),
        claim.source,
        disputes=(ClaimDispute(f"{own}-{claim.id}", claim.id, "denial", "genuine"),),
        locator=claim.locator,
        note=f"By Wikidata's word the statement is disputed by Q{number}; when is not said.",
    )


def label(name: str) -> str:
    row = properties().get(name)
    return row.named if row else name


def own_dates(page: Page, row: Property) -> Snaks:
    """The dates of the thing itself, which stand for those of a statement that has none."""
    if row.id == "P112":
        return {POINT: [each["mainsnak"] for each in standing(page.entity, "P571")]}
    if ontology().group(page.actor.kind) == "Event":
        return {name: [each["mainsnak"] for each in standing(page.entity, name)] for name in (START, END, POINT)}
    return {}


def end_of(entity: Entity) -> str:
    """When a person died or a body was dissolved, where the file says so."""
    for name in ("P570", "P576"):
        snaks = {POINT: [each["mainsnak"] for each in standing(entity, name)][:1]}
        try:
            found = when(snaks, state=True, seen="2000-01-01", own={}, end="")
        except LeftOut:
            continue
        if not found.note:
            return found.text
    return ""


def withdrawal(page: Page, statement: Statement) -> Withdrawal:
    reasons = items(qualifiers(statement).get(DEPRECATED_FOR))
    because = f"ranked as deprecated in the version of {page.seen}"
    named = f"; reason for the rank: {', '.join(f'Q{each}' for each in reasons)}" if reasons else ""
    return Withdrawal(page.seen, "editors of Wikidata", because + named)


def is_doubted(statement: Statement) -> bool:
    """Whether Wikidata itself qualifies how true it is: allegedly, possibly, presumably …; *circa* is about dates."""
    found = qualifiers(statement)
    return any(shown(snak) != CIRCA for name in (NATURE, CIRCUMSTANCES) for snak in found.get(name) or ())


def amount(statement: Statement) -> str:
    for snak in qualifiers(statement).get(SHARE) or ():
        found: Any = value(snak)
        match = _AMOUNT.fullmatch(str(found.get("amount"))) if isinstance(found, Mapping) else None
        if match:
            return match[1].rstrip("0").rstrip(".") if "." in match[1] else match[1]
    return ""


def note(row: Property, statement: Statement, rank: str, dated: Dated) -> str:
    found = qualifiers(statement)
    doubts = [shown(snak) for name in (NATURE, CIRCUMSTANCES) for snak in found.get(name) or ()]
    others = [f"{name} {shown(snak)}" for name in found if name not in _SPOKEN_FOR for snak in found[name]]
    office = f" (office Q{item(statement)})" if "/" in row.id else ""
    parts = [
        f"Wikidata: {row.label}{office}, {rank} rank",
        dated.note,
        f"qualified by Wikidata as {', '.join(doubts)}" if doubts else "",
        f"disputed by {', '.join(map(shown, found[DISPUTED_BY]))}" if found.get(DISPUTED_BY) else "",
        f"further qualifiers: {', '.join(others[:_NOTED])}{' …' * (len(others) > _NOTED)}" if others else "",
    ]
    return tidy("; ".join(filter(None, parts)))


def digest(statement: Statement) -> str:
    return hashlib.sha256(json.dumps(statement, sort_keys=True).encode()).hexdigest()[:12]


def day_of_version(stamp: object) -> str:
    match = re.match(r"\d{4}-\d\d-\d\d", str(stamp))
    return match[0] if match else ""
