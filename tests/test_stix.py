"""STIX 2.1: attributions, targets and places become claims; all else is counted with its reason."""

import json
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import record_of, run
from lkg.claims import Actor, Claim
from lkg.errors import InvalidFile
from lkg.importers import stix, take_over
from lkg.importers.accounts import Reading
from lkg.importers.origin import Origin

Object = dict[str, Any]


def thing(type_: str, name: str, **facts: Any) -> Object:
    """An object with an id made from its type and name."""
    days = {"created": "2022-03-01T00:00:00.000Z", "modified": "2022-03-02T00:00:00.000Z"}
    return {"type": type_, "spec_version": "2.1", "id": id_of(type_, name), "name": name} | days | facts


def id_of(type_: str, name: str) -> str:
    return f"{type_}--{name.replace(' ', '-').lower()}"


VENDOR = thing("identity", "Vendor", identity_class="organization")
GROUP = thing("intrusion-set", "Ghost", aliases=["UNC0", "Ghost"])
CAMPAIGN = thing("campaign", "Operation Fog", first_seen="2021-05-01T00:00:00Z")
MINISTRY = thing("identity", "Ministry", identity_class="organization")
BELARUS = {"type": "location", "id": "location--by", "country": "BY", "created": "2022-03-01T00:00:00Z"}
VILNIUS = {"type": "location", "id": "location--v", "country": "LT", "city": "Vilnius", "name": "Vilnius"}


def tie(kind: str, source: Object, target: Object, **facts: Any) -> Object:
    return thing("relationship", f"{kind} {source['id']} {target['id']}") | {
        "relationship_type": kind,
        "source_ref": source["id"],
        "target_ref": target["id"],
    } | facts  # fmt: skip


def read(place: Path, *objects: Object, **options: Any) -> Reading:
    file = place / "feed.json"
    file.write_text(json.dumps({"type": "bundle", "id": "bundle--1", "objects": list(objects)}), encoding="utf-8")
    return stix.read(file, **options)


def only(found: Reading) -> Claim:
    (claim,) = found.record.claims.values()
    return claim


def said(found: Reading) -> tuple[str, str, str, str, str]:
    claim = only(found)
    return claim.subject, claim.relation, claim.object, claim.when.text, claim.modality


def test_an_attribution_is_alleged(tmp_path: Path) -> None:
    found = read(tmp_path, GROUP, CAMPAIGN, tie("attributed-to", CAMPAIGN, GROUP))
    assert said(found) == ("ghost", "organises", "operation-fog", "/2022-03-01", "alleged")
    assert found.record.actors["operation-fog"].kind == "Event"
    assert found.record.actors["ghost"].aliases == (("UNC0", "und-latn"),)
    army = thing("identity", "Army", identity_class="organization")
    found = read(tmp_path, GROUP, army, tie("attributed-to", GROUP, army))
    assert said(found) == ("ghost", "partOf", "army", "2022-03-01", "alleged")


def test_whom_an_actor_targets_it_attacks_and_a_campaign_targets(tmp_path: Path) -> None:
    times = {"start_time": "2021-06-01T00:00:00Z", "stop_time": "2021-07-02T12:00:00Z"}
    found = read(tmp_path, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY, **times))
    assert said(found) == ("ghost", "cyberattacks", "ministry", "2021-06-01/2021-07-02", "asserted")
    found = read(tmp_path, CAMPAIGN, BELARUS, tie("targets", CAMPAIGN, BELARUS, start_time="2021-06-01T00:00:00Z"))
    assert said(found) == ("operation-fog", "targets", "belarus", "2021-06-01/2022-03-02", "asserted")


def test_where_somebody_sits_and_where_he_is_said_to_come_from(tmp_path: Path) -> None:
    found = read(tmp_path, GROUP, BELARUS, tie("located-at", GROUP, BELARUS))
    assert said(found) == ("ghost", "locatedIn", "belarus", "2022-03-01", "asserted")
    assert found.record.actors["belarus"].kind == "State"
    found = read(tmp_path, GROUP, BELARUS, tie("originates-from", GROUP, BELARUS))
    assert said(found) == ("ghost", "locatedIn", "belarus", "2022-03-01", "alleged")
    found = read(tmp_path, MINISTRY, VILNIUS, tie("located-at", MINISTRY, VILNIUS))
    assert found.record.actors["vilnius"].kind == "Place"


def test_a_person_needs_a_role_and_has_no_whereabouts_finer_than_a_city(tmp_path: Path) -> None:
    ona = thing("identity", "Ona", identity_class="individual")
    house = VILNIUS | {"street_address": "1 Street", "id": "location--house"}
    found = read(tmp_path, ona, VILNIUS, tie("located-at", ona, VILNIUS))
    assert found.record.claims == {}
    ona["roles"] = ["spokeswoman"]
    assert said(read(tmp_path, ona, VILNIUS, tie("located-at", ona, VILNIUS)))[0] == "ona"
    assert read(tmp_path, ona, house, tie("located-at", ona, house)).record.claims == {}


def test_a_sighting_of_a_campaign_says_where_it_happened_and_nothing_else(tmp_path: Path) -> None:
    seen = {"type": "sighting", "id": "sighting--1", "created": "2022-03-01T00:00:00Z",
            "first_seen": "2021-05-02T00:00:00Z",
            "sighting_of_ref": CAMPAIGN["id"], "where_sighted_refs": ["location--by", VENDOR["id"]]}  # fmt: skip
    found = read(tmp_path, CAMPAIGN, BELARUS, VENDOR, seen)
    assert said(found) == ("operation-fog", "locatedIn", "belarus", "2021-05-02/", "asserted")
    rows: list[tuple[str, ...]] = []
    found = read(tmp_path, GROUP, BELARUS, seen | {"sighting_of_ref": GROUP["id"]}, listing=rows.append)
    assert found.record.claims == {}
    assert any("sighting--1" in row[4] and row[2].startswith("a sighting of what is no campaign") for row in rows)


