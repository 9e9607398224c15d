"""What a score rests on: single ties, claims, sources, voices, and the lens that was chosen."""

import itertools

import networkx as nx
import pytest

import lkg
from conftest import graph_of
from lkg.analysis.doubts.ablation import Journey, ablate
from lkg.analysis.doubts.robustness import Grid, read_grid, robust
from lkg.analysis.doubts.why import why
from lkg.errors import EmptyNetwork, InvalidLens, InvalidMeasure, MissingFile, Misuse
from lkg.graphs import Graph

PAPERS = {f"s{n}": {"publisher": f"Paper {n}", "publisher_country": "LT" if n < 2 else "DE"} for n in range(4)}
CHAIN = ["a aids b 2022 source=s0", "b aids c 2022 source=s1", "c aids d 2022 source=s2", "c aids e 2022 source=s3"]


def chain(*more: str, **options: str) -> Graph:
    return graph_of(*CHAIN, *more, sources=PAPERS, **options)  # type: ignore[arg-type]


# Why


def test_the_score_without_each_pair_is_that_of_the_graph_without_the_edge() -> None:
    found = why(lkg.network(chain("a aids e 2022 source=s1")), "c", "betweenness")
    whole = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("c", "e"), ("a", "e")])
    assert found.facts["value"] == pytest.approx(nx.betweenness_centrality(whole)["c"])
    for row in found:
        left = whole.copy()
        left.remove_edge(row["from"], row["to"])
        assert row["without"] == pytest.approx(nx.betweenness_centrality(left)["c"])


def test_pairs_that_change_nothing_are_left_out_and_the_greatest_change_comes_first() -> None:
    found = why(lkg.network(chain("x aids y 2022")), "c", "degree")
    assert {row["pair"] for row in found} == {"b – c", "c – d", "c – e"}
    changes = [abs(row["change"]) for row in why(lkg.network(chain()), "c", "betweenness")]
    assert changes == sorted(changes, reverse=True)


def test_a_claim_that_others_back_changes_nothing_alone_and_that_is_said() -> None:
    found = why(lkg.network(chain("a supports b 2022 source=s2")), "b", "degree")
    assert {row["claim"] for row in found.claims} == {"C2"}
    assert "1 of 5 claims change the score on their own" in found.notes[0]


def test_without_one_leg_all_ties_derived_from_it_are_gone() -> None:
    lines = ["a supports law 2022", "b supports law 2022", "c supports law 2022"]
    net = lkg.network(graph_of(*lines, actors={"law": "Policy"}), contract=["Policy"])
    found = why(net, "a", "degree")
    assert {row["claim"]: row["without"] for row in found.claims} == {"C1": 0.0, "C2": 1.0, "C3": 1.0}


def test_the_ego_and_strangers_to_the_lens_have_no_score_to_explain() -> None:
    net = lkg.network(graph_of("ego aids a 2022", "a aids b 2022", "z aids y 2010", ego="ego"), at="2022-07-01")
    with pytest.raises(Misuse, match="ego is not ranked"):
        why(net, "ego")
    with pytest.raises(EmptyNetwork, match="no tie of z"):
        why(net, "z")
    with pytest.raises(InvalidMeasure):
        why(net, "a", "betweeness")


# Ablation


def test_without_its_only_source_a_path_is_gone_and_rests_on_it() -> None:
    found = ablate(lkg.network(chain()), "source", measure="degree", journey=Journey("a", "d"))
    changed = {row["group"] for row in found if row["path_changes"]}
    assert changed == {"s0", "s1", "s2"}
    (path,) = [f for f in found.findings if "best path" in f["finding"]]
    assert path["falls_without"] == ["s0", "s1", "s2"]


def test_a_finding_that_two_voices_carry_rests_on_neither() -> None:
    twice = [line.replace("source=s", "source=t") for line in CHAIN]
    sources = PAPERS | {f"t{n}": {"publisher": f"Journal {n}"} for n in range(4)}
    net = lkg.network(graph_of(*CHAIN, *twice, sources=sources))
    found = ablate(net, "voice", measure="degree", journey=Journey("a", "d"))
    assert not any(row["changes"] for row in found)
    assert not any(finding["rests_on_one"] for finding in found.findings)


def test_reprints_of_one_agency_fall_together_when_the_voice_is_left_out() -> None:
    sources = {name: {"publisher": name, "origin": "Agency"} for name in ("s0", "s1", "s2", "s3")}
    net = lkg.network(graph_of(*CHAIN, sources=sources))
    assert len(ablate(net, "source", measure="degree")) == 4
    (row,) = ablate(net, "voice", measure="degree")
    assert (row["group"], row["claims"]) == ("agency", 4)
    assert row["fallen"]


