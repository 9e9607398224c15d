"""An Oxigraph store of quads, in memory or on disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from lkg.errors import InUse, InvalidFile, InvalidQuery, MissingFile, Misuse
from lkg.store import files as reading
from lkg.store.answers import Answer, collect
from lkg.store.files import Read
from lkg.store.sorting import SortedDigest
from lkg.store.terms import ASSERTED, INFERRED, ONTOLOGY, GraphName, Term, canonical
from lkg.store.text import bound, check_local, explain
from lkg.vocab import PREFIXES


class Store:
    """Quads in memory or on disk; data in the default graph, the rest in named graphs.

    With `write=False` a store on disk is opened as it stands: any number of readers may do so beside one writer,
    and what is written afterwards they see when they open it again.

    >>> store = Store()
    >>> store.update("INSERT DATA { actor:eu a lkg:InternationalOrganization }")
    >>> len(store), store.knows("https://w3id.org/lkg/actor/eu")
    (1, True)
    """

    def __init__(self, path: Path | None = None, *, write: bool = True) -> None:
        self.path, self.writes = path, write
        self.inner = ox.Store() if path is None else _opened(path, write)

    def __len__(self) -> int:
        return len(self.inner)

    def load(self, files: Iterable[Path], to: GraphName = ASSERTED) -> None:
        """Read files into one graph; raises InvalidFile with every file that cannot be read, or MissingFile.

        N-Triples without blank nodes go in as they are; all else passes through Python, for blank nodes keep their
        names only there, and a file of quads names graphs of its own.
        """
        self._check_writes()
        given = list(files)
        lines = [file for file in given if _is_plain(file)]
        try:
            quads = reading.parse_files(file for file in given if file not in lines)
            if lines:
                self._load_lines_of(lines, to)
        except (InvalidFile, SyntaxError):
            # nothing is in the store yet; file by file, to name every fault
            reading.parse_files(given)
            raise
        self.inner.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, to) for q in quads)

    def _load_lines_of(self, files: list[Path], to: GraphName) -> None:
        """N-Triples into one graph, all files or none; a single unpacked one is read without passing through Python."""
        if len(files) == 1 and files[0].suffix not in reading.PACKED:
            self.inner.bulk_load(path=str(files[0]), format=ox.RdfFormat.N_TRIPLES, to_graph=to)
        else:
            self.inner.bulk_load(reading.bytes_of(files), ox.RdfFormat.N_TRIPLES, to_graph=to)

    def load_dataset(self, files: Iterable[Path], told: Read | None = None) -> None:
        """Read files as they are, named graphs included; all of them or, where one has a fault, none.

        `told` hears how many bytes have been read. Raises InvalidFile or MissingFile.
        """
        given = list(files)
        if len(given) > 1:
            self.inner.bulk_extend(quad for file in given for quad in reading.parsed(file, apart=True, told=told))
        for file in given if len(given) == 1 else ():
            try:
                if told is None and file.suffix not in reading.PACKED:
                    self.inner.bulk_load(path=str(file), format=reading.format_of(file))
                else:
                    self.inner.bulk_load(reading.bytes_of([file], told), reading.format_of(file))
            except SyntaxError as error:
                raise reading.invalid(file, error) from None

    def query(
        self,
        text: str,
        *,
        graphs: Sequence[GraphName] = (ASSERTED, ONTOLOGY, INFERRED),
        bindings: Mapping[str, Term] | None = None,
    ) -> Answer:
        """Answer SPARQL 1.1; the project's prefixes need not be declared.

        Raises InvalidQuery, with the position, if the text cannot be read.

        >>> store, eu = Store(), ox.NamedNode(PREFIXES["actor"] + "eu")
        >>> store.update("INSERT DATA { actor:eu a lkg:Forum . actor:un a lkg:Forum }")
        >>> len(store.query("SELECT ?body { ?body a lkg:Forum }", bindings={"body": eu}))
        1
        """
        check_local(text)
        asked = bound(text, bindings or {})
        try:
            found = self.inner.query(asked, prefixes=dict(PREFIXES), default_graph=list(graphs))
        except SyntaxError as error:
            raise InvalidQuery(explain(asked, str(error))) from None
        return collect(found)

    def update(self, text: str) -> None:
        """Run SPARQL 1.1 Update."""
        self._check_writes()
        check_local(text)
        try:
            self.inner.update(text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise InvalidQuery(explain(text, str(error))) from None

    def quads(self, predicate: str | None = None, graph: GraphName = ASSERTED) -> Iterator[ox.Quad]:
        """All quads of one graph, or those with one predicate."""
        return iter(
            self.inner.quads_for_pattern(None, None if predicate is None else ox.NamedNode(predicate), None, graph)
        )

    def load_lines(self, pieces: Iterator[bytes]) -> None:
        """Take over N-Triples as they are made: all of them, or none where making them raises an error."""
        self.inner.bulk_load(reading.stream_of(pieces), ox.RdfFormat.N_TRIPLES)

    def nodes_of(self, kind: str) -> Iterator[str]:
        """All nodes of a class, by one scan; a million of them take some seconds, as ten thousand `knows` do."""
        typed = ox.NamedNode(PREFIXES["rdf"] + "type")
        for quad in self.inner.quads_for_pattern(None, typed, ox.NamedNode(kind), ASSERTED):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value

    def knows(self, node: str) -> bool:
        """Whether the data say what kind of thing a node is."""
        kind = ox.NamedNode(PREFIXES["rdf"] + "type")
        return any(True for _ in self.inner.quads_for_pattern(ox.NamedNode(node), kind, None, ASSERTED))

    def says(self, triples: Iterable[ox.Triple]) -> bool:
        """Whether the data say exactly this of the nodes that these triples are about.

        >>> store = Store()
        >>> store.update('INSERT DATA { actor:eu rdfs:label "EU"@en ; lkg:country "INT" }')
        >>> every = [quad.triple for quad in store.quads()]
        >>> store.says(every), store.says(every[:1])
        (True, False)
        """
        given = {ox.Triple(t.subject, t.predicate, canonical(t.object)) for t in triples}
        about = {triple.subject for triple in given}
        return given == {q.triple for node in about for q in self.inner.quads_for_pattern(node, None, None, ASSERTED)}

    def replace(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in place of a named graph."""
        self._check_writes()
        self.inner.remove_graph(graph)
        self.inner.bulk_extend(quads)

    def digest(self) -> str:
        """SHA-256 of the data as sorted N-Triples, in bounded memory however large they are.

        >>> one, other = Store(), Store()
        >>> one.update("INSERT DATA { <urn:a> a <urn:X> . <urn:b> a <urn:X> }")
        >>> other.update("INSERT DATA { <urn:b> a <urn:X> . <urn:a> a <urn:X> }")
        >>> one.digest() == other.digest()
        True
        """
        total = SortedDigest()
        with io.BufferedWriter(total, 1 << 20) as stream:
            self.inner.dump(stream, ox.RdfFormat.N_TRIPLES, from_graph=ASSERTED)
        return total.digest()

    def stamp(self) -> str:
        """A text that changes whenever the content of a store on disk may have changed; empty for one in memory.

        It is made from the names, sizes and times of the files that hold the content, and takes a millisecond.
        Opening for reading leaves it as it is; each write changes it, and so may opening for writing, when what was
        written last is put in order. So an equal stamp means equal content, and another one that `digest` must tell.
        """
        if self.path is None:
            return ""
        found = hashlib.sha256((self.path / "IDENTITY").read_bytes())
        for name, size, time in sorted(_content(self.path)):
            found.update(f"{name} {size} {time}\n".encode())
        return f"stamp:{found.hexdigest()}"

    def dump(self, form: ox.RdfFormat, graph: GraphName = ASSERTED) -> bytes:
        """One graph in an RDF syntax."""
        return self.inner.dump(format=form, from_graph=graph, prefixes=dict(PREFIXES)) or b""

    def _check_writes(self) -> None:
        if not self.writes:
            raise Misuse(f"The store {self.path} was opened for reading. Open it for writing to change it.")

    def dump_dataset(self, form: ox.RdfFormat) -> bytes:
        """All graphs in a syntax that knows graphs."""
        return self.inner.dump(format=form, prefixes=dict(PREFIXES)) or b""


def is_store(path: Path) -> bool:
    """Whether a folder is a store on disk."""
    return (path / "CURRENT").is_file()


def _opened(path: Path, write: bool) -> ox.Store:
    if not write and not is_store(path):
        raise MissingFile(f"There is no store {path}. `lkg import` makes one.")
    try:
        return ox.Store(str(path)) if write else ox.Store.read_only(str(path))
    except OSError as error:
        raise InUse(f"The store {path} cannot be opened: {error}. Is another program using it?") from None
    except RuntimeError as error:
        raise Misuse(f"The store {path} is damaged: {error}. Import it again.") from None


def _content(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of the files that hold quads: sorted tables, and logs of what is not yet in a table."""
    for file in path.iterdir():
        if file.suffix in (".sst", ".log"):
            # a file that a writer drops meanwhile belongs to another content, and so to another stamp
            with suppress(FileNotFoundError):
                status = file.stat()
                if status.st_size or file.suffix == ".sst":
                    yield file.name, status.st_size, status.st_mtime_ns


def _is_plain(file: Path) -> bool:
    return reading.format_of(file) is ox.RdfFormat.N_TRIPLES and not reading.has_blank_nodes(file)
