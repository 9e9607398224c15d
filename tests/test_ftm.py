"""A link of FollowTheMoney becomes a claim, and what cannot be said is counted and listed."""

from collections import Counter
from pathlib import Path

import pytest

from ftm_entities import Made, link, node, one, put, taken
from lkg.importers.ftm.tables import left_out, links, schemata
from lkg.vocab import folder, ontology

# The smallest example


def test_a_link_becomes_a_claim_with_the_file_as_its_unrated_source(tmp_path: Path) -> None:
    owned = link("Ownership", owner="a", asset="b", startDate="2019-05", percentage="51.50%", role="majority")
    record, account = taken(put(tmp_path, owned, node("a"), node("b", "Company", country="lt")))
    (claim,) = record.claims.values()
    assert (claim.id, claim.subject, claim.relation, claim.object) == ("l", "a", "owns", "b")
    assert (claim.when.text, claim.amount, claim.unit, claim.note) == ("2019-05/", "51.5", "%", "majority")
    source = record.sources[claim.source]
    assert (source.title, source.reliability, len(source.sha256)) == ("File small.ftm.jsonl", "F", 64)
    assert (record.actors["b"].kind, record.actors["b"].country) == ("Company", "LT")
    assert account.read == {"entities": 3, "links": 1}
    assert (account.used, account.claims) == ({"entities": 2, "links": 1}, 1)


# Every row of the table


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (link("Ownership", owner="a", asset="c"), ("a", "owns", "c")),
        (link("Directorship", director="p", organization="a"), ("p", "leads", "a")),
        (link("Membership", member="b", organization="a"), ("b", "memberOf", "a")),
        (link("Employment", employee="p", employer="a"), ("p", "servesIn", "a")),
        (link("Representation", agent="p", client="a"), ("p", "represents", "a")),
        (link("Payment", payer="a", beneficiary="b", date="2020"), ("a", "spendsOn", "b")),
        (link("Debt", creditor="a", debtor="b", date="2020"), ("a", "lendsTo", "b")),
        (link("UnknownLink", subject="p", object="a"), ("p", "affiliatedWith", "a")),
        (link("UnknownLink", subject="a", object="b", role="lkg:criticises"), ("a", "criticises", "b")),
        (link("ProjectParticipant", participant="a", project="j", date="2020"), ("a", "participatesIn", "j")),
        (link("CourtCaseParty", party="a", case="k", role="Plaintiff"), ("a", "complainantIn", "k")),
        (link("CourtCaseParty", party="a", case="k", role="defendant"), ("a", "respondentIn", "k")),
        (link("CourtCaseParty", party="a", case="k", role="witness"), ("a", "participatesIn", "k")),
        (link("ContractAward", contract="o", supplier="c", date="2020"), ("o", "suppliedBy", "c")),
        (link("Sanction", entity="a", country="us", startDate="2020-01-01"), ("usa", "sanctions", "a")),
        (link("Sanction", entity="a", authorityId="b"), ("b", "sanctions", "a")),
        (link("Sanction", entity="a", authority="Some Board"), ("some-board", "sanctions", "a")),
        (link("Occupancy", holder="p", post="post"), ("p", "servesIn", "a")),
        (link("Occupancy", holder="p", post="post-lt"), ("p", "servesIn", "lithuania")),
        (node("e", "Event", organizer="a", date="2020"), ("a", "organises", "e")),
        (node("e", "Event", involved="a", date="2020"), ("a", "participatesIn", "e")),
        (node("d", "Company", parent="a"), ("d", "partOf", "a")),
        (node("d", "Contract", authority="a", date="2020"), ("a", "procures", "d")),
    ],
)
def test_each_schema_has_its_relation(made: Made, expected: tuple[str, str, str], tmp_path: Path) -> None:
    world = [
        node("a"), node("b"), node("c", "Company"), node("p", "Person", position="chair"), node("j", "Project"),
        node("k", "CourtCase"), node("o", "Contract"), node("post", "Position", organization="a"),
        node("post-lt", "Position", country="lt"),
    ]  # fmt: skip
    claim = one(tmp_path, *world, made)
    assert (claim.subject, claim.relation, claim.object) == expected


def test_a_sanction_has_its_user_as_claimant(tmp_path: Path) -> None:
    claim = one(tmp_path, node("a"), link("Sanction", entity="a", country="us", program="X", reason="Y"))
    assert (claim.claimant, claim.note) == ("usa", "X; Y")


def test_several_ends_make_a_claim_for_each_pair_with_ids_that_stay(tmp_path: Path) -> None:
    paid = link("Payment", payer="a", beneficiary=["b", "c"], amount="1000.50", currency="eur", date="2020-01-02")
    file = put(tmp_path, node("a"), node("b"), node("c"), paid)
    record, account = taken(file)
    assert {(c.object, c.amount, c.unit) for c in record.claims.values()} == {
        ("b", "1000.5", "EUR"),
        ("c", "1000.5", "EUR"),
    }
    assert (account.read["links"], account.used["links"], account.claims) == (1, 1, 2)
    assert set(taken(file)[0].claims) == set(record.claims)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"startDate": "2019", "endDate": "2020-03-04T00:00:00"}, "2019/2020-03-04"),
        ({"endDate": "2020"}, "/2020"),
        ({"startDate": ["2020-02", "2019"]}, "2019/"),
        ({"date": "2020-02-03"}, "2020-02-03"),
        ({}, "2026-11-22?"),
    ],
)
def test_dates_become_edtf(properties: Made, expected: str, tmp_path: Path) -> None:
    made = link("Ownership", owner="a", asset="b", **properties)
    assert one(tmp_path, node("a"), node("b", "Company"), made).when.text == expected