def test_publishers_and_countries_take_all_their_sources_with_them() -> None:
    found = ablate(lkg.network(chain()), "country", measure="degree", top=1)
    rows = {row["group"]: row for row in found}
    assert {name: row["claims"] for name, row in rows.items()} == {"LT": 2, "DE": 2}
    assert rows["DE"]["fallen"] == ["c"]
    assert rows["LT"]["fallen"] == []


def test_what_a_source_had_ended_is_open_again_without_it() -> None:
    lines = ["a sanctions b 2019/.. source=s0", "a sanctions b 2021 ended source=s1", "b aids c 2022 source=s2"]
    net = lkg.network(graph_of(*lines, "c aids d 2022 source=s1", sources=PAPERS), at="2022-07-01")
    rows = {row["group"]: row for row in ablate(net, "source", measure="degree", top=1)}
    assert rows["s1"]["risen"] == ["b"]


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(Misuse, match="source, voice, publisher, country, kind"):
        ablate(lkg.network(chain()), "journal")


# Robustness


def test_the_lens_interval_spans_the_ranks_over_all_lenses_of_the_grid() -> None:
    graph = chain("a coerces d 2022", "a coerces e 2022", "b coerces d 2022")
    grid = Grid("signs", "Signs", {"sign": (("+", "0"), ("+", "-", "0"))})
    found = robust(lkg.network(graph), "degree", grid=grid, draws=0)
    expected: dict[object, list[float]] = {}
    for signs in (["+", "0"], ["+", "-", "0"]):
        for row in lkg.rank(lkg.network(graph, sign=signs), "degree", draws=0):
            expected.setdefault(row.actor, []).append(row.rank or 0)
    for row in found:
        assert (row["lens_low"], row["lens_high"]) == (min(expected[row["actor"]]), max(expected[row["actor"]]))


def test_every_combination_is_one_lens_and_the_declared_one_is_marked() -> None:
    levels = {"memory": ("12m", "24m"), "min_credibility": (2, 4), "roll_up": ("none", "state")}
    found = robust(lkg.network(chain(), at="2022-07-01"), "degree", grid=Grid("g", "G", levels), draws=0)
    assert found.facts["lenses"] == 8
    assert [s["choices"] for s in found.specifications if s["declared"]] == [
        {"memory": "24m", "min_credibility": "4", "roll_up": "none"}
    ]


def test_a_choice_that_makes_no_difference_to_the_lens_is_not_counted_twice() -> None:
    grid = Grid("g", "G", {"memory": ("12m", "24m")})
    found = robust(lkg.network(chain(), between=["2022", "2023"]), "degree", grid=grid, draws=0)
    assert found.facts["lenses"] == 1


def test_lenses_that_do_not_see_an_actor_are_counted() -> None:
    graph = graph_of("a aids b 2022", "b aids c 2022 credibility=3")
    grid = Grid("g", "G", {"min_credibility": (2, 4)})
    rows = {row["actor"]: row for row in robust(lkg.network(graph), "degree", grid=grid, draws=0)}
    assert (rows["c"]["unseen"], rows["b"]["unseen"]) == (1, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("memory = ", "not valid TOML"),
        ('memori = ["12m"]', "memory"),
        ('memory = "12m"', "list of the values"),
        ('roll_up = ["body", "sideways"]', "sideways"),
    ],
)
def test_a_grid_with_a_fault_is_refused_with_its_file(tmp_path, text: str, said: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "grid.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidLens, match=said) as error:
        read_grid(file)
    assert "grid.toml" in str(error.value)


def test_a_grid_that_is_not_there_is_refused_with_a_near_name(bundled: Graph) -> None:
    with pytest.raises(MissingFile, match="standard"):
        robust(lkg.network(bundled, at="2022-07-01"), "degree", grid="standart")


def test_a_grid_beyond_a_thousand_lenses_is_refused() -> None:
    levels = {"memory": tuple(f"{n}m" for n in range(1, 1002))}
    with pytest.raises(InvalidLens, match="1001 lenses"):
        robust(lkg.network(chain()), "degree", grid=Grid("g", "G", levels))


def test_the_bundled_grid_makes_144_lenses(bundled: Graph) -> None:
    assert bundled.folder is not None
    grid = read_grid(bundled.folder / "grids" / "standard.toml")
    assert len(grid) == 144
    lens = lkg.Lens(at="2022-07-01")
    assert len({found.words() for _, found in grid.lenses(lens)}) == len([*itertools.islice(grid.lenses(lens), 200)])
