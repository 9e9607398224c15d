"""A release: everything that a reader needs to cite, check and repeat what was said, in one archive."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lkg import folders, validate, vocab
from lkg.errors import InvalidFile
from lkg.graphs import Graph
from lkg.receipt import VERSION
from lkg.versions import catalogue, describing, reproducing
from lkg.versions.describing import About
from lkg.versions.enclosing import Files, enclosed, given_in, standard
from lkg.versions.others import beside, other_files

TEMPLATES = Path(__file__).with_name("release_files")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""the time of every file in the archive: equal releases are equal bytes"""
ONTOLOGY = ("*.ttl", "*.csv")


@dataclass(frozen=True, slots=True)
class Release:
    """An archive with its digest, what it says of itself, and what its maker should know before giving it away."""

    archive: Path
    sha256: str
    about: About
    statement: Mapping[str, Any]
    findings: tuple[Mapping[str, Any], ...]
    warnings: tuple[str, ...]


def release(
    graph: Graph,
    out: Path,
    *,
    version: str = "",
    issued: str = "",
    creators: Sequence[str] = (),
    licence: str = "",
    findings: Sequence[Path] = (),
) -> Release:
    """Write NAME-VERSION.zip into a folder: graph, lenses, ontology, findings with receipts, checksums, descriptions.

    `findings` are pictures and tables that lkg made from this graph, or folders of them; without any, a picture of
    the default network and two rankings are made. Equal releases are equal bytes. Raises InvalidFile with every fault
    that `lkg check` finds, and for every finding that cannot be repeated from this graph; Misuse without a licence.
    """
    about = describing.about(graph, version=version, issued=issued, creators=creators, licence=licence)
    _checked(graph)
    said = describing.statement(graph)
    files = dict(_graph_files(graph)) | dict(_ontology_files())
    given, left_out = given_in(findings)
    entries, made = enclosed(graph, given or dict(standard(graph)))
    files |= made
    files |= _pages(about, said, entries)
    files["dcat.ttl"] = catalogue.dcat(about, said, files).encode()
    files["SHA256SUMS"] = _sums(files)
    content = _zipped(about.name, files)
    archive = out / f"{about.name}.zip"
    reproducing.save(archive, content)
    warnings = tuple(_warnings(graph, about, said, left_out, entries))
    return Release(archive, hashlib.sha256(content).hexdigest(), about, said, tuple(entries), warnings)


def _checked(graph: Graph) -> None:
    """Raise InvalidFile with every fault that is severe; of a store in the files that are given away."""
    with TemporaryDirectory(prefix="lkg-") as aside:
        places = list(graph.place.files)
        for name, content in [] if places else _graph_files(graph):
            reproducing.save(Path(aside) / name, content)
        found = validate.check(places or sorted(Path(aside).rglob("*.ttl")))
        severe = [problem for problem in found.problems if problem.severe]
        if not places:
            severe = [replace(each, file=each.file.removeprefix(f"{aside}/")) for each in severe]
    if severe:
        raise InvalidFile(severe)


def _graph_files(graph: Graph) -> Iterator[tuple[str, bytes]]:
    if graph.folder is not None:
        for file in [*graph.place.files, *beside(graph.folder)]:
            yield f"graph/{file.relative_to(graph.folder).as_posix()}", file.read_bytes()
        return
    for name, text in {**folders.texts(graph.recorded), **dict(other_files(graph))}.items():
        yield f"graph/{name}", text.encode()


def _ontology_files() -> Iterator[tuple[str, bytes]]:
    place = vocab.folder("ontology")
    for pattern in ONTOLOGY:
        for file in sorted(place.glob(pattern)):
            yield f"ontology/{file.name}", file.read_bytes()


def _pages(about: About, said: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> Files:
    makers = reproducing.made_with()
    limits = [f"* {limit}" for limit in about.limits]
    words = {
        "title": about.title,
        "version": about.version,
        "description": about.description or "A graph of sourced claims.",
        "counts": describing.counts(said),
        "ontology": _ontology_version(),
        "statement": describing.table(said),
        "limits": "\n".join(["## What it cannot show", "", *limits, "", ""]) if limits else "",
        "lkg": VERSION,
        "digest": said["digest"],
        "made_with": ", ".join(f"{name} {number}" for name, number in makers.items()),
        "citation": about.citation(),
        "creators": ", ".join(about.creators),
        "licence": about.licence.title,
        "address": about.licence.address,
    }
    receipts = {
        "graph": said["digest"],
        "lkg": VERSION,
        "ontology": _ontology_version(),
        "made_with": makers,
        "findings": list(entries),
    }
    pages = {name: _filled(name, words) for name in ("README.md", "LICENSE", "Makefile")}
    pages["CITATION.cff"] = catalogue.citation_file(about)
    pages["statement.json"] = _json(said)
    pages["receipts.json"] = _json(receipts)
    return {name: text.encode() for name, text in pages.items()}


def _filled(name: str, words: Mapping[str, str]) -> str:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for key, value in words.items():
        text = text.replace(f"[[{key}]]", value)
    return text


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _ontology_version() -> str:
    text = (vocab.folder("ontology") / "lkg.ttl").read_text(encoding="utf-8")
    return text.partition('owl:versionInfo "')[2].partition('"')[0]


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()


def _zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def _warnings(
    graph: Graph, about: About, said: Mapping[str, Any], left_out: Sequence[str], entries: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    if said["uncited"]:
        yield f"{said['uncited']} claims are uncited: common knowledge without a page. Replace them by pages if you can"
    if said["unrated"]:
        yield f"{said['unrated']} claims are not rated: a ranking on them has no interval"
    missing = said["sources"] - said["sources_archived"]
    if missing:
        yield f"{missing} of {said['sources']} sources have no archived copy: their pages may go"
    if about.creators == ("The coders of this graph",):
        yield "Nobody is named as its maker: add --creator NAME, or dct:creator to dataset.ttl"
    if not about.issued:
        yield "No day of issue is known: add --issued DAY, or dct:issued to dataset.ttl"
    if left_out:
        yield f"Left out, for they carry no receipt: {', '.join(left_out)}"
    titled = [entry["file"] for entry in entries if "redrawn" in entry]
    if titled:
        yield f"With a title or choices of their own, so lkg's drawing of them stands beside: {', '.join(titled)}"
    if graph.folder:
        known = {*graph.place.files, *beside(graph.folder)}
        others = [file for file in sorted(graph.folder.rglob("*")) if file.is_file() and file not in known]
        names = [file.relative_to(graph.folder).as_posix() for file in others if not file.name.startswith(".")]
        if names:
            yield f"Not part of a graph, and left out of it: {', '.join(names[:8])}{' …' if len(names) > 8 else ''}"
