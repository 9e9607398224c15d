"""What is written to a served graph, by our own client and those of others, and what the next query sees."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import lkg
from lkg.server.keeping import Copied
from lkg.store.versions import NotShown
from served import ANY, ask, error, restored, served, store, update, values, written
from serving import TOKEN, WRITER
from w3c import cases, check


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture
def fresh(server: httpx.Client) -> Iterator[httpx.Client]:
    with restored(server) as found:
        yield found


def test_an_update_is_seen_by_the_next_query(fresh: httpx.Client) -> None:
    assert update(fresh, "INSERT DATA { <urn:c> <urn:name> 'c' }").status_code == 204
    assert sorted(values(fresh, "SELECT ?o { ?s <urn:name> ?o }")) == ["b, the second", "c"]


def test_a_change_that_cannot_be_shown_is_told_to_be_stored(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    keeper = Copied(lkg.open(written(tmp_path)), tmp_path / "here")
    before = keeper.version
    (tmp_path / "here").rename(tmp_path / "gone")
    with pytest.raises(NotShown, match="is stored, but readers do not see it yet"):
        keeper.change(lambda store: store.update("INSERT DATA { <urn:c> <urn:name> 'c' }"))
    assert keeper.version == before


def test_an_answer_is_kept_as_long_as_the_data_stay(fresh: httpx.Client) -> None:
    first, again = ask(fresh, ANY), ask(fresh, ANY)
    assert (again.content, again.headers["content-type"]) == (first.content, first.headers["content-type"])
    assert ask(fresh, ANY, accept="text/csv").text.startswith("s,o")
    update(fresh, "INSERT DATA { <urn:c> <urn:name> 'c' }")
    assert len(values(fresh, ANY)) == 4


def test_what_changes_by_itself_is_asked_anew(fresh: httpx.Client) -> None:
    query = "SELECT (STRUUID() AS ?new) {}"
    assert values(fresh, query) != values(fresh, query)


def test_an_update_that_fails_changes_nothing(fresh: httpx.Client) -> None:
    status, message = error(update(fresh, "INSERT DATA { <urn:c> <urn:name> 'c' } ; CLEAR GRAPH <urn:none>"))
    assert status == 400
    assert message.endswith("Nothing was changed.")
    assert values(fresh, "SELECT ?o { ?s <urn:name> ?o }") == ["b, the second"]


def test_queries_see_whole_versions_while_an_update_is_made(fresh: httpx.Client) -> None:
    thousands = "VALUES ?b { 0 1 2 } VALUES ?a {" + " ".join(map(str, range(1000))) + "}"
    named = "BIND(IRI(CONCAT('urn:', STR(?a), '-', STR(?b))) AS ?s)"
    change = "DELETE { ?s <urn:is> ?old } INSERT { ?s <urn:is> ?new } WHERE { ?s <urn:is> ?old BIND(?old + 1 AS ?new) }"
    update(fresh, f"INSERT {{ ?s <urn:is> 0 }} WHERE {{ {thousands} {named} }}")
    with ThreadPoolExecutor(1) as others:
        changing = others.submit(lambda: [update(fresh, change).raise_for_status() for _ in range(5)])
        while not changing.done():
            assert len(values(fresh, "SELECT DISTINCT ?is { ?s <urn:is> ?is }")) == 1
    changing.result()
    assert values(fresh, "SELECT DISTINCT ?is { ?s <urn:is> ?is }") == ["5"]


@pytest.mark.parametrize("name", ["http://example.org/ns#", "urn:g", "http://example.org/a/../b?c"])
def test_a_graph_has_the_name_by_which_it_is_stored(fresh: httpx.Client, name: str) -> None:
    assert store(fresh, "?graph=" + quote(name, safe="")).status_code == 201
    assert values(fresh, "SELECT DISTINCT ?g { GRAPH ?g { ?s <urn:stored> ?o } }") == [name]
    assert fresh.delete("/store", params={"graph": name}, headers=WRITER).status_code == 204


def test_a_graph_that_is_stored_at_an_address_is_named_by_it(fresh: httpx.Client) -> None:
    assert store(fresh, "/one%20graph").status_code == 201
    address = str(fresh.base_url.join("/store/one%20graph"))
    assert values(fresh, "SELECT DISTINCT ?g { GRAPH ?g { ?s <urn:stored> ?o } }") == [address]
    assert fresh.delete("/store/one%20graph", headers=WRITER).status_code == 204


def test_a_body_that_is_no_rdf_is_refused(fresh: httpx.Client) -> None:
    status, message = error(store(fresh, "?default", "image/png"))
    assert status == 415
    assert message == "A body of the type 'image/png' cannot be read. Send Turtle or another RDF."


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=between"])
def test_parts_that_cannot_be_told_apart_are_refused(fresh: httpx.Client, kind: str) -> None:
    status, message = error(store(fresh, "?default", kind))
    assert status == 400
    assert message.startswith("The parts of the body cannot be told apart.")


def test_a_method_of_no_protocol_is_refused(fresh: httpx.Client) -> None:
    assert fresh.patch("/store?default", headers=WRITER).status_code == 405


def test_a_request_names_no_graphs_for_an_update_that_takes_none(fresh: httpx.Client) -> None:
    text = {"update": "DELETE WHERE { ?s ?p ?o }"}
    status, message = error(fresh.post("/sparql?using-graph-uri=urn:g", data=text, headers=WRITER))
    assert status == 400
    assert message == "DELETE WHERE takes no graphs from a request. Write DELETE { … } WHERE { … }."


# --- clients


def test_sparqlwrapper_asks_and_writes(fresh: httpx.Client) -> None:
    client = SPARQLWrapper(str(fresh.base_url.join("/sparql")), returnFormat=JSON)
    client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    client.setMethod(POST)
    client.setQuery("INSERT DATA { <urn:c> <urn:name> 'c' }")
    client.query()
    client.setQuery("ASK { <urn:c> <urn:name> 'c' }")
    assert client.queryAndConvert()["boolean"] is True


def test_rdflib_asks_and_writes(fresh: httpx.Client) -> None:
    address = str(fresh.base_url.join("/sparql"))
    store = SPARQLUpdateStore(address, address, headers=WRITER)
    store.add((URIRef("urn:c"), URIRef("urn:knows"), URIRef("urn:a")))
    assert {str(s) for (s, _, _), _ in store.triples((None, URIRef("urn:knows"), None))} == {"urn:a", "urn:c"}


# --- the W3C's cases, of which `make test-services` runs all


SMOKE = [
    "protocol/query_post_form", "protocol/query_dataset_full", "protocol/query_multiple_dataset",
    "protocol/update_dataset_full", "protocol/update_base_uri", "protocol/bad_query_method",
    "protocol/bad_multiple_queries", "protocol/bad_query_non_utf8", "protocol/bad_update_get",
    "protocol/bad_update_dataset_conflict", "graph-store-protocol/put_get_repeat_direct",
    "graph-store-protocol/post_get_post_get_indirect", "graph-store-protocol/post_get_new_graph",
    "graph-store-protocol/put_get_uri_pct_encoded_twice", "service-description/conforms-to-schema",
    "csv-tsv-res/csv02", "csv-tsv-res/tsv02", "json-res/jsonres01", "aggregates/agg-avg-01", "exists/exists03",
    "construct/constructwhere04", "property-path/pp37", "subquery/subquery14", "basic-update/insert-using-01",
    "delete-insert/dawg-delete-insert-01", "move/move01",
]  # fmt: skip


@pytest.mark.usefixtures("truths")
@pytest.mark.parametrize("name", SMOKE)
def test_a_case_of_the_w3c_holds(name: str, fresh: httpx.Client) -> None:
    check(cases()[name], fresh)
