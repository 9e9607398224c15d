"""Two versions of a graph: what is otherwise, and how a claim came to be what it is."""

import csv
import json
import re
from pathlib import Path

import pytest

import lkg
from conftest import graph_of, record_of, run
from lkg import turtle
from lkg.errors import MissingFile, Misuse
from lkg.versions import diff, log
from lkg.versions.asking import Asked
from revisions import FIRST, commit, git, repository_in, with_claim, written


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return repository_in(tmp_path)


# lkg diff


def test_a_graph_and_itself_differ_in_nothing() -> None:
    found = diff(graph_of(FIRST), graph_of(FIRST))
    assert (found.rows, found.title.rpartition(": ")[2]) == ((), "nothing is otherwise")


def test_a_date_that_became_a_day_is_told_as_one_field_from_what_to_what() -> None:
    (row,) = diff(graph_of(FIRST), graph_of(f"{FIRST}-13")).rows
    assert (row["change"], row["thing"], row["id"], row["how"]) == (
        "changed",
        "claim",
        "C1",
        "when: 2022-04 → 2022-04-13",
    )


def test_a_claim_taken_back_is_withdrawn_and_one_that_is_gone_is_removed() -> None:
    other = "lithuania supports ukraine 2022-03"
    found = diff(graph_of(FIRST, other), graph_of(f"{FIRST} withdrawn=2024-01-01"))
    assert (found.of("claim", "withdrawn"), found.of("claim", "removed")) == (["C1"], ["C2"])
    assert found.of("actor") == ["ukraine"]
    assert "gone without a trace" in found.notes[0]
    assert found.title.endswith("1 claim withdrawn, 1 removed; 1 actor removed")


def test_what_was_taken_back_may_be_reinstated() -> None:
    found = diff(graph_of(f"{FIRST} withdrawn=2024-01-01"), graph_of(FIRST))
    assert found.of("claim", "reinstated") == ["C1"]


def test_actors_and_sources_are_told_field_by_field_too() -> None:
    found = diff(
        graph_of(FIRST, sources={"paper": {"reliability": "B"}}), graph_of(FIRST, actors={"belarus": "Company"})
    )
    how = {row["thing"]: row["how"] for row in found.rows}
    assert how == {"actor": "kind: State → Company", "source": "reliability: B → A"}


def test_of_a_list_only_what_differs_is_told() -> None:
    one, two, three = ({"paper": {"authors": names}} for names in (("A", "B"), ("A", "C"), ("D",)))
    assert diff(graph_of(FIRST, sources=one), graph_of(FIRST, sources=two)).rows[0]["how"] == "authors: … B → … C"
    assert diff(graph_of(FIRST, sources=one), graph_of(FIRST, sources=three)).rows[0]["how"] == "authors: A; B → D"


def test_a_lens_that_was_changed_is_a_difference(tmp_path: Path) -> None:
    folders_ = [written(record_of(FIRST), tmp_path / name) for name in ("a", "b")]
    for folder, memory in zip(folders_, ("12m", "24m"), strict=True):
        turtle.save(folder / "lenses" / "near.toml", f'title = "Near"\nmemory = "{memory}"\n')
    (row,) = diff(*folders_).rows
    assert (row["thing"], row["id"], row["how"]) == ("lens", "near", "memory: 12m → 24m")


def test_what_a_data_set_says_of_itself_is_told_by_property(tmp_path: Path) -> None:
    about = '@prefix dct: <http://purl.org/dc/terms/> .\n<urn:x:mine> dct:title "{}"@en .\n'
    folders_ = [written(record_of(FIRST), tmp_path / name) for name in ("a", "b")]
    turtle.save(folders_[0] / "dataset.ttl", about.format("Mine"))
    (row,) = diff(folders_[1], folders_[0]).rows
    assert (row["change"], row["thing"], row["how"]) == ("added", "description", "title: nothing → Mine")
    turtle.save(folders_[1] / "dataset.ttl", about.format("Ours"))
    (row,) = diff(*folders_).rows
    assert (row["change"], row["id"], row["how"]) == ("changed", "urn:x:mine", "title: Mine → Ours")


def test_a_withdrawal_written_by_hand_without_a_language_is_one_difference(tmp_path: Path) -> None:
    taken_back = record_of(f"{FIRST} withdrawn=2024-01-01")
    before, after = written(record_of(FIRST), tmp_path / "a"), written(taken_back, tmp_path / "b")
    file = after / "claims" / "materialConflict.ttl"
    plain = file.read_text(encoding="utf-8").replace('"wrong page"@en', '"wrong page"')
    file.write_text(plain, encoding="utf-8")
    (row,) = diff(before, after).rows
    assert (row["change"], row["how"]) == ("withdrawn", "withdrawn on 2024-01-01 by the editors: wrong page")


