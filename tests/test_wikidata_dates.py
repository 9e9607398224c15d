"""Dates of Wikidata: what its qualifiers say becomes EDTF, and what EDTF cannot say is left out with a reason."""

from pathlib import Path

import pytest

from lkg.importers.accounts import LeftOut
from lkg.importers.wikidata.times import date
from wikidata_entities import Made, claims_of, entity, member, moment, put, said, taken

JULIAN = "http://www.wikidata.org/entity/Q1985786"


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ({"P580": moment("+2004-05-01T00:00:00Z"), "P582": moment("+2010-00-00T00:00:00Z", 9)}, "2004-05-01/2010"),
        ({"P580": moment("+2004-05-00T00:00:00Z", 10), "P582": {"snaktype": "novalue"}}, "2004-05/.."),
        ({"P580": moment("+2004-05-00T00:00:00Z", 10), "P582": {"snaktype": "somevalue"}}, "2004-05/"),
        ({"P580": {"snaktype": "novalue"}, "P582": moment("+2010-00-00T00:00:00Z", 9)}, "../2010"),
        ({"P582": moment("+1990-00-00T00:00:00Z", 8)}, "/199X"),
        ({"P585": moment("+1901-00-00T00:00:00Z", 7)}, "19XX"),
        ({"P580": moment("+1917-10-25T00:00:00Z", calendarmodel=JULIAN)}, "1917-11-07/"),
        ({"P580": moment("+1700-03-00T00:00:00Z", 10, calendarmodel=JULIAN)}, "1700-03~/"),
        ({"P580": moment("+2004-00-00T00:00:00Z", 11)}, "2004/"),
        ({"P580": [moment("+2004-00-00T00:00:00Z", 9), moment("+2006-00-00T00:00:00Z", 9)]}, "2004?/"),
        ({}, "2026-04-21?"),
    ],
)
def test_qualifiers_of_a_state_become_edtf(qualifiers: Made, expected: str, tmp_path: Path) -> None:
    assert [claim.when.text for claim in claims_of(tmp_path, member(**qualifiers))] == [expected]


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ({"P585": moment("+2015-06-00T00:00:00Z", 10)}, "2015-06"),
        ({"P580": moment("+2015-09-30T00:00:00Z")}, "2015-09-30/2026-04-21"),
        ({}, "/2026-04-21"),
    ],
)
def test_an_event_has_no_open_end(qualifiers: Made, expected: str, tmp_path: Path) -> None:
    one = entity("Q1", "A", P1344=[said("Q2", "Q1$a", **qualifiers)])
    assert [claim.when.text for claim in claims_of(tmp_path, one)] == [expected]


def test_an_event_gives_its_own_date_to_those_who_took_part(tmp_path: Path) -> None:
    summit = entity(
        "Q1", "Summit", "Q1656682", P710=[said("Q2", "Q1$a")], P585=[said(moment("+2023-07-11T00:00:00Z"), "x")]
    )
    (claim,) = claims_of(tmp_path, summit)
    assert (claim.subject, claim.relation, claim.object, claim.when.text) == (
        "Q2",
        "participatesIn",
        "Q1",
        "2023-07-11",
    )


def test_a_state_without_a_date_ends_at_the_latest_with_its_subject(tmp_path: Path) -> None:
    dead = entity("Q1", "A", P463=[said("Q2", "Q1$a")], P576=[said(moment("+1945-00-00T00:00:00Z", 9), "Q1$d")])
    (claim,) = claims_of(tmp_path, dead)
    assert claim.when.text == "/1945?"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"time": "-0044-03-15T00:00:00Z", "precision": 11}, "before our era"),
        ({"time": "+0001-01-01T00:00:00Z", "precision": 11, "calendarmodel": JULIAN}, "before our era"),
        ({"time": "+2000-00-00T00:00:00Z", "precision": 6}, "coarser than a century"),
        ({"time": "+12000-00-00T00:00:00Z", "precision": 9}, "after 9999"),
        ({"time": "+2001-02-30T00:00:00Z", "precision": 11}, "cannot be"),
        ({"time": "soon"}, "cannot be read"),
        ({}, "cannot be read"),
    ],
)
def test_dates_that_edtf_cannot_say_are_refused_with_a_reason(value: Made, why: str) -> None:
    with pytest.raises(LeftOut, match=why):
        date(value)


def test_a_statement_whose_only_date_cannot_be_used_is_listed_and_makes_no_claim(tmp_path: Path) -> None:
    _, account = taken(put(tmp_path, member(P580=moment("-0044-03-15T00:00:00Z"))), listed=tmp_path / "left.tsv")
    assert account.total("no-date") == 1
    assert "P463 member of: a year before our era" in (tmp_path / "left.tsv").read_text(encoding="utf-8")


def test_an_end_before_the_start_is_listed(tmp_path: Path) -> None:
    wrong = member(P580=moment("+2010-00-00T00:00:00Z", 9), P582=moment("+2004-00-00T00:00:00Z", 9))
    assert taken(put(tmp_path, wrong))[1].total("no-date") == 1
