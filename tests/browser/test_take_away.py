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


def test_a_page_of_its_own_asks_nobody(explorer: Any, tmp_path: Path) -> None:
    explorer.open(STATE)
    html = saved(explorer, "Page of its own (HTML)", tmp_path).decode()
    assert "<svg" in html
    assert "<script" not in html
    file = tmp_path / "view.html"
    file.write_text(html, encoding="utf-8")
    explorer.page.goto(file.as_uri())
    assert explorer.page.locator("table tbody tr").count() > 40
    explorer.picture("standalone")


@pytest.mark.parametrize(
    ("label", "begins"), [("CSV", b"id,"), ("GraphML (Gephi, yEd)", b"<graphml"), ("Receipt (JSON)", b"{")]
)
def test_ties_and_receipts_are_saved(explorer: Any, tmp_path: Path, label: str, begins: bytes) -> None:
    explorer.open(STATE)
    assert saved(explorer, label, tmp_path).startswith(begins)
