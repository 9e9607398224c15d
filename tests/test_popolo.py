"""Popolo: who was in which office when; every membership is a claim, or has a reason why not."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import record_of, run
from lkg.claims import Actor, Claim
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.importers import popolo, take_over
from lkg.importers.accounts import Reading
from lkg.importers.origin import Origin

SEIMAS = Path("tests", "files", "popolo", "lithuania-seimas-2015.json")


def small(**changes: Any) -> dict[str, Any]:
    """One person, who sits for one party in one parliament."""
    return {
        "persons": [{"id": "p1", "name": "Ona Onaitė", "birth_date": "1970-01-01", "email": "ona@example.org"}],
        "organizations": [
            {"id": "parliament", "name": "Parliament", "classification": "legislature"},
            {"id": "greens", "name": "Žalieji", "classification": "party"},
        ],
        "memberships": [
            {
                "person_id": "p1",
                "organization_id": "parliament",
                "on_behalf_of_id": "greens",
                "role": "member",
                "start_date": "2012-11-16",
                "end_date": "2016-11-14",
            }
        ],
    } | changes


def read(place: Path, data: Any, **options: Any) -> Reading:
    file = place / "mps.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return popolo.read(file, **options)


def member(**changes: Any) -> dict[str, Any]:
    """The small file with another membership."""
    return small(memberships=[small()["memberships"][0] | changes])


def only(found: Reading, relation: str = "memberOf") -> Claim:
    (claim,) = [c for c in found.record.claims.values() if c.relation == relation and c.object == "parliament"]
    return claim


def test_a_membership_makes_a_claim_for_the_office_and_one_for_the_party(tmp_path: Path) -> None:
    found = read(tmp_path, small())
    said = {(c.subject, c.relation, c.object, c.when.text) for c in found.record.claims.values()}
    assert said == {
        ("ona-onaite", "memberOf", "parliament", "2012-11-16/2016-11-14"),
        ("ona-onaite", "memberOf", "zalieji", "2012-11-16/2016-11-14"),
    }
    kinds = {actor.id: actor.kind for actor in found.record.actors.values()}
    assert kinds == {"ona-onaite": "Person", "parliament": "GovernmentBody", "zalieji": "PoliticalParty"}
    assert found.account.left == {}


def test_of_a_person_only_the_public_role_is_taken_and_the_rest_is_counted(tmp_path: Path) -> None:
    found = read(tmp_path, small())
    assert found.record.actors["ona-onaite"].public_role == "member of Parliament"
    assert "1970" not in repr(found.record) and "example.org" not in repr(found.record)
    assert any("birth_date (1)" in note and "email (1)" in note for note in found.account.notes)


def test_a_membership_without_dates_lasts_by_its_term(tmp_path: Path) -> None:
    term = {"id": "t1", "name": "First term", "classification": "legislative period", "start_date": "2012"}
    data = member(start_date=None, end_date=None, legislative_period_id="t1") | {"events": [term]}
    found = read(tmp_path, data)
    assert only(found).when.text == "2012/"
    assert found.record.actors["ona-onaite"].public_role == "member of Parliament (First term)"
    data = member(start_date="2013-05-09", end_date=None, legislative_period_id="t1")
    assert only(read(tmp_path, data | {"events": [term | {"end_date": "2016"}]})).when.text == "2013-05-09/2016"


def test_without_any_date_it_was_so_on_the_day_of_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, member(start_date=None, end_date=None), origin=Origin(published="2015"))
    assert only(found).when.text == "2015"
    assert only(found).note == "member; the file gives no date"


@pytest.mark.parametrize(
    ("role", "relation"), [("Speaker", "leads"), ("Deputy Speaker", "servesIn"), ("", "memberOf"), ("MP", "memberOf")]
)
def test_the_role_says_how_somebody_belongs(tmp_path: Path, role: str, relation: str) -> None:
    assert only(read(tmp_path, member(role=role)), relation).subject == "ona-onaite"


def test_a_post_gives_the_role_and_the_organisation(tmp_path: Path) -> None:
    post = {"id": "chair", "label": "Chair", "organization_id": "parliament"}
    data = member(role=None, organization_id=None, post_id="chair") | {"posts": [post]}
    assert only(read(tmp_path, data), "leads").note == "Chair"


def test_other_names_come_with_their_languages_and_wikidata_stays(tmp_path: Path) -> None:
    names = [{"name": "Greens", "lang": "en"}, {"name": "綠黨"}, {"name": "Greens", "lang": "en"}]
    items = [{"scheme": "wikidata", "identifier": "Q42"}]
    data = small()
    data["organizations"][1] |= {"other_names": names, "identifiers": items}
    party = read(tmp_path, data).record.actors["zalieji"]
    assert party.aliases == (("Greens", "en"), ("綠黨", "und-hani"))
    assert party.wikidata == "Q42"


def test_an_organisation_is_part_of_its_parent(tmp_path: Path) -> None:
    data = small()
    data["organizations"].append(
        {"id": "c", "name": "Committee", "classification": "committee", "parent_id": "parliament"}
    )
    assert only(read(tmp_path, data), "partOf").subject == "committee"


def test_memberships_may_stand_within_the_person(tmp_path: Path) -> None:
    data = small()
    inner = {key: value for key, value in data.pop("memberships")[0].items() if key != "person_id"}
    data["persons"][0]["memberships"] = [inner]
    assert only(read(tmp_path, data)).subject == "ona-onaite"


BAD = [
    ({"person_id": "p9"}, "'p9' is no person"),
    ({"organization_id": "nowhere"}, "'nowhere' is no organisation"),
    ({"organization_id": None}, "names no organisation"),
    ({"on_behalf_of_id": "blues"}, "'blues' is no organisation"),
    ({"legislative_period_id": "t9"}, "'t9', which is no event"),
    ({"start_date": "2012-02-30"}, "February 2012 has no day 30"),
    ({"end_date": "2011"}, "lies before the start"),
]


@pytest.mark.parametrize(("changes", "reason"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_a_membership_that_says_nothing_is_listed_with_its_place(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    listed: list[tuple[str, ...]] = []
    found = read(tmp_path, member(**changes), listing=listed.append)
    assert found.record.claims == {}
    assert listed[0][:2] == (str(tmp_path / "mps.json"), "") and reason in listed[0][2]
    assert listed[0][3:] == ("membership", "memberships[0]")
    assert [row[2] for row in listed if row[4] == "persons[0]"] == ["no membership gives a public role"]


def test_a_repeated_membership_is_taken_once_and_listed(tmp_path: Path) -> None:
    found = read(tmp_path, small(memberships=small()["memberships"] * 2))
    assert len(found.record.claims) == 2
    assert list(found.account.left) == ["it repeats an earlier one"]


def test_two_persons_of_one_name_stay_two(tmp_path: Path) -> None:
    data = small()
    data["persons"].append(data["persons"][0] | {"id": "p2"})
    data["memberships"].append(data["memberships"][0] | {"person_id": "p2"})
    ids = {claim.subject for claim in read(tmp_path, data).record.claims.values()}
    turned = data | {"persons": data["persons"][::-1], "memberships": data["memberships"][::-1]}
    assert len(ids) == 2
    assert {claim.subject for claim in read(tmp_path, turned).record.claims.values()} == ids


def test_who_is_in_the_graph_already_keeps_what_it_says_of_him(tmp_path: Path) -> None:
    known = Actor("ona", "Ona Onaitė", "Person", (("Onutė", "lt"),), public_role="minister since 2020")
    old = record_of(actors={"ona": known, "greens": Actor("greens", "Greens", "PoliticalParty", wikidata="Q42")})
    data = small()
    data["organizations"][1]["identifiers"] = [{"scheme": "wikidata", "identifier": "Q42"}]
    found = read(tmp_path, data, old=old)
    assert found.record.actors["ona"] == known
    assert found.record.actors["greens"].label == "Greens"
    assert ("Žalieji", "und-latn") in found.record.actors["greens"].aliases
    assert any(note.startswith("2 actors of the graph found again") for note in found.account.notes)


def test_a_name_that_belongs_to_another_item_is_somebody_else(tmp_path: Path) -> None:
    old = record_of(actors={"zalieji": Actor("zalieji", "Žalieji", "PoliticalParty", wikidata="Q7")})
    data = small()
    data["organizations"][1]["identifiers"] = [{"scheme": "wikidata", "identifier": "Q42"}]
    found = read(tmp_path, data, old=old)
    assert "zalieji" not in found.record.actors


def test_halves_of_characters_that_no_graph_can_hold_are_left_out(tmp_path: Path) -> None:
    data = small()
    data["organizations"][1] |= {"name": "Green\ud83d\u0000s", "other_names": [{"name": "\ud83d"}, {"name": None}]}
    found = read(tmp_path, data)
    assert found.record.actors["greens"].aliases == ()
    take_over(found.record, tmp_path / "graph")


@pytest.mark.parametrize("data", [{}, [], {"persons": 3}, {"type": "bundle", "objects": []}])
def test_what_is_no_popolo_is_refused(tmp_path: Path, data: Any) -> None:
    with pytest.raises(InvalidFile, match="no Popolo"):
        read(tmp_path, data)


def test_a_file_cut_off_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"persons": [\n{"id": ', encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"x\.json:2  the JSON is cut off"):
        popolo.read(tmp_path / "x.json")
    with pytest.raises(MissingFile, match="no file"):
        popolo.read(tmp_path / "y.json")
    with pytest.raises(Misuse, match="no code of a country"):
        read(tmp_path, small(), country="Lithuania")
    with pytest.raises(Misuse, match="use A"):
        read(tmp_path, small(), origin=Origin(reliability="G"))


# The Seimas of 2012, as EveryPolitician had it in 2015


@pytest.fixture(scope="module")
def seimas(truths: Path) -> Reading:
    return popolo.read(truths / SEIMAS, country="LT")


def test_every_membership_of_the_seimas_is_accounted_for(seimas: Reading) -> None:
    read, claims = seimas.account.read, seimas.record.claims.values()
    assert (read["persons"], read["organizations"], read["memberships"]) == (150, 9, 178)
    assert seimas.account.left == {}
    assert len(claims) == 2 * 178
    assert sum(claim.object == "seimas" for claim in claims) == 178
    kinds = [actor.kind for actor in seimas.record.actors.values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {"Person": 150, "PoliticalParty": 8, "GovernmentBody": 1}


def test_the_seimas_comes_with_names_items_and_terms_but_no_private_life(truths: Path, seimas: Reading) -> None:
    record = seimas.record
    labour = next(actor for actor in record.actors.values() if actor.wikidata == "Q1142007")
    assert {("Labour Party", "en"), ("Партия труда", "ru"), ("工党", "zh-hans")} <= set(labour.aliases)
    kubilius = [c.when.text for c in record.claims.values() if c.subject == "andrius-kubilius" and c.object == "seimas"]
    assert sorted(kubilius) == ["2012-11-17/2012-12-17", "2012-12-18/"]
    person = json.loads((truths / SEIMAS).read_text(encoding="utf-8"))["persons"][0]
    everything = repr(record)
    assert person["birth_date"] not in everything and person["email"] not in everything
    assert person["contact_details"][0]["value"] not in everything


def test_the_seimas_makes_a_sound_graph_and_twice_changes_nothing(tmp_path: Path, seimas: Reading) -> None:
    take_over(seimas.record, tmp_path)
    again = take_over(seimas.record, tmp_path)
    assert (again.added, again.changed, again.same) == ((), (), 356)
    assert lkg.check([tmp_path / "sources.ttl", *tmp_path.rglob("*/*.ttl")]).ok
    assert {k: replace(c) for k, c in lkg.open(tmp_path).record.claims.items()} == dict(seimas.record.claims)


def test_the_command_says_in_two_lines_what_became_of_the_seimas(truths: Path, tmp_path: Path) -> None:
    place = tmp_path / "graph"
    words = ("import", "popolo", truths / SEIMAS, "--into", place, "--country", "LT", "--listed", tmp_path / "l.txt")
    dry = run(*words, "--dry-run")
    assert dry.code == 0 and not place.exists()
    assert "150 persons, 9 organizations, 178 memberships" in dry.out and "would be: 356 claims added" in dry.out
    assert "\n356 claims added" in run(*words).out
    assert "0 claims added, 0 changed, 356 as before" in run(*words).out
    assert (tmp_path / "l.txt").read_text(encoding="utf-8") == "file\tline\treason\twhat\twhich\n"
