"""Lines of figures: how ties become few lines, which ways these take, and what their looks mean."""

from __future__ import annotations

from collections import Counter

import matplotlib as mpl
import networkx as nx
import numpy as np

from figure_pages import drawn, lines
from lkg import figures
from lkg.figures.bends import Terrain, bends, points_on
from lkg.figures.geometry import Box
from lkg.figures.sketch import read
from lkg.figures.strokes import DASHED, DOTTED

SHEET = Box(-400, -400, 800, 800)


def test_parallel_lines_fan_apart() -> None:
    sketch = read(
        nx.MultiDiGraph([("a", "b", {"sign": s}) for s in (1, -1)] + [("b", "a", {"sign": s}) for s in (1, 0)])
    )
    places, radii = np.array([[0.0, 0], [300, 0]]), np.array([8.0, 8.0])
    ways = bends(sketch.lines, Terrain(places, radii, SHEET))
    middles = sorted(
        points_on(places[line.source], places[line.target], bend)[12, 1]
        for line, bend in zip(sketch.lines, ways, strict=True)
    )
    assert len(middles) == 4
    assert min(np.diff(middles)) > 8


def test_lines_of_opposite_ways_keep_right() -> None:
    sketch = read(nx.MultiDiGraph([("a", "b", {"sign": 1}), ("b", "a", {"sign": 1})]))
    assert min(bends(sketch.lines, Terrain(np.array([[0.0, 0], [300, 0]]), np.array([8.0, 8.0]), SHEET))) > 0


def test_a_single_line_goes_round_what_lies_between() -> None:
    sketch = read(nx.Graph([("a", "b")]))
    places = np.array([[0.0, 0], [300, 0], [150, 0]])
    (bend,) = bends(sketch.lines, Terrain(places, np.full(3, 8.0), SHEET))
    assert np.linalg.norm(points_on(places[0], places[1], bend) - places[2], axis=1).min() > 14


def test_lines_stay_in_the_frame_rather_than_shun_a_mark() -> None:
    sketch = read(nx.Graph([("a", "b")]))
    places = np.array([[0.0, 0], [300, 0], [150, -9]])
    low = Terrain(places, np.full(3, 8.0), Box(-20, -20, 320, 5))
    (bend,) = bends(sketch.lines, low)
    assert points_on(places[0], places[1], bend)[:, 1].max() <= 5


def test_a_pair_shows_at_most_five_lines() -> None:
    graph = nx.MultiDiGraph()
    for sign in (1, -1, 0):
        for source, target in ("ab", "ba"):
            for symmetric in (False, True):
                graph.add_edge(source, target, sign=sign, symmetric=symmetric)
    assert Counter(line.sign for line in read(graph).lines) == {1: 2, -1: 2, 0: 1}


def test_bundled_lines_add_up_their_weights() -> None:
    graph = nx.MultiDiGraph([("a", "b", {"sign": 1, "weight": 2.0}), ("a", "b", {"sign": 1, "weight": 3.5})])
    assert [line.weight for line in read(graph).lines] == [5.5]
    assert len(read(graph, bundle=False).lines) == 2


def test_a_symmetric_tie_stored_both_ways_counts_once_and_has_no_head() -> None:
    ways = [("a", "b", {"sign": 1, "symmetric": True}), ("b", "a", {"sign": 1, "symmetric": True})]
    (line,) = read(nx.MultiDiGraph(ways)).lines
    assert (line.weight, line.heads) == (1.0, "none")


def test_derived_ties_never_widen_claimed_ones() -> None:
    graph = nx.MultiDiGraph([("a", "b", {"sign": 1}), ("a", "b", {"sign": 1, "derived": True, "weight": 9.0})])
    (line,) = read(graph).lines
    assert (line.weight, line.derived) == (1.0, False)


def test_neutral_ties_both_ways_make_one_line_with_two_heads() -> None:
    (line,) = read(nx.MultiDiGraph([("a", "b"), ("b", "a")])).lines
    assert line.heads == "both"


def test_derived_alleged_and_plain_lines_look_different() -> None:
    strokes = lines(drawn())
    styles = [strokes[name].get_linestyle() for name in ("tie-eu-gn", "tie-cn-eu", "tie-cn-lt")]
    assert styles == [DOTTED, DASHED, "solid"]


def test_signs_differ_in_colour_and_weight_in_width() -> None:
    strokes, style = lines(drawn()), figures.PRINT
    for name, colour in (("tie-lt-tw", style.neutral), ("tie-tw-lt", style.cooperation), ("tie-cn-lt", style.conflict)):
        assert mpl.colors.to_hex(strokes[name].get_edgecolor()) == colour.lower()
    assert strokes["tie-cn-lt"].get_linewidth() > strokes["tie-tw-lt"].get_linewidth()


def test_colours_of_signs_differ_in_lightness_too() -> None:
    def lightness(colour: str) -> float:
        return float(np.dot(mpl.colors.to_rgb(colour), [0.299, 0.587, 0.114]))

    assert abs(lightness(figures.PRINT.cooperation) - lightness(figures.PRINT.conflict)) > 0.15


def test_a_denied_tie_bears_a_cross() -> None:
    graph = nx.DiGraph([("a", "b", {"sign": -1, "contested": True})])
    plain = nx.DiGraph([("a", "b", {"sign": -1})])
    strokes = [len(figures.network(some).figure.axes[0].patches) for some in (plain, graph)]
    assert strokes[1] >= strokes[0] + 8  # two cased arms, on the tie and in the legend
