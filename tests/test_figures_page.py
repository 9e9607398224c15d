"""The page around a figure: its legend explains what occurs and nothing else, and its words stay on it."""

from __future__ import annotations

import networkx as nx
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas

from figure_pages import drawn, lines, words
from lkg import figures


def test_the_legend_explains_what_occurs() -> None:
    shown = words(drawn())
    for word in (
        "Cooperation",
        "Conflict",
        "Neutral",
        "Alleged",
        "Denied by a party",
        "Person",
        "Policy",
        "Width: weight",
    ):
        assert word in shown
    assert "Derived from shared policies or cases" in shown
    assert "State or territory (contested)" in shown
    for word in ("Event", "Asset", "Place", "Case", "Contested status", "Highlighted", "Not ranked", "Other"):
        assert word not in shown.split("\n")


def test_the_legend_says_nothing_about_what_does_not_occur() -> None:
    shown = words(figures.network(nx.DiGraph([("a", "b", {"sign": 1})]), size=None)).split("\n")
    assert sorted(shown) == ["Cooperation", "a", "b"]


def test_contested_status_of_others_than_states_has_its_own_entry() -> None:
    graph = nx.Graph()
    graph.add_node("a", group="Person", contested="legitimacy disputed")
    assert "Contested status" in words(figures.network(graph))
    assert "territory" not in words(figures.network(graph))


def test_title_subtitle_and_source_are_there_and_wrap() -> None:
    long = "a rather long sentence about ties " * 8
    figure = figures.network(nx.path_graph(2), title=long, subtitle=long, source=long)
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    edge = figure.figure.bbox.width
    assert all(text.get_window_extent(renderer).x1 < edge for text in figure.figure.axes[0].texts)
    assert words(figure).count("rather long") >= 24


def test_it_draws_on_axes_that_are_given() -> None:
    canvas = Canvas(figsize=(10, 4))
    left, right = canvas.subplots(1, 2)
    figure = figures.network(nx.path_graph(3), ax=right)
    assert figure.figure is canvas
    assert right.patches
    assert not left.patches
    wide, high = right.get_xlim()[1], right.get_ylim()[1]
    assert all(0 < x < wide and 0 < y < high for x, y in figure.positions.values())


def test_ties_of_an_actor_with_itself_are_counted_not_drawn() -> None:
    graph = nx.DiGraph([("a", "a"), ("a", "b")])
    figure = figures.network(graph)
    assert "1 tie of an actor with itself not drawn" in words(figure)
    assert set(lines(figure)) == {"tie-a-b"}
