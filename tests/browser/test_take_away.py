"""Take away: a link, pictures, tables, the receipt, a page of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

STATE = "lens=taiwan-dispute"


def saved(explorer: Any, label: str, folder: Path) -> bytes:
    """The bytes of what a button or link of the menu saves."""
    page = explorer.page
    if not page.locator(".take[open]").count():
        page.click(".take summary")
    with page.expect_download() as given:
        page.click(f".sheet >> text='{label}'")
    file = folder / given.value.suggested_filename
    given.value.save_as(file)
    return file.read_bytes()


def test_a_copied_link_opens_the_same_view(explorer: Any) -> None:
    page = explorer.open("lens=taiwan-dispute&actor=china&at=2022-07-01").page
    page.click(".take summary")
    page.click("text='Copy link to this page'")
    page.wait_for_function("() => document.querySelector('#live').textContent.includes('clipboard')")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector(".panel-head h2:text-is('China')")
    assert page.input_value(".time input[type=date]") == "2022-07-01"


def test_pictures_are_as_drawn_and_carry_their_receipt(explorer: Any, tmp_path: Path) -> None:
    explorer.open(STATE)
    drawn = ET.fromstring(saved(explorer, "Picture (SVG)", tmp_path))
    ties = drawn.findall(".//{*}svg//{*}path[@fill='none']")
    assert len(ties) >= explorer.shown("edges")
    receipt = drawn.find(".//{*}metadata")
    assert receipt is not None
    assert json.loads(receipt.text or "")["finding"] == "network"
    png = saved(explorer, "Picture (PNG)", tmp_path)
    assert png.startswith(b"\x89PNG")
    assert b"lkg-receipt" in png


def opened(explorer: Any, folder: Path) -> dict[str, Any]:
    """Save the page of its own, open it without a server, and give the network that stands in it."""
    file = folder / "view.html"
    file.write_bytes(saved(explorer, "Page of its own (HTML)", folder))
    explorer.page.goto(file.as_uri())
    explorer.page.wait_for_selector("#viewer .canvas canvas", state="attached")
    found: dict[str, Any] = json.loads(explorer.page.locator("#network").text_content())
    return found


def test_a_page_of_its_own_holds_what_is_in_sight_and_asks_nobody(explorer: Any, tmp_path: Path) -> None:
    explorer.open(STATE)
    actors, ties = explorer.shown("nodes"), explorer.shown("edges")
    network = opened(explorer, tmp_path)
    assert (len(network["nodes"]), len(network["ties"])) == (actors, ties)
    explorer.page.click("text=Ties as a table")
    explorer.page.wait_for_selector("#viewer table tbody tr")
    assert explorer.page.locator("#viewer table tbody tr").count() == ties
    explorer.picture("standalone")


def test_a_tie_in_a_page_of_its_own_shows_who_says_so_and_who_denies_it(explorer: Any, tmp_path: Path) -> None:
    explorer.open(STATE)
    opened(explorer, tmp_path)
    page = explorer.page
    page.click("text=Ties as a table")
    page.locator("#viewer table tr", has_text="Continental AG").get_by_role("button", name="coerces").click()
    claim = page.locator("#viewer .claim").first
    assert page.locator("#viewer .panel h2").text_content() == "China coerces Continental AG"
    for words in ("C192", "Dec 2021", "Reuters", "probably true (B2)", "Ministry of Foreign Affairs of China"):
        assert words in claim.text_content()
    assert claim.locator("a").first.get_attribute("href").startswith("https://")


def test_ties_opened_beyond_the_lens_bring_their_claims_along(explorer: Any, tmp_path: Path) -> None:
    page = explorer.open("lens=taiwan-dispute&actor=lithuania&around=lithuania").page
    page.locator(".families li[data-family=structural] button.strong").click()
    page.wait_for_function("() => document.querySelector('#live').textContent.includes('shown')")
    network = opened(explorer, tmp_path)
    assert network["ties"]
    assert "in sight" in explorer.page.locator("#viewer .note").text_content()
    for tie in network["ties"]:
        assert len(network["beneath"][tie["id"]]) == tie["claims"], tie["id"]


def test_without_scripts_a_page_of_its_own_is_a_picture(explorer: Any, chromium: Any, tmp_path: Path) -> None:
    explorer.open(STATE)
    file = tmp_path / "view.html"
    file.write_bytes(saved(explorer, "Page of its own (HTML)", tmp_path))
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("svg").first.is_visible()
    context.close()


@pytest.mark.parametrize(
    ("label", "begins"), [("CSV", b"id,"), ("GraphML (Gephi, yEd)", b"<graphml"), ("Receipt (JSON)", b"{")]
)
def test_ties_and_receipts_are_saved(explorer: Any, tmp_path: Path, label: str, begins: bytes) -> None:
    explorer.open(STATE)
    assert saved(explorer, label, tmp_path).startswith(begins)
