"""A graph of sourced claims, opened: its store, records, names, lenses and named queries in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lkg import inference, kept, store, vocab
from lkg import lens as lenses
from lkg import queries as questions
from lkg.claims import ClaimTable, Record, read, writing
from lkg.errors import EmptyNetwork, InvalidFile, InvalidQuery, MissingFile, Misuse, UnknownTerm
from lkg.identity import Names
from lkg.lens import Lens
from lkg.receipt import Receipt
from lkg.store import ASSERTED, INFERRED, ONTOLOGY, Answer, GraphName, Store, Term, lkg_terms, parse_files
from lkg.validate import placed
from lkg.vocab import LKG, PREFIXES, ontology

KNOWN = Path(__file__).with_name("known.rq")


class Graph:
    """Claims with everything that belongs to them; made by `lkg.open`."""

    def __init__(self, inner: Store | None = None, *, folder: Path | None = None, files: Iterable[Path] = ()) -> None:
        self._inner = inner
        self.folder = folder
        self.files = tuple(files)
        self._made: set[ox.NamedNode] = set()
        """named graphs made since the graph was opened; what an on-disk store kept may be of another version"""

    @cached_property
    def store(self) -> Store:
        """The store; files are loaded into it when it is first asked for."""
        if self._inner is None:
            self._inner = Store()
            self._inner.load(self.files)
        return self._inner

    @cached_property
    def record(self) -> Record:
        """All actors, sources and claims; raises InvalidFile if one cannot be read."""
        quads = parse_files(self.files) if self._inner is None else self._inner.quads()
        try:
            return read(quads)
        except InvalidFile as error:
            raise InvalidFile(placed(error.problems, self.files)) from None

    @cached_property
    def names(self) -> Names:
        """The index of all names."""
        return Names(self.record.actors.values())

    @cached_property
    def table(self) -> ClaimTable:
        """The claims as columns, derived once; raises EmptyNetwork where there is no claim."""
        if not self.record.claims:
            raise EmptyNetwork("The graph holds no claim. Add one, or open the folder that holds them.")
        try:
            return ClaimTable(self.record, self.names.exact)
        except InvalidFile as error:
            raise InvalidFile(placed(error.problems, self.files)) from None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the data as sorted N-Triples; it names this version of the graph."""
        return self.store.digest()

    @cached_property
    def lenses(self) -> Mapping[str, Lens]:
        """The lenses that the graph ships, by name."""
        return lenses.read_folder(self.folder / "lenses") if self.folder else {"default": lenses.DEFAULT}

    @cached_property
    def queries(self) -> Mapping[str, questions.NamedQuery]:
        """The named queries that the graph ships, by name."""
        return questions.read_folder((self.folder or vocab.folder("graph")) / "queries")

    @cached_property
    def rdflib(self) -> Any:
        """An rdflib Dataset over the same store, for everyone who knows rdflib."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        self._infer()
        dataset = Dataset(store=OxigraphStore(store=self.store.inner), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def actor(self, name: str) -> str:
        """The id of the actor that bears this name, in any language."""
        return self.names.resolve(name)

    def label(self, actor: str) -> str:
        """The label of an actor, or its id where it has none."""
        return self.names.labels.get(actor, actor)

    def lens(self, lens: str | Lens = "default", **options: Any) -> Lens:
        """A lens by name or as it is, with some values changed; names of actors in it are resolved."""
        found = lens if isinstance(lens, Lens) else lenses.find(lens, self.lenses)
        given = {key: value for key, value in options.items() if value is not None}
        if "at" in given and "between" not in given:
            given["between"] = ()
        elif "between" in given and "at" not in given:
            given["at"] = None
        found = found.but(**given)
        people = ("actors", "among", "without", "without_side")
        named = {name: tuple(map(self.actor, getattr(found, name))) for name in people}
        named["without_voices"] = tuple(map(self._voice, found.without_voices))
        return found.but(**named, worldview=self.actor(found.worldview) if found.worldview else "")

    def _voice(self, name: str) -> str:
        """The voice of this name: an actor's, or that of a paper or agency; raises Misuse if nobody speaks so."""
        known = self.table.voices
        for voice in (name, self.names.exact(name), " ".join(name.casefold().split())):
            if voice in known:
                return str(voice)
        near = vocab.nearest(name.casefold(), known)
        hint = f" Did you mean {' or '.join(near)}?" if near else " `lkg ablate --by voice` lists them."
        raise Misuse(f"No claim is said by {name!r}.{hint}")

    def changed(self, record: Record) -> Graph:
        """A graph in memory with other records; its lenses and queries are these, and nothing is written.

        Triples that no record holds, such as true numbers of members, stay.
        """
        old = set(writing.write(self.record))
        kept = (q for q in self.store.quads() if ox.Triple(q.subject, q.predicate, q.object) not in old)
        new = (ox.Quad(t.subject, t.predicate, t.object, ASSERTED) for t in writing.write(record))
        found = Graph(Store(), folder=self.folder)
        found.store.inner.bulk_extend([*kept, *new])
        found.record = record
        return found

    def receipt(self, finding: str, lens: Lens, seed: int | None = None, **parameters: Any) -> Receipt:
        """What a finding on this graph rests on."""
        return Receipt(finding, self.digest, lens.to_dict(), parameters, seed)

    def query(
        self, text: str | Path, *, lens: str | Lens = "default", params: Mapping[str, str] | None = None
    ) -> Answer:
        """Answer SPARQL text, a .rq file or a named query; the lens decides which direct edges are seen.

        Raises InvalidQuery where the text cannot be read or a parameter is missing, UnknownQuery for a
        name that the graph does not hold.
        """
        chosen = self.lens(lens)
        graphs: list[GraphName] = [ASSERTED, ONTOLOGY, INFERRED, self.edges(chosen)]
        named = self._named(text)
        results = kept.named_in(str(text) if named is None else named.text)
        stale = kept.load(self.store, results, self.folder, self.digest) if results else ""
        if named is None:
            if params:
                raise Misuse("Parameters belong to named queries and .rq files; write values into the text.")
            return replace(self._ask(str(text), graphs, {}), note=stale)
        answers = named.answers(params or {}, [chosen.at] if chosen.at else chosen.between)
        bindings = named.bind(answers, self._resolve)
        answer = self._ask(named.text, graphs, bindings)
        noted = [self._completeness(named, bindings, len(answer)), stale]
        return replace(answer, note="; ".join(filter(None, noted)), asked=answers)

    def keep(self, found: kept.Found, name: str, *, save: bool = False) -> str:
        """Put a finding into the named graph `result:NAME`, for queries to join; returns that name.

        With `save` it is also written to the folder `results` of the graph (or LKG_RESULTS), for later calls.
        """
        self.store.replace(kept.graph_name(name), kept.quads(found, name))
        if save:
            kept.save(found, name, self.folder)
        return f"result:{kept.name_of(name)}"

    def _ask(self, text: str, graphs: Sequence[GraphName], bindings: Mapping[str, Term]) -> Answer:
        unknown = [name for name in lkg_terms(text) if name not in ontology().labels]
        if unknown:
            raise InvalidQuery(f"{UnknownTerm(unknown[0], vocab.nearest(unknown[0], ontology().labels))}")
        return self.store.query(text, graphs=graphs, bindings=bindings)

    def _resolve(self, kind: str, name: str) -> str:
        """The id of what a parameter names; raises UnknownActor, or Misuse for a claim or source that is not there."""
        if kind == "actor":
            return self.actor(name)
        known: Mapping[str, object] = self.record.claims if kind == "claim" else self.record.sources
        if name not in known:
            near = vocab.nearest(name, known)
            raise Misuse(f"The graph has no {kind} {name!r}.{f' Did you mean {near[0]}?' if near else ''}")
        return name

    def edges(self, lens: str | Lens = "default") -> ox.NamedNode:
        """The named graph of a lens's direct edges, made when it is first asked for."""
        self._infer()
        found = self.lens(lens)
        if not self.record.claims:
            return INFERRED
        name = inference.edge_graph(found, self.lenses.get(found.name))
        if name not in self._made:
            rows = self.table.sql(lenses.edge_query(found, self.actor_number, self.source_number)).fetchall()
            self.store.replace(name, inference.edge_quads(self.table, rows, name))
            self._made.add(name)
        return name

    def source_number(self, name: str) -> int:
        """The number of a source in the claim table; raises Misuse if there is none of this id."""
        return self.table.sources.index(self._resolve("source", name))

    def actor_number(self, name: str) -> int:
        """The number of an actor in the claim table."""
        return self.table.nodes.index(self.actor(name))

    def _named(self, text: str | Path) -> questions.NamedQuery | None:
        if isinstance(text, Path) or str(text).endswith(".rq"):
            if not Path(text).is_file():
                raise MissingFile(f"There is no query file {text}.")
            return questions.read(Path(text))
        return None if "{" in str(text) or "\n" in str(text) else questions.find(str(text), self.queries)

    def _infer(self) -> None:
        """Load the ontology, close classes, and put what queries need of each claim beside it, once."""
        if INFERRED in self._made:
            return
        self._made.add(INFERRED)
        self.store.load(vocab.ontology_files(), to=ONTOLOGY)
        claims = inference.claim_quads(self.table) if self.record.claims else ()
        self.store.replace(INFERRED, [*inference.class_quads(self.record), *claims])

    def _completeness(self, named: questions.NamedQuery, bindings: Mapping[str, Term], count: int) -> str:
        if named.completeness is None:
            return ""
        relation, body, day = named.completeness
        known = self.store.query(
            KNOWN.read_text(encoding="utf-8"),
            graphs=[ASSERTED],
            bindings={"relation": ox.NamedNode(LKG[relation]), "object": bindings[body]},
        )
        for row in known.values():
            if row["day"] == store.value(bindings[day]):
                return f"{count} of {row['n']} known"
        noted = [f"{row['n']} on {row['day']}" for row in known.values()]
        return f"{count} found; the list may be incomplete (true number known only: {', '.join(noted) or 'for no day'})"


