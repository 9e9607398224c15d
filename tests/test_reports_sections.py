"""The sections of the report say what the data say: known answers on the smallest graphs, and no graph breaks them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import lkg
from conftest import UNCITED, graph_of
from lkg.analysis.balance.balance import balance
from lkg.analysis.doubts.ablation import ablate
from lkg.analysis.doubts.robustness import Grid, robust
from lkg.analysis.doubts.worldviews import worldviews
from lkg.analysis.groups.communities import communities
from lkg.analysis.ranks.ranks import rank
from lkg.analysis.times.changes import Changes
from lkg.cli.main import app
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph
from lkg.reports import build, charts, company, methods, over_time, plan, standing, support, what_if
from lkg.reports.section import Absent, Section, attempt

STAR = ("hub aids a 2022", "hub aids b 2022", "hub aids c 2022")
TWO_VOICES = {"post": {"publisher": "Post"}, "times": {"publisher": "Times"}}
TITLES = {
    "How sure is a rank",
    "Does it depend on the lens",
    "Does it rest on one voice",
    "As each side would have it",
    "Groups",
    "Friends and foes",
    "Over time",
}
"""what may be asked of any graph"""
SIGNS = Grid("signs", "Signs", {"sign": (("+", "0"), ("+", "-", "0"))})


def subject(graph: Graph) -> plan.Subject:
    return plan.Subject(graph, plan.plan_of(graph), plan.QUICK)


def sections(graph: Graph) -> dict[str, Section | Absent]:
    found = (each for make in build.SECTIONS for each in make(subject(graph)))
    return {each.title: each for each in found}


def test_the_hub_of_a_star_surely_stands_first() -> None:
    ranking = rank(lkg.network(graph_of(*STAR, ratings={"A1": 0.99})), draws=300)
    words = standing.first_words(ranking)
    assert words == "hub surely stands first: it is above each of the 3 others that are ranked."


def test_two_who_cannot_be_ordered_are_named_together() -> None:
    graph = graph_of("a aids b 2022", "c aids d 2022", "a aids x 2022", "c aids y 2022")
    words = standing.first_words(rank(lkg.network(graph), draws=300))
    assert words.startswith("a ranks first, but whether it stands above")
    assert "c" in words.split("above", 1)[1].split(" cannot be said")[0]


def test_without_ratings_nothing_is_called_sure() -> None:
    graph = graph_of(*(f"{line} source=uncited" for line in STAR), sources=UNCITED)
    words = standing.first_words(rank(lkg.network(graph), draws=0))
    assert words == "hub has the highest value; without ratings nobody can say how sure that is."


def test_the_choice_that_moves_a_rank_is_named() -> None:
    graph = graph_of(*STAR, *(f"foe sanctions {each} 2022" for each in "abcd"))
    found = subject(graph)
    section = standing.lens(found, rank(found.net, "betweenness", draws=0), robust(found.net, grid=SIGNS, draws=0))
    assert "“Ties”" in " ".join(section.parts[0].words)


def test_a_finding_of_one_paper_is_said_to_rest_on_it() -> None:
    graph = graph_of(
        *("hub aids a 2022 source=post", "hub aids b 2022 source=times", "hub aids c 2022 source=times"),
        sources=TWO_VOICES,
    )
    found = ablate(lkg.network(graph), "voice", top=1)
    assert support.voice_words(found) == "Yes: it would fall if one voice were wrong."
    said = support._finding(found.findings[0], "voice")
    assert said.startswith("hub is among the first 1 by betweenness")
    assert said.endswith(": rests on Times alone.")


def test_a_finding_that_two_papers_carry_stands() -> None:
    lines = [f"{line} source={source}" for line in STAR for source in TWO_VOICES]
    found = ablate(lkg.network(graph_of(*lines, sources=TWO_VOICES)), "voice", top=1)
    assert support.voice_words(found) == "No: each of the 1 finding stands whichever voice is left out."


def test_a_denial_that_removes_everything_is_told() -> None:
    graph = graph_of("china sanctions lithuania 2022", "china denies lithuania 2022 disputes=C1", "a aids b 2022")
    found = worldviews(lkg.network(graph), ["china"], draws=0)
    words = support.view_words(found)
    assert words.startswith(f"As china would have it, {len(found.views[0].removed)} of {found.views[0].of} claims fall")
    assert found.views[0].removed


def test_who_denies_nothing_makes_no_difference() -> None:
    found = worldviews(lkg.network(graph_of(*STAR)), ["hub"], draws=0)
    assert support.view_words(found).startswith("It makes no material difference here: what hub deny")


def test_triads_through_the_ego_make_one_sentence_and_no_story() -> None:
    triad = ("me aids a 2022", "me aids b 2022", "a aids b 2022")
    with_ego = company.camps(subject(graph_of(*triad, ego="me")))
    without = company.camps(subject(graph_of(*triad)))
    assert "1 of 1 triad" in with_ego.lead
    assert "1 of them run through me, around which the claims were collected" in with_ego.lead
    assert not with_ego.parts
    assert "through me" not in without.lead
    assert "Camp 1: a, b and me." in without.parts[0].points


def test_no_triad_is_said_to_be_none() -> None:
    found = balance(lkg.network(graph_of("a aids b 2022")), null=0)
    assert company.balance_words(found, "").startswith("No three actors")


def test_groups_that_chance_makes_as_well_are_not_called_groups(bundled: Graph) -> None:
    found = communities(lkg.network(bundled, at="2022-07-01", roll_up="state"), null=20)
    said = company.group_words(found)
    assert said.startswith("No groups can be told from chance") is not found.facts["clustered"]


def test_the_counts_of_claims_are_those_of_the_graph(bundled: Graph) -> None:
    assert "20, 189 and 332 of the claims begin in 2018–19, 2020–21 and 2022–23" in over_time.ego_words(bundled)
    assert over_time.ego_words(bundled).startswith("This sample cannot test whether Lithuania became more central")


def test_the_counts_follow_another_graph() -> None:
    graph = graph_of("me aids a 2018", "me aids b 2020", "me aids c 2021", "me aids d 2023", ego="me")
    assert "1, 2 and 1 of the claims begin in 2018–19, 2020–21 and 2022–23" in over_time.ego_words(graph)


def test_a_change_far_down_the_list_is_no_news() -> None:
    rows = (
        {"kind": "rank", "label": "a rises", "before": "49 (48–49.5)", "after": "3 (2–7)", "cause": ""},
        {"kind": "rank", "label": "z falls", "before": "49 (48–49.5)", "after": "70 (68–72.5)", "cause": ""},
    )
    found = Changes("", (), rows)
    assert [row["label"] for row in over_time.main_moves(found)] == ["a rises"]
    words = " ".join(over_time.change_words(found))
    assert "a rises." in words
    assert "z falls" not in words
    assert "1 more" in words


def test_a_scenario_that_turns_no_pair_says_so(bundled: Graph) -> None:
    found = lkg.scenario(bundled, "china-lifts-restrictions")
    assert not what_if.turns(found)
    assert what_if.scenario_words([found]).startswith("In none of the 1 scenario ")
    assert "China – Lithuania keep their sign with another weight" in what_if._effect(found)


@pytest.mark.parametrize(
    "graph",
    [
        pytest.param(graph_of("a aids b 2022"), id="one claim"),
        pytest.param(graph_of("a sanctions b 2022"), id="one conflict"),
        pytest.param(graph_of("a aids b 2022", ego="a"), id="nobody beside the ego"),
        pytest.param(graph_of("a aids b ../2020"), id="no beginning"),
        pytest.param(graph_of("a denies b 2021", "a aids b 2022 disputes=C1"), id="a dispute"),
        pytest.param(graph_of("a aids b 2022 source=uncited", sources=UNCITED), id="nothing rated"),
        pytest.param(graph_of("a memberOf nato 2004/..", actors={"nato": "InternationalOrganization"}), id="no tie"),
    ],
)
def test_the_smallest_graphs_have_sections_or_reasons(graph: Graph) -> None:
    found = sections(graph)
    assert isinstance(found["Who brokers between the blocs"], Absent)
    assert isinstance(found["What if"], Absent)
    assert all(each.why if isinstance(each, Absent) else each.lead for each in found.values())
    assert {title for title, each in found.items() if isinstance(each, Section)} <= TITLES


def test_a_graph_without_a_tie_has_a_report(tmp_path: Path) -> None:
    graph = graph_of("a memberOf nato 2004/..", actors={"nato": "InternationalOrganization"})
    text = build.report(graph, tmp_path, effort=plan.QUICK).read_text(encoding="utf-8")
    assert "What was not asked of this graph" in text
    assert (tmp_path / "methods.html").is_file()


def test_only_what_the_data_lack_is_turned_into_a_reason() -> None:
    def broken() -> Section:
        raise KeyError("a fault of the program")

    def empty() -> Section:
        raise EmptyNetwork("no tie")

    with pytest.raises(KeyError):
        attempt("Broken", broken)
    assert attempt("Empty", empty) == Absent("Empty", "no tie")


def test_a_curve_marks_the_declared_lens_and_names_its_choices(bundled: Graph) -> None:
    net = lkg.network(bundled, "taiwan-dispute")
    figure = charts.specification(robust(net, "degree", grid=SIGNS, draws=0), "china", net).figure
    assert {("Ties", "no conflict"), ("Ties", "all signs")} == set(figure.labels)
    assert "declared" in figure.positions


def test_balance_without_a_triad_is_not_drawn() -> None:
    found = lkg.balance_over_time(graph_of("a aids b 2022"), since="2021", until="2022")
    with pytest.raises(EmptyNetwork, match="three actors"):
        charts.balance(found)


@pytest.mark.parametrize(
    "call",
    [
        ("rank", "--by", "degree", "--at", "2022-07-01", "--draws", "50"),
        ("trajectory", "--actor", "China", "--since", "2021", "--until", "2022", "--draws", "20"),
        ("balance", "--since", "2021", "--until", "2022"),
        ("matrix", "--lens", "taiwan-dispute"),
    ],
    ids=lambda call: call[0],
)
def test_each_kind_is_drawn_with_its_receipt_inside(call: tuple[str, ...], bundled: Graph, tmp_path: Path) -> None:
    file = tmp_path / "drawn.svg"
    result = CliRunner().invoke(app, ["draw", *call, "--out", str(file)])
    assert result.exit_code == 0
    assert bundled.digest in file.read_text(encoding="utf-8")


def test_an_unknown_picture_is_refused_with_those_there_are() -> None:
    result = CliRunner().invoke(app, ["draw", "pie"])
    assert isinstance(result.exception, Misuse)
    assert "trajectory, balance, matrix" in str(result.exception)


def test_methods_answers_every_question_of_a_referee(bundled: Graph) -> None:
    points = methods.points(bundled, ["no sampling frame and no stopping rule were laid down"])
    states = {point.name: point.state for point in points}
    assert states == {
        "sampling": "open", "codebook": "answered", "agreement": "open", "missing": "in part", "null": "answered",
        "lens": "in part", "probability": "open",
    }  # fmt: skip
    said = {point.name: " ".join(point.answer) for point in points}
    assert "no sampling frame" in said["sampling"]
    assert "Krippendorff" in said["agreement"]
    assert "144 lenses" in said["lens"]
    assert "not a calibration" in said["probability"]


def test_methods_lists_lens_files_with_digests_that_follow_the_file(bundled: Graph) -> None:
    table = methods.lens_digests(bundled)
    assert table is not None
    names = [row[0] for row in table.rows]
    assert "lenses/taiwan-dispute.toml" in names
    assert "grids/standard.toml" in names
    assert all(len(row[1]) == 64 for row in table.rows)
    assert methods.lens_digests(graph_of("a aids b 2022")) is None
