"""Named queries on who contradicts whom; numbers were counted by hand in its tables."""

from lkg.graphs import Graph
from lkg.vocab import local
from query_rows import ask, claims, column, only


def test_disputed_claims_are_98_of_which_66_cannot_both_be_true(bundled: Graph) -> None:
    rows = ask(bundled, "disputed-claims")
    assert (len(rows), len(only(rows, nature="genuine"))) == (98, 66)
    assert (len(only(rows, type="denial")), len(only(rows, type="date"))) == (23, 12)


def test_disputed_claims_show_both_sides_with_their_sources(bundled: Graph) -> None:
    (row,) = [row for row in ask(bundled, "disputed-claims") if local(row["claim"]) == "C316"]
    assert local(row["disputed_claim"]) == "C029"
    assert row["says"].startswith("Lithuania subsidises EUR 130 million")
    assert row["said"].startswith("European Commission subsidises Lithuania")
    assert row["source"] != row["disputed_source"]


def test_contested_statements_are_hit_as_a_whole(bundled: Graph) -> None:
    rows = ask(bundled, "contested-statements")
    # 22 genuine denials, by 21 claims, hit 9 statements
    assert len(rows) == 9
    (row,) = only(rows, subject="China", relation="restricts trade with")
    # six claims say so (C249, that it ended, is none of them); ten claims deny three of the six
    assert (row["object"], row["claims"], row["denials"]) == ("Lithuania", 6, 10)
    assert row["modality"] == "alleged, asserted"
    assert "Zhao Lijian" in row["denied_by"]


def test_denials_by_china_come_from_its_spokesmen_and_bodies_too(bundled: Graph) -> None:
    rows = ask(bundled, "denials-by")
    # 16 denials, two of which dispute two claims each (C202, C306)
    assert (len(claims(rows)), len(rows)) == (16, 18)
    assert {"China", "Zhao Lijian", "Wang Wenbin", "Ministry of Commerce of China"} <= set(column(rows, "denier"))


def test_denials_by_lithuania_include_what_it_said_was_not_so(bundled: Graph) -> None:
    rows = ask(bundled, "denials-by", {"actor": "Lithuania"})
    assert claims(rows) == {"C130", "C210", "C213", "C288", "C375", "C425", "C529"}
    (negated,) = only(rows, modality="negated")
    assert (negated["denier"], local(negated["disputed_claim"])) == ("Ministry of Foreign Affairs of Lithuania", "C011")


def test_contested_status_gives_the_reason_for_nine_nodes(bundled: Graph) -> None:
    rows = ask(bundled, "contested-status")
    assert len(rows) == 9
    (taiwan,) = only(rows, name="Taiwan")
    assert taiwan["class"] == "state or territory"
    assert "claimed by China" in taiwan["reason"]


def test_allegations_are_twelve_with_who_made_them(bundled: Graph) -> None:
    rows = ask(bundled, "allegations")
    assert len(rows) == 12
    assert claims(only(rows, disputed=True)) == {"C187", "C192", "C214", "C392", "C404", "C410", "C414"}
    (arson,) = only(rows, object="IKEA")
    assert (arson["subject"], arson["alleged_by"]) == ("GRU (Russian military intelligence)", "Artūras Urbelis")
