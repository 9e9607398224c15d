"""Findings kept as named graphs: what SPARQL joins, what travels with them, and what is refused."""

import json
from pathlib import Path

import pytest

import lkg
from conftest import graph_of, run
from lkg import kept
from lkg.errors import Misuse
from lkg.graphs import Graph

RANKS = """SELECT ?actor ?rank ?low { GRAPH result:brokers {
    ?row column:actor ?actor ; column:rank ?rank ; column:rank_low ?low } } ORDER BY ?rank"""


def chain() -> Graph:
    return graph_of("a aids b 2022-05-01", "b aids c 2022-05-01", ratings={"A1": 1.0})


def test_a_kept_ranking_is_joined_by_its_columns() -> None:
    graph = chain()
    name = graph.keep(lkg.rank(lkg.network(graph), draws=20), "brokers")
    assert name == "result:brokers"
    rows = graph.query(RANKS).values()
    assert (rows[0]["actor"].rsplit("/", 1)[1], rows[0]["rank"]) == ("b", 1.0)


def test_results_join_with_what_the_graph_says_of_an_actor(bundled: Graph) -> None:
    bundled.keep(lkg.rank(lkg.network(bundled, "taiwan-dispute"), "degree", draws=20), "brokers")
    rows = bundled.query(
        "SELECT ?label { GRAPH result:brokers { ?row column:actor ?a ; lkg:position 1 } ?a rdfs:label ?label }"
    ).values()
    assert [row["label"] for row in rows] == ["China"]


def test_lists_are_one_value_each_and_claims_are_nodes() -> None:
    graph = chain()
    graph.keep(lkg.why(lkg.network(graph), "b", "degree"), "reasons")
    rows = graph.query("SELECT ?c { GRAPH result:reasons { ?row column:claims ?c } ?c rdf:object actor:c }").values()
    assert [row["c"].rsplit("/", 1)[1] for row in rows] == ["C2"]


def test_the_receipt_is_kept_beside_the_rows() -> None:
    graph = chain()
    graph.keep(lkg.rank(lkg.network(graph), draws=20, seed=7), "brokers")
    (row,) = graph.query("SELECT ?r { GRAPH result:brokers { result:brokers lkg:receipt ?r } }").values()
    receipt = json.loads(row["r"])
    assert (receipt["finding"], receipt["seed"], receipt["graph"]) == ("rank", 7, graph.digest)


def test_a_new_result_of_the_same_name_replaces_the_old_one() -> None:
    graph = chain()
    for by in ("betweenness", "degree"):
        graph.keep(lkg.rank(lkg.network(graph), by, draws=20), "brokers")
    assert len(graph.query(RANKS)) == 3


def test_data_and_digest_stay_as_they_were() -> None:
    graph = chain()
    before = graph.store.digest()
    graph.keep(lkg.rank(lkg.network(graph), draws=0), "brokers")
    assert graph.store.digest() == before
    assert len(graph.query("SELECT ?row { ?row a lkg:ResultRow }")) == 0


def test_a_saved_result_is_found_by_later_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path))
    graph = chain()
    graph.keep(lkg.rank(lkg.network(graph), draws=20), "brokers", save=True)
    again = Graph(graph.store.__class__())
    again.store.inner.extend(graph.store.quads())
    assert len(again.query(RANKS)) == 3
    assert again.query(RANKS).note == ""


def test_a_result_of_another_version_of_the_graph_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path))
    kept.save(lkg.rank(lkg.network(chain()), draws=20), "brokers", None)
    other = graph_of("a aids b 2022", "x aids y 2022")
    assert "another version of the graph" in other.query(RANKS).note


def test_saving_twice_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path))
    found = lkg.rank(lkg.network(chain()), draws=20)
    one, two = (kept.save(found, "brokers", None).read_bytes() for _ in range(2))
    assert one == two


@pytest.mark.parametrize("name", ["result:two words", "9th", "../evil", ""])
def test_a_name_that_cannot_stand_in_a_query_is_refused(name: str) -> None:
    with pytest.raises(Misuse, match="cannot name a result"):
        chain().keep(lkg.rank(lkg.network(chain()), draws=0), name)


def test_a_result_that_nobody_made_is_refused_with_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path))
    with pytest.raises(Misuse, match="--into result:nothing"):
        chain().query("SELECT * { GRAPH result:nothing { ?row ?p ?o } }")


def test_names_in_strings_and_comments_are_no_results() -> None:
    assert kept.named_in('SELECT * { ?x rdfs:label "result:no" } # result:neither') == []


def test_a_graph_without_a_folder_says_where_results_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kept.FOLDER, raising=False)
    with pytest.raises(Misuse, match=kept.FOLDER):
        kept.save(lkg.rank(lkg.network(chain()), draws=0), "brokers", None)


def test_on_the_command_line_a_finding_is_kept_joined_and_verified(tmp_path: Path) -> None:
    def said(*words: object) -> str:
        done = run(*words, **{kept.FOLDER: str(tmp_path)})
        assert done.code == 0, done.err
        return done.out

    call = ("rank", "--lens", "taiwan-dispute", "--by", "degree", "--draws", "50")
    printed = said(*call, "--into", "result:brokers", "--format", "json")
    query = "SELECT ?label { GRAPH result:brokers { ?row column:actor ?a ; lkg:position 1 } ?a rdfs:label ?label }"
    assert said("query", query, "--format", "csv").splitlines() == ["label", "China"]
    (tmp_path / "printed.json").write_text(printed, encoding="utf-8")
    assert "everything as printed" in said("verify", tmp_path / "printed.json")
