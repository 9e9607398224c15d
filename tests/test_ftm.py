"""Entities of FollowTheMoney in and out: what both models can say survives, what one cannot is counted and listed."""

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import graph_of, run
from lkg import exports
from lkg.claims import Actor, Claim, Record
from lkg.errors import InvalidFile, MissingFile, Misuse, UnknownTerm
from lkg.exports import ftm as writer
from lkg.graphs import Graph
from lkg.importers import ftm, present, take_over
from lkg.importers.accounts import listing_into
from lkg.importers.bulk import into_store
from lkg.importers.ftm.tables import left_out, links, schemata
from lkg.validate import check
from lkg.vocab import folder, ontology

Made = dict[str, Any]
ROLE = "donor to a party, in the register of the Bundestag"


def node(name: str, schema: str = "Organization", **properties: str | list[str]) -> Made:
    given = {"name": name.upper()} | properties
    return {"id": name, "schema": schema, "properties": {k: [v] if isinstance(v, str) else v for k, v in given.items()}}


def link(schema: str, name: str = "l", **properties: str | list[str]) -> Made:
    found = node(name, schema, **properties)
    del found["properties"]["name"]
    return found


def put(place: Path, *entities: Made, name: str = "small.ftm.jsonl") -> Path:
    file = place / name
    file.write_text("".join(json.dumps(each) + "\n" for each in entities), encoding="utf-8")
    return file


def taken(*files: Path, listed: Path | None = None, **options: Any) -> tuple[Record, ftm.Account]:
    with listing_into(listed) as listing:
        reading = ftm.read(files, accessed="2026-11-22", listing=listing, **options)
        return reading.record, reading.account


def one(place: Path, *entities: Made, **options: Any) -> Claim:
    (claim,) = taken(put(place, *entities), **options)[0].claims.values()
    return claim


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


# Persons


def test_persons_without_a_public_role_are_left_out_with_their_links_unless_one_is_given(tmp_path: Path) -> None:
    paid = link("Payment", payer="p", beneficiary="a", date="2020")
    file = put(tmp_path, node("p", "Person", birthDate="1950", gender="female", addressEntity="x"), node("a"), paid)
    record, account = taken(file, payments="aids")
    assert (set(record.actors), record.claims) == ({"a"}, {})
    assert account.total("no-role") == account.total("missing") == 1
    record, account = taken(file, payments="aids", role=ROLE)
    assert record.actors["p"].public_role == ROLE
    assert len(record.claims) == 1
    assert account.left["private"] == Counter({"Person.birthDate": 1, "Person.gender": 1, "Person.addressEntity": 1})
    assert "1950" not in str(record.actors)


@pytest.mark.parametrize(
    ("properties", "links_", "role"),
    [
        ({"position": "Minister"}, [], "Minister"),
        ({"topics": "role.pep"}, [], "marked as role.pep in FollowTheMoney"),
        ({}, [link("Occupancy", holder="p", post="post")], "POST"),
        ({}, [link("Directorship", director="p", organization="a", role="CEO")], "CEO"),
        ({}, [link("Sanction", entity="p", program="Belarus")], "named on a list of sanctions (Belarus)"),
    ],
)
def test_the_public_role_comes_from_what_the_file_says(
    properties: Made, links_: list[Made], role: str, tmp_path: Path
) -> None:
    world = [node("p", "Person", **properties), node("a"), node("post", "Position", country="lt"), *links_]
    assert taken(put(tmp_path, *world))[0].actors["p"].public_role == role


def test_family_acquaintances_and_papers_are_left_out_and_counted(tmp_path: Path) -> None:
    file = put(
        tmp_path,
        node("p", "Person", position="x"),
        link("Family", person="p", relative="q"),
        link("Associate", "m", person="p", associate="q"),
        link("Passport", "n", holder="p"),
        link("Astrology", "o", star="p"),
    )
    record, account = taken(file)
    assert (len(record.actors), record.claims) == (1, {})
    assert account.left["left-out"] == Counter({"Family": 1, "Associate": 1, "Passport": 1})
    assert account.left["unknown"] == Counter({"Astrology": 1})


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


# Identity


def test_actors_that_the_graph_knows_by_their_wikidata_id_keep_their_id(tmp_path: Path) -> None:
    old = Actor("lithuania", "Lithuania", "State", wikidata="Q37")
    take_over(Record({"lithuania": old}), tmp_path / "graph")
    world = [link("Membership", member="x", organization="a"), node("x", "PublicBody", wikidataId="Q37"), node("a")]
    record, _ = taken(put(tmp_path, *world), old=present(tmp_path / "graph"))
    (claim,) = record.claims.values()
    assert (claim.subject, record.actors["lithuania"].kind) == ("lithuania", "State")


