"""What each chart shows: lines, bands, gaps, cells and the sentences of its legend, from the smallest data."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch

from figure_pages import words
from lkg import figures
from lkg.errors import Misuse
from lkg.figures.blocks import colour
from lkg.figures.inks import BAND, CONTEXT, LOOKS
from lkg.figures.ordering import CERTAIN, OPEN
from lkg.figures.plots import RAREFIED

MOVES = 1


def patches(figure: figures.Figure) -> list[PathPatch]:
    return [patch for patch in figure.figure.axes[0].patches if isinstance(patch, PathPatch)]


def filled(figure: figures.Figure, shade: str) -> int:
    """How many rectangles have a colour, those of the legend included."""
    codes = [patch.get_path().codes for patch in patches(figure) if to_hex(patch.get_facecolor()) == shade.lower()]
    return sum(sum(code == MOVES for code in some) for some in codes if some is not None)


def bands(figure: figures.Figure) -> int:
    """How many translucent areas there are besides the sample in the legend."""
    return sum(patch.get_alpha() == BAND for patch in patches(figure)) - 1


def strokes(figure: figures.Figure, name: str) -> list[PathPatch]:
    return [patch for patch in patches(figure) if patch.get_gid() == f"actor-{name}"]


def at(*ranks: float | None, spread: float = 0) -> list[Any]:
    return [
        None if rank is None else {"rank": rank, "rank_low": rank - spread, "rank_high": rank + spread}
        for rank in ranks
    ]


# ---------------------------------------------------------------- bump


def test_a_better_rank_lies_higher() -> None:
    figure = figures.bump({"China": at(2, 1), "Japan": at(1, 2)}, times=[2020, 2021])
    assert figure.positions["China"][1] > figure.positions["Japan"][1]


def test_midranks_lie_in_the_middle_and_their_labels_beside_one_another() -> None:
    series = {"China": at(1, 1), "Japan": at(2.5, 2.5), "Taiwan": at(2.5, 2.5), "Russia": at(4, 4)}
    figure = figures.bump(series, times=[2020, 2021])
    heights = {name: y for name, (_, y) in figure.positions.items()}
    assert heights["Japan"] == heights["Taiwan"] == pytest.approx((heights["China"] + heights["Russia"]) / 2)
    assert not figure.labels["Japan"].overlaps(figure.labels["Taiwan"])
    assert words(figure).count("2.5") == 4


def test_an_actor_that_is_absent_leaves_a_gap() -> None:
    whole = figures.bump({"China": at(1, 1, 1, 1, 1)}, times=range(5), focus=["China"])
    broken = figures.bump({"China": at(1, 1, None, 1, 1)}, times=range(5), focus=["China"])
    assert [len(strokes(figure, "China")) for figure in (whole, broken)] == [1, 2]


def test_only_actors_in_focus_have_an_interval() -> None:
    series = {"China": at(2, 2, spread=1), "Japan": at(3, 3, spread=1)}
    assert bands(figures.bump(series, times=[1, 2], focus=["China"])) == 1
    assert "evidence interval" not in words(figures.bump(series, times=[1, 2]))


def test_the_interval_spans_from_its_low_to_its_high_rank() -> None:
    series = {"China": at(2, 2, spread=1), "Japan": at(1, 1), "Russia": at(3, 3)}
    figure = figures.bump(series, times=[1, 2], focus=["China"])
    box = [patch for patch in patches(figure) if patch.get_alpha() == BAND][-1].get_path().get_extents()
    page = figure.figure.axes[0].get_ylim()[0]
    ends = sorted(figure.positions[name][1] + page for name in ("Japan", "Russia"))
    assert (box.y0, box.y1) == pytest.approx(ends)


def test_twelve_actors_are_drawn_and_the_others_counted() -> None:
    series = {f"State {place}": at(place, place) for place in range(1, 21)}
    figure = figures.bump(series, times=[1, 2], focus=["State 20"])
    assert set(figure.positions) == {"State 20", *(f"State {place}" for place in range(1, 12))}
    assert "8 more actors have a rank but no line" in words(figure)


def test_ranks_below_twelve_share_a_lower_line_and_keep_their_numbers() -> None:
    series = {"China": at(1, 12), "Japan": at(12, 13), "Taiwan": at(13, 46)}
    figure = figures.bump(series, times=[1, 2])
    heights = {name: y for name, (_, y) in figure.positions.items()}
    assert heights["Japan"] == heights["Taiwan"] < heights["China"]
    assert {"lower", "Ranks below 12", "46"} <= set(words(figure).split("\n"))
    assert "lower" not in words(figures.bump({"China": at(1, 12)}, times=[1, 2]))


def test_many_at_the_lower_line_are_counted_in_the_margin() -> None:
    series = {"China": at(1, 1)} | {f"State {place}": at(place, place) for place in range(20, 27)}
    assert words(figures.bump(series, times=[1, 2])).count("and 4 more") == 2


def test_thin_windows_are_hatched_and_claims_counted() -> None:
    figure = figures.bump({"China": at(1, 1)}, times=[2020, 2021], claims=[12, 332], thin=[True, False])
    assert {"claims", "12", "332", "Fewer than 30 claims"} <= set(words(figure).split("\n"))
    assert "Fewer" not in words(figures.bump({"China": at(1)}, times=[2020], thin=[False]))


def test_crowded_times_keep_few_words_and_say_the_most_claims() -> None:
    figure = figures.bump({"China": at(*[1] * 72)}, times=range(1000, 1072), claims=range(72))
    said = words(figure).split("\n")
    assert 4 < sum(word.isdigit() and len(word) == 4 for word in said) < 40
    assert "most: 71" in said


def test_an_actor_at_neither_end_is_named_where_it_stands() -> None:
    figure = figures.bump({"China": at(None, 1, None), "Japan": at(2, 2, 2)}, times=[1, 2, 3])
    assert "China" in figure.labels
    assert figure.left_out == ()


def test_a_focus_must_be_among_the_actors_and_at_most_four() -> None:
    with pytest.raises(Misuse, match="'Japan' is in focus but not among the actors"):
        figures.bump({"China": at(1)}, times=[1], focus=["Japan"])
    series = {name: at(place) for place, name in enumerate("abcde", 1)}
    with pytest.raises(Misuse, match="At most 4"):
        figures.bump(series, times=[1], focus=list("abcde"))


def test_wrong_lengths_are_named() -> None:
    with pytest.raises(Misuse, match="China has 1 entries for 2 times"):
        figures.bump({"China": at(1)}, times=[1, 2])
    with pytest.raises(Misuse, match="bars has 1 entries for 2 times"):
        figures.series([1, 2], {"a": [1, 2]}, bars=[3])


def test_points_may_be_objects() -> None:
    point = SimpleNamespace(rank=1.0, rank_low=1.0, rank_high=2.0)
    assert list(figures.bump({"China": [point, None]}, times=[1, 2]).labels) == ["China"]


def test_context_is_grey_and_focus_has_its_own_look() -> None:
    figure = figures.bump({"China": at(1, 2), "Japan": at(2, 1)}, times=[1, 2], focus=["Japan"])
    (line,) = strokes(figure, "Japan")
    assert to_hex(line.get_edgecolor()) == LOOKS[0].colour.lower()
    assert CONTEXT.lower() in {to_hex(patch.get_edgecolor()) for patch in patches(figure)}


# ---------------------------------------------------------------- intervals


def test_the_matrix_fills_the_pairs_that_can_be_ordered_and_no_others() -> None:
    rows = [{"label": name, "rank": place} for place, name in enumerate("abc", 1)]
    figure = figures.intervals(rows, above=[(0, 2), (1, 2)])
    in_legend = 1
    assert filled(figure, CERTAIN) == 2 + in_legend
    assert filled(figure, OPEN) == 1 + in_legend
    assert "The row ranks above the column in at least 95 % of draws" in words(figure)


def test_without_pairs_there_is_no_matrix() -> None:
    rows = [{"label": name, "rank": place} for place, name in enumerate("abc", 1)]
    assert "Cannot be ordered" not in words(figures.intervals(rows))
    assert "Cannot be ordered" in words(figures.intervals(rows, above=[]))


def test_unranked_rows_are_grey_and_have_no_letter() -> None:
    rows = [{"label": "China", "rank": 1}, {"label": "Japan", "rank": 2}, {"label": "Lithuania", "rank": None}]
    said = words(figures.intervals(rows, above=[(0, 1)])).split("\n")
    assert {"A", "B", "Not ranked", "–"} <= set(said)
    assert "C" not in said


def test_the_lens_interval_is_said_where_there_is_one() -> None:
    row = {"label": "China", "rank": 2, "rank_low": 2, "rank_high": 3}
    assert "Lens interval" not in words(figures.intervals([row]))
    assert "Lens interval" in words(figures.intervals([row | {"lens_low": 2, "lens_high": 46}]))


def test_dots_lie_at_rank_or_value() -> None:
    rows = [{"actor": "a", "rank": 1, "value": 9.0}, {"actor": "b", "rank": 2, "value": 1.0}]
    ranked, valued = (figures.intervals(rows, unit=unit).positions for unit in ("rank", "value"))
    assert ranked["a"][0] < ranked["b"][0]
    assert valued["a"][0] > valued["b"][0]


def test_rows_beyond_twenty_five_are_counted() -> None:
    rows = [{"label": f"State {place}", "rank": place} for place in range(1, 31)]
    assert "5 more rows not drawn" in words(figures.intervals(rows))
    with pytest.raises(Misuse, match=r"\(0, 30\).*names no row"):
        figures.intervals(rows, above=[(0, 30)])


def test_actors_of_the_same_name_keep_their_rows() -> None:
    rows = [{"actor": "gn", "label": "Guinea", "rank": 1}, {"actor": "gw", "label": "Guinea", "rank": 2}]
    figure = figures.intervals(rows)
    assert words(figure).count("Guinea") == 2
    assert figure.positions["gn"][1] > figure.positions["gw"][1]


# ---------------------------------------------------------------- specification


def specs(*values: float | None) -> list[dict[str, Any]]:
    return [{"value": value, "choices": {"memory": f"{place}m"}} for place, value in enumerate(values)]


def test_lenses_stand_in_the_order_of_their_values() -> None:
    places = [figures.specification(specs(3, 1, 2), declared=lens).positions["declared"][0] for lens in range(3)]
    assert places[1] < places[2] < places[0]


def test_lenses_without_a_value_stand_at_the_right_and_are_counted() -> None:
    figure = figures.specification(specs(3, None, 2), declared=1)
    assert "3 lenses, 1 of them without a value" in words(figure)
    assert (
        figure.positions["declared"][0] > figures.specification(specs(3, None, 2), declared=0).positions["declared"][0]
    )


def test_each_lens_marks_one_level_of_each_choice() -> None:
    figure = figures.specification(specs(3, 1, 2))
    dark = figures.PRINT.soft
    assert set(figure.labels) == {("memory", "0m"), ("memory", "1m"), ("memory", "2m")}
    shapes = [p.get_path() for p in patches(figure) if to_hex(p.get_facecolor()) == dark.lower() and p.get_zorder() < 2]
    assert [sum(path.codes == MOVES) for path in shapes] == [1, 1, 1]


def test_too_many_lenses_and_places_that_do_not_exist_are_refused() -> None:
    with pytest.raises(Misuse, match="more than 200"):
        figures.specification(specs(*range(201)))
    with pytest.raises(Misuse, match="declared=3 is no place"):
        figures.specification(specs(1, 2), declared=3)


# ---------------------------------------------------------------- series and curves


def test_gaps_part_a_line_and_a_lone_number_is_a_point() -> None:
    figure = figures.series(range(5), {"share": [0.1, None, 0.2, 0.3, None]})
    lines = [patch for patch in patches(figure) if patch.get_linewidth() == 2.4 and len(patch.get_path()) > 1]
    assert len(lines) == 1 + 1  # the piece of two numbers, and the sample in the legend


def test_rarefied_values_are_dashed_and_explained() -> None:
    figure = figures.series([1, 2], {"share": {"values": [0.1, 0.2], "rarefied": [0.1, 0.1]}})
    assert sum(patch.get_linestyle() == RAREFIED for patch in patches(figure)) == 2
    assert "Rarefied to the claims of the smallest window" in words(figure)


def test_bands_follow_low_and_high() -> None:
    line = {"values": [0.4, 0.5, 0.4], "low": [0.3, None, 0.2], "high": [0.5, None, 0.6]}
    assert "90 % evidence interval" in words(figures.series([1, 2, 3], {"share": line}))
    assert bands(figures.series([1, 2, 3], {"share": line | {"low": [0.3] * 3, "high": [0.6] * 3}})) == 1


def test_shares_are_written_as_percentages_and_end_at_one() -> None:
    said = words(figures.series([1, 2], {"share": [0.45, 1.0]}, percent=True)).split("\n")
    assert "100 %" in said
    assert "110 %" not in said


def test_a_scale_may_be_given() -> None:
    low, high = (figures.series([1, 2], {"a": [0.5, 0.5]}, limits=ends).positions["a"][1] for ends in ((0, 2), (0, 1)))
    assert low < high


def test_curves_have_a_band_that_is_good_enough_and_a_nominal_line() -> None:
    figure = figures.curves({"rank": [(0, 0.91), (0.3, 0.8)]}, x="errors", y="Coverage")
    assert {"From 88 % to 96 %", "Nominal: 90 %", "errors", "Coverage", "rank"} <= set(words(figure).split("\n"))
    bare = words(figures.curves({"rank": [(0, 0.91)]}, band=None, reference=None))
    assert "Nominal" not in bare
    assert "88" not in bare


def test_five_lines_are_too_many() -> None:
    with pytest.raises(Misuse, match="At most 4"):
        figures.curves({name: [(0, 1)] for name in "abcde"})


# ---------------------------------------------------------------- matrix


def test_cells_hold_signed_numbers_with_a_true_minus() -> None:
    figure = figures.matrix({("a", "b"): -6, ("b", "a"): 2}, blocks={"East": ["a"], "West": ["b"]})
    assert {"−6", "+2", "Conflict −6", "+6 cooperation", "East", "West"} <= set(words(figure).split("\n"))


def test_ties_both_ways_fill_both_cells() -> None:
    one, both = (
        words(figures.matrix({("a", "b"): -3}, blocks={"East": ["a", "b"]}, directed=directed)).split("\n").count("−3")
        for directed in (True, False)
    )
    assert (one, both) == (1, 2)


def test_conflict_is_red_and_cooperation_blue() -> None:
    red, blue = (tuple(int(colour(share)[place : place + 2], 16) for place in (1, 3, 5)) for share in (-0.5, 0.5))
    assert red[0] > red[2]
    assert blue[2] > blue[0]


def test_names_without_a_block_or_in_two_are_refused() -> None:
    with pytest.raises(Misuse, match="b in the weights but in no block"):
        figures.matrix({("a", "b"): 1}, blocks={"East": ["a"]})
    with pytest.raises(Misuse, match="a in more than one block"):
        figures.matrix({("a", "b"): 1}, blocks={"East": ["a", "b"], "West": ["a"]})


def test_of_many_names_the_heaviest_are_kept() -> None:
    names = [f"{place:02}" for place in range(43)]
    weights = {(name, names[0]): float(place) for place, name in enumerate(names) if place}
    figure = figures.matrix(weights, blocks={"all": names})
    assert set(names) - set(figure.labels) == {"01", "02", "03"}
    assert "3 more names with less weight not drawn" in words(figure)


def test_names_are_shown_by_their_labels() -> None:
    figure = figures.matrix({("cn", "lt"): -1}, blocks={"": ["cn", "lt"]}, labels={"cn": "China"})
    assert {"China", "lt"} <= set(words(figure).split("\n"))
    assert set(figure.labels) == {"cn", "lt"}
