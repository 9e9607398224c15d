"""Web pages that files cite, as sources: one for each page, with the publisher that its host is known for."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from lkg import vocab
from lkg.claims import Source, reading
from lkg.importers.actors import identifier
from lkg.importers.texts import tidy
from lkg.store import parse_files

_ADDRESS = re.compile(r"https?://[^\s/;|]+\S*", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z][\w-]*", re.IGNORECASE)

TAIL = 40
"""letters of an address by which pages are told apart that have no title"""


class Pages:
    """Pages as sources by their addresses: those that the graph has, else new ones of a host."""

    def __init__(self, old: Mapping[str, Source]) -> None:
        self._old = old
        self._by_address = {plain(source.url): id for id, source in old.items() if source.url}

    def page(self, address: str, kind: str = "news", **said: Any) -> Source:
        """The page of an address: as the graph has it, else of this kind, with what is said of it.

        What the graph's own sources say of a host, as the name of a newspaper, goes before a guess.

        >>> page = Pages({}).page("https://www.lrt.lt/en/news-in-english/19/1/a-visit-to-taipei")
        >>> page.publisher, page.title
        ('LRT English', 'A visit to taipei (lrt.lt)')
        """
        host = host_of(address)
        digest = hashlib.sha256(plain(address).encode()).hexdigest()[:8]
        id = self._by_address.get(plain(address), f"s-{identifier(host)}-{digest}")
        if id in self._old:
            return self._old[id]
        made = replace(
            publishers().get(host, Source("", "", host, kind)), id=id, title=_title(address, host), url=address
        )
        return replace(made, **{name: value for name, value in said.items() if value})

    def cited(self, text: str, file: Source, *, title: str = "", publisher: str = "") -> Iterator[Source]:
        """The pages of all addresses in a text, read on the day of the file that cites them.

        Nobody here has read them: each is as reliable as the file that names it.

        >>> file = Source("s-f", "F", "p", "dataset", reliability="B")
        >>> [(page.publisher, page.note) for page in Pages({}).cited("https://www.lrs.lt/a?b=1", file)]
        [('lrs.lt', 'Cited by F')]
        """
        for address in addresses(text):
            yield self.page(
                address,
                "article",
                title=tidy(title),
                publisher=tidy(publisher),
                reliability=file.reliability,
                accessed=file.accessed,
                note=f"Cited by {file.title}",
            )


def is_address(text: str) -> bool:
    """Whether a text is a whole address of a page.

    >>> is_address("https://a.org/1"), is_address("a.org/1"), is_address("https:///1")
    (True, False, False)
    """
    return _ADDRESS.fullmatch(text) is not None and text.isprintable() and host_of(text) != ""


def is_host(text: str) -> bool:
    """Whether a text can be the name of a host.

    >>> is_host("lrt.lt"), is_host("lrt"), is_host("a book")
    (True, False, False)
    """
    return _HOST.fullmatch(text) is not None


def addresses(text: str) -> list[str]:
    """All addresses in a cell that may hold several.

    >>> addresses("https://a.org/1; https://b.org/2"), addresses("a book")
    (['https://a.org/1', 'https://b.org/2'], [])
    """
    found = [each.rstrip(".,;|") for each in _ADDRESS.findall(tidy(text))]
    return [each for each in (each if "(" in each else each.rstrip(").,;|") for each in found) if is_address(each)]


def host_of(address: str) -> str:
    """The host of an address, without www and port.

    >>> host_of("https://www.lrt.lt:443/en")
    'lrt.lt'
    """
    return _split(address).netloc.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.")


def publisher_of(address: str) -> str:
    """Who publishes at an address: as the sources of the bundled graph name the host, else the host.

    >>> publisher_of("https://www.lrt.lt/en/1"), publisher_of("https://example.org/1")
    ('LRT English', 'example.org')
    """
    host = host_of(address)
    return publishers()[host].publisher if host in publishers() else host


def plain(address: str) -> str:
    """An address without what does not change the page.

    >>> plain("https://www.lrt.lt/en/?utm_source=x"), plain("lrt.lt/en")
    ('lrt.lt/en', 'lrt.lt/en')
    """
    parts = _split(address if "://" in address else f"https://{address}")
    kept = "&".join(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    return f"{host_of(parts.geturl())}{parts.path.rstrip('/')}{'?' + kept if kept else ''}"


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        # brackets that are no address of the sixth version
        return SplitResult("", "", "", "", "")


@cache
def publishers() -> Mapping[str, Source]:
    """Host → publisher, country and kind, where all sources of the bundled graph from this host agree."""
    met: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for source in reading.read(parse_files([vocab.folder("graph") / "sources.ttl"])).sources.values():
        if source.url:
            # what an outlet took from an agency is said of that page, and not of its host
            outlet = re.sub(r"\s*\(.*\)$", "", source.publisher.rpartition(" via ")[2])
            met[host_of(source.url)].add((outlet, source.publisher_country, source.kind))
    return {
        host: Source("", "", publisher, kind, publisher_country=country)
        for host, found in met.items()
        if len(found) == 1
        for publisher, country, kind in found
    }


def _title(address: str, host: str) -> str:
    """What the address says of a page, until somebody writes its title down."""
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2].partition(".")[0]
    words = [word for word in re.split(r"[-_+]+", last) if word.isalpha()]
    if len(words) > 2:
        return f"{' '.join(words).capitalize()} ({host})"
    tail = tidy(unquote(urlsplit(address).path).strip("/").rpartition("/")[2])
    return f"Page {tail[:TAIL]} of {host}" if tail else f"Page of {host}"
