"""See: the network, its actors one by one, and time."""

from __future__ import annotations

from typing import Any

import pytest

ALONE = "around=china"
LOOKED = "[cy.zoom(), (cy.width() / 2 - cy.pan().x) / cy.zoom(), (cy.height() / 2 - cy.pan().y) / cy.zoom()]"
"""how large things are drawn, and what lies in the middle"""


def test_the_bundled_graph_is_drawn_soon_after_opening(explorer: Any) -> None:
    page = explorer.open().page
    took = page.evaluate("performance.getEntriesByName('drawn')[0].startTime")
    assert explorer.shown() > 150
    assert explorer.drawn("cy.getElementById('lithuania').data('short')") == "Lithuania"
    explorer.picture("map")
    print(f"first drawing after {took:.0f} ms")


def test_names_that_are_written_do_not_meet(explorer: Any) -> None:
    # the final places, which move actors some seconds later, would do so while names are measured
    explorer.page.route("**/api/positions*", lambda route: route.fulfill(json={"positions": {}}))
    explorer.open()
    explorer.page.wait_for_timeout(500)
    meeting = explorer.drawn(
        """(() => { const boxes = cy.nodes().filter(n => n.data('short') && !n.hasClass('off')).map(n =>
        n.boundingBox({ includeNodes: false, includeEdges: false, includeLabels: true }));
        let count = 0;
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
          const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1), high = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
          if (wide > 8 && high > 8) count += 1; }));
        return count; })()"""
    )
    assert meeting == 0


def test_a_family_of_ties_is_counted_before_it_is_shown_and_hidden_again(explorer: Any) -> None:
    page = explorer.open(f"{ALONE}&actor=china").page
    explorer.settled()
    assert explorer.shown() == 1
    row = page.locator("[data-family=materialConflict]")
    assert "ties with" in row.inner_text()
    took = page.evaluate(
        """async () => { const button = document.querySelector('[data-family=materialConflict] button');
        const start = performance.now(); button.click(); return performance.now() - start; }"""
    )
    print(f"expanding took {took:.0f} ms")
    assert explorer.shown() > 5
    explorer.picture("expanded")
    page.locator("[data-family=materialConflict] button").click()
    explorer.wait("cy.nodes().filter(n => !n.hasClass('off')).length === 1")
    page.keyboard.press("u")
    explorer.wait("cy.nodes().filter(n => !n.hasClass('off')).length > 5")


def test_an_actor_that_is_moved_stays_pinned_and_is_in_the_address(explorer: Any) -> None:
    page = explorer.open("actor=china").page
    page.click("button:text-is('Pin')")
    page.wait_for_selector("button:text-is('Unpin')")
    assert "pins=china" in page.url
    place = explorer.drawn("cy.getElementById('china').position()")
    page.reload()
    page.wait_for_selector(".canvas[data-drawn]")
    again = explorer.drawn("cy.getElementById('china').position()")
    assert abs(place["x"] - again["x"]) < 1
    assert abs(place["y"] - again["y"]) < 1


def test_where_one_looks_is_in_the_address_and_comes_back(explorer: Any) -> None:
    page = explorer.open("actor=china").page
    page.wait_for_timeout(900)
    assert "zoom=" not in page.url
    page.click("[aria-label='Zoom in']")
    box = page.locator(".stage .canvas").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -300)
    page.wait_for_function("() => location.hash.includes('zoom=')")
    page.wait_for_timeout(400)
    seen, state = explorer.drawn(LOOKED), page.url.partition("#")[2]
    assert len(state.partition("zoom=")[2]) < 24
    page.click(".take summary")
    page.click("text='Copy link to this page'")
    page.wait_for_function("() => document.querySelector('#live').textContent.includes('clipboard')")
    assert page.evaluate("navigator.clipboard.readText()").endswith(state)
    explorer.open(state)
    assert explorer.drawn(LOOKED) == pytest.approx(seen, rel=0.02, abs=2)
    page.click("[aria-label='Fit to the page']")
    page.click("[data-view=table]")
    page.go_back()
    page.wait_for_function("() => !location.hash.includes('view=table')")
    assert "zoom=" not in page.url


