"""A language model may propose in place of the patterns; here a stand-in on this machine says what each test needs."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conftest import run
from lkg.claims import Record
from lkg.coding import articles, models, review
from lkg.coding.answers import Checked, checked
from lkg.coding.faults import Known
from lkg.coding.models import Model, NoAnswer
from lkg.errors import Misuse

TEXT = "China sanctioned Lithuania. Poland waited. Poland waited."
KNOWN = Known.of(Record())
GOOD = {
    "subject": "china",
    "relation": "sanctions",
    "object": "Lithuania",
    "when": "2022-04",
    "modality": "asserted",
    "quote": "China sanctioned Lithuania",
}


class StandIn:
    """A server that answers every question with the same words, and keeps what it was asked."""

    def __init__(self) -> None:
        self.content = ""
        self.status = 200
        self.whole: bytes | None = None
        self.wait = 0.0
        self.asked: list[tuple[str, Mapping[str, str], Any]] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                stand_in.asked.append((self.path, dict(self.headers), body))
                time.sleep(stand_in.wait)
                answer = {"choices": [{"message": {"content": stand_in.content}}]}
                data = stand_in.whole if stand_in.whole is not None else json.dumps(answer).encode()
                self.send_response(stand_in.status)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """Whoever asked may have gone."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"

    def says(self, *claims: Mapping[str, Any]) -> None:
        self.content = json.dumps({"claims": claims})


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    made = StandIn()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def article(text: str = TEXT) -> articles.Article:
    return articles.of(text, {"title": "A text", "publisher": "A paper", "published": "2022-04-28"})


def ask(stand_in: StandIn, **options: Any) -> Checked:
    return models.ask(Model("small", stand_in.address, **options), article(), KNOWN)


def rejected(**changes: Any) -> str:
    """Why an otherwise good claim is rejected."""
    found = checked([GOOD | changes], article(), KNOWN)
    assert found.proposals == ()
    (reason,) = found.rejected
    return reason


def test_what_a_model_says_is_proposed_where_its_words_stand(stand_in: StandIn) -> None:
    stand_in.says(GOOD)
    (found,) = ask(stand_in).proposals
    assert (found.subject, found.relation, found.object, found.when) == ("china", "sanctions", "lithuania", "2022-04")
    assert (found.start, found.end, found.confidence) == (0, 26, "low")
    assert "proposed by a model" in found.reason


def test_it_is_asked_with_the_relations_the_actors_and_the_text(stand_in: StandIn) -> None:
    stand_in.says()
    ask(stand_in, key="secret")
    ((path, headers, body),) = stand_in.asked
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer secret"
    assert body["model"] == "small"
    words = body["messages"][1]["content"]
    assert "sanctions: imposes a declared punitive measure on" in words
    assert "lithuania: Lithuania" in words
    assert words.endswith(TEXT)


def test_an_answer_in_a_fence_is_read(stand_in: StandIn) -> None:
    stand_in.content = f"```json\n{json.dumps({'claims': [GOOD]})}\n```"
    assert len(ask(stand_in).proposals) == 1


def test_a_claim_keeps_the_id_that_the_patterns_would_give_it() -> None:
    from lkg.coding import code

    (ours, *_) = code(article(), Record()).proposals
    (theirs,) = checked([GOOD], article(), KNOWN).proposals
    assert ours.id == theirs.id


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"relation": "punishes"}, "the ontology has no such relation"),
        ({"relation": None}, "the ontology has no such relation"),
        ({"subject": "Atlantis"}, "subject: The graph knows no actor 'Atlantis'"),
        ({"object": 7}, "object: The graph knows no actor"),
        ({"object": "china"}, "subject and object are the same actor"),
        ({"relation": "connectsTo"}, "its subject is a State, and connectsTo takes Asset"),
        ({"sign": "+"}, "sign '+' is not that of the relation, -1"),
        ({"sign": 3}, "sign 3 is not that of the relation"),
        ({"modality": "certain"}, "modality 'certain' is not possible here"),
        ({"relation": "threatens", "modality": "ended"}, "modality 'ended' is not possible here"),
        ({"when": "soon"}, "'soon' is no EDTF date"),
        ({"relation": "threatens", "when": "2021/.."}, "has an open end, and threatens is an event"),
        ({"quote": ""}, "it quotes no words of the text"),
        ({"quote": ["China"]}, "it quotes no words of the text"),
        ({"quote": "China punished Lithuania"}, "stand no times in the text, not once"),
        ({"quote": "Poland waited"}, "stand 2 times in the text, not once"),
        ({"quote": "Lithuania. Poland waited. P"}, "run over the end of a sentence"),
    ],
)
def test_what_does_not_stand_up_is_rejected_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    assert reason in rejected(**changes)


def test_words_too_long_for_a_passage_are_rejected() -> None:
    long = "China " + "very " * 60 + "sanctioned Lithuania"
    found = checked([GOOD | {"quote": long}], article(f"{long}."), KNOWN)
    assert "at most 300 are allowed" in found.rejected[0]


