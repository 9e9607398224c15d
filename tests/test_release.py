"""A release is unpacked and made again, for real: on the smallest graphs, and on the bundled one's description."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import rdflib

import lkg
from conftest import UNCITED, graph_of, record_of, run
from lkg import folders, turtle
from lkg.carried import receipt_in, receipt_of
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.reports import pictures
from lkg.versions import Release, release, reproduce
from lkg.versions.describing import about, statement
from lkg.versions.reproducing import Outcome

CLAIMS = (
    "alpha supports bravo 2022-01-05",
    "bravo supports delta 2022-02",
    "delta accuses alpha 2022-03 credibility=2",
    "alpha visits delta 2022-04 alleged",
)
DATASET = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix graph: <https://w3id.org/lkg/graph/> .
@prefix lkg: <https://w3id.org/lkg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

graph:small a lkg:Dataset ;
    dct:title "A small graph"@en ;
    dct:creator "Ona Onaitė" ;
    dct:issued "2026-01-02"^^xsd:date ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> ;
    lkg:limit "It is small."@en ;
    lkg:selection lkg:topic .
"""
PAGE = {"paper": {"url": "https://example.org/", "accessed": "2022-05-01", "published": "2022", "kind": "news"}}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that `lkg check` has nothing against."""
    folder = tmp_path_factory.mktemp("small") / "graph"
    noted = [f"{line} note=said" for line in CLAIMS]
    folders.save(record_of(*noted, sources=PAGE), folder)
    turtle.save(folder / "dataset.ttl", DATASET)
    turtle.save(folder / "lenses" / "near.toml", 'memory = "12m"\n')
    return folder


@pytest.fixture(scope="module")
def unpacked(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("release")
    done = release(lkg.open(small), out, version="1.0")
    with zipfile.ZipFile(done.archive) as archive:
        archive.extractall(out)
    return out / "small-1.0"


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("make") is None:
        pytest.skip("make is not installed here.")
    tool = f"{sys.executable} -m lkg"
    own = os.environ | {"PYTHONPATH": str(Path(lkg.__file__).parents[1])}
    return subprocess.run(
        ["make", *words, f"LKG={tool}"], cwd=folder, capture_output=True, text=True, env=own, check=False
    )


def test_what_is_unpacked_says_by_make_that_all_is_the_same(unpacked: Path) -> None:
    done = make(unpacked, "reproduce")
    assert done.returncode == 0, done.stdout + done.stderr
    told = [line.split(":")[0] for line in done.stdout.splitlines() if line.startswith("same")]
    assert told == [
        "same   SHA256SUMS",
        "same   graph",
        "same   findings/network.svg",
        "same   findings/rank-betweenness.json",
        "same   findings/rank-degree.json",
    ]
    assert (unpacked / "reproduced" / "network.svg").read_bytes() == (unpacked / "findings/network.svg").read_bytes()
    assert make(unpacked, "checksums").returncode == 0


def test_what_was_tampered_with_is_named(unpacked: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(unpacked, tmp_path / "copy")
    file = copy / "findings" / "rank-degree.json"
    file.write_text(file.read_text().replace('"value": ', '"value": 1', 1))
    done = run("reproduce", copy)
    assert done.code == 1
    assert "OTHER  SHA256SUMS: other bytes: findings/rank-degree.json" in done.out
    assert "OTHER  findings/rank-degree.json: " in done.out


def test_a_graph_that_was_tampered_with_reproduces_nothing(unpacked: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(unpacked, tmp_path / "copy")
    file = copy / "graph" / "claims" / "verbalCooperation.ttl"
    file.write_text(file.read_text().replace("2022-02", "2022-05"))
    outcomes = list(reproduce(copy))
    assert not any(outcome.same for outcome in outcomes)
    assert outcomes[1].words.startswith("another version of it")
    assert {outcome.words for outcome in outcomes[2:]} == {
        "not made again, for the graph is not the one of its receipt"
    }
    assert run("reproduce", copy).code == 1
    with pytest.raises(MissingFile, match=r"holds no receipts\.json"):
        list(reproduce(tmp_path))


def test_what_is_not_there_or_cannot_be_read_is_named_and_the_rest_is_made_again(
    unpacked: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(unpacked, tmp_path / "copy")
    (copy / "findings" / "network.svg").unlink()
    done = run("reproduce", copy)
    assert (done.code, "not there: findings/network.svg" in done.out) == (1, True)
    assert "OTHER  findings/network.svg: " in done.out and "same   findings/rank-degree.json: " in done.out
    (copy / "graph" / "sources.ttl").write_text("source:", encoding="utf-8")
    done = run("reproduce", copy)
    assert (done.code, "OTHER  graph: it cannot be read" in done.out) == (1, True)
    (copy / "receipts.json").write_text("{", encoding="utf-8")
    done = run("reproduce", copy)
    assert (done.code, "receipts.json:1  no JSON" in done.err) == (1, True)


def test_equal_releases_are_equal_bytes(small: Path, tmp_path: Path) -> None:
    first, second = (release(lkg.open(small), tmp_path / name, version="1.0") for name in ("a", "b"))
    assert first.archive.read_bytes() == second.archive.read_bytes()
    assert first.sha256 == hashlib.sha256(second.archive.read_bytes()).hexdigest()
    with zipfile.ZipFile(first.archive) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_holds_what_a_reader_needs(unpacked: Path) -> None:
    names = {file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*") if file.is_file()}
    assert {"README.md", "LICENSE", "CITATION.cff", "Makefile", "dcat.ttl", "SHA256SUMS", "receipts.json"} <= names
    assert {"statement.json", "graph/dataset.ttl", "graph/lenses/near.toml", "ontology/relations.ttl"} <= names
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    assert "4 claims (0 uncited, 0 withdrawn) about 3 actors from 1 source" in text
    assert "* It is small." in text
    assert "[[" not in text + (unpacked / "LICENSE").read_text(encoding="utf-8")
    assert "Ona Onaitė (2026). A small graph, version 1.0. Data set." in text
    assert 'name: "Ona Onaitė"' in (unpacked / "CITATION.cff").read_text(encoding="utf-8")


def test_its_description_is_dcat_with_the_checksum_of_every_file_of_the_graph(unpacked: Path) -> None:
    found = rdflib.Graph().parse(unpacked / "dcat.ttl")
    asked = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?name ?sum ?size { ?d a dcat:Dataset ; dcat:distribution ?file . ?file a dcat:Distribution ; dct:title ?name ;
  dcat:byteSize ?size ; spdx:checksum [ a spdx:Checksum ; spdx:checksumValue ?sum ;
  spdx:algorithm spdx:checksumAlgorithm_sha256 ] }"""
    rows = list(found.query(asked))
    assert "graph/dataset.ttl" in {str(name) for name, _, _ in rows}
    for name, sum_, size in rows:
        content = (unpacked / str(name)).read_bytes()
        assert (hashlib.sha256(content).digest(), len(content)) == (bytes.fromhex(str(sum_)), int(size))


