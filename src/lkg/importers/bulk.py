"""Millions of records or triples into a store on disk, as a stream: all of them or none."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from lkg.claims import lines, same, stored, writing
from lkg.claims.keeping import Beside
from lkg.claims.model import Actor, Claim, Source
from lkg.errors import InvalidFile, Problem
from lkg.identity import Names
from lkg.importers.opening import check_files
from lkg.store.files import format_of
from lkg.store.oxigraph import Store, is_store
from lkg.store.places import fill
from lkg.store.terms import node_text
from lkg.vocab import EDTF, PREFIXES, absolute, nearest, ontology

Told = Callable[[int, float], None]
"""is told now and then how much has been read, in claims or bytes, and after how many seconds"""

LISTED = 50
"""faults that are listed before the rest is only counted"""
_EVERY = 1 << 16
"""bytes of text that are handed to the store at once"""
_SAFE = re.compile(r"[A-Za-z0-9._~-]+")
"""an id that needs no check to stand in an address"""
_RDF, _LKG, _DCT, _RDFS = (PREFIXES[name] for name in ("rdf", "lkg", "dct", "rdfs"))
_TYPED = {name: f'"^^<{iri}> .\n' for name, iri in {
    "edtf": EDTF, "integer": PREFIXES["xsd"] + "integer", "decimal": PREFIXES["xsd"] + "decimal",
}.items()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a bulk import took over: records, the triples that say them, and the time in seconds."""

    claims: int
    actors: int
    sources: int
    triples: int
    seconds: float

    def words(self) -> str:
        """One line of counts, with the rate.

        >>> Loaded(claims=2, actors=3, sources=1, triples=40, seconds=2.0).words()
        '2 claims, 3 actors, 1 sources: 40 triples in 2.0 s, 20 a second'
        """
        rate = self.triples / max(self.seconds, 1e-3)
        took = f"{self.triples:,} triples in {self.seconds:,.1f} s, {rate:,.0f} a second"
        if not self.claims:
            return took
        return f"{self.claims:,} claims, {self.actors:,} actors, {self.sources:,} sources: {took}"


def into_store(records: Iterable[Actor | Source | Claim], place: Path, told: Told | None = None) -> Loaded:
    """Stream records into the store at a place, a new one or one that is there.

    Each actor and source is written once; one that the store knows already stays as it is there. A claim that the
    store holds is passed over if it says the same. `told` hears the number of claims and the seconds.

    Raises InvalidFile where the store holds another claim under the same id, or an id cannot be an address; then, as
    after an error in making the records, nothing is taken over.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     into_store([Actor("a", "A", "State"), Actor("b", "B", "State")], Path(folder) / "world").actors
    2
    """
    start = time.monotonic()
    before = _kept_lines(place)

    def work(store: Store) -> Loaded:
        with tempfile.TemporaryDirectory(prefix="lkg-") as folder:
            rows, new = Path(folder) / "claims.tsv", next(store.quads(), None) is None
            with rows.open("w", encoding="utf-8", newline="\n") as file:
                found = _Writing(records, store, told, start, file)
                store.load_lines(found.pieces())
            if new or before:
                _tabled(store, lambda sql: lines.from_rows(sql, [rows], before))
        return found.loaded()

    done = fill(place, work)
    _settled(place)
    return done


def _kept_lines(place: Path) -> Path | None:
    """The kept rows of the claims that a store holds already; opening it for writing may unsettle its stamp."""
    return Beside(Store(place, write=False)).line if is_store(place) else None


def _tabled(store: Store, read: Callable[[lines.Sql], None]) -> None:
    """Derive the claim table from what was just written: reading it back from the store takes ten times as long."""
    store.inner.flush()
    record = same.merged(stored.record_of(store, list))
    Beside(store).make(record, Names(record.actors.values()).exact, read)


def _settled(place: Path) -> None:
    """Put down the stamp that the store has now that it is closed: nobody else has written in between."""
    beside = Beside(Store(place, write=False))
    if beside.folder.exists():
        beside.settle()


