"""What an outside referee found broken or untrue once, each by the smallest case that shows it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import lkg
from conftest import graph_of, run, ties
from lkg.analysis.doubts.ablation import ablate
from lkg.analysis.doubts.robustness import Grid, robust
from lkg.analysis.doubts.why import why
from lkg.analysis.doubts.worldviews import worldviews
from lkg.analysis.ranks.simple import simple
from lkg.analysis.times.changes import changes
from lkg.analysis.times.trajectories import trajectory


# Law 2: "Fade: 2^(−max(0, t − m)/half_life)"; the option: "how long until a claim weighs half … counts in weights".
def test_a_half_life_counts_where_the_lens_weighs_by_probability() -> None:
    net = lkg.network(graph_of("a supports b 2020-01-01"), at="2021-12-31", half_life="12m", weight="probability")
    assert simple(net)["a"]["b"]["weight"] == pytest.approx(net.ties[0].weight)


# … and with all evidence the value must be the one that a draw in which all holds has.
def test_the_value_of_all_evidence_is_that_of_a_draw_in_which_all_holds() -> None:
    graph = graph_of("a supports b 2020-01-01", ratings={"A1": 1.0})
    net = lkg.network(graph, at="2021-12-31", half_life="12m", weight="probability")
    row = lkg.rank(net, "strength", weighted=True, draws=5).rows[0]
    assert row.value_all == pytest.approx(row.value)


# Untrue: "stands whichever source is left out", while leaving out s-end (whose claims ended what is not seen now)
#    makes it fall. The docstring: "what a source had ended is open again without it".
@pytest.mark.parametrize("by", ["source", "voice", "publisher"])
def test_a_finding_that_falls_without_the_source_of_an_end_is_not_said_to_stand(by: str) -> None:
    graph = graph_of(
        *(f"a sanctions {x} 2020-01-01 source=s1" for x in "bef"),
        *(f"a sanctions {x} 2021-01-01 ended source=p2" for x in "bef"),
        *(f"c supports {x} 2021-02-01 source={q}" for x in "dg" for q in ("q1", "q2")),
    )
    left = lkg.rank(lkg.network(graph, at="2021-06-01", without_sources=["p2"]), "degree", draws=0)
    assert left.rows[0].actor == "a"
    found = ablate(lkg.network(graph, at="2021-06-01"), by, measure="degree", top=1)
    assert "stands whichever" not in found.notes[0]


# "each publisher … left out in turn", with all its sources; a source whose claims only end others is not left out.
def test_without_a_publisher_none_of_its_sources_counts() -> None:
    sources = {"q": {"publisher": "Q"}, "p1": {"publisher": "P"}, "p2": {"publisher": "P"}}
    graph = graph_of(
        "a sanctions b 2020-01-01 source=q",
        "a sanctions b 2021-01-01 ended source=p2",
        "c supports d 2021-01-01 source=p1",
        "e supports d 2021-01-01 source=q",
        sources=sources,
    )
    net = lkg.network(graph, at="2021-06-01")
    assert ("a", "sanctions", "b") in ties(graph, at="2021-06-01", without_sources=["p1", "p2"])
    row = next(row for row in ablate(net, "publisher", measure="degree", top=5) if row["group"] == "P")
    assert {"a", "b"} <= set(row["risen"])


# Untrue: "no material effect", while the view changes the ties and the ranks (law 5: W(P) = all claims minus the
#    statements that side(P) genuinely denies; "Print what was removed").
def test_a_view_that_changes_ties_is_not_said_to_have_no_effect() -> None:
    graph = graph_of(
        "a supports b 2023-01-01",
        "a sanctions c 2019-01-01",
        "a easesPressureOn c 2020-01-01",
        "p denies a 2020-02-01 disputes=C3",
    )
    assert ties(graph, at="2023-06-01") != ties(graph, at="2023-06-01", worldview="p")
    found = worldviews(lkg.network(graph, at="2023-06-01"), ["p"], by="degree", draws=0)
    assert "no material effect" not in found.notes[0]


# … and who is only in the view has no row.
def test_who_is_seen_only_in_a_view_has_a_row() -> None:
    graph = graph_of(
        "a supports b 2023-01-01",
        "a sanctions c 2019-01-01",
        "a easesPressureOn c 2020-01-01",
        "p denies a 2020-02-01 disputes=C3",
    )
    found = worldviews(lkg.network(graph, at="2023-06-01"), ["p"], by="degree", draws=0)
    assert "c" in {row["actor"] for row in found}


# Law 2: "known_by = day: claims whose source appeared later (earliest bound) are unseen": so are denials.
LATE = {"late": {"published": "2023-01-01"}, "paper": {"published": "2020-01-02"}}
DENIED = "a supports b 2020-01-01", "b denies a 2020-02-01 disputes=C1 source=late"


def test_a_denial_that_was_not_yet_published_removes_nothing() -> None:
    assert ties(graph_of(*DENIED, sources=LATE), worldview="b", known_by="2021-01-01")


def test_a_denial_that_was_not_yet_published_does_not_contest() -> None:
    assert ties(graph_of(*DENIED, sources=LATE), contested="drop", known_by="2021-01-01")


# the same for sources and voices that are left out: their denials are left in
def test_the_denial_of_a_source_that_is_left_out_removes_nothing() -> None:
    assert ties(graph_of(*DENIED, sources=LATE), worldview="b", without_sources=["late"])


# Law 1: "Planned counts only with planned = true"; law 3: credibility 5 "is no evidence for: p = 0".
@pytest.mark.parametrize("how", ["planned", "credibility=5"])
def test_a_planned_or_improbable_denial_removes_nothing(how: str) -> None:
    graph = graph_of("a supports b 2020-01-01", f"b denies a 2020-02-01 disputes=C1 {how}")
    assert ties(graph, worldview="b", relations=["supports"])


# The lens says "without the voices A", and A's voice still counts: names are not resolved, unknown ones not refused.
def test_a_voice_is_found_by_its_name() -> None:
    graph = graph_of("a supports b 2021-01-01 source=s", sources={"s": {"publisher": "The Paper"}})
    assert not ties(graph, without_voices=["The Paper"])


def test_a_voice_is_found_by_the_label_that_ablate_prints() -> None:
    bundled = lkg.open()
    by_id = ties(bundled, at="2022-07-01", without_voices=["lithuania"])
    assert ties(bundled, at="2022-07-01", without_voices=["Lithuania"]) == by_id


def test_a_voice_that_is_not_there_is_refused() -> None:
    with pytest.raises(lkg.errors.LkgError):
        ties(graph_of("a supports b 2021-01-01"), without_voices=["nonsense"])


# Law 7: "the others are ranked with it and its side (all that represent it, each by its dates) removed, isolates
#    kept". x represented the ego until 2015; in 2021 it is on nobody's side, and an isolate.
def test_who_once_stood_for_the_ego_is_ranked_when_it_no_longer_does() -> None:
    graph = graph_of("e supports x 2021-06-01", "b supports c 2021-06-01", "x represents e 2010/2015", ego="e")
    ranking = lkg.rank(lkg.network(graph, at="2021-12-31"), "degree", draws=0)
    assert "x" in {row.actor for row in ranking}


# Law 3: "If a graph has no ratings, no interval is printed: claims are not rated".
def test_a_trajectory_of_unrated_claims_prints_no_interval_and_says_so() -> None:
    graph = graph_of("a supports b 2021-06-01 credibility=6")
    found = trajectory(graph, "degree", since="2021", until="2021", min_credibility=6)
    assert any("not rated" in note for note in found.notes) and found.rows[0]["rank_low"] is None


# `--draws 0` ("0 for no intervals") still prints 5–95 % columns of one value.
def test_no_draws_no_interval() -> None:
    found = trajectory(graph_of("a supports b 2021-06-01"), "degree", since="2021", until="2021", draws=0)
    assert found.rows[0]["rank_low"] is None and "5–95 %" not in [column.heading for column in found.columns]


# Untrue without intervals: "No rank moves beyond its interval".
@pytest.mark.parametrize("how", [{"draws": 0}, {"min_credibility": 6}])
def test_changes_without_intervals_do_not_speak_of_intervals(how: dict[str, int]) -> None:
    line = "supports {} 2020-06-01" + (" credibility=6" if "min_credibility" in how else "")
    graph = graph_of("a " + line.format("b"), "b " + line.format("c").replace("2020", "2022"))
    found = changes(graph, since="2020-12-31", until="2022-12-31", by="degree", **how)
    assert not any("beyond its interval" in note for note in found.notes)


# Untrue: "The claims are not rated", where they are, and all of them end at the ego.
def test_rated_claims_are_not_called_unrated() -> None:
    ranking = lkg.rank(lkg.network(graph_of("e supports b 2021-01-01", ego="e")), "degree")
    assert not any("not rated" in note for note in ranking.notes)


# One group whose loss leaves nobody to rank ends the whole command ("No actor is left to rank … Widen --at").
def test_ablation_survives_a_group_without_which_nobody_is_left() -> None:
    graph = graph_of(
        "e supports b 2021-01-01 source=s", "e supports m 2021-01-01 source=t", "m represents e 2000/..", ego="e"
    )
    assert ablate(lkg.network(graph), "source", measure="degree").rows


# The same of a view that leaves nothing: that is a finding about the view, and the others have ranks.
def test_a_view_without_ties_is_said_to_have_none() -> None:
    graph = graph_of("a supports b 2021-01-01", "b denies a 2021-02-01 disputes=C1")
    assert worldviews(lkg.network(graph, relations=["supports"]), ["b"], by="degree", draws=0).rows


# The same of a grid in which one lens keeps conflict alone (law 7: the grid varies the sign).
def test_a_lens_that_refuses_the_measure_is_counted_and_ends_nothing() -> None:
    graph = graph_of("a supports b 2021-06-01")
    grid = Grid("g", "G", {"sign": (("-",), ("+", "-", "0"))})
    assert robust(lkg.network(graph), "betweenness", grid=grid, draws=0).rows


# Untrue: "0 of 1 claims change the score on their own; the others are backed by further claims": without the only
#     tie of `a` its constraint is gone altogether.
def test_a_claim_without_which_there_is_no_score_is_told() -> None:
    found = why(lkg.network(graph_of("a supports b 2021-01-01")), "a", "constraint")
    assert found.rows and not found.notes[0].startswith("0 of 1")


# Untrue of what is not backed but far away: C2 is the only claim of its tie.
def test_a_claim_that_does_not_matter_is_not_called_backed_by_further_claims() -> None:
    found = why(lkg.network(graph_of("a supports b 2021-01-01", "c supports d 2021-01-01")), "a", "degree")
    assert "the others are backed by further claims" not in found.notes[0]


# Untrue: "a is among the first 5 by betweenness: stands whichever source is left out" of three actors with value 0.
def test_who_has_nothing_is_no_finding() -> None:
    graph = graph_of(
        "a supports b 2021-01-01 source=s", "b supports c 2021-01-01 source=t", "c supports a 2021-01-01 source=u"
    )
    assert not ablate(lkg.network(graph), "source", measure="betweenness").findings


# "among the first 5" of whom there are seven: tied ones come in or fall out with their mean rank.
def test_the_first_five_are_five() -> None:
    lines = [f"{x} supports h{i} 2021-01-01 source=s" for i in range(4) for x in "ac"]
    lines += [f"{z} supports q 2021-01-01 source=s" for z in ("y", "z")]
    found = ablate(lkg.network(graph_of(*lines)), "source", measure="degree", top=5)
    assert len(found.findings) <= 5


# "Same bytes for 1 and 2 threads": katz differs in the last digit, and so the order of those who are tied.
def test_katz_has_the_same_bytes_for_any_number_of_threads() -> None:
    outs = []
    for threads in ("1", "2"):
        env = os.environ | {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        words = ["rank", "--by", "katz", "--at", "2022-07-01", "--draws", "0", "--format", "json"]
        outs.append(
            subprocess.run([sys.executable, "-m", "lkg", *words], capture_output=True, env=env, check=True).stdout
        )
    assert outs[0] == outs[1]


# Receipts must hold everything needed to repeat the number.
def test_the_receipt_of_a_trajectory_names_its_actors_and_whether_it_was_rarefied() -> None:
    graph = graph_of("a supports b 2021-06-01")
    found = trajectory(graph, "degree", since="2021", until="2021", actors=["a"], rarefy=False, draws=5)
    assert found.receipt and {"actors", "rarefy"} <= set(found.receipt.parameters)


# Lens options that a command cannot follow must be refused, not ignored (as `balance --every` does).
def test_a_trajectory_refuses_a_day() -> None:
    with pytest.raises(lkg.errors.Misuse):
        trajectory(graph_of("a supports b 2021-06-01"), "degree", since="2021", until="2021", at="2019-01-01", draws=5)


def test_changes_refuse_a_day() -> None:
    with pytest.raises(lkg.errors.Misuse):
        changes(graph_of("a supports b 2021-06-01"), since="2021", until="2022", at="2019-01-01", by="degree", draws=5)


def test_the_clock_of_knowledge_does_not_see_past_known_by() -> None:
    graph = graph_of("a supports b 2021-06-01", sources={"paper": {"published": "2021-11-02"}})
    with pytest.raises(lkg.errors.LkgError):
        trajectory(graph, "degree", since="2021", until="2021", clock="known", known_by="2021-07-01", draws=5)


# "Who names a weight wants it to count": changes takes --weight and ranks without it.
def test_the_weight_of_the_lens_counts_in_changes() -> None:
    words = ["changes", "--since", "2021", "--until", "2022", "--by", "degree", "--draws", "20", "--format", "json"]
    outs = [run(*words, "--weight", weight) for weight in ("count", "intensity")]
    assert [done.code for done in outs] == [0, 0]
    assert outs[0].out.split('"facts"')[0] != outs[1].out.split('"facts"')[0]


# Exit code 2 for misuse: a date that cannot be read is 2 with --at and 1 with --since.
def test_a_bad_date_is_misuse_wherever_it_stands() -> None:
    assert run("trajectory", "--since", "nonsense").code == 2


# Without draws the rarefied rank is that of one random sample, printed as a rank (Germany 2022: 22.5, 53 or 20).
def test_without_draws_no_rank_depends_on_chance() -> None:
    ranks = [
        [
            row.get("rank_rarefied")
            for row in trajectory(
                lkg.open(), "degree", since="2021", until="2022", draws=0, actors=["Germany"], seed=seed
            )
        ]
        for seed in (1, 2)
    ]
    assert ranks[0] == ranks[1]


# Untrue: "rests on one voice, for it falls without A and also without B …": what falls without each of several
#     rests on all of them; and who falls because others rise does not rest on what was left out.
def test_what_falls_without_several_is_not_said_to_rest_on_one() -> None:
    graph = graph_of("a supports b 2021-01-01 source=s", "b supports c 2021-01-01 source=t")
    found = ablate(lkg.network(graph), "source", measure="betweenness", top=1)
    assert len(found.findings[0]["falls_without"]) == 2 and "rests on one source" not in found.notes[0]


# Receipts: brokerage by a mapping says "by": "group" and not which groups.
def test_the_receipt_of_brokerage_holds_the_groups_that_were_given() -> None:
    from lkg.analysis.groups.brokerage import brokerage

    net = lkg.network(graph_of("a supports b 2021-01-01", "b supports c 2021-01-01"))
    one, two = (brokerage(net, dict(zip("abc", groups, strict=True)), draws=2).receipt for groups in ("xxy", "xyz"))
    assert one != two


# An actor that only other lenses of the grid see has no row, and nothing says so.
def test_who_is_seen_only_by_other_lenses_of_the_grid_is_told_of() -> None:
    graph = graph_of("a supports b 2021-06-01", "c supports d 2018-01-01")
    grid = Grid("g", "G", {"memory": ("12m", "48m")})
    found = robust(lkg.network(graph, at="2021-12-31", memory="12m"), "degree", grid=grid, draws=0)
    assert "2 actors are seen only by other lenses of the grid, and have no row" in found.notes