def test_pages_and_documents_that_prove_a_link_are_its_source(tmp_path: Path) -> None:
    world = [node("a"), node("b", "Company")]
    paged = link(
        "Ownership", owner="a", asset="b", sourceUrl="https://x.lt/1", publisher="Register", retrievedAt="2024-05-06"
    )
    record, _ = taken(put(tmp_path, *world, paged))
    (source,) = record.sources.values()
    assert (source.url, source.publisher, source.accessed) == ("https://x.lt/1", "Register", "2024-05-06")
    document = {"id": "doc", "schema": "Document", "properties": {"title": ["Deed"], "sourceUrl": ["https://x.lt/2"]}}
    record, _ = taken(put(tmp_path, *world, document, link("Ownership", owner="a", asset="b", proof="doc")))
    assert [source.title for source in record.sources.values()] == ["Deed"]


# The tables


def test_every_row_of_the_tables_names_what_exists() -> None:
    assert {row.kind for row in schemata().values()} - {""} <= set(ontology().classes)
    assert {row.relation for rows in links().values() for row in rows} <= set(ontology().relations)
    assert all(row.kind or row.note for row in schemata().values())
    assert all(left_out().values())


def test_the_links_agree_with_the_matches_of_the_ontology() -> None:
    ours = {(row.schema, row.relation) for rows in links().values() for row in rows}
    text = (folder("ontology") / "relations.ttl").read_text(encoding="utf-8")
    theirs = {
        (match.removeprefix("^"), block.partition(" ")[0].removeprefix("lkg:"))
        for block in text.split("\n\n")
        for line in block.splitlines()
        if line.strip().startswith("lkg:ftm ")
        for match in line.split('"')[1::2]
    }
    # the role or --payments tells these, a contract names its buyer itself, and customs records make no claim
    apart = {
        ("CourtCaseParty", "complainantIn"), ("CourtCaseParty", "respondentIn"), ("CourtCaseParty", "thirdPartyIn"),
        ("Payment", "subsidises"), ("ContractAward", "procures"), ("EconomicActivity", "exportsTo"),
    }  # fmt: skip
    assert theirs - ours == apart


# What cannot be said is counted


def test_links_that_make_no_claim_have_a_reason(tmp_path: Path) -> None:
    file = put(
        tmp_path,
        node("a"),
        node("b"),
        link("Membership", "l1", member="a"),
        link("Membership", "l2", member="a", organization="gone"),
        link("Ownership", "l3", owner="a", asset="a"),
        link("Employment", "l4", employee="a", employer="b"),
        link("Membership", "l5", member="a", organization="b", startDate="soon"),
        link("Payment", "l6"),
        link("Membership", "l7", member="a", organization="b", startDate="2010", endDate="2001"),
    )
    record, account = taken(file, listed=tmp_path / "left.tsv")
    assert record.claims == {}
    assert {reason: found.total() for reason, found in account.left.items()} == {
        "one-sided": 2, "missing": 1, "own": 1, "misfit": 1, "no-date": 2,
    }  # fmt: skip
    _, *rows = (tmp_path / "left.tsv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 7
    assert rows[1].split("\t")[1:] == ["4", "missing", "Membership: entity that is not there", "l2"]


def test_an_entity_that_comes_twice_counts_once(tmp_path: Path) -> None:
    _, account = taken(put(tmp_path, node("a"), node("a", alias="Other")))
    assert (account.used["entities"], account.total("repeated")) == (1, 1)


def test_amounts_that_are_no_number_are_counted_and_not_guessed(tmp_path: Path) -> None:
    made = link("Ownership", owner="a", asset="b", percentage="25-50%")
    file = put(tmp_path, node("a"), node("b", "Company"), made)
    record, account = taken(file)
    assert [claim.amount for claim in record.claims.values()] == [""]
    assert account.notes["amounts that are no number or lack a currency, not taken over"] == 1
    del made["properties"]["percentage"]
    assert [
        note for note in taken(put(tmp_path, node("a"), node("b", "Company"), made))[1].notes if "amount" in note
    ] == []


def test_one_bad_end_of_several_costs_only_its_own_pair(tmp_path: Path) -> None:
    paid = link("Payment", payer="a", beneficiary=["b", "gone"], date="2020")
    record, account = taken(put(tmp_path, node("a"), node("b"), paid))
    assert [claim.object for claim in record.claims.values()] == ["b"]
    assert (account.used["links"], account.left["part"]) == (1, Counter({"Payment: entity that is not there": 1}))
