"""An opened graph: direct edges under a lens, named questions, rdflib over the same store."""

from pathlib import Path

import pytest
import rdflib

import lkg
from conftest import graph_of
from lkg.errors import InvalidQuery, MissingFile, Misuse, UnknownQuery
from lkg.graphs import Graph

LKG = rdflib.Namespace("https://w3id.org/lkg/ontology#")
ACTOR = rdflib.Namespace("https://w3id.org/lkg/actor/")


def edges(graph: Graph, **options: object) -> set[tuple[str, str, str]]:
    rows = graph.query(
        "SELECT ?a ?r ?b { ?a ?r ?b . ?r lkg:makesTie ?tie }", lens=graph.lens("default", **options)
    ).values()
    return {(r["a"].rpartition("/")[2], r["r"].rpartition("#")[2], r["b"].rpartition("/")[2]) for r in rows}


def test_only_asserted_claims_become_direct_edges() -> None:
    graph = graph_of(
        "a aids b 2022", "a supports b 2022 alleged", "a trains b 2022 planned", "a coerces b 2022 negated",
        "a sanctions b 2022 ended", "a threatens b 2022 credibility=5", "a visits b 2022 withdrawn=2023-01-01",
    )  # fmt: skip
    assert edges(graph) == {("a", "aids", "b")}
    assert edges(graph, planned=True, min_credibility=6) == {("a", "aids", "b")}


def test_a_direct_edge_holds_for_parents_families_and_both_ends_of_a_symmetric_relation() -> None:
    graph = graph_of("a trains b 2022", "a consultsWith c 2022")
    assert {("a", "trains", "b"), ("a", "militarilyAids", "b"), ("a", "aids", "b")} <= edges(graph)
    assert {("a", "consultsWith", "c"), ("c", "consultsWith", "a")} <= edges(graph)
    assert graph.query("ASK { actor:c lkg:verbalCooperation actor:a }").truth
    assert graph.query("ASK { actor:a lkg:materialCooperation actor:b ; lkg:cooperation actor:b }").truth


def test_a_lens_with_a_day_gives_other_edges_and_leaves_those_of_the_default_alone() -> None:
    graph = graph_of("a memberOf union 2004-05-01/..", "b memberOf union 2004-05-01/2020-01-31")
    ask = "SELECT (COUNT(*) AS ?n) { ?x lkg:memberOf actor:union }"
    assert graph.query(ask, lens=graph.lens(at="2021")).values() == [{"n": 1}]
    assert graph.query(ask).values() == [{"n": 2}]
    assert graph.query(ask, lens=graph.lens(at="2003")).values() == [{"n": 0}]


def test_every_actor_is_of_all_the_classes_above_its_own(bundled: Graph) -> None:
    assert bundled.query("ASK { actor:lt-mfa a lkg:GovernmentBody, lkg:Organization, lkg:Actor }").truth
    assert bundled.query("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a lkg:Claim }").values() == [{"n": 1178}]


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_rdflib_works_on_the_same_store(bundled: Graph) -> None:
    dataset = bundled.rdflib
    assert (ACTOR.lithuania, rdflib.RDFS.label, rdflib.Literal("Lithuania", lang="en")) in dataset
    rows = list(dataset.query("SELECT (COUNT(?c) AS ?n) { ?c a lkg:Claim }"))
    assert rows[0].n.toPython() == 1178


def test_the_digest_names_the_data_and_not_what_is_inferred(bundled: Graph) -> None:
    fresh = lkg.open()
    before = fresh.digest
    fresh.edges()
    assert fresh.store.digest() == before == bundled.digest


def test_a_list_says_how_complete_it_is(bundled: Graph) -> None:
    answer = bundled.query("members-of", params={"org": "EU", "day": "2022-06-01"})
    assert (len(answer), answer.note) == (21, "21 of 27 known")
    other = bundled.query("members-of", params={"org": "EU", "day": "2010-06-01"})
    assert other.note == f"{len(other)} found; the list may be incomplete (true number known only: 27 on 2022-06-01)"


def test_a_query_may_be_a_file_with_parameters(bundled: Graph, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# Who is a state?\n# ?who  actor  the actor\nASK { ?who a lkg:State }\n", encoding="utf-8")
    assert bundled.query(file, params={"who": "Lietuva"}).truth
    assert not bundled.query(file, params={"who": "NATO"}).truth
    with pytest.raises(InvalidQuery, match="needs who"):
        bundled.query(file)


def test_a_question_that_is_not_there_names_its_neighbours(bundled: Graph) -> None:
    with pytest.raises(UnknownQuery, match="members-of"):
        bundled.query("member-of")
    with pytest.raises(MissingFile, match=r"no query file nothing\.rq"):
        bundled.query("nothing.rq")
    with pytest.raises(Misuse, match="Parameters belong to named queries"):
        bundled.query("ASK {}", params={"x": "1"})


def test_files_and_folders_can_be_opened_together(tmp_path: Path) -> None:
    graph = graph_of("a aids b 2022")
    lkg.export(graph, tmp_path / "one" / "claims.ttl")
    assert len(lkg.open(tmp_path / "one").record.claims) == 1
    assert len(lkg.open(tmp_path / "one" / "claims.ttl").record.claims) == 1
    with pytest.raises(MissingFile, match="no file or folder"):
        lkg.open(tmp_path / "two")


def test_ratings_in_a_graph_take_the_place_of_the_ontologys(tmp_path: Path) -> None:
    graph = graph_of("a aids b 2022 credibility=1")
    lkg.export(graph, tmp_path / "g.ttl")
    own = tmp_path / "ratings.ttl"
    own.write_text(
        "@prefix lkg: <https://w3id.org/lkg/ontology#> . @prefix rating: <https://w3id.org/lkg/rating/> .\n"
        'rating:A1 a lkg:Rating ; lkg:reliability "A" ; lkg:credibility "1" ; lkg:probability 0.6 .\n',
        encoding="utf-8",
    )
    (claim,) = lkg.network(lkg.open(tmp_path / "g.ttl", own)).claims.values()
    assert claim.probability == 0.6
