"""From a text to claims over HTTP: proposals to whoever asks, claims from whoever may write, and none unreviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import lkg
from conftest import record_of, run
from lkg import evidence, folders
from lkg.claims import Actor
from lkg.coding import review
from lkg.importers.bulk import into_store
from lkg.server.proposals import LARGEST
from serving import WRITER, serving

TEXT = "China sanctioned Lithuania last month. Poland did not condemn Latvia.\nGermany will send 14 tanks to Ukraine.\n"
ABOUT = {"title": "On trade", "publisher": "A paper", "published": "2022-04-28", "url": "https://example.org/a"}
CLAIMS = ("lithuania supports ukraine 2022", "poland supports latvia 2021")
STATES: dict[str, str | Actor] = {
    name: Actor(name, name.capitalize(), "State") for name in ("lithuania", "ukraine", "poland", "latvia")
}


def small_graph(place: Path) -> Path:
    folders.save(record_of(*CLAIMS, actors=STATES), place / "graph")
    return place / "graph"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_graph(tmp_path)


@pytest.fixture
def server(folder: Path) -> Iterator[httpx.Client]:
    with serving(graph=folder) as found:
        yield found


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_graph(tmp_path_factory.mktemp("untouched"))


@pytest.fixture(scope="module")
def steady(untouched: Path) -> Iterator[httpx.Client]:
    """One server for all that changes nothing."""
    with serving(graph=untouched) as found:
        yield found


@pytest.fixture(scope="module")
def bundled_server() -> Iterator[httpx.Client]:
    with serving() as found:
        yield found


def proposed(server: httpx.Client, text: str = TEXT, **about: str) -> dict[str, Any]:
    answer = server.post("/api/proposals", json={"text": text} | ABOUT | about)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def take(server: httpx.Client, rows: list[dict[str, str]], text: str = TEXT) -> httpx.Response:
    return server.post("/api/claims", json={"text": text, "rows": rows}, headers=WRITER)


def decided(rows: list[dict[str, str]], *decisions: str, credibility: str = "2") -> list[dict[str, str]]:
    """The rows with a decision on each of the first."""
    made = [*decisions, *[""] * (len(rows) - len(decisions))]
    return [row | {"decision": made, "credibility": credibility} for row, made in zip(rows, made, strict=True)]


def content(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*.ttl"))}


def test_proposals_are_the_rows_of_the_review_file(bundled_server: httpx.Client, tmp_path: Path) -> None:
    """`lkg code` reads the same text with the same graph."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    options = [part for name, value in ABOUT.items() for part in (f"--{name}", value)]
    assert run("code", tmp_path / "a.txt", *options).code == 0
    found = proposed(bundled_server)
    by_hand = review.read(tmp_path / "a.review.csv")
    assert found["columns"] == list(review.COLUMNS)
    assert [(r["id"], r["subject"], r["relation"], r["object"], r["when"]) for r in found["rows"]] == [
        (r.id, r.subject, r.relation, r.object, r.when) for r in by_hand
    ]
    assert {TEXT[each["start"] : each["end"]] for each in found["mentions"]} >= {"China", "Lithuania", "Poland"}
    assert found["labels"]["china"] == "China"
    assert "my-graph" in found["refusal"]


def test_positions_count_letters_and_not_their_halves(bundled_server: httpx.Client) -> None:
    text = f"\N{GRINNING FACE} {TEXT}"
    row = proposed(bundled_server, text)["rows"][0]
    assert text[int(row["start"]) : int(row["end"])] == row["passage"]


def test_accepted_rows_become_claims_in_the_folder_and_in_what_is_served(server: httpx.Client, folder: Path) -> None:
    rows = decided(proposed(server)["rows"], "accept", "reject", "edit")
    rows[2]["when"] = "2022-05"
    answer = take(server, rows)
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["added"]) == 2
    record = lkg.open(folder).record
    made = [record.claims[name] for name in answer.json()["added"]]
    assert [(claim.subject, claim.relation, claim.when.text) for claim in made] == [
        ("china", "sanctions", "2022-03"),
        ("germany", "suppliesArmsTo", "2022-05"),
    ]
    assert record.sources[made[0].source].sha256 == evidence.digest(TEXT)
    served = server.get(f"/api/claims/{made[0].id}").json()
    assert served["text"] == "China sanctions Lithuania"
    assert served["passage"] == {"start": int(rows[0]["start"]), "end": int(rows[0]["end"])}


def test_taken_over_twice_an_edited_claim_is_changed_and_not_doubled(server: httpx.Client, folder: Path) -> None:
    rows = decided(proposed(server)["rows"], "accept")
    take(server, rows)
    rows[0]["when"] = "2022-02"
    answer = take(server, rows).json()
    assert (answer["added"], answer["changed"]) == ([], [rows[0]["id"]])
    query = "SELECT ?w { ?c lkg:when ?w ; rdf:predicate lkg:sanctions }"
    found = server.get("/sparql", params={"query": query}, headers={"accept": "text/csv"})
    assert found.text.split() == ["w", "2022-02"]


