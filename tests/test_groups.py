"""Groupings of actors: read and written as decisions, a partition on any day, and never guessed."""

import csv
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import lkg
from conftest import graph_of, record_of
from lkg import folders, period
from lkg.analysis.groups.groups import groups
from lkg.claims import Record, reading, writing
from lkg.claims.model import Group, Grouping, Placement
from lkg.errors import Finding, InvalidFile, InvalidMeasure, Misuse, Problem
from lkg.graphs import Graph
from lkg.importers import blocs, into_folder
from lkg.store import Store
from lkg.vocab import folder

CLAIMS = ("norway memberOf nato 1949-08-24/..", "norway supports sweden 2022", "sweden supports norway 2022")
SWEDEN = (
    Placement("bloc.norway", "norway", "bloc.inside", basis=("C1",)),
    Placement("bloc.sweden", "sweden", "bloc.outside", last_day="2024-03-06", because="not a member"),
    Placement("bloc.sweden.2024-03-07", "sweden", "bloc.inside", first_day="2024-03-07", because="a member"),
)


def bloc(*placements: Placement) -> Grouping:
    parts = {f"bloc.{name}": Group(f"bloc.{name}", name, f"those {name}") for name in ("inside", "outside")}
    return Grouping("bloc", "Bloc", "Members of NATO, and the others.", parts, placements)


def grouped(*placements: Placement) -> Record:
    record = record_of(*CLAIMS, actors={"nato": "InternationalOrganization"})
    return replace(record, groupings={"bloc": bloc(*placements)})


def opened(*placements: Placement) -> Graph:
    store = Store()
    triples = writing.write(grouped(*placements))
    store.inner.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in triples)
    return Graph(store)


# The record


def test_a_grouping_is_read_back_as_it_was_written() -> None:
    assert opened(*SWEDEN).record.groupings["bloc"] == bloc(*SWEDEN)


def test_a_placement_holds_from_its_first_to_its_last_day_both_included() -> None:
    found = bloc(*SWEDEN)
    assert found.on(period.ordinal("2024-03-06"))["sweden"] == ["bloc.outside"]
    assert found.on(period.ordinal("2024-03-07"))["sweden"] == ["bloc.inside"]
    assert found.on(period.ordinal("1900-01-01"))["sweden"] == ["bloc.outside"]


def test_a_day_that_does_not_exist_is_named_with_its_placement() -> None:
    problems: list[Problem] = []
    bad = replace(SWEDEN[1], last_day="2024-02-30")
    triples = writing.write(grouped(bad))
    reading.read([ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in triples], problems)
    assert [("bloc.sweden" in p.file, "2024-02-30" in p.message) for p in problems] == [(True, True)]


def test_a_placement_makes_no_claim_and_no_tie() -> None:
    graph = opened(*SWEDEN)
    assert set(graph.record.claims) == {"C1", "C2", "C3"}
    assert len(lkg.network(graph).ties) == 2


# Which group an actor is in


def test_the_group_is_that_of_the_lens_s_last_day_unless_another_is_named() -> None:
    graph = opened(*SWEDEN)
    net = lkg.network(graph, between=("2022", "2024-12-31"))
    assert groups(net, "bloc").of == {"norway": "inside", "sweden": "inside"}
    assert groups(net, "bloc", on="2023").of == {"norway": "inside", "sweden": "outside"}
    assert groups(lkg.network(graph, at="2022-07-01"), "bloc").of["sweden"] == "outside"


def test_who_changes_group_within_the_lens_is_named() -> None:
    graph = opened(*SWEDEN)
    (note,) = groups(lkg.network(graph, between=("2022", "2024-12-31")), "bloc").notes
    assert "sweden had another one" in note
    assert "norway" not in note
    (note,) = groups(lkg.network(graph, at="2022-07-01"), "bloc").notes
    assert "another one" not in note


def test_without_a_day_a_dated_grouping_is_not_guessed() -> None:
    with pytest.raises(Misuse, match="--on or --at"):
        groups(lkg.network(opened(*SWEDEN)), "bloc")


def test_who_has_no_group_is_named_with_the_ways_out() -> None:
    net = lkg.network(opened(*SWEDEN[:1]), at="2022-07-01")
    with pytest.raises(InvalidMeasure, match=r"1 of 2 actors have no bloc: sweden\. .*--unplaced drop"):
        groups(net, "bloc")
    assert groups(net, "bloc", unplaced="drop").of == {"norway": "inside"}
    assert groups(net, "bloc", unplaced="none").of == {"norway": "inside", "sweden": "none"}


def test_two_groups_on_one_day_are_an_error_of_the_data() -> None:
    net = lkg.network(opened(*SWEDEN, Placement("x", "norway", "bloc.outside", because="?")), at="2022-07-01")
    with pytest.raises(Finding, match="more than one bloc holds for norway"):
        groups(net, "bloc")


def test_kinds_and_countries_are_groupings_too(bundled: Graph) -> None:
    net = lkg.network(bundled, at="2022-07-01", roll_up="state")
    assert groups(net, "kind").of["taiwan"] == "State"
    assert groups(net, "country", unplaced="drop").of["taiwan"] == "TW"


def test_a_stranger_s_graph_is_grouped_by_an_attribute_or_a_mapping() -> None:
    graph = nx.karate_club_graph()
    assert groups(graph, "club").sizes() == {"Mr. Hi": 17, "Officer": 17}
    assert groups(graph, dict.fromkeys(graph, "all")).sizes() == {"all": 34}
    with pytest.raises(InvalidMeasure, match="club"):
        groups(graph, "party")


