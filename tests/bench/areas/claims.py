"""The claim table and the ties that a lens sees, against SPARQL and networkx as a newcomer would write it."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench.cases import Area, Case, Engine, Group, Setting, Target, Values, Work, times_faster, within
from bench.synthetic import DAYS, Claims, day

ROWS, STORE = "lkg", "lkg, from a store on disk"
RDFLIB, OXIGRAPH, OXRDFLIB, MAPLIB = "rdflib + networkx", "pyoxigraph + networkx", "oxrdflib + networkx", "maplib"
MILLION = 1_000_000
BEARS = 100_000
"""claims that rdflib is given at most: a part of a million, and for want of time not also as an input of its own"""
STARTS = {"10 %": day(DAYS * 9 // 10), "90 %": day(DAYS // 10)}
"""the share of the claims that a lens keeps, and the day on which it begins"""
LATER = "2030"
QUERY = """PREFIX lkg: <https://w3id.org/lkg/ontology#> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?claim ?a ?relation ?b ?source (STR(?when) AS ?day) {
  ?claim a lkg:Claim ; rdf:subject ?a ; rdf:predicate ?relation ; rdf:object ?b ; dct:source ?source ; lkg:when ?when .
  FILTER(STR(?when) >= "START")
}"""

# ours


def _rows(setting: Setting) -> dict[str, Any]:
    _import_ours()
    return {"record": Claims(setting.size).record, "file": setting.folder / "rows.tsv"}


def _from_rows(made: Any) -> Any:
    from lkg.claims import lines
    from lkg.claims.table import ClaimTable

    made.pop("table", None)
    table = ClaimTable.of_lines(made["record"], lambda name: None, lambda sql: lines.from_rows(sql, [made["file"]]), [])
    made["table"] = table
    node, source = ({name: n for n, name in enumerate(names)} for names in (table.nodes, table.sources))
    made["codes"] = _codes(node.__getitem__, source.__getitem__, table)
    return _ties(made, STARTS["90 %"])


def _codes(actor: Any, source: Any, table: Any) -> Any:
    from lkg.lens import Codes

    return Codes(actor, source, table.voices.index, table.empty)


def _import_ours() -> None:
    """Libraries are loaded before the clock starts, as those of the peers are."""
    importlib.import_module("lkg.networks.columns")
    importlib.import_module("lkg.importers.bulk")
    importlib.import_module("lkg.graphs")


def _store(setting: Setting) -> dict[str, Any]:
    _import_ours()
    made = {"file": setting.folder / "claims.nt", "place": setting.folder / "store"}
    _load(made)
    return made


def _load(made: Any) -> None:
    from lkg.importers.bulk import files_into_store

    shutil.rmtree(made["place"], ignore_errors=True)
    files_into_store([made["file"]], made["place"])


def _from_store(made: Any) -> Any:
    shutil.rmtree(made["place"] / "table", ignore_errors=True)
    return _opened(made)


def _opened(made: Any) -> Any:
    import lkg

    for name in ("graph", "table"):
        made.pop(name, None)
    made["graph"] = graph = lkg.open(made["place"])
    made["table"], made["codes"] = graph.table, graph.codes
    return _ties(made, STARTS["90 %"])


def _ties(made: Any, start: str) -> Any:
    from lkg.lens import Lens
    from lkg.networks.columns import tie_columns

    return made["table"], tie_columns(made["table"], Lens(between=(start, LATER)), made["codes"])


def _with_ids(made: Any, start: str) -> Any:
    table, ties = _ties(made, start)
    return table, ties, ties.members


def _network(made: Any, start: str) -> Any:
    import lkg

    net = lkg.network(made["graph"], between=(start, LATER))
    return {"facts": {"actors": len(net), "ties": len(net.ties)}}


def _ours(answer: Any) -> Values:
    if not isinstance(answer, tuple):
        return answer or {}
    table, ties, *members = answer
    names, relations = np.array(table.nodes), np.array(table.relations)
    keys = [names[ties["a"]], relations[ties["relation"]], names[ties["b"]]]
    order = np.lexsort(keys[::-1])
    found = {name: keys[i][order] for i, name in enumerate("arb")}
    for name in ("claims", "voices", "first", "last"):
        found[name] = ties[name][order]
    if members:
        begins = np.concatenate([[0], np.cumsum(ties["claims"])[:-1]])
        found["example"] = np.array(table.claims)[members[0][begins]][order]
    return found


# peers


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1].strip("<>")


def _graph(rows: Iterable[tuple[str, ...]], ids: bool) -> Any:
    """A MultiDiGraph of ties with how many claims and voices each has, when, and which claims if asked."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for claim, a, relation, b, source, on in rows:
        if not graph.has_edge(a, b, relation):
            graph.add_edge(a, b, relation, claims=0, voices=set(), first=on, last=on, ids=[])
        tie = graph.edges[a, b, relation]
        tie["claims"] += 1
        tie["voices"].add(source)
        tie["first"], tie["last"] = min(tie["first"], on), max(tie["last"], on)
        if ids:
            tie["ids"].append(claim)
    return graph


