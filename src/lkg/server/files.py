"""Something that an analyst gives to be saved: a picture, a table, a page."""

from __future__ import annotations

from dataclasses import dataclass

MEDIA = {
    "svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml", "cyjs": "application/json", "csv": "text/csv", "json": "application/json",
    "html": "text/html; charset=utf-8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A name with a suffix, and what is in it."""

    name: str
    data: bytes

    @property
    def media(self) -> str:
        """Its media type.

        >>> File("net.svg", b"").media, File("ranks.csv", b"").media
        ('image/svg+xml', 'text/csv')
        """
        return MEDIA[self.name.rpartition(".")[2]]
