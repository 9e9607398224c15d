"""A web page that somebody else's file cites, as a source of its own."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from lkg.claims import Source
from lkg.importers.actors import identifier
from lkg.importers.entities import tidy

_ADDRESS = re.compile(r"https?://[^\s/;|]+\S*", re.IGNORECASE)


def page_of(text: str, file: Source, *, title: str = "", publisher: str = "") -> Source | None:
    """The page of an address, read on the day of the file that cites it; None where the text is no address.

    Nobody here has read the page: it is as reliable as the file that names it.

    >>> page_of("https://www.lrs.lt/a?b=1", Source("s-f", "f", "p", "dataset", reliability="B")).publisher
    'lrs.lt'
    >>> page_of("Smith 2020", Source("s-f", "f", "p", "dataset"))
    """
    address = tidy(text)
    if not _ADDRESS.fullmatch(address):
        return None
    host = urlsplit(address).netloc.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.")
    digest = hashlib.sha256(address.encode()).hexdigest()[:8]
    return Source(
        id=f"s-{identifier(host)}-{digest}",
        title=tidy(title) or f"Page of {host}",
        publisher=tidy(publisher) or host,
        kind="article",
        url=address,
        reliability=file.reliability,
        accessed=file.accessed,
        note=f"Cited by {file.title}",
    )


def addresses(text: str) -> list[str]:
    """All addresses in a cell that may hold several.

    >>> addresses("https://a.org/1; https://b.org/2"), addresses("a book")
    (['https://a.org/1', 'https://b.org/2'], [])
    """
    return [found.rstrip(".,;|)") for found in _ADDRESS.findall(text)]
