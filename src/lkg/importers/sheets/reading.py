"""Claims from a spreadsheet: five columns suffice; all is read, or every fault told with its row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lkg import period
from lkg.claims import Claim, ClaimDispute, Record
from lkg.claims.model import MODALITIES
from lkg.errors import InvalidPeriod, Misuse
from lkg.identity import fold
from lkg.importers.sheets import cells, columns
from lkg.importers.sheets.actors import Actors
from lkg.importers.sheets.cells import Sheet
from lkg.importers.sheets.columns import AS_IT_IS, Layout, Row
from lkg.importers.sheets.dates import edtf
from lkg.importers.sheets.faults import Fault, InvalidSheet
from lkg.importers.sheets.relations import Meaning, Words
from lkg.importers.sheets.sources import Sources
from lkg.importers.texts import is_id
from lkg.period import Period
from lkg.vocab import Relation, nearest, ontology

OTHERS = ("Actors", "Sources", "Relations")
OFFICES = ("leads", "servesIn")
"""relations by which somebody of whom no more is known is a person"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says."""

    record: Record
    advice: tuple[Fault, ...]
    """what is to be looked at, though it is no fault"""
    repeated: tuple[Row, ...]
    """rows that say what an earlier one says, and are taken once"""
    guessed: tuple[str, ...]
    """names whose kind was guessed from their ties"""


def read(
    file: Path, old: Record | None = None, others: Mapping[str, Path] | None = None, layout: Layout = AS_IT_IS
) -> Reading:
    """The claims of a workbook or CSV file, with the actors of `old` known already.

    `others` names files for what a workbook holds as the sheets Actors, Sources and Relations; `layout` says what the
    columns mean where their headings do not. Raises InvalidSheet with every fault, MissingFile, Misuse for a column
    that there is not, or InvalidFile for what cannot be read at all.
    """
    _check_layout(layout)
    sheets = {sheet.name: sheet for sheet in cells.read(file)}
    for name, other in (others or {}).items():
        sheets[name] = replace(cells.read(other)[0], name=name)
    return _Claims(file, sheets, old or Record(), layout).read()


def _check_layout(layout: Layout) -> None:
    known = [column.name for column in columns.CLAIMS]
    for name in (*layout.named.values(), *layout.filled):
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near[0]}?" if near else f"Use {', '.join(known)}."
            raise Misuse(f"There is no column {name!r} of claims. {hint}")


