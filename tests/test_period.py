"""Dates: what each form of EDTF says about the earliest and latest day of a start and of an end."""

import calendar
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkg import period
from lkg.errors import InvalidPeriod
from lkg.period import FUTURE, PAST, day, parse

FEBRUARY = ("2022-02", "2022-02~", "2022-02?", "2022-02%")
DAYS = st.dates(dt.date(2, 1, 1), dt.date(9997, 12, 31))
FORMS = st.tuples(st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"]))
"""how many characters of a day are kept, and the mark after them"""


def bounds(text: str) -> tuple[str, str, str, str]:
    """Start from … to …, end from … to …; the infinities as `-` and `+`."""
    found = parse(text)
    four = (found.start_earliest, found.start_latest, found.end_earliest, found.end_latest)
    first, second, third, fourth = ({PAST: "-", FUTURE: "+"}.get(number, day(number)) for number in four)
    return first, second, third, fourth


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-03-10", "2022-03-10", "2022-03-10"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-XX", "2022-01-01", "2022-12-31"),
        ("2022-02-XX", "2022-02-01", "2022-02-28"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-22", "2022-06-01", "2022-08-31"),
        ("2022-23", "2022-09-01", "2022-11-30"),
        ("2022-33", "2022-01-01", "2022-03-31"),
        ("2022-36", "2022-10-01", "2022-12-31"),
        ("2022-38", "2022-05-01", "2022-08-31"),
        ("2022-41", "2022-07-01", "2022-12-31"),
        ("2022-03-10T14:30:00Z", "2022-03-10", "2022-03-10"),
    ],
)
def test_a_bare_date_starts_and_ends_somewhere_within_its_precision(text: str, first: str, last: str) -> None:
    assert bounds(text) == (first, last, first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-03-10~", "2022-03-09", "2022-03-11"),
        ("2022-02~", "2022-01-01", "2022-03-31"),
        ("2022-12~", "2022-11-01", "2023-01-31"),
        ("2024-03~", "2024-02-01", "2024-04-30"),
        ("2022~", "2021-01-01", "2023-12-31"),
        ("202X~", "2010-01-01", "2039-12-31"),
        ("2022-22~", "2022-03-01", "2022-11-30"),
        ("2022-35~", "2022-04-01", "2022-12-31"),
        ("2022-02%", "2022-01-01", "2022-03-31"),
    ],
)
def test_about_widens_each_side_by_one_unit_of_the_precision(text: str, first: str, last: str) -> None:
    assert bounds(text) == (first, last, first, last)


def test_a_question_mark_only_flags() -> None:
    assert bounds("2022-02?") == bounds("2022-02")
    assert [text for text in FEBRUARY if parse(text).uncertain] == ["2022-02?", "2022-02%"]
    assert parse("2022-02?/2022-03").uncertain
    assert parse("2022-02/2022-03?").uncertain


def test_an_interval_starts_within_its_first_date_and_ends_within_its_last() -> None:
    assert bounds("2022-01/2022-06") == ("2022-01-01", "2022-01-31", "2022-06-01", "2022-06-30")
    assert bounds("2022-01-05/2022-06~") == ("2022-01-05", "2022-01-05", "2022-05-01", "2022-07-31")


def test_two_dots_are_infinity() -> None:
    assert bounds("2022-02/..") == ("2022-02-01", "2022-02-28", "+", "+")
    assert parse("2022-02/..").open_end


def test_an_unknown_end_is_possible_for_ever_and_never_certain() -> None:
    assert bounds("2022-02/") == ("2022-02-01", "2022-02-28", "2022-02-01", "+")


def test_an_unknown_start_is_possible_since_ever_and_never_certain() -> None:
    assert bounds("/2022-02") == ("-", "2022-02-28", "2022-02-01", "2022-02-28")


def test_dots_before_a_date_mean_that_it_ended_then() -> None:
    assert bounds("../2022-02-10") == ("-", "2022-02-10", "2022-02-10", "2022-02-10")
    assert bounds("../2022-02") == ("-", "2022-02-01", "2022-02-01", "2022-02-28")


def test_only_one_date_without_a_slash_is_bare() -> None:
    assert [t for t in ("2022", "2022~", "2022/2023", "2022/..", "../2022") if parse(t).bare] == ["2022", "2022~"]


