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
from lkg.versions import catalogue, cautions, describing, redrawing
from lkg.versions.describing import About
from lkg.versions.enclosing import Files, enclosed, standard
from lkg.versions.others import beside, other_files
from lkg.versions.saving import save

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
    taken = enclosed(graph, findings) if findings else standard(graph)
    files |= taken.files
    files |= _pages(about, said, taken.entries)
    files["dcat.ttl"] = catalogue.dcat(about, said, files).encode()
    files["SHA256SUMS"] = _sums(files)
    content = _zipped(about.name, files)
    archive = out / f"{about.name}.zip"
    save(archive, content)
    told = (*cautions.of_data(about, said), *cautions.of_findings(taken), *cautions.of_folder(graph))
    return Release(archive, hashlib.sha256(content).hexdigest(), about, said, tuple(taken.entries), told)


def _checked(graph: Graph) -> None:
    """Raise InvalidFile with every fault that is severe; of a store in the files that are given away."""
    with TemporaryDirectory(prefix="lkg-") as aside:
        places = list(graph.place.files)
        for name, content in [] if places else _graph_files(graph):
            save(Path(aside) / name, content)
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
    makers = redrawing.made_with()
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
