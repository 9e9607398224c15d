"""Write SPARQL: completion, faults in their place, and answers in three forms."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

PAIRS = """SELECT ?a ?b (COUNT(?c) AS ?n) { ?c a lkg:Claim ; rdf:subject ?a ; rdf:object ?b }
GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 30"""


def ready(explorer: Any, query: str = "", show: str = "table") -> Any:
    explorer.open(f"view=sparql&query={quote(query)}&show={show}")
    explorer.page.wait_for_selector(".editor[data-ready]")
    return explorer.page


def test_terms_are_completed_with_their_definitions(explorer: Any) -> None:
    page = ready(explorer, "SELECT * { ?c a ")
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.type("lkg:Cla")
    page.wait_for_selector(".cm-tooltip-autocomplete [role=option]")
    assert "lkg:Claim" in page.inner_text(".cm-tooltip-autocomplete")
    page.wait_for_selector(".cm-completionInfo")
    explorer.picture("completion")


def test_a_fault_is_underlined_where_it_is(explorer: Any) -> None:
    explorer.expected = ("400",)
    page = ready(explorer, "SELECT ?a WHERE {\n  ?a a lkg:Claim ;;; .\n  FILTR (?a)\n}")
    page.click("button:text-is('Run')")
    page.wait_for_selector(".output .fault")
    page.wait_for_selector(".cm-lintRange-error")
    explorer.picture("sparql-fault")


@pytest.mark.parametrize(
    ("show", "what"), [("table", "tbody tr"), ("network", ".canvas canvas"), ("chart", ".bars-chart rect")]
)
def test_answers_are_a_table_a_network_or_a_chart(explorer: Any, show: str, what: str) -> None:
    page = ready(explorer, PAIRS, show)
    page.click(".cm-content")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f".output {what}")
    page.wait_for_timeout(500)
    explorer.picture(f"sparql-{show}")


def test_a_constructed_graph_is_drawn(explorer: Any) -> None:
    page = ready(explorer, "CONSTRUCT { ?a lkg:sanctions ?b } WHERE { ?a lkg:sanctions ?b }", "network")
    page.click("button:text-is('Run')")
    page.wait_for_selector(".output .canvas canvas")


def test_a_named_query_comes_into_the_editor(explorer: Any) -> None:
    page = ready(explorer)
    page.wait_for_function("() => document.querySelectorAll('.sparql select option').length > 5")
    page.select_option(".sparql select", index=3)
    page.wait_for_function("() => location.hash.includes('query=')")


def test_an_answer_that_breaks_off_is_not_shown_as_a_whole(explorer: Any) -> None:
    explorer.expected = ("ERR_FAILED",)
    page = ready(explorer, PAIRS)
    page.route("**/sparql*", lambda route: route.abort())
    page.click("button:text-is('Run')")
    page.wait_for_selector(".output .fault")
    assert page.locator(".output table").count() == 0
