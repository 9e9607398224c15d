"""Where the headings of a sheet stand, and which column each means, in whatever order they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lkg.importers.amounts import amount
from lkg.importers.sheets.cells import Line, Sheet
from lkg.importers.sheets.columns import AS_IT_IS, CLAIMS, Column, Layout, Row
from lkg.importers.sheets.faults import Fault, letter
from lkg.vocab import nearest

LOOKED_AT = 20
"""rows among which the headings are looked for: titles and dates may stand above them"""
_HOW_TO_NAME = (
    "Rename them; or say to `lkg import` which is which (--column 'WHO=from') and what all rows share "
    "(--fill relation=aids)."
)


def rows(sheet: Sheet, columns: tuple[Column, ...], faults: list[Fault], layout: Layout = AS_IT_IS) -> Iterator[Row]:
    """The rows beneath the headings; what is wrong with the headings joins `faults`, and then there are no rows.

    >>> from lkg.importers.sheets.columns import RELATIONS
    >>> sheet = Sheet("Relations", (Line(1, ("My words",)), Line(2, ("Word", "Means")), Line(3, ("boycotts", "-"))))
    >>> [(row.number, row["word"], row["means"]) for row in rows(sheet, RELATIONS, [])]
    [(3, 'boycotts', '-')]
    """
    head = _head(sheet, columns, layout)
    if head is None:
        faults.append(_no_head(sheet, columns, layout))
        return
    places = _places(sheet, head, _named(columns, layout, head), faults)
    shared = {**_units(head, places), **layout.filled}
    faults += _of_cells(sheet, head, places)
    faults += _unused(sheet, head, places, columns)
    for line in sheet.lines:
        if line.number > head.number and not line.is_empty:
            padded = line.cells + ("",) * (len(head.cells) - len(line.cells))
            yield Row(
                sheet.name,
                line.number,
                {**shared, **{name: padded[at] for name, at in places.items()}},
                {name: (letter(at), head.cells[at]) for name, at in places.items()},
            )


def _of_cells(sheet: Sheet, head: Line, places: Mapping[str, int]) -> Iterator[Fault]:
    """Faults of cells, where they matter: beneath the headings, in columns that say something here, or in several."""
    used = set(map(letter, places.values()))
    return (
        fault for fault in sheet.faults if fault.row >= head.number and (fault.column in used or ":" in fault.value)
    )


def _unused(sheet: Sheet, head: Line, places: Mapping[str, int], columns: tuple[Column, ...]) -> Iterator[Fault]:
    """Advice on columns that say nothing here: a heading that looks like one of ours may be a slip."""
    free = [column.name for column in columns if column.name not in places]
    others = {at: heading for at, heading in enumerate(head.cells) if heading and at not in places.values()}
    near = {at: hits[0] for at, heading in others.items() if (hits := nearest(_plain(heading), free))}
    for at, name in near.items():
        message = f"a column that is not used. Did you mean {name}?"
        yield Fault(sheet.name, head.number, letter(at), "", others[at], message, severe=False)
    rest = [heading for at, heading in others.items() if at not in near]
    if rest:
        yield Fault(sheet.name, head.number, "", "", "", f"columns not used: {', '.join(rest)}.", severe=False)


def fits(sheet: Sheet, columns: tuple[Column, ...], layout: Layout = AS_IT_IS) -> bool:
    """Whether a sheet has the headings that are needed."""
    return _head(sheet, columns, layout) is not None


def _named(columns: tuple[Column, ...], layout: Layout, head: Line) -> dict[str, str]:
    """Heading → name of a column: what the layout says goes before usual names."""
    usual = {name: column.name for column in columns for name in (column.name, *column.also)}
    there = set(map(_plain, head.cells))
    starts = {name for name, column in usual.items() if column == "from"}
    if columns is CLAIMS and {"source", "target"} <= there and not starts & there:
        # beside a target, a source is where a tie starts, not who says so
        usual["source"] = "from"
    given = {_plain(heading): name for heading, name in layout.named.items()}
    return {heading: name for heading, name in usual.items() if name not in given.values()} | given


def _units(head: Line, places: Mapping[str, int]) -> dict[str, str]:
    """The unit that the heading of amounts names in parentheses: Amount (EUR)."""
    found = re.search(r"\(([^)]+)\)\s*$", head.cells[places["amount"]]) if "amount" in places else None
    one = amount(f"1 {found[1].strip()}") if found and "unit" not in places else None
    # of "in millions" each amount would have to be multiplied: then the unit is asked for, and the cell can say so
    return {"unit": one[1]} if one and one[0] == "1" and one[1] else {}


def _needed(columns: tuple[Column, ...], layout: Layout) -> list[str]:
    return [column.name for column in columns if column.needed and column.name not in layout.filled]


def _plain(heading: str) -> str:
    """A heading for comparison.

    >>> _plain("Actor 1*"), _plain("Amount (EUR)"), _plain("source_url")
    ('actor1', 'amount', 'source url')
    """
    words = re.sub(r"[_*?:]", " ", re.sub(r"\([^)]*\)\s*$", "", heading.lower())).split()
    return re.sub(r" (?=\d+$)", "", " ".join(words) or heading.lower())


def _head(sheet: Sheet, columns: tuple[Column, ...], layout: Layout) -> Line | None:
    needed = set(_needed(columns, layout))
    for line in sheet.lines[:LOOKED_AT]:
        named = _named(columns, layout, line)
        if needed <= {named.get(_plain(cell)) for cell in line.cells}:
            return line
    return None


def _no_head(sheet: Sheet, columns: tuple[Column, ...], layout: Layout) -> Fault:
    # the fullest of the first rows: a title may stand above the headings
    first = max(sheet.lines[:LOOKED_AT], key=lambda line: sum(map(bool, line.cells)), default=Line(1, ()))
    named = _named(columns, layout, first)
    lacking = set(_needed(columns, layout)) - {named.get(_plain(cell)) for cell in first.cells}
    found = [cell for cell in first.cells if cell]
    if not found:
        return Fault(sheet.name, first.number, "", "", "", f"There are no headings. {_HOW_TO_NAME}")
    wanted = [column for column in columns if column.name in lacking]
    likely = {column.name: heading for column in wanted if (heading := _likely(column, found))}
    hints = " ".join(f"--column '{heading}={name}'" for name, heading in likely.items())
    what = f"The headings {', '.join(found)} lack {', '.join(column.name for column in wanted)}."
    return Fault(sheet.name, first.number, "", "", "", f"{what} {_HOW_TO_NAME}{f' Perhaps {hints}.' if hints else ''}")


def _likely(column: Column, headings: Iterable[str]) -> str:
    """A heading that holds the name of a column, or another name of it, as a word: DonationDate; else one like it."""
    words = {heading: _plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)).split() for heading in headings}
    held = (heading for heading, each in words.items() if {column.name, *column.also} & set(each))
    return next(held, "") or next(iter(nearest(column.name, words)), "")


def _places(sheet: Sheet, head: Line, named: Mapping[str, str], faults: list[Fault]) -> dict[str, int]:
    found = dict[str, int]()
    # a column goes before one that only bears another name of it
    exact = set(named.values()) & set(map(_plain, head.cells))
    for at, cell in enumerate(head.cells):
        name = named.get(_plain(cell))
        if name is None or (name in exact and _plain(cell) != name):
            continue
        if name in found:
            other = letter(found[name])
            faults.append(Fault(sheet.name, head.number, letter(at), "", cell, f"column {other} is {name} already."))
        found.setdefault(name, at)
    return found