def _of_graph(graph: Any) -> Values:
    ties = sorted((_local(a), _local(r), _local(b), about) for a, b, r, about in graph.edges(keys=True, data=True))
    found: dict[str, Any] = {name: np.array([tie[i] for tie in ties]) for i, name in enumerate("arb")}
    found["claims"] = np.array([about["claims"] for *_, about in ties])
    found["voices"] = np.array([len(about["voices"]) for *_, about in ties])
    for name in ("first", "last"):
        found[name] = _ordinals(about[name] for *_, about in ties)
    if ties and ties[0][3]["ids"]:
        found["example"] = np.array([min(map(_local, about["ids"])) for *_, about in ties])
    return found


def _ordinals(days: Iterable[str]) -> Any:
    from lkg import period

    known = {day(n): period.bounds(day(n))[0] for n in range(DAYS)}
    return np.array([known[on] for on in days])


def _rdflib_graph(store: str) -> Callable[[Setting], Any]:
    def prepare(setting: Setting) -> Any:
        from rdflib import Graph

        some = setting.folder / "some.nt"
        file = some if some.is_file() else setting.folder / "claims.nt"
        return Graph(store=store).parse(file, format="nt")

    return prepare


def _in_rdflib(made: Any, start: str, ids: bool) -> Any:
    rows = made.query(QUERY.replace("START", start))
    return _graph((tuple(map(str, row)) for row in rows), ids)


def _oxigraph(setting: Setting) -> Any:
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=str(setting.folder / "claims.nt"), format=ox.RdfFormat.N_TRIPLES)
    return store


def _in_oxigraph(made: Any, start: str, ids: bool) -> Any:
    rows: Iterator[Any] = made.query(QUERY.replace("START", start))
    return _graph((tuple(term.value for term in row) for row in rows), ids)


def _maplib(setting: Setting) -> Any:
    from maplib import Model

    model = Model()
    model.read(str(setting.folder / "claims.nt"), format="ntriples")
    return model


def _in_maplib(made: Any, start: str, ids: bool) -> Any:
    """Its answers are frames of polars, so that its users group there; it compares no STR of a date with a text."""
    import polars as pl

    rows = made.query(QUERY.partition("FILTER")[0] + "}").filter(pl.col("day") >= start)
    wanted = [
        pl.len().alias("claims"),
        pl.col("source").n_unique().alias("voices"),
        pl.col("day").min().alias("first"),
        pl.col("day").max().alias("last"),
    ]
    return rows.group_by("a", "relation", "b").agg(*wanted, *([pl.col("claim").alias("ids")] if ids else []))


def _of_frame(frame: Any) -> Values:
    rows = [(_local(row["a"]), _local(row["relation"]), _local(row["b"]), row) for row in frame.iter_rows(named=True)]
    rows.sort(key=lambda row: row[:3])
    found: dict[str, Any] = {name: np.array([row[i] for row in rows]) for i, name in enumerate("arb")}
    for name in ("claims", "voices"):
        found[name] = np.array([row[3][name] for row in rows])
    for name in ("first", "last"):
        found[name] = _ordinals(row[3][name] for row in rows)
    if rows and "ids" in rows[0][3]:
        found["example"] = np.array([min(map(_local, row[3]["ids"])) for row in rows])
    return found


PEERS: Mapping[str, Callable[[Any, str, bool], Any]] = {
    RDFLIB: _in_rdflib,
    OXRDFLIB: _in_rdflib,
    OXIGRAPH: _in_oxigraph,
    MAPLIB: _in_maplib,
}
_MOST: Mapping[int, Mapping[str, float]] = {
    1_000_000: {"10 %": 0.02, "90 %": 0.05},
    10_000_000: {"10 %": 0.15, "90 %": 0.45},
}