def test_the_middle_lies_half_way_between_the_outer_bounds() -> None:
    assert day(parse("2022-01-01/2022-01-11").middle) == "2022-01-06"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "../..",
        "..",
        "2022-13",
        "2022-00",
        "2022-1",
        "22",
        "2022-02-30",
        "2023-02-29",
        "2022-04-31",
        "0000",
        "2022/2021",
        "2022-05/2022-04-30",
        "March 2022",
        "2022-03-10/2022-03-11/2022",
        "2022 ",
        "Y2022",
        "-0044",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod):
        parse(text)


def test_a_refusal_says_which_date_why_and_how_to_mend_it() -> None:
    with pytest.raises(InvalidPeriod, match=r"'2023-02-29': February 2023 has no day 29.*'2023-02'"):
        parse("2023-02-29")
    with pytest.raises(InvalidPeriod, match=r"'2022/2021': the end 2021 lies before the start 2022.*Swap or correct"):
        parse("2022/2021")


def test_an_end_may_lie_in_the_same_unit_as_the_start() -> None:
    assert bounds("2022/2022") == ("2022-01-01", "2022-12-31", "2022-01-01", "2022-12-31")
    assert bounds("2022-05/2022") == ("2022-05-01", "2022-05-31", "2022-05-01", "2022-12-31")


@given(DAYS)
@settings(derandomize=True, deadline=None)
def test_every_day_is_read_as_itself(date: dt.date) -> None:
    assert day(period.ordinal(date.isoformat())) == date.isoformat()
    assert parse(date.isoformat()).start_earliest == parse(date.isoformat()).end_latest == date.toordinal()


@given(st.tuples(DAYS, DAYS).map(sorted), st.tuples(FORMS, FORMS))
@settings(derandomize=True, deadline=None)
def test_a_start_is_never_after_its_end(days: list[dt.date], forms: tuple[tuple[int, str], tuple[int, str]]) -> None:
    first, last = days
    one, two = (each.isoformat()[:length] + mark for each, (length, mark) in zip(days, forms, strict=True))
    found = parse(f"{one}/{two}")
    assert PAST <= found.start_earliest <= found.start_latest
    assert found.start_earliest <= found.end_earliest <= found.end_latest <= FUTURE
    assert found.start_earliest <= first.toordinal()
    assert last.toordinal() <= found.end_latest


@pytest.mark.parametrize("text", ["9999", "9999~", "9999-24", "0001~", "0001-01-01~"])
def test_dates_at_the_ends_of_the_calendar_stay_within_it(text: str) -> None:
    found = parse(text)
    assert PAST <= found.start_earliest <= found.end_latest <= FUTURE


def test_a_typed_date_of_any_precision_has_a_first_and_a_last_day() -> None:
    assert [day(number) for number in period.bounds("2022-02")] == ["2022-02-01", "2022-02-28"]
    with pytest.raises(InvalidPeriod, match="interval"):
        period.bounds("2022/2023")


@pytest.mark.parametrize(("text", "count"), [("24m", 24), ("2y", 24), ("P2Y", 24), ("P1Y6M", 18), ("0m", 0)])
def test_a_length_of_time_is_counted_in_months(text: str, count: int) -> None:
    assert period.months(text) == count


@pytest.mark.parametrize("text", ["", "P", "24", "two years", "-1m", "1.5y", "P3D"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod, match="24m"):
        period.months(text)


@given(DAYS, st.integers(0, 60))
@settings(derandomize=True, deadline=None)
def test_months_before_and_after_keep_the_day_where_the_month_has_it(date: dt.date, count: int) -> None:
    later = period.months_after(date.toordinal(), count)
    total = date.year * 12 + date.month - 1 + count
    if total // 12 > dt.MAXYEAR:
        assert later == FUTURE
        return
    longest = calendar.monthrange(total // 12, total % 12 + 1)[1]
    assert day(later) == dt.date(total // 12, total % 12 + 1, min(date.day, longest)).isoformat()
    assert period.months_before(later, count) <= date.toordinal()


def test_words_for_readers() -> None:
    assert period.words("2022-01-27/2022-03") == "27 Jan 2022 – Mar 2022"
    assert period.words("2022~") == "about 2022"
    assert period.words("2022/") == "since 2022"