class _Claims:
    def __init__(self, file: Path, sheets: dict[str, Sheet], old: Record, layout: Layout) -> None:
        self.file, self.sheets, self.old, self.layout = file, sheets, old, layout
        self.faults: list[Fault] = []
        self.actors = Actors(old, self.faults)
        self.sources = Sources(old, self.faults)
        self.claims: dict[str, Claim] = {}
        self.rows: dict[str, Row] = {}
        self.repeated: list[Row] = []

    def read(self) -> Reading:
        self.words = Words(self._rows("Relations"), self.faults)
        self.actors.describe(self._rows("Actors"))
        self.sources.describe(self._rows("Sources"))
        for row in columns.rows(self._main(), columns.CLAIMS, self.faults, self.layout):
            self._claim(row)
        self.actors.settle()
        for id, row in self.rows.items():
            self._check_ends(self.claims[id], row)
        self._check_disputes()
        if any(fault.severe for fault in self.faults):
            raise InvalidSheet(self.file, self.faults)
        record = Record(
            dict(sorted(self.actors.found.items())),
            dict(sorted(self.sources.found.items())),
            dict(sorted(self.claims.items())),
        )
        return Reading(record, tuple(self.faults), tuple(self.repeated), tuple(self.actors.guessed))

    def _main(self) -> Sheet:
        """The sheet called Claims, else the first that has the headings of one."""
        named = self.sheets.get("Claims")
        rest = [sheet for name, sheet in self.sheets.items() if name not in OTHERS]
        fit = [sheet for sheet in rest if columns.fits(sheet, columns.CLAIMS, self.layout)]
        return named or next(iter([*fit, *rest]), Sheet("", ()))

    def _rows(self, name: str) -> Iterator[Row]:
        if name in self.sheets:
            yield from columns.rows(self.sheets[name], columns.SHEETS[name], self.faults)

    def _claim(self, row: Row) -> None:
        before = len(self.faults)
        found = self._relation(row)
        when = self._when(row, found)
        source = self.sources.meet(row)
        self._check_fields(row)
        for column in ("from", "to"):
            if not row[column]:
                self.faults.append(row.fault(column, "empty. Write who it is."))
        if len(self.faults) > before and any(fault.severe for fault in self.faults[before:]):
            return
        assert found and when
        claim = self._made(row, found, when, source)
        if self._is_new(row, claim):
            self.claims[claim.id], self.rows[claim.id] = claim, row

    def _made(self, row: Row, found: Meaning, when: Period, source: str) -> Claim:
        relation = ontology().relations[found.relation]
        ends = ("to", "from") if found.swapped else ("from", "to")
        subject = self.actors.meet(row, ends[0], relation.domain)
        target = self.actors.meet(row, ends[1], relation.range)
        if relation.name in OFFICES:
            self.actors.hold(subject, f"{relation.label} {row[ends[1]]}")
        # who is quoted is somebody who can speak, whatever the relation allows at its ends
        claimant = self.actors.meet(row, "said by", frozenset(["Actor"])) if row["said by"] else ""
        own = f"{found.own} (a word of the spreadsheet)" if found.own else ""
        return Claim(
            id=row["id"] or _digest(row),
            subject=subject,
            relation=relation.name,
            object=target,
            when=when,
            source=source,
            modality=row["modality"].lower() or "asserted",
            polarity=found.polarity,
            polarity_reason="coded as neither for nor against" if found.polarity is not None else "",
            amount=row["amount"],
            unit=row["unit"],
            claimant=claimant,
            disputes=tuple(_disputes(row)),
            credibility=row["credibility"],
            locator=row["page"],
            note="; ".join(part for part in (own, row["note"]) if part),
        )

    def _relation(self, row: Row) -> Meaning | None:
        if not row["relation"]:
            self.faults.append(row.fault("relation", "empty. Write what is done."))
            return None
        found = self.words.find(row["relation"])
        if found is None:
            self.faults.append(row.fault("relation", f"no relation that is known. {self.words.hint(row['relation'])}"))
        return found

    def _when(self, row: Row, found: Meaning | None) -> Period | None:
        try:
            when = period.parse(edtf(row["date"]))
        except InvalidPeriod as error:
            said = str(error).removeprefix(f"{row['date']!r} ")
            message = "empty. Say when, if only the year." if not row["date"] else said
            self.faults.append(row.fault("date", message))
            return None
        relation = ontology().relations[found.relation] if found else None
        if relation and not relation.is_state and (when.open_end or ".." in when.text):
            message = f"{relation.label} is an event, which has no open end. Give the day on which it happened."
            self.faults.append(row.fault("date", message))
        if relation and not relation.is_state and row["modality"].lower() == "ended":
            self.faults.append(row.fault("modality", f"{relation.label} is an event and cannot be ended."))
        return when

    def _check_fields(self, row: Row) -> None:
        if row["id"] and not is_id(row["id"]):
            self.faults.append(row.fault("id", "cannot be part of an address. Use letters, digits, - and _."))
        modality = row["modality"].lower()
        if modality and modality not in MODALITIES:
            near = nearest(modality, MODALITIES)
            hint = f"Did you mean {near[0]}?" if near else f"Use {', '.join(MODALITIES)}."
            self.faults.append(row.fault("modality", f"unknown. {hint}"))
        if row["credibility"] and row["credibility"] not in "123456":
            self.faults.append(row.fault("credibility", "use 1 (confirmed) to 6 (cannot be judged)."))
        if row["amount"] and not re.fullmatch(r"-?\d+(\.\d+)?", row["amount"]):
            self.faults.append(row.fault("amount", "no plain number. Write 130000000, and the unit in its own column."))

    def _is_new(self, row: Row, claim: Claim) -> bool:
        earlier = self.rows.get(claim.id)
        if earlier is None:
            return True
        if row["id"]:
            message = f"the id of row {earlier.number} already. Give each row its own."
            self.faults.append(row.fault("id", message))
        elif replace(claim, note="") == replace(self.claims[claim.id], note=""):
            self.repeated.append(row)
        else:
            message = f"the five columns say what row {earlier.number} says, and others differ. Give both rows an id."
            self.faults.append(row.fault("", message))
        return False

    def _check_ends(self, claim: Claim, row: Row) -> None:
        relation = ontology().relations[claim.relation]
        if claim.subject == claim.object:
            self.faults.append(row.fault("to", f"the same as in from ({self.actors.label(claim.object)})."))
        for id, allowed, verb in (
            (claim.subject, relation.domain, "starts from"),
            (claim.object, relation.range, "leads to"),
        ):
            if not ontology().classes[self.actors.kind(id)] & allowed:
                self.faults.append(self._misfit(row, relation, id, allowed, verb))

    def _misfit(self, row: Row, relation: Relation, id: str, allowed: frozenset[str], verb: str) -> Fault:
        labels = ontology().labels
        kind, wanted = labels[self.actors.kind(id)], " or ".join(sorted(labels[name] for name in allowed))
        who = self.actors.label(id)
        column = "from" if fold(row["from"]) == fold(who) else "to"
        message = f"{who} is of the kind {kind}, and {relation.label} {verb} {wanted}."
        return row.fault(column, f"{message} Take another relation, or say in the sheet Actors what {who} is.")

    def _check_disputes(self) -> None:
        for id, claim in self.claims.items():
            for dispute in claim.disputes:
                if dispute.disputed not in self.claims and dispute.disputed not in self.old.claims:
                    self.faults.append(self.rows[id].fault("disputes", "no claim has this id. Correct it."))


def _disputes(row: Row) -> Iterator[ClaimDispute]:
    for other in (part.strip() for part in row["disputes"].split(";") if part.strip()):
        yield ClaimDispute(f"{row['id'] or _digest(row)}-{other}", other, "denial", "genuine")


def _digest(row: Row) -> str:
    """The id of a row without one: the same as long as its five columns say the same."""
    said = "|".join(fold(row[name]) if name != "url" else row[name] for name in ("from", "relation", "to"))
    return "r-" + hashlib.sha256(f"{said}|{row['date']}|{row['url']}".encode()).hexdigest()[:10]
