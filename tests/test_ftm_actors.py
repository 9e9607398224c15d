"""Who of FollowTheMoney becomes an actor: persons with a public role, and whom the graph knows already."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ftm_entities import ROLE, Made, link, node, one, put, taken
from lkg.claims import Actor, Record
from lkg.importers import present, take_over

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


def test_ids_that_cannot_be_part_of_an_address_get_one_that_can(tmp_path: Path) -> None:
    world = [
        node("http://x/ü", "Organization"),
        node("b"),
        link("Membership", "m 1", member="http://x/ü", organization="b"),
    ]
    claim = one(tmp_path, *world)
    assert claim.subject in taken(tmp_path / "small.ftm.jsonl")[0].actors
    assert " " not in claim.id