def _cases(size: int) -> Iterator[Case]:
    def work(ours: Callable[..., Any], start: str, ids: bool) -> Case:
        share = next(share for share, begins in STARTS.items() if begins == start)
        most = _MOST.get(size, {}).get(share)
        times = 6 if ids else 1
        targets: tuple[Target, ...] = (within(times * most), within(times * most, STORE)) if most else ()
        if not ids and size == MILLION:
            targets += (times_faster(1000, RDFLIB), times_faster(1000, RDFLIB, STORE))
        name = f"next lens, {share}" + (", with claim ids" if ids else "")
        # rdflib gives ids in the same answer, and takes long enough for it once
        asked = [peer for peer in PEERS if not (ids and peer == RDFLIB and size > BEARS)]
        peers = {peer: _bound(PEERS[peer], start, ids) for peer in asked}
        return Case(name, {**{own: lambda made: ours(made, start) for own in (ROWS, STORE)}, **peers}, targets)

    begin = STARTS["90 %"]
    first: dict[str, Work] = {ROWS: _from_rows, STORE: _from_store}
    first |= {peer: _bound(ask, begin, False) for peer, ask in PEERS.items()}
    yield Case("claims into a store on disk", {STORE: _load}, rounds=1 if size >= MILLION else 3)
    targets = (times_faster(50, RDFLIB), times_faster(50, RDFLIB, STORE)) if size == MILLION else ()
    yield Case("table and first lens, 90 %", first, targets, rounds=3)
    yield Case("store opened again, and first lens", {STORE: _opened}, rounds=3)
    for start in STARTS.values():
        yield work(_ties, start, False)
        yield work(_with_ids, start, True)
    yield Case("lkg.network(), 90 %", {STORE: lambda made: _network(made, begin)}, rounds=5)


def _bound(ask: Callable[[Any, str, bool], Any], start: str, ids: bool) -> Work:
    return lambda made: ask(made, start, ids)


def _setting(size: int) -> Callable[[Path], Setting]:
    def make(folder: Path) -> Setting:
        claims = Claims(size)
        claims.write_rows(folder / "rows.tsv")
        if size <= MILLION:
            claims.write_triples(folder / "claims.nt")
        if BEARS < size <= MILLION:
            Claims(BEARS).write_triples(folder / "some.nt")
        return Setting(size, folder)

    return make


def _group(size: int) -> Group:
    engines = {ROWS: Engine(_rows, _ours)}
    if size <= MILLION:
        engines[STORE] = Engine(_store, _ours)
        engines |= {OXIGRAPH: Engine(_oxigraph, _of_graph), MAPLIB: Engine(_maplib, _of_frame)}
    if size <= MILLION and size != BEARS:
        engines[RDFLIB] = Engine(_rdflib_graph("default"), _of_graph, share=max(1, size // BEARS))
    if size <= BEARS:
        engines[OXRDFLIB] = Engine(_rdflib_graph("Oxigraph"), _of_graph)
    cases = []
    for case in _cases(size):
        kept = {name: work for name, work in case.work.items() if name in engines}
        if kept:
            cases.append(Case(case.name, kept, case.targets, rounds=case.rounds))
    return Group(f"{size:,} claims", _setting(size), engines, tuple(cases))


def _groups(size: str) -> list[Group]:
    sizes = {"small": (500,), "full": (10_000, 100_000, 1_000_000)}
    sizes["large"] = (*sizes["full"], 10_000_000)
    return [_group(claims) for claims in sizes[size]]


AREA = Area(
    "Claim table and lenses",
    "Synthetic claims, like those of an event data set: few actors are in most claims. `lkg` makes its table of the "
    "rows that an import keeps; `from a store on disk` makes it of a store that holds only triples. The peers have "
    "loaded the triples before the clock starts, and ask for the claims of the window by SPARQL; a newcomer's loop "
    "(maplib: a filter and a group_by of polars) makes ties of them. rdflib bears 100,000 claims; of more it is given "
    "100,000, and its time is multiplied. Of 10,000,000 claims no triples are written, for that takes an hour. Values "
    "compared: ends and relation of every tie, its claims, voices, first and last day, and its first claim where ids "
    "are asked.",
    _groups,
)
