"""Stores on disk: whole or not there, read beside a writer, and told apart by digest and stamp."""

import gzip
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkg import receipt
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.importers.bulk import files_into_store
from lkg.store import ONTOLOGY, Store
from lkg.store.places import fill
from lkg.store.sorting import SortedDigest


def fact(number: int) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal(number))


def lines(count: int, predicate: str = "urn:p") -> str:
    return "".join(f'<urn:{i}> <{predicate}> "{i}" .\n' for i in range(count))


def made(place: Path, count: int = 3) -> Path:
    fill(place, lambda store: store.inner.bulk_extend(map(fact, range(count))))
    return place


def test_n_triples_and_turtle_load_alike_packed_or_not(tmp_path: Path) -> None:
    text = '<urn:a> <urn:p> "x \\u00e9" .\n<urn:a> <urn:q> <urn:b> .'
    (tmp_path / "a.nt").write_text(text)
    (tmp_path / "b.nt").write_text('_:n <urn:p> "named" .\n')
    (tmp_path / "c.ttl").write_text("<urn:c> <urn:p> 1 .")
    with gzip.open(tmp_path / "a.nt.gz", "wt") as stream:
        stream.write(text)
    one, two = Store(), Store()
    one.load([tmp_path / "a.nt", tmp_path / "b.nt", tmp_path / "c.ttl"], to=ONTOLOGY)
    two.load([tmp_path / "c.ttl", tmp_path / "b.nt", tmp_path / "a.nt.gz"], to=ONTOLOGY)
    assert set(one.quads(graph=ONTOLOGY)) == set(two.quads(graph=ONTOLOGY))
    assert len(one) == 4
    assert ox.BlankNode("n") in {quad.subject for quad in one.quads(graph=ONTOLOGY)}


def test_one_faulty_file_keeps_all_others_out_and_every_fault_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.nt").write_text(lines(3))
    (tmp_path / "bad.nt").write_text(lines(2) + "<urn:a> x .\n")
    (tmp_path / "worse.ttl").write_text("<urn:a> ;\n")
    store = Store()
    with pytest.raises(InvalidFile) as caught:
        store.load(sorted(tmp_path.iterdir()))
    assert [(Path(p.file).name, p.line) for p in caught.value.problems] == [("bad.nt", 3), ("worse.ttl", 1)]
    assert len(store) == 0


texts = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=5), max_size=40)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(texts, st.integers(1, 30), st.integers(1, 9))
def test_a_digest_is_that_of_sorted_lines_however_little_memory_there_is(found: list[str], run: int, cut: int) -> None:
    data = "".join(f"{line}\n" for line in found).encode()
    total = SortedDigest(run)
    for start in range(0, len(data), cut):
        total.write(data[start : start + cut])
    assert total.digest() == receipt.digest(f"{line}\n".encode() for line in found)


def test_the_digest_of_a_store_is_that_of_its_sorted_n_triples(tmp_path: Path) -> None:
    store = Store(made(tmp_path / "db", 500))
    store.inner.add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.Literal(1), ONTOLOGY))
    assert store.digest() == receipt.digest(lines_of(store))


def lines_of(store: Store) -> list[bytes]:
    return store.dump(ox.RdfFormat.N_TRIPLES).splitlines(keepends=True)


def test_a_stamp_stays_while_a_store_is_only_read(tmp_path: Path) -> None:
    place = made(tmp_path / "db")
    stamp = Store(place, write=False).stamp()
    for _ in range(3):
        store = Store(place, write=False)
        store.query("SELECT * { ?s ?p ?o }")
        store.digest()
        assert store.stamp() == stamp


