"""Ask: paths, ranks, comparisons and questions."""

from __future__ import annotations

from typing import Any

MISSION = "view=paths&from=lithuania&to=wto&via=taiwan&via=eu&at=2022-07-01"


def test_the_path_of_the_mission_has_its_stations_and_claims_beside_the_drawing(explorer: Any) -> None:
    page = explorer.open(MISSION).page
    page.wait_for_selector(".dossier")
    stops = page.locator(".dossier").first.locator(".stop").all_inner_texts()
    assert stops == ["Lithuania", "Taiwan", "European Union", "World Trade Organization"]
    assert page.locator(".dossier .claim").count() > 0
    explorer.wait("cy.$('node.station').length >= 3")
    explorer.picture("paths")


def test_a_path_is_asked_for_by_names(explorer: Any) -> None:
    page = explorer.open("view=paths").page
    for end, name in (("from", "Lithuania"), ("to", "NATO")):
        page.fill(f"#path-{end}", name)
        page.wait_for_selector(f"#path-{end}-matches [role=option]")
        page.keyboard.press("Enter")
    page.wait_for_selector(".dossier")
    took = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.name.includes('/api/paths')).at(-1).duration"
    )
    print(f"a path took {took:.0f} ms")


def test_where_no_path_leads_it_is_said_why(explorer: Any) -> None:
    page = explorer.open("view=paths&from=lithuania&to=china&at=1995-01-01").page
    page.wait_for_selector(".dossiers .fault, .dossiers .dossier")
    assert len(page.inner_text(".dossiers")) > 10


def test_a_ranking_draws_its_intervals(explorer: Any) -> None:
    page = explorer.open("view=ranking&lens=taiwan-dispute").page
    page.wait_for_selector(".ranks tbody tr")
    assert page.locator(".ranks tbody tr").first.inner_text().split()[1] == "China"
    assert page.locator(".interval .span").count() > 3
    explorer.picture("ranking")
    page.click(".ranks tbody tr >> nth=0 >> button")
    explorer.wait("cy.$('node.here').id() === 'china'")


def test_two_dates_stand_side_by_side(explorer: Any) -> None:
    page = explorer.open("view=compare&left.at=2020-07-01&right.at=2022-07-01").page
    page.wait_for_selector(".differences li")
    heads = page.locator(".differences h2").all_inner_texts()
    assert [head.split(" · ")[0] for head in heads] == ["Only on the left", "Only on the right"]
    places = page.evaluate(
        """() => [...document.querySelectorAll('.side .canvas')]
        .map(canvas => canvas._cyreg.cy.getElementById('china').position())"""
    )
    assert places[0] == places[1]
    explorer.picture("compare")


def test_two_worldviews_stand_side_by_side(explorer: Any) -> None:
    page = explorer.open("view=compare&left.worldview=china&right.worldview=lithuania").page
    page.wait_for_selector(".differences li")


def test_a_question_is_a_form_and_shows_its_sparql(explorer: Any) -> None:
    page = explorer.open("view=questions").page
    page.fill(".ask nav input", "members of an")
    page.click(".questions button >> nth=0")
    page.fill("#answer-org", "EU")
    page.wait_for_selector("#answer-org-matches [role=option]")
    page.keyboard.press("Enter")
    page.click("button:text-is('Ask')")
    page.wait_for_selector(".question tbody tr")
    assert "Belgium" in page.inner_text(".question table")
    page.click("summary:has-text('SPARQL')")
    assert "memberOf" in page.inner_text(".question pre")
    explorer.picture("questions")
