"""Files of FollowTheMoney: packed ones, broken ones, and what becomes of them in a folder or a store."""

import gzip
from pathlib import Path

import pytest

import lkg
from conftest import run
from ftm_entities import link, node, put, taken
from lkg.errors import InvalidFile, MissingFile, Misuse, UnknownTerm
from lkg.importers import ftm
from lkg.importers.bulk import into_store


def test_every_line_that_is_no_entity_is_named_before_anything_is_written(tmp_path: Path) -> None:
    file = put(tmp_path, node("a"), node("b"))
    file.write_text(
        file.read_text(encoding="utf-8")
        + '{"id": "c", "sch\n[1]\n{"id": "d"}\n{"id":"e","schema":"X","properties":[]}\n',
        encoding="utf-8",
    )
    done = run("import", "ftm", file, "--into", tmp_path / "graph")
    assert done.code == 1
    for line, words in (
        (3, "the JSON is cut off"),
        (4, "no entity"),
        (5, 'the entity has no "schema"'),
        (6, "no mapping"),
    ):
        assert f"{file}:{line}  " in done.err
        assert words in done.err
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"[" * 100_000, b"a,b\n1,2\n"])
def test_what_is_no_file_of_entities_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.ftm.jsonl").write_bytes(data)
    with pytest.raises(InvalidFile, match=r"x\.ftm\.jsonl"):
        taken(tmp_path / "x.ftm.jsonl")


def test_a_packed_file_says_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, node("a"), node("b"))
    packed = tmp_path / "small.ftm.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert taken(packed)[0].actors == taken(file)[0].actors


def test_a_call_that_makes_no_sense_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        ftm.read([tmp_path / "none"])
    with pytest.raises(Misuse):
        ftm.read([])
    with pytest.raises(UnknownTerm, match="Did you mean aids"):
        ftm.read([put(tmp_path, node("a"))], payments="aid")
    done = run("import", "ftm", tmp_path / "small.ftm.jsonl")
    assert (done.code, "--into FOLDER" in done.err) == (2, True)


def test_a_store_and_a_folder_hold_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, node("a"), node("b", "Company"), link("Ownership", owner="a", asset="b"))
    into_store(ftm.read([file], accessed="2026-11-22").records, tmp_path / "store")
    assert dict(lkg.open(tmp_path / "store").record.claims) == dict(taken(file)[0].claims)
