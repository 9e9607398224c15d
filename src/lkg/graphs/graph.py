"""A graph of sourced claims: its store, records, names, lenses and named queries in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from lkg import inference, kept, store, vocab
from lkg import lens as lenses
from lkg import queries as questions
from lkg.claims import ClaimTable, Record, read, same, stored, writing
from lkg.claims.context import Context
from lkg.errors import EmptyNetwork, InvalidFile, InvalidQuery, MissingFile, Misuse, UnknownTerm
from lkg.graphs.place import Place
from lkg.identity import Names
from lkg.lens import Codes, Lens
from lkg.receipt import Receipt
from lkg.store import ASSERTED, INFERRED, ONTOLOGY, Answer, GraphName, Store, Term, lkg_terms

if TYPE_CHECKING:
    from lkg.store.remote import Remote
from lkg.validate import placed
from lkg.vocab import LKG, PREFIXES, ontology

AS_IT_STANDS = "asked of the endpoint as it stands: classes above, and direct edges, only where it holds them"
KNOWN = Path(__file__).with_name("known.rq")


class Graph:
    """Claims with everything that belongs to them; made by `lkg.open`."""

    def __init__(
        self, inner: Store | Remote | None = None, *, folder: Path | None = None, files: Iterable[Path] = ()
    ) -> None:
        self.place = Place(inner, tuple(files))
        self.folder = folder

    @property
    def store(self) -> Store | Remote:
        """The store, or the endpoint where it lies; files are loaded into it when it is first asked for."""
        return self.place.store

    @cached_property
    def record(self) -> Record:
        """All actors, sources and claims, actors judged the same being one; raises InvalidFile if one cannot be read.

        Of a large graph a claim is read when it is asked for. What counts is said here, what the data say in
        `recorded`: a claim there names the actor that its coder named.

        >>> import lkg
        >>> claim = lkg.open().record.claims["C316"]
        >>> claim.subject, claim.relation, claim.object, claim.when.text
        ('lithuania', 'subsidises', 'scheme-130m', '2022-04/2027-12')
        """
        faults = list(same.contradictions(self.recorded.judgements.values()))
        if faults:
            raise InvalidFile(placed(faults, self.place.files))
        return same.merged(self.recorded)

    @cached_property
    def recorded(self) -> Record:
        """All actors, sources and claims as the data have them, no judgement of identity applied."""
        if self.place.is_large:
            return stored.record_of(self.place.local, lambda: self.table.claims)
        try:
            return read(self.place.quads())
        except InvalidFile as error:
            raise InvalidFile(placed(error.problems, self.place.files)) from None

    @cached_property
    def names(self) -> Names:
        """The index of all names."""
        return Names(self.record.actors.values(), self.record.counted_as)

    @cached_property
    def table(self) -> ClaimTable:
        """The claims as columns, derived once; raises EmptyNetwork where there is no claim.

        >>> import lkg
        >>> lkg.open().table.sql("SELECT COUNT(*) FROM claim WHERE credibility = 1").fetchone()
        (849,)
        """
        beside = self.place.beside
        if beside is not None:
            return beside.open(lambda: self.record) or beside.make(self.record, self.names.exact)
        if self.place.is_large:
            source = self.place.local
            return ClaimTable.of_lines(self.record, self.names.exact, stored.lines_of(source), stored.disputes(source))
        if not self.record.claims:
            raise EmptyNetwork("The graph holds no claim. Add one, or open the folder that holds them.")
        try:
            return ClaimTable.of(self.record, self.names.exact)
        except InvalidFile as error:
            raise InvalidFile(placed(error.problems, self.place.files)) from None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the data as sorted N-Triples; it names this version of the graph."""
        return self.place.digest()

    @cached_property
    def lenses(self) -> Mapping[str, Lens]:
        """The lenses that the graph ships, by name.

        >>> import lkg
        >>> list(lkg.open().lenses)
        ['default', 'economy', 'energy', 'institutions', 'people', 'security', 'taiwan-dispute']
        """
        return lenses.read_folder(self.folder / "lenses") if self.folder else {"default": lenses.DEFAULT}

    @cached_property
    def queries(self) -> Mapping[str, questions.NamedQuery]:
        """The named queries that the graph ships, by name.

        >>> import lkg
        >>> lkg.open().queries["members-of"].title
        'Members of an organisation on a day, by asserted claims.'
        """
        return questions.read_folder((self.folder or vocab.folder("graph")) / "queries")

    @cached_property
    def rdflib(self) -> Any:
        """An rdflib Dataset over the same store, for everyone who knows rdflib."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        self._infer()
        dataset = Dataset(store=OxigraphStore(store=self._united().inner), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def _united(self) -> Store:
        """The store itself, or where actors were judged the same, a copy in memory in which they are one."""
        if not self.record.counted_as:
            return self.place.local
        copy = Store()
        data = self.store.quads(graph=self._data())
        beside = (quad for graph in (ONTOLOGY, INFERRED, inference.CLAIMS) for quad in self.store.quads(graph=graph))
        copy.inner.bulk_extend([*(ox.Quad(q.subject, q.predicate, q.object, ASSERTED) for q in data), *beside])
        return copy

    def actor(self, name: str) -> str:
        """The id of the actor that bears this name, in any language.

        Raises UnknownActor with near names, or AmbiguousName with the ids to choose from.

        >>> import lkg
        >>> graph = lkg.open()
        >>> graph.actor("Republic of China"), graph.actor("臺灣"), graph.actor("Landsbergis")
        ('taiwan', 'taiwan', 'gabrielius-landsbergis')
        """
        return self.names.resolve(name)

    def label(self, actor: str) -> str:
        """The label of an actor, or its id where it has none."""
        return self.names.labels.get(actor, actor)

    def lens(self, lens: str | Lens = "default", **options: Any) -> Lens:
        """A lens by name or as it is, with some values changed; names of actors in it are resolved.

        Raises UnknownLens, UnknownActor, InvalidLens for a key or value that no lens has, Misuse for an unknown voice.

        >>> import lkg
        >>> lkg.open().lens("security", at="2022-07-01", without="Belarus").without
        ('belarus',)
        """
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
        known = self.table.heard
        for voice in (name, self.names.exact(name), " ".join(name.casefold().split())):
            if voice in known:
                return str(voice)
        near = vocab.nearest(name.casefold(), known)
        hint = f" Did you mean {' or '.join(near)}?" if near else " `lkg ablate --by voice` lists them."
        raise Misuse(f"No claim is said by {name!r}.{hint}")

    def changed(self, record: Record) -> Graph:
        """A graph in memory with other records; its lenses and queries are these, and nothing is written.

        Triples that no record holds, such as true numbers of members, stay.

        >>> import lkg
        >>> graph = lkg.open()
        >>> empty = graph.changed(replace(graph.recorded, claims={}))
        >>> len(empty.record.claims), len(graph.record.claims)
        (0, 1178)
        """
        old = set(writing.write(self.recorded))
        kept = (q for q in self.store.quads() if ox.Triple(q.subject, q.predicate, q.object) not in old)
        new = (ox.Quad(t.subject, t.predicate, t.object, ASSERTED) for t in writing.write(record))
        found = Graph(Store(), folder=self.folder)
        found.place.local.inner.bulk_extend([*kept, *new])
        found.recorded = found.record = record
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

        >>> import lkg
        >>> graph = lkg.open()
        >>> graph.query("members-of", params={"org": "EU", "day": "2022-06-01"}).note
        '21 of 27 known'
        >>> graph.query("SELECT (COUNT(*) AS ?n) { ?claim a lkg:Claim }").values()
        [{'n': 1178}]
        """
        chosen = self.lens(lens)
        named = self._named(text)
        asked = str(text) if named is None else named.text
        graphs, stale = self.dataset(asked, chosen)
        if named is None:
            if params:
                raise Misuse("Parameters belong to named queries and .rq files; write values into the text.")
            return replace(self._ask(str(text), graphs, {}), note=stale)
        answers, bindings = self.bound(named, params or {}, chosen)
        answer = self._ask(named.text, graphs, bindings)
        noted = [self._completeness(named, bindings, len(answer)), stale]
        return replace(answer, note="; ".join(filter(None, noted)), asked=answers)

    def dataset(self, asked: str, lens: str | Lens = "default") -> tuple[list[GraphName], str]:
        """The graphs that make the default graph of a query under a lens, derived if need be, and a note on them.

        Also the kept results that the query names are loaded.
        """
        graphs: list[GraphName] = [self._data(), ONTOLOGY, INFERRED, inference.CLAIMS, self.edges(lens)]
        if self.place.derives and inference.CLAIM_TERMS.intersection(lkg_terms(asked)):
            self._infer_claims()
        results = kept.named_in(asked)
        stale = self._load_results(results) if results else ""
        return graphs, stale if self.place.derives else "; ".join(filter(None, (stale, AS_IT_STANDS)))

    def _data(self) -> GraphName:
        """The data as queries see them: as they are, or where actors were judged the same, with these as one."""
        if not self.place.derives or not self.record.counted_as:
            return ASSERTED
        self.place.put(inference.MERGED, lambda: inference.merged_quads(self.place.quads(), self.record))
        return inference.MERGED

    def named(self, claim: str) -> dict[str, str]:
        """The ends of a claim that name an actor which counts as another one: subject, object, claimant → its label.

        Empty for nearly all claims.
        """
        if not self.record.counted_as:
            return {}
        here, counted = self.recorded.claims[claim], self.record.claims[claim]
        ends = {end: getattr(here, end) for end in ("subject", "object", "claimant")}
        return {end: self.recorded.actors[actor].label for end, actor in ends.items() if actor != getattr(counted, end)}

    def bound(
        self, named: questions.NamedQuery, params: Mapping[str, str], lens: Lens
    ) -> tuple[dict[str, str], dict[str, Term]]:
        """What the parameters of a named query stand for, as texts and as terms.

        Raises InvalidQuery for a parameter missing or unknown, UnknownActor, Misuse for a claim or source not there.
        """
        answers = named.answers(params, [lens.at] if lens.at else lens.between)
        return answers, named.bind(answers, self._resolve)

    def keep(self, found: kept.Found, name: str, *, save: bool = False) -> str:
        """Put a finding into the named graph `result:NAME`, for queries to join; returns that name.

        With `save` it is also written to the folder `results` of the graph (or LKG_RESULTS), for later calls. Raises
        Misuse for a name that cannot stand in a query, and where there is no folder to save in.

        >>> import lkg
        >>> graph, net = Graph(), lkg.Network.from_arrays(["a", "b", "c"], [0, 1], [1, 2])
        >>> graph.keep(lkg.rank(net, by="degree"), "degrees")
        'result:degrees'
        >>> rows = "GRAPH result:degrees { ?row column:label ?label ; column:rank ?rank }"
        >>> graph.query(f"SELECT ?label {{ {rows} FILTER (?rank = 1) }}").values()
        [{'label': 'b'}]
        """
        self.place.write(lambda store: store.replace(kept.graph_name(name), kept.quads(found, name)))
        if save:
            kept.save(found, name, self.folder)
        return f"result:{kept.name_of(name)}"

    def _load_results(self, names: Sequence[str]) -> str:
        """Put kept results into the store; says which of them were made from another version of the graph."""
        digest, notes = self.digest, list[str]()
        self.place.write(lambda store: notes.append(kept.load(store, names, self.folder, digest)))
        return notes[0]

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
        found = self.lens(lens)
        name = inference.edge_graph(found, self.lenses.get(found.name))
        if self.place.derives:
            self._infer()
            self.place.put(name, lambda: self._edges(found, name))
        return name

    def _edges(self, lens: Lens, name: ox.NamedNode) -> Iterator[ox.Quad]:
        if self.record.claims:
            rows = self.table.sql(lenses.edge_query(lens, self.codes)).fetchall()
            yield from inference.edge_quads(self.table, rows, name)

    @cached_property
    def codes(self) -> Codes:
        """The numbers by which the claim table knows actors, sources and voices; raises Misuse for an unknown one."""
        table = self.table
        nodes, sources, voices = (
            {name: n for n, name in reversed(list(enumerate(names)))}
            for names in (table.nodes, table.sources, table.voices)
        )
        return Codes(
            actor=lambda name: nodes[self.actor(name)],
            source=lambda name: sources[self._resolve("source", name)],
            voice=voices.__getitem__,
            empty=table.empty,
        )

    def _named(self, text: str | Path) -> questions.NamedQuery | None:
        if isinstance(text, Path) or str(text).endswith(".rq"):
            if not Path(text).is_file():
                raise MissingFile(f"There is no query file {text}.")
            return questions.read(Path(text))
        return None if "{" in str(text) or "\n" in str(text) else questions.find(str(text), self.queries)

    def _infer(self) -> None:
        """Load the ontology, close classes, and in memory put what queries need of each claim beside it, once."""
        self.place.put(ONTOLOGY, inference.ontology_quads)
        self.place.put(INFERRED, lambda: inference.class_quads(self.record))
        if not self.place.is_large:
            self._infer_claims()

    def _infer_claims(self) -> None:
        """What queries need of each claim; of millions it is made only when a query asks for it."""

        def facts() -> Iterator[ox.Quad]:
            # of a large graph the table's own context knows only the claims that bear on others
            whole = self.table.context if not self.place.is_large else Context(same.merged(read(self.store.quads())))
            return inference.claim_quads(self.table, whole)

        if len(self.record.claims):
            self.place.put(inference.CLAIMS, facts)

    def _completeness(self, named: questions.NamedQuery, bindings: Mapping[str, Term], count: int) -> str:
        if named.completeness is None:
            return ""
        relation, body, day = named.completeness
        known = self.store.query(
            KNOWN.read_text(encoding="utf-8"),
            graphs=[self._data()],
            bindings={"relation": ox.NamedNode(LKG[relation]), "object": bindings[body]},
        )
        for row in known.values():
            if row["day"] == store.value(bindings[day]):
                return f"{count} of {row['n']} known"
        noted = [f"{row['n']} on {row['day']}" for row in known.values()]
        return f"{count} found; the list may be incomplete (true number known only: {', '.join(noted) or 'for no day'})"
