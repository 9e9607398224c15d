"""Layouts: nobody on anybody, nobody off the page, the same places on every run."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from lkg.figures.geometry import Box, Points, cross, distance_to_segments
from lkg.figures.layout import arrange, components, layout
from lkg.figures.packing import cells
from lkg.figures.spacing import fit, push_apart
from lkg.figures.stress import distances, majorise, starts, tie_lengths, weights
from lkg.figures.untangle import Plan, faults, untangle

FRAME = Box(0, 0, 700, 420)


def laid_out(graph: nx.Graph, wide: float = 50, high: float = 22, seed: int = 7) -> tuple[Points, list[Box]]:
    sizes = np.tile([wide, high], (len(graph), 1)).astype(float)
    places = layout(list(graph.edges()), sizes, np.full(len(graph), 5.0), FRAME, seed=seed)
    return places, [Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in places.tolist()]


@pytest.mark.parametrize("graph", [nx.karate_club_graph(), nx.star_graph(30), nx.path_graph(12), nx.cycle_graph(9)])
def test_boxes_neither_overlap_nor_leave_the_frame(graph: nx.Graph) -> None:
    _, boxes = laid_out(graph)
    assert all(box.inset(0.5, 0.5).within(FRAME) for box in boxes)
    assert not any(one.inset(0.5, 0.5).overlaps(other) for one, other in combinations(boxes, 2))


def test_equal_input_gives_equal_places_and_another_seed_others() -> None:
    graph = nx.karate_club_graph()
    first, again, other = (laid_out(graph, seed=seed)[0] for seed in (7, 7, 8))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_tie_between_hubs_is_longer_than_one_to_a_leaf() -> None:
    hubs = nx.star_graph(6)
    hubs.add_edges_from([(0, 10), *((10, leaf) for leaf in range(11, 17))])
    graph = nx.convert_node_labels_to_integers(hubs)
    pairs = np.array(graph.edges(), dtype=np.intp)
    lengths = dict(zip(map(tuple, pairs.tolist()), tie_lengths(pairs, len(graph)), strict=True))
    between = next(pair for pair in lengths if all(graph.degree(end) > 1 for end in pair))
    assert lengths[between] == max(lengths.values())


def test_distances_follow_the_shortest_way_and_end_where_there_is_none() -> None:
    apart = distances(np.array([[0, 1], [1, 2]], dtype=np.intp), 4)
    assert apart[0, 2] == pytest.approx(apart[0, 1] + apart[1, 2])
    assert apart[0, 3] > apart[:3, :3].max()
    assert (apart == apart.T).all()


def test_majorisation_never_raises_the_stress() -> None:
    graph = nx.karate_club_graph()
    apart = distances(np.array(graph.edges(), dtype=np.intp), len(graph))
    begin = starts(apart, 3, seed=1)
    heavy = weights(apart)
    span = np.linalg.norm(begin[:, :, None] - begin[:, None], axis=-1)
    before = (heavy * (span - apart) ** 2).sum((1, 2)) / (heavy * apart**2).sum()
    _, after = majorise(apart, begin)
    assert (after <= before).all()


def test_a_chain_is_laid_out_straight() -> None:
    pairs = np.array([(at, at + 1) for at in range(5)], dtype=np.intp)
    apart = distances(pairs, 6)
    _, stress = majorise(apart, starts(apart, 4, seed=7))
    assert stress.min() < 1e-4


def test_actors_on_one_spot_part() -> None:
    sizes = np.full((5, 2), 30.0)
    places = push_apart(np.full((5, 2), 200.0), sizes, FRAME)
    assert all(np.abs(one - other).max() > 29 for one, other in combinations(places, 2))


def test_a_crossed_square_is_uncrossed() -> None:
    pairs = np.array([(0, 1), (1, 2), (2, 3), (3, 0)], dtype=np.intp)
    crossed = np.array([[100.0, 100], [400, 300], [400, 100], [100, 300]])
    plan = Plan(pairs, distances(pairs, 4), np.full((4, 2), 20.0), np.full(4, 5.0), FRAME)
    mended = untangle(plan, crossed, seed=7)
    assert faults(plan, mended) < faults(plan, crossed) - 0.5


def test_a_planar_graph_of_modest_size_has_few_crossings() -> None:
    graph = nx.balanced_tree(3, 3)
    pairs = np.array(graph.edges(), dtype=np.intp)
    count = len(graph)
    places = arrange(pairs, np.full((count, 2), 20.0), np.full(count, 4.0), FRAME, seed=7)
    a, b = places[pairs[:, 0]], places[pairs[:, 1]]
    assert cross(a[:, None], b[:, None], a[None], b[None]).sum() / 2 <= 3


def test_crossings_agree_with_solving_for_the_meeting_point() -> None:
    random = np.random.default_rng(3)
    a, b, c, d = random.uniform(0, 10, (4, 300, 2))
    found = cross(a, b, c, d)
    for number in range(300):
        one, other = b[number] - a[number], d[number] - c[number]
        shares = np.linalg.solve(np.column_stack([one, -other]), c[number] - a[number])
        assert found[number] == bool(((shares > 0) & (shares < 1)).all())


def test_distance_to_a_segment_is_that_to_its_nearest_point() -> None:
    random = np.random.default_rng(4)
    points, a, b = random.uniform(0, 10, (3, 50, 2))
    on_segment = a[None] + np.linspace(0, 1, 4001)[:, None, None] * (b - a)[None]
    brute = np.linalg.norm(points[None] - on_segment, axis=-1).min(0)
    assert np.allclose(distance_to_segments(points, a, b), brute, atol=1e-3)


def test_parts_stand_apart_and_short_ones_stay_short() -> None:
    graph = nx.disjoint_union(nx.karate_club_graph(), nx.path_graph(2))
    graph.add_node("alone")
    graph = nx.convert_node_labels_to_integers(graph)
    places, _ = laid_out(graph)
    large, pair, alone = components(list(graph.edges()), len(graph))
    assert len(alone) == 1
    assert np.ptp(places[pair], axis=0).max() < FRAME.width / 3
    assert places[large][:, 1].min() > places[pair][:, 1].max()


def test_cells_do_not_overlap_and_keep_to_the_frame() -> None:
    parts = [np.full((count, 2), 24.0) for count in (30, 12, 3, 2, 2, 1, 1, 1)]
    found = cells(parts, FRAME)
    assert len(found) == len(parts)
    assert not any(one.inset(0.01, 0.01).overlaps(other) for one, other in combinations(found, 2))
    assert all(cell.inset(0.01, 0.01).within(FRAME) for cell in found)


def test_isolates_alone_get_room_too() -> None:
    places, boxes = laid_out(nx.empty_graph(40))
    assert len(np.unique(places.round(3), axis=0)) == 40
    assert not any(one.inset(1, 1).overlaps(other) for one, other in combinations(boxes, 2))


def test_one_actor_stands_in_the_middle() -> None:
    places, _ = laid_out(nx.empty_graph(1))
    assert places[0].tolist() == pytest.approx(FRAME.centre, abs=1)


def test_fitting_keeps_the_order_along_each_side() -> None:
    random = np.random.default_rng(5)
    places = random.normal(size=(20, 2))
    fitted = fit(places, FRAME)
    assert (places.argsort(0) == fitted.argsort(0)).all()
    assert fitted.min(0) == pytest.approx([0, 0])
    assert fitted.max(0) == pytest.approx([700, 420])


def test_lines_of_one_actor_do_not_leave_at_the_same_angle() -> None:
    pairs = np.array([(0, 1), (0, 2), (0, 3)], dtype=np.intp)
    inline = np.array([[50.0, 200], [250, 200], [450, 204], [50, 350]])
    plan = Plan(pairs, distances(pairs, 4), np.full((4, 2), 20.0), np.full(4, 5.0), FRAME)
    ahead = np.diff(untangle(plan, inline, seed=7)[[[0, 1], [0, 2]]], axis=1)[:, 0]
    angles = np.arctan2(ahead[:, 1], ahead[:, 0])
    assert abs(np.rad2deg(np.angle(np.exp(1j * (angles[0] - angles[1]))))) > 8
