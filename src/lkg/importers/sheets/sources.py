"""Sources made from addresses: one for each page, with the publisher that its host is known for."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lkg import vocab
from lkg.claims import Record, Source, reading
from lkg.errors import InvalidPeriod
from lkg.importers.actors import identifier
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.dates import edtf
from lkg.importers.sheets.faults import Fault
from lkg.store import parse_files
from lkg.vocab import ontology

UNCITED = "common-knowledge"
"""the id of the mark for standing facts of which no page was read"""
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z][\w-]*", re.IGNORECASE)


class Sources:
    """The sources of one file: those that the graph has already, those of a sheet, those made from addresses."""

    def __init__(self, old: Record, faults: list[Fault]) -> None:
        self._faults = faults
        self._old = old.sources
        self._by_url = {_plain(source.url): id for id, source in old.sources.items() if source.url}
        self.found: dict[str, Source] = {}

    def describe(self, rows: Iterable[Row]) -> None:
        """Take a sheet of sources."""
        for row in rows:
            self.meet(row)

    def meet(self, row: Row) -> str:
        """The id of the source of a row; what the row says of it is added to what is known."""
        text = row["url"]
        if not text:
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
        if not re.match(r"https?:|www\.", text, re.IGNORECASE):
            if _HOST.fullmatch(text.partition("/")[0]) and "/" in text:
                self._faults.append(row.fault("url", f"no whole address. Write https://{text}"))
                return None
            return self._known(Source(f"s-{identifier(text)[:60].strip('-')}", text, "", "article"))
        address = text if "://" in text else f"https://{text}"
        host = _host(address)
        if " " in address or not _HOST.fullmatch(host):
            self._faults.append(row.fault("url", "no address of a page. Copy it from the browser, https and all."))
            return None
        publisher = _publishers().get(host, Source("", "", host, "news"))
        digest = hashlib.sha256(_plain(address).encode()).hexdigest()[:8]
        made = replace(publisher, id=f"s-{identifier(host)}-{digest}", title=f"Page of {host}", url=address)
        return self._known(replace(made, id=self._by_url.get(_plain(address), made.id)))

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
            "publisher_country": row["country"].upper(),
            "language": row["language"],
            "archived": row["archived"],
            "accessed": row["accessed"],
        }
        new: dict[str, Any] = {name: value for name, value in said.items() if value}
        earlier = self.found.get(source.id)
        if earlier and earlier.reliability and new.get("reliability", earlier.reliability) != earlier.reliability:
            message = f"{earlier.reliability} in an earlier row for the same page. A source has one grade."
            self._faults.append(row.fault("reliability", message))
        self.found[source.id] = replace(source, **new)

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
        if grade and grade not in "ABCDEF":
            self._faults.append(row.fault("reliability", "use A (reliable) to F (cannot be judged)."))
            return ""
        return grade


def source_kinds() -> list[str]:
    """The kinds that a source may have."""
    return sorted(name for name, kinds in ontology().codes.items() if "SourceKind" in kinds and name != "uncited")


def _plain(address: str) -> str:
    """An address without what does not change the page."""
    parts = urlsplit(address if "://" in address else f"https://{address}")
    kept = "&".join(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    return f"{_host(address)}{parts.path.rstrip('/')}{'?' + kept if kept else ''}"


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.")


@cache
def _publishers() -> Mapping[str, Source]:
    """Host → publisher, country and kind, where all sources of the bundled graph from this host agree."""
    met: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for source in reading.read(parse_files([vocab.folder("graph") / "sources.ttl"])).sources.values():
        if source.url:
            # what an outlet took from an agency is said of that page, and not of its host
            outlet = re.sub(r"\s*\(.*\)$", "", source.publisher.rpartition(" via ")[2])
            met[_host(source.url)].add((outlet, source.publisher_country, source.kind))
    return {
        host: Source("", "", publisher, kind, publisher_country=country)
        for host, found in met.items()
        if len(found) == 1
        for publisher, country, kind in found
    }
