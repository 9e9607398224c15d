"""What all importers share: accounts of what became no claim, who is whom, pages by address, faults of files."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import record_of, run
from lkg.claims import Actor, Claim, Record, Source
from lkg.errors import InvalidFile, MissingFile, Misuse, Problem
from lkg.importers import popolo, present, sheets, take_over
from lkg.importers.accounts import SHOWN, Account, Reading, listing_into
from lkg.importers.addresses import Pages, addresses, is_address, plain
from lkg.importers.joining import Known, Newcomers, joined
from lkg.importers.opening import entities_of, json_in, json_of
from lkg.importers.texts import is_id

FILE = Path("x.json")


def parliament(page: str = "") -> dict[str, Any]:
    """One membership, of which a page may be cited."""
    membership = {
        "person_id": "p",
        "organization_id": "o",
        "start_date": "2020",
        "sources": [{"url": page}] * bool(page),
    }
    return {
        "persons": [{"id": "p", "name": "Ona"}, {"id": "q", "name": "Jonas"}],
        "organizations": [{"id": "o", "name": "Parliament", "classification": "legislature"}],
        "memberships": [membership],
    }


def put(place: Path, data: Any, name: str = "x.json") -> Path:
    file = place / name
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return file


# Accounts


def test_a_reason_is_counted_with_the_first_place_and_every_case_is_listed(tmp_path: Path) -> None:
    with listing_into(tmp_path / "left.tsv") as listing:
        account = Account({"odd": "odd ones"}, Counter(rows=3), listing=listing)
        for line, reason in ((2, "odd"), (4, "no date"), (7, "no date")):
            account.leave(Path("in", "t.csv"), line, reason, "row", "a\tb\n")
    assert list(account.words()) == [
        "3 rows read: 0 claims",
        "  odd ones: 1, of row (1); first t.csv:2",
        "  no claim: no date (2 rows, first t.csv:4)",
    ]
    head, *rows = (tmp_path / "left.tsv").read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == ["file", "line", "reason", "what", "which"]
    assert rows[0].split("\t") == ["in/t.csv", "2", "odd", "row", "a b"]
    assert len(rows) == 3


def test_a_summary_of_many_reasons_names_the_commonest_and_counts_the_rest() -> None:
    account = Account()
    for number in range(SHOWN + 3):
        account.leave(FILE, None, f"reason {number}", "edge", f"edges[{number}]")
    last = list(account.words())[-1]
    assert last == "  no claim: 3 more, for 3 reasons"


def test_claims_are_counted_with_those_that_are_withdrawn_or_alleged() -> None:
    record = record_of("a supports b 2020", "a opposes b 2020 alleged", "a opposes c 2020 withdrawn=2024-01-01")
    account = Account()
    assert [account.count(claim) for claim in record.claims.values()] == list(record.claims.values())
    assert list(account.words()) == ["nothing read: 3 claims (1 withdrawn, 1 alleged)"]


def test_of_what_a_stream_gives_twice_the_first_counts() -> None:
    one, other = Actor("a", "First", "State"), Actor("a", "Second", "State")
    assert Reading(iter((one, other)), Account()).record.actors == {"a": one}


# Who is whom


def test_only_a_name_that_a_single_actor_bears_finds_it() -> None:
    known = Known(record_of(actors={"x": Actor("x", "Bank", "Company"), "y": Actor("y", "Bank", "Company")}))
    assert (known.find("Bank"), known.find("x")) == (None, known.actors["x"])


def test_a_state_of_our_list_is_the_one_that_the_graph_has() -> None:
    mine = Actor("lithuania", "Lietuva", "State", country="LT")
    assert Known(record_of(actors={"lithuania": mine})).named("Lithuania") == mine
    found = Known().named("Lithuania")
    assert found and found.id == "lithuania"


def test_what_the_graph_says_stays_and_the_file_adds_what_it_lacks() -> None:
    old = Actor("p", "Ona", "Person", (("Onutė", "lt"),), public_role="minister")
    new = Actor("q", "Ona Onaitė", "Person", (("Onutė", "und-latn"), ("Она", "ru")), "Q5", "LT", public_role="member")
    both = joined(old, new, "lt")
    assert (both.label, both.public_role, both.wikidata, both.country) == ("Ona", "minister", "Q5", "LT")
    assert both.aliases == (("Ona Onaitė", "lt"), ("Onutė", "lt"), ("Она", "ru"))
    assert joined(both, new, "lt") == both


def test_a_body_gains_no_public_role() -> None:
    assert joined(Actor("b", "B", "Company"), Actor("b", "B", "Person", public_role="chief")).public_role == ""


def test_an_item_goes_before_a_name_and_a_shared_name_joins_nobody() -> None:
    old = record_of(actors={"g": Actor("g", "Greens", "PoliticalParty", wikidata="Q42")})
    people = Newcomers(old, ["Greens", "Greens", "Žalieji"])
    assert people.meet("1", Actor("", "Žalieji", "PoliticalParty", wikidata="Q42")) == "g"
    assert people.meet("2", Actor("", "Greens", "PoliticalParty")) != "g"


# Pages


def test_a_page_that_the_graph_has_is_the_same_whatever_hangs_on_its_address() -> None:
    old = Source("s-mine", "My title", "LRT", "news", url="https://www.lrt.lt/en/1/")
    assert Pages({"s-mine": old}).page("http://lrt.lt/en/1?utm_source=x") == old


def test_a_spreadsheet_and_a_file_of_another_program_make_one_source_of_one_page(tmp_path: Path) -> None:
    page = "https://www.lrs.lt/narys/7"
    table = put(tmp_path, f"from,relation,to,date,url\nOna,leads,Parliament,2020,{page}/\n", "c.csv")
    old = sheets.read(table).record
    found = popolo.read(put(tmp_path, parliament(page)), old)
    (claim,) = found.record.claims.values()
    assert claim.source in old.sources
    assert popolo.read(put(tmp_path, parliament(page))).record.claims.keys() == {claim.id}


def test_what_is_no_address_is_none_and_brackets_at_its_end_are_no_part_of_it() -> None:
    assert not any(map(is_address, ("a.org", "https://", "https://[x", "ftp://a.org/1")))
    assert addresses("(see https://a.org/1), https://b.org/Fog_(ship).") == [
        "https://a.org/1",
        "https://b.org/Fog_(ship)",
    ]
    assert plain("https://[x") == ""


@pytest.mark.parametrize(("text", "fits"), [("a.b-c", True), ("-a", False), ("", False), ("ž", False)])
def test_an_id_is_fit_to_be_part_of_an_address(text: str, fits: bool) -> None:
    assert is_id(text) is fits


# Files


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": [\n1,', "x.json:2  the JSON is cut off. Get the file again"),
        ("a,b\n1,2\n", "x.json:1  no JSON at character 1"),
        ("[" * 100_000, "x.json:1  its brackets nest too deep"),
        ('{"a": "\udcff"}', "x.json:1  not UTF-8. Get the file again"),
    ],
)
def test_what_is_no_json_is_told_with_its_line_and_how_to_mend_it(text: str, message: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        json_in(text, FILE)
    assert str(caught.value).startswith(message)


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="There is no file"):
        json_of(tmp_path / "none.json")
    with pytest.raises(Misuse, match=r"is a folder\. Name the files in it"):
        json_of(tmp_path)


def test_of_many_faults_the_first_are_told_and_the_rest_counted() -> None:
    def read(file: Path, problems: list[Problem]) -> Iterator[int]:
        yield 1
        problems += [Problem(str(file), line, "bad") for line in range(2, 32)]

    with pytest.raises(InvalidFile) as caught:
        list(entities_of([FILE], read, "entities"))
    assert str(caught.value).splitlines()[0] == "10 more faults, and:"
    assert len(caught.value.problems) == 21


# The commands


@pytest.mark.parametrize("option", ["--into", "--store"])
def test_every_format_goes_into_a_folder_or_a_store_and_is_told_alike(tmp_path: Path, option: str) -> None:
    file, left = put(tmp_path, parliament()), tmp_path / "left.tsv"
    words = ("import", "popolo", file, option, tmp_path / "graph")
    done = run(*words)
    assert done.code == 0, done.err
    said = done.out.splitlines()
    assert said[0] == "2 persons, 1 organization, 1 membership read: 1 claim"
    assert said[1] == "  no claim: no membership gives a public role (1 person, first x.json, persons[1])"
    assert said[2].startswith("--listed FILE writes every one")
    assert any(f"use it with `lkg --graph {tmp_path / 'graph'} …`" in line for line in said)
    again = run(*words, "--listed", left)
    assert "--listed" not in again.out
    assert "2 actors of the graph found again" in again.out
    assert len(left.read_text(encoding="utf-8").splitlines()) == 2
    assert len(lkg.open(tmp_path / "graph").record.claims) == 1


def test_a_place_that_makes_no_sense_is_refused_with_the_option_to_take(tmp_path: Path) -> None:
    file, store = put(tmp_path, parliament()), tmp_path / "store"
    assert run("import", "popolo", file, "--store", store).code == 0
    for words, message in (
        ((), "Into which graph? --into FOLDER"),
        (("--into", tmp_path / "a", "--store", store), "not both"),
        (("--into", store), f"is a store on disk. Use --store {store}"),
        (("--store", store, "--dry-run"), "--dry-run is for a folder"),
    ):
        refused = run("import", "popolo", file, *words)
        assert (refused.code, message in refused.err) == (2, True), refused.err
    table = put(tmp_path, "from,relation,to,date,url\n", "c.csv")
    refused = run("--graph", store, "import", table)
    assert (refused.code, "a spreadsheet goes into a folder" in refused.err) == (2, True)


def test_the_graph_of_the_call_is_where_claims_go_if_nothing_else_is_said(tmp_path: Path) -> None:
    done = run("--graph", tmp_path / "mine", "import", "popolo", put(tmp_path, parliament()))
    assert (done.code, len(lkg.open(tmp_path / "mine").record.claims)) == (0, 1)


def test_what_a_store_holds_before_an_import_is_its_actors_and_sources(tmp_path: Path) -> None:
    claim = record_of("a supports b 2020").claims["C1"]
    assert isinstance(claim, Claim)
    found = popolo.read(put(tmp_path, parliament()))
    take_over(found.record, tmp_path / "graph")
    assert present(tmp_path / "graph").actors == found.record.actors
    assert run("import", "popolo", tmp_path / "x.json", "--store", tmp_path / "db").code == 0
    held: Record = present(tmp_path / "db")
    assert (set(held.actors), dict(held.claims)) == (set(found.record.actors), {})


def test_a_row_with_an_id_of_its_own_is_not_the_actor_of_the_graph_that_bears_its_name(tmp_path: Path) -> None:
    old = record_of(actors={"bank": Actor("bank", "Bank", "Company", (("Bankas", "lt"),), "Q5")})
    table = put(tmp_path, "from,relation,to,date,url\nBank,aids,Estonia,2020,https://a.org/1\n", "c.csv")
    actors = put(tmp_path, "name,kind,id\nBank,Company,bank-2\n", "a.csv")
    found = sheets.read(table, old, {"Actors": actors}).record.actors
    assert found["bank-2"] == Actor("bank-2", "Bank", "Company")
