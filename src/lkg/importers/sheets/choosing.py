"""Which sheets of a file hold claims: all whose headings say so; the others are named, and none is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lkg.errors import Misuse
from lkg.importers.sheets import columns, headings
from lkg.importers.sheets.cells import Sheet
from lkg.importers.sheets.columns import Layout
from lkg.importers.sheets.faults import Fault
from lkg.vocab import nearest

OTHERS = ("Actors", "Sources", "Relations")
EXPLAINED = "Columns"
"""the sheet of our workbook that explains the others"""


def of_claims(file: Path, sheets: Mapping[str, Sheet], layout: Layout, faults: list[Fault]) -> list[Sheet]:
    """The sheet called Claims and all that have the headings of one, else the first.

    Those that are not read are named as advice. Raises Misuse for a heading of the layout that stands nowhere.
    """
    hidden = [name for name, sheet in sheets.items() if sheet.is_hidden]
    rest = {name: sheet for name, sheet in sheets.items() if name not in (*OTHERS, *hidden)}
    _check(file, rest.values(), layout)
    fit = [name for name, sheet in rest.items() if headings.fits(sheet, columns.CLAIMS, layout)]
    taken = list(dict.fromkeys([*(["Claims"] if "Claims" in rest else []), *fit])) or list(rest)[:1]
    left = [name for name, sheet in rest.items() if name not in taken and name != EXPLAINED and sheet.lines]
    if left:
        message = f"not read, for the headings of claims are not there: {', '.join(left)}."
        faults.append(Fault(taken[0], 1, "", "", "", message, severe=False))
    if hidden:
        message = f"not read, for they are hidden: {', '.join(hidden)}."
        faults.append(Fault(taken[0] if taken else "", 1, "", "", "", message, severe=False))
    return [rest[name] for name in taken]


def _check(file: Path, sheets: Iterable[Sheet], layout: Layout) -> None:
    there = {cell for sheet in sheets for line in sheet.lines[: headings.LOOKED_AT] for cell in line.cells if cell}
    for heading in layout.named:
        if heading not in there:
            near = nearest(heading, there)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise Misuse(f"No sheet of {file} has the heading {heading!r}.{hint}")