def test_what_the_graph_says_under_the_same_id_stays_and_gains_names(tmp_path: Path) -> None:
    old = Actor("a", "A in my words", "MediaOutlet", (("Aa", "lt"),), scope="my note")
    take_over(Record({"a": old}), tmp_path / "graph")
    record, _ = taken(put(tmp_path, node("a")), old=present(tmp_path / "graph"))
    assert record.actors["a"] == replace(old, aliases=(("A", "und-latn"), ("Aa", "lt")))


def test_one_bad_end_of_several_costs_only_its_own_pair(tmp_path: Path) -> None:
    paid = link("Payment", payer="a", beneficiary=["b", "gone"], date="2020")
    record, account = taken(put(tmp_path, node("a"), node("b"), paid))
    assert [claim.object for claim in record.claims.values()] == ["b"]
    assert (account.used["links"], account.left["part"]) == (1, Counter({"Payment: entity that is not there": 1}))


def test_ids_that_cannot_be_part_of_an_address_get_one_that_can(tmp_path: Path) -> None:
    world = [
        node("http://x/ü", "Organization"),
        node("b"),
        link("Membership", "m 1", member="http://x/ü", organization="b"),
    ]
    claim = one(tmp_path, *world)
    assert claim.subject in taken(tmp_path / "small.ftm.jsonl")[0].actors
    assert " " not in claim.id


# Files


def test_every_line_that_is_no_entity_is_named_before_anything_is_written(tmp_path: Path) -> None:
    file = put(tmp_path, node("a"), node("b"))
    file.write_text(
        file.read_text(encoding="utf-8")
        + '{"id": "c", "sch\n[1]\n{"id": "d"}\n{"id":"e","schema":"X","properties":[]}\n',
        encoding="utf-8",
    )
    done = run("import", "ftm", file, "--into", tmp_path / "graph")
    assert done.code == 1
    for line, words in (
        (3, "the JSON is cut off"),
        (4, "no entity"),
        (5, 'the entity has no "schema"'),
        (6, "no mapping"),
    ):
        assert f"{file}:{line}  " in done.err
        assert words in done.err
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"[" * 100_000, b"a,b\n1,2\n"])
def test_what_is_no_file_of_entities_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.ftm.jsonl").write_bytes(data)
    with pytest.raises(InvalidFile, match=r"x\.ftm\.jsonl"):
        taken(tmp_path / "x.ftm.jsonl")


def test_a_packed_file_says_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, node("a"), node("b"))
    packed = tmp_path / "small.ftm.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert taken(packed)[0].actors == taken(file)[0].actors


def test_a_call_that_makes_no_sense_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        ftm.read([tmp_path / "none"])
    with pytest.raises(Misuse):
        ftm.read([])
    with pytest.raises(UnknownTerm, match="Did you mean aids"):
        ftm.read([put(tmp_path, node("a"))], payments="aid")
    done = run("import", "ftm", tmp_path / "small.ftm.jsonl")
    assert (done.code, "--into FOLDER" in done.err) == (2, True)


def test_a_store_and_a_folder_hold_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, node("a"), node("b", "Company"), link("Ownership", owner="a", asset="b"))
    into_store(ftm.read([file], accessed="2026-11-22").records, tmp_path / "store")
    assert dict(lkg.open(tmp_path / "store").record.claims) == dict(taken(file)[0].claims)


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


# The real files


def real(truths: Path, name: str) -> Path:
    return truths / "tests" / "files" / "ftm" / f"{name}.ftm.jsonl"


@pytest.mark.parametrize(
    ("name", "entities", "actors", "claims"), [("donations", 474, 95, 290), ("parteispenden", 475, 96, 291)]
)
def test_every_entity_of_the_real_files_is_an_actor_or_a_claim_or_an_address(
    name: str, entities: int, actors: int, claims: int, truths: Path, tmp_path: Path
) -> None:
    record, account = taken(real(truths, name), role=ROLE, payments="aids")
    assert account.read["entities"] == entities
    assert (account.used["entities"], account.used["links"], account.total("left-out")) == (actors, 290, 89)
    assert account.used["entities"] + account.used["links"] + account.total("left-out") == entities
    assert account.left["left-out"] == Counter({"Address": 89})
    assert len(record.claims) == claims
    take_over(record, tmp_path / "graph")
    assert [str(each) for each in check((tmp_path / "graph").rglob("*.ttl")).problems if each.severe] == []


def test_without_a_role_the_22_donors_of_the_real_file_are_left_out_with_their_48_payments(truths: Path) -> None:
    record, account = taken(real(truths, "donations"), payments="aids")
    assert (account.total("no-role"), account.total("missing"), len(record.claims)) == (22, 48, 242)
    assert account.used["links"] + account.total("missing") == account.read["links"] == 290
    assert {actor.kind for actor in record.actors.values()} == {"Company", "Organization"}


def test_the_sums_of_the_real_file_are_kept(truths: Path) -> None:
    rows = [json.loads(line) for line in real(truths, "donations").read_text(encoding="utf-8").splitlines()]
    given = Counter[str]()
    for row in rows:
        if row["schema"] == "Payment":
            given[row["properties"]["beneficiary"][0]] += int(float(row["properties"]["amountEur"][0]) * 100)
    record, _ = taken(real(truths, "donations"), role=ROLE, payments="aids")
    got = Counter[str]()
    for claim in record.claims.values():
        got[claim.object] += int(float(claim.amount) * 100)
    assert got == given


