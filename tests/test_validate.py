"""Checking a graph: the shapes speak to the person who made the mistake, and the bundled graph keeps them."""

from pathlib import Path

import lkg
from conftest import graph_of
from lkg import validate, vocab
from lkg.graphs import files_of


def test_the_bundled_graph_breaks_no_shape() -> None:
    report = validate.check(files_of([vocab.folder("graph")]))
    assert [str(problem) for problem in report.problems if problem.severe] == []
    assert (report.claims, report.actors, report.sources) == (1178, 278, 292)
    advice = {problem.message.partition(": ")[2] for problem in report.problems}
    assert advice == {"This relation is a contested word: say who uses it (lkg:claimant)."}


def test_a_broken_shape_names_file_line_and_repair(tmp_path: Path) -> None:
    lkg.export(graph_of("a aids b 2022"), tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text(encoding="utf-8").replace('lkg:reliability "A"', 'lkg:reliability "Z"')
    (tmp_path / "g.ttl").write_text(text, encoding="utf-8")
    report = validate.check([tmp_path / "g.ttl"])
    problem = next(found for found in report.problems if found.severe and "eliability" in found.message)
    assert problem.file.endswith("g.ttl")
    assert text.splitlines()[(problem.line or 0) - 1].startswith("source:")
    assert not report.ok


def test_a_fault_that_was_named_in_words_is_not_named_again_by_a_shape(tmp_path: Path) -> None:
    lkg.export(graph_of("a aids b 2022"), tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text(encoding="utf-8").replace("rdf:object actor:b", "rdf:object actor:bb")
    (tmp_path / "g.ttl").write_text(text, encoding="utf-8")
    report = validate.check([tmp_path / "g.ttl"])
    assert [p.message for p in report.problems if "claim:C1" in p.message] == [
        "claim:C1: it names the actor 'bb', which does not exist. Add it, or correct the actor."
    ]


def test_advice_does_not_fail_a_graph(tmp_path: Path) -> None:
    lkg.export(graph_of("a sanctions b 2022"), tmp_path / "g.ttl")
    report = validate.check([tmp_path / "g.ttl"])
    assert any("contested word" in problem.message for problem in report.problems)
    assert report.ok == (not any(problem.severe for problem in report.problems))
