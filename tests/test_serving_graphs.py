"""Graphs of claims served: what a lens adds to queries, findings that queries join, pages, and stores on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from conftest import run
from lkg.store import Store
from serving import WRITER, serving

STATES = "SELECT (COUNT(DISTINCT ?state) AS ?n) { ?state a lkg:State }"
EDGE = "ASK { actor:lithuania lkg:conflict actor:belarus }"
CLAIMS = """
@prefix actor: <https://w3id.org/lkg/actor/> . @prefix claim: <https://w3id.org/lkg/claim/> .
@prefix source: <https://w3id.org/lkg/source/> . @prefix lkg: <https://w3id.org/lkg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
actor:lithuania a lkg:State ; rdfs:label "Lithuania"@en .
actor:belarus a lkg:State ; rdfs:label "Belarus"@en .
source:paper a lkg:Source ; dct:title "Paper"@en ; dct:publisher "Paper" ;
    lkg:sourceKind lkg:news ; lkg:reliability "A" .
claim:C1 a lkg:Claim ; rdf:subject actor:lithuania ; rdf:predicate lkg:sanctions ; rdf:object actor:belarus ;
    lkg:when "2020-08-31"^^edtf:EDTF ; lkg:modality lkg:asserted ; lkg:credibility "1" ; dct:source source:paper .
"""


@pytest.fixture(scope="module")
def bundled_served() -> Iterator[httpx.Client]:
    with serving("--lens", "default", "--token", "") as found:
        yield found


def count(server: httpx.Client, query: str, **given: str) -> int:
    reply = server.get("/sparql", params={"query": query, **given}).raise_for_status()
    return int(reply.json()["results"]["bindings"][0]["n"]["value"])


def truth(server: httpx.Client, query: str, **given: str) -> bool:
    return bool(server.get("/sparql", params={"query": query, **given}).raise_for_status().json()["boolean"])


def test_a_query_sees_the_edges_of_the_lens_that_it_names(bundled_served: httpx.Client) -> None:
    hosts = "ASK { actor:lithuania lkg:hostsOfficeOf actor:taiwan }"
    assert truth(bundled_served, hosts, at="2022-07-01")
    assert not truth(bundled_served, hosts, at="2020-01-01")
    assert not truth(bundled_served, hosts, lens="none")


def test_a_query_sees_classes_above_unless_it_asks_the_data_alone(bundled_served: httpx.Client) -> None:
    above = "SELECT (COUNT(?a) AS ?n) { ?a a lkg:Actor }"
    assert count(bundled_served, above) > 0
    assert count(bundled_served, above, lens="none") == 0


def test_a_misspelt_term_is_told_with_near_ones(bundled_served: httpx.Client) -> None:
    reply = bundled_served.get("/sparql", params={"query": "ASK { ?a lkg:aliedWith ?b }"})
    assert (reply.status_code, reply.json()["error"]) == (
        400,
        "The ontology defines no term 'aliedWith'. Did you mean alliedWith?",
    )


def test_a_finding_is_kept_as_a_graph_that_queries_join(bundled_served: httpx.Client) -> None:
    asked = {"finding": "rank", "parameters": {"by": "degree", "draws": 0}, "name": "first"}
    reply = bundled_served.post("/api/results", content=json.dumps(asked))
    assert (reply.status_code, reply.json()["result"]) == (201, "result:first")
    joined = "SELECT (COUNT(?a) AS ?n) { GRAPH result:first { ?row column:actor ?a } ?a a lkg:State }"
    before = count(bundled_served, joined)
    bundled_served.post("/api/results", content=json.dumps(asked | {"lens": {"lens": "taiwan-dispute"}}))
    assert before > count(bundled_served, joined) > 3


def test_a_network_comes_as_json_and_a_fault_in_words(bundled_served: httpx.Client) -> None:
    found = bundled_served.get("/api/network", params={"lens": "taiwan-dispute"}).raise_for_status().json()
    assert {"china", "taiwan"} <= {node["id"] for node in found["nodes"]}
    reply = bundled_served.get("/api/network", params={"at": "someday"})
    assert (reply.status_code, "no EDTF date" in reply.json()["error"]) == (400, True)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_an_actor_has_a_page_for_people_and_one_for_programs(
    bundled_served: httpx.Client, accept: str, media: str
) -> None:
    reply = bundled_served.get("/actor/taiwan", headers={"accept": accept}).raise_for_status()
    assert reply.headers["content-type"].startswith(media)
    assert "Taiwan" in reply.text


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_there_is_no_page_of_what_is_not_there(bundled_served: httpx.Client, accept: str) -> None:
    assert bundled_served.get("/actor/nobody", headers={"accept": accept}).status_code == 404


def test_pages_may_run_no_script_but_our_own(bundled_served: httpx.Client) -> None:
    policy = bundled_served.get("/actor/taiwan", headers={"accept": "text/html"}).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_what_is_written_to_a_store_on_disk_stays_there(tmp_path: Path) -> None:
    (tmp_path / "claims.ttl").write_text(CLAIMS)
    place = tmp_path / "world"
    assert run("import", "rdf", tmp_path / "claims.ttl", "--store", place).code == 0
    with serving("--lens", "default", graph=place) as server:
        assert truth(server, EDGE)
        assert count(server, STATES) == 2
        new = 'INSERT DATA { actor:poland a lkg:State ; rdfs:label "Poland"@en }'
        server.post("/sparql", data={"update": new}, headers=WRITER).raise_for_status()
        assert count(server, STATES) == 3
        gone = "DELETE WHERE { claim:C1 ?property ?value }"
        assert truth(server, EDGE)
        server.post("/sparql", data={"update": gone}, headers=WRITER).raise_for_status()
        assert not truth(server, EDGE)
    assert "3" in run("--graph", place, "query", STATES, "--format", "csv").out
    assert not list(tmp_path.glob("lkg-serve-*"))


def test_a_store_that_another_program_holds_is_read_and_not_written(tmp_path: Path) -> None:
    (tmp_path / "claims.ttl").write_text(CLAIMS)
    place = tmp_path / "world"
    assert run("import", "rdf", tmp_path / "claims.ttl", "--store", place).code == 0
    held = Store(place)
    with serving(graph=place) as server:
        assert count(server, STATES) == 2
        for refused in (
            server.post("/sparql", data={"update": "CLEAR ALL"}, headers=WRITER),
            server.get("/sparql", params={"query": EDGE, "lens": "default"}),
        ):
            assert (refused.status_code, "another program" in refused.json()["error"]) == (503, True)
        assert count(server, STATES) == 2
    del held


def test_a_graph_that_is_not_there_is_told_before_anything_is_served(tmp_path: Path) -> None:
    ran = run("--graph", tmp_path / "nowhere", "serve", "--port", 0)
    assert (ran.code, "nowhere" in ran.err) == (2, True)
