"""A statement of Wikidata becomes a claim: its rank, its doubt and each of its references are kept."""

from pathlib import Path

import pytest

import lkg
from lkg.importers import take_over
from lkg.vocab import PREFIXES
from wikidata_entities import claims_of, entity, member, moment, put, said, taken, text, to


def test_a_statement_becomes_a_claim_with_wikidata_as_its_unrated_source(tmp_path: Path) -> None:
    record, account = taken(put(tmp_path, member(P580=moment("+2004-05-01T00:00:00Z"))))
    (claim,) = record.claims.values()
    assert (claim.subject, claim.relation, claim.object, claim.when.text) == ("Q1", "memberOf", "Q2", "2004-05-01/")
    assert (claim.id, claim.credibility, claim.modality, claim.withdrawal) == ("Q1-a", "", "asserted", None)
    source = record.sources[claim.source]
    assert (source.title, source.reliability, source.published) == ("Wikidata: A (Q1)", "F", "2026-04-21")
    assert "names no reference" in source.note
    assert account.read == {"entities": 1, "statements": 2}
    assert (account.used, account.claims) == ({"entities": 1, "statements": 1}, 1)


def test_an_item_known_only_as_a_value_is_called_by_its_q_id_and_says_why_it_is_of_its_kind(tmp_path: Path) -> None:
    record, _ = taken(put(tmp_path, entity("Q1", "A", "Q5", P39=[said("Q9", "Q1$o")], P102=[said("Q2", "Q1$a")])))
    party = record.actors["Q2"]
    assert (party.label, party.kind, party.wikidata) == ("Q2", "PoliticalParty", "Q2")
    assert "member of political party (P102)" in party.scope


# Ranks: deprecated statements are no facts


def test_a_deprecated_statement_is_a_withdrawn_claim_and_neither_a_tie_nor_a_direct_edge(tmp_path: Path) -> None:
    ruled = member(rank="deprecated", P2241=to("Q25895909"))
    other = entity("Q3", "C", P463=[said("Q2", "Q3$a", rank="preferred")])
    record, account = taken(put(tmp_path, ruled, other))
    withdrawn = record.claims["Q1-a"].withdrawal
    assert withdrawn and withdrawn.on == "2026-04-21"
    assert withdrawn.because == "ranked as deprecated in the version of 2026-04-21; reason for the rank: Q25895909"
    assert account.withdrawn == 1
    take_over(record, tmp_path / "graph")
    graph = lkg.open(tmp_path / "graph")
    net = lkg.network(graph, memberships="ties")
    assert {(tie.source, tie.target) for tie in net.ties} == {("Q3", "Q2")}
    edges = graph.query("SELECT ?a { ?a lkg:memberOf actor:Q2 }")
    assert [str(row[0]) for row in edges] == [f"<{PREFIXES['actor']}Q3>"]


def test_the_locator_names_the_rank_and_the_statement(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, member(rank="preferred"))
    assert claim.locator == "Q1 P463, preferred rank, statement Q1$a"


# Doubt


@pytest.mark.parametrize("name", ["P5102", "P1480"])
def test_what_wikidata_itself_doubts_is_alleged_and_no_direct_edge(name: str, tmp_path: Path) -> None:
    record, account = taken(put(tmp_path, member(**{name: to("Q32188232")})))
    assert [claim.modality for claim in record.claims.values()] == ["alleged"]
    assert account.alleged == 1
    take_over(record, tmp_path / "graph")
    assert not list(lkg.open(tmp_path / "graph").query("SELECT ?a { ?a lkg:memberOf ?b }"))


def test_circa_is_about_the_date_and_no_doubt(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, member(P580=moment("+2004-00-00T00:00:00Z", 9), P1480=to("Q5727902")))
    assert (claim.modality, claim.when.text) == ("asserted", "2004~/")


def test_a_statement_that_someone_disputes_is_denied_by_them(tmp_path: Path) -> None:
    disputed = member(P1310=to("Q3"))
    record, _ = taken(put(tmp_path, disputed, entity("Q3", "C")))
    denial = record.claims["Q1-a-disputed-Q3"]
    assert (denial.subject, denial.relation, denial.object) == ("Q3", "denies", "Q1")
    assert (denial.disputes[0].disputed, denial.disputes[0].hits) == ("Q1-a", True)
    take_over(record, tmp_path / "graph")
    net = lkg.network(lkg.open(tmp_path / "graph"), memberships="ties")
    assert [(tie.relation, tie.contested) for tie in net.ties] == [("memberOf", True)]


# References


def test_each_reference_is_a_source_and_a_claim_of_its_own(tmp_path: Path) -> None:
    page = {
        "P854": [text("https://www.lrs.lt/x")],
        "P1476": [{"snaktype": "value", "datavalue": {"value": {"text": "Narys", "language": "lt"}}}],
        "P813": [moment("+2020-02-03T00:00:00Z")],
        "P577": [moment("+2019-00-00T00:00:00Z", 9)],
        "P1065": [text("https://web.archive.org/x")],
    }
    stated = {"P248": [to("Q36578")]}
    record, _ = taken(put(tmp_path, member(refs=[page, stated, page])))
    assert len(record.claims) == 2
    assert all(name.startswith("Q1-a-") for name in record.claims)
    web, base = sorted(record.sources.values(), key=lambda source: source.origin)
    assert (web.title, web.publisher, web.published) == ("Narys", "lrs.lt", "2019")
    assert (web.accessed, web.archived, web.reliability) == ("2020-02-03", "https://web.archive.org/x", "F")
    assert (base.url, base.origin) == ("https://www.wikidata.org/wiki/Q36578", "Q36578")
    assert "nobody here has read it" in base.note


def test_what_was_imported_from_wikipedias_and_what_has_no_reference_is_one_voice(tmp_path: Path) -> None:
    first = entity("Q1", "A", P530=[said("Q2", "Q1$a", refs=[{"P143": [to("Q328")]}, {"P143": [to("Q48183")]}])])
    record, _ = taken(put(tmp_path, first | {"claims": first["claims"] | {"P31": [said("Q6256", "Q1$k")]}}))
    assert {source.origin for source in record.sources.values()} == {"Wikimedia"}
    take_over(record, tmp_path / "graph")
    (tie,) = lkg.network(lkg.open(tmp_path / "graph")).ties
    assert (len(tie.claims), tie.voices) == (2, 1)
