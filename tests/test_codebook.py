"""The codebook on paper: nothing of the ontology lacks, every letter shows, and equal books are equal bytes."""

import re
import zlib
from base64 import a85decode
from pathlib import Path

import pytest

from conftest import run
from lkg.codebook import codebook, fonts
from lkg.codebook.entries import chapters, ratings
from lkg.errors import MissingFile
from lkg.vocab import ontology


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


def test_equal_books_are_equal_bytes(tmp_path: Path) -> None:
    first = codebook(tmp_path / "book.pdf")
    assert first == codebook()
    assert (tmp_path / "book.pdf").read_bytes() == first
    assert pages(first) > 20


def test_every_relation_kind_and_code_has_its_entry() -> None:
    found = {entry.name for chapter in chapters() for entry in chapter.entries}
    assert found == {*ontology().relations, *ontology().classes, *ontology().codes}


def test_a_relation_is_given_with_all_that_a_coder_needs() -> None:
    (entry,) = (e for chapter in chapters() for e in chapter.entries if e.name == "accuses")
    facts = dict(entry.facts)
    assert entry.definition == "Criticises, by ascribing a wrongful act to."
    assert facts["example"].startswith("Valdis Dombrovskis – China")
    assert facts["sign"] == "− (conflict), intensity -2"
    assert facts["flow"] == "from subject to object"
    assert facts["time"].startswith("an event")
    assert "CAMEO 112" in facts["matches"]


def test_a_state_says_how_long_it_goes_on() -> None:
    times = {e.name: dict(e.facts).get("time", "") for chapter in chapters() for e in chapter.entries}
    assert times["memberOf"] == "a state: one with a bare date goes on until it is ended"
    assert times["hasDiplomaticRelationsWith"].startswith("a state")


def test_all_letters_are_in_the_face_and_those_that_are_not_would_be_found() -> None:
    text = " ".join(entry.text for chapter in chapters() for entry in chapter.entries)
    assert fonts.missing(text + "−≈⊂→Šimonytė Україна") == set()
    assert fonts.missing("立") == {"立"}


def test_the_text_is_in_the_file_and_the_faces_are_embedded() -> None:
    content = codebook()
    assert content.count(b"/FontFile2") >= 3
    streams = re.findall(rb"/ASCII85Decode /FlateDecode.*?stream\n(.*?)~>endstream", content, re.DOTALL)
    assert b"BT" in zlib.decompress(a85decode(streams[0].replace(b"\n", b"")))


def test_ratings_are_those_of_the_ontology() -> None:
    assert [letter for letter, _ in ratings()] == list("ABCDEF")
    assert ratings()[0][1][0] == ontology().probabilities["A", "1"]


def test_another_format_is_refused(tmp_path: Path) -> None:
    done = run("export", "codebook", "--out", tmp_path / "book.docx")
    assert (done.code, "The codebook is a PDF" in done.err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_missing_typeface_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.folder.cache_clear()
    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    with pytest.raises(MissingFile, match="comes with matplotlib"):
        fonts.folder()
