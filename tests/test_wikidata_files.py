"""Files of Wikidata in every form, broken ones, and what becomes of them in a folder or a store."""

import bz2
import gzip
import json
from pathlib import Path

import pytest

import lkg
from conftest import run
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.importers import wikidata
from lkg.importers.bulk import into_store
from wikidata_entities import entity, member, put, said, taken, to


def test_an_answer_of_the_api_a_dump_and_packed_files_say_the_same(tmp_path: Path) -> None:
    one = member()
    dump = put(tmp_path, one)
    for name, data in {
        "api.json": json.dumps({"entities": {"Q1": one}}),
        "pretty.json": json.dumps({"entities": {"Q1": one}}, indent=1),
        "plain.json": json.dumps(one),
        "lines.json": json.dumps(one) + "\n",
    }.items():
        (tmp_path / name).write_text(data, encoding="utf-8")
    (tmp_path / "d.json.gz").write_bytes(gzip.compress(dump.read_bytes()))
    (tmp_path / "d.json.bz2").write_bytes(bz2.compress(dump.read_bytes()))
    records = [taken(file)[0] for file in sorted(tmp_path.iterdir())]
    assert all(record == records[0] for record in records)
    assert len(records[0].claims) == 1


def test_every_line_that_is_cut_is_named_before_anything_is_written(tmp_path: Path) -> None:
    file = put(tmp_path, member(), entity("Q2", "B"), entity("Q3", "C"))
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2], lines[3] = lines[2][:60], '{"no": "id"},'
    file.write_text("\n".join(lines), encoding="utf-8")
    done = run("import", "wikidata", file, "--into", tmp_path / "graph")
    assert done.code == 1
    assert f"{file}:3  the JSON is cut off" in done.err
    assert f'{file}:4  no entity of Wikidata: it has no "id"' in done.err
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    "data", [b"\xff\xfe{", b'{"id": "Q1", "labels": 3}', b"[" * 100_000, b"nonsense", b"", b"[\n]\n"]
)
def test_what_is_no_entity_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(InvalidFile, match=r"x\.json"):
        taken(tmp_path / "x.json")


def test_a_packed_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(put(tmp_path, *(entity(f"Q{n}", str(n)) for n in range(1, 500))).read_bytes())
    (tmp_path / "cut.json.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InvalidFile, match="cut off or damaged"):
        taken(tmp_path / "cut.json.gz")


def test_a_call_without_a_place_or_a_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        wikidata.read([tmp_path / "none.json"])
    with pytest.raises(Misuse):
        wikidata.read([])
    done = run("import", "wikidata", put(tmp_path, member()))
    assert (done.code, "--into FOLDER" in done.err) == (2, True)


def test_a_dump_streams_into_a_store_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    dump = put(tmp_path, *(entity(f"Q{n}", str(n), P463=[said(f"Q{n + 1}", f"Q{n}$a")]) for n in range(1, 300)))
    for _ in range(2):
        done = run("import", "wikidata", dump, "--store", tmp_path / "store", "--accessed", "2026-11-22")
        assert done.code == 0, done.err
    graph = lkg.open(tmp_path / "store")
    assert len(graph.record.claims) == 299
    assert graph.record.actors["Q300"].scope.startswith("Known only as a value")


def test_a_store_and_a_folder_hold_the_same(tmp_path: Path) -> None:
    dump = put(tmp_path, member(rank="deprecated"), entity("Q3", "C", P463=[said("Q2", "Q3$a", P1310=to("Q1"))]))
    record, _ = taken(dump)
    into_store(wikidata.read([dump], accessed="2026-11-22").records, tmp_path / "store")
    assert dict(lkg.open(tmp_path / "store").record.claims) == dict(record.claims)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = run("import", "wikidata", put(tmp_path, member()), "--into", tmp_path / "graph", "--dry-run")
    assert (done.code, "1 claim added" in done.out, (tmp_path / "graph").exists()) == (0, True, False)
