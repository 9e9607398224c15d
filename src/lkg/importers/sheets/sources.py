"""The sources that rows name: by address, by title, or by the id that the graph has; with what the rows say of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from lkg.claims import Record, Source
from lkg.errors import InvalidPeriod
from lkg.importers.actors import identifier
from lkg.importers.addresses import Pages, host_of, is_address, is_host
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.dates import edtf
from lkg.importers.sheets.faults import Fault
from lkg.importers.texts import is_country
from lkg.vocab import ontology

NOTHING = ("?", "-", "–", "n/a", "na", "none", "tbc", "unknown")
"""what people write where they have nothing to write"""
LONGEST = 60
_TAG = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SOUND = {
    "country": "Write two capitals, such as LT.",
    "language": "Write en, lt, zh …",
    "archived": "Write the whole address of the stored copy.",
    "accessed": "Write one day, such as 2026-11-22.",
}
UNCITED = "common-knowledge"
"""the id of the mark for standing facts of which no page was read"""


class Sources:
    """The sources of one file: those that the graph has already, those of a sheet, those made from addresses."""

    def __init__(self, old: Record, faults: list[Fault]) -> None:
        self._faults = faults
        self._old, self._pages = old.sources, Pages(old.sources)
        self.found: dict[str, Source] = {}

    def describe(self, rows: Iterable[Row]) -> None:
        """Take a sheet of sources."""
        for row in rows:
            self.meet(row)

    def meet(self, row: Row) -> str:
        """The id of the source of a row; what the row says of it is added to what is known."""
        text = row["url"]
        if text.lower() in ("", *NOTHING):
            message = "empty: every claim needs a source. Give an address, a title of what is on paper, or uncited."
            self._faults.append(row.fault("url", message))
            return ""
        if text.lower() in ("uncited", "common knowledge"):
            uncited = Source(UNCITED, "Standing facts of which no page was read", "", "uncited")
            self.found.setdefault(UNCITED, self._old.get(UNCITED, uncited))
            return UNCITED
        if text in self._old:
            return text
        source = self._source(row, text)
        if source is None:
            return ""
        self._say(row, source)
        return source.id

    def _source(self, row: Row, text: str) -> Source | None:
        if not _is_address(text):
            return self._known(Source(_paper(text), text, "", "article"))
        address = text if "://" in text else f"https://{text}"
        if " " in address or not is_host(host_of(address)):
            self._faults.append(row.fault("url", "no address of a page. Copy it from the browser, https and all."))
            return None
        return self._known(self._pages.page(address))

    def _known(self, made: Source) -> Source:
        return self.found.get(made.id) or self._old.get(made.id) or made

    def _say(self, row: Row, source: Source) -> None:
        """Add what the row says; where it says otherwise than an earlier row, that is a fault."""
        said = {
            "title": row["title"],
            "publisher": row["publisher"],
            "published": self._date(row),
            "kind": self._kind(row),
            "reliability": self._grade(row),
            "publisher_country": self._checked(
                row, "country", row["country"].upper(), is_country(row["country"].upper())
            ),
            "language": self._checked(row, "language", row["language"], _TAG.fullmatch(row["language"]) is not None),
            "archived": self._checked(row, "archived", row["archived"], is_address(row["archived"])),
            "accessed": self._day(row),
        }
        new: dict[str, Any] = {name: value for name, value in said.items() if value}
        earlier = self.found.get(source.id)
        if earlier and earlier.reliability and new.get("reliability", earlier.reliability) != earlier.reliability:
            message = f"{earlier.reliability} in an earlier row for the same page. A source has one grade."
            self._faults.append(row.fault("reliability", message))
        self.found[source.id] = replace(source, **new)

    def _checked(self, row: Row, column: str, text: str, is_sound: bool) -> str:
        """What a cell says, if it is what the column is for."""
        if not text or is_sound:
            return text
        self._faults.append(row.fault(column, f"cannot be that. {_SOUND[column]}"))
        return ""

    def _day(self, row: Row) -> str:
        try:
            day = edtf(row["accessed"]) if row["accessed"] else ""
        except InvalidPeriod:
            day = row["accessed"]
        return self._checked(row, "accessed", day, re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) is not None)

    def _date(self, row: Row) -> str:
        if not row["published"]:
            return ""
        try:
            return edtf(row["published"])
        except InvalidPeriod as error:
            self._faults.append(row.fault("published", str(error)))
            return ""

    def _kind(self, row: Row) -> str:
        text = row["kind"]
        names = {identifier(name): name for name in source_kinds()} | {
            identifier(ontology().labels[name]): name for name in source_kinds()
        }
        found = names.get(identifier(text), "") if text else ""
        if text and not found:
            self._faults.append(row.fault("kind", f"no kind of source. Use one of {', '.join(source_kinds())}."))
        return found

    def _grade(self, row: Row) -> str:
        grade = row["reliability"].upper()
        if grade and grade not in tuple("ABCDEF"):
            self._faults.append(row.fault("reliability", "use A (reliable) to F (cannot be judged)."))
            return ""
        return grade


def source_kinds() -> list[str]:
    """The kinds that a source may have."""
    return sorted(name for name, kinds in ontology().codes.items() if "SourceKind" in kinds and name != "uncited")


def _paper(title: str) -> str:
    """The id of what is on paper; two long titles that begin alike stay two."""
    full = identifier(title)
    if len(full) <= LONGEST:
        return f"s-{full}"
    return f"s-{full[:LONGEST].strip('-')}-{hashlib.sha256(title.encode()).hexdigest()[:8]}"


def _is_address(text: str) -> bool:
    """Whether a text is the address of a page, also without https, and not the title of what is on paper.

    >>> _is_address("lrt.lt/en/1"), _is_address("www.lrt.lt"), _is_address("Letter of 3 May, p. 2/3")
    (True, True, False)
    """
    host, slash, _ = text.partition("/")
    return bool(re.match(r"https?:|www\.", text, re.IGNORECASE)) or bool(slash and " " not in text and is_host(host))
