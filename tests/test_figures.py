"""Figures for print: what is drawn, what the legend says, and files that are the same on every run."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
import networkx as nx
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import PathPatch
from PIL import Image

from lkg import figures
from lkg.errors import EmptyNetwork, LkgError, Misuse
from lkg.figures.bends import Terrain, bends, points_on
from lkg.figures.geometry import Box
from lkg.figures.marks import CORNERS, reach
from lkg.figures.sketch import read
from lkg.figures.strokes import DASHED, DOTTED

SHEET = Box(-400, -400, 800, 800)


def dispute() -> nx.MultiDiGraph:
    """A small signed multigraph with everything that can be drawn."""
    graph = nx.MultiDiGraph()
    graph.add_node("lt", label="Lithuania", group="State")
    graph.add_node("tw", label="Taiwan", group="State", contested="claimed by China")
    graph.add_node("cn", label="China", group="State")
    graph.add_node("eu", label="European Union", group="Organization")
    graph.add_node("office", label="Taiwanese Representative Office in Vilnius", group="Organization")
    graph.add_node("is", label="Ingrida Šimonytė", group="Person")
    graph.add_node("gn", label="Gitanas Nausėda", group="Person")
    graph.add_node("tr", label="Türkiye", group="State")
    graph.add_node("law", label="Anti-Coercion Instrument", group="Policy")
    for _ in range(4):
        graph.add_edge("cn", "lt", sign=-1)
    graph.add_edge("lt", "cn", sign=-1, contested=True)
    graph.add_edge("lt", "tw", sign=1)
    graph.add_edge("tw", "lt", sign=1)
    graph.add_edge("lt", "tw", sign=0)
    graph.add_edge("cn", "eu", sign=-1, alleged=True)
    graph.add_edge("eu", "tr", sign=1, symmetric=True)
    graph.add_edge("eu", "gn", sign=1, derived=True)
    graph.add_edges_from([("tw", "office"), ("is", "lt"), ("gn", "lt"), ("eu", "law"), ("law", "cn")], sign=0)
    return graph


@pytest.fixture(scope="module")
def drawn() -> figures.Figure:
    return figures.network(dispute(), title="A dispute", subtitle="2021", source="Source: made up")


def words(figure: figures.Figure) -> str:
    return "\n".join(text.get_text() for text in figure.figure.axes[0].texts)


def lines(figure: figures.Figure) -> dict[str, PathPatch]:
    """Strokes of ties by their name, without the number."""
    patches = [patch for patch in figure.figure.axes[0].patches if (patch.get_gid() or "").startswith("tie-")]
    return {patch.get_gid().rsplit("-", 1)[0]: patch for patch in patches}


def page(figure: figures.Figure) -> Box:
    wide, high = figure.figure.get_size_inches() * 72
    return Box(0, 0, float(wide), float(high))


# ---------------------------------------------------------------- marks, lines, labels


def test_labels_overlap_neither_one_another_nor_foreign_marks(drawn: figures.Figure) -> None:
    boxes = drawn.labels
    assert len(boxes) == 9
    assert not any(one.overlaps(other) for one, other in combinations(boxes.values(), 2))
    for node, box in boxes.items():
        for other, (x, y) in drawn.positions.items():
            assert other == node or not box.overlaps(Box(x - 2, y - 2, x + 2, y + 2))


def test_everything_lies_on_the_page(drawn: figures.Figure) -> None:
    sheet = page(drawn)
    assert all(box.within(sheet) for box in drawn.labels.values())
    assert all(Box(x, y, x, y).within(sheet.inset(10, 10)) for x, y in drawn.positions.values())


def test_words_stay_inside_their_boxes_when_rendered(drawn: figures.Figure) -> None:
    renderer = FigureCanvasAgg(drawn.figure).get_renderer()
    scale = 72 / drawn.figure.dpi
    boxes = list(drawn.labels.values())
    for text in drawn.figure.axes[0].texts:
        if text.get_path_effects():  # labels alone have a halo
            extent = text.get_window_extent(renderer)
            middle = (extent.x0 + extent.x1) / 2 * scale, (extent.y0 + extent.y1) / 2 * scale
            box = min(boxes, key=lambda box: np.hypot(*np.subtract(box.centre, middle)))
            assert Box(*(extent.extents * scale)).within(box.inset(-2.5, -2.5)), text.get_text()


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


def test_derived_alleged_and_plain_lines_look_different(drawn: figures.Figure) -> None:
    strokes = lines(drawn)
    styles = [strokes[name].get_linestyle() for name in ("tie-eu-gn", "tie-cn-eu", "tie-cn-lt")]
    assert styles == [DOTTED, DASHED, "solid"]


def test_signs_differ_in_colour_and_weight_in_width(drawn: figures.Figure) -> None:
    strokes, style = lines(drawn), figures.PRINT
    for name, colour in (("tie-lt-tw", style.neutral), ("tie-tw-lt", style.cooperation), ("tie-cn-lt", style.conflict)):
        assert mpl.colors.to_hex(strokes[name].get_edgecolor()) == colour.lower()
    assert strokes["tie-cn-lt"].get_linewidth() > strokes["tie-tw-lt"].get_linewidth()


def test_colours_of_signs_differ_in_lightness_too() -> None:
    def lightness(colour: str) -> float:
        return float(np.dot(mpl.colors.to_rgb(colour), [0.299, 0.587, 0.114]))

    assert abs(lightness(figures.PRINT.cooperation) - lightness(figures.PRINT.conflict)) > 0.15


def test_a_contested_actor_has_a_dashed_ring() -> None:
    plain, ringed = nx.empty_graph(1), nx.empty_graph(1)
    ringed.nodes[0]["contested"] = "claimed by another"
    patches = [figures.network(graph).figure.axes[0].patches for graph in (plain, ringed)]
    dashed = [sum(patch.get_linestyle() not in ("solid", "-") for patch in some) for some in patches]
    assert dashed == [0, 2]  # the ring, and its sample in the legend


def test_a_denied_tie_bears_a_cross() -> None:
    graph = nx.DiGraph([("a", "b", {"sign": -1, "contested": True})])
    plain = nx.DiGraph([("a", "b", {"sign": -1})])
    strokes = [len(figures.network(some).figure.axes[0].patches) for some in (plain, graph)]
    assert strokes[1] >= strokes[0] + 8  # two cased arms, on the tie and in the legend


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
    crowd = nx.wheel_graph(45)
    nx.set_node_attributes(crowd, {node: f"An actor with quite a long name {node}" for node in crowd}, "label")
    small = replace(figures.PRINT, width=4.0, height=3.0)
    figure = figures.network(crowd, source="Source: none", style=small)
    left = len(figure.left_out)
    assert left + len(figure.labels) == 45
    assert f"{left} labels left out" in words(figure).replace("\n", " ")
    assert not any(one.overlaps(other) for one, other in combinations(figure.labels.values(), 2))


def test_dollars_are_no_formula_and_letters_of_all_europe_are_drawn() -> None:
    graph = nx.Graph([("US$1 to US$2", "Šimonytė, Nausėda, Türkiye, Łódź, Ærø")])
    figure = figures.network(graph, title="$5 and $6")
    figure.render(".png")  # a missing letter would warn, and warnings are errors here
    assert "US$1" in words(figure)


# ---------------------------------------------------------------- legend and page


def test_the_legend_explains_what_occurs(drawn: figures.Figure) -> None:
    shown = words(drawn)
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


# ---------------------------------------------------------------- what it takes


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


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_equal_figures_are_equal_files(suffix: str, tmp_path: Path) -> None:
    one, other = (figures.network(dispute(), title="Twice") for _ in range(2))
    receipt = {"graph": "sha256:0", "seed": 7}
    first = one.save(tmp_path / f"one{suffix}", receipt).read_bytes()
    assert first == one.save(tmp_path / f"again{suffix}", receipt).read_bytes()
    assert first == other.save(tmp_path / f"other{suffix}", receipt).read_bytes()


def test_files_do_not_hang_on_the_seed_of_hashes() -> None:
    program = (
        "import hashlib, networkx as nx; from lkg import figures;"
        "g = nx.MultiDiGraph([(f'a{i % 7}', f'b{i % 5}', {'sign': i % 3 - 1}) for i in range(20)]);"
        "print(hashlib.sha256(figures.network(g, highlight={'a1', 'b2'}).render('.svg')).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != ""


def test_the_receipt_travels_inside_the_file(drawn: figures.Figure, tmp_path: Path) -> None:
    receipt = {"graph": "sha256:abc", "seed": 7}
    with Image.open(drawn.save(tmp_path / "a.png", receipt)) as image:
        assert json.loads(image.text["Receipt"]) == receipt
    assert "sha256:abc" in drawn.save(tmp_path / "a.svg", receipt).read_text()
    assert b"sha256:abc" in drawn.save(tmp_path / "a.pdf", receipt).read_bytes()
    assert b"Receipt" not in drawn.render(".png")


def test_files_bear_no_date(drawn: figures.Figure) -> None:
    assert "<dc:date>" not in drawn.render(".svg").decode()
    assert b"CreationDate" not in drawn.render(".pdf")


def test_svg_names_actors_and_ties(drawn: figures.Figure) -> None:
    source = drawn.render(".svg").decode()
    assert 'id="actor-lt"' in source
    assert 'id="tie-cn-lt-' in source


def test_other_suffixes_are_refused(drawn: figures.Figure, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"\.jpg"):
        drawn.save(tmp_path / "map.jpg")
    with pytest.raises(LkgError, match="suffix"):
        drawn.save(tmp_path / "map")


def test_settings_of_the_readers_own_do_not_change_the_page(drawn: figures.Figure) -> None:
    odd = {"savefig.bbox": "tight", "font.size": 30, "savefig.facecolor": "red", "figure.autolayout": True}
    with mpl.rc_context(odd):
        again = figures.network(dispute(), title="A dispute", subtitle="2021", source="Source: made up")
        assert again.render(".png") == drawn.render(".png")


def test_the_page_has_the_size_of_the_style() -> None:
    style = replace(figures.PRINT, width=6.0, height=4.0, dpi=100)
    with Image.open(io.BytesIO(figures.network(nx.path_graph(3), style=style).render(".png"))) as image:
        assert image.size == (600, 400)


def test_notebooks_get_a_picture(drawn: figures.Figure) -> None:
    assert drawn._repr_png_().startswith(b"\x89PNG")
    assert "<svg" in drawn._repr_svg_()


def test_importing_figures_leaves_pyplot_alone() -> None:
    program = "import sys, lkg.figures; sys.exit('matplotlib.pyplot' in sys.modules)"
    subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=True
    )


# ---------------------------------------------------------------- paths


def hop(source: str, target: str, *claims: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {"from": source, "to": target, "from_label": source, "to_label": target, "claims": claims, **facts}


def claim(text: str = "consults with", when: str = "Nov 2021", **facts: Any) -> dict[str, Any]:
    return {"relation_label": text, "when_label": when, "direction": "forward", "polarity": 1, **facts}


def mission() -> dict[str, Any]:
    return {
        "hops": [
            hop(
                "Lithuania",
                "Taiwan",
                claim("hosts an office of"),
                claim("invests in", direction="backward"),
                claims_total=9,
            ),
            hop("Taiwan", "European Union", claim(direction="both"), from_group="State", from_contested="claimed"),
            hop("European Union", "World Trade Organization", *[claim(polarity=p) for p in (0, -1, 1, 0, 1)]),
        ]
    }


def test_stations_stand_from_left_to_right_on_one_line() -> None:
    places = list(figures.path(mission()).positions.values())
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert len({y for _, y in places}) == 1


def test_a_path_shows_dates_words_and_how_many_more_there_are() -> None:
    figure = figures.path(mission(), title="From Vilnius to Geneva")
    shown = words(figure)
    for word in ("Nov 2021", "hosts an office of", "+7 more claims", "+1 more claim", "From Vilnius to Geneva"):
        assert word in shown
    assert "read in either direction" in shown.replace("\n", " ")
    assert shown.count("Nov 2021") == 7


def test_a_claim_without_direction_has_no_head_and_the_subtitle_says_so() -> None:
    with_head = figures.path({"hops": [hop("a", "b", claim())]})
    without = figures.path({"hops": [hop("a", "b", claim(direction="both"))]})
    heads = [sum(patch.get_zorder() == 2.5 for patch in f.figure.axes[0].patches) for f in (with_head, without)]
    assert heads == [1, 0]
    assert "without a head" in words(without).replace("\n", " ")


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (2, 1), (4, 1), (5, 2), (6, 2), (9, 3)])
def test_long_paths_take_more_rows_and_all_stays_on_the_page(count: int, rows: int) -> None:
    long = claim("criticises at length, and in several words, the decision of", source_label="A newspaper, B2")
    hops = [hop(f"Station number {at}", f"Station number {at + 1}", *[long] * 4, claims_total=8) for at in range(count)]
    figure = figures.path({"hops": hops}, title="Far")
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    sheet = Box(*figure.figure.bbox.extents)
    assert len({round(y) for _, y in figure.positions.values()}) == rows
    for text in figure.figure.axes[0].texts:
        assert Box(*text.get_window_extent(renderer).extents).within(sheet.inset(5, 5)), text.get_text()


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_words_beside_arrows_do_not_overlap(most: int) -> None:
    claims = [
        claim("pledges support to the government of", f"{day} Nov 2021", source_label="LRT") for day in range(most)
    ]
    hops = [
        hop(f"Ministry number {at}", f"Ministry number {at + 1}", *claims, claims_total=most + 2) for at in range(4)
    ]
    figure = figures.path({"hops": hops})
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    boxes = [Box(*text.get_window_extent(renderer).extents) for text in figure.figure.axes[0].texts]
    assert not any(one.inset(0.5, 2).overlaps(other.inset(0.5, 2)) for one, other in combinations(boxes, 2))


def test_lines_of_words_have_at_most_34_characters_and_are_at_most_two() -> None:
    text = "signs an agreement on cooperation in science, technology and trade with"
    shown = words(figures.path({"hops": [hop("a", "b", claim(text))]})).split("\n")
    said = [line for line in shown if line.rstrip(" …") in text and len(line) > 1]
    assert len(said) == 2
    assert max(map(len, said)) <= 34 + len(" …")


def test_a_hop_without_a_claim_is_never_drawn() -> None:
    with pytest.raises(EmptyNetwork, match="No claim joins a and b"):
        figures.path({"hops": [hop("a", "b")]})
    with pytest.raises(EmptyNetwork, match="no hop"):
        figures.path({"hops": []})


def test_paths_may_be_objects() -> None:
    step = SimpleNamespace(**{"from": "a", "to": "b", "claims": [SimpleNamespace(**claim())], "claims_total": 1})
    assert list(figures.path(SimpleNamespace(hops=[step])).positions) == ["a", "b"]


def test_path_files_are_the_same_on_every_run() -> None:
    for suffix in (".png", ".svg", ".pdf"):
        assert figures.path(mission()).render(suffix) == figures.path(mission()).render(suffix)
