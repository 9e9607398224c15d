"""Matching on the command line: a list, a review pair by pair, answers taken back."""

import csv
import io
import json
from pathlib import Path

import pytest

import lkg
from conftest import record_of, run
from judgements_of import ACTORS, CLAIMS, DESK, GABRIELIUS, LONE, graph_in, judged, keep, of_taiwan, person, small
from lkg import folders
from lkg.claims import Actor, Withdrawal
from lkg.matching import Judge, Known, match, review
from lkg.matching.judging import judge_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return of_taiwan(tmp_path)


def test_the_csv_comes_back_as_judgements(folder: Path, tmp_path: Path) -> None:
    listed = run("--graph", folder, "match", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(listed.out))
    assert (row["actor"], row["other"], row["judgement"], row["score"]) == ("roc", "taiwan", "", "99")
    file = tmp_path / "judged.csv"
    file.write_text(listed.out.replace("roc,taiwan,,", 'roc,taiwan,same,"two names"'))
    done = run("--graph", folder, "match", "--judge", file, "--by", "the desk")
    assert (done.code, done.err) == (0, "")
    assert lkg.open(folder).record.counted_as == {"taiwan": "roc"}
    [row] = csv.DictReader(io.StringIO(run("--graph", folder, "match", "--judged", "--format", "csv").out))
    assert (row["judgement"], row["reason"], row["by"]) == ("same", "two names", "the desk")


def test_the_same_judgements_again_change_nothing(folder: Path, tmp_path: Path) -> None:
    keep(folder, judged("roc", "taiwan", kept="taiwan"))
    file, before = tmp_path / "judged.csv", (folder / "identity.ttl").read_text()
    file.write_text(run("--graph", folder, "match", "--format", "csv").out)
    assert "0 judged, 1 as before" in run("--graph", folder, "match", "--judge", file).out
    assert (folder / "identity.ttl").read_text() == before


def test_a_file_of_judgements_is_taken_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    file.write_text("actor,other,judgement,reason\nroc,taiwan,same,x\nroc,tawian,same,x\nroc,japan,perhaps,x\n")
    done = run("--graph", folder, "match", "--judge", file)
    assert done.code == 1
    assert f"{file}:3  The graph knows no actor 'tawian'. Did you mean Taiwan?" in done.err
    assert f"{file}:4  'perhaps' is no judgement. Write same, not same or unsure." in done.err
    assert not (folder / "identity.ttl").exists()
    file.write_text("who,whom\n")
    assert "the column actor is missing" in run("--graph", folder, "match", "--judge", file).err


