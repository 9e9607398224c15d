"""The one true order of a Turtle file: equal data give equal text, and nothing is lost on the way."""

import difflib
import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import record_of
from lkg import folders, turtle
from lkg.errors import InvalidFile
from lkg.vocab import PREFIXES, folder

HEAD = "# A head.\n# Of two lines.\n"
PREFIX = "@prefix actor: <https://w3id.org/lkg/actor/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
SHIPPED = sorted(folder("graph").rglob("*.ttl"))
XSD = PREFIXES["xsd"]
OURS = st.from_regex(r"[a-zA-Z0-9_.-]{0,6}", fullmatch=True)
IRIS = st.one_of(
    st.builds(lambda p, n: ox.NamedNode(PREFIXES[p] + n), st.sampled_from(["actor", "claim", "lkg", "dct"]), OURS),
    st.sampled_from([ox.NamedNode("http://example.org/a#b"), ox.NamedNode("urn:x:1")]),
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
TYPED = [
    ("5", XSD + "integer"),
    ("-7", XSD + "integer"),
    ("05", XSD + "integer"),
    ("+5", XSD + "integer"),
    ("4.10", XSD + "decimal"),
    ("true", XSD + "boolean"),
    ("1e3", XSD + "double"),
    ("x", XSD + "integer"),
    ("2022-04~", PREFIXES["edtf"] + "EDTF"),
]
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda t: ox.Literal(t, language="en"), TEXTS),
    st.builds(lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(pair[1])), st.sampled_from(TYPED)),
)
TRIPLES = st.lists(st.builds(ox.Triple, IRIS, IRIS, st.one_of(IRIS, LITERALS)), max_size=8)


