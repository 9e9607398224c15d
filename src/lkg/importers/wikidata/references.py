"""References of Wikidata as sources; where a statement has none, Wikidata's own page stands for it.

None of them was read by anybody here, and Wikidata may be edited by anyone: all are rated F (cannot be judged). What
was imported from a Wikipedia and what has no reference count as one voice, `Wikimedia`, for they copy one another.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from lkg.claims import Source
from lkg.importers.accounts import LeftOut
from lkg.importers.addresses import host_of, is_address, publisher_of
from lkg.importers.texts import tidy
from lkg.importers.wikidata.opening import Entity
from lkg.importers.wikidata.statements import Statement, items, texts, value
from lkg.importers.wikidata.times import date

STATED_IN, ADDRESS, TITLE, READ, PUBLISHED, PUBLISHER = "P248", "P854", "P1476", "P813", "P577", "P123"
AUTHOR, ARCHIVED, IMPORTED, IMPORTED_AT = "P2093", "P1065", "P143", "P4656"
WIKIMEDIA = "Wikimedia"
_PAGE = "https://www.wikidata.org/wiki/"
_UNREAD = "Named in Wikidata as the reference of a statement; nobody here has read it, nor knows what kind it is."
_COPIED = "Wikidata took it from a Wikimedia project, which is no source of its own; nobody here has read it."
_OWN = "Anyone may edit Wikidata, and the statement names no reference."


def own_source(entity: Entity, label: str, seen: str, accessed: str) -> Source:
    """Wikidata's page of an entity, in the version that was read."""
    name, revision = entity["id"], entity.get("lastrevid")
    address = f"https://www.wikidata.org/w/index.php?title={name}&oldid={revision}"
    return Source(
        f"wikidata-{name}",
        f"Wikidata: {label}" + f" ({name})" * (label != name),
        "Wikidata",
        "dataset",
        published=seen,
        url=address if isinstance(revision, int) else _PAGE + name,
        reliability="F",
        origin=WIKIMEDIA,
        accessed=accessed,
        note=_OWN,
    )


def sources(statement: Statement, own: Source) -> list[Source]:
    """The sources of a statement: one for each reference that says where it is from, else Wikidata's own page."""
    found = {source.id: source for source in _sources(statement, own)}
    return list(found.values()) or [own]


def _sources(statement: Statement, own: Source) -> Iterator[Source]:
    for reference in statement.get("references") or ():
        source = _source(reference.get("snaks") or {}, own)
        if source:
            yield source


def _source(snaks: Mapping[str, Any], own: Source) -> Source | None:
    stated = next(iter(items(snaks.get(STATED_IN))), 0)
    project = next(iter(items(snaks.get(IMPORTED))), 0)
    addresses, imports = _web(snaks, ADDRESS), _web(snaks, IMPORTED_AT)
    copied = not stated and not addresses
    if copied and not imports and not project:
        return None
    url = (addresses or imports or [f"{_PAGE}Q{stated or project}"])[0]
    found = Source(
        "",
        next(filter(None, map(tidy, texts(snaks.get(TITLE)))), f"Reference in Wikidata: {_place(url)}"),
        WIKIMEDIA if copied else _publisher(snaks, url, stated),
        "dataset",
        authors=tuple(sorted(set(filter(None, map(tidy, texts(snaks.get(AUTHOR))))))),
        published=_date(snaks, PUBLISHED),
        url=url,
        reliability="F",
        origin=WIKIMEDIA if copied else f"Q{stated}" if stated else "",
        accessed=_day(snaks) or own.accessed,
        archived=next(iter(_web(snaks, ARCHIVED)), ""),
        note=_COPIED if copied else _UNREAD,
    )
    return replace(found, id=f"wikidata-ref-{_digest(found)}")


def _digest(source: Source) -> str:
    """What tells one reference from another: equal ones are one source, whichever statement gives them."""
    said = (source.title, source.publisher, *source.authors, source.published, source.url, source.accessed)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def _publisher(snaks: Mapping[str, Any], url: str, stated: int) -> str:
    named = next(iter(items(snaks.get(PUBLISHER))), 0) or (stated if not _web(snaks, ADDRESS) else 0)
    return f"Wikidata item Q{named}" if named else publisher_of(url)


def _place(url: str) -> str:
    return url.removeprefix(_PAGE) if url.startswith(_PAGE) else host_of(url)


def _web(snaks: Mapping[str, Any], name: str) -> list[str]:
    return [text for text in texts(snaks.get(name)) if is_address(text)]


def _date(snaks: Mapping[str, Any], name: str) -> str:
    for snak in snaks.get(name) or ():
        found = value(snak)
        if isinstance(found, Mapping):
            with suppress(LeftOut):
                return date(found)
    return ""


def _day(snaks: Mapping[str, Any]) -> str:
    """The day on which an editor read it, where one exact day is given."""
    text = _date(snaks, READ)
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""