def test_an_unknown_grouping_is_answered_with_the_known_ones(bundled: Graph) -> None:
    net = lkg.network(bundled, at="2022-07-01")
    with pytest.raises(InvalidMeasure, match="Did you mean bloc"):
        groups(net, "blocs")
    with pytest.raises(Misuse, match="error, drop, none"):
        groups(net, "bloc", unplaced="leave")


# The bundled blocs


def test_every_bundled_placement_that_rests_on_claims_begins_and_ends_with_one_of_them(bundled: Graph) -> None:
    """A state enters or leaves a bloc on the day on which it enters or leaves the EU or NATO."""
    record = bundled.record
    resting = [placement for placement in record.groupings["bloc"].placements if placement.basis]
    assert len(resting) == 49
    for placement in resting:
        spells = [record.claims[claim].when for claim in placement.basis]
        days = {day for when in spells for day in (when.start_earliest, when.end_latest + 1 - when.open_end)}
        assert period.ordinal(placement.first_day) in days, placement
        if placement.last_day:
            assert period.ordinal(placement.last_day) + 1 in days, placement


def test_the_bundled_blocs_are_a_partition_of_those_they_cover(bundled: Graph) -> None:
    grouping = bundled.record.groupings["bloc"]
    for day in ("1990-01-01", "2004-04-30", "2004-05-01", "2020-01-31", "2020-02-01", "2024-03-07", "2026-01-01"):
        assert all(len(names) == 1 for names in grouping.on(period.ordinal(day)).values()), day
    assert len(grouping.on(period.ordinal("2022-07-01"))) == len({p.actor for p in grouping.placements})


# Tables


def dossier(truths: Path, place: Path) -> Path:
    for file in [*(truths / "sources" / "dossier").glob("*.csv"), truths / "sources" / "blocs.csv"]:
        (place / file.name).write_bytes(file.read_bytes())
    return place


def test_the_bundled_blocs_are_what_the_importer_makes(truths: Path, tmp_path: Path, bundled: Graph) -> None:
    again = into_folder(dossier(truths, tmp_path), folder("graph"), write=False)
    assert (again.added, again.changed, again.files) == ((), (), ())
    with (tmp_path / "blocs.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(bundled.record.groupings["bloc"].placements) == len(rows) == 123


def test_an_import_keeps_the_wording_of_a_grouping() -> None:
    old = grouped(*SWEDEN)
    plain = replace(bloc(*SWEDEN[:2]), title="Bloc", definition="by default")
    merged = folders.merge(old, replace(old, groupings={"bloc": plain})).groupings["bloc"]
    assert merged.definition == "Members of NATO, and the others."
    assert merged.placements == SWEDEN[:2]


SOUND = (
    "sweden,EU only,1995-01-01,2024-03-07,C1;C2,",
    "sweden,EU-NATO,2024-03-07,,C1,note",
    "norway,other,,,judged,why",
)


def table(place: Path, *rows: str) -> Path:
    file = place / "blocs.csv"
    file.write_text("\n".join([",".join(blocs.COLUMNS), *rows, ""]), encoding="utf-8")
    return file


def test_a_table_of_blocs_ends_a_placement_the_day_before_the_next(tmp_path: Path) -> None:
    problems: list[Problem] = []
    found = blocs.read(table(tmp_path, *SOUND), ["sweden", "norway"], ["C1", "C2"], problems)["bloc"]
    assert not problems
    assert [(p.id, p.group, p.last_day, p.basis, p.because, p.note) for p in found.placements] == [
        ("bloc.norway", "bloc.other", "", (), "why", ""),
        ("bloc.sweden.1995-01-01", "bloc.eu-only", "2024-03-06", ("C1", "C2"), "", ""),
        ("bloc.sweden.2024-03-07", "bloc.eu-nato", "", ("C1",), "", "note"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("swedn,other,,,judged,why", "Did you mean sweden"),
        ("norway,,,,judged,why", "the bloc is empty"),
        ("norway,other,soon,,judged,why", "no day of the calendar"),
        ("norway,other,2024-01-02,2024-01-02,judged,why", "before it begins"),
        ("norway,other,,,judged,", "without a reason"),
        ("norway,other,,,,", "no basis"),
        ("norway,other,,,C9,", "no claim has this id"),
        ("sweden,other,2024-01-01,2024-03-07,judged,why", "in line 2 at that time"),
        ("sweden,other,,1994-12-31,judged,why", "in no group from 1994-12-31 to 1994-12-31"),
    ],
)
def test_a_bad_row_of_blocs_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    problems: list[Problem] = []
    found = blocs.read(table(tmp_path, *SOUND[:2], row), ["sweden", "norway"], ["C1", "C2"], problems)
    assert found == {}
    assert any(said in problem.message for problem in problems), problems
    assert {problem.line for problem in problems} <= {2, 4}


def test_no_table_of_blocs_is_no_fault(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert blocs.read(tmp_path / "blocs.csv", [], [], problems) == {}
    assert problems == []


def test_a_folder_with_a_bad_bloc_is_refused_whole(truths: Path, tmp_path: Path) -> None:
    place = dossier(truths, tmp_path)
    with (place / "blocs.csv").open("a", encoding="utf-8") as stream:
        stream.write("nobody,other,,,judged,why\n")
    with pytest.raises(InvalidFile, match=r"blocs\.csv:125  actor 'nobody'"):
        into_folder(place, tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_the_smallest_graph_has_no_groupings() -> None:
    assert graph_of("a supports b 2022").record.groupings == {}
