"""A graph at a real Virtuoso: written, asked and read back as if it lay in a store of our own."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from virtuoso import is_installed, running

from lkg import vocab
from lkg.errors import InvalidQuery, Misuse
from lkg.graphs import files_of
from lkg.store import ASSERTED, ONTOLOGY, Store
from lkg.store.remote import Remote

DATA, OTHER = "https://example.org/data", ox.NamedNode("https://w3id.org/lkg/result/brokers")
ROWS = 60_000
"""more than the bundled graph has triples"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not is_installed():
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    with running(tmp_path_factory.mktemp("virtuoso"), ROWS) as found:
        yield found


@pytest.fixture(scope="module")
def own() -> Store:
    """The bundled graph in a store of our own."""
    store = Store()
    store.load(files_of([vocab.folder("graph")]))
    return store


@pytest.fixture(scope="module")
def remote(address: str) -> Remote:
    """The bundled graph at Virtuoso, sent by `load`."""
    found = Remote(f"{address}?default-graph-uri={DATA}", write=True)
    found.load(files_of([vocab.folder("graph")]))
    return found


def test_the_bundled_graph_comes_back_triple_for_triple(remote: Remote, own: Store) -> None:
    assert set(remote.quads()) == set(own.quads())
    assert len(remote) == len(own)
    assert remote.digest() == own.digest()


QUERIES = [
    "SELECT ?c ?when { ?c a lkg:Claim ; lkg:when ?when }",
    "SELECT ?a ?label { ?a a lkg:State ; rdfs:label ?label FILTER(lang(?label) = 'en') }",
    "SELECT ?s (COUNT(?c) AS ?n) { ?c a lkg:Claim ; dct:source ?s } GROUP BY ?s",
    "SELECT ?c ?amount ?unit { ?c lkg:amount ?amount OPTIONAL { ?c lkg:unit ?unit } }",
    "SELECT ?c ?who { ?c rdf:predicate lkg:sanctions ; rdf:subject ?who } ORDER BY ?c",
]


@pytest.mark.parametrize("text", QUERIES)
def test_queries_have_the_same_rows_as_in_a_store_of_our_own(remote: Remote, own: Store, text: str) -> None:
    there, here = remote.query(text), own.query(text)
    assert there.columns == here.columns
    assert len(here) > 3
    assert sorted(map(str, there.rows)) == sorted(map(str, here.rows))


def test_a_parameter_is_bound_and_truth_and_triples_are_told_apart(remote: Remote, own: Store) -> None:
    bindings = {"who": ox.NamedNode("https://w3id.org/lkg/actor/lithuania")}
    text = "SELECT ?c { ?c rdf:subject ?who FILTER(?who != actor:china) }"
    there, here = remote.query(text, bindings=bindings), own.query(text, bindings=bindings)
    assert set(there.rows) == set(here.rows) != set()
    assert remote.query("ASK { ?c a lkg:Claim }").truth is True
    assert remote.query("ASK { ?c a lkg:NoSuchClass }").truth is False
    build = "CONSTRUCT { ?o lkg:isObjectOf ?c } { ?c rdf:object ?o }"
    assert set(remote.query(build).triples or ()) == set(own.query(build).triples or ())


def test_values_of_every_kind_keep_their_spelling(remote: Remote, tmp_path: Path) -> None:
    file = tmp_path / "values.ttl"
    file.write_text(
        """@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:a> <urn:p> true, false, 7, 0.50, 1e3, "2022-02-01"^^xsd:date, "2022~"^^<urn:edtf>, "x"@en-GB, "", "1",
            "quote \\" back \\\\ line \\n \u017e \u20ac \U0001f600",
            "http://x/\u00fc"^^xsd:anyURI, <http://x/\u00fc> .""",
        encoding="utf-8",
    )
    own = Store()
    own.load([file], to=OTHER)
    remote.replace(OTHER, own.quads(graph=OTHER))
    assert set(remote.quads(graph=OTHER)) == set(own.quads(graph=OTHER))
    rows = remote.query("SELECT ?o { ?s ?p ?o }", graphs=[OTHER])
    assert {row[0] for row in rows.rows} == {quad.object for quad in own.quads(graph=OTHER)}


def test_a_query_sees_the_graphs_that_it_asks_for_and_no_others(remote: Remote) -> None:
    fact = ox.Quad(ox.NamedNode("urn:only"), ox.NamedNode("urn:here"), ox.Literal("x"), ONTOLOGY)
    remote.replace(ONTOLOGY, [fact])
    assert remote.query("ASK { <urn:only> ?p ?o }", graphs=[ASSERTED]).truth is False
    assert remote.query("ASK { <urn:only> ?p ?o }", graphs=[ASSERTED, ONTOLOGY]).truth is True
    assert remote.query(f"ASK {{ GRAPH {ONTOLOGY} {{ <urn:only> ?p ?o }} }}", graphs=[ASSERTED]).truth is True
    found = remote.query("SELECT DISTINCT ?g { GRAPH ?g { <urn:only> ?p ?o } }", graphs=[ASSERTED])
    assert found.values() == [{"g": ONTOLOGY.value}]
    remote.replace(ONTOLOGY, [])
    assert remote.query("ASK { ?s ?p ?o }", graphs=[ONTOLOGY]).truth is False


def test_an_update_writes_where_it_says(remote: Remote) -> None:
    remote.update(f"INSERT DATA {{ GRAPH {OTHER} {{ actor:china lkg:note 'new' }} }}")
    assert remote.query("ASK { actor:china lkg:note 'new' }", graphs=[OTHER]).truth is True


def test_a_query_that_cannot_be_read_and_one_that_fails_say_so_in_its_words(remote: Remote) -> None:
    with pytest.raises(InvalidQuery, match=r"cannot read the query: Virtuoso 37000 Error SP030.*line 1"):
        remote.query("SELECT * { ?s ! }")
    with pytest.raises(Misuse, match=r"failed with 500: .*transitive start not given"):
        remote.query("SELECT * { ?s lkg:partOf+ ?o }")


def test_one_who_may_not_write_is_told_how_to_name_himself(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    login = address.replace("/sparql", "/sparql-auth")
    with pytest.raises(Misuse, match=r"does not allow this. Name a user"):
        Remote(login).query("ASK {}")
    monkeypatch.setenv("LKG_REMOTE_PASSWORD", "dba")
    assert Remote(login.replace("//", "//dba@")).query("ASK { ?s ?p ?o }").truth is True


def test_an_answer_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    if not is_installed():
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    with running(tmp_path, rows=50) as address:
        small = Remote(f"{address}?default-graph-uri={DATA}", write=True)
        fact = ox.NamedNode("urn:p")
        small.replace(ox.NamedNode(DATA), [ox.Quad(ox.NamedNode(f"urn:{i}"), fact, ox.Literal("v")) for i in range(60)])
        assert len(small) == 60
        with pytest.raises(Misuse, match=r"cuts answers off after 50 rows. Raise ResultSetMaxRows"):
            small.query("SELECT * { ?s ?p ?o }")
        with pytest.raises(Misuse, match=r"cuts answers off after 50 rows"):
            list(small.quads())
