"""The forms in which answers travel, and which of them a client would rather have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from lkg.errors import LkgError

ROWS, GRAPHS, DATASETS, PARTS = "rows", "graphs", "datasets", "parts"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an answer."""

    name: str
    kind: str
    """what it can write: rows and truth values, triples, quads, or documents of which each has a form of its own"""
    media: tuple[str, ...]
    """its media type, and others by which it may be asked for"""
    syntax: Any
    """what the store calls it"""

    @property
    def content_type(self) -> str:
        """The media type, with the encoding where it is text.

        >>> [form.content_type for form in FORMS if form.name in ("turtle", "json")]
        ['application/sparql-results+json', 'text/turtle; charset=utf-8']
        """
        return f"{self.media[0]}; charset=utf-8" if self.media[0].startswith("text/") else self.media[0]


class NotAcceptable(LkgError, ValueError):
    """None of the media types that a client takes can carry the answer."""

    def __init__(self, accept: str, kind: str) -> None:
        super().__init__(accept, kind)
        self.accept, self.kind = accept, kind

    def __str__(self) -> str:
        possible = ", ".join(form.media[0] for form in FORMS if form.kind == self.kind)
        return f"{self.accept!r} names no form in which this can be written. Accept one of {possible}."


FORMS = (
    Form(
        "json", ROWS, ("application/sparql-results+json", "application/json", "text/json"), ox.QueryResultsFormat.JSON
    ),
    Form("xml", ROWS, ("application/sparql-results+xml", "application/xml", "text/xml"), ox.QueryResultsFormat.XML),
    Form("csv", ROWS, ("text/csv",), ox.QueryResultsFormat.CSV),
    Form("tsv", ROWS, ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
    Form("turtle", GRAPHS, ("text/turtle", "application/x-turtle"), ox.RdfFormat.TURTLE),
    Form("ntriples", GRAPHS, ("application/n-triples", "text/plain"), ox.RdfFormat.N_TRIPLES),
    Form("jsonld", GRAPHS, ("application/ld+json", "application/json"), ox.RdfFormat.JSON_LD),
    Form("rdfxml", GRAPHS, ("application/rdf+xml", "application/xml"), ox.RdfFormat.RDF_XML),
    Form("trig", DATASETS, ("application/trig",), ox.RdfFormat.TRIG),
    Form("nquads", DATASETS, ("application/n-quads",), ox.RdfFormat.N_QUADS),
)
"""in each kind the first is what a client gets that takes anything"""


def negotiate(accept: str, kind: str) -> Form:
    """The form that an Accept header likes best among those of a kind; TriG and N-Quads carry triples, too.

    A media type that is named counts before a range such as `text/*`, and that before `*/*`. Raises NotAcceptable.

    >>> negotiate("text/csv;q=0.5, application/sparql-results+xml", "rows").name
    'xml'
    >>> negotiate("*/*", "graphs").name
    'turtle'
    """
    wanted = dict(_ranges(accept)) or {"*/*": 1.0}
    able = [form for form in FORMS if form.kind == kind or (kind == GRAPHS and form.kind == DATASETS)]
    liked = [(_liking(form, wanted), -at, form) for at, form in enumerate(able)]
    (quality, _), _, form = max(liked, key=lambda found: found[:2])
    if not quality > 0:
        raise NotAcceptable(accept, kind)
    return form


def form_of(content_type: str) -> Form | None:
    """The form of RDF that a Content-Type names; None for one that none has.

    >>> form_of("text/turtle; charset=utf-8").name
    'turtle'
    >>> form_of("multipart/form-data; boundary=between").kind
    'parts'
    """
    media = content_type.partition(";")[0].strip().lower()
    if media == "multipart/form-data":
        return Form("multipart", PARTS, (content_type,), None)
    return next((form for form in FORMS if form.kind != ROWS and media in form.media[:1]), None)


def _liking(form: Form, wanted: Mapping[str, float]) -> tuple[float, int]:
    """How much a form is wanted, and how exactly it was named: by its own type, by another, by a range."""
    for at, media in enumerate(form.media):
        if media in wanted:
            return wanted[media], 0 if at == 0 else -1
    for precision, media in ((-2, f"{form.media[0].partition('/')[0]}/*"), (-3, "*/*")):
        if media in wanted:
            return wanted[media], precision
    return 0.0, -4


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
        if media:
            yield media, _number(quality)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