def files_into_store(files: Iterable[Path], place: Path, told: Told | None = None) -> Loaded:
    """Load RDF files, packed or not, into the store at a place, a new one or one that is there.

    Named graphs are kept. `told` hears the number of bytes read and the seconds. Raises InvalidFile with the file
    and line of the first fault, or MissingFile; then nothing is taken over.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "world.nt"
    ...     _ = file.write_text("<urn:a> <urn:knows> <urn:b> .\\n")
    ...     files_into_store([file], Path(folder) / "world").triples
    1
    """
    given, start, read = list(files), time.monotonic(), 0
    for file in given:
        format_of(file)
    check_files(given)

    def heard(size: int) -> None:
        nonlocal read
        read += size
        if told:
            told(read, time.monotonic() - start)

    def work(store: Store) -> int:
        before = len(store)
        # a new store may be filled file by file, for nobody sees it before it is whole
        for batch in [given] if before else [[file] for file in given]:
            store.load_dataset(batch, heard if told else None)
        if not before and any(True for _ in store.nodes_of(f"{_LKG}Claim")):
            _tabled_from_files(store, given)
        return len(store) - before

    triples = fill(place, work)
    _settled(place)
    return Loaded(0, 0, 0, triples, time.monotonic() - start)


def _tabled_from_files(store: Store, files: list[Path]) -> None:
    """Derive the claim table from the files that were just loaded, where these are N-Triples as they lie there.

    Other tables are derived from the store when somebody asks. So are those of faulty claims, which are named then:
    RDF is loaded as it is.
    """
    if all(file.suffix == ".nt" for file in files):
        with suppress(InvalidFile):
            _tabled(store, lambda sql: lines.from_ntriples(sql, files))


class _Writing:
    """Records as pieces of N-Triples, and the count of what was written."""

    def __init__(
        self, records: Iterable[Actor | Source | Claim], store: Store, told: Told | None, start: float, rows: TextIO
    ) -> None:
        self._records, self._told, self._start, self._rows = records, told, start, rows
        self._held = store if next(store.quads(), None) else None
        # numbers in place of names, to save memory; one that occurs twice costs no more than a look into the store
        self._held_claims = set[int]()
        if self._held is not None:
            self._held_claims |= {hash(node) for node in store.nodes_of(f"{_LKG}Claim")}
        self._seen: dict[type, set[str]] = {Actor: set(), Source: set()}
        self._named: dict[type, dict[str, str]] = {Actor: {}, Source: {}}
        """actors and sources that claims name, each with the first claim that does"""
        self._claims = self._triples = 0
        self._problems: list[Problem] = []

    def pieces(self) -> Iterator[bytes]:
        """The text of all records; raises InvalidFile at the end if any of them cannot be taken over."""
        waiting: list[str] = []
        size = 0
        for record in self._records:
            text = self._text(record)
            waiting.append(text)
            size += len(text)
            if size > _EVERY:
                yield self._encoded(waiting)
                waiting, size = [], 0
                if self._told:
                    self._told(self._claims, time.monotonic() - self._start)
        yield self._encoded(waiting)
        for kind, named in self._named.items():
            self._check_known(kind, named)
        if self._problems:
            raise InvalidFile(self._problems[:LISTED] + self._more())

    def loaded(self) -> Loaded:
        """What was written."""
        actors, sources = len(self._seen[Actor]), len(self._seen[Source])
        return Loaded(self._claims, actors, sources, self._triples, time.monotonic() - self._start)

    def _encoded(self, texts: list[str]) -> bytes:
        data = "".join(texts).encode()
        self._triples += data.count(b"\n")
        return data

    def _text(self, record: Actor | Source | Claim) -> str:
        try:
            return self._claim(record) if isinstance(record, Claim) else self._node(record)
        except ValueError as error:
            self._refuse(record, f"it cannot be written: {error}. Use letters, digits and - . _ in ids.")
            return ""

    def _claim(self, claim: Claim) -> str:
        self._claims += 1
        # asked by `is`: the truth of a store is its length, and that takes a scan
        node = absolute(claim.id, "claim") if self._held is not None else ""
        if self._held is not None and hash(node) in self._held_claims and self._held.knows(node):
            if not self._held.says([*writing.write_claim(claim), *writing.write_disputes(claim)]):
                self._refuse(claim, "the store holds another claim of this id. Give it an id of its own.")
            return ""
        self._note_names(claim)
        self._rows.write(lines.row(claim))
        return claim_text(claim)

    def _note_names(self, claim: Claim) -> None:
        actors = self._named[Actor]
        for name in (claim.subject, claim.object, claim.claimant):
            if name and name not in actors:
                actors[name] = claim.id
        self._named[Source].setdefault(claim.source, claim.id)
        if claim.relation not in ontology().relations:
            near = nearest(claim.relation, ontology().relations)
            hint = f"Did you mean {' or '.join(near)}?" if near else "Correct it."
            self._refuse(claim, f"it names the relation {claim.relation!r}, which does not exist. {hint}")

    def _check_known(self, kind: type, named: Mapping[str, str]) -> None:
        """Refuse what claims name and nobody describes: the table of the claims could not be made."""
        word = kind.__name__.lower()
        for name in sorted(named.keys() - self._seen[kind]):
            if self._held is None or not self._held.knows(absolute(name, word)):
                message = f"it names the {word} {name!r}, which does not exist. Add it, or correct the {word}."
                self._problems.append(Problem(f"claim {named[name]}", None, message))

    def _node(self, record: Actor | Source) -> str:
        seen = self._seen[type(record)]
        if record.id in seen:
            return ""
        seen.add(record.id)
        if self._held is not None and self._held.knows(
            absolute(record.id, "actor" if isinstance(record, Actor) else "source")
        ):
            return ""
        triples = writing.write_actor(record) if isinstance(record, Actor) else writing.write_source(record)
        return "".join(f"{triple} .\n" for triple in triples)

    def _refuse(self, record: Actor | Source | Claim, message: str) -> None:
        self._problems.append(Problem(f"{type(record).__name__.lower()} {record.id}", None, message))

    def _more(self) -> list[Problem]:
        left = len(self._problems) - LISTED
        return [Problem("", None, f"… and {left:,} more faults")] if left > 0 else []


