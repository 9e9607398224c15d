"""Who is who: pairs with their reasons, judged and taken back by whoever knows the token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_access import SCREENS

import lkg
from conftest import AXE, served
from lkg import folders, period
from lkg.claims import Actor, Claim, Record, Source

TOKEN = "let-me-write"
ACTORS = (
    Actor("lithuania", "Lithuania", "State", aliases=(("Lietuva", "lt"),), country="LT", wikidata="Q37"),
    Actor("litva", "Литва", "State"),
    Actor("latvia", "Latvia", "State"),
    Actor("lavrov", "Sergey Lavrov", "Person", public_role="foreign minister"),
    Actor("lawrow", "Sergei Lawrow", "Person"),
    Actor("script", "<img src=x onerror=alert(1)> Lavrov", "Person"),
)
CLAIMS = (
    ("lithuania", "supports", "latvia", "2022-03"),
    ("lithuania", "criticises", "lavrov", "2021"),
    ("litva", "supports", "latvia", "2020"),
    ("lawrow", "criticises", "latvia", "2023-05-01"),
    ("script", "criticises", "latvia", "2023-05-02"),
)


def _record() -> Record:
    claims = [
        Claim(f"C{at}", subject, relation, object_, period.parse(when), "paper", credibility="2")
        for at, (subject, relation, object_, when) in enumerate(CLAIMS, 1)
    ]
    paper = Source("paper", "On trade", "A paper", "news", published="2023", reliability="B")
    return Record({each.id: each for each in ACTORS}, {"paper": paper}, {each.id: each for each in claims})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folders.save(_record(), tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where a server listens to which those may write who know the token."""
    monkeypatch.setenv("LKG_TOKEN", TOKEN)
    yield from served("--graph", str(folder))


def opened(explorer: Any, state: str = "view=identity", *, least: str = "40") -> Any:
    page = explorer.page
    page.goto(f"{explorer.address}#{state}")
    page.wait_for_selector(".pair-card, .pairs .fine")
    page.select_option("#least", least)
    page.wait_for_selector(".pair-card")
    return page


def give_token(page: Any, name: str = "identity", token: str = TOKEN) -> None:
    page.fill(f"#{name}-token", token)
    page.keyboard.press("Enter")


def card(page: Any, *labels: str) -> Any:
    found = page.locator(".pair-card")
    for label in labels:
        found = found.filter(has=page.locator("h3", has_text=label))
    return found.first


def judgements(folder: Path) -> list[tuple[str, str, str]]:
    return [(each.verdict, each.kept, each.because) for each in lkg.open(folder).recorded.judgements.values()]


def test_pairs_are_listed_with_reasons_and_claims_and_no_buttons_before_the_token(explorer: Any) -> None:
    page = opened(explorer)
    pair = card(page, "Lithuania", "Литва")
    text = pair.inner_text()
    for part in ("Score", "Lithuania supports Latvia", "Литва supports Latvia", "A paper", "Lietuva"):
        assert part in text
    assert pair.locator(".reasons li").count() >= 1
    assert page.locator(".verdict button:visible").count() == 0
    # a name is text, whatever it looks like
    assert page.locator(".pairs img").count() == 0


def test_a_wrong_token_is_told_and_the_right_one_is_kept_in_memory_alone(explorer: Any) -> None:
    explorer.expected = ("401",)
    page = opened(explorer)
    give_token(page, token="guessed")
    page.wait_for_selector(".token .fault:not([hidden])")
    give_token(page)
    page.wait_for_selector(".verdict button:visible")
    assert TOKEN not in page.url
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])")
    assert TOKEN not in stored
    page.click("text=Forget the token")
    assert page.locator(".verdict button:visible").count() == 0


def test_a_pair_is_judged_the_same_with_the_one_that_is_kept_chosen(explorer: Any, folder: Path) -> None:
    page = opened(explorer)
    give_token(page)
    page.fill("#identity-author", "the desk")
    pair = card(page, "Lithuania", "Литва")
    reason = pair.locator("textarea")
    assert reason.input_value()
    reason.fill("Russian name")
    pair.get_by_label("Литва").check()
    pair.get_by_role("button", name="Same", exact=True).click()
    page.wait_for_selector(".judged li")
    assert judgements(folder) == [("same", "litva", "Russian name")]
    assert lkg.open(folder).record.counted_as == {"lithuania": "litva"}
    judged = page.inner_text(".judged")
    assert "kept: Литва" in judged
    assert "the desk" in judged
    assert "same" in page.inner_text("#live")


