"""Find: one box for all names, by keyboard alone."""

from __future__ import annotations

from typing import Any


def test_an_alias_in_another_language_finds_its_actor_by_keyboard(explorer: Any) -> None:
    page = explorer.open().page
    page.keyboard.press("/")
    page.keyboard.type("Kinija")
    page.wait_for_selector("#find-matches [role=option]")
    assert page.get_attribute("#find", "aria-expanded") == "true"
    explorer.picture("find")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel-head h2:text-is('China')")
    assert "actor=china" in page.url
    assert explorer.drawn("cy.getElementById('china').hasClass('here')")


def test_results_stand_under_their_kinds(explorer: Any) -> None:
    page = explorer.open().page
    page.fill("#find", "lithuania")
    page.wait_for_selector("#find-matches .group")
    groups = page.locator("#find-matches .group").all_inner_texts()
    assert len(groups) == len(set(groups)) > 1


def test_what_nobody_is_called_is_said(explorer: Any) -> None:
    page = explorer.open().page
    page.fill("#find", "zzqx")
    page.wait_for_selector("#find-matches .nothing, #find-matches .match")
    assert page.text_content("#live")
