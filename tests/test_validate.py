"""Checking a graph: the shapes speak to the person who made the mistake, and the bundled graph keeps them."""

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import lkg
from conftest import graph_of
from lkg import validate, vocab
from lkg.graphs import files_of
from lkg.validate import shapes
from lkg.validate.reading import Reading, sh
from lkg.vocab import LKG, PREFIXES

XSD = PREFIXES["xsd"]
ODD = (
    ox.Literal("x"),
    ox.Literal("contested x", language="en"),
    ox.Literal(""),
    ox.Literal(5),
    ox.Literal(1e3),
    ox.Literal("1.5", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("abc", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("2020-13-01", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("2022/..", datatype=ox.NamedNode(vocab.EDTF)),
    ox.NamedNode(LKG.ended),
)


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
    assert report.ok


ORDERED = (LKG.start, LKG.end, LKG.firstDay, LKG.lastDay, LKG.minimumClaims, LKG.maximumClaims)
"""compared by the shapes: over odd values of these pyshacl itself stumbles"""


def examples() -> list[ox.Triple]:
    folder = vocab.folder("ontology") / "examples"
    files = sorted(folder.glob("*/*.ttl"))
    return sorted({quad.triple for file in files for quad in ox.parse(path=str(file))}, key=str)


def spoilt(triples: list[ox.Triple], seed: int) -> Iterator[ox.Triple]:
    """One triple in five is lost, doubled, or says something odd."""
    chance = random.Random(seed)
    for triple in triples:
        fate = 3 if triple.predicate.value in ORDERED else chance.randrange(15)
        if fate != 0:
            yield triple
        if fate < 2:
            yield ox.Triple(triple.subject, triple.predicate, chance.choice(ODD))
        if fate == 2:
            other = chance.choice(triples)
            yield ox.Triple(triple.subject, triple.predicate, other.object)


def findings(triples: list[ox.Triple], monkeypatch: pytest.MonkeyPatch) -> tuple[list[tuple[str, str, str]], ...]:
    """What the shapes find on the nodes in doubt, and what on all."""
    asked_of_few = sorted(shapes.broken(triples))
    monkeypatch.setattr(shapes, "narrow", lambda aimed, data: None)
    return asked_of_few, sorted(shapes.broken(triples))


def test_asking_only_the_nodes_in_doubt_finds_all_faults_of_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    few, every = findings(examples(), monkeypatch)
    assert few == every
    assert len(every) > 80


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_asking_only_the_nodes_in_doubt_finds_all_faults_of_spoilt_data(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, every = findings(list(spoilt(examples(), seed)), monkeypatch)
    assert few == every
    assert len(every) > 100


SMALL = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:x:> .
:shape a sh:NodeShape ; sh:targetSubjectsOf :p ; %s .
:one :p 1 . :two :p 2 , 3 .
"""


@pytest.mark.parametrize(
    ("constraint", "in_doubt"),
    [
        ("sh:property [ sh:path :p ; sh:maxCount 1 ]", {"two"}),
        ("sh:not [ sh:property [ sh:path :p ; sh:minCount 2 ] ]", {"two"}),
        ("sh:property [ sh:path :p ; sh:maxLength 5 ]", {"one", "two"}),
        ("sh:not [ sh:property [ sh:path :p ; sh:maxLength 5 ] ]", {"one", "two"}),
        ("sh:or ( [ sh:closed true ] [ sh:property [ sh:path :p ; sh:hasValue 1 ] ] )", {"two"}),
        ("sh:property [ sh:path [ sh:inversePath [ sh:inversePath :p ] ] ; sh:hasValue 3 ]", {"one"}),
    ],
)
def test_what_is_not_surely_sound_is_asked_and_nothing_else(constraint: str, in_doubt: set[str]) -> None:
    graph = rdflib.Graph().parse(data=SMALL % constraint)
    shapes.narrow(graph, graph)
    assert {node.removeprefix("urn:x:") for node in graph.objects(None, sh("targetNode"))} == in_doubt
    assert not list(graph.objects(None, sh("targetSubjectsOf")))


def test_a_constraint_of_two_datatypes_cannot_be_judged() -> None:
    text = SMALL % "sh:property [ sh:path :p ; sh:minInclusive 0.5 ]"
    graph = rdflib.Graph().parse(data=text)
    keeps = Reading(graph, graph).test(rdflib.URIRef("urn:x:shape"))
    assert keeps(rdflib.URIRef("urn:x:one")) is None
