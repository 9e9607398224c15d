"""The viewer of notebooks: its module in a page as anywidget starts it, and its one file in light, dark and small."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import AXE, EXPLORER, PATIENCE, Explorer

TIE = "china|coerces|continental|-1|"
SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 780}},
}
PLACE = "document.querySelector('%s').shadowRoot.querySelector('.canvas')"
CLICKED = """(at) => { const cy = %s._cyreg.cy, box = cy.container().getBoundingClientRect();
  const { x, y } = cy.getElementById(at).renderedMidpoint(); return [box.left + x, box.top + y]; }"""
STARTED = """async ([source, network]) => {
  const { default: widget } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const state = { network, height: 480, chosen: "" }, heard = {};
  const model = { get: (name) => state[name], save_changes() { window.saved = state.chosen; }, off() {},
    set(name, value) { state[name] = value; }, on(event, act) { heard[event] = act; } };
  window.tell = (chosen) => { state.chosen = chosen; heard["change:chosen"](); };
  const el = document.createElement("div");
  document.querySelector("#cell").append(el);
  window.end = widget.render({ model, el });
}"""
NOTEBOOK = """<!doctype html><html lang="en"><title>Notebook</title><body data-jp-theme-light="true">
<style>button { background: red } #scroller { height: 700px; overflow: auto }</style>
<div id="scroller"><div style="height: 500px">Cells above</div><main id="cell"></main></div></body></html>"""


@pytest.fixture(scope="session")
def view() -> Any:
    """What `lkg.explore` gives of the dispute."""
    if not (EXPLORER / "built" / "widget.js").is_file():
        pytest.skip("The explorer is not built: run `npm ci --ignore-scripts && npm run build` in src/lkg/explorer.")
    return lkg.explore(lkg.network(lkg.open(), "taiwan-dispute"))


@pytest.fixture
def bare(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    """A page without a server; nothing may be asked for, nothing may go wrong."""
    context = chromium.new_context(**{"viewport": {"width": 1200, "height": 900}} | getattr(request, "param", {}))
    context.set_default_timeout(PATIENCE)
    found = Explorer(context.new_page(), "")
    found.page.on("console", found.hear)
    found.page.on("request", found.watch)
    found.page.on("pageerror", lambda error: found.faults.append(str(error)))
    yield found
    context.close()
    assert found.faults == []


def started(bare: Explorer, view: Any) -> Any:
    """The page with the widget in it, as anywidget would start it."""
    page = bare.page
    page.set_content(NOTEBOOK)
    page.evaluate(STARTED, [(EXPLORER / "built" / "widget.js").read_text(encoding="utf-8"), view.network])
    page.wait_for_selector("#cell .canvas canvas", state="attached")
    return page


def click_tie(page: Any, host: str, tie: str = TIE) -> None:
    """Click the middle of a tie, as a reader would."""
    page.locator(f"{host} .frame").scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    x, y = page.evaluate(CLICKED % (PLACE % host), f"tie:{tie}")
    page.mouse.move(x - 20, y - 20)
    page.mouse.move(x, y, steps=5)
    page.mouse.click(x, y)


def test_a_click_on_a_tie_shows_its_claims_and_tells_the_notebook(bare: Explorer, view: Any) -> None:
    page = started(bare, view)
    click_tie(page, "#cell > div > div")
    assert page.locator(".panel h2").text_content() == "China coerces Continental AG"
    assert "Ministry of Foreign Affairs of China" in page.locator(".claim").first.text_content()
    assert "China coerces Continental AG" in page.locator(".tip").text_content()
    assert page.evaluate("window.saved") == TIE


def test_what_the_notebook_chooses_is_shown(bare: Explorer, view: Any) -> None:
    page = started(bare, view)
    page.evaluate("window.tell", "taiwan")
    assert page.locator(".panel h2").text_content() == "Taiwan"
    page.evaluate("window.tell", TIE)
    assert page.locator(".panel h2").text_content() == "China coerces Continental AG"


def test_keys_reach_every_actor_and_tie(bare: Explorer, view: Any) -> None:
    page = started(bare, view)
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator(".panel h2").text_content()
    page.keyboard.press("t")
    assert page.locator(".claim").count() or page.locator(".panel p").count()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "column"
    page.locator(".canvas").focus()
    page.keyboard.press("Escape")
    assert first
    assert not page.locator(".panel h2").count()


def test_neither_style_touches_the_other(bare: Explorer, view: Any) -> None:
    page = started(bare, view)
    colour = "(each) => getComputedStyle(each).backgroundColor"
    assert page.locator(".canvas-tools button").first.evaluate(colour) != "rgb(255, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != page.locator("h1").evaluate(
        "(each) => getComputedStyle(each).fontFamily"
    )


@pytest.mark.parametrize("bare", [{"color_scheme": "light"}], ids=["light"], indirect=True)
def test_the_widget_wears_what_the_notebook_wears(bare: Explorer, view: Any) -> None:
    page = started(bare, view)
    paper = "(each) => getComputedStyle(each).backgroundColor"
    assert page.locator(".viewer").evaluate(paper) == "rgb(255, 255, 255)"
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    page.wait_for_function("() => document.querySelector('#cell > div > div').dataset.theme === 'dark'")
    assert page.locator(".viewer").evaluate(paper) == "rgb(18, 25, 29)"


def test_a_widget_that_is_taken_away_leaves_nothing_behind(bare: Explorer, view: Any) -> None:
    page = started(bare, view)
    page.evaluate("() => { window.end(); document.body.dataset.jpThemeLight = 'false'; }")
    page.wait_for_timeout(200)


@pytest.mark.parametrize("bare", SCREENS.values(), ids=SCREENS.keys(), indirect=True)
def test_one_file_can_be_used_and_read_by_everybody(
    bare: Explorer, view: Any, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page, screen = bare.page, request.node.callspec.id
    page.goto(view.save(tmp_path / "view.html").as_uri())
    page.wait_for_selector(".canvas canvas", state="attached")
    click_tie(page, "#viewer")
    page.wait_for_selector(".claim")
    page.click("text=Ties as a table")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    bare.picture(f"one-file-{screen}")
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci --ignore-scripts` in src/lkg/explorer.")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert serious == [], json.dumps([(fault["id"], fault["nodes"][0]["target"]) for fault in serious])
