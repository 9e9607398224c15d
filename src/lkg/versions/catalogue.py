"""A release for catalogues: DCAT with checksums, and a citation file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from lkg import turtle
from lkg.versions.describing import About
from lkg.vocab import PREFIXES

SPDX = "http://spdx.org/rdf/terms#"
MEDIA: Mapping[str, str] = {
    ".ttl": "text/turtle",
    ".csv": "text/csv",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
    ".rq": "application/sparql-query",
    ".toml": "application/toml",
}
_DCAT, _DCT, _XSD = PREFIXES["dcat"], PREFIXES["dct"], PREFIXES["xsd"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


def dcat(about: About, said: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """The data set and a distribution for every file of the graph and every finding, in canonical Turtle."""
    node = ox.NamedNode(about.iri)
    triples = [*_dataset(node, about, said)]
    for name, content in files.items():
        if name.startswith(("graph/", "findings/")):
            triples += _distribution(node, about, name, content)
    return turtle.write(triples, head="# What this release is, and the files it is distributed as.\n")


def _dataset(node: ox.NamedNode, about: About, said: Mapping[str, Any]) -> Iterator[ox.Triple]:
    yield ox.Triple(node, _TYPE, ox.NamedNode(_DCAT + "Dataset"))
    yield ox.Triple(node, ox.NamedNode(_DCT + "title"), ox.Literal(about.title, language="en"))
    if about.description:
        yield ox.Triple(node, ox.NamedNode(_DCT + "description"), ox.Literal(about.description, language="en"))
    yield ox.Triple(node, ox.NamedNode(_DCAT + "version"), ox.Literal(about.version))
    yield ox.Triple(node, ox.NamedNode(_DCT + "license"), ox.NamedNode(about.licence.address))
    for creator in about.creators:
        yield ox.Triple(node, ox.NamedNode(_DCT + "creator"), ox.Literal(creator))
    if about.issued:
        yield ox.Triple(node, ox.NamedNode(_DCT + "issued"), _day(about.issued))
    if said["first_day"]:
        span = ox.NamedNode(f"{about.iri}#span")
        yield ox.Triple(node, ox.NamedNode(_DCT + "temporal"), span)
        yield ox.Triple(span, _TYPE, ox.NamedNode(_DCT + "PeriodOfTime"))
        yield ox.Triple(span, ox.NamedNode(_DCAT + "startDate"), _day(said["first_day"]))
        yield ox.Triple(span, ox.NamedNode(_DCAT + "endDate"), _day(said["last_day"]))


def _distribution(node: ox.NamedNode, about: About, name: str, content: bytes) -> Iterator[ox.Triple]:
    part, sum_ = (ox.NamedNode(f"{about.iri}#{quote(name)}{end}") for end in ("", ".sha256"))
    media = MEDIA.get(f".{name.rpartition('.')[2]}", "application/octet-stream")
    yield ox.Triple(node, ox.NamedNode(_DCAT + "distribution"), part)
    yield ox.Triple(part, _TYPE, ox.NamedNode(_DCAT + "Distribution"))
    yield ox.Triple(part, ox.NamedNode(_DCT + "title"), ox.Literal(name))
    yield ox.Triple(part, ox.NamedNode(_DCT + "license"), ox.NamedNode(about.licence.address))
    yield ox.Triple(
        part,
        ox.NamedNode(_DCAT + "mediaType"),
        ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media}"),
    )
    size = ox.Literal(str(len(content)), datatype=ox.NamedNode(_XSD + "nonNegativeInteger"))
    yield ox.Triple(part, ox.NamedNode(_DCAT + "byteSize"), size)
    yield ox.Triple(part, ox.NamedNode(SPDX + "checksum"), sum_)
    yield ox.Triple(sum_, _TYPE, ox.NamedNode(SPDX + "Checksum"))
    yield ox.Triple(sum_, ox.NamedNode(SPDX + "algorithm"), ox.NamedNode(SPDX + "checksumAlgorithm_sha256"))
    value = ox.Literal(hashlib.sha256(content).hexdigest(), datatype=ox.NamedNode(_XSD + "hexBinary"))
    yield ox.Triple(sum_, ox.NamedNode(SPDX + "checksumValue"), value)


def _day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + "date"))


def citation_file(about: About) -> str:
    """CITATION.cff 1.2; a text in JSON is one in YAML, so that no quotation mark does harm."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use these data, please cite them as below.",
        "type: dataset",
        f"title: {_quoted(about.title)}",
        f"version: {_quoted(about.version)}",
        *([f"date-released: {_quoted(about.issued)}"] if about.issued else []),
        "authors:",
        *(f"  - name: {_quoted(creator)}" for creator in about.creators),
        f"license: {about.licence.spdx}" if about.licence.spdx else f"license-url: {_quoted(about.licence.address)}",
        f"url: {_quoted(about.iri)}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
