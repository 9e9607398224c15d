"""The store answers SPARQL, says where a text is wrong, and keeps what it was given."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from lkg.errors import InvalidFile, InvalidQuery, MissingFile, Misuse
from lkg.store import Store, bound


@pytest.fixture
def small(tmp_path: Path) -> Store:
    file = tmp_path / "small.ttl"
    file.write_text("<urn:a> <urn:p> <urn:b>, 2, 'it is 2 < 3'@en .\n", encoding="utf-8")
    store = Store()
    store.load([file])
    return store


def test_rows_come_as_python_values(small: Store) -> None:
    rows = small.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o").values()
    assert {row["o"] for row in rows} == {"urn:b", 2, "it is 2 < 3"}


def test_an_answer_is_a_table_in_a_notebook_with_its_text_escaped(small: Store) -> None:
    html = small.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")._repr_html_()
    assert "it is 2 &lt; 3" in html
    assert "3 rows" in html


def test_an_answer_is_a_data_frame(small: Store) -> None:
    frame = small.query("SELECT ?o { ?s ?p ?o FILTER(isNumeric(?o)) }").df()
    assert frame["o"].tolist() == [2]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_rows_are_written_in_every_format(small: Store, form: str) -> None:
    assert "urn:b" in small.query("SELECT ?o { ?s ?p ?o }").serialize(form)


def test_triples_are_written_as_rdf_and_rows_are_not(small: Store) -> None:
    triples = small.query("CONSTRUCT { ?o <urn:q> ?s } { ?s ?p ?o FILTER(isIRI(?o)) }")
    assert "<urn:b> <urn:q> <urn:a>" in triples.serialize("ntriples")
    with pytest.raises(Misuse, match="not as csv"):
        triples.serialize("csv")


def test_a_truth_value_is_written_as_one(small: Store) -> None:
    assert '"boolean":true' in small.query("ASK {}").serialize("json")


def test_a_wrong_query_shows_line_column_and_caret(small: Store) -> None:
    with pytest.raises(InvalidQuery, match="line 2, column 9") as caught:
        small.query("SELECT *\n{ ?s ! }")
    assert "\n          ^" in str(caught.value)


def test_a_wrong_file_is_named_with_its_line_and_all_wrong_files_together(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> ;\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        Store().load(sorted(tmp_path.glob("*.ttl")))
    assert [(Path(p.file).name, p.line) for p in caught.value.problems] == [("one.ttl", 2), ("two.ttl", 2)]


def test_a_missing_file_and_an_unknown_syntax_are_misuse(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="no file"):
        Store().load([tmp_path / "nothing.ttl"])
    (tmp_path / "x.doc").write_text("")
    with pytest.raises(Misuse, match=r"no RDF syntax is known for \.doc"):
        Store().load([tmp_path / "x.doc"])


def test_equal_data_have_equal_digests_in_any_order() -> None:
    triples = [ox.Quad(ox.NamedNode(f"urn:{i}"), ox.NamedNode("urn:p"), ox.Literal(i)) for i in range(5)]
    one, two = Store(), Store()
    one.inner.extend(triples)
    two.inner.extend(reversed(triples))
    assert one.digest() == two.digest()
    two.inner.remove(triples[0])
    assert one.digest() != two.digest()


def test_parameters_are_bound_everywhere_but_in_texts_and_comments() -> None:
    text = "# ?x\nSELECT ?y { ?y <urn:?x> ?x OPTIONAL { ?y ?p '?x' FILTER(?x = $x) } }"
    found = bound(text, {"x": ox.Literal("a } b")})
    assert found.startswith("# ?x\nSELECT ?y { VALUES (?x)")
    assert found.count('"a } b"') == 4
    assert "'?x'" in found
    assert "<urn:?x>" in found


def test_a_last_block_of_values_is_not_taken_for_the_pattern() -> None:
    found = bound("SELECT * { ?x ?p ?y } VALUES ?x { lkg:a }", {"y": ox.NamedNode("urn:k")})
    assert found == "SELECT * { VALUES (?y) { (<urn:k>) } ?x ?p <urn:k> } VALUES ?x { lkg:a }"


HIDDEN = [
    'SELECT * { BIND("""\\"""" AS ?x) SERVICE <http://127.0.0.1:1/> { } BIND("" AS ?y) }',
    "SELECT * { VALUES ?x { lkg:o\\'x } SERVICE <http://127.0.0.1:1/> { } BIND('' AS ?y) }",
    "SELECT * { ?s ?p ?o # a comment ends here\r SERVICE <http://127.0.0.1:1/> { } }",
    "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:1/> { } }",
    "SELECT * { ?s ?a ?b FILTER(?a<?b)SERVICE?s#>\n{ } }",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_call_to_another_address_cannot_be_hidden(small: Store, text: str) -> None:
    with pytest.raises(InvalidQuery, match="SERVICE fetches from other addresses"):
        small.query(text)
    with pytest.raises(InvalidQuery, match="LOAD fetches from other addresses"):
        small.update("LOAD <http://127.0.0.1:1/>")


@pytest.mark.parametrize("text", ["?service ?p ?o", "?s lkg:load-of-service ?o", "?s ?p 'a service' # SERVICE"])
def test_a_name_that_holds_the_word_service_is_no_call(small: Store, text: str) -> None:
    assert small.query(f"SELECT * {{ {text}\n}}").columns


def test_a_parameter_cannot_break_out_of_its_place(small: Store) -> None:
    evil = ox.Literal('" } ; DROP ALL ; SELECT * { "')
    assert small.query("SELECT ?s { ?s ?p ?o FILTER(?o = ?x) }", bindings={"x": evil}).rows == ()


def test_an_on_disk_store_keeps_its_data(tmp_path: Path) -> None:
    first = Store(tmp_path / "db")
    first.inner.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(1)))
    first.inner.flush()
    with pytest.raises(Misuse, match="Is another program using it"):
        Store(tmp_path / "db")
    del first
    assert len(Store(tmp_path / "db")) == 1
