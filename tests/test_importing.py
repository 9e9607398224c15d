"""Millions of records into a store on disk: each said once, nothing overwritten, nothing half taken over."""

import gzip
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lkg
from conftest import claim, record_of
from lkg import period
from lkg.claims import Actor, Claim, Record, Source, read, writing
from lkg.claims.keeping import Beside
from lkg.cli import main
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.importers.bulk import Loaded, claim_text, files_into_store, into_store
from lkg.store import Store

Records = list[Actor | Source | Claim]


def records(*lines: str) -> Records:
    return listed(record_of(*lines))


def listed(record: Record) -> Records:
    return [*record.actors.values(), *record.sources.values(), *record.claims.values()]


def held(place: Path) -> Store:
    return Store(place, write=False)


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """The exit code of a command."""
    monkeypatch.setattr(sys, "argv", ["lkg", *map(str, words)])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
names = st.sampled_from(["a", "b-1", "https://example.org/x", "urn:x:1", "\u00e9", "a_b.c~"])
numbers = st.sampled_from(["", "5", "-5.5", "130000000", "0.50"])
claims = st.builds(
    Claim,
    id=names,
    subject=names,
    relation=st.sampled_from(["sanctions", "memberOf"]),
    object=names,
    when=st.sampled_from(["2020-01-01", "2022-04~/..", "2021?"]).map(period.parse),
    source=names,
    modality=st.sampled_from(["asserted", "alleged"]),
    polarity=st.sampled_from([None, -1, 0, 1]),
    polarity_reason=texts,
    intensity=numbers,
    amount=numbers,
    unit=texts,
    claimant=st.one_of(st.just(""), names),
    credibility=st.sampled_from(["", "1", "6"]),
    locator=texts,
    note=texts,
)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(claims)
def test_the_text_of_a_claim_says_what_writing_says(made: Claim) -> None:
    found = {quad.triple for quad in ox.parse(claim_text(made).encode(), ox.RdfFormat.N_TRIPLES)}
    assert found == {*writing.write_claim(made), *writing.write_disputes(made)}


def test_every_claim_of_the_bundled_graph_has_the_same_text(bundled: lkg.Graph) -> None:
    text = "".join(map(claim_text, bundled.record.claims.values()))
    wanted = {t for each in bundled.record.claims.values() for t in writing.write_claim(each)}
    wanted |= {t for each in bundled.record.claims.values() for t in writing.write_disputes(each)}
    assert {quad.triple for quad in ox.parse(text.encode(), ox.RdfFormat.N_TRIPLES)} == wanted


def test_records_come_back_from_the_store_as_they_went_in(tmp_path: Path) -> None:
    made = record_of("lithuania sanctions belarus 2020-08-31", "belarus criticises lithuania 2020-09-01 disputes=C1")
    done = into_store(listed(made), tmp_path / "db")
    assert (done.claims, done.actors, done.sources) == (2, 2, 1)
    assert done.triples == len(held(tmp_path / "db"))
    found = read(held(tmp_path / "db").quads())
    assert (found.claims, found.actors, found.sources) == (made.claims, made.actors, made.sources)


def test_an_actor_is_written_once_and_as_it_was_first_called(tmp_path: Path) -> None:
    done = into_store([Actor("a", "First", "State"), Actor("a", "Second", "State")], tmp_path / "db")
    assert done.actors == 1
    into_store([Actor("a", "Third", "State"), Actor("b", "B", "State")], tmp_path / "db")
    found = held(tmp_path / "db").query("SELECT ?l { ?a rdfs:label ?l } ORDER BY ?l").values()
    assert [row["l"] for row in found] == ["B", "First"]


def test_importing_again_changes_nothing_and_what_is_new_is_added(tmp_path: Path) -> None:
    lines = ["a sanctions b 2020-01-01 amount=0.50", "b criticises a 2020-01-02"]
    into_store(records(*lines), tmp_path / "db")
    before = held(tmp_path / "db").digest()
    assert into_store(records(*lines), tmp_path / "db").triples == 0
    assert held(tmp_path / "db").digest() == before
    into_store(records(*lines, "a supports b 2020-01-03"), tmp_path / "db")
    assert set(read(held(tmp_path / "db").quads()).claims) == {"C1", "C2", "C3"}