# Out


def test_a_claim_goes_out_as_a_link_with_its_id(tmp_path: Path) -> None:
    graph = graph_of(
        "a owns firm 2019-05/2020 amount=51 unit=% locator=p1 note=n", actors={"a": "Organization", "firm": "Company"}
    )
    (file,) = lkg.export(graph, tmp_path / "out.ftm.jsonl")
    rows = {row["id"]: row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    assert rows["firm"] == {"id": "firm", "schema": "Company", "properties": {"name": ["firm"]}}
    assert rows["C1"]["schema"] == "Ownership"
    assert rows["C1"]["properties"] == {
        "owner": ["a"], "asset": ["firm"], "startDate": ["2019-05"], "endDate": ["2020"], "percentage": ["51"],
        "summary": ["n"], "recordId": ["p1"], "publisher": ["paper"],
    }  # fmt: skip


@pytest.mark.parametrize("words", ["alleged", "negated", "planned", "ended", "withdrawn=2024-01-01"])
def test_only_what_a_graph_asserts_goes_out_as_a_fact(words: str) -> None:
    graph = graph_of(f"a memberOf b 2022-01-01 {words}", actors={"b": "Organization"})
    rows = [json.loads(line) for line in writer.text(graph).splitlines()]
    assert [row["schema"] for row in rows] == ["PublicBody", "Organization"]
    assert writer.left_out(graph).claims == Counter({words.partition("=")[0]: 1})


def test_the_command_says_what_did_not_go_out(tmp_path: Path) -> None:
    done = run("export", tmp_path / "out.ftm.jsonl")
    assert done.code == 0
    assert "67 claims not written" in done.err
    assert "alleged (12)" in done.err
    assert exports.form_of(tmp_path / "out.ftm.jsonl") == "ftm"


# In, out and in again


def again(record: Record, place: Path, **options: Any) -> Record:
    """The record written into a folder, exported from it, and read once more."""
    take_over(record, place / "graph")
    (file,) = lkg.export(lkg.open(place / "graph"), place / "out.ftm.jsonl")
    return taken(file, **options)[0]


@pytest.mark.parametrize("name", ["donations", "parteispenden"])
def test_in_out_in_keeps_everything_of_a_real_file_but_which_file_it_was(
    name: str, truths: Path, tmp_path: Path
) -> None:
    first, _ = taken(real(truths, name), role=ROLE, payments="aids")
    second = again(first, tmp_path)
    assert second.actors == first.actors
    # the file is the source of both, by its digest, and it is another file now
    assert {name: replace(claim, source="") for name, claim in second.claims.items()} == {
        name: replace(claim, source="") for name, claim in first.claims.items()
    }


def test_the_bundled_graph_comes_back_with_all_that_both_models_can_say(bundled: Graph, tmp_path: Path) -> None:
    (file,) = lkg.export(bundled, tmp_path / "out.ftm.jsonl")
    back, account = taken(file)
    assert account.left == {}
    writable = {name for name, actor in bundled.record.actors.items() if writer.schema_of(actor.kind)}
    assert set(back.actors) == writable
    assert {name: plain_actor(back.actors[name]) for name in writable} == {
        name: plain_actor(bundled.record.actors[name]) for name in writable
    }
    stated = {
        name: claim
        for name, claim in bundled.record.claims.items()
        if claim.modality == "asserted" and not claim.withdrawal and {claim.subject, claim.object} <= writable
    }
    assert set(back.claims) == set(stated)
    for name, claim in stated.items():
        found = back.claims[name]
        assert (found.subject, found.relation, found.object) == (claim.subject, claim.relation, claim.object), name
        assert (found.note, found.locator or claim.locator) == (claim.note, claim.locator or found.locator), name
        assert found.when.text == plain_date(claim.when.text) or not plain_date(claim.when.text), name
        if found.amount:
            assert (found.amount, found.unit) == (claim.amount, claim.unit), name
        if bundled.record.sources[claim.source].url:
            source = bundled.record.sources[claim.source]
            assert (back.sources[found.source].url, back.sources[found.source].publisher) == (
                source.url,
                source.publisher,
            )


def plain_actor(actor: Actor) -> Actor:
    """Without what FollowTheMoney cannot say: the languages of names, a country code for what belongs to several."""
    names = tuple(sorted({text for text, _ in actor.aliases} - {actor.label}))
    return replace(actor, aliases=tuple((name, "") for name in names), country=actor.country.replace("INT", ""))


def plain_date(text: str) -> str:
    """Without what FollowTheMoney cannot say of a date: marks, open ends as against unknown ones."""
    plain = "/".join(end.rstrip("~?%").replace("..", "") for end in text.split("/"))
    return "" if "X" in plain else plain