def test_back_returns_to_where_one_looked(explorer: Any) -> None:
    page = explorer.open().page
    page.wait_for_timeout(900)
    page.click("[aria-label='Zoom in']")
    seen = explorer.drawn(LOOKED)
    page.select_option("#lens-name", "taiwan-dispute")
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('Taiwan')")
    assert explorer.drawn(LOOKED) != seen
    page.go_back()
    explorer.wait("cy.nodes().length > 150")
    assert explorer.drawn(LOOKED) == pytest.approx(seen, rel=0.02, abs=2)


def test_arrows_walk_and_are_said_and_escape_clears(explorer: Any) -> None:
    page = explorer.open().page
    page.focus(".stage .canvas")
    page.keyboard.press("ArrowRight")
    explorer.wait("cy.$('.here').length === 1")
    assert "cooperative tie" in page.text_content("#live")
    first = explorer.drawn("cy.$('.here').id()")
    page.keyboard.press("ArrowLeft")
    explorer.wait(f"cy.$('node.here').id() !== '{first}'")
    assert explorer.drawn("cy.$('node.dim').length") > 0
    page.keyboard.press("t")
    explorer.wait("cy.$('edge.here').length === 1")
    page.keyboard.press("Escape")
    explorer.wait("cy.$('.dim').length === 0")


def test_the_slider_narrows_at_once_and_exactly_soon(explorer: Any) -> None:
    page = explorer.open().page
    everything = explorer.shown("edges")
    page.focus(".time input[type=range]")
    for _ in range(24):
        page.keyboard.press("ArrowLeft")
    assert explorer.shown("edges") < everything
    explorer.settled()
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('20')")
    answer = page.evaluate(
        "async () => (await (await fetch('/api/network?' + location.hash.slice(1))).json()).ties.length"
    )
    assert explorer.shown("edges") == answer
    explorer.picture("slider")
    page.click("button:text-is('All dates')")
    explorer.wait(f"cy.edges().filter(e => !e.hasClass('off')).length === {everything}")


def test_play_moves_through_time_and_stops(explorer: Any) -> None:
    page = explorer.open().page
    page.click("button.play")
    page.wait_for_function("() => location.hash.includes('at=')")
    first = page.url
    page.wait_for_function("first => location.href !== first", arg=first)
    page.click("button.play")
    assert page.inner_text("button.play") == "Play"


def test_filters_show_only_conflict(explorer: Any) -> None:
    page = explorer.open().page
    page.uncheck("input[value='+']")
    page.uncheck("input[value='0']")
    explorer.settled()
    assert explorer.drawn("cy.edges().filter(e => !e.hasClass('off')).every(e => e.data('sign') < 0)")
    assert "sign=-" in page.url
    explorer.picture("conflict")


def test_a_worldview_takes_denied_claims_out(explorer: Any) -> None:
    page = explorer.open().page
    before = explorer.shown("edges")
    page.fill("#worldview", "China")
    page.wait_for_selector("#worldview-matches [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('worldview=china')")
    explorer.settled()
    assert explorer.shown("edges") < before


def test_the_table_holds_the_same_as_the_drawing(explorer: Any) -> None:
    page = explorer.open("view=table&lens=taiwan-dispute").page
    page.wait_for_selector(".tables tbody tr")
    tables = page.locator(".tables table")
    assert tables.nth(0).locator("tbody tr").count() == explorer.shown()
    assert tables.nth(1).locator("tbody tr").count() == explorer.shown("edges")
    explorer.picture("table")


def test_the_pointer_is_told_what_it_is_on(explorer: Any) -> None:
    page = explorer.open("lens=taiwan-dispute").page
    page.wait_for_timeout(900)
    box = page.locator(".stage .canvas").bounding_box()
    place = explorer.drawn("cy.getElementById('china').renderedPosition()")
    page.mouse.move(box["x"] + place["x"] - 40, box["y"] + place["y"] - 40)
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"], steps=5)
    page.wait_for_selector(".tip:visible")
    assert page.inner_text(".tip").startswith("China")


