"""Items asked of Wikidata's API when somebody says so: a stand-in on this machine answers as the API does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from conftest import run
from lkg.errors import Misuse
from lkg.importers.wikidata import fetching
from lkg.importers.wikidata.fetching import NoItem
from wikidata_entities import Made, entity, put, said, taken, text

COUNTRY = "Q6256"
OFFICE = entity("Q70", "head of Some Body", kind="Q4164871", P2389=[said("Q20", "Q70$1")])
BODY = entity("Q20", "Some Body")
STATE = entity("Q37", "Lithuania", kind=COUNTRY, P297=[said(text("LT"), "Q37$1")])
PERSON = entity("Q10", "Some Person", kind="Q5", P39=[said("Q70", "Q10$1")], P102=[said("Q30", "Q10$2")])
PARTY = entity("Q30", "Some Party", kind="Q7278", P17=[said("Q37", "Q30$1")])


class Api:
    """Answers `wbgetentities` from a few entities, and keeps what it was asked."""

    def __init__(self, *known: Made) -> None:
        self.known = {each["id"]: each for each in known}
        self.asked: list[dict[str, str]] = []
        self.status, self.redirects = 200, dict[str, str]()
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                api.asked.append(found | {"agent": self.headers["user-agent"]})
                data = json.dumps({"entities": dict(api.answer(found))}).encode()
                self.send_response(api.status)
                self.send_header("retry-after", "7")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/w/api.php"

    def answer(self, asked: dict[str, str]) -> Iterator[tuple[str, Made]]:
        for name in asked["ids"].split("|"):
            found = self.known.get(self.redirects.get(name, name))
            if not found:
                yield name, {"id": name, "missing": ""}
                continue
            parts = {"id", "type", "modified", *asked["props"].split("|")}
            more: dict[str, Any] = {"redirects": {"from": name}} if name in self.redirects else {}
            yield found["id"], {key: value for key, value in found.items() if key in parts} | more


@pytest.fixture
def api() -> Iterator[Api]:
    made = Api(PERSON, OFFICE, BODY, PARTY, STATE)
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_an_item_comes_with_its_offices_and_the_names_of_all_whom_it_names(api: Api, tmp_path: Path) -> None:
    kept = fetching.fetch(["Q10"], tmp_path, api=api.address)
    assert kept.about == {10}
    asked = [(each["ids"], "claims" in each["props"]) for each in api.asked]
    assert asked == [("Q10", True), ("Q70", True), ("Q20|Q30", False)]
    assert api.asked[0]["agent"].startswith("lkg/")
    record, _ = taken(*kept.files, about=kept.about)
    assert {actor.label for actor in record.actors.values()} == {"Some Person", "Some Body", "Some Party"}
    assert {(claim.subject, claim.relation, claim.object) for claim in record.claims.values()} == {
        ("Q10", "leads", "Q20"),
        ("Q10", "memberOf", "Q30"),
    }


def test_what_lies_in_the_folder_is_not_asked_for_again(api: Api, tmp_path: Path) -> None:
    first = fetching.fetch(["Q10"], tmp_path, api=api.address)
    api.asked.clear()
    assert fetching.fetch(["Q10"], tmp_path, api=api.address) == first
    assert api.asked == []


def test_names_can_be_asked_for_in_some_languages_alone(api: Api, tmp_path: Path) -> None:
    fetching.fetch(["Q10"], tmp_path, languages=["lt"], api=api.address)
    assert [each.get("languages") for each in api.asked] == [None, None, "en|lt"]


def test_fifty_items_are_asked_for_at_once(api: Api, tmp_path: Path) -> None:
    parties = [entity(f"Q{number}", f"Party {number}", kind="Q7278") for number in range(100, 220)]
    member = entity("Q11", "Member", kind="Q5", P102=[said(each["id"], f"Q11${each['id']}") for each in parties])
    api.known |= {each["id"]: each for each in (member, *parties)}
    fetching.fetch(["Q11"], tmp_path, api=api.address)
    assert [len(each["ids"].split("|")) for each in api.asked] == [1, 50, 50, 20]


def test_a_state_is_asked_for_with_its_code_by_which_it_is_one_of_our_list(api: Api, tmp_path: Path) -> None:
    kept = fetching.fetch(["Q30"], tmp_path, api=api.address)
    assert ("Q37", True) in [(each["ids"], "claims" in each["props"]) for each in api.asked]
    record, _ = taken(*kept.files, about=kept.about)
    [claim] = record.claims.values()
    assert (claim.object, record.actors[claim.object].wikidata) == ("lithuania", "Q37")


def test_an_item_that_was_merged_into_another_is_taken_under_the_other(api: Api, tmp_path: Path) -> None:
    api.redirects["Q9"] = "Q30"
    assert fetching.fetch(["Q9"], tmp_path, api=api.address).about == {30}
    assert fetching.fetch(["Q9"], tmp_path, api=api.address).about == {30}


def test_an_item_that_is_not_there_is_named(api: Api, tmp_path: Path) -> None:
    with pytest.raises(NoItem, match=r"Wikidata has no item Q404. Look it up"):
        fetching.fetch(["Q10", "Q404"], tmp_path, api=api.address)


def test_an_api_that_is_busy_says_when_to_ask_again_and_what_came_is_kept(api: Api, tmp_path: Path) -> None:
    fetching.fetch(["Q10"], tmp_path, api=api.address)
    api.status = 429
    with pytest.raises(NoItem, match=r"answered 429. Ask again in 7 seconds; what has come is kept"):
        fetching.fetch(["Q10", "Q30"], tmp_path, api=api.address)
    assert (tmp_path / "Q10.json").is_file()


def test_an_api_that_cannot_be_reached_says_how_to_do_without(tmp_path: Path) -> None:
    with pytest.raises(NoItem, match=r"cannot be reached.*save https://www.wikidata.org/wiki/Special:EntityData"):
        fetching.fetch(["Q10"], tmp_path, api="http://127.0.0.1:9/w/api.php")


def test_the_command_asks_only_when_told_to(api: Api, tmp_path: Path) -> None:
    into, kept = tmp_path / "graph", tmp_path / "kept"
    refused = run("import", "wikidata", "Q10", "--into", into)
    assert (refused.code, api.asked) == (2, [])
    assert "Q10 is no file. To ask wikidata.org for it, name a folder to keep it in: --fetch FOLDER" in refused.err
    done = run("import", "wikidata", "Q10", "--fetch", kept, "--api", api.address, "--into", into)
    assert done.code == 0 and "2 claims added" in done.out
    assert "actors of whom only names and kind were taken: 2" in done.out
    assert run("check", into).code == 0


def test_of_files_only_some_items_can_be_taken(tmp_path: Path) -> None:
    record, _ = taken(put(tmp_path, PERSON, OFFICE, BODY, PARTY, STATE), about=[10])
    assert {claim.subject for claim in record.claims.values()} == {"Q10"}
    assert "lithuania" not in record.actors
    with pytest.raises(Misuse, match="Q99: in none of the files"):
        taken(put(tmp_path, PERSON), about=[99])


def test_a_state_that_is_named_before_it_is_described_is_the_state_of_our_list(tmp_path: Path) -> None:
    record, _ = taken(put(tmp_path, PARTY, STATE))
    [claim] = record.claims.values()
    assert claim.object == "lithuania" and claim.object in record.actors