def test_a_judgement_is_taken_back_and_the_pair_comes_back(explorer: Any, folder: Path) -> None:
    page = opened(explorer)
    give_token(page)
    card(page, "Lithuania", "Литва").get_by_role("button", name="Not the same").click()
    page.click(".judged button:has-text('Take back')")
    page.wait_for_selector("text=Taken back (1)")
    page.wait_for_function("() => document.querySelector('.pairs').textContent.includes('Литва')")
    assert all(not each.stands for each in lkg.open(folder).recorded.judgements.values())


def test_the_keyboard_is_enough_and_the_focus_goes_to_the_next_pair(explorer: Any, folder: Path) -> None:
    page = opened(explorer)
    give_token(page)
    before = page.locator(".pair-card").count()
    first = page.locator(".pair-card h3").first.inner_text()
    page.locator(".pair-card").first.focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Unsure":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".judged li")
    assert page.locator(".pair-card").count() == before - 1
    assert page.locator(".pair-card h3").first.inner_text() != first
    assert page.evaluate("document.activeElement.classList.contains('pair-card')")
    assert [verdict for verdict, _, _ in judgements(folder)] == ["unsure"]


def test_a_contradiction_is_told_at_the_pair_and_nothing_is_written(explorer: Any, folder: Path) -> None:
    explorer.expected = ("400",)
    page = opened(explorer, least="20")
    give_token(page)
    page.evaluate(
        """async token => {
        const judge = (actor, other, judgement) => fetch('/api/judgements', { method: 'POST',
          headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ actor, other, judgement }) });
        await judge('lavrov', 'script', 'same'); await judge('lawrow', 'script', 'not same'); }""",
        TOKEN,
    )
    card(page, "Sergey Lavrov", "Sergei Lawrow").get_by_role("button", name="Same", exact=True).click()
    page.wait_for_selector(".pair-card .fault:not([hidden])")
    assert "contradicts" in page.inner_text(".pair-card .fault:not([hidden])")
    assert len(judgements(folder)) == 2


def test_an_actor_leads_to_its_pairs(explorer: Any) -> None:
    page = explorer.open("actor=lithuania").page
    page.click("button:has-text('Who else is this?')")
    page.wait_for_selector(".pair-card, .pairs .fine")
    assert "who=lithuania" in page.url
    page.select_option("#least", "20")
    page.wait_for_selector(".pair-card")
    assert all("Lithuania" in title for title in page.locator(".pair-card h3").all_inner_texts())
    page.click("text=Show all pairs")
    page.wait_for_function("() => document.querySelectorAll('.pair-card').length > 1")


@pytest.mark.parametrize("explorer", SCREENS.values(), ids=SCREENS.keys(), indirect=True)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(explorer: Any, request: pytest.FixtureRequest) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci --ignore-scripts` in src/lkg/explorer.")
    page = opened(explorer)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    explorer.picture(f"identity-reading-{request.node.callspec.id}")
    found = serious(page)
    give_token(page)
    page.wait_for_selector(".verdict button:visible")
    card(page, "Lithuania", "Литва").get_by_role("button", name="Unsure").click()
    page.wait_for_selector(".judged li")
    explorer.picture(f"identity-{request.node.callspec.id}")
    assert found + serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def serious(page: Any) -> list[tuple[str, Any]]:
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        (fault["id"], [node["target"] for node in fault["nodes"]][:4])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def test_without_a_token_the_server_says_how_to_start_one(folder: Path, chromium: Any) -> None:
    for address in served("--graph", str(folder)):
        page = chromium.new_page()
        page.goto(f"{address}#view=identity")
        page.wait_for_selector(".access code")
        assert "serve --token" in page.inner_text(".access")
        page.close()
