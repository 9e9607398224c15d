"""The formats by name, and the one call that writes a network or a graph into a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lkg import turtle
from lkg.claims.model import MODALITIES
from lkg.claims.said import STANCES
from lkg.errors import EmptyNetwork, Misuse
from lkg.exports import ftm
from lkg.graphs import Graph
from lkg.networks import Network
from lkg.vocab import PREFIXES, absolute

NODE_COLUMNS = ("id", "label", "kind", "group", "contested", "wikidata", "public_role")
TIE_COLUMNS = (
    "id",
    "source",
    "target",
    "relation",
    "label",
    "sign",
    "weight",
    "probability",
    "voices",
    "intensity",
    "first",
    "last",
    "contested",
    "alleged",
    "uncited",
    "symmetric",
    "derived",
    "via",
    "claims",
)


def plain(net: Network) -> Any:
    """The network as a MultiDiGraph whose attributes are all plain values: claims joined by semicolons, ids on ties.

    >>> net = Network.from_arrays(["a", "b"], [0], [1])
    >>> [facts["id"] for _, _, facts in plain(net).edges(data=True)]
    ['t0']
    """
    graph = net.to_networkx()
    graph.graph.clear()
    graph.graph.update(name=net.lens.title or net.lens.name, lens=net.lens.words(), receipt=net.receipt.to_json())
    for number, (_, _, facts) in enumerate(graph.edges(data=True)):
        facts["id"] = f"t{number}"
        facts["claims"] = ";".join(facts["claims"])
    return graph


def graphml(net: Network) -> str:
    """GraphML, as Gephi, yEd, igraph and networkx read it; every tie has an id of its own.

    >>> graphml(Network.from_arrays(["a", "b"], [0], [1])).count("<edge ")
    1
    """
    import networkx as nx

    graph = plain(net)
    # keys are numbered: named ones would clash where actors and ties share a name, such as `contested`
    lines = nx.generate_graphml(graph, edge_id_from_attribute="id")
    return "\n".join(lines) + "\n"


def gexf(net: Network) -> str:
    """GEXF 1.2, as Gephi reads it; parallel ties keep ids of their own."""
    import networkx as nx

    stream = io.BytesIO()
    nx.write_gexf(plain(net), stream, version="1.2draft")
    # the writer stamps the day; equal networks must give equal files
    text = stream.getvalue().decode()
    start, end = text.find(' lastmodifieddate="'), text.find('"', text.find(' lastmodifieddate="') + 19)
    return text[:start] + text[end + 1 :] if start > 0 else text


def cytoscape(net: Network) -> str:
    """Cytoscape JSON: elements with data, and the lens and receipt beside them.

    >>> data = json.loads(cytoscape(Network.from_arrays(["a", "b"], [0], [1])))
    >>> [node["data"]["id"] for node in data["elements"]["nodes"]]
    ['a', 'b']
    """
    graph = plain(net)
    nodes = [{"data": {"id": node} | facts} for node, facts in graph.nodes(data=True)]
    edges = [{"data": {"source": a, "target": b} | facts} for a, b, facts in graph.edges(data=True)]
    data = {"name": graph.graph["name"], "lens": graph.graph["lens"], "receipt": net.receipt.to_dict()}
    return json.dumps({"data": data, "elements": {"nodes": nodes, "edges": edges}}, ensure_ascii=False, indent=1) + "\n"


def node_table(net: Network) -> str:
    """The actors as CSV."""
    return table(NODE_COLUMNS, ([actor, *(facts[c] for c in NODE_COLUMNS[1:])] for actor, facts in net.actors.items()))


def tie_table(net: Network, *, trailer: str = "") -> str:
    """The ties as CSV, claim ids joined by semicolons; `trailer` as in `table`.

    >>> head, row = tie_table(Network.from_arrays(["a", "b"], [0], [1])).splitlines()
    >>> head[:20], row[:8]
    ('id,source,target,rel', 't0,a,b,t')
    """
    graph = plain(net)
    return table(
        TIE_COLUMNS,
        (
            [({"source": a, "target": b} | facts)[column] for column in TIE_COLUMNS]
            for a, b, facts in graph.edges(data=True)
        ),
        trailer=trailer,
    )


def table(columns: tuple[str, ...], rows: Any, *, trailer: str = "") -> str:
    """Rows as CSV with line feeds; `trailer` becomes a last line that begins with #.

    >>> table(("actor", "rank"), [("eu", 1)], trailer="receipt {}").splitlines()
    ['actor,rank', 'eu,1', '# receipt {}']
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue() + (f"# {trailer}\n" if trailer else "")


def rdf12(graph: Graph) -> str:
    """RDF 1.2: every claim reifies its triple as a triple term, in N-Triples syntax, sorted.

    >>> import lkg
    >>> rdf12(lkg.open()).count("#reifies> <<( ")
    1178
    """
    rdf = PREFIXES["rdf"]
    lines = []
    for quad in graph.store.quads():
        if quad.predicate.value not in (rdf + "subject", rdf + "predicate", rdf + "object"):
            lines.append(f"{quad.subject} {quad.predicate} {quad.object} .\n")
    for claim in graph.record.claims.values():
        stated = ox.Triple(
            ox.NamedNode(absolute(claim.subject)),
            ox.NamedNode(PREFIXES["lkg"] + claim.relation),
            ox.NamedNode(absolute(claim.object)),
        )
        node = ox.NamedNode(absolute(claim.id, "claim"))
        lines.append(f"{node} <{rdf}reifies> <<( {stated.subject} {stated.predicate} {stated.object} )>> .\n")
    return "".join(sorted(lines))


