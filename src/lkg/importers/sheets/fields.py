"""The cells of a claim that are no names: each is checked by itself."""

from __future__ import annotations

from collections.abc import Iterator

from lkg import period
from lkg.claims.model import MODALITIES
from lkg.errors import InvalidPeriod
from lkg.importers import amounts
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.dates import edtf
from lkg.importers.sheets.faults import Fault
from lkg.importers.sheets.phrases import bare, forms
from lkg.importers.texts import is_id
from lkg.period import Period
from lkg.vocab import Relation, nearest


def when(row: Row, relation: Relation | None, faults: list[Fault]) -> Period | None:
    """The date of a row, as its relation allows; None where it says none, and then that is a fault.

    >>> faults: list[Fault] = []
    >>> when(Row("", 2, {"date": "Q3 2022"}, {}), None, faults).text, faults
    ('2022-35', [])
    """
    try:
        found = period.parse(edtf(row["date"]))
    except InvalidPeriod as error:
        said = str(error).removeprefix(f"{row['date']!r} ")
        message = "empty. Say when, if only the year." if not row["date"] else said
        faults.append(row.fault("date", message))
        return None
    if relation and not relation.is_state and (found.open_end or ".." in found.text):
        message = f"{_named(row, relation)} is an event, which has no open end. Give the day on which it happened."
        faults.append(row.fault("date", message))
    if row["modality"].lower() == "ended" and ".." in found.text:
        return _end(row, found, faults)
    return found


def _end(row: Row, found: Period, faults: list[Fault]) -> Period:
    """The day of an end, of which "until 2023" says no more than 2023."""
    if found.open_end:
        faults.append(row.fault("date", "an end that goes on. Give the day on which it ended."))
        return found
    return period.parse(found.text.removeprefix("../"))


def check(row: Row, relation: Relation | None) -> Iterator[Fault]:
    """Faults of the cells that may stay empty.

    >>> row = Row("", 2, {"modality": "aledged", "credibility": "7"}, {})
    >>> [fault.message for fault in check(row, None)]
    ['unknown. Did you mean alleged?', 'use 1 (confirmed) to 6 (cannot be judged).']
    """
    if row["id"] and not is_id(row["id"]):
        yield row.fault("id", "cannot be part of an address. Use letters, digits, - and _.")
    modality = row["modality"].lower()
    if modality and modality not in MODALITIES:
        near = nearest(modality, MODALITIES)
        hint = f"Did you mean {near[0]}?" if near else f"Use {', '.join(MODALITIES)}."
        yield row.fault("modality", f"unknown. {hint}")
    if relation and not relation.is_state and modality == "ended":
        yield row.fault("modality", f"{_named(row, relation)} is an event and cannot be ended.")
    if row["credibility"] and row["credibility"] not in tuple("123456"):
        yield row.fault("credibility", "use 1 (confirmed) to 6 (cannot be judged).")
    if row["amount"]:
        yield from _amount_faults(row)


def amount(row: Row) -> tuple[str, str]:
    """The amount of a row and its unit, which may stand in the same cell; empty where there is none."""
    found = amounts.amount(row["amount"]) if row["amount"] else None
    return (found[0], _unit(row) or found[1]) if found else ("", "")


def _unit(row: Row) -> str:
    return "percent" if row["unit"] in ("%", "per cent") else row["unit"]


def _amount_faults(row: Row) -> Iterator[Fault]:
    found = amounts.amount(row["amount"])
    unit = _unit(row)
    if found is None:
        yield row.fault("amount", "no number that could be but one. Write 130000000, and the unit in its own column.")
    elif found[1] and unit and found[1] != unit:
        yield row.fault("amount", f"{found[1]} here, and the unit is {unit}. Write one of them.")
    elif not found[1] and not unit:
        yield row.fault("amount", "without a unit. Write EUR, MW, persons … into a column unit; or --fill unit=EUR.")


def _named(row: Row, relation: Relation) -> str:
    """The relation as the row has it, and as we call it where that is another word."""
    word = row["relation"]
    return word if bare(word) in forms(relation.label) else f"{word} ({relation.label})"