def test_one_relation_alone_is_shown(explorer: Any) -> None:
    page = explorer.open().page
    page.click("summary:text-is('Relations')")
    page.fill("[list=relations]", "sanctions")
    page.click("button:text-is('Only this relation')")
    page.wait_for_function("() => location.hash.includes('relations=sanctions')")
    explorer.settled()
    explorer.wait("cy.edges().filter(e => !e.hasClass('off')).every(e => e.data('relation') === 'sanctions')")


def test_a_thousand_actors_are_drawn_and_move_with_the_slider(explorer: Any) -> None:
    page = explorer.page
    page.route("**/api/network*", lambda route: route.fulfill(json=_crowd(1000, 3000)))
    explorer.open()
    assert explorer.shown() == 1000
    took = page.evaluate(
        """() => { const slider = document.querySelector('.time input[type=range]');
        const start = performance.now(); slider.value = slider.value - 36;
        slider.dispatchEvent(new Event('input')); return performance.now() - start; }"""
    )
    print(f"a thousand actors: slider {took:.0f} ms")
    assert explorer.shown("edges") < 3000
    explorer.picture("thousand")


def test_the_map_is_drawn_after_another_page_was_opened_first(explorer: Any) -> None:
    page = explorer.open("view=questions").page
    page.click("[data-view=map]")
    page.wait_for_selector(".canvas[data-drawn]")
    assert explorer.shown() > 150


def test_memberships_which_no_lens_draws_by_itself_are_shown_when_opened(explorer: Any) -> None:
    page = explorer.open("actor=lithuania").page
    row = page.locator("[data-family=structural]")
    row.wait_for()
    assert " shown" in row.inner_text()
    row.locator("button.strong").click()
    explorer.wait("cy.edges('[relation = \"memberOf\"]').filter(e => !e.hasClass('off')).length > 3")
    assert not explorer.drawn("cy.getElementById('nato').hasClass('off')")


def test_where_the_server_has_gone_it_is_said(explorer: Any) -> None:
    explorer.expected = ("ERR_FAILED",)
    page = explorer.open().page
    page.route("**/api/**", lambda route: route.abort())
    page.select_option("#lens-name", index=2)
    page.wait_for_selector(".note:visible")
    assert "lkg serve" in page.inner_text(".note")


def _crowd(actors: int, ties: int) -> dict[str, Any]:
    """A network made up, in the shape of the server's."""
    nodes = [_actor(number, actors) for number in range(actors)]
    lines = [_tie(number, number % actors, (number * 7 + 1) % actors) for number in range(ties)]
    size = {"actors": actors, "ties": ties}
    said = {"lens": {"name": "default"}, "words": "all", "heading": "Many", "about": "", "note": "", "receipt": None}
    return said | {"size": size, "draft": False, "nodes": nodes, "ties": lines}


def _actor(number: int, of: int) -> dict[str, Any]:
    group = ("State", "Organization", "Person", "Policy")[number % 4]
    place = {"x": number * 37 % 790, "y": number * 53 % 550, "size": 3, "rank": number}
    return (
        {"id": f"n{number}", "label": f"Actor {number} of {of}", "kind": group, "group": group}
        | place
        | {
            "contested": False,
            "ego": False,
        }
    )


def _tie(number: int, source: int, target: int) -> dict[str, Any]:
    day = f"{2000 + number % 25}-06-01"
    flags = dict.fromkeys(("contested", "alleged", "uncited", "symmetric"), False)
    ends = {"id": f"t{number}", "source": f"n{source}", "target": f"n{target}", "relation": "supports", "via": ""}
    numbers = {"sign": number % 3 - 1, "weight": 1, "probability": 0.5, "claims": 1, "voices": 1}
    return ends | numbers | flags | {"label": "supports", "first": day, "last": day}
