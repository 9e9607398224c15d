"""Panels as their makers publish them, against counts that were published or made another way."""

from __future__ import annotations

import csv
import lzma
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from lkg.claims import Actor, Claim
from lkg.importers import panel
from lkg.importers.panel import Account
from lkg.importers.panel.actors import states

Row = dict[str, str]


def rows(file: Path) -> Iterator[Row]:
    with lzma.open(file, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def number(cell: str) -> int:
    return int(float(cell))


def state(code: str) -> str:
    return states("cow")[str(number(code))].id


@pytest.fixture(scope="module")
def data(truths: Path) -> Path:
    return truths / "data"


class Taken:
    """The actors and claims of one example, and its account."""

    def __init__(self, name: str, folder: Path) -> None:
        found = panel.read(name, folder)
        self.actors: dict[str, Actor] = {}
        self.claims: list[Claim] = []
        for record in found.records:
            if isinstance(record, Claim):
                self.claims.append(record)
            elif isinstance(record, Actor):
                self.actors[record.id] = record
        self.account: Account = found.account


@pytest.fixture(scope="module")
def igo(data: Path) -> Taken:
    return Taken("cow-igo", data)


def stated(claim: Claim, end: int = 2014) -> range:
    """The years of a spell, up to the end of the data where it goes on."""
    first, last = claim.when.text.split("/")
    return range(int(first), (end if last == ".." else int(last)) + 1)


def bridged(claim: Claim) -> set[int]:
    """The years that no row states, as the claim itself names them."""
    _, _, years = claim.note.partition("; no row for ")
    parts = [part.split("–") for part in years.split(", ") if part]
    return {year for part in parts for year in range(int(part[0]), int(part[-1]) + 1)}


def test_the_rule_for_gaps_gives_the_published_spells(igo: Taken, data: Path) -> None:
    ours = [(c.subject, c.object, c.id.split(".")[3], stated(c)[0], stated(c)[-1]) for c in igo.claims]
    theirs = {
        (state(r["ccode"]), f"igo-{r['igo']}", f"status-{number(r['status'])}", number(r["start"]), number(r["end"]))
        for r in rows(data / "cow_igo_spells.csv.xz")
    }
    assert len(ours) == len(set(ours)) == 18_745
    assert set(ours) == theirs


def test_spells_without_their_bridged_years_give_every_published_number_of_memberships(igo: Taken, data: Path) -> None:
    full: Counter[tuple[str, int]] = Counter()
    for claim in igo.claims:
        if claim.relation == "memberOf":
            full.update((claim.subject, year) for year in stated(claim) if year not in bridged(claim))
    published = {
        (state(r["ccode"]), number(r["year"])): number(r["sum_igo_full"]) for r in rows(data / "cow_igo_sy.csv.xz")
    }
    assert len(published) == 15_557
    assert {key: full[key] for key in published} == published
    assert sum(full.values()) == 535_772


def test_every_row_is_in_a_spell_and_bridged_years_are_few(igo: Taken) -> None:
    account = igo.account
    assert (account.rows, account.used, account.faults, account.duplicates) == (538_965, 538_965, [], [])
    assert sum(len(stated(claim)) for claim in igo.claims) == account.rows + account.bridged
    assert account.bridged == sum(len(bridged(claim)) for claim in igo.claims) == 806
    assert account.unnamed == []


def test_states_and_bodies_have_their_names(igo: Taken) -> None:
    assert igo.actors["cote-divoire"].country == "CI"
    assert igo.actors["igo-nato"].label == "North Atlantic Treaty Organization (NATO)"
    assert Counter(actor.kind for actor in igo.actors.values()) == {"State": 210, "InternationalOrganization": 534}


def test_votes_are_counted_as_in_the_table(data: Path, tmp_path: Path) -> None:
    with lzma.open(data / "un_votes.csv.xz", "rt", encoding="utf-8") as lines:
        (tmp_path / "un_votes.csv").write_text("".join(islice(lines, 50_001)), encoding="utf-8")
    for file in ("un_votes.csv", "un_roll_calls.csv"):
        if not (tmp_path / file).exists():
            (tmp_path / file).write_bytes(lzma.decompress((data / f"{file}.xz").read_bytes()))
    text = (panel.EXAMPLES / "un-votes.toml").read_text(encoding="utf-8").replace(".csv.xz", ".csv")
    (tmp_path / "un.toml").write_text(text, encoding="utf-8")
    found = panel.read(tmp_path / "un.toml")
    claims = [record for record in found.records if isinstance(record, Claim)]
    with (tmp_path / "un_votes.csv").open(encoding="utf-8") as lines:
        votes = Counter(row["vote"] for row in csv.DictReader(lines))
    assert Counter(claim.note.removeprefix("vote ") for claim in claims) == votes
    assert found.account.used == found.account.rows == len({claim.id for claim in claims}) == 50_000
    dates = {f"un-roll-call-{row['rcid']}": row["date"] for row in rows(data / "un_roll_calls.csv.xz")}
    assert all(claim.when.text == dates[claim.object] for claim in claims)


def test_alliances_hold_in_the_years_and_pairs_of_the_table(data: Path) -> None:
    duties = {
        "atop_defense": "duty to defend",
        "atop_offense": "duty to join an attack",
        "atop_neutral": "duty to stay neutral",
        "atop_nonagg": "duty not to attack one another",
        "atop_consul": "duty to consult",
    }
    found = Taken("atop", data)
    theirs: set[tuple[str, str, str, int]] = set()
    for row in rows(data / "atop_alliance.csv.xz"):
        one, other = sorted((state(row["ccode1"]), state(row["ccode2"])))
        theirs.update((one, other, words, number(row["year"])) for duty, words in duties.items() if row[duty] == "1.0")
    ours = [(c.subject, c.object, c.note, year) for c in found.claims for year in stated(c, end=2018)]
    assert len(ours) == len(set(ours))
    assert set(ours) == theirs
    account = found.account
    assert (account.rows, account.silent) == (273_296, 170)
    assert account.used + account.mirrored + account.silent == account.rows


def test_disputes_keep_how_far_each_side_went(data: Path) -> None:
    relations = {2: "threatens", 3: "mobilisesAgainst", 4: "attacks", 5: "attacks"}
    found = Taken("cow-mid", data)
    table = [(r, number(r["hostlev1"])) for r in rows(data / "cow_mid_dirdisps.csv.xz")]
    theirs = {
        (state(r["ccode1"]), relations[level], state(r["ccode2"]), number(r["year"]), str(number(r["dispnum"])))
        for r, level in table
        if level > 1
    }
    ours = [(c.subject, c.relation, c.object, year, c.id.split(".")[4]) for c in found.claims for year in stated(c)]
    assert len(ours) == len(set(ours))
    assert set(ours) == theirs
    assert found.account.silent == sum(level == 1 for _, level in table)
    assert found.account.rows == 11_390


def test_leaders_hold_office_from_day_to_day(data: Path) -> None:
    found = Taken("archigos", data)
    table = list(rows(data / "archigos.csv.xz"))
    assert found.account.used == len(found.claims) == len(table) == 3_409
    assert found.account.ongoing == sum(row["exit"] == "Still in Office" for row in table) == 168
    closed = Counter(
        (f"archigos-{r['leadid']}", f"{r['startdate']}/{r['enddate']}") for r in table if r["exit"] != "Still in Office"
    )
    assert Counter((c.subject, c.when.text) for c in found.claims if not c.when.open_end) == closed
    people = [actor for actor in found.actors.values() if actor.kind == "Person"]
    assert len(people) == 2_802
    assert all(person.public_role for person in people)
