"""Figures of paths: stations in a row, with what is claimed between them."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from figure_pages import words
from lkg import figures
from lkg.errors import EmptyNetwork
from lkg.figures.geometry import Box


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
    one, other = figures.path(mission()), figures.path(mission())
    for suffix in (".png", ".svg", ".pdf"):
        assert one.render(suffix) == other.render(suffix)
