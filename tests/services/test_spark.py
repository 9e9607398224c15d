"""A claim table on a real Spark, on two processors of this machine: the same rows as here, and clear refusals."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import run
from lkg import period
from lkg.claims import Actor, Claim, ClaimDispute, Source
from lkg.claims.table import database
from lkg.engines import network, spark
from lkg.engines.tabled import Tabled
from lkg.engines.ties import seen
from lkg.errors import MissingFile, Misuse, UnknownActor
from lkg.graphs import Graph
from lkg.importers import bulk
from test_engines import same, same_ties, stored
from test_table import LENSES

MANY = 200_000
SOME_LENSES: tuple[dict[str, Any], ...] = (
    {},
    {"at": "2015-06-01", "roll_up": "state", "weight": "voices"},
    {"between": ("2005", "2010"), "half_life": "18m", "weight": "intensity"},
    {"contested": "drop", "worldview": "s001", "sign": ("-",), "weight": "probability"},
    {"sure": True, "at": "2012", "without_side": ("s003",), "memberships": "ties"},
    {"actors": ("s007",), "known_by": "2014-01-01", "kinds": ("State",)},
)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install 'lkg-graph[spark]'")
    if not spark.has_java():
        pytest.skip("Spark needs Java 17 or later: apt-get install openjdk-17-jre-headless")
    with spark.running({"spark.master": "local[2]"}) as found:
        yield found


@pytest.fixture(scope="module")
def table(bundled: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the table of the bundled graph."""
    return stored(bundled, tmp_path_factory.mktemp("store") / "graph")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with made-up claims of many kinds."""
    place = tmp_path_factory.mktemp("many") / "graph"
    bulk.into_store(made_up(MANY), place)
    return place


@pytest.fixture(scope="module")
def own(many: Path) -> Graph:
    return lkg.open(many)


@pytest.fixture(scope="module")
def opened(table: Path, session: Any) -> Tabled:
    return spark.open_table(str(table), session)


@pytest.fixture(scope="module")
def opened_many(many: Path, session: Any) -> Tabled:
    return spark.open_table(str(many / "table"), session)


def made_up(count: int) -> Iterator[Actor | Source | Claim]:
    """States and their bodies, sources of all grades, and claims that end and deny one another."""
    chance = random.Random(4)
    states, bodies = [f"s{n:03}" for n in range(80)], [f"b{n:03}" for n in range(120)]
    yield from (Actor(name, name, "State") for name in states)
    yield from (Actor(name, name, "GovernmentBody") for name in bodies)
    for n in range(300):
        day = f"{chance.randrange(2000, 2020)}-0{chance.randrange(1, 10)}-15"
        yield Source(f"k{n}", f"k{n}", f"paper {n % 90}", kind="news", reliability=chance.choice("ABCD"), published=day)
    for n, body in enumerate(bodies):
        yield Claim(f"R{n}", body, "represents", states[n % 80], period.parse("2000/.."), "k0", credibility="1")
    relations = ("aids", "criticises", "sanctions", "alliedWith", "memberOf", "consultsWith", "accuses")
    for n in range(count - len(bodies)):
        subject, object_ = chance.sample([*states, *bodies], 2)
        start = f"{chance.randrange(2000, 2020)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        roll = chance.random()
        disputes = (ClaimDispute(f"D{n}", f"C{n - 1}", "denial", "genuine"),) if n and roll < 0.001 else ()
        yield Claim(
            f"C{n}", subject, chance.choice(relations), object_, period.parse(start), f"k{chance.randrange(300)}",
            modality="ended" if 0.001 < roll < 0.01 else "alleged" if roll > 0.9 else "asserted",
            credibility=chance.choice("12346"), disputes=disputes,
            intensity=chance.choice(("", "3", "7.5")),
        )  # fmt: skip


def copied(table: Path, to: Path) -> Path:
    return Path(shutil.copytree(table, to / "table"))


@pytest.mark.parametrize("options", LENSES, ids=str)
def test_spark_gives_the_ties_of_the_bundled_graph(bundled: Graph, opened: Tabled, options: dict[str, Any]) -> None:
    same(seen(opened, opened.lens(**options), members=True), lkg.network(bundled, **options))


@pytest.mark.parametrize("options", SOME_LENSES, ids=str)
def test_spark_gives_the_ties_of_many_claims(own: Graph, opened_many: Tabled, options: dict[str, Any]) -> None:
    expected = lkg.network(own, **options)
    assert len(expected.ties) > 100
    same_ties(seen(opened_many, opened_many.lens(**options), members=True), expected)


def test_claims_in_many_parts_are_one_table(many: Path, own: Graph, session: Any, tmp_path: Path) -> None:
    folder = copied(many / "table", tmp_path)
    whole = folder / "claim.parquet"
    for part in range(7):
        rows = f"SELECT * FROM read_parquet('{whole}') WHERE n % 7 = {part}"
        database().execute(f"COPY ({rows}) TO '{folder}/claim-{part}.parquet' (FORMAT parquet)")
    with pytest.raises(Misuse, match="claims would count twice"):
        network(str(folder), session=session)
    whole.unlink()
    expected = lkg.network(own, at="2012")
    same_ties(network(f"{folder}/*.parquet", at="2012", members=True, session=session), expected)
    some = network(f"{folder}/claim-[0-3].parquet", at="2012", session=session)
    assert 0 < sum(tie.weight for tie in some.ties) < sum(tie.weight for tie in expected.ties)


def test_names_are_looked_up_alike(table: Path, session: Any) -> None:
    for name in ("People's Daily", "back\\slash", "' OR 1 = 1 --"):
        with pytest.raises(Misuse, match="No claim is said by"):
            network(str(table), without_voices=(name,), session=session)
    with pytest.raises(UnknownActor, match="Did you mean taiwan"):
        network(str(table), actors=("Taiwan",), session=session)


def test_a_network_of_one_table_stays_what_it_is_when_another_is_asked(table: Path, many: Path, session: Any) -> None:
    first = network(str(table), at="2022", members=True, session=session)
    network(str(many / "table"), at="2012", session=session)
    assert set(first.used()) <= set(first.claims)


def test_the_command_prints_what_it_prints_without_an_engine(table: Path, session: Any) -> None:
    asked = ("--at", "2022-07-01", "--format", "json")
    ran = run("network", "--engine", "spark", "--claims", f"{table}/*.parquet", "--members", *asked)
    own = run("--graph", table.parent, "network", *asked)
    assert ran.code == 0, ran.err
    found, expected = (json.loads(each.out)["ties"] for each in (ran, own))
    assert [tie["claims"] for tie in found] == [tie["claims"] for tie in expected] != []
    assert [tie["weight"] for tie in found] == [pytest.approx(tie["weight"]) for tie in expected]


def test_a_session_that_ran_before_is_not_stopped(session: Any) -> None:
    with spark.running() as found:
        assert found is session
    assert session.sql("SELECT 1").collect()[0][0] == 1


def test_java_that_is_not_there_is_named(
    table: Path, session: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for home in ("", str(tmp_path)):
        monkeypatch.setenv("JAVA_HOME", home)
        ran = run("network", "--engine", "spark", "--claims", table)
        assert ran.code == 2
        assert "Spark needs Java 17 or later" in ran.err


def test_a_path_without_parquet_is_misuse(table: Path, session: Any, tmp_path: Path) -> None:
    folder = copied(table, tmp_path)
    for lacking in ("node.parquet", "claim.parquet", "about.json"):
        (folder / lacking).unlink()
        with pytest.raises(MissingFile, match=r"(?s)There is no claim table at .*`lkg import"):
            network(str(folder), session=session)
    ran = run("network", "--engine", "spark", "--claims", tmp_path / "nowhere")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "nowhere" in ran.err


def test_a_table_of_another_version_is_misuse(table: Path, session: Any, tmp_path: Path) -> None:
    folder = copied(table, tmp_path)
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    (folder / "about.json").write_text(json.dumps(about | {"version": "older"}), encoding="utf-8")
    ran = run("network", "--engine", "spark", "--claims", folder)
    assert ran.code == 2
    assert f"The table at {folder} has columns of version older" in ran.err


def test_a_file_cut_short_is_misuse(table: Path, session: Any, tmp_path: Path) -> None:
    folder = copied(table, tmp_path)
    whole = (folder / "claim.parquet").read_bytes()
    (folder / "claim.parquet").write_bytes(whole[: len(whole) // 2])
    ran = run("network", "--engine", "spark", "--claims", folder)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "claim.parquet" in ran.err


def test_a_file_system_that_spark_lacks_is_misuse(session: Any) -> None:
    ran = run("network", "--engine", "spark", "--claims", "s3a://bucket/table/*.parquet")
    assert ran.code == 2
    assert "hadoop-aws" in ran.err
