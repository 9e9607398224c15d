"""A load on `lkg serve` and on other servers of the same triples: all answer alike, none fails, memory stays bounded.

How fast they are is no matter of tests: `make bench` tells that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from bench import questions, servers
from bench.areas.serving import OURS, STARTS, Made, prepare
from bench.cases import Absent, Setting
from bench.load import ask
from bench.questions import MIXED

CLIENTS, SECONDS = 16, 2.0
SWAY = 64_000_000
"""bytes by which what a server holds may differ from one load to the next"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("load")
    questions.write(found)
    return found


@pytest.fixture(scope="module")
def own(folder: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """Mix → question → rows, from the triples in a store of this process."""
    store, form = ox.Store(), ox.QueryResultsFormat.JSON
    store.bulk_load(path=str(folder / "data.nt"), format=ox.RdfFormat.N_TRIPLES)
    return {
        mix: {name: questions.rows(_written(store.query(text), form)) for name, text in texts.items()}
        for mix, texts in questions.read(folder).items()
    }


def _written(answer: object, form: ox.QueryResultsFormat) -> bytes:
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=form) or b""


@pytest.fixture(scope="module", params=STARTS)
def server(request: pytest.FixtureRequest, folder: Path) -> Iterator[Made]:
    try:
        made = prepare(request.param, SECONDS, Setting(CLIENTS, folder))
    except Absent as error:
        pytest.skip(str(error))
    with made.stack:
        yield made


def test_every_server_gives_the_rows_that_the_triples_give(
    server: Made, own: Mapping[str, Mapping[str, list[str]]]
) -> None:
    for mix, found in server.rows.items():
        assert found == own[mix], mix
        assert sum(map(bool, found.values())) > len(found) / 2


def test_no_request_fails_when_many_ask_at_once_and_one_of_them_much(server: Made) -> None:
    load = ask(server.server.address, server.mixes[MIXED], CLIENTS, SECONDS)
    assert load.failures == []
    assert len(load.seconds) >= CLIENTS


def test_what_our_server_holds_does_not_grow_with_what_it_is_asked(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "data.nt").symlink_to(folder / "data.nt")
    (tmp_path / "questions.json").symlink_to(folder / "questions.json")
    made = prepare(OURS, SECONDS, Setting(CLIENTS, tmp_path))
    with made.stack:
        held = []
        for _ in range(4):
            ask(made.server.address, made.mixes[MIXED], CLIENTS, SECONDS)
            held.append(servers.memory(made.family()))
    assert max(held) < 1_500_000_000
    assert held[-1] < held[1] + SWAY
