"""A real browser in front of a real server; both on this machine alone.

Tests are skipped, with the reason, where Chromium, playwright or the bundle of the explorer is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

HERE = Path(__file__).parent
EXPLORER = HERE.parents[1] / "src" / "lkg" / "explorer"
SCREENS = HERE.parents[1] / "out" / "screens"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
AXE = EXPLORER / "node_modules" / "axe-core" / "axe.min.js"
DRAWING = "document.querySelector('.stage .canvas')._cyreg.cy"
"""the network as cytoscape holds it: tests ask the model, not pixels"""


def served(*options: str) -> Iterator[str]:
    """Serve a graph on a port that was free as long as the generator is held."""
    if not (EXPLORER / "built" / "app.js").is_file():
        pytest.skip("The explorer is not built: run `npm ci --ignore-scripts && npm run build` in src/lkg/explorer.")
    command = [sys.executable, "-m", "lkg", *options, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = server.stdout.readline().split()[0].rstrip("/") + "/"
            # the first question makes the server read the graph, which is not what tests of pages measure
            urlopen(f"{found}api/network").read()
            yield found
        finally:
            server.terminate()
            server.communicate(timeout=20)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where a server of the bundled graph listens."""
    yield from served()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser of the operating system."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("Chromium is not installed: apt-get install chromium.")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Explorer:
    """One page of the explorer, and what went wrong on it."""

    page: Any
    address: str
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    """parts of console messages that a test provokes"""

    def open(self, state: str = "") -> Explorer:
        """Go to a state of the page, written as in its address; waits for the first drawing where there is one."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{state}")
        self.page.wait_for_selector("html[data-ready]")
        if not any(f"view={view}" in state for view in ("compare", "questions", "sparql")):
            self.page.wait_for_selector(".canvas[data-drawn]")
        return self

    def turn(self, state: str) -> Explorer:
        """Go to another state of the page that is open, as "back" would: nothing is loaded anew."""
        self.page.evaluate("state => { location.hash = state; }", state)
        if not any(f"view={view}" in state for view in ("compare", "questions", "sparql")):
            self.page.wait_for_selector(".canvas[data-drawn]")
            self.settled()
        return self

    def drawn(self, what: str) -> Any:
        """The value of an expression on the drawing `cy`."""
        return self.page.evaluate(f"() => {{ const cy = {DRAWING}; return {what}; }}")

    def shown(self, kind: str = "nodes") -> int:
        """How many actors ("nodes") or ties ("edges") are in sight."""
        return int(self.drawn(f"cy.{kind}().filter(each => !each.hasClass('off')).length"))

    def wait(self, condition: str) -> None:
        """Until an expression on the drawing `cy` is true."""
        self.page.wait_for_function(f"() => {{ const cy = {DRAWING}; return {condition}; }}")

    def settled(self) -> None:
        """Until the server has said what the lens sees."""
        self.page.wait_for_function("() => !document.querySelector('#status').textContent.includes('…')")

    def picture(self, name: str) -> None:
        """A screenshot to be looked at."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENS / f"{name}.png")

    def hear(self, message: Any) -> None:
        """Note an error or warning of the console."""
        if message.type in ("error", "warning") and not any(part in message.text for part in self.expected):
            self.faults.append(message.text)

    def watch(self, request: Any) -> None:
        """Note a request that leaves this machine."""
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.faults.append(f"asked {request.url}")


@pytest.fixture
def explorer(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    """A fresh page; parameters of its context by indirect parametrisation."""
    given = {"viewport": {"width": 1440, "height": 900}} | getattr(request, "param", {})
    context = chromium.new_context(**given)
    context.set_default_timeout(PATIENCE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer = Explorer(context.new_page(), address)
    explorer.page.on("console", explorer.hear)
    explorer.page.on("request", explorer.watch)
    explorer.page.on("pageerror", lambda error: explorer.faults.append(str(error)))
    yield explorer
    context.close()
    assert explorer.faults == []
