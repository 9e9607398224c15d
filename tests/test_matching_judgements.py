"""Judgements on who is who can be taken back, and no claim loses the name it used."""

from dataclasses import replace
from pathlib import Path

import pytest

import lkg
from conftest import record_of, run, ties
from judgements_of import ACTORS, CLAIMS, DESK, judged, keep, of_taiwan
from lkg import folders
from lkg.claims import Actor, Withdrawal
from lkg.claims.same import contradictions, counted_as, merged
from lkg.errors import InvalidFile, Misuse
from lkg.matching import Judge, match


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return of_taiwan(tmp_path)


def test_a_judgement_makes_two_actors_one_node_everywhere(folder: Path) -> None:
    graph = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    assert ties(graph) == {
        ("lithuania", "supports", "taiwan"),
        ("lithuania", "hostsOfficeOf", "taiwan"),
        ("lithuania", "supports", "ukraine"),
        ("taiwan", "exportsTo", "japan"),
    }
    assert graph.actor("roc") == graph.actor("中華民國") == "taiwan"
    assert [row["o"] for row in graph.query("SELECT ?o { actor:taiwan lkg:exportsTo ?o }").values()] == [
        "https://w3id.org/lkg/actor/japan"
    ]
    names = {row["n"] for row in graph.query("SELECT ?n { actor:taiwan skos:altLabel ?n }").values()}
    assert {"Republic of China", "中華民國"} <= names


def test_queries_see_one_subject_and_whom_the_claim_names(folder: Path) -> None:
    graph = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    asked = "SELECT ?claim ?named { ?claim rdf:subject|rdf:object actor:taiwan OPTIONAL { ?claim lkg:asNamed ?named } }"
    found = {(row["claim"][-2:], row.get("named", "")[-3:]) for row in graph.query(asked).values()}
    assert found == {("C1", ""), ("C2", "roc"), ("C3", "roc")}
    assert graph.query("SELECT ?claim { ?claim rdf:subject actor:roc }").values() == []
    assert [str(row.c)[-2:] for row in graph.rdflib.query("SELECT ?c { ?c rdf:subject actor:taiwan }")] == ["C3"]


def test_each_claim_keeps_the_actor_that_it_names(folder: Path) -> None:
    graph = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    assert graph.recorded.claims["C2"].object == "roc"
    assert graph.record.claims["C2"].object == "taiwan"
    assert graph.named("C3") == {"subject": "Republic of China", "claimant": "Republic of China"}
    assert graph.named("C1") == {}


def test_a_pair_that_judgements_on_others_settle_is_not_listed(folder: Path) -> None:
    actors = {name: Actor(name, "Japan", "State") for name in ("japan", "nihon", "nippon")}
    folders.save(record_of(*CLAIMS, actors=ACTORS | actors), folder)
    for second, kept in (("same", "japan"), ("notSame", "")):
        graph = keep(folder, judged("japan", "nihon", kept="japan"), judged("japan", "nippon", second, kept))
        found = {(each.actor.id, each.other.id) for each in match(graph)}
        assert ("nihon", "nippon") not in found
        assert {("japan", "nihon"), ("japan", "nippon")} <= found, "those judged themselves are, with their judgement"
    graph = keep(folder, judged("japan", "nippon", "unsure"))
    assert ("nihon", "nippon") in {(each.actor.id, each.other.id) for each in match(graph)}


def test_taking_a_judgement_back_restores_all(folder: Path) -> None:
    before = {file.name: file.read_text() for file in folder.rglob("*.ttl")}
    one = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    judge = Judge(one, DESK)
    judge.undo("roc--taiwan", "before 1945 they are two")
    judge.save()
    after = lkg.open(folder)
    assert after.record.actors.keys() == {"japan", "lithuania", "roc", "taiwan", "ukraine"}
    assert after.recorded.judgements["roc--taiwan"].withdrawal == Withdrawal(
        "2026-11-29", "the desk", "before 1945 they are two"
    )
    assert {file.name: file.read_text() for file in folder.rglob("*.ttl") if file.name in before} == before


def test_a_graph_without_judgements_is_read_as_ever(folder: Path) -> None:
    graph = lkg.open(folder)
    assert graph.record is graph.recorded


def test_the_table_of_a_store_on_disk_has_them_as_one(folder: Path, tmp_path: Path) -> None:
    keep(folder, judged("roc", "taiwan", kept="taiwan"))
    done = run("import", "rdf", *sorted(folder.rglob("*.ttl")), "--store", tmp_path / "store")
    assert done.code == 0, done.err
    graph = lkg.open(tmp_path / "store")
    assert ("taiwan", "exportsTo", "japan") in ties(graph)
    assert graph.named("C2") == {"object": "Republic of China"}
    rows = graph.query("SELECT ?claim { ?claim rdf:subject actor:taiwan }").values()
    assert [row["claim"][-2:] for row in rows] == ["C3"]


