"""The forms in which event data come, and how their files become rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from lkg.errors import InvalidFile, Misuse, Problem
from lkg.importers.events import rows
from lkg.importers.events.rows import Reader, Row
from lkg.importers.opening import lines
from lkg.vocab import nearest

NOT_TEXT = "the row is not UTF-8 text"
_RENAMED = {"Event Intensity": "Intensity"}
"""columns that some years of a data set call otherwise"""
_SPARED = ("Intensity",)
"""columns that some years of a data set lack"""
_LONE_BYTES = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of event data, and the data set that is known for it."""

    reader: Callable[[], Reader]
    columns: tuple[str, ...] = ()
    """the columns wanted of a file with a header; empty: it has none, and the reader gets all cells"""
    title: str = ""
    publisher: str = ""
    url: str = ""


FORMS: Mapping[str, Form] = {
    "icews": Form(
        rows.icews,
        (
            *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country"),
            *("CAMEO Code", "Event Text", "Intensity", "Target Name", "Target Sectors", "Target Country"),
            *("Story ID", "Sentence Number", "Publisher"),
        ),
        "ICEWS event data",
        "ICEWS",
        "https://doi.org/10.7910/DVN/28075",
    ),
    "polecat": Form(
        rows.polecat,
        (
            *("Event ID", "Event Date", "Actor Name", "Actor Sectors", "Actor Country"),
            *("Event Type", "Event Mode", "Intensity", "Recipient Name", "Recipient Sectors", "Recipient Country"),
            "Source",
        ),
        "POLECAT event data",
        "POLECAT",
        "https://doi.org/10.7910/DVN/AJGVIT",
    ),
    "keds": Form(
        rows.keds,
        title="KEDS event data",
        publisher="Kansas Event Data System",
        url="http://eventdata.parusanalytics.com/",
    ),
    "gdelt": Form(
        rows.gdelt,
        title="GDELT event data",
        publisher="GDELT Project",
        url="https://www.gdeltproject.org/",
    ),
    "quadruples": Form(rows.quadruples),
}


def form_of(name: str) -> Form:
    """The form of this name; raises Misuse with those that there are.

    >>> form_of("icews").title
    'ICEWS event data'
    >>> form_of("icew")
    Traceback (most recent call last):
        ...
    lkg.errors.Misuse: There is no form 'icew' of event data. Did you mean icews?
    """
    if name not in FORMS:
        near = nearest(name, FORMS)
        hint = f"Did you mean {near[0]}?" if near else f"Use {', '.join(FORMS)}."
        raise Misuse(f"There is no form {name!r} of event data. {hint}")
    return FORMS[name]


def read(file: Path, form: Form) -> Iterator[tuple[int, Row | str]]:
    """Each line's number with its row, or with what is wrong with it.

    Raises InvalidFile where the header lacks a column, or the file cannot be read to its end.
    """
    reader = form.reader()
    if form.columns:
        for line, cells in _wanted(file, form.columns):
            yield line, cells if isinstance(cells, str) else reader(cells)
    else:
        for line, text in lines(file):
            yield line, reader(text.split("\t")) if _is_sound(text) else NOT_TEXT


def _is_sound(text: str) -> bool:
    return text.isascii() or not _LONE_BYTES.search(text)


def _wanted(file: Path, columns: Sequence[str]) -> Iterator[tuple[int, Sequence[str] | str]]:
    found = lines(file)
    header = [_RENAMED.get(name.strip(), name.strip()) for name in next(found, (0, ""))[1].split("\t")]
    lacking = [name for name in columns if name not in (*header, *_SPARED)]
    if lacking:
        what = f"the columns {', '.join(lacking)} are missing from the header. Is it another form of event data?"
        raise InvalidFile([Problem(str(file), 1, what)])
    # a column that is spared is an empty cell after the last
    wanted = itemgetter(*(header.index(name) if name in header else len(header) for name in columns))
    for line, text in found:
        cells = text.split("\t")
        if len(cells) != len(header):
            yield line, f"{len(cells)} columns, not {len(header)} as in the header"
        else:
            yield line, wanted([*cells, ""]) if _is_sound(text) else NOT_TEXT
