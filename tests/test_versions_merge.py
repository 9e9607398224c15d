"""One graph made of two versions: conflicts are explained, and never settled by chance."""

from pathlib import Path

import pytest

import lkg
from conftest import graph_of, record_of, run
from lkg import turtle
from lkg.errors import InvalidFile, Misuse
from lkg.versions import diff, merge
from lkg.versions.conflicts import Conflicts
from revisions import FIRST, repository_in, written


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return repository_in(tmp_path)


def test_a_merge_holds_all_that_either_has(tmp_path: Path) -> None:
    one, other = graph_of(FIRST), graph_of("lithuania supports ukraine 2022-03 id=D1")
    done = merge(one, other, tmp_path / "both")
    both = lkg.open(tmp_path / "both").record
    assert (sorted(both.claims), sorted(both.actors)) == (["C1", "D1"], ["belarus", "lithuania", "ukraine"])
    assert (done.only_a, done.only_b) == (1, 1)
    assert diff(tmp_path / "both", merge_back(tmp_path, other, one)).rows == ()


def merge_back(tmp_path: Path, one: lkg.Graph, other: lkg.Graph) -> Path:
    merge(one, other, tmp_path / "back")
    return tmp_path / "back"


def test_a_conflict_is_told_field_by_field_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(Conflicts) as caught:
        merge(graph_of(FIRST), graph_of(f"{FIRST}-13 credibility=2"), tmp_path / "both")
    assert sorted(str(caught.value).splitlines()) == [
        "claim C1 (lithuania sanctions belarus, Apr 2022 [paper])  credibility: A has 1, B has 2",
        "claim C1 (lithuania sanctions belarus, Apr 2022 [paper])  when: A has 2022-04, B has 2022-04-13",
    ]
    assert not (tmp_path / "both").exists()


def test_two_claims_with_one_id_are_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(Conflicts, match="two claims with one id"):
        merge(graph_of(FIRST), graph_of("poland supports ukraine 2022-04"), tmp_path / "both")


@pytest.mark.parametrize(("prefer", "when"), [("A", "2022-04"), ("B", "2022-04-13")])
def test_one_side_may_be_preferred_throughout(tmp_path: Path, prefer: str, when: str) -> None:
    done = merge(graph_of(FIRST), graph_of(f"{FIRST}-13"), tmp_path / "both", prefer=prefer)
    assert lkg.open(tmp_path / "both").record.claims["C1"].when.text == when
    assert [each.field for each in done.settled] == ["when"]


def test_with_the_common_ancestor_only_what_both_changed_is_a_conflict(tmp_path: Path) -> None:
    base = graph_of(FIRST, "lithuania supports ukraine 2022-03")
    ours, theirs = graph_of(f"{FIRST}-13", "lithuania supports ukraine 2022-03"), graph_of(f"{FIRST} credibility=2")
    merge(ours, theirs, tmp_path / "both", base=base)
    found = lkg.open(tmp_path / "both").record
    assert (found.claims["C1"].when.text, found.claims["C1"].credibility) == ("2022-04-13", "2")
    assert list(found.claims) == ["C1"], "what one side took out and the other left alone is out"


def test_what_one_side_took_out_and_the_other_changed_is_a_conflict(tmp_path: Path) -> None:
    base = graph_of(FIRST, "lithuania supports ukraine 2022-03")
    with pytest.raises(Conflicts, match=r"claim C2 .*  A took it out, B changed it"):
        merge(graph_of(FIRST), graph_of(FIRST, "lithuania supports ukraine 2022"), tmp_path / "c", base=base)


def test_an_actor_taken_out_that_the_other_side_still_speaks_of_stops_the_merge(tmp_path: Path) -> None:
    base = graph_of(FIRST, actors={"nato": "InternationalOrganization"})
    theirs = graph_of(FIRST, "lithuania supports nato 2022", actors={"nato": "InternationalOrganization"})
    with pytest.raises(InvalidFile, match="nato"):
        merge(graph_of(FIRST), theirs, tmp_path / "both", base=base)
    assert not (tmp_path / "both").exists()