@pytest.mark.parametrize("sign", ["-", "−", -1, None])
def test_the_sign_of_the_relation_may_be_said(sign: object) -> None:
    assert len(checked([GOOD | {"sign": sign}], article(), KNOWN).proposals) == 1


def test_a_place_that_is_wrong_is_mended_where_the_words_stand_once() -> None:
    (found,) = checked([GOOD | {"start": 9}], article(), KNOWN).proposals
    assert found.start == 0


def test_a_place_tells_apart_words_that_stand_twice() -> None:
    claim = GOOD | {"subject": "poland", "quote": "Poland waited", "start": 43}
    (found,) = checked([claim], article(), KNOWN).proposals
    assert (found.start, found.end) == (43, 56)


def test_words_of_the_header_are_no_words_of_the_text() -> None:
    text = "Title: China sanctioned Lithuania\nPublisher: p\nDate: 2022\n\nNothing."
    found = checked([GOOD, GOOD | {"start": 7}], articles.of(text), KNOWN)
    assert found.proposals == ()
    assert len(found.rejected) == 2


@pytest.mark.parametrize(
    "content",
    ["", "I cannot do that.", '{"claims": [', '{"claims": {}}', '{"claims": [1]}', "[]", '{"facts": []}', "null"],
)
def test_an_answer_that_is_no_such_json_is_refused_whole(stand_in: StandIn, content: str) -> None:
    stand_in.content = content
    with pytest.raises(NoAnswer, match=r"is not the JSON that was asked for.*nothing was taken from it"):
        ask(stand_in)


@pytest.mark.parametrize(
    ("status", "whole", "words"),
    [
        (401, b"", "refused the key .401.. Put the right one into LKG_MODEL_KEY"),
        (404, b"no such model", "answered 404: 'no such model'. Check name and address"),
        (200, b"<html>", "does not answer as OpenAI's protocol asks"),
        (200, b'{"choices": []}', "does not answer as OpenAI's protocol asks"),
    ],
)
def test_a_server_that_fails_is_told_in_one_sentence(stand_in: StandIn, status: int, whole: bytes, words: str) -> None:
    stand_in.status, stand_in.whole = status, whole
    with pytest.raises(NoAnswer, match=words):
        ask(stand_in)


def test_a_model_that_takes_too_long_is_left(stand_in: StandIn) -> None:
    stand_in.says(GOOD)
    stand_in.wait = 0.5
    with pytest.raises(NoAnswer, match=r"did not answer within 0\.1 seconds. Give it longer with --seconds"):
        ask(stand_in, seconds=0.1)


def test_an_address_where_nobody_listens_is_told() -> None:
    with pytest.raises(NoAnswer, match="cannot be reached"):
        models.ask(Model("m", "http://127.0.0.1:9/v1"), article(), KNOWN)


def test_a_text_stays_on_this_machine_or_it_is_said_plainly() -> None:
    assert Model("m", "http://localhost:8080/v1").warning == ""
    assert Model("m", "http://127.8.0.1/v1").warning == ""
    assert Model("m", "https://models.example.org/v1").warning == (
        "the whole text leaves this machine: it is sent to models.example.org"
    )
    assert "and unencrypted" in Model("m", "http://192.168.0.7/v1").warning
    assert Model("m", "http://localhost.example.org/v1").warning != ""


def test_no_proxy_carries_a_text_away_from_this_machine(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in.says(GOOD)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert len(ask(stand_in).proposals) == 1


@pytest.mark.parametrize("address", ["models.example.org", "ftp://x/v1", "http://"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Misuse, match=r"is no address\. Write it as http://"):
        Model("m", address)


def test_the_command_line_asks_the_model_and_tells_what_it_rejected(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.says(GOOD, GOOD | {"relation": "punishes"})
    (tmp_path / "a.txt").write_text(f"Title: t\nPublisher: p\nDate: 2022-04-28\n\n{TEXT}", encoding="utf-8")
    ran = run("code", tmp_path / "a.txt", "--model", "small", "--address", stand_in.address, LKG_MODEL_KEY="k")
    assert ran.code == 0
    assert "rejected 2, china punishes Lithuania: the ontology has no such relation" in ran.err
    assert "leaves this machine" not in ran.err
    assert stand_in.asked[0][1]["authorization"] == "Bearer k"
    (row,) = review.read(tmp_path / "a.review.csv")
    assert (row.subject, row.decision, row.passage) == ("china", "", "China sanctioned Lithuania")


def test_after_a_broken_answer_there_is_no_review_file(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.content = '{"claims": [{"subject"'
    (tmp_path / "a.txt").write_text(f"Title: t\nPublisher: p\nDate: 2022-04-28\n\n{TEXT}", encoding="utf-8")
    ran = run("code", tmp_path / "a.txt", "--model", "small", "--address", stand_in.address)
    assert ran.code == 1
    assert len(ran.err.strip().splitlines()) == 1
    assert not (tmp_path / "a.review.csv").exists()


def test_a_model_needs_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Title: t\nPublisher: p\nDate: 2022-04-28\n\n{TEXT}", encoding="utf-8")
    ran = run("code", tmp_path / "a.txt", "--model", "small")
    assert ran.code == 2
    assert "--model and --address go together" in ran.err