def test_judgements_chain_to_the_one_that_is_kept_last() -> None:
    chain = [judged("a", "b", kept="b"), judged("b", "c", kept="c"), judged("d", "a", kept="a")]
    assert counted_as(chain) == {"a": "c", "b": "c", "d": "c"}
    assert counted_as(chain, {"a", "b"}) == {"a": "b"}, "who is not in the graph stands for nobody"


def test_contradictions_name_the_chain_and_how_to_mend_it() -> None:
    [problem] = contradictions([judged("a", "b", kept="b"), judged("b", "c", kept="c"), judged("a", "c", "notSame")])
    assert problem.file == "judgement a--c"
    assert "a--b, b--c make them one" in problem.message
    assert "lkg match --undo" in problem.message


def test_judgements_in_a_circle_are_refused() -> None:
    circle = [
        judged("a", "b", kept="b"),
        judged("b", "c", kept="c"),
        judged("a", "c", kept="a"),
        judged("x", "a", kept="a"),
    ]
    [problem] = contradictions(circle)
    assert "a--b, a--c, b--c" in problem.message
    assert list(contradictions(circle[:2])) == []


def test_a_contradiction_is_told_with_file_and_line(folder: Path) -> None:
    actors = ACTORS | {"prc": Actor("prc", "Prc", "State")}
    folders.save(record_of(*CLAIMS, actors=actors), folder)
    keep(
        folder,
        judged("roc", "taiwan", kept="taiwan"),
        judged("prc", "roc", kept="roc"),
        judged("prc", "taiwan", "notSame"),
    )
    done = run("check", folder, "--quick")
    assert done.code == 1
    assert "identity.ttl:" in done.out
    assert "prc and taiwan are not the same" in done.out
    with pytest.raises(InvalidFile, match=r"identity.ttl:\d+ .*not the same"):
        _ = lkg.open(folder).record


def test_a_judgement_on_somebody_who_is_not_here_waits(folder: Path) -> None:
    graph = keep(folder, judged("roc", "formosa", kept="formosa"))
    assert "roc" in graph.record.actors
    done = run("check", folder, "--quick")
    assert done.code == 0
    assert "formosa, which is not in this graph" in done.out


def test_judging_is_checked_against_what_stands(folder: Path) -> None:
    judge = Judge(lkg.open(folder), DESK)
    judge.judge("roc", "taiwan", "same")
    judge.judge("roc", "japan", "notSame")
    with pytest.raises(Misuse, match="contradicts"):
        judge.judge("taiwan", "japan", "same")
    assert set(judge.changed) == {"roc--taiwan", "japan--roc"}
    with pytest.raises(Misuse, match="one"):
        judge.judge("roc", "roc", "same")


def test_judging_anew_withdraws_what_was_judged_before(folder: Path) -> None:
    judge = Judge(lkg.open(folder), DESK)
    first, second = judge.judge("roc", "taiwan", "unsure"), judge.judge("taiwan", "roc", "same", "looked closer")
    assert (first.id, second.id) == ("roc--taiwan", "roc--taiwan--2")
    judge.save()
    found = lkg.open(folder).recorded.judgements
    assert [(each.id, each.verdict, each.stands) for each in found.values()] == [
        ("roc--taiwan", "unsure", False),
        ("roc--taiwan--2", "same", True),
    ]
    assert judge.judge("roc", "taiwan", "same") == second, "the same again changes nothing"


def test_the_actor_with_more_claims_is_kept_unless_somebody_says_otherwise(folder: Path) -> None:
    assert Judge(lkg.open(folder), DESK).judge("roc", "taiwan", "same").kept == "roc"
    assert Judge(lkg.open(folder), DESK).judge("roc", "taiwan", "same", keep="taiwan").kept == "taiwan"
    with pytest.raises(Misuse, match="none of the two"):
        Judge(lkg.open(folder), DESK).judge("roc", "taiwan", "same", keep="japan")


def test_a_block_is_written_in_canonical_form_and_passes_the_check(folder: Path) -> None:
    judge = Judge(lkg.open(folder), DESK)
    judge.judge("roc", "taiwan", "same", "two names of one government")
    file = judge.save()
    assert run("format", "--check", file).code == 0
    found = run("check", folder)
    assert "identity.ttl" not in found.out, found.out
    assert 'lkg:judgedBecause "two names of one government"@en' in file.read_text()


def test_placements_of_two_that_are_one_stay_a_partition() -> None:
    bundled = lkg.open()
    record = replace(bundled.recorded, judgements={"estonia--latvia": judged("estonia", "latvia", kept="latvia")})
    before, after = (each.groupings["bloc"].placements for each in (record, merged(record)))
    assert [placed for placed in after if placed.actor == "latvia"] == [p for p in before if p.actor == "latvia"]
    assert "estonia" not in {placed.actor for placed in after}