def open_graph(*places: str | Path) -> Graph:
    """Open the bundled graph, a folder, Turtle files, or the folder of an Oxigraph store.

    Files are read when they are first needed. Raises MissingFile if a place is not there.

    >>> len(open_graph().record.claims)
    1178
    """
    if not places:
        return _from_folder(vocab.folder("graph"))
    paths = [Path(place) for place in places]
    for path in paths:
        if not path.exists():
            raise MissingFile(f"There is no file or folder {path}.")
    if len(paths) == 1 and paths[0].is_dir():
        return _from_folder(paths[0])
    return Graph(files=files_of(paths))


def files_of(places: Iterable[str | Path]) -> list[Path]:
    """The Turtle files among these files and folders; raises MissingFile for a place that is not there."""
    found: list[Path] = []
    for place in map(Path, places):
        if not place.exists():
            raise MissingFile(f"There is no file or folder {place}.")
        if (place / "CURRENT").exists():
            raise Misuse(f"{place} is a store, not a folder of Turtle files. Name the files it was made from.")
        found += _turtle(place) if place.is_dir() else [place]
    return found


def _turtle(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.ttl"))


def _from_folder(folder: Path) -> Graph:
    if (folder / "CURRENT").exists():
        return Graph(Store(folder))
    files = _turtle(folder)
    if not files:
        raise MissingFile(f"{folder} holds no Turtle file. A graph's folder has sources.ttl, actors/ and claims/.")
    return Graph(folder=folder, files=files)
