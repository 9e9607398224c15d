"""Large networks: a part is drawn, the page says which, and whoever is searched brings another."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from conftest import Explorer, served
from lkg import period
from lkg.claims.model import Actor, Claim, Source
from lkg.importers.bulk import into_store

ACTORS, TIES = 1_200, 6_000
FAR = "n1100"
"""an actor of few partners, whom the best-connected part leaves out"""


def _records() -> Iterator[Actor | Source | Claim]:
    """Ties run from everyone to few: the lower its number, the more partners an actor has."""
    for number in range(ACTORS):
        yield Actor(f"n{number:04}", f"Actor {number}", ("State", "Person", "Company")[number % 3])
    yield Source("paper", "a paper", "a publisher", "news", reliability="B", published="2020")
    for number in range(TIES):
        doer, step = number % ACTORS, number // ACTORS
        affected = (doer + 1 + (doer * 7 + step * step * 31) % (40 * (step + 1))) % (ACTORS // 3)
        if doer != affected:
            relation = ("supports", "criticises", "consultsWith")[step % 3]
            day = period.parse(f"{2010 + number % 12}-06-01")
            yield Claim(
                f"E{number:05}", f"n{doer:04}", relation, f"n{affected:04}", day, "paper", "asserted", credibility="2"
            )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of the large network listens."""
    store = tmp_path_factory.mktemp("large") / "store"
    into_store(_records(), store)
    yield from served("--graph", str(store))


def test_of_a_large_network_a_part_is_drawn_and_said(explorer: Explorer) -> None:
    page = explorer.open().page
    assert 100 < explorer.shown() <= 300
    note = page.inner_text(".note")
    said = re.match(r"Drawn: the (\d+) actors with most partners, of 1,200, and ([\d,]+) of [\d,]+ ties\.", note)
    assert said is not None
    assert int(said[1]) == explorer.shown()
    assert int(said[2].replace(",", "")) == explorer.shown("edges")
    explorer.picture("large")


def test_who_is_found_outside_the_part_is_drawn_with_their_partners(explorer: Explorer) -> None:
    page = explorer.open().page
    assert not explorer.drawn(f"cy.getElementById('{FAR}').nonempty()")
    page.fill("#find", "Actor 1100")
    page.wait_for_selector("#find-matches [role=option]")
    page.keyboard.press("Enter")
    explorer.wait(f"cy.getElementById('{FAR}').hasClass('here')")
    assert page.inner_text(".note").startswith("Drawn: Actor 1100 and its ")
    assert f"part={FAR}" in page.url
    explorer.wait(f"cy.getElementById('{FAR}').hasClass('named')")
    explorer.picture("large-part")
    page.click("button:text-is('Draw the best connected')")
    page.wait_for_function("() => document.querySelector('.note').textContent.includes('most partners')")
    page.go_back()
    explorer.wait(f"cy.getElementById('{FAR}').hasClass('here')")


def test_a_large_part_is_moved_and_enlarged_without_waiting(explorer: Explorer) -> None:
    page = explorer.open().page
    page.wait_for_timeout(600)
    frames = page.evaluate(
        """async () => { const cy = document.querySelector('.stage .canvas')._cyreg.cy, took = [];
        for (let at = 0; at < 30; at += 1) { const start = performance.now();
          cy.zoom({ level: cy.zoom() * (at % 2 ? 1.05 : 0.96), renderedPosition: { x: 300, y: 300 } });
          await new Promise(requestAnimationFrame); took.push(performance.now() - start); }
        return took.sort((one, other) => one - other); }"""
    )
    print(f"a frame of a large part: {frames[15]:.0f} ms, at most {frames[-1]:.0f} ms")
    assert frames[15] < 100


def test_the_slider_keeps_who_stands_where_they_stand(explorer: Explorer) -> None:
    page = explorer.open().page
    before = explorer.drawn("cy.nodes()[0].position()")
    page.focus(".time input[type=range]")
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
    explorer.settled()
    assert explorer.drawn("cy.nodes()[0].position()") == before
    same = "(one, other) => one.x === other.x && one.y === other.y"
    crowded = f"nodes => nodes.filter((one, at) => nodes.slice(0, at).some(other => ({same})(one, other)))"
    places = "cy.nodes().filter(node => !node.hasClass('off')).map(node => node.position())"
    assert explorer.drawn(f"({crowded})({places})") == []