def test_another_claim_of_the_same_id_is_refused_and_nothing_is_taken_over(tmp_path: Path) -> None:
    into_store(records("a sanctions b 2020-01-01"), tmp_path / "db")
    before = held(tmp_path / "db").digest()
    with pytest.raises(InvalidFile, match=r"claim C1  the store holds another claim of this id\. Give it an id"):
        into_store(records("a sanctions b 2021-01-01", "a supports b 2021-01-01"), tmp_path / "db")
    assert held(tmp_path / "db").digest() == before


def test_a_claim_that_names_what_nobody_describes_is_refused_with_all_the_rest(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=r"claim C1  it names the source 'paper', which does not exist\. Add it"):
        into_store([claim("a sanctions b 2020"), *(Actor(name, name, "State") for name in "ab")], tmp_path / "db")
    assert list(tmp_path.iterdir()) == []
    into_store(records("a sanctions b 2020"), tmp_path / "db")
    before = held(tmp_path / "db").digest()
    for line, said in (
        ("a sanctions c 2021 id=N", "the actor 'c'"),
        ("a suports b 2021 id=N", "Did you mean supports"),
    ):
        with pytest.raises(InvalidFile, match=said):
            into_store([claim(line)], tmp_path / "db")
    assert held(tmp_path / "db").digest() == before


def test_what_an_import_adds_is_in_the_table_at_once_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into_store(records("a sanctions b 2020-01-01"), tmp_path / "db")
    into_store(records("a sanctions b 2020-01-01", "a aids c 2021"), tmp_path / "db")
    monkeypatch.setattr(Beside, "make", lambda *args: pytest.fail("derived again"))
    graph = lkg.open(tmp_path / "db")
    assert sorted(lkg.network(graph).claims) == ["C1", "C2"]
    assert sorted(graph.record.claims) == ["C1", "C2"]


def test_an_id_that_is_no_address_is_named_and_the_many_are_counted(tmp_path: Path) -> None:
    made: Records = [claim("a sanctions b 2020-01-01 id=C>1"), Actor("no good", "N", "State")]
    with pytest.raises(InvalidFile, match=r"(?s)actor no good  it cannot be written.*claim C>1 .*Use letters, digits"):
        into_store(made, tmp_path / "db")
    with pytest.raises(InvalidFile, match=r"claim C1  it cannot be written"):
        into_store([claim("a no<relation b 2020-01-01")], tmp_path / "db")
    with pytest.raises(InvalidFile, match="and 10 more faults"):
        into_store([Actor(f"no good {i}", "N", "State") for i in range(60)], tmp_path / "db")
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_records_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[Actor]:
        yield from (Actor(f"a{i}", "A", "State") for i in range(5000))
        raise InvalidFile([])

    with pytest.raises(InvalidFile):
        into_store(broken(), tmp_path / "db")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_in_claims_and_seconds(tmp_path: Path) -> None:
    heard: list[tuple[int, float]] = []
    ends = [each for each in records("a sanctions b 2020-01-01") if not isinstance(each, Claim)]
    made = chain(ends, (claim("a sanctions b 2020-01-01", i) for i in range(2000)))
    done = into_store(made, tmp_path / "db", lambda count, seconds: heard.append((count, seconds)))
    counts = [count for count, _ in heard]
    assert counts == sorted(counts)
    assert 0 < counts[0] < counts[-1] <= 2000 == done.claims
    assert all(0 <= seconds <= done.seconds for _, seconds in heard)


def test_what_was_done_is_said_in_one_line() -> None:
    said = Loaded(1500000, 300, 2, 12000000, 60.0).words()
    assert said == "1,500,000 claims, 300 actors, 2 sources: 12,000,000 triples in 60.0 s, 200,000 a second"