def facts(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_file_that_ships_is_in_canonical_form(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert turtle.format_text(text, file.name) == text


@given(TRIPLES)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_formatting_changes_no_triple_and_is_done_once_for_all(triples: list[ox.Triple]) -> None:
    text = turtle.write(triples)
    assert facts(text) == set(triples)
    assert turtle.format_text(text, "x.ttl") == text


@given(TRIPLES, st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_equal_data_give_equal_text_in_whatever_order_they_come(triples: list[ox.Triple], dice: random.Random) -> None:
    shuffled = [*triples, *triples]
    dice.shuffle(shuffled)
    assert turtle.write(shuffled) == turtle.write(triples)


def test_names_that_differ_only_in_leading_zeros_have_one_order() -> None:
    one, two = 'actor:a1 rdfs:label "x" .\n', 'actor:a01 rdfs:label "x" .\n'
    assert turtle.format_text(PREFIX + one + two, "x") == turtle.format_text(PREFIX + two + one, "x")


def test_a_whole_number_that_is_a_decimal_stays_one() -> None:
    text = f'<urn:a> <urn:b> "5"^^<{XSD}decimal>, "1"^^<{XSD}boolean> .\n'
    assert facts(turtle.format_text(text, "x")) == facts(text)


def test_subjects_are_sorted_and_numbers_in_names_count_as_numbers() -> None:
    text = turtle.format_text(
        PREFIX + "".join(f'actor:{n} rdfs:label "x" .\n' for n in ("c10", "c9", "b", "c100")), "x"
    )
    assert [line.split()[0] for line in text.splitlines() if line.startswith("actor:")] == [
        "actor:b",
        "actor:c9",
        "actor:c10",
        "actor:c100",
    ]


def test_the_class_comes_first_and_the_comment_last() -> None:
    record = record_of("a aids b 2022 credibility=2 note=why locator=1.2 claimant=a")
    text = folders.texts(record)["claims/materialCooperation.ttl"]
    block = text.partition("claim:C1")[2]
    assert [line.split()[0] for line in ("claim:C1" + block).strip().splitlines()] == [
        "claim:C1",
        "rdf:subject",
        "lkg:when",
        "lkg:modality",
        "lkg:claimant",
        "lkg:credibility",
        "dct:source",
        "lkg:locator",
        "rdfs:comment",
    ]


def test_only_the_prefixes_in_use_are_declared() -> None:
    text = turtle.format_text(
        "@prefix dct: <http://purl.org/dc/terms/> .\n" + PREFIX + 'actor:a rdfs:label "dct:title" .\n', "x"
    )
    assert text == PREFIX + '\nactor:a\n    rdfs:label "dct:title" .\n'


def test_the_head_of_comments_is_kept() -> None:
    text = turtle.format_text(HEAD + PREFIX + 'actor:a rdfs:label "x" .\n', "x")
    assert text.startswith(HEAD + "@prefix")


@pytest.mark.parametrize("node", ['[ rdfs:label "x" ]', "_:b", "( actor:a )"])
def test_a_blank_node_is_refused(node: str) -> None:
    with pytest.raises(InvalidFile, match=r"x\.ttl.*blank node. Give it an IRI"):
        turtle.format_text(PREFIX + f"actor:a rdfs:seeAlso {node} .\n", "x.ttl")


@pytest.mark.parametrize(
    "lines",
    [
        ['actor:a rdfs:label "x" . # a remark'],
        ['actor:a rdfs:label "x" .', "# a remark"],
        ['actor:a rdfs:label "x" ; # a remark', '  rdfs:comment "y" .'],
        ['actor:a rdfs:label "quoted \\" # not yet" . # a remark'],
    ],
)
def test_a_comment_that_would_be_lost_is_refused_with_its_line(lines: list[str]) -> None:
    line = next(n for n, text in enumerate(lines) if "# a remark" in text)
    with pytest.raises(InvalidFile) as caught:
        turtle.format_text(HEAD + PREFIX + "\n".join(lines) + "\n", "x.ttl")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("x.ttl", 5 + line)
    assert "would be lost" in problem.message


@pytest.mark.parametrize(
    "text",
    ['"C# code"', '"""two\n# lines"""', "'C# code'", "'''two\n# lines'''", "<http://example.org/#x>", '"it\'s # 1"'],
)
def test_a_hash_inside_a_text_or_an_iri_is_no_comment(text: str) -> None:
    given_ = PREFIX + f"actor:a rdfs:seeAlso {text} .\n"
    assert facts(turtle.format_text(given_, "x")) == facts(given_)


def test_what_is_no_turtle_is_refused_with_file_and_line() -> None:
    with pytest.raises(InvalidFile) as caught:
        turtle.format_text(PREFIX + 'actor:a rdfs:label "x" .\nactor:b rdfs:label .\n', "x.ttl")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("x.ttl", 4)


def test_files_are_formatted_all_or_none(tmp_path: Path) -> None:
    good, bad, worse = (tmp_path / name for name in ("a.ttl", "b.ttl", "c.ttl"))
    good.write_text(PREFIX + 'actor:b rdfs:label "x" . actor:a rdfs:label "x" .\n')
    bad.write_text(PREFIX + "actor:a rdfs:seeAlso _:b .\n")
    worse.write_text(PREFIX + "actor:a .\n")
    before = good.read_text()
    with pytest.raises(InvalidFile) as caught:
        turtle.format_files([good, bad, worse])
    assert [Path(problem.file).name for problem in caught.value.problems] == ["b.ttl", "c.ttl"]
    assert good.read_text() == before
    assert turtle.format_files([good]) == [good]
    assert turtle.format_files([good]) == []


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines of a diff over all files."""
    return [
        line
        for name in sorted({*before, *after})
        for line in difflib.ndiff(before.get(name, "").splitlines(), after.get(name, "").splitlines())
        if line[0] in "+-"
    ]


@pytest.mark.parametrize(
    "new", ["a aids b 2023 id=C10", "a aids b 2023 id=C2", "a aids b 2023 id=A1", "b sanctions a 2023 id=C7"]
)
def test_one_new_claim_is_a_few_added_lines_and_no_other(new: str) -> None:
    old = ["a aids b 2022 id=C1", "b aids a 2022 id=C9", "a memberOf b 2022 id=C5"]
    before, after = (folders.texts(record_of(*lines)) for lines in (old, [*old, new]))
    found = changes(before, after)
    assert all(line.startswith("+") for line in found)
    assert sum("claim:" in line and "@prefix" not in line for line in found) == 1
    if "aids" in new:
        assert len(found) <= 8


def test_a_new_dispute_adds_one_line_to_its_claim_and_one_block() -> None:
    old = ["a coerces b 2022", "a denies b 2022"]
    found = changes(folders.texts(record_of(*old)), folders.texts(record_of(old[0], old[1] + " disputes=C1")))
    assert all(line.startswith("+") for line in found)


def test_equal_records_give_equal_files_in_whatever_order_their_claims_come() -> None:
    lines = ["a aids b 2022 id=C1", "b aids a 2022 id=C2 source=x", "a sanctions c 2022 id=C3"]
    assert folders.texts(record_of(*lines)) == folders.texts(record_of(*reversed(lines)))