def test_conflicts_are_decided_one_by_one_in_a_table(tmp_path: Path) -> None:
    for name, line in (("a", FIRST), ("b", f"{FIRST}-13 credibility=2")):
        written(record_of(line), tmp_path / name)
    words = ("merge", tmp_path / "a", tmp_path / "b", "--into", tmp_path / "c", "--resolutions", tmp_path / "x.csv")
    first = run(*words)
    assert (first.code, (tmp_path / "c").exists()) == (1, False)
    assert "write A or B into the column take" in first.err
    table = (tmp_path / "x.csv").read_text()
    (tmp_path / "x.csv").write_text(table.replace("2022-04-13,", "2022-04-13,b").replace(",1,2,", ",1,2,A"))
    second = run(*words)
    assert second.code == 0, second.err
    assert "when: 2022-04-13 (B), not 2022-04 (A)" not in second.out
    assert "  when: 2022-04-13 (B), not 2022-04\n" in second.out
    found = lkg.open(tmp_path / "c").record.claims["C1"]
    assert (found.when.text, found.credibility) == ("2022-04-13", "1")


def test_who_merges_is_told_how_conflicts_are_settled(tmp_path: Path) -> None:
    for name, line in (("a", FIRST), ("b", f"{FIRST}-13")):
        written(record_of(line), tmp_path / name)
    done = run("merge", tmp_path / "a", tmp_path / "b", "--into", tmp_path / "c")
    assert done.code == 1
    assert f"1 conflict between A ({tmp_path / 'a'}) and B ({tmp_path / 'b'}); nothing was written" in done.err
    for told in ("--base VERSION", "--resolutions conflicts.csv", "--prefer A or B", "Is neither right?"):
        assert told in done.err
    based = run("merge", tmp_path / "a", tmp_path / "b", "--into", tmp_path / "c", "--base", tmp_path / "a")
    assert (based.code, lkg.open(tmp_path / "c").record.claims["C1"].when.text) == (0, "2022-04-13")


def test_a_spreadsheet_beside_the_graph_is_not_merged_and_that_is_said(tmp_path: Path) -> None:
    one = written(record_of(FIRST), tmp_path / "a")
    (one / "claims.csv").write_text("from,relation,to,date,url\n")
    written(record_of(FIRST, "lithuania supports ukraine 2022-03"), tmp_path / "b")
    done = run("merge", one, tmp_path / "b", "--into", one)
    assert (done.code, f"claims.csv in {one} hold what they held" in done.err) == (0, True)


def test_an_answer_to_another_question_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("thing,id,field,A,B,take\nclaim,C1,when,2021,2022-04-13,A\n")
    with pytest.raises(Conflicts):
        merge(graph_of(FIRST), graph_of(f"{FIRST}-13"), tmp_path / "c", resolutions=tmp_path / "x.csv")
    (tmp_path / "x.csv").write_text("thing,id,field,A,B,take\nclaim,C1,when,2022-04,2022-04-13,both\n")
    with pytest.raises(InvalidFile, match=r"x\.csv:2  take is 'both'"):
        merge(graph_of(FIRST), graph_of(f"{FIRST}-13"), tmp_path / "c", resolutions=tmp_path / "x.csv")


def test_lenses_and_descriptions_come_along_and_may_conflict(tmp_path: Path) -> None:
    one, other = (written(record_of(FIRST), tmp_path / name) for name in ("a", "b"))
    turtle.save(one / "lenses" / "near.toml", 'memory = "12m"\n')
    merge(one, other, tmp_path / "c")
    assert "near" in lkg.open(tmp_path / "c").lenses
    turtle.save(other / "lenses" / "near.toml", 'memory = "6m"\n')
    with pytest.raises(
        Conflicts, match=r"file lenses/near\.toml  .*A has in line 1 'memory = \"12m\"', B has in line 1"
    ):
        merge(one, other, tmp_path / "d")


def test_one_graph_may_be_merged_into_the_other_but_into_no_strange_folder(tmp_path: Path) -> None:
    one = written(record_of(FIRST), tmp_path / "a")
    merge(one, graph_of("lithuania supports ukraine 2022-03 id=D1"), one)
    assert sorted(lkg.open(one).record.claims) == ["C1", "D1"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(Misuse, match="is not empty"):
        merge(one, one, tmp_path / "mine")


def test_the_bundled_graph_merged_with_itself_is_itself(bundled: lkg.Graph, tmp_path: Path) -> None:
    merge(bundled, bundled, tmp_path / "same")
    assert lkg.open(tmp_path / "same").digest == bundled.digest
