"""From a text: claims proposed, decided on one by one, and taken over or taken away as a review file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_access import SCREENS
from test_identity_page import TOKEN, give_token, serious

import lkg
from conftest import AXE, served
from lkg import folders, period
from lkg.claims import Actor, Claim, Record, Source
from lkg.coding import review

TEXT = (
    "Title: On trade\nPublisher: A paper\nDate: 2022-04-28\n\n"
    "\N{GRINNING FACE} China sanctioned Lithuania last month. Poland did not condemn Latvia.\n"
    "Germany will send 14 tanks to Ukraine. <b>Nobody</b> <img src=x onerror=alert(1)> is bold.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    actors = {name: Actor(name, name.capitalize(), "State") for name in ("lithuania", "latvia", "estonia")}
    paper = Source("paper", "Older", "A paper", "news", published="2020", reliability="B")
    claim = Claim("C1", "lithuania", "supports", "estonia", period.parse("2020"), "paper", credibility="2")
    folders.save(Record(actors, {"paper": paper}, {"C1": claim}), tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where a server listens to which those may write who know the token."""
    monkeypatch.setenv("LKG_TOKEN", TOKEN)
    yield from served("--graph", str(folder))


def opened(explorer: Any, *, token: bool = False) -> Any:
    page = explorer.page
    page.goto(f"{explorer.address}#view=text")
    page.wait_for_selector("#code-text")
    if token:
        give_token(page, "text")
        page.wait_for_selector("text=You may write")
    return page


def propose(page: Any, text: str = TEXT) -> None:
    page.fill("#code-text", text)
    page.click("button:has-text('Propose claims')")
    page.wait_for_selector(".proposal")


def proposal(page: Any, number: int) -> Any:
    return page.locator(f".proposal[data-number='{number}']")


def accept(page: Any, number: int, credibility: str = "2") -> None:
    card = proposal(page, number)
    card.locator(f"#proposal-{number}-credibility").select_option(credibility)
    card.get_by_role("button", name="Accept").click()


def made(folder: Path) -> list[tuple[str, str, str, str, str]]:
    claims = lkg.open(folder).record.claims.values()
    return [
        (each.subject, each.relation, each.object, each.when.text, each.credibility)
        for each in claims
        if each.id != "C1"
    ]


def test_claims_are_proposed_with_their_passages_and_the_text_is_marked(explorer: Any) -> None:
    page = opened(explorer)
    propose(page)
    assert page.input_value("#code-title") == "On trade"
    assert page.input_value("#code-published") == "2022-04-28"
    assert page.locator(".proposal").count() == 3
    assert "China – sanctions – Lithuania" in proposal(page, 1).inner_text()
    assert proposal(page, 1).locator("mark").inner_text() == "China sanctioned Lithuania"
    names = page.locator(".coded .known.actor").all_inner_texts()
    assert {"China", "Lithuania", "Poland", "Ukraine"} <= set(names)
    proposal(page, 1).focus()
    here = page.eval_on_selector_all(".coded .here", "found => found.map(each => each.textContent).join('')")
    assert here == "China sanctioned Lithuania"
    # the text is text, whatever it looks like
    assert page.locator(".coded img, .coded b").count() == 0


def test_a_file_is_read_and_what_is_no_text_is_told(explorer: Any, tmp_path: Path) -> None:
    page = opened(explorer)
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04\xff\xfe\x00")
    page.set_input_files("#code-file", tmp_path / "a.docx")
    page.wait_for_selector(".text-form .fault:not([hidden])")
    assert "no plain text" in page.inner_text(".text-form .fault")
    (tmp_path / "large.txt").write_text("x" * 500_001, encoding="utf-8")
    page.set_input_files("#code-file", tmp_path / "large.txt")
    page.wait_for_function("() => document.querySelector('.text-form .fault').textContent.includes('500 kB')")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    page.set_input_files("#code-file", tmp_path / "a.txt")
    page.wait_for_function("() => document.querySelector('#code-text').value.includes('China')")
    page.click("button:has-text('Propose claims')")
    page.wait_for_selector(".proposal")