WRITES = {
    "one added": lambda store: store.inner.add(fact(99)),
    "one removed": lambda store: store.inner.remove(fact(1)),
    "an update": lambda store: store.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
    "a bulk load": lambda store: store.inner.bulk_extend([fact(77)]),
    "a graph": lambda store: store.replace(ONTOLOGY, [ox.Quad(*fact(5).triple, ONTOLOGY)]),
    "all gone": lambda store: store.inner.clear(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_stamp_changes_with_every_write_at_once(tmp_path: Path, write: object) -> None:
    store = Store(made(tmp_path / "db"))
    before = store.stamp()
    assert callable(write)
    write(store)
    after = store.stamp()
    assert after != before
    del store
    assert Store(tmp_path / "db", write=False).stamp() != before


def test_two_stores_with_equal_content_have_stamps_of_their_own_and_one_digest(tmp_path: Path) -> None:
    one, two = (Store(made(tmp_path / name), write=False) for name in ("one", "two"))
    assert one.stamp() != two.stamp()
    assert one.digest() == two.digest()
    assert Store().stamp() == ""


def test_several_readers_work_beside_a_writer_and_see_what_was_there_when_they_opened(tmp_path: Path) -> None:
    writer = Store(made(tmp_path / "db"))
    early = [Store(tmp_path / "db", write=False) for _ in range(2)]
    for start in range(100, 1300, 100):
        writer.inner.bulk_extend(map(fact, range(start, start + 100)))
    writer.inner.remove(fact(1))
    writer.inner.optimize()
    assert [len(reader) for reader in early] == [3, 3]
    assert [len(reader.query("SELECT * { ?s ?p ?o }")) for reader in early] == [3, 3]
    assert len(Store(tmp_path / "db", write=False)) == len(writer) == 1202


def test_a_reader_cannot_write_and_needs_a_store(tmp_path: Path) -> None:
    store = Store(made(tmp_path / "db"), write=False)
    with pytest.raises(Misuse, match="opened for reading"):
        store.update("CLEAR ALL")
    with pytest.raises(Misuse, match="opened for reading"):
        store.replace(ONTOLOGY, [])
    with pytest.raises(MissingFile, match="There is no store"):
        Store(tmp_path / "nowhere", write=False)
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_store_is_called_so(tmp_path: Path) -> None:
    (made(tmp_path / "db") / "CURRENT").write_text("junk")
    with pytest.raises(Misuse, match=r"is damaged: .*Import it again"):
        Store(tmp_path / "db")


def test_an_error_in_the_work_leaves_no_store_or_the_one_that_was_there(tmp_path: Path) -> None:
    def broken(store: Store) -> None:
        def facts() -> object:
            yield from map(fact, range(1000, 3000))
            raise ZeroDivisionError

        store.inner.bulk_extend(facts())  # type: ignore[arg-type]

    with pytest.raises(ZeroDivisionError):
        fill(tmp_path / "db", broken)
    assert list(tmp_path.iterdir()) == []
    made(tmp_path / "db")
    with pytest.raises(ZeroDivisionError):
        fill(tmp_path / "db", broken)
    assert len(Store(tmp_path / "db", write=False)) == 3


def test_a_folder_with_other_things_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(Misuse, match="is there already, and is no store"):
        made(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_second_import_into_the_same_place_waits_for_the_first(tmp_path: Path) -> None:
    def inner(_: Store) -> None:
        with pytest.raises(Misuse, match=r"Another import into .*db is running"):
            made(tmp_path / "db")

    fill(tmp_path / "db", inner)


KILLED = """
import sys, time
from pathlib import Path
from lkg.store.places import fill

def pieces():
    for i in range(30000):
        yield b'<urn:n%d> <urn:p> "x" .\\n' % i
    print("in the middle", flush=True)
    time.sleep(600)

fill(Path(sys.argv[1]), lambda store: store.load_lines(pieces()))
"""
LIMITED = """
import resource, sys
from pathlib import Path
from lkg.importers.bulk import files_into_store

resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
files_into_store([Path(sys.argv[1])], Path(sys.argv[2]))
"""


@pytest.mark.parametrize("is_new", [True, False], ids=["a new store", "a store that is there"])
def test_an_import_that_is_killed_leaves_nothing_half_written(tmp_path: Path, is_new: bool) -> None:
    place, file = tmp_path / "db", tmp_path / "facts.nt"
    if not is_new:
        made(place)
    process = subprocess.Popen([sys.executable, "-c", KILLED, place], stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"in the middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert place.exists() is not is_new
    file.write_text(lines(10, "urn:q"))
    assert files_into_store([file], place).triples == 10
    assert len(Store(place, write=False)) == (10 if is_new else 13)
    assert [file.name for file in tmp_path.iterdir() if "incoming" in file.name] == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a matter of Unix")
@pytest.mark.parametrize("is_new", [True, False], ids=["a new store", "a store that is there"])
def test_a_full_disk_is_one_message_and_nothing_is_lost(tmp_path: Path, is_new: bool) -> None:
    place, file = tmp_path / "db", tmp_path / "large.nt"
    if not is_new:
        made(place)
    file.write_text(lines(60_000))
    command = [sys.executable, "-c", LIMITED, file, place]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert found.stderr.splitlines()[-1].startswith("lkg.errors.Misuse")
    assert "cannot be filled: IO error: While appending to file" in found.stderr
    assert place.exists() is not is_new
    assert list(tmp_path.glob("*.incoming")) == []
    if not is_new:
        assert len(Store(place)) == 3
