"""A claim table on another engine: what the text of a lens may contain, names, versions, and the same ties.

DuckDB stands in for the cluster here; `make test-services` runs the same on Spark.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import graph_of, run
from lkg import lens as lenses
from lkg.claims import keeping
from lkg.claims.table import database
from lkg.engines import ties
from lkg.engines.places import Place
from lkg.engines.tabled import NEEDED, Tabled, quoted, version_of
from lkg.errors import Misuse, UnknownActor
from lkg.graphs import Graph
from lkg.networks import ClaimFacts, Network, Tie
from lkg.store import Store
from test_table import LENSES

WORDS = """WITH AS SELECT DISTINCT FROM WHERE GROUP BY ORDER JOIN LEFT ON AND OR NOT IN IS NULL CASE WHEN THEN ELSE END
UNION ALL TRUE FALSE CAST DOUBLE SUM COUNT MIN MAX ABS EXP LN POWER LEAST GREATEST COALESCE"""
"""words that mean the same in DuckDB and in Spark"""


class Embedded:
    """DuckDB over the Parquet files of a table."""

    def __init__(self, folder: Path) -> None:
        self._cursor = database().cursor()
        for name in ("claim", *NEEDED):
            self.keep(name, f"SELECT * FROM read_parquet('{folder / name}.parquet')")

    def sql(self, text: str) -> Any:
        return self._cursor.execute(text)

    def keep(self, name: str, text: str) -> None:
        self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {text}")


def stored(graph: Graph, place: Path) -> Path:
    """The folder of the table of a graph that is put into a store."""
    store = Store(place)
    store.inner.bulk_extend(graph.store.quads())
    store.inner.flush()
    del store
    assert len(lkg.open(place).table)
    return place / "table"


def same(found: Network, own: Network) -> None:
    """The same ties and claims; of actors only what a table knows."""
    assert found.words() == own.words()
    assert [rounded(claim) for claim in found.claims.values()] == [rounded(claim) for claim in own.claims.values()]
    same_ties(found, own)


def same_ties(found: Network, own: Network) -> None:
    """The same ties, with the ids of their claims where both have them."""
    for kind in ("ties", "memberships"):
        assert [rounded(tie) for tie in getattr(found, kind)] == [rounded(tie) for tie in getattr(own, kind)]
    assert [(name, about["kind"], about["group"]) for name, about in found.actors.items()] == [
        (name, about["kind"], about["group"]) for name, about in own.actors.items()
    ]


def rounded(found: Tie | ClaimFacts) -> tuple[Any, ...]:
    """Powers and sums of fractions differ in the last digits."""
    return tuple(pytest.approx(value, abs=1e-12) if isinstance(value, float) else value for value in astuple(found))


def tabled(folder: Path) -> Tabled:
    return Tabled(Embedded(folder), "sha256:0")


@pytest.fixture(scope="module")
def table(bundled: Graph, tmp_path_factory: pytest.TempPathFactory) -> Tabled:
    """The bundled graph, of which only the table is at hand."""
    return tabled(stored(bundled, tmp_path_factory.mktemp("store") / "graph"))


def texts(graph: Graph) -> Iterator[str]:
    for options in LENSES:
        lens = graph.lens(**options)
        for made in (lenses.tie_query, lenses.member_query, lenses.claim_query, lenses.leg_query, lenses.edge_query):
            yield made(lens, graph.codes)


def test_the_text_of_a_lens_has_only_words_that_other_engines_know(bundled: Graph) -> None:
    found = list(texts(bundled))
    assert len(set(found)) > 70
    for text in found:
        plain = re.sub(r"'[^']*'", "''", text)
        assert set(re.findall(r"\b[A-Z]{2,}\b", plain)) <= set(WORDS.split())
        # casts, lists, parameters and whole division are written otherwise elsewhere
        assert not re.search(r"::|\[|\]|\?|//", plain)


@pytest.mark.parametrize("options", LENSES, ids=str)
def test_a_table_alone_gives_the_ties_of_its_graph(bundled: Graph, table: Tabled, options: dict[str, Any]) -> None:
    same(ties.seen(table, table.lens(**options), members=True), lkg.network(bundled, **options))


def test_claims_are_counted_where_nobody_asks_for_their_names(tmp_path: Path) -> None:
    graph = graph_of(
        "a aids b 2022", "a aids b 2021", "b memberOf u 2020/..", actors={"u": "InternationalOrganization"}
    )
    found = tabled(stored(graph, tmp_path / "graph"))
    counted = ties.seen(found, found.lens())
    assert counted.words() == "2 actors, 1 ties, 2 claims (counted, not named)"
    assert counted.ties[0].claims == ()
    assert [tie.relation for tie in counted.memberships] == ["memberOf"]
    assert counted.receipt.graph == "sha256:0"
    assert ties.seen(found, found.lens(), members=True).ties[0].claims == ("C1", "C2")


def test_names_that_the_table_does_not_know_are_refused_with_the_nearest(table: Tabled) -> None:
    with pytest.raises(UnknownActor, match="Did you mean taiwan"):
        table.lens(actors=("Taiwan",))
    with pytest.raises(Misuse, match=r"No claim is said by 'Lithuani'. Did you mean lithuania\?"):
        table.lens(without_voices=("Lithuani",))
    (source, *_) = [name for (name,) in table.engine.sql("SELECT id FROM source ORDER BY n").fetchall()]
    with pytest.raises(Misuse, match=f"The table has no source '{source}x'. Did you mean {source}"):
        ties.seen(table, table.lens(sources=(f"{source}x",)))


def test_a_quotation_mark_in_a_name_ends_no_text(table: Tabled) -> None:
    for name in ("People's Daily", "back\\slash", "both '\\' of them", "' OR 1 = 1 --"):
        assert table.engine.sql(f"SELECT {quoted(name)}").fetchall() == [(name,)]


def test_a_folder_or_a_pattern_says_where_the_claims_lie() -> None:
    assert Place.of("s3a://bucket/table/") == Place("s3a://bucket/table", "claim*.parquet")
    assert Place.of("*.parquet") == Place(".", "claim*.parquet")
    assert Place.of("table/claim-19*.parquet") == Place("table", "claim-19*.parquet")
    assert Place.of("/").file("about.json") == "//about.json"


def test_a_table_beside_its_own_parts_is_refused() -> None:
    place = Place.of("table")
    place.refuse_both(["file:/t/claim.parquet/part-1.parquet", "file:/t/claim.parquet/part-2.parquet"])
    place.refuse_both(["file:/t/claim-1.parquet", "file:/t/claim-2.parquet"])
    for parts in ("file:/t/claim-1.parquet", "file:/t/claim-new/part-1.parquet"):
        with pytest.raises(Misuse, match="claims would count twice"):
            place.refuse_both(["file:/t/claim.parquet", parts])


def test_a_table_of_other_columns_is_refused() -> None:
    about = {"version": keeping.version(), "stamp": "stamp:1", "digest": ""}
    assert version_of(json.dumps(about), "t/about.json") == "stamp:1"
    assert version_of(json.dumps(about | {"digest": "sha256:2"}), "t/about.json") == "sha256:2"
    with pytest.raises(Misuse, match=r"The table at t has columns of version old"):
        version_of(json.dumps(about | {"version": "old"}), "t/about.json")
    for text in ("", "<html>", "[]", "{}"):
        with pytest.raises(Misuse, match=r"is not the about\.json of a claim table"):
            version_of(text, "t/about.json")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "spark"], "--engine spark needs --claims"),
        (["--claims", "table"], "--claims and --members belong to --engine spark"),
        (["--members"], "--claims and --members belong to --engine spark"),
        (["--engine", "flink", "--claims", "table"], "There is no engine 'flink'"),
    ],
)
def test_options_that_make_no_sense_together_are_misuse(words: list[str], said: str) -> None:
    ran = run("network", *words)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_without_pyspark_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    ran = run("network", "--engine", "spark", "--claims", tmp_path)
    assert ran.code == 2
    assert "pip install 'lkg-graph[spark]'" in ran.err
