"""Named queries on money, goods and energy; numbers were counted by hand in its tables."""

from lkg.graphs import Graph
from query_rows import ask, claims, column, only


def test_pledges_have_amount_unit_donor_and_recipient(bundled: Graph) -> None:
    rows = ask(bundled, "pledges")
    assert len(rows) == 9
    fund = only(rows, amount=200_000_000, unit="USD")
    # the base text, the state and its development council: three claims, one fund
    assert column(fund, "donor") == ["Taiwan", "Taiwan", "National Development Council of Taiwan"]
    (doses,) = only(rows, unit="vaccine doses")
    assert (doses["donor"], doses["recipient"]) == ("Lithuania", "Taiwan")


def test_money_flows_leave_ranks_out_and_mark_what_is_disputed(bundled: Graph) -> None:
    rows = ask(bundled, "money-flows")
    assert len(rows) == 17
    assert all(row["unit"].startswith("EUR") for row in rows)
    assert "C201" not in claims(rows), "a rank among investors is no money"
    assert claims(only(rows, disputed=True)) == {"C029", "C316", "C446", "C455", "C574"}
    assert claims(only(rows, modality="planned")) == {"C446", "C454", "C455"}


def test_aid_ranking_figures_are_ordered_within_each_cut_off(bundled: Graph) -> None:
    rows = ask(bundled, "aid-ranking-figures")
    assert len(rows) == 19
    edition = only(rows, cut_off="2024-01-15")
    assert column(edition, "donor") == ["Estonia", "Denmark", "Norway", "Lithuania", "United States"]
    assert column(edition, "amount") == [3.55, 2.41, 1.72, 1.54, 0.32]
    assert set(column(edition, "reported_by")) == {"Kiel Institute for the World Economy"}


def test_export_figures_to_china_keep_the_two_series_apart(bundled: Graph) -> None:
    rows = ask(bundled, "export-figures")
    assert len(rows) == 21
    customs = only(rows, reported_by="General Administration of Customs of China")
    statistics = only(rows, reported_by="State Data Agency (Statistics Lithuania)")
    assert (len(customs), len(statistics)) == (8, 9)
    assert claims(only(rows, disputed=True)) == {"C233", "C236", "C238", "C240", "C241", "C254", "C258"}
    (peak,) = only(rows, when="2020")
    assert (peak["amount"], peak["unit"]) == (243_900_000, "EUR")


def test_export_figures_answer_for_another_pair(bundled: Graph) -> None:
    assert claims(ask(bundled, "export-figures", {"exporter": "China", "importer": "Lithuania"})) == {"C259", "C260"}


def test_procurement_lists_orders_and_suppliers_by_item(bundled: Graph) -> None:
    rows = ask(bundled, "procurement")
    # 18 orders by the state, its ministry, its forces and the firm that it owns; 12 suppliers of the 8 items
    assert (len(only(rows, relation="procures")), len(only(rows, relation="is supplied by"))) == (18, 12)
    assert len(set(column(rows, "item"))) == 8
    (rockets,) = only(rows, party="Lockheed Martin", when="2022-12-16")
    assert (rockets["amount"], rockets["unit"]) == (495_000_000, "USD")
    assert "Poland" not in column(rows, "party"), "it books capacity at the terminal for itself"


def test_energy_links_include_plans_as_such(bundled: Graph) -> None:
    rows = ask(bundled, "energy-links")
    assert (len(rows), len(only(rows, modality="planned"))) == (25, 4)
    assert {row["to"] for row in only(rows, relation="connects to", **{"from": "NordBalt"})} == {"Lithuania", "Sweden"}
    (cable,) = only(rows, unit="MW", when="2016")
    assert cable["amount"] == 700