def test_names_in_a_file_of_judgements_are_those_of_the_data(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    file.write_text("actor,other,judgement\nTaiwan,中華民國,not the same\n")
    [made] = judge_file(Judge(lkg.open(folder), DESK), file)
    assert (made.actors, made.verdict) == (("roc", "taiwan"), "notSame")


def test_undo_withdraws_and_says_what_follows(folder: Path) -> None:
    keep(folder, judged("roc", "taiwan", kept="taiwan"))
    wrong = run("--graph", folder, "match", "--undo", "roc--taiwn")
    assert wrong.code == 2
    assert "Did you mean roc--taiwan?" in wrong.err
    done = run("--graph", folder, "match", "--undo", "roc--taiwan", "--because", "two after all")
    assert "roc and taiwan are two again" in done.out
    assert "withdrawn before" in run("--graph", folder, "match", "--undo", "roc--taiwan").err


def test_nothing_is_judged_in_the_graph_that_is_shipped() -> None:
    done = run("match", "--undo", "x")
    assert done.code == 2
    assert "lkg --graph FOLDER match" in done.err


def test_json_has_every_part(folder: Path) -> None:
    found = json.loads(run("--graph", folder, "match", "--format", "json").out)
    [row] = found["rows"]
    assert row["parts"] == [{"words": "by another name (Republic of China): same name", "points": 100.0}]


def answers(*keys: str) -> tuple[list[str], list[str]]:
    return [f"{key}\n" for key in keys], []


def reviewed(folder: Path, *keys: str) -> tuple[str, int, int]:
    """What a review with these answers tells, and how many it answers and leaves."""
    graph = lkg.open(folder)
    given, told = answers(*keys)
    known = Known(graph)
    waiting = [each for each in match(graph) if not each.verdict]
    done = review(waiting, Judge(graph, DESK), (known, known), lambda words: given.pop(0) if given else "", told.append)
    return "\n".join(told), done.answered, done.left


def test_a_review_shows_reasons_and_claims_and_saves_every_answer(folder: Path) -> None:
    told, answered, left = reviewed(folder, "x", "s")
    assert (answered, left) == (1, 0)
    assert "score 99   by another name (Republic of China): same name" in told
    assert "lithuania hosts an office of Republic of China, 18 Nov 2021 (paper) C2" in told
    assert "Type one letter" in told
    assert lkg.open(folder).record.counted_as == {"taiwan": "roc"}


def test_a_review_goes_on_where_it_was_left(folder: Path) -> None:
    actors = ACTORS | {"nippon": Actor("nippon", "Japan", "State"), "japan": Actor("japan", "Japan", "State")}
    folders.save(record_of(*CLAIMS, actors=actors), folder)
    assert reviewed(folder, "n", "q")[1:] == (1, 1)
    assert reviewed(folder)[1:] == (0, 1), "the end of the input stops it, too"
    assert reviewed(folder, "u")[1:] == (1, 0)
    verdicts = {each.verdict for each in lkg.open(folder).recorded.judgements.values()}
    assert verdicts == {"notSame", "unsure"}


def test_the_other_one_can_be_kept(folder: Path) -> None:
    reviewed(folder, "o")
    assert lkg.open(folder).record.counted_as == {"roc": "taiwan"}


def test_the_prompt_says_who_is_kept(folder: Path) -> None:
    graph, asked = lkg.open(folder), list[str]()
    known = Known(graph)

    def ask(words: str) -> str:
        asked.append(words)
        return ""

    review(match(graph), Judge(graph, DESK), (known, known), ask, lambda words: None)
    assert asked == ["s same, keep A · o same, keep B · n not the same · u unsure · b back · q stop > "]


def test_of_two_persons_with_as_many_claims_the_longer_name_is_kept() -> None:
    graph = small(CLAIMS[3], {"a": LONE, "g": GABRIELIUS})
    assert Judge(graph, DESK).kept("a", "g") == "g"


def test_the_last_answer_can_be_taken_back_and_stays_on_record(folder: Path) -> None:
    actors = ACTORS | {"nippon": Actor("nippon", "Japan", "State"), "japan": Actor("japan", "Japan", "State")}
    folders.save(record_of(*CLAIMS, actors=actors), folder)
    told, answered, left = reviewed(folder, "b", "n", "b", "s", "u")
    assert (answered, left) == (2, 0)
    assert told.count("1 of 2") == 2
    assert "No answer was given before." in told
    first, again = (each for each in lkg.open(folder).recorded.judgements.values() if "japan" in each.actors)
    assert (first.verdict, first.stands) == ("notSame", False)
    assert first.withdrawal == Withdrawal(DESK.day, DESK.name, "taken back in the review")
    assert (again.verdict, again.stands) == ("same", True)


def test_a_review_of_settled_pairs_asks_nothing(folder: Path) -> None:
    keep(folder, judged("roc", "taiwan", "unsure"))
    done = run("--graph", folder, "match", "review")
    assert done.out == "No pair waits to be judged from score 60. --again asks about 1 judged unsure.\n"


def test_a_list_says_what_is_just_below_it(tmp_path: Path) -> None:
    actors = {each.id: each for each in (LONE, GABRIELIUS, person("v", "Vytautas Landsbergis"))}
    graph_in(tmp_path / "graph", record_of(CLAIMS[3], actors=actors))
    done = run("--graph", tmp_path / "graph", "match", "--format", "table")
    assert "0 pairs to judge from score 60" in done.out
    assert "2 pairs more from score 50, which a surname has that several bear: --least 50." in done.out


def test_a_pair_that_earlier_answers_made_one_is_passed_over(folder: Path) -> None:
    actors = {name: Actor(name, "Japan", "State") for name in ("japan", "nihon", "nippon")}
    folders.save(record_of(*CLAIMS, actors=ACTORS | actors), folder)
    keep(folder, judged("roc", "taiwan", "notSame"))
    assert reviewed(folder, "s", "s", "q")[1:] == (2, 0)
    assert set(lkg.open(folder).record.counted_as.values()) == {"japan"}