@pytest.fixture
def rdf(tmp_path: Path) -> list[Path]:
    """The same kind of facts in three syntaxes, one of them packed, with blank nodes of one name."""
    (tmp_path / "a.nt").write_text('<urn:a> <urn:p> "1" .\n_:n <urn:p> "2" .\n')
    (tmp_path / "b.nq").write_text('<urn:b> <urn:p> "1" <urn:g> .\n_:n <urn:p> "2" .')
    with gzip.open(tmp_path / "c.ttl.gz", "wt") as stream:
        stream.write("@prefix : <urn:> . :c :p 1, 2 .")
    return sorted(tmp_path.iterdir())


def test_rdf_files_become_a_store_with_their_graphs_at_once_or_one_by_one(rdf: list[Path], tmp_path: Path) -> None:
    assert files_into_store(rdf, tmp_path / "one").triples == 6
    for file in rdf:
        files_into_store([file], tmp_path / "two")
    into_store([Actor("a", "A", "State")], tmp_path / "three")
    assert files_into_store(rdf, tmp_path / "three").triples == 6
    for name in ("one", "two", "three"):
        store = held(tmp_path / name)
        assert len(list(store.quads("urn:p"))) == 5
        assert store.query("ASK { GRAPH <urn:g> { <urn:b> <urn:p> '1' } }").truth
        assert len({quad.subject for quad in store.quads() if isinstance(quad.subject, ox.BlankNode)}) == 2


FAULTS = {
    "bad.nt": (b'<urn:a> <urn:p> "1" .\n<urn:a> x .\n', r"bad\.nt:2  not valid RDF, column \d+"),
    "bad.ttl": (b"<urn:a> <urn:p>\n\n ; .", r"bad\.ttl:3  not valid RDF"),
    "cut.nt.gz": (gzip.compress(b'<urn:a> <urn:p> "1" .\n' * 99)[:-12], r"cut\.nt\.gz  it is cut off\. Fetch it again"),
    "odd.nt.gz": (b"not packed", r"odd\.nt\.gz  it is no sound \.gz file"),
    "odd.nt.xz": (b"not packed", r"odd\.nt\.xz  it is no sound \.xz file"),
    "odd.nt.bz2": (b"not packed", r"odd\.nt\.bz2  it is no sound \.bz2 file"),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("is_new", [True, False], ids=["a new store", "a store that is there"])
def test_a_faulty_file_is_named_and_nothing_is_taken_over(
    rdf: list[Path], tmp_path: Path, name: str, is_new: bool
) -> None:
    data, message = FAULTS[name]
    (tmp_path / name).write_bytes(data)
    if not is_new:
        into_store([Actor("a", "A", "State")], tmp_path / "db")
    for files in ([*rdf, tmp_path / name], [tmp_path / name]):
        with pytest.raises(InvalidFile, match=message):
            files_into_store(files, tmp_path / "db")
    assert (tmp_path / "db").exists() is not is_new
    assert is_new or len(held(tmp_path / "db")) == 2


def test_files_are_looked_at_before_anything_is_read(rdf: list[Path], tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"There is no file .*gone\.nt"):
        files_into_store([*rdf, tmp_path / "gone.nt"], tmp_path / "db")
    with pytest.raises(Misuse, match=r"no RDF syntax is known for \.doc"):
        files_into_store([*rdf, tmp_path / "x.doc.gz"], tmp_path / "db")
    assert not (tmp_path / "db").exists()


def test_the_bytes_that_are_told_add_up_to_the_files_as_they_are_packed(rdf: list[Path], tmp_path: Path) -> None:
    heard: list[int] = []
    files_into_store(rdf, tmp_path / "db", lambda count, _: heard.append(count))
    assert heard[-1] == sum(file.stat().st_size for file in rdf)


TABLES = {
    "sources": "id,title,publisher,kind,reliability\ns,T,P,news,B\n",
    "actors": "id,label,type\na,A,State\nb,B,State\n",
    "claims": "id,subject,relation,object,when,sign,modality,source,credibility\nC1,a,coerces,b,2021,-,asserted,s,1\n",
    "conflicts": "claim,disputes,type,nature\n",
}


@pytest.mark.parametrize("words", [["import", "tables"], ["import"]])
def test_a_folder_of_tables_needs_no_word(
    tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lkg.importers import table

    (tmp_path / "in").mkdir()
    for name, columns in table.COLUMNS.items():
        head, *rows = TABLES[name].splitlines()
        cells = [dict(zip(head.split(","), row.split(","), strict=True)) for row in rows]
        lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in cells)]
        (tmp_path / "in" / f"{name}.csv").write_text("\n".join(lines) + "\n")
    assert run(monkeypatch, *words, "--into", tmp_path / "graph", tmp_path / "in") == 0
    assert "1 claim added" in capsys.readouterr().out
    assert set(lkg.open(tmp_path / "graph").record.claims) == {"C1"}


