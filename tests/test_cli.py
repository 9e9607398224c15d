"""The commands as a user types them: output, exit codes, and messages that say where, what and how to mend it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import run

PREFIXES = """\
@prefix lkg: <https://w3id.org/lkg/ontology#> .
@prefix actor: <https://w3id.org/lkg/actor/> .
@prefix claim: <https://w3id.org/lkg/claim/> .
@prefix dispute: <https://w3id.org/lkg/dispute/> .
@prefix source: <https://w3id.org/lkg/source/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODES = """
actor:alpha a lkg:State ; rdfs:label "Alpha"@en .
actor:bravo a lkg:State ; rdfs:label "Bravo"@en .
actor:delta a lkg:State ; rdfs:label "Delta"@en .
source:s a lkg:Source ; dct:title "Report"@en ; dct:publisher "Press" ; lkg:published "2022"^^edtf:EDTF ;
    lkg:kind lkg:news ; lkg:reliability "B" ; lkg:url "https://example.org/"^^xsd:anyURI ;
    lkg:accessed "2022-02-02"^^xsd:date .
"""
GOOD = "claim:C1", "lkg:supports", "actor:bravo", "2022-01-05"


def claim(name: str, relation: str, other: str, when: str, more: str = "") -> str:
    return (
        f"{name} a lkg:Claim ; rdf:subject actor:alpha ; rdf:predicate {relation} ; rdf:object {other} ; "
        f'lkg:when "{when}"^^edtf:EDTF ; lkg:modality lkg:asserted ; lkg:credibility "1" ; dct:source source:s ; '
        f'rdfs:comment "as reported"@en{more} .\n'
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small.ttl"
    file.write_text(PREFIXES + NODES + claim(*GOOD), encoding="utf-8")
    return file


def lkg(*words: object, graph: object = None, code: int = 0) -> str:
    """What a command prints on both channels; fails if it ends with another code."""
    place = ["--graph", graph] if graph else []
    done = run(*place, *words)
    assert done.code == code, done.out + done.err
    return done.out + done.err


def test_a_path_shows_its_claims_dates_and_sources() -> None:
    text = lkg("path", "Lithuania", "WTO", "--via", "Taiwan", "--via", "EU", "--at", "2022-07-01")
    assert "1. Lithuania – Taiwan – European Union – World Trade Organization" in text
    assert "↔ Z001 consults with, 2 Jun 2022 [International Trade Administration of Taiwan B1]" in text


def test_a_path_as_json_keeps_its_shape() -> None:
    data = json.loads(lkg("path", "Lithuania", "WTO", "--format", "json", "-k", "1"))
    assert set(data) == {"paths", "receipt"}
    hop = data["paths"][0]["hops"][0]
    assert {"from", "to", "relation", "direction", "claims"} <= set(hop)
    assert {"id", "source", "when", "polarity", "credibility", "disputed_by"} <= set(hop["claims"][0])
    assert data["receipt"]["graph"].startswith("sha256:")


def test_a_ranking_as_json_keeps_its_shape_and_leaves_the_ego_out() -> None:
    data = json.loads(lkg("rank", "--by", "degree", "--format", "json"))
    assert {"actor", "label", "value", "rank"} <= set(data["rows"][0])
    assert "lithuania" not in {row["actor"] for row in data["rows"]}
    assert "lithuania" in data["unranked"]


def test_a_ranking_as_csv_ends_with_its_receipt() -> None:
    lines = lkg("rank", "--format", "csv", "--top", "3").splitlines()
    data = [line for line in lines if not line.startswith("#")]
    assert len(list(csv.DictReader(io.StringIO("\n".join(data))))) == 3
    receipt = next(line for line in lines if line.startswith("# receipt "))
    assert json.loads(receipt.removeprefix("# receipt "))["parameters"]["by"] == "betweenness"


def test_what_a_reader_must_know_of_piped_data_stands_on_the_error_channel() -> None:
    def aside(*words: str) -> str:
        return subprocess.run([sys.executable, "-m", "lkg", *words], capture_output=True, text=True, check=True).stderr

    assert "# 24 of 30 known" in aside("query", "members-of", "--format", "json")
    assert "# Lithuania is not ranked" in aside("rank")


def test_the_number_of_claims_is_asked_without_typing_a_prefix() -> None:
    assert lkg("query", "SELECT (COUNT(*) AS ?n) { ?c a lkg:Claim }").split() == ["n", "1178"]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_an_answer_comes_in_the_formats_of_sparql(form: str) -> None:
    assert "1178" in lkg("query", "SELECT (COUNT(*) AS ?n) { ?c a lkg:Claim }", "--format", form)


def test_a_day_of_the_lens_is_the_day_of_a_named_question() -> None:
    words = ["query", "members-of", "--param", "org=NATO", "--format", "csv"]
    assert lkg(*words, "--at", "2022-06-01") == lkg(*words, "--param", "day=2022-06-01")
    assert len(lkg(*words, "--at", "1950-01-01").splitlines()) < 15


def test_a_misspelt_term_in_a_query_is_not_an_empty_answer() -> None:
    assert "no term 'Clam'. Did you mean Claim?" in lkg("query", "SELECT ?x { ?x a lkg:Clam }", code=2)
    assert "the prefix 'lkgg', which is not declared" in lkg("query", "SELECT ?x { ?x a lkgg:Claim }", code=2)


def test_a_query_does_not_reach_out_to_other_addresses() -> None:
    assert "SERVICE fetches" in lkg("query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", code=2)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, small: Path) -> None:
    assert str(small) in lkg("export", small / "net.graphml", code=2)
    assert str(small) in lkg("report", "--out", small, graph=small, code=2)


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_bytes(b"# one\n# Vilni\xf8s\n")
    assert f"{tmp_path / 'x.ttl'}:2  not UTF-8" in lkg("format", tmp_path / "x.ttl", code=1)
    (tmp_path / "q.rq").write_bytes(b"# \xff\nASK {}")
    assert "not UTF-8" in lkg("query", tmp_path / "q.rq", code=1)


def test_a_graph_of_actors_alone_is_checked_without_a_crash(tmp_path: Path) -> None:
    (tmp_path / "actors.ttl").write_text(PREFIXES + NODES, encoding="utf-8")
    assert "the graph holds no claim" in lkg("check", tmp_path, code=1)


def test_only_turtle_files_are_formatted(tmp_path: Path) -> None:
    (tmp_path / "x.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    assert "only Turtle" in lkg("format", tmp_path / "x.nt", code=1)
    assert (tmp_path / "x.nt").read_text() == "<urn:a> <urn:b> <urn:c> .\n"


def test_a_report_can_be_made_of_one_file(small: Path, tmp_path: Path) -> None:
    assert "index.html" in lkg("report", "--out", tmp_path / "out", graph=small)


def test_a_lens_decides_which_direct_edges_a_query_sees() -> None:
    ask = "ASK { actor:lithuania lkg:memberOf actor:eu }"
    assert lkg("query", ask, "--format", "table").strip() == "true"
    assert lkg("query", ask, "--at", "2004-04-30", "--format", "table").strip() == "false"


def test_an_actor_is_found_by_any_of_its_names() -> None:
    for name in ("Lithuania", "lietuva", "立陶宛", "Q37", "lithuania"):
        assert "Lithuania   State   id lithuania   Wikidata Q37" in lkg("actor", name)


def test_a_claim_shows_its_origin_in_one_step() -> None:
    text = lkg("evidence", "show", "C316")
    assert "European Commission" in text
    assert "C029 (attribution, genuine)" in text


def test_the_graph_can_be_named_by_an_option_or_by_the_environment(small: Path) -> None:
    assert "C1" in lkg("path", "Alpha", "Bravo", graph=small)
    done = subprocess.run(
        [sys.executable, "-m", "lkg", "path", "Alpha", "Bravo"],
        capture_output=True, text=True, check=True, env=os.environ | {"LKG_GRAPH": str(small)},
    )  # fmt: skip
    assert "C1" in done.stdout


def test_the_bundled_graph_has_no_violation_without_its_shapes() -> None:
    assert "1178 claims, 278 actors, 292 sources" in lkg("check", "--quick")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (claim("claim:C2", "lkg:supports", "actor:bravoo", "2022"), "which does not exist. Did you mean bravo?"),
        (claim("claim:C2", "lkg:suports", "actor:bravo", "2022"), "no term 'suports'. Did you mean supports?"),
        (claim("claim:C2", "lkg:supports", "actor:bravo", "2001-02-30"), "February 2001 has no day 30"),
        (claim("claim:C2", "lkg:supports", "actor:bravo", "2022").replace('"1"', '"high"'), "'high': use 1"),
        (claim("claim:C2", "lkg:supports", "actor:bravo", "2022", ' ; lkg:polarity "no"'), "'no': use 1, 0 or -1"),
        (claim("claim:C2", "lkg:supports", "actor:bravo", "1914/1913"), "the end 1913 lies before the start 1914"),
        (claim("claim:C2", "lkg:supports", "actor:bravo", "2022/.."), "an event and cannot have an open end"),
        (claim("claim:C1", "lkg:opposes", "actor:delta", "2023"), "the id is used for two claims"),
        (
            claim("claim:C2", "lkg:denies", "actor:bravo", "2022", " ; lkg:disputes dispute:C2-C9")
            + "dispute:C2-C9 a lkg:ClaimDispute ; lkg:disputedClaim claim:C9 ; "
            "lkg:disputeType lkg:denial ; lkg:nature lkg:genuine .",
            "it disputes the claim 'C9', which does not exist",
        ),
    ],
    ids=["actor", "relation", "day", "credibility", "polarity", "interval", "open event", "duplicate", "dispute"],
)  # fmt: skip
def test_a_fault_is_named_with_file_and_line(small: Path, more: str, message: str) -> None:
    lines = small.read_text(encoding="utf-8").count("\n")
    small.write_text(small.read_text(encoding="utf-8") + more, encoding="utf-8")
    text = lkg("check", small, "--quick", code=1)
    assert message in text
    first = lines if more.startswith("claim:C1 ") else lines + 1
    assert f"{small}:{first}" in text


def test_all_faults_of_a_file_come_together(small: Path) -> None:
    more = claim("claim:C2", "lkg:suports", "actor:bravo", "2022") + claim("claim:C3", "lkg:aids", "actor:x", "2022-13")
    small.write_text(small.read_text(encoding="utf-8") + more, encoding="utf-8")
    text = lkg("check", small, "--quick", code=1)
    assert "suports" in text
    assert "no month 13" in text
    assert "2 violations" in text


@pytest.mark.parametrize("command", [["path", "Alpha", "Bravo"], ["rank"], ["query", "ASK {}"]])
def test_a_graph_with_a_fault_is_refused_with_file_and_line_by_every_command(small: Path, command: list[str]) -> None:
    broken = claim("claim:C2", "lkg:aids", "actor:bravo", "2022-13")
    small.write_text(small.read_text(encoding="utf-8") + broken, encoding="utf-8")
    assert f"{small}:" in lkg(*command, graph=small, code=1)


def test_malformed_turtle_is_refused_with_its_line(small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8") + "claim:C2 a lkg:Claim ;;; rdf:subject .\n", encoding="utf-8")
    for words in (["check", small], ["format", small]):
        assert f"{small}:19  not valid RDF" in lkg(*words, code=1)
    assert f"{small}:19  not valid RDF" in lkg("rank", graph=small, code=1)


def test_malformed_sparql_shows_the_place() -> None:
    text = lkg("query", "SELECT ?x { ?x", code=2)
    assert "line 1, column 15" in text
    assert text.splitlines()[2].index("^") == 16


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["path", "Litva", "WTO"], "knows no actor 'Litva'"),
        (["path", "Lithuania", "Lietuva"], "Lithuania stands twice among the stations"),
        (["rank", "--by", "betweeness"], "Did you mean betweenness?"),
        (["rank", "--sign", "-"], "betweenness makes no sense on conflict alone"),
        (["rank", "--lens", "taiwan-disput"], "Did you mean taiwan-dispute?"),
        (["rank", "--at", "2022-13-01"], "there is no month 13"),
        (["query", "members-off"], "Did you mean members-of"),
        (["query", "members-of", "--param", "country=EU"], "has no parameter 'country'"),
        (["export", "net.foo"], "not as 'foo'"),
        (["evidence", "show", "C9999"], "no claim 'C9999'"),
        (["check", "nowhere"], "no file or folder nowhere"),
        (["import", "nowhere", "--into", "x"], "no file or folder nowhere"),
        (["draw", "path", "--from", "Lithuania"], "lkg draw path A B"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_misuse_ends_with_code_2_and_one_message(words: list[str], message: str) -> None:
    text = lkg(*words, code=2)
    assert message in text
    assert text.startswith("lkg: ")


def test_a_lens_file_with_an_unknown_key_names_file_line_and_a_near_key(tmp_path: Path) -> None:
    lens = tmp_path / "mine.toml"
    lens.write_text('title = "mine"\nrelation = ["aids"]\n', encoding="utf-8")
    assert f"{lens}:2  A lens has no key 'relation'. Did you mean relations?" in lkg("rank", "--lens", lens, code=2)


def test_no_path_is_a_finding_that_says_what_would_open_one() -> None:
    text = lkg("path", "Lithuania", "WTO", "--via", "Taiwan", "--via", "EU", "--at", "2019-01-01", code=1)
    assert "Taiwan – European Union: opened by Z001" in text


def test_an_empty_graph_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    assert "the graph is empty" in lkg("check", tmp_path / "empty.ttl", code=1)
    assert "The graph holds no claim" in lkg("rank", graph=tmp_path / "empty.ttl", code=1)


def test_format_changes_nothing_in_the_bundled_graph() -> None:
    assert not lkg("format", "--check", Path(__file__).parents[1] / "graph")


def test_format_with_check_leaves_the_file_as_it_is(small: Path) -> None:
    before = small.read_bytes()
    assert f"would change: {small}" in lkg("format", "--check", small, code=1)
    assert small.read_bytes() == before
    assert f"changed: {small}" in lkg("format", small)
    assert not lkg("format", "--check", small)


def test_every_command_has_help() -> None:
    commands = ["check", "format", "import", "actor", "query", "evidence", "network", "rank", "path", "draw", "export",
                "lenses", "report"]  # fmt: skip
    overview = lkg("--help")
    for command in commands:
        assert command in overview
        assert "Usage" in lkg(command, "--help")


def test_advice_that_many_need_is_told_once(tmp_path: Path) -> None:
    rows = [f"Estonia,sanctions,{who},2022,https://err.ee/{who}" for who in ("Russia", "Belarus")]
    (tmp_path / "claims.csv").write_text("\n".join(["from,relation,to,date,url", *rows]))
    lkg("import", tmp_path / "claims.csv", "--into", tmp_path / "own")
    text = lkg("check", tmp_path / "own")
    assert text.count("This claim is not rated") == 1 and "and 1 more (--each lists them)" in text
    assert lkg("check", tmp_path / "own", "--each").count("This claim is not rated") == 2


def test_help_lists_every_command_under_what_it_is_for() -> None:
    from typer.main import get_command

    from lkg.cli import main  # noqa: F401 - its import adds the commands
    from lkg.cli.app import app
    from lkg.cli.tasks import TASKS

    assert sorted(name for names in TASKS.values() for name in names) == sorted(get_command(app).commands)  # type: ignore[attr-defined] - a group
