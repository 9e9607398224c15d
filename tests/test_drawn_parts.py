"""What a page draws of a network: all of it, or the part that can be read, under names that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import lkg
from lkg import period
from lkg.claims.model import Actor, Claim, Source
from lkg.importers.bulk import into_store
from lkg.networks import Network
from lkg.server.views import parts
from lkg.server.views.drawing import drawn


def crowd(actors: int, ties: int) -> Network:
    """Everyone is tied to few: the lower the number, the more partners."""
    pairs = sorted({(at % actors, (at * at + at // actors) % max(2, actors // 5)) for at in range(ties)})
    pairs = [(one, other) for one, other in pairs if one != other]
    return Network.from_arrays([f"n{at:05}" for at in range(actors)], *zip(*pairs, strict=True))


def test_a_small_network_is_drawn_whole() -> None:
    assert parts.part(crowd(parts.WHOLE, 800)) is None


def test_a_part_holds_all_ties_between_those_who_are_drawn() -> None:
    net = crowd(2_000, 12_000)
    found = parts.part(net)
    assert found is not None
    shown = found[0]
    assert len(shown) <= parts.ACTORS
    assert list(shown.ties) == [tie for tie in net.ties if tie.source in shown.actors and tie.target in shown.actors]


def test_few_actors_with_very_many_ties_are_a_part_too() -> None:
    net = crowd(200, 60_000)
    found = parts.part(net)
    assert len(net.ties) > parts.TIES
    assert found is not None
    assert 1 < len(found[0]) < 200
    assert len(found[0].ties) <= parts.TIES


def test_around_whom_the_lens_does_not_see_the_best_connected_are_drawn() -> None:
    found = parts.part(crowd(2_000, 12_000), "nobody")
    assert found is not None
    assert "most partners" in found[1]


def test_of_a_large_network_all_are_given_where_all_are_asked_for_and_only_those_drawn_have_places() -> None:
    net = crowd(1_200, 3_500)
    found = drawn(net, drawn_only=False)
    assert len(found["nodes"]) == len(net)
    assert 0 < sum(node["x"] is not None for node in found["nodes"]) <= parts.ACTORS


@pytest.mark.filterwarnings("ignore:Some names have letters")
def test_a_name_in_another_script_has_a_latin_one_in_brackets(tmp_path: Path) -> None:
    hua = Actor("hua", "华春莹", "Person", aliases=(("Hua Chunying", "en"),))
    wang = Actor("wang", "王毅", "Person")
    source = Source("paper", "a paper", "a publisher", "news", reliability="B", published="2020")
    met = Claim("C1", "hua", "consultsWith", "wang", period.parse("2020-01-01"), "paper", "asserted", credibility="2")
    into_store([hua, wang, source, met], tmp_path / "store")
    found = drawn(lkg.network(lkg.open(tmp_path / "store")))
    assert {node["label"] for node in found["nodes"]} == {"华春莹 (Hua Chunying)", "王毅"}