def test_rdf_is_loaded_from_the_shell(
    rdf: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "import", "rdf", *rdf, "--store", tmp_path / "db") == 0
    assert capsys.readouterr().out.startswith("6 triples in ")
    (tmp_path / "bad.nt").write_text("x")
    assert run(monkeypatch, "import", "rdf", tmp_path / "bad.nt", "--store", tmp_path / "other") == 1
    assert "bad.nt:1  not valid RDF" in capsys.readouterr().err


def test_events_are_taken_over_with_their_account_and_all_bad_rows_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = "gulf\t1990-08-02\tIRQ\tKUW\t223\tFIGHT\t\n", "gulf\t1990-02-31\tIRQ\tKUW\t223\tFIGHT\t\n"
    (tmp_path / "e.tsv").write_text(good + good + bad * 9)
    words = ["--form", "keds", "--store", tmp_path / "db", "--listed", tmp_path / "listed"]
    assert run(monkeypatch, "import", "events", tmp_path / "e.tsv", *words) == 0
    said = capsys.readouterr().out
    assert "11 rows: 1 claim, 10 rows skipped" in said
    assert f"use it with `lkg --graph {tmp_path / 'db'} …`" in said
    head, *rows = (tmp_path / "listed").read_text().splitlines()
    assert (head, len(rows)) == ("file\tline\treason\twhat\twhich", 10)
    assert len(lkg.open(tmp_path / "db").record.claims) >= 1


PANEL = """
kind = "years"
file = "t.csv"
relation = "memberOf"
columns = {subject = "s", object = "o", year = "y"}
[subject]
kind = "State"
codes = "iso2"
[object]
kind = "InternationalOrganization"
codes = "own"
[source]
id = "ds"
title = "A data set"
publisher = "A project"
"""


def test_a_panel_is_taken_over_through_its_mapping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "panel.toml").write_text(PANEL)
    (tmp_path / "t.csv").write_text("s,o,y\nLT,EU,2004\nLT,EU,2005\nLT,EU,MM\n")
    words = ["--store", tmp_path / "db", "--listed", tmp_path / "listed"]
    assert run(monkeypatch, "import", "panel", tmp_path / "panel.toml", *words) == 0
    assert "3 rows read: 2 used, 1 bad. 1 claim" in capsys.readouterr().out
    assert "t.csv\t4\t" in (tmp_path / "listed").read_text()
    (found,) = read(held(tmp_path / "db").quads()).claims.values()
    assert (found.relation, found.when.text[:4]) == ("memberOf", "2004")


def test_importing_says_what_it_can_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "import", "--help") == 0
    said = capsys.readouterr().out
    formats = ("tables", "rdf", "events", "panel", "wikidata", "ftm", "popolo", "network", "stix")
    assert all(word in said for word in formats)
    about = " ".join(said.partition("Options")[0].replace("│", " ").split())
    named = ("spreadsheet", "Wikidata", "FollowTheMoney", "Popolo", "STIX", "GraphML", "RDF", "event data", "panels")
    assert [word for word in named if word not in about] == []
    assert run(monkeypatch, "import", "rdf", "x.nt") == 2
    assert "--store" in capsys.readouterr().err