def parquet(graph: Graph, file: Path) -> None:
    """The claim table as Parquet, numbers replaced by names."""
    aside = file.with_name(f".{file.name}.new")
    target = str(aside).replace("'", "''")
    standing = ", ".join(str(MODALITIES.index(name)) for name in ("asserted", "alleged"))
    graph.table.sql(f"""COPY (
  SELECT c.id, s.id AS subject, r.name AS relation, o.id AS object, {_named(MODALITIES, "c.modality")} AS modality,
    c.polarity, c.intensity, {_named(STANCES, "c.stance")} AS stance, c.is_state, c.s1, c.s2, c.e1, c.e2,
    k.id AS source, v.name AS voice, c.p, c.rated, c.uncited, c.credibility, c.withdrawn, t.n AS statement, c.n IN (
      SELECT h.claim FROM hit h JOIN claim d ON d.n = h.denial
      WHERE NOT d.withdrawn AND d.credibility <> 5 AND d.modality IN ({standing})) AS contested
  FROM claim c JOIN node s ON s.n = c.subject JOIN node o ON o.n = c.object JOIN relation r ON r.n = c.relation
    JOIN source k ON k.n = c.source JOIN voice v ON v.n = c.voice LEFT JOIN statement t ON t.claim = c.n
  ORDER BY c.n) TO '{target}' (FORMAT parquet)""")
    aside.replace(file)


def _named(names: Sequence[str], column: str) -> str:
    return f"({list(names)})[{column} + 1]"


def turtle_text(graph: Graph) -> str:
    """All data as one canonical Turtle file."""
    return turtle.write(graph.store.quads())


def _triples(graph: Graph) -> str:
    return graph.place.local.dump(ox.RdfFormat.N_TRIPLES).decode()


def dataset(graph: Graph) -> str:
    """Data, ontology, what is inferred and the default lens's edges, as TriG."""
    graph.edges()
    return graph.place.local.dump_dataset(ox.RdfFormat.TRIG).decode()


NETWORK_FORMS: Mapping[str, Callable[[Network], str]] = {"graphml": graphml, "gexf": gexf, "cyjs": cytoscape}
GRAPH_FORMS: Mapping[str, Callable[[Graph], str]] = {
    "ttl": turtle_text,
    "nt": lambda graph: "".join(sorted(_triples(graph).splitlines(keepends=True))),
    "jsonld": lambda graph: graph.place.local.dump(ox.RdfFormat.JSON_LD).decode() + "\n",
    "trig": dataset,
    "nt12": rdf12,
    "ftm": ftm.text,
}
FORMS = (*NETWORK_FORMS, "csv", *GRAPH_FORMS, "parquet")


def form_of(file: Path) -> str:
    """The format that the suffixes of a file name.

    >>> form_of(Path("out/net.graphml")), form_of(Path("out.ftm.jsonl"))
    ('graphml', 'ftm')
    """
    return "ftm" if file.name.endswith((".ftm.jsonl", ".ftm.json", ".ftm")) else file.suffix.lstrip(".")


def export(what: Graph | Network, file: str | Path, *, form: str | None = None) -> list[Path]:
    """Write a network or a graph to a file whose suffix names the format; returns the files written.

    Networks: graphml, gexf, cyjs, csv (a folder or stem gives nodes and ties). Graphs: ttl, nt, jsonld, trig, nt12
    (RDF 1.2 with triple terms), ftm (`.ftm.jsonl`, entities of FollowTheMoney), parquet (the claim table). Raises
    Misuse for a format that does not suit, and EmptyNetwork for a network without ties.

    >>> import tempfile
    >>> net = Network.from_arrays(["a", "b"], [0], [1])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [file.name for file in export(net, Path(folder) / "net.csv")]
    ['net-nodes.csv', 'net-ties.csv', 'net-receipt.json']
    """
    path = Path(file)
    wanted = form or form_of(path)
    if isinstance(what, Network):
        return list(_export_network(what, path, wanted))
    if wanted == "parquet":
        path.parent.mkdir(parents=True, exist_ok=True)
        parquet(what, path)
    elif wanted in GRAPH_FORMS:
        turtle.save(path, GRAPH_FORMS[wanted](what))
    else:
        both = f"a network as {', '.join((*NETWORK_FORMS, 'csv'))}"
        raise Misuse(f"A graph can be written as {', '.join((*GRAPH_FORMS, 'parquet'))}, {both}; not as {wanted!r}.")
    return [path]


def _export_network(net: Network, path: Path, form: str) -> Iterator[Path]:
    if form not in (*NETWORK_FORMS, "csv"):
        raise Misuse(f"A network can be written as {', '.join((*NETWORK_FORMS, 'csv'))}, not as {form!r}.")
    if not net.ties:
        raise EmptyNetwork("The network has no ties under this lens. Widen --at, --between or the relations.")
    if form != "csv":
        turtle.save(path, NETWORK_FORMS[form](net))
        yield path
        return
    stem = path.with_suffix("")
    for part, text in (("nodes", node_table(net)), ("ties", tie_table(net))):
        target = stem.with_name(f"{stem.name}-{part}.csv")
        turtle.save(target, text)
        yield target
    receipt = stem.with_name(f"{stem.name}-receipt.json")
    turtle.save(receipt, net.receipt.to_json() + "\n")
    yield receipt
