"""Before print: each statement with its source, who denies it, and what there is to do."""

import csv
from pathlib import Path

import pytest

import lkg
from conftest import UNCITED, graph_of, run
from lkg.errors import MissingFile, Misuse, Stale
from lkg.legal import claims_of, statements, summary, text_of
from lkg.reports import pictures

PAGE = {"url": "https://example.org/a?b=1&c=2", "accessed": "2022-05-01", "published": "2022-04", "title": "A | <b>"}
ARCHIVED = PAGE | {"archived": "https://archive.example.org/1"}


def graph(*claims: str, **source: str) -> lkg.Graph:
    return graph_of(*claims, sources={"paper": ARCHIVED | source})


def test_a_statement_with_a_page_that_is_archived_leaves_nothing_to_do() -> None:
    (found,) = statements(graph("alpha supports bravo 2022-04-01"), ["C1"])
    assert found.words == "alpha supports bravo"
    assert (found.link, found.archived, found.checked) == (PAGE["url"], ARCHIVED["archived"], "2022-05-01")
    assert (found.rating, found.to_do, found.denied_by) == ("A1", (), ())


@pytest.mark.parametrize(
    ("line", "source", "said"),
    [
        ("alpha supports bravo 2022 withdrawn=2024-01-01", {}, "taken back on 2024-01-01 by the editors (wrong page)"),
        ("alpha supports bravo 2022 alleged", {}, "an allegation: word it as one"),
        ("alpha supports bravo 2022 planned", {}, "a plan"),
        ("alpha supports bravo 2022 credibility=4", {}, "credibility 4"),
        ("alpha supports bravo 2022", {"archived": ""}, "no archived copy"),
        ("alpha supports bravo 2022", {"url": ""}, "no link"),
    ],
)
def test_what_has_to_be_done_before_print(line: str, source: dict[str, str], said: str) -> None:
    (found,) = statements(graph(line, **source), ["C1"])
    assert any(do.startswith(said) for do in found.to_do), found.to_do


def test_an_uncited_claim_needs_a_source() -> None:
    (found,) = statements(graph_of("alpha supports bravo 2022 source=uncited credibility=", sources=UNCITED), ["C1"])
    assert (found.source, found.rating, found.to_do) == ("", "", ("uncited: find a source",))


def test_a_denial_hits_all_that_say_the_same_and_is_named_with_its_link() -> None:
    lines = ("alpha coerces bravo 2022-03", "alpha coerces bravo 2022-03", "alpha denies bravo 2022-04 disputes=C1")
    first, second = statements(graph(*lines), ["C1", "C2"])
    for found in (first, second):
        (denial,) = found.denied_by
        assert (denial.by, denial.claim, denial.link) == ("alpha", "C3", PAGE["url"])
        assert "denied: print the denial, too" in found.to_do


def test_another_date_is_a_dispute_and_no_denial_and_a_denial_taken_back_counts_no_more() -> None:
    lines = ("alpha aids bravo 2022", "alpha aids bravo 2021 disputes=C1:dateDifferent:genuine")
    (found,) = statements(graph(*lines), ["C1"])
    assert (found.denied_by, len(found.disputed_by)) == ((), 1)
    taken_back = "alpha denies bravo 2022-04 disputes=C1 withdrawn=2024-01-01"
    (found,) = statements(graph("alpha coerces bravo 2022-03", taken_back), ["C1"])
    assert found.denied_by == ()


def test_an_unknown_claim_is_answered_with_near_ones() -> None:
    with pytest.raises(Misuse, match="no claim C10000"):
        statements(graph("alpha supports bravo 2022"), ["C10000", "C1"])
    done = run("export", "legal", "--claims", "C31x6", "--out", "/nowhere/legal.csv")
    assert (done.code, "Did you mean" in done.err) == (2, True)


def test_a_text_names_its_claims_by_id(tmp_path: Path) -> None:
    text = tmp_path / "draft.md"
    text.write_text("Alpha helped [C2]. Bravo (C1, C2) thanked, C99.", encoding="utf-8")
    found = graph("alpha supports bravo 2022", "alpha aids bravo 2022")
    assert claims_of(found, text) == ["C2", "C1"]
    text.write_text("no ids")
    with pytest.raises(Misuse, match=r"names no claim by its id"):
        claims_of(found, text)
    with pytest.raises(MissingFile):
        claims_of(found, tmp_path / "none.md")


def test_a_picture_says_by_its_receipt_what_it_rests_on(tmp_path: Path) -> None:
    found = graph("alpha supports bravo 2022", "alpha aids bravo 2022", "delta memberOf bravo 2022")
    picture = pictures.network(lkg.network(found)).save(tmp_path / "map.pdf")
    assert claims_of(found, picture) == ["C1", "C2"]
    with pytest.raises(Stale, match="another version"):
        claims_of(graph("alpha supports bravo 2022"), picture)