def test_faults_stop_a_release_and_nothing_is_written(small: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small, tmp_path / "graph")
    file = folder / "claims" / "verbalConflict.ttl"
    file.write_text(file.read_text().replace("actor:alpha", "actor:nobody"))
    done = run("--graph", folder, "release", "--out", tmp_path / "out")
    assert (done.code, (tmp_path / "out").exists()) == (1, False)
    assert "verbalConflict.ttl" in done.err
    assert "nobody" in done.err


def test_a_release_needs_terms_under_which_it_may_be_used(tmp_path: Path) -> None:
    graph = graph_of(*CLAIMS)
    with pytest.raises(Misuse, match=r"Add --license cc-by-4\.0"):
        release(graph, tmp_path)
    with pytest.raises(Misuse, match="There is no licence 'mine'"):
        release(graph, tmp_path, licence="mine")
    assert about(graph, licence="CC0-1.0").licence.spdx == "CC0-1.0"
    assert about(graph, licence="https://example.org/terms").licence.address == "https://example.org/terms"


def test_uncited_claims_are_counted_and_warned_of(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    line = "alpha supports bravo 2022-01-05 note=said source=uncited credibility="
    folders.save(record_of(line, sources=UNCITED), folder)
    done = run("--graph", folder, "release", "--out", tmp_path / "out", "--license", "cc0-1.0")
    assert done.code == 0, done.out + done.err
    assert "# 1 claim is uncited" in done.err
    assert "Nobody is named as its maker: add --creator" in done.err
    assert statement(lkg.open(folder))["uncited"] == 1


def test_findings_of_ones_own_come_along_where_they_can_be_made_again(small: Path, tmp_path: Path) -> None:
    graph, mine = lkg.open(small), tmp_path / "mine"
    mine.mkdir()
    printed = run("--graph", small, "rank", "--by", "degree", "--draws", "20", "--format", "csv").out
    (mine / "rank.csv").write_text(printed, encoding="utf-8")
    (mine / "notes.csv").write_text("a,b\n1,2\n")
    pictures.network(lkg.network(graph)).save(mine / "plain.png")
    pictures.network(lkg.network(graph), title="Mine", labels=1).save(mine / "titled.pdf")
    touched = pictures.network(lkg.network(graph)).save(mine / "touched.svg")
    touched.write_text(touched.read_text(encoding="utf-8").replace("#", "#1", 1), encoding="utf-8")
    done = release(graph, tmp_path, findings=[mine])
    assert [(entry["file"], "redrawn" in entry) for entry in done.findings] == [
        ("findings/plain.png", False),
        ("findings/rank.csv", False),
        ("findings/titled.pdf", False),
        ("findings/touched.svg", True),
    ]
    assert any("notes.csv" in warning for warning in done.warnings)
    with zipfile.ZipFile(done.archive) as archive:
        archive.extractall(tmp_path)
    outcomes = {outcome.file: outcome for outcome in reproduce(tmp_path / done.about.name)}
    assert all(outcome.same for outcome in outcomes.values()), outcomes
    assert outcomes["findings/rank.csv"].words == "rows as printed"
    assert outcomes["findings/titled.pdf"].words == "the same byte for byte"
    assert "it was touched up, or drawn by other versions" in outcomes["findings/touched.svg"].words


def test_a_curve_comes_along_and_is_drawn_again(small: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small, tmp_path / "graph")
    turtle.save(folder / "grids" / "signs.toml", 'sign = [["+"], ["+", "-"]]\n')
    curve = tmp_path / "curve.svg"
    drawing = ("--by", "degree", "--grid", "signs", "--actor", "alpha", "--out", curve)
    assert run("--graph", folder, "draw", "robust", *drawing).code == 0
    done = release(lkg.open(folder), tmp_path, findings=[curve])
    assert unzipped(done, tmp_path)["findings/curve.svg"].words == "the same byte for byte"


def unzipped(done: Release, folder: Path) -> dict[str, Outcome]:
    """A release unpacked into a folder and made again: what became of each file."""
    with zipfile.ZipFile(done.archive) as archive:
        archive.extractall(folder)
    return {outcome.file: outcome for outcome in reproduce(folder / done.about.name)}


def test_an_export_comes_along_with_all_of_its_files(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    for words in (("statnet", "--out", mine / "net"), (mine / "map.graphml",)):
        assert run("--graph", small, "export", *words).code == 0
    (mine / "net" / "notes.csv").write_text("a\n1\n")
    done = release(lkg.open(small), tmp_path, findings=[mine])
    assert any("no receipt: " in warning and "notes.csv" in warning for warning in done.warnings)
    outcomes = unzipped(done, tmp_path)
    assert [name for name in outcomes if "findings" in name] == ["findings/map.graphml", "findings/net/receipt.json"]
    assert all(outcome.same for outcome in outcomes.values()), outcomes
    ties = tmp_path / done.about.name / "findings" / "net" / "ties.csv"
    ties.write_text(ties.read_text().replace("accuses", "supports"))
    outcomes = {outcome.file: outcome for outcome in reproduce(tmp_path / done.about.name)}
    assert "findings/net/ties.csv, row " in outcomes["findings/net/receipt.json"].words


def test_an_agreement_of_coders_stays_out_with_a_sentence(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "agree.json"
    file.write_text(run("agree", small, small, "--format", "json").out, encoding="utf-8")
    done = release(lkg.open(small), tmp_path, findings=[file])
    assert done.findings == ()
    assert any(warning.startswith("Left out, for it cannot be made again: agree.json") for warning in done.warnings)


def test_what_is_hidden_in_the_folder_needs_no_word_and_a_folder_is_one(small: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small, tmp_path / "graph")
    for name in (
        ".git/config",
        ".gitignore",
        "out/report/index.html",
        "out/report/x.svg",
        "claims.xlsx",
        "claims/old.csv",
    ):
        turtle.save(folder / name, "x")
    (warning,) = (each for each in release(lkg.open(folder), tmp_path).warnings if each.startswith("Not part"))
    assert warning == "Not part of a graph, and left out of it: claims.xlsx, claims/old.csv, out/"


def test_a_graph_that_was_just_begun_can_be_released_and_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run("new", folder).code == 0
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    done = release(lkg.open(folder), tmp_path, licence="cc-by-4.0")
    assert not any(".git" in warning for warning in done.warnings)
    assert all(outcome.same for outcome in unzipped(done, tmp_path).values())


def test_a_finding_of_another_version_stops_the_release(small: Path, tmp_path: Path) -> None:
    pictures.network(lkg.network(graph_of(*CLAIMS[:2]))).save(tmp_path / "old.svg")
    with pytest.raises(InvalidFile, match=r"old\.svg  The finding was made from another version"):
        release(lkg.open(small), tmp_path / "out", findings=[tmp_path / "old.svg"])
    assert not (tmp_path / "out").exists()


def test_a_table_that_was_changed_by_hand_stops_the_release(small: Path, tmp_path: Path) -> None:
    printed = run("--graph", small, "rank", "--by", "degree", "--draws", "20", "--format", "csv").out
    rows = list(csv.reader(printed.splitlines()))
    (tmp_path / "rank.csv").write_text(printed.replace(rows[1][1], "Somebody", 1), encoding="utf-8")
    with pytest.raises(InvalidFile, match="not what its receipt gives"):
        release(lkg.open(small), tmp_path / "out", findings=[tmp_path / "rank.csv"])


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_receipts_are_found_in_pictures_of_every_kind(small: Path, tmp_path: Path, suffix: str) -> None:
    drawn = pictures.network(lkg.network(lkg.open(small)))
    assert receipt_of(drawn.save(tmp_path / f"map{suffix}")) == json.loads(json.dumps(drawn.receipt))


def test_a_file_without_a_receipt_says_so(tmp_path: Path) -> None:
    assert receipt_in(b"\x89PNG\r\n\x1a\n\0\0\0\0IEND") is None
    assert receipt_in(b'{"finding": {"not": "one"}}') is None
    (tmp_path / "x.csv").write_text("a\n1\n")
    with pytest.raises(Misuse, match="carries no receipt"):
        receipt_of(tmp_path / "x.csv")


def test_the_bundled_graph_counts_itself_as_its_description_says(bundled: lkg.Graph) -> None:
    said = statement(bundled)
    assert (said["claims"], said["uncited"], said["sources"], said["passages"]) == (1178, 238, 291, 166)
    assert about(bundled).licence.spdx == "CC-BY-4.0"
    assert about(bundled, version="v1 / draft").name == "lithuania-v1-draft"


def test_two_findings_of_one_name_are_not_made_one(small: Path, tmp_path: Path) -> None:
    graph = lkg.open(small)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        pictures.network(lkg.network(graph), title=folder).save(tmp_path / folder / "map.svg")
    with pytest.raises(Misuse, match=r"would both be map\.svg in the release"):
        release(graph, tmp_path, findings=[tmp_path / "one" / "map.svg", tmp_path / "two" / "map.svg"])
