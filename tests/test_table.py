"""The claim table: the same ties from arrays as from SQL, and the same graph from a store on disk as from memory."""

from __future__ import annotations

import json
import shutil
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lkg
from conftest import graph_of
from lkg.claims import keeping
from lkg.errors import InvalidFile, Misuse
from lkg.graphs import Graph
from lkg.graphs import place as places
from lkg.networks import Network, build, contracted
from lkg.store import Store
from lkg.vocab import LKG, PREFIXES

LENSES: tuple[dict[str, Any], ...] = (
    {},
    {"at": "2022-07-01"},
    {"between": ("2021", "2023"), "half_life": "12m"},
    {"roll_up": "state", "weight": "voices"},
    {"roll_up": "body", "weight": "probability", "half_life": "6m", "at": "2023-01-01"},
    {"weight": "intensity", "at": "2022"},
    {"worldview": "china"},
    {"contested": "only"},
    {"contested": "drop", "roll_up": "state"},
    {"without_side": ("lithuania",)},
    {"memberships": "ties"},
    {"contract": ("Policy", "Dispute")},
    {"contract": ("Agreement", "Event", "Policy"), "roll_up": "state", "weight": "probability"},
    {"contract": ("Event", "Policy"), "actors": ("nato",), "sign": ("+", "0")},
    {"contract": ("Policy", "Event"), "at": "2023-07-01", "half_life": "6m"},
    {"actors": ("taiwan",)},
    {"sign": ("+",)},
    {"sure": True, "at": "2022-07-01"},
    {"known_by": "2022-01-01"},
    {"at": "1850"},
)


