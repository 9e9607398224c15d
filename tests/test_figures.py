"""Figures of networks: any graph will do, marks and labels of actors keep clear of one another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace

import matplotlib as mpl
import networkx as nx
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from figure_pages import dispute, drawn, words
from lkg import figures
from lkg.errors import EmptyNetwork
from lkg.figures.geometry import Box
from lkg.figures.marks import CORNERS, reach

# What it takes


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_any_kind_of_networkx_graph_will_do(kind: type[nx.Graph]) -> None:
    assert set(figures.network(kind([(1, 2), (2, 3)])).positions) == {1, 2, 3}


def test_a_strangers_graph_works_without_any_attribute() -> None:
    figure = figures.network(nx.karate_club_graph())
    assert set(figure.positions) == set(range(34))
    assert figure.left_out == ()
    assert "Cooperation" not in words(figure)


def test_what_turns_itself_into_a_graph_will_do() -> None:
    net = SimpleNamespace(to_networkx=lambda: nx.path_graph(2))
    assert set(figures.network(net).positions) == {0, 1}


def test_an_empty_network_is_refused() -> None:
    with pytest.raises(EmptyNetwork, match="nobody to draw"):
        figures.network(nx.Graph())


def test_a_single_actor_and_actors_without_ties_are_drawn() -> None:
    assert len(figures.network(nx.empty_graph(1)).labels) == 1
    assert len(figures.network(nx.empty_graph(25)).labels) == 25


def test_of_a_large_network_the_core_is_drawn_and_the_page_says_so() -> None:
    graph = nx.star_graph(600)
    graph.add_edges_from(combinations(range(1, 8), 2))
    figure = figures.network(graph, subtitle="Made up", highlight=[300])
    assert set(figure.positions) == {*range(8), 300}
    told = words(figure).replace("\n", " ")
    assert "9 of 601 actors: those with at least 2 ties among themselves, and the highlighted" in told


# Marks and labels


def page(figure: figures.Figure) -> Box:
    wide, high = figure.figure.get_size_inches() * 72
    return Box(0, 0, float(wide), float(high))


def test_labels_overlap_neither_one_another_nor_foreign_marks() -> None:
    boxes = drawn().labels
    assert len(boxes) == 9
    assert not any(one.overlaps(other) for one, other in combinations(boxes.values(), 2))
    for node, box in boxes.items():
        for other, (x, y) in drawn().positions.items():
            assert other == node or not box.overlaps(Box(x - 2, y - 2, x + 2, y + 2))


def test_everything_lies_on_the_page() -> None:
    sheet = page(drawn())
    assert all(box.within(sheet) for box in drawn().labels.values())
    assert all(Box(x, y, x, y).within(sheet.inset(10, 10)) for x, y in drawn().positions.values())


def test_words_stay_inside_their_boxes_when_rendered() -> None:
    renderer = FigureCanvasAgg(drawn().figure).get_renderer()
    scale = 72 / drawn().figure.dpi
    boxes = list(drawn().labels.values())
    for text in drawn().figure.axes[0].texts:
        if text.get_path_effects():  # labels alone have a halo
            extent = text.get_window_extent(renderer)
            middle = (extent.x0 + extent.x1) / 2 * scale, (extent.y0 + extent.y1) / 2 * scale
            box = min(boxes, key=lambda box: np.hypot(*np.subtract(box.centre, middle)))
            assert Box(*(extent.extents * scale)).within(box.inset(-2.5, -2.5)), text.get_text()


def test_a_contested_actor_has_a_dashed_ring() -> None:
    plain, ringed = nx.empty_graph(1), nx.empty_graph(1)
    ringed.nodes[0]["contested"] = "claimed by another"
    patches = [figures.network(graph).figure.axes[0].patches for graph in (plain, ringed)]
    dashed = [sum(patch.get_linestyle() not in ("solid", "-") for patch in some) for some in patches]
    assert dashed == [0, 2]  # the ring, and its sample in the legend


def test_marks_reach_as_far_as_their_corners() -> None:
    for shape, corners in CORNERS.items():
        for corner in corners[:4]:
            assert reach(shape, 3.0, tuple(corner)) == pytest.approx(3 * np.hypot(*corner), rel=1e-6)


def test_size_may_be_degree_numbers_or_none() -> None:
    graph = nx.star_graph(4)

    def area(figure: figures.Figure, node: int) -> float:
        patches = figure.figure.axes[0].patches
        mark = next(patch for patch in patches if patch.get_gid() == f"actor-{node}")
        return float(np.prod(mark.get_path().get_extents().size))

    assert area(figures.network(graph), 0) > 2 * area(figures.network(graph), 1)
    by_number = figures.network(graph, size={1: 5.0, 2: float("nan")})
    assert area(by_number, 1) > 2 * area(by_number, 0) == pytest.approx(2 * area(by_number, 2))
    equal = figures.network(graph, size=None)
    assert area(equal, 0) == pytest.approx(area(equal, 1))


def test_highlighted_and_unranked_actors_have_fills_of_their_own() -> None:
    figure = figures.network(dispute(), highlight=["tw"], unranked=["lt"])
    fills = {patch.get_gid(): mpl.colors.to_hex(patch.get_facecolor()) for patch in figure.figure.axes[0].patches}
    assert fills["actor-tw"] == figures.PRINT.accent.lower()
    assert fills["actor-lt"] == figures.PRINT.unranked.lower()
    assert "Highlighted" in words(figure)
    assert "Not ranked" in words(figure)


def test_labels_can_be_kept_for_the_largest_alone() -> None:
    assert set(figures.network(nx.star_graph(9), labels=1).labels) == {0}
    assert figures.network(nx.star_graph(9), labels=0).labels == {}


def test_labels_left_out_are_counted_in_the_source_line() -> None:
    crowd = nx.wheel_graph(24)
    nx.set_node_attributes(crowd, {node: f"An actor with quite a long name {node}" for node in crowd}, "label")
    small = replace(figures.PRINT, width=3.5, height=2.5)
    figure = figures.network(crowd, source="Source: none", style=small)
    left = len(figure.left_out)
    assert left + len(figure.labels) == 24
    assert f"{left} labels left out" in words(figure).replace("\n", " ")
    assert not any(one.overlaps(other) for one, other in combinations(figure.labels.values(), 2))


def test_dollars_are_no_formula_and_letters_of_all_europe_are_drawn() -> None:
    graph = nx.Graph([("US$1 to US$2", "Šimonytė, Nausėda, Türkiye, Łódź, Ærø")])
    figure = figures.network(graph, title="$5 and $6")
    figure.render(".png")  # a missing letter would warn, and warnings are errors here
    assert "US$1" in words(figure)
