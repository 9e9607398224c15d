"""For everybody: axe-core finds nothing serious, in light and dark, on a telephone and on a large screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conftest import AXE

VIEWS = {
    "map": "",
    "actor": "actor=china",
    "tie": "tie=tie:china|restrictsTradeWith|lithuania|-1|",
    "paths": "view=paths&from=lithuania&to=wto&via=taiwan&via=eu&at=2022-07-01",
    "ranking": "view=ranking&lens=taiwan-dispute",
    "table": "view=table&lens=taiwan-dispute",
    "compare": "view=compare&left.at=2020-07-01&right.at=2022-07-01",
    "questions": "view=questions&question=members-of&answer.org=EU",
    "sparql": "view=sparql",
}
READY = {
    "actor": ".families li", "tie": ".claim", "paths": ".dossier", "ranking": ".ranks tbody tr", "table": ".tables tr",
    "compare": ".differences li", "questions": ".question tbody tr", "sparql": ".editor[data-ready]",
}  # fmt: skip
SCREENS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 780}},
    "phone-dark": {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"},
    "4k": {"viewport": {"width": 3840, "height": 2160}},
}


@pytest.mark.parametrize("explorer", SCREENS.values(), ids=SCREENS.keys(), indirect=True)
def test_axe_finds_nothing_serious_in_any_view(explorer: Any, request: pytest.FixtureRequest) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci --ignore-scripts` in src/lkg/explorer.")
    screen, found = request.node.callspec.id, []
    explorer.open()
    # the page's policy lets no strange script in, so axe comes by the debugger
    explorer.page.evaluate(AXE.read_text(encoding="utf-8"))
    for view in seen(explorer):
        explorer.page.wait_for_timeout(200)
        explorer.picture(f"{view}-{screen}")
        for fault in explorer.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]:
            if fault["impact"] in ("serious", "critical"):
                found.append((view, fault["id"], [node["target"] for node in fault["nodes"]][:4]))
    assert found == []


def seen(explorer: Any) -> Iterator[str]:
    """Each view in turn, when what it asks for is there."""
    for view, state in VIEWS.items():
        explorer.turn(state)
        if view in READY:
            explorer.page.wait_for_selector(READY[view])
        yield view


@pytest.mark.parametrize("explorer", [SCREENS["phone"]], ids=["phone"], indirect=True)
def test_nothing_is_wider_than_a_telephone(explorer: Any) -> None:
    explorer.open()
    wide = {view: explorer.page.evaluate("document.documentElement.scrollWidth") for view in seen(explorer)}
    assert {view: width for view, width in wide.items() if width > 360} == {}


@pytest.mark.parametrize("explorer", [{"viewport": {"width": 1280, "height": 800}}], ids=["laptop"], indirect=True)
def test_all_ways_of_looking_are_in_sight_on_a_laptop(explorer: Any) -> None:
    page = explorer.open().page
    hidden = "nav => nav.scrollWidth > nav.clientWidth + 1"
    assert not page.eval_on_selector("nav.views", hidden)


def test_keys_are_listed_and_views_have_numbers(explorer: Any) -> None:
    page = explorer.open().page
    page.keyboard.press("?")
    assert page.locator("dialog kbd").count() > 8
    explorer.picture("keys")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.wait_for_selector(".ranking")
    page.keyboard.press("1")
    page.wait_for_selector(".lens")