def test_with_one_faulty_row_nothing_is_written_and_each_fault_names_its_row(
    steady: httpx.Client, untouched: Path
) -> None:
    before = content(untouched)
    rows = decided(proposed(steady)["rows"], "accept", "accept", "accept")
    rows[1]["credibility"] = "9"
    rows[2]["object"] = "Utopia"
    answer = take(steady, rows)
    assert answer.status_code == 400
    assert [each["row"] for each in answer.json()["faults"]] == [2, 3]
    assert "Proposal 2: credibility" in answer.json()["error"]
    assert content(untouched) == before


def test_nothing_enters_unreviewed(steady: httpx.Client, untouched: Path) -> None:
    before = content(untouched)
    rows = proposed(steady)["rows"]
    answer = take(steady, rows)
    assert (answer.status_code, "unreviewed" in answer.text) == (400, True)
    assert content(untouched) == before


def test_only_who_knows_the_token_takes_over(steady: httpx.Client, untouched: Path) -> None:
    before = content(untouched)
    body = {"text": TEXT, "rows": decided(proposed(steady)["rows"], "accept")}
    assert steady.post("/api/claims", json=body).status_code == 401
    wrong = {"authorization": "Bearer guessed"}
    assert steady.post("/api/claims", json=body, headers=wrong).status_code == 401
    assert content(untouched) == before


def test_the_bundled_graph_and_a_store_are_not_written_and_say_how(
    bundled_server: httpx.Client, tmp_path: Path
) -> None:
    rows = decided(proposed(bundled_server)["rows"], "accept")
    refused = take(bundled_server, rows)
    assert (refused.status_code, "lkg code accept" in refused.json()["error"]) == (409, True)
    record = record_of(*CLAIMS)
    into_store([*record.actors.values(), *record.sources.values(), *record.claims.values()], tmp_path / "store")
    with serving(graph=tmp_path / "store") as server:
        assert "folder" in proposed(server)["refusal"]
        assert take(server, rows).status_code == 409


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "C1"}, "Do not change"),
        ({"source": "../paper"}, "Do not change"),
        ({"decision": "perhaps"}, "perhaps"),
        ({"colour": "red"}, "colour"),
        ({"sha256": "0" * 64}, "another one"),
    ],
)
def test_a_row_that_was_never_proposed_is_refused(steady: httpx.Client, change: dict[str, str], words: str) -> None:
    rows = decided(proposed(steady)["rows"], "accept")
    answer = take(steady, [rows[0] | change])
    assert answer.status_code == 400
    assert words in answer.json()["error"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"text": "  \n"}, 400, "no text"),
        ({"text": TEXT, "published": "yesterday"}, 400, "yesterday"),
        ({"text": TEXT, "published": "2021/.."}, 400, "Give one date"),
        ({"text": TEXT, "title": ""}, 400, "title"),
        ({"text": TEXT, "kind": "rumour"}, 400, "rumour"),
        ({"text": TEXT, "colour": "red"}, 400, "JSON object"),
        ({"text": 7}, 400, "text"),
        ({"text": "x" * (LARGEST + 1)}, 413, "500,000"),
        ({"text": "x" * (3 * LARGEST)}, 413, "larger"),
    ],
)
def test_a_text_that_cannot_be_coded_is_refused_with_the_reason(
    bundled_server: httpx.Client, body: dict[str, Any], status: int, words: str
) -> None:
    answer = bundled_server.post("/api/proposals", json=ABOUT | body)
    assert answer.status_code == status, answer.text
    assert words in answer.text


def test_half_a_letter_is_no_text(bundled_server: httpx.Client) -> None:
    answer = bundled_server.post("/api/proposals", content=b'{"text": "\\ud800"}')
    assert (answer.status_code, "no JSON" in answer.text) == (400, True)


def test_a_pair_is_shown_with_claims_of_both_sides(steady: httpx.Client) -> None:
    found = steady.get("/api/pairs", params={"actor": "lithuania", "other": "latvia"}).json()["pairs"]
    assert [found[0][side]["label"] for side in ("actor", "other")] == ["Lithuania", "Latvia"]
    assert found[0]["actor"]["samples"][0]["text"] == "Lithuania supports Ukraine"
    assert found[0]["kept"] in ("lithuania", "latvia")
    uneven = steady.get("/api/pairs", params={"actor": "lithuania"})
    assert (uneven.status_code, "other" in uneven.text) == (400, True)
    assert steady.get("/api/pairs", params={"actor": "nobody", "other": "latvia"}).status_code == 400


def test_judgements_are_listed_those_taken_back_too(server: httpx.Client) -> None:
    assert server.get("/api/judgements").json() == {"judgements": []}
    judged = {"actor": "lithuania", "other": "latvia", "judgement": "not same", "reason": "two states"}
    made = server.post("/api/judgements", json=judged, headers=WRITER).json()
    server.delete(f"/api/judgements/{made['id']}", headers=WRITER)
    (found,) = server.get("/api/judgements").json()["judgements"]
    assert (found["judgement"], found["labels"], found["reason"]) == ("not same", ["Latvia", "Lithuania"], "two states")
    assert found["withdrawn"]["reason"] == "taken back"
    assert server.put("/api/judgements").headers["allow"] == "GET, HEAD, POST"
