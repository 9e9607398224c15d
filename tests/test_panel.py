"""Panels read through a mapping: what becomes a claim, which ids it gets, and where every other row is counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import graph_of, ties
from lkg.claims import Actor, Claim, Source
from lkg.graphs import Graph
from lkg.importers import panel
from lkg.importers.actors import SYSTEMS, by_code, identifier
from lkg.importers.panel import Account
from lkg.importers.panel.actors import states
from lkg.importers.panel.spells import Gaps, missing, spells
from lkg.vocab import folder, ontology

SOURCE = """
[source]
id = "ds"
title = "A data set"
publisher = "A project"
"""
STATE = '\n[{}]\nkind = "State"\ncodes = "iso2"\n'
BODY = '\n[object]\nkind = "InternationalOrganization"\ncodes = "own"\n'
YEARS = 'kind = "years"\nfile = "t.csv"\nrelation = "memberOf"\ncolumns = {subject = "s", object = "o", year = "y"}\n'
DYADS = 'kind = "dyads"\nfile = "t.csv"\n{}\ncolumns = {{subject = "a", object = "b", year = "y"}}\n'
SPELLS = """
kind = "spells"
file = "t.csv"
relation = "leads"
columns = {subject = "who", object = "s", start = "from", end = "to"}
[subject]
kind = "Person"
codes = "names"
public_role = "president"
"""
VOTES = """
kind = "votes"
file = "t.csv"
columns = {subject = "s", object = "roll", value = "vote"}
relations = {yes = "supports", no = "opposes", abstain = "participatesIn", absent = "none"}
[object]
kind = "Policy"
codes = "own"
names = {file = "rolls.csv", code = "roll", date = "day", label = ["number", "title"]}
"""


class Read:
    """A panel from a few lines, read to its end."""

    def __init__(self, folder: Path, mapping: str, table: str, **others: str) -> None:
        (folder / "panel.toml").write_text(mapping + SOURCE, encoding="utf-8")
        for name, text in {"t": table, **others}.items():
            rows = "\n".join(line.strip() for line in text.strip().splitlines())
            (folder / f"{name}.csv").write_text(rows + "\n", encoding="utf-8")
        found = panel.read(folder / "panel.toml")
        self.records = list(found.records)
        self.account = found.account
        self.claims = [record for record in self.records if isinstance(record, Claim)]
        self.actors = {record.id: record for record in self.records if isinstance(record, Actor)}

    @property
    def lines(self) -> list[str]:
        return [f"{each.subject} {each.relation} {each.object} {each.when.text}" for each in self.claims]


def years(folder: Path, table: str, extra: str = "") -> Read:
    return Read(folder, YEARS + extra + STATE.format("subject") + BODY, table)


def dyads(folder: Path, table: str, extra: str) -> Read:
    return Read(folder, DYADS.format(extra) + STATE.format("subject") + STATE.format("object"), table)


def leaders(folder: Path, table: str, extra: str = "") -> Read:
    return Read(folder, SPELLS + STATE.format("object") + extra, table)


def votes(folder: Path, table: str, rolls: str = "roll,day,number,title\n7,2022-03-02,ES-11/1,Ukraine") -> Read:
    return Read(folder, VOTES + STATE.format("subject"), table, rolls=rolls)


def test_two_years_in_a_row_are_one_spell(tmp_path: Path) -> None:
    found = years(tmp_path, "s,o,y\nLT,un,1991\nLT,un,1992")
    assert found.lines == ["lithuania memberOf ds-un 1991/1992"]
    assert found.claims[0].locator == "2 rows, lines 2 to 3"


def test_a_year_without_a_row_parts_two_spells(tmp_path: Path) -> None:
    found = years(tmp_path, "s,o,y\nLT,un,1993\nLT,un,1991")
    assert found.lines == ["lithuania memberOf ds-un 1991/1991", "lithuania memberOf ds-un 1993/1993"]


def test_a_gap_that_the_mapping_bridges_is_named_in_the_claim(tmp_path: Path) -> None:
    found = years(
        tmp_path, "s,o,y\nLT,un,1921\nLT,un,1926\nLT,un,1930", "spells = {early_gap = 5, early_until = 1926}\n"
    )
    assert found.lines == ["lithuania memberOf ds-un 1921/1926", "lithuania memberOf ds-un 1930/1930"]
    assert found.claims[0].note == "memberOf; no row for 1922–1925"
    assert found.account.bridged == 4


def test_an_end_is_open_only_where_the_mapping_says_that_the_data_end_there(tmp_path: Path) -> None:
    table = "s,o,y\nLT,un,2013\nLT,un,2014"
    assert years(tmp_path, table).lines == ["lithuania memberOf ds-un 2013/2014"]
    assert years(tmp_path, table, "spells = {last = 2014}\n").lines == ["lithuania memberOf ds-un 2013/.."]
    assert years(tmp_path, table, "spells = {last = 2015}\n").lines == ["lithuania memberOf ds-un 2013/2014"]


def test_a_spell_of_an_event_keeps_its_end(tmp_path: Path) -> None:
    extra = "spells = {last = 2014}\n"
    mapping = (YEARS + extra + STATE.format("subject") + BODY).replace("memberOf", "participatesIn")
    assert Read(tmp_path, mapping, "s,o,y\nLT,un,2014").lines == ["lithuania participatesIn ds-un 2014/2014"]


def test_a_member_of_one_year_is_no_member_for_ever(tmp_path: Path) -> None:
    found = years(tmp_path, "s,o,y\nLT,un,1991")
    graph = graph_of(*found.claims, actors={"ds-un": "InternationalOrganization"}, sources={"ds": {}})
    at = {"memberships": "ties"}
    assert ties(graph, at="1991-06-01", **at) == {("lithuania", "memberOf", "ds-un")}
    assert ties(graph, at="1992-06-01", **at) == set()


def test_a_vote_is_an_act_on_the_day_of_its_roll_call(tmp_path: Path) -> None:
    found = votes(tmp_path, "s,roll,vote\nLT,7,yes\nBY,7.0,no\nCN,7,abstain\nVE,7,absent")
    assert found.lines == [
        "lithuania supports ds-7 2022-03-02",
        "belarus opposes ds-7 2022-03-02",
        "china participatesIn ds-7 2022-03-02",
    ]
    assert found.actors["ds-7"].label == "ES-11/1: Ukraine"
    assert (found.account.used, found.account.silent) == (3, 1)
    assert "venezuela" in found.actors, "to have no tie is a finding"


def test_a_roll_call_without_a_date_is_a_bad_row(tmp_path: Path) -> None:
    found = votes(tmp_path, "s,roll,vote\nLT,8,yes")
    assert found.account.faults == [(2, "nothing says when 'ds-8' was. Add its date to the file of names.")]
    assert found.account.unnamed == ["8"]


def test_two_votes_that_contradict_each_other_are_both_kept(tmp_path: Path) -> None:
    found = votes(tmp_path, "s,roll,vote\nLT,7,yes\nLT,7,no\nLT,7,yes")
    assert [claim.id for claim in found.claims] == ["ds.lithuania.ds-7.vote-yes", "ds.lithuania.ds-7.vote-no"]
    assert found.account.duplicates == [(4, 2)]


def test_a_spell_runs_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    assert leaders(tmp_path, "who,s,from,to\nAdamkus,LT,1998-02-26,2003-02-26").lines == [
        "adamkus leads lithuania 1998-02-26/2003-02-26"
    ]


def test_an_empty_end_is_unknown_and_goes_on_only_by_the_mapping(tmp_path: Path) -> None:
    table = "who,s,from,to,exit\nNausėda,LT,2019-07-12,,Still in Office\nAdamkus,LT,1998,,"
    assert leaders(tmp_path, table).lines == ["nauseda leads lithuania 2019-07-12/", "adamkus leads lithuania 1998/"]
    extra = '[spells]\ngoes_on = {exit = "Still in Office"}\n'
    assert leaders(tmp_path, table, extra).lines[0] == "nauseda leads lithuania 2019-07-12/.."


def test_a_date_may_stand_in_three_columns(tmp_path: Path) -> None:
    mapping = SPELLS.replace('"from"', '["y", "m", "d"]') + STATE.format("object")
    mapping = 'missing = "-9"\n' + mapping
    found = Read(tmp_path, mapping, "who,s,y,m,d,to\nAdamkus,LT,1998.0,2.0,26.0,2003\nPaksas,LT,2003,2,-9,2004")
    assert [claim.when.text for claim in found.claims] == ["1998-02-26/2003", "2003-02/2004"]


def test_two_ends_of_one_spell_are_two_claims(tmp_path: Path) -> None:
    found = leaders(tmp_path, "who,s,from,to\nAdamkus,LT,1998,2003\nAdamkus,LT,1998,2004\nAdamkus,LT,1998,2004")
    assert [claim.id for claim in found.claims] == [
        "ds.adamkus.lithuania.leads.1998",
        "ds.adamkus.lithuania.leads.1998.2004",
    ]
    assert found.account.duplicates == [(4, 3)]


def test_a_column_of_0_and_1_is_a_relation_there_or_not(tmp_path: Path) -> None:
    found = dyads(tmp_path, "a,b,y,pact\nLT,LV,1934,1\nLT,LV,1935,1\nLT,PL,1934,0", 'relations = {pact = "alliedWith"}')
    assert found.lines == ["lithuania alliedWith latvia 1934/1935"]
    assert found.account.silent == 1


def test_each_column_is_a_claim_of_its_own(tmp_path: Path) -> None:
    extra = 'relations = {pact = "alliedWith", war = {2 = "threatens", 4 = "attacks", 1 = "none"}}'
    found = dyads(tmp_path, "a,b,y,pact,war\nLT,LV,1934,1,2\nLT,LV,1935,1,4\nLT,PL,1934,0,1", extra)
    assert found.lines == [
        "lithuania alliedWith latvia 1934/1935",
        "lithuania threatens latvia 1934/1934",
        "lithuania attacks latvia 1935/1935",
    ]


def test_the_other_side_of_an_undirected_pair_says_nothing_new(tmp_path: Path) -> None:
    table = "a,b,y,pact\nLV,LT,1934,1\nLT,LV,1934,1\nLV,LT,1934,1\nLT,LV,1935,1"
    found = dyads(tmp_path, table, 'directed = false\nrelations = {pact = "alliedWith"}')
    assert found.lines == ["latvia alliedWith lithuania 1934/1935"]
    account = found.account
    assert (account.used, account.mirrored, account.duplicates) == (2, 1, [(4, 2)])


def test_directed_pairs_are_two(tmp_path: Path) -> None:
    found = dyads(tmp_path, "a,b,y,pact\nLV,LT,1934,1\nLT,LV,1934,1", 'relations = {pact = "alliedWith"}')
    assert len(found.claims) == 2


def test_the_years_of_two_disputes_are_never_joined(tmp_path: Path) -> None:
    mapping = DYADS.format('relations = {war = "attacks"}').replace('year = "y"', 'year = "y", part = "no"')
    mapping += STATE.format("subject") + STATE.format("object")
    found = Read(tmp_path, mapping, "a,b,y,no,war\nLT,PL,1919,1,1\nLT,PL,1920,2.0,1")
    assert [claim.id for claim in found.claims] == ["ds.lithuania.poland.war.1.1919", "ds.lithuania.poland.war.2.1920"]


def test_one_state_has_one_id_whichever_code_names_it() -> None:
    codes = {"cow": "368", "gw": "368", "iso2": "lt", "iso3": "ltu", "names": "lithuania"}
    assert {states(system)[code].id for system, code in codes.items()} == {"lithuania"}


def test_no_two_actors_share_a_name_or_a_code() -> None:
    with (folder("ontology") / "actors.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for column in ("id", "label", *SYSTEMS):
        codes = [code for row in rows for code in row[column].split(";") if code]
        assert len(codes) == len(set(codes)), column
    names = [{identifier(name) for name in (row["label"], *row["names"].split(";")) if name} for row in rows]
    assert sum(map(len, names)) == len(set.union(*names))


def test_a_state_is_one_actor_in_votes_alliances_and_events() -> None:
    burma = [states("cow")["775"], states("iso2")["mm"], states("names")["burma"], by_code("cameo")["MMR"]]
    assert [actor.id for actor in burma] == ["myanmar"] * 4


def test_states_are_called_as_in_the_bundled_graph(bundled: Graph) -> None:
    ours = {state.id: state for state in states("names").values()}
    theirs = {actor.id: actor for actor in bundled.record.actors.values() if actor.kind == "State"}
    assert len(theirs) > 30
    assert {(a.id, a.label, a.country) for a in theirs.values()} == {
        (i, ours[i].label, ours[i].country) for i in theirs
    }


def test_every_relation_of_the_examples_is_one_of_the_ontology() -> None:
    for name in panel.examples():
        meant = panel.reading.read(panel.EXAMPLES / f"{name}.toml", Path())
        assert {meaning.relation for meaning in meant.said.values()} <= set(ontology().relations)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.sets(st.integers(1900, 1960)), st.integers(1, 6), st.integers(1, 6), st.integers(1900, 1960))
def test_spells_keep_every_year_and_part_where_the_rule_parts(
    stated: set[int], most: int, early: int, until: int
) -> None:
    rule = Gaps(most, early, until)
    runs = list(spells(stated, rule))
    assert [year for run in runs for year in run] == sorted(stated)
    assert not any(rule.joins(a[-1], b[0]) for a, b in pairwise(runs))
    for run in runs:
        assert sorted([*run, *missing(run)]) == list(range(run[0], run[-1] + 1))


CELLS = st.tuples(
    st.sampled_from(["LT", "LV", "XX", ""]), st.sampled_from(["LT", "PL"]), st.sampled_from(["1934", "1936.0", "MCM"]),
    st.sampled_from(["0", "1", "7", ""]),
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=120)
@given(st.lists(CELLS, max_size=12), st.booleans())
def test_every_row_is_counted_once_and_every_count_has_its_line(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], directed: bool
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("a", "b", "y", "pact"), *rows])
    extra = f'directed = {str(directed).lower()}\nrelations = {{pact = "alliedWith"}}'
    account = dyads(tmp_path_factory.mktemp("t"), text.getvalue(), extra).account
    assert account.rows == len(rows) == account.used + account.silent + account.mirrored + len(lost(account))
    assert len(set(lost(account))) == len(lost(account))


def lost(account: Account) -> list[int]:
    return [line for line, _ in (*account.faults, *account.duplicates)]


def test_records_tell_every_actor_before_its_claims_and_once(tmp_path: Path) -> None:
    found = votes(tmp_path, "s,roll,vote\nLT,7,yes\nLV,7,yes\nLT,7,no")
    told = list(kinds(found.records))
    assert told == ["Source", "lithuania", "ds-7", "Claim", "latvia", "Claim", "Claim"]


def kinds(records: list[Actor | Source | Claim]) -> Iterator[str]:
    for record in records:
        yield record.id if isinstance(record, Actor) else type(record).__name__


def test_reading_again_gives_the_same_records(tmp_path: Path) -> None:
    table = "s,roll,vote\nLT,7,yes\nLV,7,no"
    assert votes(tmp_path, table).records == votes(tmp_path, table).records