def claim_text(claim: Claim) -> str:
    """The triples of a claim as N-Triples, equal to those of `writing`, but several times as fast.

    What few claims have (disputes, a passage, a withdrawal, an id that needs a check) is left to `writing`.

    >>> from lkg.period import parse
    >>> claim = Claim("C1", "a", "visits", "b", parse("2022"), "s1")
    >>> set(claim_text(claim).splitlines()) == {f"{triple} ." for triple in writing.write_claim(claim)}
    True
    """
    if claim.disputes or claim.passage or claim.withdrawal or not _SAFE.fullmatch(claim.id):
        return "".join(f"{t} .\n" for t in (*writing.write_claim(claim), *writing.write_disputes(claim)))
    node = f"<{PREFIXES['claim']}{claim.id}> <"
    text = (
        f"{node}{_RDF}type> <{_LKG}Claim> .\n"
        f"{node}{_RDF}subject> {node_text(absolute(claim.subject))} .\n"
        f"{node}{_RDF}predicate> {node_text(_LKG + claim.relation)} .\n"
        f"{node}{_RDF}object> {node_text(absolute(claim.object))} .\n"
        f"{node}{_LKG}when> {_quoted(claim.when.text)}{_TYPED['edtf']}"
        f"{node}{_LKG}modality> {node_text(_LKG + claim.modality)} .\n"
        f"{node}{_DCT}source> {node_text(absolute(claim.source, 'source'))} .\n"
    )
    return text + "".join(f"{node}{part}" for part in _rare(claim))


def _rare(claim: Claim) -> Iterator[str]:
    """What a claim may have or lack, as predicate and object."""
    if claim.polarity is not None:
        yield f'{_LKG}polarity> "{claim.polarity}{_TYPED["integer"]}'
    for name, number in (("amount", claim.amount), ("intensity", claim.intensity)):
        if number:
            yield f"{_LKG}{name}> {_quoted(number)}{_TYPED['decimal' if '.' in number else 'integer']}"
    if claim.claimant:
        yield f"{_LKG}claimant> {node_text(absolute(claim.claimant))} .\n"
    for name, text in (("unit", claim.unit), ("credibility", claim.credibility), ("locator", claim.locator)):
        if text:
            yield f'{_LKG}{name}> {_quoted(text)}" .\n'
    for iri, text in ((f"{_LKG}polarityReason", claim.polarity_reason), (f"{_RDFS}comment", claim.note)):
        if text:
            yield f'{iri}> {_quoted(text)}"@en .\n'


def _quoted(text: str) -> str:
    """The opening quotation mark of a literal and its text."""
    if "\\" in text or '"' in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{text}'