def test_the_creator_is_the_claimant_and_the_publisher(tmp_path: Path) -> None:
    found = read(tmp_path, VENDOR, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY, created_by_ref=VENDOR["id"]))
    claim = only(found)
    assert claim.claimant == "vendor"
    assert found.record.sources[claim.source].publisher == "Vendor"
    assert found.record.sources[claim.source].kind == "dataset"


def test_every_page_that_is_referred_to_gives_a_claim_of_its_own(tmp_path: Path) -> None:
    pages = [
        {"source_name": "Paper", "url": "https://paper.example/1", "description": "A report"},
        {"source_name": "mitre-attack", "external_id": "G1"},
        {"source_name": "Blog", "url": "https://blog.example/2"},
    ]
    found = read(tmp_path, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY, external_references=pages))
    cited = {found.record.sources[claim.source] for claim in found.record.claims.values()}
    assert {(s.publisher, s.title, s.url) for s in cited} == {
        ("Paper", "A report", "https://paper.example/1"),
        ("Blog", "Blog", "https://blog.example/2"),
    }


@pytest.mark.parametrize(
    ("confidence", "credibility"),
    [
        (100, "1"),
        (80, "1"),
        (79, "2"),
        (60, "2"),
        (59, "3"),
        (40, "3"),
        (39, "4"),
        (20, "4"),
        (19, "5"),
        (0, "5"),
        (None, ""),
    ],
)
def test_confidence_is_credibility_by_the_admiralty_scale_of_stix(
    tmp_path: Path, confidence: int | None, credibility: str
) -> None:
    found = read(tmp_path, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY, confidence=confidence))
    assert only(found).credibility == credibility


def test_without_confidence_the_credibility_given_for_all_counts(tmp_path: Path) -> None:
    found = read(tmp_path, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY), origin=Origin(credibility="3"))
    assert only(found).credibility == "3"


def test_what_was_revoked_is_withdrawn_by_its_creator(tmp_path: Path) -> None:
    gone = tie("targets", GROUP, MINISTRY, revoked=True, created_by_ref=VENDOR["id"])
    found = read(tmp_path, VENDOR, GROUP, MINISTRY, gone)
    withdrawal = only(found).withdrawal
    assert withdrawal and (withdrawal.on, withdrawal.by) == ("2022-03-02", "Vendor")
    assert found.account.withdrawn == 1


def test_of_several_versions_the_latest_counts(tmp_path: Path) -> None:
    old = tie("targets", GROUP, MINISTRY, confidence=10)
    new = old | {"confidence": 90, "modified": "2023-01-01T00:00:00Z"}
    assert only(read(tmp_path, GROUP, MINISTRY, new, old)).credibility == "1"


def test_what_cannot_be_said_is_counted_with_its_reason(tmp_path: Path) -> None:
    malware = thing("malware", "Bad")
    sector = thing("identity", "Hospitals", identity_class="class")
    objects = (GROUP, MINISTRY, malware, sector, tie("uses", GROUP, malware), tie("targets", GROUP, sector))
    found = read(tmp_path, *objects, tie("related-to", GROUP, MINISTRY), tie("targets", GROUP, CAMPAIGN))
    reasons = set(found.account.left)
    assert found.record.claims == {}
    assert reasons == {
        "malware is no actor",
        "a class of victims is no actor",
        "an end is not in the bundle",
        "related-to between intrusion-set and identity is nothing that a relation of ours says",
        "no claim names it",
    }
    assert found.account.read.total() == 8


def test_a_marking_that_guards_the_data_is_told(tmp_path: Path) -> None:
    red = {"object_marking_refs": ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"]}
    found = read(tmp_path, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY, **red))
    assert "marked TLP:RED (1): do not hand the graph on beyond that" in found.account.notes


def test_who_is_in_the_graph_already_is_the_same(tmp_path: Path) -> None:
    old = record_of(actors={"mfa": Actor("mfa", "Ministry", "GovernmentBody")})
    assert only(read(tmp_path, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY), old=old)).object == "mfa"


@pytest.mark.parametrize("text", ["[]", '{"type": "report"}', '{"type": "bundle"}'])
def test_what_is_no_bundle_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile, match="no STIX bundle"):
        stix.read(tmp_path / "x.json")


def test_a_bundle_makes_a_sound_graph_and_twice_changes_nothing(tmp_path: Path) -> None:
    ties = (
        tie("attributed-to", CAMPAIGN, GROUP, created_by_ref=VENDOR["id"], confidence=70),
        tie("targets", CAMPAIGN, MINISTRY, revoked=True),
        tie("located-at", MINISTRY, VILNIUS),
    )
    found = read(tmp_path, VENDOR, CAMPAIGN, GROUP, MINISTRY, VILNIUS, *ties)
    take_over(found.record, tmp_path / "graph")
    assert take_over(found.record, tmp_path / "graph").files == ()
    report = lkg.check(sorted((tmp_path / "graph").rglob("*.ttl")))
    assert report.ok, report.problems
    assert dict(lkg.open(tmp_path / "graph").record.claims) == dict(found.record.claims)


def test_the_command_reads_a_bundle(tmp_path: Path) -> None:
    read(tmp_path, GROUP, MINISTRY, tie("targets", GROUP, MINISTRY))
    done = run(
        "import", "stix", tmp_path / "feed.json", "--into", tmp_path / "graph", "--listed", tmp_path / "left.txt"
    )
    assert done.code == 0, done.err
    assert "1 intrusion-set, 1 identity, 1 relationship read: 1 claim" in done.out
