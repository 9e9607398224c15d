"""What goes out to other tools comes back the same, as far as both sides can say it."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import duckdb
import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

import lkg
from lkg import exports
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph
from lkg.importers import edges
from lkg.networks import Network


@pytest.fixture(scope="module")
def net(bundled: Graph) -> Network:
    return lkg.network(bundled, "taiwan-dispute")


def ties(graph: nx.MultiDiGraph) -> Counter[tuple[object, ...]]:
    return Counter(
        (a, b, f["relation"], f["sign"], f["claims"], f["weight"], f["derived"], f["contested"])
        for a, b, f in graph.edges(data=True)
    )


def test_graphml_keeps_every_tie_with_all_its_attributes(net: Network, tmp_path: Path) -> None:
    (file,) = lkg.export(net, tmp_path / "net.graphml")
    back = nx.read_graphml(file, force_multigraph=True)
    plain = exports.plain(net)
    assert dict(back.nodes(data=True)) == dict(plain.nodes(data=True))
    assert ties(back) == ties(plain)


def test_graphml_gives_every_tie_an_id_of_its_own_as_gephi_wants(net: Network) -> None:
    text = exports.graphml(net)
    ids = [part.partition('"')[0] for part in text.split("<edge ")[1:] for part in [part.partition('id="')[2]]]
    assert len(set(ids)) == len(ids) == len(net.ties)


def test_gexf_keeps_every_tie_and_is_the_same_on_every_day(net: Network, tmp_path: Path) -> None:
    (file,) = lkg.export(net, tmp_path / "net.gexf")
    back = nx.read_gexf(file)
    assert ties(back) == ties(exports.plain(net))
    assert "lastmodified" not in file.read_text(encoding="utf-8")


def test_cytoscape_json_is_read_by_networkx(net: Network) -> None:
    data = json.loads(exports.cytoscape(net))
    assert len(data["elements"]["edges"]) == len(net.ties)
    assert {node["data"]["id"] for node in data["elements"]["nodes"]} == set(net.actors)
    assert data["data"]["receipt"]["finding"] == "network"


def test_csv_is_two_tables_and_a_receipt(net: Network, tmp_path: Path) -> None:
    nodes, edges, receipt = lkg.export(net, tmp_path / "net.csv")
    assert [row["id"] for row in csv.DictReader(nodes.read_text(encoding="utf-8").splitlines())] == list(net.actors)
    rows = list(csv.DictReader(edges.read_text(encoding="utf-8").splitlines()))
    assert {claim for row in rows for claim in row["claims"].split(";")} == {c for tie in net.ties for c in tie.claims}
    assert json.loads(receipt.read_text(encoding="utf-8"))["lens"]["name"] == "taiwan-dispute"


@pytest.mark.parametrize("form", ["graphml", "csv"])
def test_persons_go_out_with_their_public_role_and_come_back_with_it(bundled: Graph, tmp_path: Path, form: str) -> None:
    written = lkg.export(lkg.network(bundled), tmp_path / f"net.{form}")
    file = next(file for file in written if "ties" in file.name or form != "csv")
    back = edges.read(edges.open_network(file)).record.actors
    people = {id: actor for id, actor in back.items() if actor.kind == "Person"}
    assert len(people) > 10
    assert {id: p.public_role for id, p in people.items()} == {
        id: bundled.record.actors[id].public_role for id in people
    }


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")])
def test_rdf_keeps_every_triple_for_rdflib_too(bundled: Graph, tmp_path: Path, suffix: str, form: str) -> None:
    (file,) = lkg.export(bundled, tmp_path / f"graph.{suffix}")
    back = rdflib.Graph().parse(file, format=form)
    assert len(back) == sum(1 for _ in bundled.store.quads())
    if suffix != "jsonld":
        assert lkg.open(file).digest == bundled.digest


def test_trig_holds_data_ontology_and_the_default_edges(bundled: Graph, tmp_path: Path) -> None:
    (file,) = lkg.export(bundled, tmp_path / "graph.trig")
    names = {str(quad.graph_name) for quad in ox.parse(path=str(file))}
    assert "<https://w3id.org/lkg/lens/default>" in names
    assert "<https://w3id.org/lkg/ontology>" in names


def test_rdf_1_2_states_every_claim_as_a_triple_term(bundled: Graph, tmp_path: Path) -> None:
    (file,) = lkg.export(bundled, tmp_path / "graph.nt12")
    found = [q for q in ox.parse(path=str(file), format=ox.RdfFormat.N_TRIPLES) if isinstance(q.object, ox.Triple)]
    claims = {q.subject.value.rpartition("/")[2]: q.object for q in found}
    assert set(claims) == set(bundled.record.claims)
    assert claims["C316"].predicate.value.endswith("#subsidises")


def test_parquet_holds_the_claim_table_with_names(bundled: Graph, tmp_path: Path) -> None:
    (file,) = lkg.export(bundled, tmp_path / "claims.parquet")
    row = duckdb.sql(f"SELECT subject, relation, object, source FROM '{file}' WHERE id = 'C316'").fetchall()
    assert row == [("lithuania", "subsidises", "scheme-130m", "s-ec-130")]
    assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall() == [(1178,)]


def test_equal_graphs_give_equal_files(bundled: Graph, tmp_path: Path) -> None:
    for form in ("graphml", "gexf", "cyjs"):
        texts = {exports.NETWORK_FORMS[form](lkg.network(bundled, at="2022-07-01")) for _ in range(2)}
        assert len(texts) == 1


def test_a_network_without_ties_is_not_written(bundled: Graph, tmp_path: Path) -> None:
    with pytest.raises(EmptyNetwork, match="no ties"):
        lkg.export(lkg.network(bundled, relations=["blockades"]), tmp_path / "net.graphml")
    assert not list(tmp_path.iterdir())


def test_a_format_that_does_not_suit_is_refused(bundled: Graph, net: Network, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="A network can be written as graphml"):
        lkg.export(net, tmp_path / "net.ttl")
    with pytest.raises(Misuse, match="A graph can be written as ttl"):
        lkg.export(bundled, tmp_path / "graph.graphml")


def test_a_table_ends_with_its_trailer() -> None:
    assert exports.table(("a", "b"), [(1, "x,y")], trailer="receipt {}") == 'a,b\n1,"x,y"\n# receipt {}\n'
    assert next(csv.reader(io.StringIO(exports.table(("a",), [])))) == ["a"]