def test_a_path_rests_on_the_claims_of_its_hops_alone(bundled: lkg.Graph, tmp_path: Path) -> None:
    found = lkg.paths(lkg.network(bundled, at="2022-07-01"), "Lithuania", "WTO", via=["Taiwan", "EU"], k=1)
    file = pictures.path(found).save(tmp_path / "path.png")
    claims = claims_of(bundled, file)
    assert set(claims) == {evidence.id for hop in found[0].hops for evidence in hop.claims}
    done = run("export", "legal", "--of", file, "--out", tmp_path / "path.csv")
    assert done.code == 0, done.err
    rows = list(csv.DictReader((tmp_path / "path.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["claim"] for row in rows] == claims
    assert done.out.startswith(f"{len(claims)} statements: ")


def test_a_table_that_was_printed_does_too(tmp_path: Path) -> None:
    (tmp_path / "rank.csv").write_text(run("rank", "--by", "degree", "--at", "2022-07-01", "--draws", "5").out)
    net = lkg.network(lkg.open(), at="2022-07-01")
    assert set(claims_of(lkg.open(), tmp_path / "rank.csv")) == net.used()


def test_so_does_an_export_whose_receipt_lies_beside_it(tmp_path: Path) -> None:
    assert run("export", tmp_path / "net.csv", "--at", "2022-07-01").code == 0
    assert set(claims_of(lkg.open(), tmp_path / "net-ties.csv")) == lkg.network(lkg.open(), at="2022-07-01").used()


def test_no_form_lets_a_title_break_it() -> None:
    found = statements(graph("alpha supports bravo 2022"), ["C1"])
    page = text_of(found, "html", "A <title>")
    assert "A | &lt;b&gt;" in page
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page
    assert "<b>" not in page
    (row,) = [line for line in text_of(found, "md").splitlines() if line.startswith("| C1")]
    assert row.replace("\\|", "").count("|") == 6
    bad = statements(graph("alpha supports bravo 2022", url="javascript:alert(1)"), ["C1"])
    assert 'href="javascript' not in text_of(bad, "html")
    assert "](<javascript" not in text_of(bad, "md")


def test_the_summary_counts_what_is_to_do_and_nothing_else() -> None:
    lines = ("alpha supports bravo 2022", "alpha aids bravo 2022 alleged", "alpha visits bravo 2022 planned")
    found = statements(graph(*lines), ["C1", "C2", "C3"])
    assert summary(found) == "3 statements: something to do before print for 2 of them (1 alleged, 1 planned)"
    assert summary(found[1:]) == "2 statements: something to do before print for each (1 alleged, 1 planned)"
    assert summary(found[1:2]) == "1 statement: something to do before print (1 alleged)"
    assert summary(found[:1]) == "1 statement: nothing to do before print"


def test_every_thing_to_do_is_counted_in_the_summary() -> None:
    lines = (
        "a supports b 2022 withdrawn=2024-01-01", "a aids b 2022 alleged", "a visits b 2022 planned",
        "a aids b 2022 credibility=5", "a coerces b 2022-03", "a denies b 2022-04 disputes=C5",
    )  # fmt: skip
    for address in ({"url": ""}, {"archived": ""}):
        for each in statements(graph(*lines, **address), [f"C{n}" for n in range(1, 7)]):
            assert summary([each]).count(",") == len(each.to_do) - 1, each.to_do


def test_the_command_asks_for_statements_and_a_form(tmp_path: Path) -> None:
    for words, said in (
        ((), "Of which statements?"),
        (("--claims", "C316", "--of", tmp_path), "Of which statements?"),
        (("--claims", "C316", "--out", tmp_path / "x.docx"), "csv, html, md"),
    ):
        done = run("export", "legal", *words)
        assert (done.code, said in done.err) == (2, True), done.err
    assert run("export", "legal", "--claims", "C316, C029", "--out", tmp_path / "x.html").code == 0


def test_a_word_of_the_coders_own_is_printed_and_not_what_it_was_counted_as(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("word,means\narrests,-\n", encoding="utf-8")
    row = "Estonia,arrests,Two agents,2022,https://err.ee/1"
    (tmp_path / "claims.csv").write_text(f"from,relation,to,date,url\n{row}\n", encoding="utf-8")
    done = run("import", tmp_path / "claims.csv", "--relations", tmp_path / "words.csv", "--into", tmp_path / "graph")
    assert "arrests → opposes, with your word beside it" in done.err
    graph = lkg.open(tmp_path / "graph")
    [name] = graph.record.claims
    assert statements(graph, [name])[0].words == "Estonia arrests Two agents"