@pytest.fixture(scope="module")
def on_disk(bundled: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled graph in a store on disk."""
    place = tmp_path_factory.mktemp("store") / "graph"
    _stored(bundled, place)
    return place


def _stored(graph: Graph, place: Path) -> None:
    store = Store(place)
    store.inner.bulk_extend(graph.store.quads())
    store.inner.flush()


def _copy(place: Path, to: Path) -> Path:
    return Path(shutil.copytree(place, to / "graph"))


def _by_sql_and_by_arrays(graph: Graph, monkeypatch: pytest.MonkeyPatch, **options: Any) -> tuple[Network, Network]:
    found = []
    for many in (10**9, 0):
        monkeypatch.setattr(build, "MANY", many)
        found.append(lkg.network(graph, **options))
    return found[0], found[1]


def _same(one: Network, other: Network) -> None:
    assert other.words() == one.words()
    assert dict(other.actors) == dict(one.actors)
    assert dict(other.claims) == dict(one.claims)
    for left, right in ((one.ties, other.ties), (one.memberships, other.memberships)):
        assert [_rounded(tie) for tie in right] == [_rounded(tie) for tie in left]


def _same_arrays(one: Network, other: Network, weight: str | None) -> None:
    left, right = one.adjacency(weight), other.adjacency(weight)
    assert (right.starts.tolist(), right.ends.tolist()) == (left.starts.tolist(), left.ends.tolist())
    assert right.numbers == pytest.approx(left.numbers, abs=1e-12)


def _rounded(tie: lkg.networks.Tie) -> tuple[Any, ...]:
    return tuple(pytest.approx(value, abs=1e-12) if isinstance(value, float) else value for value in astuple(tie))


def test_a_voice_counts_once_in_arrays_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rated = {"one": {"reliability": "C"}, "two": {"reliability": "C"}}
    lines = ("a aids b 2022 source=one", "a aids b 2021 source=one credibility=3", "a aids b 2020 source=two")
    one, other = _by_sql_and_by_arrays(graph_of(*lines, sources=rated), monkeypatch)
    assert (other.ties[0].voices, other.ties[0].weight) == (2, 3)
    assert other.ties[0].probability == pytest.approx(one.ties[0].probability, abs=1e-15)
    assert other.ties[0].claims == ("C1", "C2", "C3")


@pytest.mark.parametrize("options", LENSES, ids=str)
def test_arrays_give_the_ties_that_sql_gives(
    bundled: Graph, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    one, other = _by_sql_and_by_arrays(bundled, monkeypatch, **options)
    _same(one, other)
    for weight in (None, "weight", "probability", "voices", "intensity"):
        _same_arrays(one, other, weight)


def test_a_vote_of_too_many_is_refused(bundled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "MANY", 0)
    monkeypatch.setattr(contracted, "MOST", 10)
    with pytest.raises(Misuse, match="Choose a shorter window, or fewer kinds"):
        lkg.network(bundled, contract=("Policy",))


CLAIM = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(("aids", "criticises", "sanctions", "alliedWith", "represents", "easesPressureOn", "memberOf")),
    st.sampled_from("abc"),
    st.sampled_from(("2020", "2020-05-01", "2020/2022", "2019/..", "2021-03-01", "2021/2021-06")),
    st.sampled_from(("asserted", "ended", "alleged", "negated")),
    st.sampled_from(("source=x", "source=y", "credibility=5", "claimant=c", "disputes=C1", "withdrawn=2023-01-01")),
)
LENS = st.fixed_dictionaries(
    {"at": st.sampled_from(("2020-05-01", "2021-04-01", "2022"))},
    optional={
        "roll_up": st.sampled_from(("body", "state")),
        "weight": st.sampled_from(("voices", "probability", "intensity")),
        "half_life": st.just("6m"),
        "contested": st.sampled_from(("drop", "only")),
        "worldview": st.sampled_from("abc"),
    },
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(CLAIM.filter(lambda c: c[0] != c[2]), min_size=1, max_size=9), LENS)
def test_any_claims_give_the_same_by_sql_and_by_arrays(claims: list[tuple[str, ...]], options: dict[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        _same(*_by_sql_and_by_arrays(_graph(claims), patched, **options))


@settings(derandomize=True, deadline=None, max_examples=15)
@given(st.lists(CLAIM.filter(lambda c: c[0] != c[2]), min_size=3, max_size=9), LENS)
def test_any_claims_give_the_same_from_disk(
    tmp_path_factory: pytest.TempPathFactory, claims: list[tuple[str, ...]], options: dict[str, str]
) -> None:
    graph, place = _graph(claims), tmp_path_factory.mktemp("any") / "graph"
    _stored(graph, place)
    _same(lkg.network(graph, **options), lkg.network(lkg.open(place), **options))


def _graph(claims: list[tuple[str, ...]]) -> Graph:
    # the first claim has none before it to dispute
    lines = [" ".join(claim if n else claim[:-1]) for n, claim in enumerate(claims)]
    return graph_of(*lines, actors={"a": "State", "b": "State", "c": "GovernmentBody"})


def test_a_store_on_disk_is_the_same_graph(bundled: Graph, on_disk: Path) -> None:
    stored = lkg.open(on_disk)
    assert dict(stored.record.claims.items()) == dict(bundled.record.claims)
    for name in ("actors", "sources", "groupings", "disputed_by", "ego", "coding_error", "ratings"):
        assert getattr(stored.record, name) == getattr(bundled.record, name), name
    assert stored.digest == bundled.digest


@pytest.mark.parametrize("options", LENSES[:12], ids=str)
def test_a_store_on_disk_gives_the_same_network(bundled: Graph, on_disk: Path, options: dict[str, Any]) -> None:
    _same(lkg.network(bundled, **options), lkg.network(lkg.open(on_disk), **options))


def test_only_claims_that_bear_on_others_become_objects(bundled: Graph, on_disk: Path) -> None:
    stored, whole = lkg.open(on_disk).table.context, bundled.table.context
    assert set(stored.closings) == set(whole.closings)
    assert set(stored.denials) == set(whole.denials)
    assert len(stored.bounds) < len(whole.bounds) / 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?c a lkg:Claim }",
        "SELECT (COUNT(*) AS ?n) { ?a a lkg:Actor }",
        "SELECT (COUNT(*) AS ?n) { ?a lkg:supports ?b }",
        "SELECT (COUNT(*) AS ?n) { ?c lkg:contested true ; lkg:startEarliest ?day }",
    ],
)
def test_a_store_on_disk_answers_queries_alike(bundled: Graph, on_disk: Path, query: str) -> None:
    assert lkg.open(on_disk).query(query).values() == bundled.query(query).values()


def test_a_large_graph_in_memory_is_the_same_graph(bundled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?c lkg:contested true . ?a a lkg:Actor }"
    small, asked = lkg.network(bundled, at="2022-07-01"), bundled.query(query).values()
    monkeypatch.setattr(places, "LARGE", 0)
    large = lkg.open()
    _same(small, lkg.network(large, at="2022-07-01"))
    assert len(large.table.context.bounds) < len(bundled.table.context.bounds)
    assert large.query(query).values() == asked


def test_a_table_that_is_kept_is_not_derived_again(
    on_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _copy(on_disk, tmp_path)
    first = lkg.network(lkg.open(place)).words()
    monkeypatch.setattr(keeping.Beside, "make", lambda *args: pytest.fail("derived again"))
    assert lkg.network(lkg.open(place)).words() == first


def _with_another_claim(place: Path) -> None:
    store = Store(place)
    claim = ox.NamedNode(PREFIXES["claim"] + "NEW")
    for quad in list(store.inner.quads_for_pattern(ox.NamedNode(PREFIXES["claim"] + "C316"), None, None, None)):
        if quad.predicate.value not in (LKG.passage, LKG.disputes):
            store.inner.add(ox.Quad(claim, quad.predicate, quad.object, ox.DefaultGraph()))
    store.inner.flush()


def test_a_table_older_than_its_store_is_never_used(on_disk: Path, tmp_path: Path) -> None:
    place = _copy(on_disk, tmp_path)
    assert "NEW" not in lkg.network(lkg.open(place)).claims
    _with_another_claim(place)
    assert "NEW" in lkg.network(lkg.open(place)).claims


def test_a_table_of_another_ontology_is_never_used(on_disk: Path, tmp_path: Path) -> None:
    place = _copy(on_disk, tmp_path)
    assert len(lkg.open(place).table) == 1178
    about = place / "table" / "about.json"
    about.write_text(json.dumps(json.loads(about.read_text(encoding="utf-8")) | {"version": "old"}), encoding="utf-8")
    (place / "table" / "closing.parquet").unlink()
    assert len(lkg.open(place).table) == 1178


@pytest.mark.parametrize("harm", ["cut short", "empty", "gone", "other text"])
def test_a_damaged_table_is_derived_again(on_disk: Path, tmp_path: Path, harm: str) -> None:
    place = _copy(on_disk, tmp_path)
    words = lkg.network(lkg.open(place)).words()
    file = place / "table" / "claim.parquet"
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes({"cut short": whole[: len(whole) // 2], "empty": b"", "other text": b"no table"}[harm])
    assert lkg.network(lkg.open(place)).words() == words


def test_a_table_that_cannot_be_kept_is_made_all_the_same(
    on_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _copy(on_disk, tmp_path)
    shutil.rmtree(place / "table", ignore_errors=True)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping.Path, "mkdir", full)
    assert len(lkg.network(lkg.open(place)).ties) == 411
    assert not (place / "table").exists()


@pytest.mark.parametrize(
    ("predicate", "value", "said"),
    [
        (LKG.when, ox.Literal("the other day"), "'the other day'"),
        (PREFIXES["rdf"] + "predicate", ox.NamedNode(PREFIXES["lkg"] + "suports"), "Did you mean supports"),
        (PREFIXES["rdf"] + "subject", ox.NamedNode(PREFIXES["actor"] + "nobody"), "the actor 'nobody'"),
        (PREFIXES["dct"] + "source", None, "it lacks a source"),
    ],
)
def test_a_faulty_claim_on_disk_is_named(
    tmp_path: Path, predicate: str, value: ox.Literal | ox.NamedNode | None, said: str
) -> None:
    _stored(graph_of("a supports b 2022", "b supports a 2023"), tmp_path / "graph")
    store, claim = Store(tmp_path / "graph"), ox.NamedNode(PREFIXES["claim"] + "C2")
    for quad in list(store.inner.quads_for_pattern(claim, ox.NamedNode(predicate), None, None)):
        store.inner.remove(quad)
    if value is not None:
        store.inner.add(ox.Quad(claim, ox.NamedNode(predicate), value, ox.DefaultGraph()))
    store.inner.flush()
    del store
    with pytest.raises(InvalidFile, match="C2") as met:
        lkg.network(lkg.open(tmp_path / "graph"))
    assert said in str(met.value)
