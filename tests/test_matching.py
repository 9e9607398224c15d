"""Which actors are the same: pairs with reasons, and whose claim it was."""

from pathlib import Path

import pytest

import lkg
from conftest import record_of, run
from judgements_of import CLAIMS, graph_in, of_taiwan, small
from lkg.claims import Actor
from lkg.graphs import Graph
from lkg.matching import blocking, compare, match
from lkg.matching.pairing import clashes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return of_taiwan(tmp_path)


def test_a_pair_says_why_and_what_each_reason_does(folder: Path) -> None:
    [found] = match(lkg.open(folder))
    assert (found.actor.id, found.other.id) == ("roc", "taiwan")
    assert found.words == "by another name (Republic of China): same name"
    assert found.score == 99, "a name alone never makes a pair certain"


def test_a_person_is_no_company() -> None:
    people = {"a": Actor("a", "Ursa Major", "Person", public_role="office"), "b": Actor("b", "Ursa Major", "Company")}
    assert match(small("lithuania supports ukraine 2022", people)) == []


def test_one_wikidata_id_settles_a_pair_and_two_exclude_it() -> None:
    same = {name: Actor(name, label, "State", wikidata="Q865") for name, label in (("a", "Taiwan"), ("b", "Formosa"))}
    other = {
        "a": Actor("a", "Georgia", "State", wikidata="Q230"),
        "b": Actor("b", "Georgia", "State", wikidata="Q1428"),
    }
    [found] = match(small(CLAIMS[3], same))
    assert (found.score, found.words) == (100, "same Wikidata id Q865")
    assert match(small(CLAIMS[3], other)) == []
    assert compare(small(CLAIMS[3], other), "a", "b").words == "Wikidata ids differ: Q230/Q1428"


def test_shared_ties_speak_for_a_pair_and_a_tie_between_them_against() -> None:
    actors = {
        "a": Actor("a", "Olaf Schulze", "Person", public_role="x"),
        "b": Actor("b", "Olaf Scholz", "Person", public_role="x"),
    }
    alone = compare(small("lithuania supports ukraine 2022", actors), "a", "b")
    shared = compare(small(["a leads germany 2022", "b leads germany 2022"], actors), "a", "b")
    joined = compare(small("a criticises b 2022", actors), "a", "b")
    assert joined.score < alone.score < shared.score
    assert "share 1 tie" in shared.words
    assert "C1 joins the two" in joined.words


def test_two_persons_a_century_apart_are_hardly_one() -> None:
    actors = {name: Actor(name, "Vytautas Didysis", "Person", public_role="x") for name in ("a", "b")}
    found = compare(small(["a leads lithuania 1905", "b leads lithuania 2022"], actors), "a", "b")
    assert "117 years lie between their claims" in found.words
    assert found.score < 80


def test_countries_that_differ_speak_against_a_pair() -> None:
    actors = {
        "a": Actor("a", "Ministry of Defence", "GovernmentBody", country="LT"),
        "b": Actor("b", "Ministry of Defence", "GovernmentBody", country="LV"),
    }
    [found] = match(small(CLAIMS[3], actors))
    assert found.score == 85
    assert "countries differ: LT/LV" in found.words


def test_pairs_between_two_graphs_have_one_of_each(folder: Path, tmp_path: Path) -> None:
    other = {"litva": Actor("litva", "Литва", "State", aliases=(("Lithuania", "en"),))}
    there = graph_in(tmp_path / "other", record_of("litva supports formosa 2022", actors=other))
    found = {(each.actor.id, each.other.id) for each in match(lkg.open(folder), there)}
    assert found == {("lithuania", "litva")}


def test_an_id_that_means_something_else_in_another_graph_is_told(folder: Path, tmp_path: Path) -> None:
    other = {"japan": Actor("japan", "Japan", "State"), "roc": Actor("roc", "Rocket Company", "Company")}
    graph_in(tmp_path / "other", record_of("japan supports roc 2022", actors=other))
    assert [one.id for one, _ in clashes(lkg.open(folder), lkg.open(tmp_path / "other"))] == ["roc"]
    done = run("--graph", folder, "match", "--with", tmp_path / "other", "--format", "csv")
    assert "The id roc is Republic of China here and Rocket Company there" in done.err


def test_the_bundled_graph_has_hardly_a_pair_to_judge(bundled: Graph) -> None:
    assert len(match(bundled)) <= 3


def test_ten_thousand_actors_take_no_comparison_of_all_pairs() -> None:
    first = [f"{a}{b}" for a in ("Jo", "Ka", "Li", "Mar", "Pe") for b in ("nas", "ta", "lius", "vydas", "rius")]
    last = [
        f"{a}{b}{c}" for a in ("Gry", "Lan", "Nau", "Sha", "Bal") for b in "bdgkmnrt" for c in ("auskas", "ytė", "ienė")
    ]
    names = {f"{n}": [f"{first[n % 25]} {last[n % 120]}{n // 120}"] for n in range(10_000)}
    assert len(blocking.pairs(names, frozenset(names))) < 1_000_000
