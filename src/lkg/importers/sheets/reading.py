"""Claims from a spreadsheet: five columns suffice; all is read, or every fault told with its row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lkg import period
from lkg.claims import Claim, ClaimDispute, Record
from lkg.claims.model import OWN_WORD
from lkg.errors import Misuse
from lkg.identity import fold
from lkg.importers.sheets import cells, choosing, columns, fields, headings
from lkg.importers.sheets.actors import Actors
from lkg.importers.sheets.cells import Sheet
from lkg.importers.sheets.columns import AS_IT_IS, Layout, Row
from lkg.importers.sheets.dates import is_vague
from lkg.importers.sheets.ends import Ends
from lkg.importers.sheets.faults import Fault, InvalidSheet
from lkg.importers.sheets.relations import Meaning, Suggest, Words, nothing
from lkg.importers.sheets.sources import Sources
from lkg.period import Period
from lkg.vocab import nearest, ontology

OFFICES = ("leads", "servesIn")
"""relations by which somebody of whom no more is known is a person"""
OWN = "r-"
"""how ids begin that are made for rows without one"""
TOTALS = ("total", "totals", "grand total", "subtotal", "sum", "summe", "gesamt", "somme", "is viso", "razem")
"""first cells of rows that add up those above"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says."""

    record: Record
    advice: tuple[Fault, ...]
    """what is to be looked at, though it is no fault"""
    repeated: tuple[Row, ...]
    """rows that say what an earlier one says, and are taken once"""
    guessed: Mapping[str, str]
    """names whose kind was guessed from their ties → that kind"""
    taken: Mapping[str, str]
    """words that are no label and no exact date → what they were taken for"""
    rows: Mapping[str, Row]
    """id of a claim → its row"""


def read(
    file: Path,
    old: Record | None = None,
    others: Mapping[str, Path] | None = None,
    layout: Layout = AS_IT_IS,
    *,
    suggest: Suggest = nothing,
) -> Reading:
    """The claims of a workbook or CSV file, with the actors of `old` known already.

    `others` names files for what a workbook holds as the sheets Actors, Sources and Relations; `layout` says what the
    columns mean where their headings do not; `suggest` gives labels of relations for a wording that is none. Raises
    InvalidSheet with every fault, MissingFile, Misuse for a column that there is not, or InvalidFile for what cannot
    be read at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "claims.csv"
    ...     _ = file.write_text("from,relation,to,date,url\\nLithuania,aided,Ukraine,May 2022,https://a.org/1\\n")
    ...     claims = read(file).record.claims
    >>> [(claim.subject, claim.relation, claim.object, claim.when.text) for claim in claims.values()]
    [('lithuania', 'aids', 'ukraine', '2022-05')]
    """
    _check_layout(layout)
    sheets = {sheet.name: sheet for sheet in cells.read(file)}
    for name, other in (others or {}).items():
        # by the name of its file its faults are told
        sheets[name] = replace(cells.read(other)[0], name=str(other))
    return _Claims(file, sheets, old or Record(), layout, suggest).read()


def _check_layout(layout: Layout) -> None:
    known = [column.name for column in columns.CLAIMS]
    for name in (*layout.named.values(), *layout.filled):
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near[0]}?" if near else f"Use {', '.join(known)}."
            raise Misuse(f"There is no column {name!r} of claims. {hint}")