def test_what_is_accepted_and_changed_is_taken_over_and_what_is_rejected_is_not(explorer: Any, folder: Path) -> None:
    page = opened(explorer, token=True)
    propose(page)
    accept(page, 1)
    proposal(page, 2).get_by_role("button", name="Reject").click()
    proposal(page, 3).locator("summary").click()
    page.select_option("#proposal-3-relation", "supports")
    page.fill("#proposal-3-subject", "Esto")
    page.wait_for_selector("#proposal-3-subject-matches [role=option]")
    page.keyboard.press("Enter")
    page.fill("#proposal-3-when", "2022-05")
    page.select_option("#proposal-3-modality", "asserted")
    page.fill("#proposal-3-amount", "")
    page.fill("#proposal-3-unit", "")
    accept(page, 3, "3")
    assert "Changed and accepted" in proposal(page, 3).inner_text()
    assert "2 accepted, 1 rejected, 0 to decide" in page.inner_text(".tally")
    page.click("text=Take over the accepted ones")
    page.wait_for_selector(".ways-out .note")
    assert "2 claims added" in page.inner_text(".ways-out")
    assert sorted(made(folder)) == [
        ("china", "sanctions", "lithuania", "2022-03", "2"),
        ("estonia", "supports", "ukraine", "2022-05", "3"),
    ]
    assert "In the graph" in proposal(page, 1).inner_text()


def test_a_fault_stands_with_its_proposal_and_nothing_is_taken_over(explorer: Any, folder: Path) -> None:
    explorer.expected = ("400",)
    page = opened(explorer, token=True)
    propose(page)
    accept(page, 1)
    accept(page, 2)
    proposal(page, 2).locator("summary").click()
    page.fill("#proposal-2-when", "last Tuesday")
    page.keyboard.press("Tab")
    page.click("text=Take over the accepted ones")
    page.wait_for_selector(".proposal .fault:not([hidden])")
    assert "last Tuesday" in proposal(page, 2).locator(".fault").inner_text()
    assert page.evaluate("document.activeElement.dataset.number") == "2"
    assert made(folder) == []


def test_nothing_is_accepted_without_its_credibility(explorer: Any) -> None:
    page = opened(explorer)
    propose(page)
    proposal(page, 1).get_by_role("button", name="Accept").click()
    assert "how credible" in proposal(page, 1).locator(".fault").inner_text()
    assert page.evaluate("document.activeElement.id") == "proposal-1-credibility"
    page.select_option("#usual-credibility", "2")
    proposal(page, 1).get_by_role("button", name="Accept").click()
    assert "1 accepted" in page.inner_text(".tally")


def test_the_keyboard_is_enough_and_goes_from_proposal_to_proposal(explorer: Any) -> None:
    page = opened(explorer)
    propose(page)
    page.select_option("#usual-credibility", "1")
    proposal(page, 1).focus()
    for number, word in enumerate(("Accept", "Reject", "Accept"), 1):
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == word:
                break
        page.keyboard.press("Enter")
        assert str(page.evaluate("document.activeElement.dataset.number")) == str(min(number + 1, 3))
    assert "2 accepted, 1 rejected, 0 to decide" in page.inner_text(".tally")
    assert "2 accepted" in page.inner_text("#live")


def test_without_a_token_the_review_file_is_taken_away_and_lkg_code_accepts_it(
    explorer: Any, tmp_path: Path, folder: Path
) -> None:
    page = opened(explorer)
    propose(page)
    assert not page.is_visible("text=Take over the accepted ones")
    accept(page, 1)
    accept(page, 3)
    names = []
    for words in ("Download as review file (CSV)", "Download its text"):
        with page.expect_download() as given:
            page.click(f"text={words}")
        names.append(given.value.suggested_filename)
        given.value.save_as(tmp_path / names[-1])
    file = tmp_path / names[0]
    assert [row.decision for row in review.read(file)] == ["accept", "", "accept"]
    done = subprocess.run(
        [sys.executable, "-m", "lkg", "code", "accept", file, "--into", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(made(folder)) == 2


def test_the_bundled_graph_is_not_written_and_says_what_to_do(chromium: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LKG_TOKEN", TOKEN)
    for address in served():
        page = chromium.new_page()
        page.goto(f"{address}#view=text")
        give_token(page, "text")
        propose(page)
        assert "lkg code accept FILE --into my-graph" in page.inner_text(".ways-out .note")
        assert not page.is_visible("text=Take over the accepted ones")
        page.close()


@pytest.mark.parametrize("explorer", SCREENS.values(), ids=SCREENS.keys(), indirect=True)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(explorer: Any, request: pytest.FixtureRequest) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci --ignore-scripts` in src/lkg/explorer.")
    page = opened(explorer)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = serious(page)
    give_token(page, "text")
    page.wait_for_selector("text=You may write")
    propose(page)
    accept(page, 1)
    proposal(page, 2).get_by_role("button", name="Reject").click()
    proposal(page, 3).locator("summary").click()
    page.wait_for_selector("#proposal-3-when")
    explorer.picture(f"text-{request.node.callspec.id}")
    assert found + serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