def test_revisions_of_a_folder_are_compared_by_name(repository: Path) -> None:
    between = diff("v1.0", "HEAD~1", folder=repository)
    assert [row["how"] for row in between] == ["when: 2022-04 → 2022-04-13"]
    assert diff("HEAD~1", repository, folder=repository).of("claim", "withdrawn") == ["C1"]


def test_a_day_is_its_last_revision(repository: Path) -> None:
    git(repository.parent, "commit", "--allow-empty", "-m", "Nothing", date="2031-01-05T10:00:00")
    assert diff("v1.0", "2031-01-05", folder=repository).of("claim", "withdrawn") == ["C1"]
    assert diff("v1.0", "2031-01-05", folder=repository).title.startswith("From v1.0 (")
    with pytest.raises(MissingFile, match="'2001-01-01', and none by that day"):
        diff("2001-01-01", repository, folder=repository)


def test_the_working_tree_is_the_later_side_where_none_is_named(repository: Path) -> None:
    written(with_claim(record_of(FIRST), "C1", note="as it is now"), repository)
    done = run("--graph", repository, "diff", "v1.0", "--format", "csv")
    (row,) = csv.DictReader(done.out.splitlines())
    assert (row["id"], row["field"], row["after"], done.code) == ("C1", "note", "as it is now", 0)


def test_an_unknown_revision_is_answered_with_the_versions_that_there_are(repository: Path) -> None:
    with pytest.raises(MissingFile, match=r"no such revision in .*Tagged versions: v1\.0.* Take it back; .* Begin\."):
        diff("v2.0", repository, folder=repository)
    git(repository.parent, "mv", "graph", "elsewhere")
    with pytest.raises(MissingFile, match=r"the graph has no folder"):
        diff("v1.0", "HEAD", folder=repository)


def test_a_revision_before_the_folder_was_there_is_named(repository: Path) -> None:
    other = written(record_of(FIRST), repository.parent / "other")
    with pytest.raises(MissingFile, match=r"In v1\.0 of .* there is no folder other"):
        diff("v1.0", other, folder=other)


def test_outside_a_repository_the_message_says_what_to_do(tmp_path: Path) -> None:
    folder = written(record_of(FIRST), tmp_path / "graph")
    done = run("--graph", folder, "diff", "HEAD~1", "HEAD")
    assert done.code == 2
    assert "lies in no git repository" in done.err
    assert "git -C" in done.err
    git(tmp_path, "init")
    begun = run("--graph", folder, "diff")
    assert (begun.code, "nothing was committed" in begun.err) == (2, True)


def test_a_revision_is_no_place_for_an_option_of_git(repository: Path) -> None:
    with pytest.raises(MissingFile, match="no such revision"):
        diff("--output=x", repository, folder=repository)


def test_findings_move_with_the_claims_that_move_them() -> None:
    chain = ("a supports b 2022-01-01", "b supports c 2022-01-01", "c supports d 2022-01-01")
    before, after = graph_of(*chain, "a accuses d 2021"), graph_of(*chain, "a supports d 2022-01-05")
    found = diff(before, after, findings=Asked(options={"sign": ("+", "0")}, by="degree", focus=("a", "d"), draws=20))
    assert found.findings is not None
    path = next(row for row in found.findings if row["kind"] == "path")
    assert (path["label"], path["before"], path["after"]) == ("a – d gets shorter", "a – b – c – d", "a – d")
    found = diff(before, after, findings=Asked(by="degree", draws=20))
    assert found.findings is not None
    (pair,) = (row for row in found.findings if row["kind"] == "pair")
    assert (pair["label"], pair["before"], pair["after"], pair["cause"]) == ("a – d", "−", "+", "changed: C4")


def test_a_claim_that_was_taken_back_is_called_so_among_the_causes() -> None:
    chain = ("a supports b 2022-01-01", "b supports c 2022-01-01", "c supports d 2022-01-01")
    asked = Asked(by="degree", focus=("a", "d"), draws=20)
    taken_back = graph_of(*chain, "a accuses d 2021 withdrawn=2024-01-01")
    (path,) = diff(graph_of(*chain, "a accuses d 2021"), taken_back, findings=asked).findings or ()
    assert (path["after"], path["cause"]) == ("a – b – c – d", "new: C1 C2 C3; gone: C4 (withdrawn)")