class _Claims:
    def __init__(self, file: Path, sheets: dict[str, Sheet], old: Record, layout: Layout, suggest: Suggest) -> None:
        self.file, self.sheets, self.old, self.layout, self.suggest = file, sheets, old, layout, suggest
        self.faults: list[Fault] = []
        self.actors = Actors(old, self.faults)
        self.sources = Sources(old, self.faults)
        self.ends = Ends(self.actors, self.faults)
        self.claims: dict[str, Claim] = {}
        self.rows: dict[str, Row] = {}
        self.repeated: list[Row] = []
        self.taken: dict[str, str] = {}

    def read(self) -> Reading:
        self.words = Words(self._rows("Relations"), self.faults, self.suggest)
        self.actors.describe(self._rows("Actors"))
        self.sources.describe(self._rows("Sources"))
        for sheet in choosing.of_claims(self.file, self.sheets, self.layout, self.faults):
            for row in headings.rows(sheet, columns.CLAIMS, self.faults, self.layout):
                if not self._is_aside(row):
                    self._claim(row)
        self.actors.settle()
        self.ends.check()
        self._check_disputes()
        if not self.claims and not any(fault.severe for fault in self.faults):
            self.faults.append(Fault("", 1, "", "", "", "no row of claims. Fill one, beneath the headings."))
        if any(fault.severe for fault in self.faults):
            raise InvalidSheet(self.file, self.faults, self.words.unknown)
        record = Record(
            dict(sorted(self.actors.found.items())),
            dict(sorted(self.sources.found.items())),
            dict(sorted(self.claims.items())),
        )
        return Reading(record, tuple(self.faults), tuple(self.repeated), self.actors.guessed, self.taken, self.rows)

    def _rows(self, name: str) -> Iterator[Row]:
        sheet = self.sheets.get(name)
        # one that is hidden is named with the others, and an empty one says nothing
        if sheet and sheet.lines:
            yield from headings.rows(sheet, columns.SHEETS[name], self.faults)

    def _is_aside(self, row: Row) -> bool:
        """Whether a row is no claim, but a total or a remark beneath or between them."""
        filled = [text for name, text in row.cells.items() if text and name not in self.layout.filled]
        is_total = not row["relation"] and any(fold(text).strip(":") in TOTALS for text in filled)
        needed = sum(bool(row[column.name]) for column in columns.CLAIMS if column.needed)
        if row["id"] or (row["from"] and row["to"]) or needed > (2 if is_total else 1):
            return False
        # what its cells lack is no fault of its own; others hold this list, too
        self.faults[:] = [fault for fault in self.faults if (fault.sheet, fault.row) != (row.sheet, row.number)]
        message = "a total: passed over." if is_total else "no claim. Complete the row, or delete it."
        self.faults.append(Fault(row.sheet, row.number, "", "", "", message, severe=not is_total))
        return True

    def _claim(self, row: Row) -> None:
        before = len(self.faults)
        found = self._relation(row)
        relation = ontology().relations[found.relation] if found else None
        when = fields.when(row, relation, self.faults)
        source = self.sources.meet(row)
        self.faults += fields.check(row, relation)
        self.faults += [row.fault(column, "empty. Write who it is.") for column in ("from", "to") if not row[column]]
        if not (found and relation and row["from"] and row["to"]):
            return
        # whom a row joins is known, and is checked, also where its date or source has a fault
        ends = self.ends.meet(row, relation, swapped=found.swapped)
        if relation.name in OFFICES:
            self.actors.hold(ends[0], f"{relation.label} {row['from' if found.swapped else 'to']}")
        if any(fault.severe for fault in self.faults[before:]) or not when:
            return
        if is_vague(row["date"]):
            self.taken[row["date"]] = f"{period.words(when.text)} ({when.text})"
        claim = self._made(row, found, ends, when, source)
        if self._is_new(row, claim):
            self.claims[claim.id], self.rows[claim.id] = claim, row

    def _made(self, row: Row, found: Meaning, ends: tuple[str, str], when: Period, source: str) -> Claim:
        # who is quoted is somebody who can speak, whatever the relation allows at its ends
        claimant = self.actors.meet(row, "said by", frozenset(["Actor"])) if row["said by"] else ""
        number, unit = fields.amount(row)
        own = f"{found.own}{OWN_WORD}" if found.own else ""
        return Claim(
            id=row["id"] or _digest(row),
            subject=ends[0],
            relation=found.relation,
            object=ends[1],
            when=when,
            source=source,
            modality=row["modality"].lower() or "asserted",
            polarity=found.polarity,
            polarity_reason="coded as neither for nor against" if found.polarity is not None else "",
            amount=number,
            unit=unit,
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
        elif found.read_as or found.own:
            widest = f"{ontology().relations[found.relation].label}, with your word beside it"
            self.taken[row["relation"]] = found.read_as or widest
        return found

    def _is_new(self, row: Row, claim: Claim) -> bool:
        earlier = self.rows.get(claim.id)
        if earlier is None:
            return True
        if row["id"]:
            message = f"the id of {self._named(earlier, row)} already. Give each row its own."
            self.faults.append(row.fault("id", message))
        elif replace(claim, note="") == replace(self.claims[claim.id], note=""):
            self.repeated.append(row)
            notes = dict.fromkeys(filter(None, (self.claims[claim.id].note, claim.note)))
            self.claims[claim.id] = replace(self.claims[claim.id], note="; ".join(notes))
        else:
            message = (
                f"the five columns say what {self._named(earlier, row)} says, and others differ. Give both rows an id."
            )
            self.faults.append(row.fault("", message))
        return False

    @staticmethod
    def _named(other: Row, row: Row) -> str:
        return f"row {other.number}{f' of {other.sheet}' if other.sheet != row.sheet else ''}"

    def _check_disputes(self) -> None:
        for id, claim in self.claims.items():
            for dispute in claim.disputes:
                if message := self._dispute_fault(claim, dispute.disputed):
                    self.faults.append(self.rows[id].fault("disputes", message))

    def _dispute_fault(self, claim: Claim, disputed: str) -> str:
        if disputed == claim.id:
            return "the row itself. Give the id of the row that it denies."
        if disputed not in self.claims and disputed not in self.old.claims:
            return "no claim has this id. Correct it."
        if claim.modality != "negated" and claim.relation != "denies":
            return "a row denies another by the modality negated, or by the relation denies. Write one of them."
        return ""


def _disputes(row: Row) -> Iterator[ClaimDispute]:
    for other in (part.strip() for part in row["disputes"].split(";") if part.strip()):
        yield ClaimDispute(f"{row['id'] or _digest(row)}-{other}", other, "denial", "genuine")


def _digest(row: Row) -> str:
    """The id of a row without one: the same as long as its five columns say the same."""
    said = "|".join(fold(row[name]) if name != "url" else row[name] for name in ("from", "relation", "to"))
    return OWN + hashlib.sha256(f"{said}|{row['date']}|{row['url']}".encode()).hexdigest()[:10]
