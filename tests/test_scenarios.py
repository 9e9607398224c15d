"""What would change if: claims added, ended or taken back in memory, and the differences that follow."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import lkg
from conftest import graph_of
from lkg.analysis.scenarios.assumptions import Added, Pattern, Scenario, read
from lkg.analysis.scenarios.hypothetical import assume
from lkg.analysis.scenarios.scenarios import Comparison, scenario, scenarios
from lkg.cli import scenarios as commands
from lkg.errors import InvalidFile, Misuse, UnknownActor
from lkg.graphs import Graph

FROM, DAY = "2022-07-01", "2022-12-31"


def supposing(name: str = "test", since: str = FROM, at: str = DAY, **what: Any) -> Scenario:
    return Scenario(name, since, at, **what)


def adding(*lines: str, **more: Any) -> Scenario:
    return supposing(add=tuple(Added(*line.split()) for line in lines), **more)


def ending(**parts: tuple[str, ...]) -> Scenario:
    return supposing(end=(Pattern(**parts),))


def compare(graph: Graph, assumed: Scenario, **options: Any) -> Comparison:
    return scenario(graph, assumed, **options)


def seen(graph: Graph, assumed: Scenario, day: str) -> set[str]:
    """The claims seen on a day, had the scenario come true."""
    return set(lkg.network(assume(graph, assumed).graph, at=day).claims)


def changes(found: Comparison, kind: str) -> dict[str, tuple[Any, Any]]:
    return {row["label"]: (row["before"], row["after"]) for row in found.of(kind)}


def written(folder: Path, text: str) -> Path:
    head = 'title = "T"\nfrom = 2022-07-01\nat = 2022-12-31\n'
    file = folder / "test.toml"
    file.write_text(head + dedent(text), encoding="utf-8")
    return file


def faults(graph: Graph, folder: Path, text: str) -> str:
    with pytest.raises(InvalidFile) as caught:
        scenario(graph, read(written(folder, text)))
    return str(caught.value)


def test_an_assumed_claim_makes_a_tie_from_the_date_on() -> None:
    found = compare(graph_of("a supports b 2022-06", actors={"c": "State"}), adding("b alliedWith c"))
    assert changes(found, "actor") == {"c": ("no", "yes")}
    assert changes(found, "pair") == {"b – c": (None, "cooperation (+1 −0 ·0)")}


def test_an_assumed_claim_is_marked_and_never_called_evidence() -> None:
    made = assume(graph_of("a supports b 2022-06", actors={"c": "State"}), adding("b alliedWith c"))
    claim = lkg.network(made.graph, at=DAY).claims["scenario-1"]
    assert (claim.source, claim.uncited, claim.probability) == ("scenario", True, 0.99)


def test_the_graph_stays_as_it_was() -> None:
    graph = graph_of("a supports b 2022-06", "a sanctions b 2022-01/..")
    claims, digest = dict(graph.record.claims), graph.digest
    made = assume(graph, supposing(add=(Added("a", "aids", "b"),), end=(Pattern(subject=("a",), object=("b",)),)))
    assert (dict(graph.record.claims), graph.digest) == (claims, digest)
    assert made.graph.digest != digest
    assert set(lkg.network(graph, at=DAY).claims) == {"C1", "C2"}


@pytest.mark.parametrize("when", ["2022-01/..", "2022-01", "2022-01/2025", "2022-01/2022-12", "2021~"])
def test_a_state_ends_on_the_date_however_its_end_was_given(when: str) -> None:
    graph = graph_of(f"a sanctions b {when}")
    assumed = ending(subject=("a",), relation=("sanctions",))
    assert "C1" in seen(graph, assumed, "2022-06-30")
    assert "C1" not in seen(graph, assumed, "2022-07-02")
    assert "C1" in lkg.network(graph, at="2022-07-02").claims


def test_what_happened_before_the_date_stays_and_what_comes_later_does_not_come_about() -> None:
    graph = graph_of("a accuses b 2022-05-01", "a accuses b 2022-09-01", "a sanctions b 2022-10-01/..")
    made = assume(graph, ending(subject=("a",)))
    assert (made.kept, made.prevented, made.ended) == (("C1",), ("C2", "C3"), ())
    assert set(lkg.network(made.graph, at=DAY).claims) == {"C1"}


def test_a_relation_is_ended_with_those_below_it() -> None:
    graph = graph_of("a leads b 2020/..", "a represents b 2020/..", actors={"a": "Person", "b": "GovernmentBody"})
    assert seen(graph, ending(subject=("a",), relation=("affiliatedWith",)), DAY) == {"C2"}


def test_one_claim_can_be_taken_back_at_every_date() -> None:
    graph = graph_of("a sanctions b 2022-01/..", "a sanctions b 2022-02/..")
    assumed = supposing(withdraw=(Pattern(claims=("C1",)),))
    assert seen(graph, assumed, "2022-03-01") == {"C2"}


def test_a_denial_that_is_taken_back_contests_no_longer() -> None:
    graph = graph_of("a sanctions b 2022-01/..", "a denies b 2022-02 disputes=C1")
    assert lkg.network(graph, at=DAY).claims["C1"].contested
    made = assume(graph, supposing(withdraw=(Pattern(claims=("C2",)),)))
    assert not lkg.network(made.graph, at=DAY).claims["C1"].contested
    assert not made.graph.record.disputed_by


@settings(derandomize=True, deadline=None, max_examples=12)
@given(
    st.lists(st.tuples(*3 * [st.sampled_from("abcd")]), min_size=2, max_size=8),
    st.sampled_from(["supports", "sanctions"]),
)
def test_taking_back_is_the_same_as_never_having_said(ends: list[tuple[str, ...]], relation: str) -> None:
    lines = [f"{a} {relation if c in 'ab' else 'aids'} {b} 2022-0{i + 1}" for i, (a, b, c) in enumerate(ends) if a != b]
    if len(lines) < 2:
        return
    graph = graph_of(*(f"{line} id=K{i}" for i, line in enumerate(lines)))
    without = graph_of(*(f"{line} id=K{i}" for i, line in enumerate(lines) if i))
    made = assume(graph, supposing(withdraw=(Pattern(claims=("K0",)),)))
    assert lkg.network(made.graph, at=DAY).pairs() == lkg.network(without, at=DAY).pairs()


def test_assumed_claims_speak_with_one_voice() -> None:
    made = assume(graph_of("a supports b 2022-06", "x supports c 2022-06"), adding("b alliedWith x", "x alliedWith a"))
    found = lkg.paths(lkg.network(made.graph, at=DAY), "b", "a", via=["x"])
    assert found[0].probability == pytest.approx(0.99, abs=1e-6)


def test_an_assumed_claim_can_be_less_than_sure() -> None:
    graph = graph_of("a supports b 2022-06")
    made = assume(graph, supposing(add=(Added("a", "aids", "b", credibility="3"),)))
    assert lkg.network(made.graph, at=DAY).claims["scenario-1"].probability == pytest.approx(0.95 * 0.65)


def test_a_pair_changes_its_sign() -> None:
    graph = graph_of("a sanctions b 2022-01/..", "a aids b 2022-05")
    found = compare(graph, ending(relation=("sanctions",), subject=("a",)))
    (row,) = found.of("pair")
    assert (row["sign_before"], row["sign_after"]) == ("mixed", "cooperation")


def test_ranks_move_with_the_ties() -> None:
    star = graph_of(*(f"hub alliedWith {leaf} 2020/.." for leaf in "abc"), "a alliedWith d 2020/..")
    found = compare(star, ending(subject=("hub",), object=("b", "c")), by=["degree"])
    assert changes(found, "actor") == {"b": ("yes", "no"), "c": ("yes", "no")}
    # d shares the second place with the hub from then on, and has moved by half a place
    assert changes(found, "rank") == {"a (degree)": (2.0, 1.0), "hub (degree)": (1.0, 2.5)}


def test_who_only_loses_rivals_has_not_moved() -> None:
    pairs = graph_of("a alliedWith b 2020/..", "a alliedWith c 2020/..", "x alliedWith y 2020/..")
    found = compare(pairs, ending(subject=("x",)), by=["degree", "betweenness"])
    assert changes(found, "actor") == {"x": ("yes", "no"), "y": ("yes", "no")}
    assert not found.of("rank")


def test_paths_open_close_and_change() -> None:
    chain = ("a alliedWith b 2020/..", "b alliedWith c 2020/..", "c alliedWith d 2020/..")
    graph = graph_of(*chain, actors={"e": "State"})
    assumed = adding("a alliedWith c", "d alliedWith e", paths=(("a", "c"), ("a", "d"), ("a", "e")))
    assert changes(compare(graph, assumed), "path") == {
        "a – c": ("a – b – c (p 0.92)", "a – c (p 0.99)"),
        "a – d": ("a – b – c – d (p 0.92)", "a – c – d (p 0.91)"),
        "a – e": (None, "a – c – d – e (p 0.91)"),
    }
    closed = supposing(end=(Pattern(subject=("b",)),), paths=(("a", "c"),))
    assert changes(compare(graph, closed), "path") == {"a – c": ("a – b – c (p 0.92)", None)}


def test_a_path_that_stays_is_told_as_such() -> None:
    graph = graph_of("a alliedWith b 2020/..", "x alliedWith y 2020/..")
    found = compare(graph, supposing(end=(Pattern(subject=("x",)),), paths=(("a", "b"), ("a", "y"))))
    assert not found.of("path")
    assert any(note.startswith("The best path stays: a – b (p 0.92)") for note in found.notes)
    assert "No path a – y, before or after" in found.notes


def test_cut_points_and_bridges_go_when_a_ring_closes() -> None:
    chain = graph_of("a alliedWith b 2020/..", "b alliedWith c 2020/..")
    found = compare(chain, adding("a alliedWith c"))
    assert changes(found, "cut point") == {"b": ("yes", "no")}
    assert changes(found, "bridge") == {"a – b": ("yes", "no"), "b – c": ("yes", "no")}


def test_an_actor_changes_camps() -> None:
    graph = graph_of(
        "a alliedWith b 2020/..", "b alliedWith c 2020/..", "a alliedWith c 2020/..", "d sanctions a 2020/.."
    )
    turned = supposing(
        add=(*(Added("c", "sanctions", other) for other in "ab"), Added("c", "alliedWith", "d")),
        end=(Pattern(relation=("alliedWith",), object=("c",)),),
    )
    assert changes(compare(graph, turned), "camp") == {"c": ("camp 1", "camp 2")}


def test_it_says_where_nothing_changes() -> None:
    graph = graph_of("a sanctions b 2022-01/..", "a accuses b 2022-05", "a accuses b 2022-06")
    found = compare(graph, adding("a denies b"))
    assert len(found) == 0
    assert any(note.startswith("Nothing changes: no pair, rank") for note in found.notes)


def test_it_says_where_the_lens_does_not_see_what_is_assumed() -> None:
    graph = graph_of("a sanctions b 2022-01/..", "c aids d 2022-05")
    found = compare(graph, adding("c alliedWith d"), relations=["sanctions"])
    assert "The lens sees nothing of what is assumed: name a later day, or another lens" in found.notes


def test_a_day_before_the_scenario_is_refused() -> None:
    with pytest.raises(Misuse, match="begins on 2022-07-01"):
        compare(graph_of("a aids b 2022-05"), adding("a alliedWith b"), at="2022-06-30")


def test_another_date_moves_the_comparison_along() -> None:
    graph = graph_of("a sanctions b 2022-01/2022-08-31")
    assert compare(graph, ending(subject=("a",)), at="2022-08-01").of("pair")
    found = compare(graph, ending(subject=("a",)), since="2022-08-01", at="2022-08-15")
    assert changes(found, "pair") == {"a – b": ("conflict (+0 −1 ·0)", None)}
    assert found.scenario is not None
    assert (found.scenario.since, found.scenario.at) == ("2022-08-01", "2023-01-31")


def test_a_date_after_all_is_over_is_refused_with_the_reason(tmp_path: Path) -> None:
    graph = graph_of("a sanctions b 2022-01/2022-08-31")
    file = written(tmp_path, '[[end]]\nsubject = "a"')
    with pytest.raises(InvalidFile, match=r"test.toml:4  nothing that fits holds or happens from 2023-01-01 on"):
        scenario(graph, read(file), since="2023")


def test_the_receipt_holds_the_assumptions() -> None:
    found = compare(graph_of("a aids b 2022-05"), adding("a alliedWith b"))
    assert found.receipt is not None
    assert found.receipt.parameters["scenario"]["add"] == [
        {"subject": "a", "relation": "alliedWith", "object": "b", "modality": "asserted"}
    ]
    assert found.to_dict()["facts"]["assumptions"] == ["new: a is allied with b"]


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    text = """
        [[add]]
        subject = "lithuania"
        relation = "aliedWith"
        object = "polland"

        [[end]]
        subject = "lithuania"
        claims = "C9"
    """
    graph = graph_of("lithuania alliedWith poland 2020/..")
    assert (
        faults(graph, tmp_path, text).splitlines()
        == [
            f"{tmp_path}/test.toml:5  The graph knows no actor 'polland'. Did you mean poland?",
            f"{tmp_path}/test.toml:5  The ontology defines no term 'aliedWith'. Did you mean alliedWith?",
            f"{tmp_path}/test.toml:10  The graph has no claim 'C9'. Did you mean C1?",
        ]
        or faults(graph, tmp_path, text).count("test.toml:") == 3
    )


CLAIM = '[[add]]\nsubject = "a"\nrelation = "aids"\nobject = "b"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('lense = "x"\n' + CLAIM, ":4  a scenario has no key 'lense'. Did you mean lens?"),
        ('paths = [["a"]]\n' + CLAIM, ":4  paths: ['a'] is not possible"),
        (CLAIM + 'when = "2022-01"', ":4  2022-01 begins before the scenario"),
        (CLAIM + 'when = "2022-13"', ":4  '2022-13': there is no month 13"),
        (CLAIM + 'modality = "maybe"', ":4  modality = 'maybe' is not possible"),
        (CLAIM + 'credibility = "A"', ":4  credibility = 'A' is not possible"),
        (CLAIM + "note = 5", ":4  note = 5 is not possible. Write a text in quotes"),
        (CLAIM.replace("aids", "memberOf"), ":4  memberOf runs to Organization; b is a State"),
        ('[[add]]\nsubjekt = "a"', ":4  [[add]] has no key 'subjekt'. Did you mean subject?"),
        ('[[add]]\nsubject = "a"\nrelation = "aids"', ":4  [[add]] lacks 'object'"),
        ('[[end]]\nrelation = "aids"', ":4  [[end]] would fit too much"),
        ('[[end]]\nsubject = "b"', ":4  no claim of the graph fits this"),
        ('[end]\nsubject = "a"', ":4  end is a table. Head each assumption with [[end]]"),
        ("", "  it assumes nothing"),
        ("[[end\n", "  not valid TOML"),
    ],
)
def test_a_fault_is_told_with_its_place_and_repair(text: str, told: str, tmp_path: Path) -> None:
    assert f"test.toml{told}" in faults(graph_of("a aids b 2022-05"), tmp_path, text)


def test_a_station_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownActor):
        compare(graph_of("a aids b 2022-05"), adding("a alliedWith b", paths=(("a", "zzz"),)))


def test_a_graph_without_a_folder_has_no_scenario() -> None:
    graph = graph_of("a aids b 2022-05")
    assert scenarios(graph) == {}
    with pytest.raises(Misuse, match="There are: none"):
        scenario(graph, "eu-case-withdrawn")


def test_records_that_are_not_changed_give_the_same_digest(bundled: Graph) -> None:
    assert bundled.changed(bundled.record).digest == bundled.digest


def test_three_scenarios_are_shipped_and_say_what_they_are_not(bundled: Graph) -> None:
    shipped = scenarios(bundled)
    assert list(shipped) == ["china-lifts-restrictions", "eu-case-withdrawn", "taiwan-office-renamed"]
    for found in shipped.values():
        assert "Assumed:" in found.description
        assert "Not assumed:" in found.description
        assert found.description.endswith("Arithmetic on assumptions, no forecast.")


def test_without_the_case_nobody_is_joined_through_it(bundled: Graph) -> None:
    found = scenario(bundled, "eu-case-withdrawn")
    assert {row["label"] for row in found.of("actor")} == {"Australia", "Japan", "United Kingdom"}
    assert [row["after"] for row in found.of("path")] == [None, None, None]
    assert all(row["sign_before"] in ("neutral", row["sign_after"]) for row in found.of("pair"))


def test_lifting_the_restrictions_does_not_turn_the_pair(bundled: Graph) -> None:
    found = scenario(bundled, "china-lifts-restrictions")
    (row,) = found.of("pair")
    assert (row["sign_before"], row["sign_after"]) == ("conflict", "conflict")
    assert len(found) == 1
    assert len(found.facts["ended"]) == 10


def test_the_renaming_joins_china_and_taiwan_without_lithuania(bundled: Graph) -> None:
    found = scenario(bundled, "taiwan-office-renamed")
    assert changes(found, "cut point") == {"Lithuania": ("yes", "no")}
    assert [(row["label"], row["sign_after"]) for row in found.of("pair") if row["before"] is None] == [
        ("China – Taiwan", "conflict")
    ]


def test_the_command_lists_scenarios_and_tells_one() -> None:
    run = CliRunner()
    listed = run.invoke(commands.app, ["scenario"])
    assert listed.stdout.splitlines()[1].startswith("eu-case-withdrawn")
    told = run.invoke(commands.app, ["scenario", "china-lifts-restrictions", "--format", "table"])
    assert "Assumed from 2022-07-01 on" in told.stdout
    assert "Lens taiwan-dispute: on 2022-12-31" in told.stdout


def test_the_command_takes_another_lens_and_another_date() -> None:
    asked = ["scenario", "china-lifts-restrictions", "--lens", "economy", "--from", "2022-08-01", "--format", "table"]
    assert "Lens economy: on 2023-01-31" in CliRunner().invoke(commands.app, asked).stdout


def test_the_command_prints_who_shares_bodies() -> None:
    told = CliRunner().invoke(commands.app, ["project", "--at", "2022-07-01", "--top", "3", "--format", "csv"])
    assert told.stdout.splitlines()[0] == "a,b,a_label,b_label,shared,weight,bodies,labels,claims"
    assert len(told.stdout.splitlines()) == 5
