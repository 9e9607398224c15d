"""Named queries on sources, voices and grades of claims; numbers were counted by hand in its tables."""

import pytest

from lkg.graphs import Graph
from query_rows import ask, claims, column, only


def test_single_voice_claims_of_trade_restrictions_are_one(bundled: Graph) -> None:
    # every other restriction has two voices or more; the Lithuanian service speaks for Lithuania
    (row,) = ask(bundled, "single-voice-claims", {"family": "restrictsTradeWith"})
    assert (row["subject"], row["voice"], row["claims"]) == (
        "State Food and Veterinary Service of Lithuania",
        "lithuania",
        "C290",
    )


def test_single_voice_claims_count_a_ministry_and_its_state_as_one(bundled: Graph) -> None:
    rows = ask(bundled, "single-voice-claims")
    (denials,) = only(rows, subject="China", relation="denies", object="Chinese trade restrictions on Lithuania 2021-")
    assert denials["voice"] == "china"
    assert len(denials["claims"].split(", ")) == 5
    assert not only(rows, subject="China", relation="restricts trade with")


def test_several_voices_most_often_speak_of_exports_and_restrictions(bundled: Graph) -> None:
    rows = ask(bundled, "several-voices", {"least": "5"})
    # exports: customs, statistics, Commission, AP, Reuters, a law firm; restrictions: four outlets and bodies, Wang
    assert [(row["subject"], row["relation"], row["voices"]) for row in rows] == [
        ("Lithuania", "exports to", 6),
        ("China", "restricts trade with", 5),
    ]
    assert "C246" not in rows[0]["claims"].split(", "), "credibility 5 is no evidence for"


def test_several_voices_date_the_exit_from_the_17_plus_1(bundled: Graph) -> None:
    (row,) = only(ask(bundled, "several-voices"), subject="Lithuania", relation="withdraws from", voices=4)
    # the base text, the minister, LRT and the South China Morning Post; that one cannot leave is no voice for it
    assert row["claims"] == "C011, C129, C137, C142"


def test_uncited_claims_are_238(bundled: Graph) -> None:
    rows = ask(bundled, "uncited-claims")
    assert len(rows) == 238
    assert len(only(rows, relation="represents")) == 59


def test_claims_of_source_list_the_166_of_the_base_text(bundled: Graph) -> None:
    rows = ask(bundled, "claims-of-source")
    assert len(rows) == 166
    modalities = [len(only(rows, modality=name)) for name in ("asserted", "planned", "ended", "alleged")]
    assert modalities == [158, 4, 2, 2]
    named = {"C240", "C261", "C262", "C263", "C264", "C265", "C266", "C267", "C268"}
    assert claims(ask(bundled, "claims-of-source", {"source": "s-ec-ds610"})) == named


def test_claims_with_passage_stand_at_a_place_in_the_text(bundled: Graph) -> None:
    rows = ask(bundled, "claims-with-passage")
    assert len(rows) == 166
    assert all(row["locator"] for row in rows)
    placed = [(row["start"], row["end"]) for row in rows if "start" in row]
    assert placed == sorted(placed, key=lambda place: place[0])
    assert all(0 <= start < end <= start + 300 for start, end in placed)
    assert ask(bundled, "claims-with-passage", {"source": "s-ec-ds610"}) == [], "its text is not at hand"


def test_weak_claims_are_thirteen_from_the_worst_grade_on(bundled: Graph) -> None:
    grades = column(ask(bundled, "weak-claims"), "credibility")
    assert grades == ["6"] * 2 + ["5"] * 5 + ["4"] * 6
    assert claims(ask(bundled, "weak-claims", {"least": "5"})) == {
        "C010",
        "C121",
        "C246",
        "C303",
        "C309",
        "C732",
        "X038",
    }


def test_sources_by_kind_count_sources_and_claims(bundled: Graph) -> None:
    counts = {row["group"]: (row["sources"], row["claims"]) for row in ask(bundled, "sources-by")}
    assert counts == {
        "news": (205, 476),
        "article": (34, 288),
        "government page": (20, 101),
        "state media": (19, 37),
        "press release": (12, 37),
        "data set": (1, 1),
        "uncited": (0, 238),
    }


@pytest.mark.parametrize(
    ("trait", "group", "sources"),
    [("country", "US", 60), ("country", "LT", 51), ("language", "en", 270), ("reliability", "A", 11)],
)
def test_sources_by_another_trait_add_up_to_all_of_them(bundled: Graph, trait: str, group: str, sources: int) -> None:
    rows = ask(bundled, "sources-by", {"trait": trait})
    assert only(rows, group=group)[0]["sources"] == sources
    assert (sum(column(rows, "sources")), sum(column(rows, "claims"))) == (291, 1178)


def test_recent_claims_are_those_of_sources_since_the_day(bundled: Graph) -> None:
    assert len(ask(bundled, "recent-claims")) == 44
    # two sources are dated to 2026 or to February 2026 only: any day of it may be meant
    latest = ask(bundled, "recent-claims", {"since": "2026-02-28"})
    assert claims(latest) == {"C354", "C364", "C402", "C403"}


def test_find_claims_finds_a_word_in_notes_labels_and_titles_in_any_case(bundled: Graph) -> None:
    # C076: "Said to give the EU's cheapest household gas price in 2021"
    assert "C076" in claims(ask(bundled, "find-claims", {"words": "CHEAPEST"}))
    assert not ask(bundled, "find-claims", {"words": "no such words anywhere"})