def test_a_pair_that_turns_with_the_rating_of_a_source_is_traced_to_it() -> None:
    lines, weighed = ("a supports b 2022", "a accuses b 2022 source=post"), {"weight": "probability"}
    graphs = [graph_of(*lines, sources={"post": {"reliability": grade}}) for grade in "AE"]
    (pair,) = diff(*graphs, findings=Asked(options=weighed, by="degree", draws=20)).findings or ()
    assert (pair["before"], pair["after"], pair["cause"]) == ("mixed", "+", "changed: C2 (its source)")


def test_equal_graphs_move_no_finding_and_nothing_is_worked_out() -> None:
    found = diff(graph_of(FIRST), graph_of(FIRST), findings=Asked(by="no such measure"))
    assert (found.findings, found.findings_notes) == ((), ("The two are the same graph, so no finding can move",))


def test_a_lens_without_findings_is_refused(repository: Path) -> None:
    done = run("--graph", repository, "diff", "v1.0", "--at", "2022-07-01")
    assert (done.code, "Add --findings" in done.err) == (2, True)


def test_on_a_screen_each_field_stands_on_a_line_and_json_keeps_its_shape(repository: Path) -> None:
    text = run("--graph", repository, "diff", "v1.0", "HEAD~1", "--format", "table").out
    assert "    changed  claim C1  lithuania sanctions belarus, 13 Apr 2022 [paper]" in text
    assert "\n             when: 2022-04 → 2022-04-13\n" in text
    data = json.loads(run("--graph", repository, "diff", "v1.0", "HEAD~1", "--findings", "--format", "json").out)
    assert data["rows"][0]["fields"] == [{"field": "when", "before": "2022-04", "after": "2022-04-13"}]
    assert data["facts"] == {"claim changed": 1}
    assert data["findings"] == []


def test_the_comparisons_of_the_readme_work_in_a_clone() -> None:
    root = Path(__file__).parents[1]
    if not (root / ".git").exists():
        pytest.skip("Not a git checkout: clone the repository to run this test.")
    shown = re.findall(r"^lkg (diff[^#\n]*)", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(shown) == 2
    for words in shown:
        done = run(*words.split(), "--format", "table")
        # a clone of the last revision alone has none before it, and says which there are
        assert done.code == 0 or "The last revisions in which" in done.err, done.err


def test_the_bundled_graph_is_what_its_last_revision_says_or_the_difference_is_told(bundled: lkg.Graph) -> None:
    assert bundled.folder is not None
    assert diff(bundled.folder, bundled.folder).rows == ()


# lkg log


def test_the_history_of_a_claim_names_day_author_and_fields(repository: Path) -> None:
    steps = log("C1", repository)
    assert [(step.change, step.author, step.subject) for step in steps] == [
        ("added", "Ona", "Begin"),
        ("changed", "Petras", "Give the day"),
        ("withdrawn", "Ona", "Take it back"),
    ]
    assert [change.words() for change in steps[1].fields] == ["when: 2022-04 → 2022-04-13"]
    assert steps[2].fields[0].after == "on 2024-01-02 by Ona: wrong page"


def test_what_is_not_committed_yet_is_the_last_step(repository: Path) -> None:
    written(with_claim(record_of(FIRST), "C1", note="new"), repository)
    assert (log("claim:C1", repository)[-1].subject, log("C1", repository)[-1].change) == (
        "not committed yet",
        "reinstated",
    )


def test_two_lines_of_work_made_one_are_no_change_of_a_claim(repository: Path) -> None:
    root = repository.parent
    git(root, "checkout", "-b", "aside", "v1.0")
    other = record_of(FIRST, "lithuania supports ukraine 2022-03")
    commit(other, repository, "Another claim", "Jonas")
    git(root, "checkout", "main")
    git(root, "merge", "--no-edit", "aside", author="Ona")
    assert [step.author for step in log("C2", repository)] == ["Jonas"]
    assert len(log("C1", repository)) == 3


def test_a_claim_that_never_was_is_answered_with_near_ones(repository: Path) -> None:
    with pytest.raises(Misuse, match="C1"):
        log("C11", repository)
    with pytest.raises(Misuse, match="Claims are called C1"):
        log("quite-another", repository)
    done = run("--graph", repository, "log", "C1", "--format", "table")
    assert "Petras: Give the day\n            when: 2022-04 → 2022-04-13\n" in done.out
    assert "Ona: Take it back\n            withdrawn on 2024-01-02 by Ona: wrong page\n" in done.out
