"""The benchmarks' harness: engines answer in turn, values are compared, and targets are judged honestly."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from bench import growth, report
from bench.areas import kernels, loading, serving
from bench.cases import Area, Case, Engine, Group, Measured, at_most_times, beats_all, times_faster
from bench.client import Failed, ask_once, question
from bench.load import ask
from bench.running import difference, run_group
from bench.synthetic import Claims, power_law

FOUND = {
    "lkg": Measured(wall=(1.0, 3.0, 2.0), cpu=(2.0, 2.0, 2.0)),
    "rdflib": Measured(wall=(40.0,), cpu=(40.0,)),
    "wrong": Measured(wall=(0.1,), cpu=(0.1,), differs="value: 0.3 apart"),
    "absent": Measured(failed="not here: No module named 'absent'"),
}


def test_a_case_runs_in_processes_of_their_own_and_compares_what_they_say() -> None:
    told: list[str] = []
    found, passes = run_group("loading", "small", _only(loading.AREA, ["lkg", "pyoxigraph"]), told.append)
    ours, peer = found["load"]["lkg"], found["load"]["pyoxigraph"]
    assert not ours.failed
    assert not peer.failed
    assert not peer.differs
    assert ours.typical > 0
    assert ours.peak > ours.more > 0
    assert passes == {}
    assert len(told) == 1


def _only(area: Area, engines: list[str]) -> Group:
    group = area.groups("small")[0]
    return replace(group, engines={name: group.engines[name] for name in engines})


def test_values_that_lie_apart_are_said_to() -> None:
    ours = {"value": np.array([1.0, 2.0, np.nan]), "names": np.array(["a", "b"])}
    assert difference(ours, {"value": np.array([1.0, 2.0, np.nan])}, 1e-9) == ""
    assert difference(ours, {"value": np.array([1.0, 1.0, np.nan])}, 1e-9) == "value: 0.5 apart"
    assert difference(ours, {"value": np.array([1.0, 2.0, 0.0])}, 1e-9).startswith("value:")
    assert difference(ours, {"value": np.array([1.0])}, 1e-9) == "value: 1 values, not 3"
    assert difference(ours, {"names": np.array(["a", "c"])}, 1e-9) == "names: 0.5 apart"
    assert difference(ours, {"other": np.array([7.0])}, 1e-9) == ""


def test_a_target_is_met_by_medians_and_not_measured_where_an_engine_did_not_run() -> None:
    assert times_faster(10, "rdflib").met(FOUND) == (20.0, True)
    assert times_faster(50, "rdflib").met(FOUND) == (20.0, False)
    assert at_most_times(0.04, "rdflib").met(FOUND) == (0.05, False)
    assert times_faster(10, "absent").met(FOUND) is None
    assert times_faster(10, "never heard of").met(FOUND) is None


def test_a_peer_with_other_values_is_no_best_peer() -> None:
    assert beats_all(1, ["rdflib", "wrong", "absent"]).met(FOUND) == (20.0, True)
    assert beats_all(1, ["wrong", "absent"]).met(FOUND) is None


def test_the_report_shows_what_is_not_met_what_differs_and_what_did_not_run() -> None:
    case = Case("load", {}, (times_faster(50, "rdflib"), times_faster(10, "absent")))
    group = Group("three lines", kernels.AREA.groups("small")[0].setting, dict.fromkeys(FOUND, Engine(dict)), (case,))
    machine = report.Machine("a machine", "lkg 0", 1e9, "today")
    area = Area("Loading", "Of lines.", lambda size: [group])
    taken = report.Taken(area, "full", [0.5], [(group, {"load": FOUND}, {})])
    text = report.text(machine, [taken], [])
    assert "Targets: 0 of 1 met" in text
    assert "| Loading | three lines | load | ≥ 50 × rdflib | 20 | 20 | **no** |" in text
    assert "| Loading | three lines | load | ≥ 10 × absent | – | – | not measured |" in text
    assert "**differs**: value: 0.3 apart" in text
    assert "not here: No module named 'absent'" in text
    assert "not idle" not in text
    assert "Not run" not in text
    assert "Not run at this size: claims" in report.text(replace(machine, missing=["claims"]), [taken], [])
    assert "not idle" in report.text(machine, [replace(taken, loads=[0.5, 5.0])], [])
    assert "loading 0.5 (up to 0.5)." in text
    assert "loading 0.5 (up to 0.5; run on yesterday)." in report.text(machine, [replace(taken, when="yesterday")], [])


def test_the_slope_of_what_grows_with_its_size_is_one(tmp_path: Path) -> None:
    even = growth.Line("load", "lkg", (10, 100, 1000), (0.1, 1.0, 10.0))
    steep = growth.Line("memory of a table", "lkg", (10, 1000), (1.0, 10_000.0))
    assert even.slope == pytest.approx(1)
    assert (even.met, steep.met) == ("yes", "**no**")
    growth.draw([even, steep], tmp_path / "growth.svg")
    assert "slope 2.00" in (tmp_path / "growth.svg").read_text(encoding="utf-8")


def test_graphs_and_claims_are_of_the_size_asked_for_and_the_same_every_time() -> None:
    tails, heads = power_law(100, 400)
    assert len({*zip(tails.tolist(), heads.tolist(), strict=True)}) == 400
    assert not (tails == heads).any()
    assert np.array_equal(tails, power_law(100, 400)[0])
    claims = list(Claims(50).claims())
    assert len({claim.id for claim in claims}) == 50
    assert claims == list(Claims(50).claims())


def test_a_load_tells_of_each_server_how_fast_it_answers_and_whether_as_ours_does() -> None:
    found, _ = run_group("serving", "small", _only(serving.AREA, ["lkg", "oxigraph"]), lambda _: None)
    assert list(found) == list(serving.ASKED)
    for case in found.values():
        ours, peer = case["lkg"], case["oxigraph"]
        assert not ours.failed
        assert ours.facts[serving.FAILURES] == 0
        assert ours.facts[serving.RATE] > 0
        assert 1e3 * ours.typical <= ours.facts[serving.LATE]
        assert ours.peak > 0
        assert not peer.differs
        assert peer.facts.get(serving.FAILURES) == 0 or peer.failed.startswith("not here")


class _Replies(BaseHTTPRequestHandler):
    """Answers as the query says: `whole`, in `pieces`, of `another` length each time, `busy`, `closing` or `torn`."""

    protocol_version = "HTTP/1.1"
    asked = 0

    def do_GET(self) -> None:
        kind = self.path.partition("query=")[2]
        type(self).asked += 1
        body = b"a" * (type(self).asked if kind == "another" else 5)
        self.send_response(503 if kind == "busy" else 200)
        if kind == "pieces":
            self.send_header("Transfer-Encoding", "chunked")
            body = b"2\r\naa\r\n3\r\naaa\r\n0\r\n\r\n"
        else:
            self.send_header("content-length", str(len(body)))
        if kind == "closing":
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[:2] if kind == "torn" else body)
        self.close_connection = kind in ("closing", "torn")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _replying() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Replies) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("kind", ["whole", "pieces", "closing"])
def test_an_answer_counts_however_it_comes_and_connections_are_opened_anew(kind: str) -> None:
    with _replying() as address:
        asked = question(address, "a question", kind, new=False)
        asked.size = len(ask_once(address, asked))
        load = ask(address, [asked], 2, 0.5)
    assert asked.size == 5
    assert len(load.seconds) > 2
    assert load.failures == []
    assert load.lasted > 0.5


@pytest.mark.parametrize(
    ("kind", "fault"), [("another", "bytes, not 5"), ("busy", "503 Service Unavailable"), ("torn", "broken off")]
)
def test_an_answer_that_is_wrong_refused_or_broken_off_is_a_failure(kind: str, fault: str) -> None:
    with _replying() as address:
        asked = question(address, "a question", kind, new=False)
        asked.size = 5
        load = ask(address, [asked], 1, 0.5)
        if kind != "another":
            with pytest.raises(Failed, match="a question"):
                ask_once(address, asked)
    assert len(load.failures) >= len(load.seconds) - 1 > 0
    assert all(fault in failure for failure in load.failures)
