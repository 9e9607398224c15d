"""Time slices and projections against published counts: states in international organisations, 1816–2014.

Correlates of War, Intergovernmental Organizations, version 3 (Pevehouse, Nordstrom, McManus and Jamison 2020), and
the memberships by state and year that are published with it. A full member is a member; an associate is affiliated,
without being a member; an observer takes part, without being affiliated. The table is imported by the mapping that
comes with lkg, but without a rule for gaps: the published numbers count rows, and no bridged years.
"""

import csv
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

import lkg
from conftest import record_of
from lkg.analysis.groups.projection import project
from lkg.claims import Claim
from lkg.graphs import Graph
from lkg.importers import panel
from lkg.importers.panel.actors import states

RELATIONS = {1: "memberOf", 2: "affiliatedWith", 3: "participatesIn"}
YEARS = range(1816, 2015)
PROJECTED = range(1816, 2015, 9)
"""the years in which every pair is compared, to save time"""
Counts = Mapping[tuple[str, int], tuple[int, int, int]]


class Row(NamedTuple):
    """One line of the table of memberships."""

    state: str
    body: str
    year: int
    status: int


class Slices:
    """Every year once through a lens: memberships by status, and where the projection differs from the rows."""

    def __init__(self, rows: list[Row], claims: list[Claim]) -> None:
        self.rows = rows
        self.graph = Graph()
        bodies = {row.body: "InternationalOrganization" for row in rows}
        self.graph.record = record_of(*claims, actors=bodies)
        self.by_year: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            self.by_year[row.year].append(row)
        self.counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
        self.pairs = self.comparisons = self.shared = 0
        self.wrong: list[int] = []
        for year in YEARS:
            # an event of the year itself counts, none of the years before
            lens = {"relations": ["affiliatedWith", "participatesIn"], "memberships": "ties", "memory": "0m"}
            self._take(year, lkg.network(self.graph, at=str(year), **lens))

    def _take(self, year: int, net: lkg.Network) -> None:
        statuses = {relation: status for status, relation in RELATIONS.items()}
        for tie in net.ties:
            self.counts[tie.source, year][statuses[tie.relation] - 1] += 1
        if year in PROJECTED:
            self._project(year, net)

    def _project(self, year: int, net: lkg.Network) -> None:
        projected = project(net, "affiliatedWith", weight="count")
        states = sorted({*projected, *(row.state for row in self.by_year[year])})
        number = {state: i for i, state in enumerate(states)}
        ours = np.zeros((len(states), len(states)), dtype=int)
        for a, b, facts in projected.edges(data=True):
            ours[number[a], number[b]] = ours[number[b], number[a]] = facts["shared"]
            assert facts["shared"] == facts["weight"] == len(set(facts["bodies"])) == len(facts["claims"]) / 2
        truth = shared_bodies(self.by_year[year], number)
        self.pairs += projected.number_of_edges()
        self.comparisons += len(states) * (len(states) - 1) // 2
        self.shared += int(np.triu(truth, 1).sum())
        self.wrong += [year] if (ours != truth).any() else []


def shared_bodies(rows: list[Row], number: Mapping[str, int]) -> np.ndarray:
    """How many bodies every two states share, straight from the rows; observers do not count."""
    bodies = {body: j for j, body in enumerate(sorted({row.body for row in rows}))}
    incidence = np.zeros((len(number), len(bodies)), dtype=int)
    for row in rows:
        if row.status != 3:
            incidence[number[row.state], bodies[row.body]] = 1
    product = incidence @ incidence.T
    np.fill_diagonal(product, 0)
    return product


def table(file: Path) -> Iterator[dict[str, str]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


@cache
def state(code: str) -> str:
    return states("cow")[f"{float(code):g}"].id


@pytest.fixture(scope="module")
def slices(truths: Path, tmp_path_factory: pytest.TempPathFactory) -> Slices:
    mapping = tmp_path_factory.mktemp("igo") / "igo.toml"
    text = (panel.EXAMPLES / "cow-igo.toml").read_text(encoding="utf-8")
    mapping.write_text(text.replace("early_gap = 5", "early_gap = 1"), encoding="utf-8")
    found = panel.read(mapping, truths / "data")
    claims = [record for record in found.records if isinstance(record, Claim)]
    assert found.account.bridged == 0
    rows = [
        Row(state(r["ccode"]), f"igo-{r['igo']}", int(float(r["year"])), int(float(r["status"])))
        for r in table(truths / "data" / "cow_igo_membership.csv.xz")
    ]
    return Slices(rows, claims)


@pytest.fixture(scope="module")
def published(truths: Path) -> Counts:
    names = ("sum_igo_full", "sum_igo_associate", "sum_igo_observer")
    rows = list(table(truths / "data" / "cow_igo_sy.csv.xz"))
    found = {(state(r["ccode"]), int(float(r["year"]))): tuple(int(float(r[name])) for name in names) for r in rows}
    assert len(found) == len(rows)
    return found


def test_spells_say_the_same_as_the_rows_in_fewer_claims(slices: Slices) -> None:
    assert len(slices.rows) == 538_965
    assert len(slices.graph.record.claims) == 19_042


def test_every_published_number_of_full_memberships_is_found(slices: Slices, published: Counts) -> None:
    right = sum(slices.counts.get(key, [0, 0, 0])[0] == full for key, (full, _, _) in published.items())
    assert (right, len(published)) == (15_557, 15_557)


def test_associates_and_observers_are_told_apart_from_members(slices: Slices, published: Counts) -> None:
    assert {key: tuple(found) for key, found in slices.counts.items()} == {
        key: counts for key, counts in published.items() if any(counts)
    }
    assert sum(map(sum, slices.counts.values())) == len(slices.rows)


def test_1408_states_of_a_year_belong_to_nothing_yet(slices: Slices, published: Counts) -> None:
    nowhere = {key for key, counts in published.items() if not any(counts)}
    assert len(nowhere) == 1_408
    assert not nowhere & set(slices.counts)


def test_the_projection_counts_the_bodies_that_every_two_states_share(slices: Slices) -> None:
    assert slices.wrong == []
    assert slices.pairs == 104_732
    assert slices.comparisons >= slices.pairs
    assert slices.shared > 2_000_000


def test_the_status_of_most_rows_is_full(slices: Slices) -> None:
    assert Counter(row.status for row in slices.rows) == {1: 535_772, 2: 861, 3: 2_332}
