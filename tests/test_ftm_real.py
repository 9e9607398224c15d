"""Real files of FollowTheMoney: every entity is an actor, a claim or counted, and sums are kept."""

import json
from collections import Counter
from pathlib import Path

import pytest

from ftm_entities import ROLE, real, taken
from lkg.importers import take_over
from lkg.validate import check


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
