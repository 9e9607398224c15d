"""The W3C's test cases for SPARQL 1.1, over HTTP against a real server; w3c.csv says which do not pass, and why."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from serving import serving
from w3c import Case, cases, check

with (Path(__file__).parent / "w3c.csv").open(newline="") as table:
    LISTED = {row["case"]: row["reason"] for row in csv.DictReader(table)}


def _marked(case: Case) -> pytest.param:
    """A case under its id; one that is listed must fail, so that the list stays true."""
    reason = LISTED.get(case.id)
    marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    empty = tmp_path_factory.mktemp("w3c") / "empty.ttl"
    empty.touch()
    with serving(graph=empty) as found:
        yield found


@pytest.mark.parametrize("case", [_marked(case) for case in cases().values()])
def test_w3c(case: Case, server: httpx.Client) -> None:
    check(case, server)


def test_every_listed_case_is_one_of_the_suite() -> None:
    assert LISTED.keys() <= cases().keys() or not cases()
