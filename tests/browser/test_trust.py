"""Trust: what stands under a tie."""

from __future__ import annotations

from typing import Any

DENIED = "tie:china|restrictsTradeWith|lithuania|-1|"


def test_a_click_on_a_tie_opens_its_claims(explorer: Any) -> None:
    page = explorer.open("lens=taiwan-dispute").page
    explorer.drawn("(cy.edges()[0].emit('tap'), 0)")
    page.wait_for_selector(".claim")
    assert "tie=" in page.url


def test_a_denied_tie_looks_denied_and_says_by_whom(explorer: Any) -> None:
    page = explorer.open(f"tie={DENIED}").page
    page.wait_for_selector(".claim.contested")
    text = page.inner_text("aside.column")
    for part in ("since 2021", "Disputed by", "Credibility", "Probability", "characters", "Denied by a party"):
        assert part in text
    assert explorer.drawn(f"cy.getElementById('{DENIED}').style('label')") == "×"
    explorer.picture("tie")


def test_signs_and_doubts_are_told_without_colour(explorer: Any) -> None:
    explorer.open()
    looks = explorer.drawn(
        """['[sign > 0]', '[sign < 0]', '[sign = 0]'].map(s => cy.edges(s).first().style('target-arrow-shape'))"""
    )
    assert len(set(looks)) == 3
    assert explorer.drawn("cy.edges('[?alleged]').every(e => e.style('line-style') === 'dashed')")


def test_a_source_is_left_out_from_where_it_is_read(explorer: Any) -> None:
    page = explorer.open(f"tie={DENIED}").page
    page.wait_for_selector(".claim")
    page.click(".claim .small-acts button >> nth=0")
    page.wait_for_function("() => location.hash.includes('without_sources=')")
