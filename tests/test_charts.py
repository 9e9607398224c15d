"""Charts for print: words that never overlap, type that can be read, looks that stay apart, files that stay equal."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Canvas
from matplotlib.text import Text
from PIL import Image

from lkg import figures
from lkg.errors import EmptyNetwork, Misuse
from lkg.figures.charts import Scale, spread, ticks, trim
from lkg.figures.geometry import Box
from lkg.figures.inks import CONTEXT, LOOKS
from lkg.figures.lettering import Face, width

LONG = "Chamber of Commerce and Industry of the Republic of Lithuania"
NAMES = [LONG, "Lithuania", "Україна й Білорусь", "საქართველო", "Ελλάδα", "Türkiye"]
NAMES += [f"State number {at}" for at in range(40)]
COARSE = replace(figures.PRINT, dpi=50)
SOURCE = "Source: made up for a test. " * 9
HEAD = {"title": "A title " * 14, "subtitle": "A sentence about what is drawn " * 8, "source": SOURCE}


def ranks(actors: int, times: int, gaps: int = 0) -> dict[str, list[Any]]:
    """Ranks that move, tie in pairs at 2.5 and are missing now and then."""
    random = np.random.default_rng(actors * times)
    found: dict[str, list[Any]] = {name: [] for name in NAMES[:actors]}
    for _ in range(times):
        for rank, at in enumerate(random.permutation(actors), 1):
            place = 2.5 if rank in (2, 3) else rank
            point = {"rank": place, "rank_low": max(1, place - 2), "rank_high": place + 3}
            found[NAMES[at]].append(None if gaps and random.integers(gaps) == 0 else point)
    return found


def bump(actors: int, times: int, **options: Any) -> figures.Figure:
    words = [f"{2018 + at // 12}-{at % 12 + 1:02}" for at in range(times)]
    counts = {"claims": [3 * at for at in range(times)], "thin": [at < 5 for at in range(times)]}
    options = {"focus": NAMES[: min(actors, 4)], **counts, **HEAD, **options}
    return figures.bump(ranks(actors, times, options.pop("gaps", 0)), times=words, **options)


def row(at: int) -> dict[str, Any]:
    found = {"label": NAMES[at], "rank": at + 1, "rank_low": max(1, at - 1), "rank_high": at + 4.5}
    return found | {"value": 1 / (at + 1), "value_low": 0.5 / (at + 1), "value_high": 1.3 / (at + 1)}


def intervals(count: int, **options: Any) -> figures.Figure:
    rows = [row(at) | {"lens_low": max(1, at - 2), "lens_high": at + 20} for at in range(count - 1)]
    pairs = [(a, b) for a, b in combinations(range(count - 1), 2) if b > a + 5]
    return figures.intervals([*rows, {"label": "The ego", "rank": None}], **{"above": pairs, **HEAD, **options})


def grid(count: int) -> list[dict[str, Any]]:
    levels = {"memory": ["6m", "12m", "24m"], "memberOf": ["paths", "left out"], LONG: [LONG, "kept"]}
    levels |= {"credibility": ["all", "B2", "A1"], "sign": ["+", "−", "0"], "roll-up": ["none", "states"]}
    every = list(product(*levels.values()))[:count]
    lenses = [dict(zip(levels, some, strict=True)) for some in every]
    values = [(7 * at) % 23 + 1 for at in range(count)]
    return [
        {"value": value, "low": max(1, value - 1), "high": value + 3, "choices": lens}
        for value, lens in zip(values, lenses, strict=True)
    ]


def specification(count: int, **options: Any) -> figures.Figure:
    return figures.specification(grid(count), declared=0, axis="Rank of China", **{**HEAD, **options})


def series(times: int, lines: int = 4, **options: Any) -> figures.Figure:
    values = [0.4 + 0.01 * (at % 9) for at in range(times)]
    line = {"values": values, "low": [v - 0.1 for v in values], "high": [v + 0.1 for v in values]}
    drawn: dict[str, Any] = dict.fromkeys(NAMES[:lines], values) | {NAMES[0]: line | {"rarefied": values[::-1]}}
    thin = [at < 3 for at in range(times)]
    options = {
        "bars": list(range(times)),
        "thin": thin,
        "axis": "Degree of balance",
        "percent": True,
        **HEAD,
        **options,
    }
    return figures.series([f"{2000 + at}" for at in range(times)], drawn, **options)


def curves(points: int, **options: Any) -> figures.Figure:
    lines = {name: [(0.1 * at, 0.9 - 0.03 * at) for at in range(points)] for name in NAMES[:4]}
    return figures.curves(lines, x="Share of coding errors", y="Coverage", **{**HEAD, **options})


def matrix(count: int, **options: Any) -> figures.Figure:
    names = NAMES[:count]
    weights: dict[Any, float] = {(a, b): (i % 13) - 6.4 for i, (a, b) in enumerate(product(names, names)) if i % 3}
    blocks = {"Camp one": names[: count // 2], LONG: names[count // 2 : -1], "Undetermined": names[-1:]}
    return figures.matrix(weights, blocks=blocks, **{**HEAD, **options})


CHARTS: dict[str, Callable[[], figures.Figure]] = {
    "bump": lambda: bump(10, 6),
    "bump with ranks below the last": lambda: bump(30, 6),
    "bump that comes and goes": lambda: bump(14, 8, gaps=3),
    "bump over 72 months": lambda: bump(20, 72, gaps=9),
    "bump at one time": lambda: bump(5, 1),
    "bump of one": lambda: bump(1, 4),
    "intervals": lambda: intervals(12),
    "intervals of 25": lambda: intervals(25),
    "intervals of one": lambda: figures.intervals([row(0)], above=[], **HEAD),
    "intervals of values": lambda: intervals(9, unit="value", above=None),
    "specification": lambda: specification(144),
    "specification of one": lambda: specification(1),
    "series": lambda: series(8),
    "series over 72 months": lambda: series(72),
    "series at one time": lambda: series(1),
    "curves": lambda: curves(6),
    "curves of one point": lambda: curves(1),
    "matrix": lambda: matrix(12),
    "matrix of 46": lambda: matrix(46, subtitle="Of many names"),
    "matrix of two": lambda: matrix(2),
}


@pytest.fixture(scope="module", params=CHARTS)
def chart(request: pytest.FixtureRequest) -> figures.Figure:
    return CHARTS[request.param]()


def texts(figure: figures.Figure) -> list[Text]:
    return [text for text in figure.figure.axes[0].texts if text.get_text().strip()]


def words(figure: figures.Figure) -> str:
    return "\n".join(text.get_text() for text in texts(figure))


@lru_cache(maxsize=4)
def measured(canvas: Canvas) -> list[tuple[str, float, Box]]:
    renderer, words = FigureCanvasAgg(canvas).get_renderer(), canvas.axes[0].texts
    return [
        (text.get_text(), text.get_rotation(), Box(*text.get_window_extent(renderer).extents))
        for text in words
        if text.get_text().strip()
    ]


def boxes(figure: figures.Figure) -> list[tuple[str, float, Box]]:
    """The words on the page with their turn, and the box that each covers when rendered."""
    return measured(figure.figure)


# ---------------------------------------------------------------- what holds for every chart


def test_no_words_overlap(chart: figures.Figure) -> None:
    level = [(said, box) for said, turn, box in boxes(chart) if turn in (0, 90)]
    clashes = [
        (one[0], other[0])
        for one, other in combinations(level, 2)
        if one[1].inset(0.5, 1.6).overlaps(other[1].inset(0.5, 1.6))
    ]
    assert clashes == []


def test_slanting_words_stand_a_line_apart(chart: figures.Figure) -> None:
    slanting = [text for text in texts(chart) if text.get_rotation() not in (0, 90)]
    slant = np.radians(slanting[0].get_rotation()) if slanting else 0.0
    apart = np.diff([text.get_position()[0] for text in slanting]) * np.sin(slant)
    assert all(apart > 7.2)


def test_all_words_lie_on_the_page(chart: figures.Figure) -> None:
    sheet = Box(*chart.figure.bbox.extents).inset(3, 3)
    assert [said for said, _, box in boxes(chart) if not box.within(sheet)] == []


def test_no_type_is_smaller_than_seven_points(chart: figures.Figure) -> None:
    assert min(text.get_fontsize() for text in texts(chart)) >= 7


def test_the_page_is_no_larger_than_a4(chart: figures.Figure) -> None:
    wide, high = chart.figure.get_size_inches()
    assert wide <= figures.PRINT.width
    assert high <= figures.PRINT.height


def test_title_and_source_are_on_the_page(chart: figures.Figure) -> None:
    said = words(chart).replace("\n", " ")
    assert said.count("A title") == 14
    assert "Source: made up for a test." in said


def test_labels_and_places_lie_on_the_page(chart: figures.Figure) -> None:
    wide, high = chart.figure.get_size_inches() * 72
    assert all(box.within(Box(0, 0, wide, high)) for box in chart.labels.values())
    assert all(0 < x < wide and 0 < y < high for x, y in chart.positions.values())


SMALL: dict[str, Callable[[], figures.Figure]] = {
    "bump": lambda: bump(3, 3, style=COARSE),
    "intervals": lambda: intervals(4, style=COARSE),
    "specification": lambda: specification(5, style=COARSE),
    "series": lambda: series(4, style=COARSE),
    "curves": lambda: curves(3, style=COARSE),
    "matrix": lambda: matrix(4, style=COARSE),
}


# all formats are written in one place, so each chart is compared in one of them
@pytest.mark.parametrize(
    ("name", "suffix"), list(zip(SMALL, [".pdf", ".png", ".svg", ".svg", ".png", ".svg"], strict=True))
)
def test_files_are_the_same_on_every_run_and_hold_the_receipt(name: str, suffix: str) -> None:
    first, second = (SMALL[name]().render(suffix, {"measure": name}) for _ in range(2))
    assert first == second
    assert b"measure" in first


DRAWN_ON_AXES: dict[str, Callable[..., figures.Figure]] = {
    "bump": lambda ax: bump(8, 6, title="", subtitle="", ax=ax),
    "intervals": lambda ax: intervals(8, title="", subtitle="", ax=ax),
    "specification": lambda ax: specification(20, title="", subtitle="", ax=ax),
    "series": lambda ax: series(6, title="", subtitle="", ax=ax),
    "curves": lambda ax: curves(6, title="", subtitle="", ax=ax),
    "matrix": lambda ax: matrix(9, title="", subtitle="", ax=ax),
}


@pytest.mark.parametrize("name", DRAWN_ON_AXES)
def test_it_draws_on_axes_that_are_given_and_stays_inside(name: str) -> None:
    canvas = Canvas(figsize=(17, 7.6))
    left, right = canvas.subplots(1, 2)
    size = canvas.get_size_inches().tolist()
    figure = DRAWN_ON_AXES[name](ax=right)
    assert figure.figure is canvas
    assert canvas.get_size_inches().tolist() == size
    assert not left.patches
    renderer = FigureCanvasAgg(canvas).get_renderer()
    around = Box(*right.get_window_extent(renderer).extents).inset(-2, -2)
    found = [(text, Box(*text.get_window_extent(renderer).extents)) for text in right.texts if text.get_text()]
    assert [text.get_text() for text, box in found if not box.within(around)] == []
    level = [box.inset(0.5, 2.2) for text, box in found if text.get_rotation() in (0, 90)]
    assert not any(one.overlaps(other) for one, other in combinations(level, 2))


@pytest.mark.parametrize("name", DRAWN_ON_AXES)
def test_axes_too_small_to_be_read_are_refused(name: str) -> None:
    with pytest.raises(Misuse, match="larger"):
        DRAWN_ON_AXES[name](ax=Canvas(figsize=(3, 1.5)).subplots())


# ---------------------------------------------------------------- looks


def grey(colour: str) -> float:
    return 255 * float(np.dot(to_rgb(colour), [0.299, 0.587, 0.114]))


def test_highlighted_lines_stay_apart_in_grey() -> None:
    tones = sorted([*(grey(look.colour) for look in LOOKS), grey(CONTEXT)])
    assert min(np.diff(tones)) > 20
    assert max(tones) < 215  # paper is 255


def test_a_page_printed_in_grey_shows_four_different_tones() -> None:
    points = {name: [{"rank": at + 1}] * 2 for at, name in enumerate(NAMES[:4])}
    figure = figures.bump(points, times=[1, 2], focus=NAMES[:4])
    page = np.asarray(Image.open(io.BytesIO(figure.render(".png"))).convert("L"))
    scale, x = figure.dpi / 72, figure.positions[NAMES[0]][0]
    tones = [page[page.shape[0] - round(figure.positions[name][1] * scale), round(x * scale)] for name in NAMES[:4]]
    assert min(np.diff(sorted(map(int, tones)))) > 20


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light
SIGHTS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


def lab(colour: str, sight: list[list[float]]) -> Any:
    rgb = np.array(to_rgb(colour))
    light = np.clip(np.array(sight) @ np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4), 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ light / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHTS)
def test_highlighted_lines_stay_apart_for_the_colour_blind(sight: str) -> None:
    seen = [lab(colour, SIGHTS[sight]) for colour in (*(look.colour for look in LOOKS), CONTEXT)]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 25


def test_colour_is_never_the_only_sign() -> None:
    assert len({look.shape for look in LOOKS}) == len({str(look.dashes) for look in LOOKS}) == len(LOOKS)


# ---------------------------------------------------------------- parts


def test_ticks_are_round_and_no_more_than_asked_for() -> None:
    for high, most in product([0.003, 1, 7, 46, 1250], [3, 6, 12]):
        marks = ticks(0, high, most)
        assert 2 <= len(marks) <= most
        assert np.allclose(np.diff(marks), marks[1] - marks[0])
    assert all(mark == round(mark) for mark in ticks(1, 3.5, 9, whole=True))


def test_blocks_that_are_spread_touch_but_do_not_overlap() -> None:
    middles = spread([5, 5, 5, 60, 61], [10, 20, 10, 10, 10], 0, 100)
    tops = [middle + half for middle, half in zip(middles, [5, 10, 5, 5, 5], strict=True)]
    feet = [middle - half for middle, half in zip(middles, [5, 10, 5, 5, 5], strict=True)]
    assert all(foot >= top - 1e-9 for top, foot in zip(tops, feet[1:], strict=False))
    assert feet[0] >= 0
    assert spread([], [], 0, 1) == []


def test_trimmed_words_keep_to_the_limit() -> None:
    face = Face(figures.PRINT.fonts, 8)
    assert width(trim(LONG, face, 90), face) <= 90
    assert trim("short", face, 90) == "short"


def test_numbers_beyond_a_scale_lie_at_its_ends() -> None:
    assert [Scale(1, 3, 100, 0)(value) for value in (0, 1, 2, 9)] == [100, 100, 50, 0]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.bump({}, times=[2020]),
        lambda: figures.bump({"China": [None]}, times=[2020]),
        lambda: figures.bump({"China": []}, times=[]),
        lambda: figures.intervals([]),
        lambda: figures.intervals([{"label": "China", "rank": None}]),
        lambda: figures.specification([]),
        lambda: figures.specification([{"value": None, "choices": {}}]),
        lambda: figures.series([2020], {}),
        lambda: figures.series([2020], {"China": [None]}),
        lambda: figures.curves({}),
        lambda: figures.curves({"rank": []}),
        lambda: figures.matrix({}, blocks={"East": ["China"]}),
        lambda: figures.matrix({("a", "a"): 0}, blocks={}),
    ],
)
def test_nothing_to_draw_is_said_in_a_sentence(draw: Callable[[], figures.Figure]) -> None:
    with pytest.raises(EmptyNetwork, match=r"There is no.* to draw: .*\."):
        draw()


def test_a_narrow_style_wraps_and_trims() -> None:
    style = replace(figures.PRINT, width=6.5)
    for figure in (bump(8, 6, style=style, title="", subtitle=""), series(6, style=style), matrix(8, style=style)):
        sheet = Box(*figure.figure.bbox.extents).inset(3, 3)
        assert [said for said, _, box in boxes(figure) if not box.within(sheet)] == []
