"""Claims from a spreadsheet, a workbook or CSV: five columns suffice, and every fault is told with its row."""

from lkg.importers.sheets.cells import is_workbook
from lkg.importers.sheets.columns import Layout
from lkg.importers.sheets.corrections import corrections
from lkg.importers.sheets.faults import Fault, InvalidSheet, problems
from lkg.importers.sheets.marking import listed, marked
from lkg.importers.sheets.reading import Reading, read

__all__ = [
    "Fault",
    "InvalidSheet",
    "Layout",
    "Reading",
    "corrections",
    "is_workbook",
    "listed",
    "marked",
    "problems",
    "read",
]
