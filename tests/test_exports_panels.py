"""Panels and waves for R and Stata: read back here as R would read them, for R itself is not at hand."""

import csv
import json
import re
from pathlib import Path

import pytest

import lkg
from conftest import graph_of, run
from lkg.claims import Actor
from lkg.errors import EmptyNetwork, Misuse
from lkg.exports.dyads import dyads
from lkg.exports.panel import COLUMNS
from lkg.exports.siena import siena
from lkg.exports.state_codes import codes_of
from lkg.exports.statnet import statnet

TWO = ("lithuania supports ukraine 2022-03-01", "ukraine accuses russia 2022-05-01")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# dyads


def test_a_row_for_every_pair_and_year_also_where_nothing_is_claimed() -> None:
    panel = dyads(graph_of(*TWO), since="2021", until="2022")
    assert panel.states == ("365", "368", "369"), "Russia, Lithuania, Ukraine in the numbers of Correlates of War"
    found = {row[:3]: row[3:] for row in panel.rows()}
    assert len(found) == len(panel) == 3 * 2
    assert found["368", "369", 2022][:5] == (1, "1", "0", 1, 0)
    assert found["365", "369", 2022][3] == -1
    assert set(found["368", "369", 2021]) == {0, ""}


def test_a_directed_panel_tells_doer_from_affected_and_counts_symmetric_ties_both_ways() -> None:
    graph = graph_of(*TWO, "lithuania consultsWith russia 2022")
    found = {row[:2]: row[3] for row in dyads(graph, codes="iso3", directed=True).rows()}
    assert len(found) == 6
    assert (found["LTU", "UKR"], found["UKR", "LTU"]) == (1, 0)
    assert (found["LTU", "RUS"], found["RUS", "LTU"]) == (1, 1)


def test_claims_are_counted_by_family_and_a_mixed_pair_has_no_sign() -> None:
    graph = graph_of("lithuania supports ukraine 2022", "lithuania accuses ukraine 2022", "lithuania aids ukraine 2022")
    (row,) = dyads(graph).rows()
    found = dict(zip(COLUMNS, row, strict=True))
    assert [found[name] for name in ("claims", "verbalCooperation", "materialCooperation", "verbalConflict")] == [
        3,
        1,
        1,
        1,
    ]
    assert (found["pos"], found["neg"], found["sign"], found["mixed"]) == ("2", "1", 1, 0)
    (row,) = dyads(graph, relations=("supports", "accuses")).rows()
    found = dict(zip(COLUMNS, row, strict=True))
    assert (found["sign"], found["mixed"]) == ("", 1)


def test_the_probability_is_that_of_independent_voices() -> None:
    sources = {"a": {"publisher": "a"}, "b": {"publisher": "b", "reliability": "C"}}
    graph = graph_of(
        "lithuania supports ukraine 2022 source=a", "lithuania aids ukraine 2022 source=b", sources=sources
    )
    (row,) = dyads(graph).rows()
    net = lkg.network(graph)
    assert float(dict(zip(COLUMNS, row, strict=True))["p"]) == pytest.approx(net.probability(["C1", "C2"]), abs=1e-4)


def test_bodies_count_as_their_state_unless_the_lens_says_otherwise() -> None:
    graph = graph_of(
        "seimas represents lithuania 1990/..", "seimas supports ukraine 2022", actors={"seimas": "GovernmentBody"}
    )
    panel = dyads(graph, since="2022", until="2022")
    assert [row[:4] for row in panel.rows()] == [("368", "369", 2022, 1)]
    assert panel.left_out == ()
    with pytest.raises(EmptyNetwork):
        dyads(graph, since="2022", until="2022", roll_up="none")


def test_who_has_no_code_is_listed_with_what_is_lost() -> None:
    graph = graph_of(*TWO, "eu supports ukraine 2022", actors={"eu": "InternationalOrganization"})
    panel = dyads(graph)
    assert panel.left_out == (("eu", "eu", "international organisation", 1),)
    assert any("1 actors have no code of cow" in note for note in panel.notes)


def test_claims_that_are_not_rated_are_said_to_be() -> None:
    assert any(
        "1 of the graph's 1 claims are not rated" in note for note in dyads(graph_of(f"{TWO[0]} credibility=")).notes
    )
    assert not any("not rated" in note for note in dyads(graph_of(*TWO)).notes)


def test_a_state_that_holds_on_counts_in_every_year_of_it() -> None:
    graph = graph_of(
        "lithuania hasDiplomaticRelationsWith ukraine 2020-05-01/2022-01-31", "lithuania aids ukraine 2023"
    )
    assert [(row[2], row[3]) for row in dyads(graph).rows()] == [(2020, 1), (2021, 1), (2022, 1), (2023, 1)]


def test_codes_are_found_by_id_or_by_the_name_of_a_state_and_no_company_is_a_state() -> None:
    actors = [
        Actor("x1", "Ivory Coast", "State"),
        Actor("x2", "Deutschland", "State", aliases=(("Germany", "en"),)),
        Actor("x3", "Jordan", "Person"),
        Actor("taiwan", "Taiwan", "State"),
    ]
    assert codes_of(actors, "iso3") == {"x1": "CIV", "x2": "DEU", "taiwan": "TWN"}
    with pytest.raises(Misuse, match="Use cow, gw, iso3, iso2"):
        codes_of(actors, "fips")


def test_the_years_of_a_lens_are_those_of_the_panel_and_one_day_makes_none() -> None:
    graph = graph_of(*TWO)
    assert dyads(graph, between=("2020", "2023")).years == range(2020, 2024)
    with pytest.raises(Misuse, match="looks at one day"):
        dyads(graph, at="2022-07-01")
    with pytest.raises(Misuse, match="Swap"):
        dyads(graph, since="2023", until="2021")


def test_the_panel_stands_with_its_columns_its_receipt_and_those_left_out(tmp_path: Path) -> None:
    done = run("export", "dyads", "--since", "2019", "--until", "2022", "--codes", "iso3", "--out", tmp_path / "d.csv")
    assert done.code == 0, done.err
    found = rows(tmp_path / "d.csv")
    states = {row["code_a"] for row in found} | {row["code_b"] for row in found}
    assert len(found) == 4 * len(states) * (len(states) - 1) // 2
    assert {row["column"] for row in rows(tmp_path / "d-columns.csv")} == set(found[0])
    assert rows(tmp_path / "d-without-code.csv")[0]["label"] == "European Union"
    receipt = json.loads((tmp_path / "d-receipt.json").read_text(encoding="utf-8"))
    assert (receipt["finding"], receipt["lens"]["roll_up"]) == ("dyads", "state")
    numbers = [float(row[name]) for row in found for name in list(COLUMNS)[3:] if row[name]]
    assert all(number >= -1 for number in numbers), "every cell but the codes is a number or empty"
    assert "not that nothing happened" in done.err


def test_claims_of_a_panel_are_those_of_the_network_of_the_year(bundled: lkg.Graph) -> None:
    panel = dyads(bundled, since="2022", until="2022", codes="iso2")
    net = lkg.network(bundled, between=("2022-01-01", "2022-12-31"), roll_up="state")
    code = codes_of(bundled.record.actors.values(), "iso2")
    pairs = {frozenset((code[t.source], code[t.target])) for t in net.ties if t.source in code and t.target in code}
    assert {frozenset(row[:2]) for row in panel.rows() if row[3]} == {pair for pair in pairs if len(pair) == 2}


def test_no_other_step_than_a_year() -> None:
    done = run("export", "dyads", "--by", "month")
    assert (done.code, "a pair and a year" in done.err) == (2, True)


# statnet


def test_statnet_gets_numbered_nodes_every_tie_and_simple_pairs(tmp_path: Path) -> None:
    graph = graph_of(*TWO, "lithuania consultsWith ukraine 2022 alleged")
    files = statnet(lkg.network(graph), tmp_path)
    assert [file.name for file in files] == ["nodes.csv", "ties.csv", "pairs.csv", "statnet.R", "receipt.json"]
    nodes, ties, pairs = (rows(tmp_path / f"{name}.csv") for name in ("nodes", "ties", "pairs"))
    number = {row["id"]: row["number"] for row in nodes}
    assert list(number.values()) == ["1", "2", "3"]
    assert [(t["relation"], t["symmetric"], t["alleged"]) for t in ties if t["relation"] == "consultsWith"] == [
        ("consultsWith", "TRUE", "TRUE")
    ]
    ends = {(row["tail"], row["head"], row["sign"]) for row in pairs}
    both = number["lithuania"], number["ukraine"]
    assert {(*both, "1"), (*both[::-1], "1"), (number["ukraine"], number["russia"], "-1")} <= ends
    assert len(ends) == len(pairs), "no pair stands twice, as a simple network wants it"


def test_the_script_of_statnet_reads_the_columns_that_there_are(tmp_path: Path) -> None:
    statnet(lkg.network(graph_of(*TWO)), tmp_path)
    script = (tmp_path / "statnet.R").read_text()
    for name, column in re.findall(r"\b(nodes|ties|rows)\$(\w+)", script):
        file = {"nodes": "nodes", "ties": "ties", "rows": "pairs"}[name]
        assert column in rows(tmp_path / f"{file}.csv")[0], (name, column)
    balanced(script)


# RSiena


def matrix(file: Path) -> list[list[str]]:
    return [line.split() for line in file.read_text().splitlines()]


def test_siena_gets_a_square_matrix_of_each_sign_for_each_wave(tmp_path: Path) -> None:
    graph = graph_of(*TWO, "lithuania supports ukraine 2020-06-01/2020-07-01")
    siena(graph, tmp_path, since="2020", until="2022", memory="12m")
    actors = {row["id"]: int(row["number"]) - 1 for row in rows(tmp_path / "actors.csv")}
    assert [row["day"] for row in rows(tmp_path / "waves.csv")] == ["2020-12-31", "2021-12-31", "2022-12-31"]
    lithuania, ukraine, russia = (actors[name] for name in ("lithuania", "ukraine", "russia"))
    waves = [matrix(tmp_path / f"cooperation-{n}.txt") for n in (1, 2, 3)]
    assert [wave[lithuania][ukraine] for wave in waves] == ["1", "0", "1"]
    assert matrix(tmp_path / "conflict-3.txt")[ukraine][russia] == "1"
    for file in tmp_path.glob("co*-?.txt"):
        found = matrix(file)
        assert len(found) == 3
        assert {len(row) for row in found} == {3}
        assert {cell for row in found for cell in row} <= {"0", "1"}
        assert all(found[n][n] == "0" for n in range(3))


def test_composition_is_one_line_an_actor_of_the_waves_in_which_it_is_there(tmp_path: Path) -> None:
    graph = graph_of(*TWO, "lithuania supports ukraine 2020-06-01/2020-07-01")
    siena(graph, tmp_path / "all", since="2020", until="2022", memory="12m")
    assert (tmp_path / "all" / "composition.txt").read_text() == "1 3\n" * 3
    siena(graph, tmp_path / "seen", since="2020", until="2022", memory="12m", composition="seen")
    numbers = {row["id"]: int(row["number"]) - 1 for row in rows(tmp_path / "seen" / "actors.csv")}
    lines = (tmp_path / "seen" / "composition.txt").read_text().splitlines()
    assert (lines[numbers["russia"]], lines[numbers["ukraine"]]) == ("3 3", "1 3")
    with pytest.raises(Misuse, match="Use all or seen"):
        siena(graph, tmp_path, since="2020", until="2022", composition="born")


def test_groupings_become_changing_covariates_and_the_script_names_files_that_there_are(tmp_path: Path) -> None:
    done = run("export", "siena", "--since", "2020", "--until", "2022", "--kinds", "State", "--out", tmp_path)
    assert done.code == 0, done.err
    script = (tmp_path / "siena.R").read_text()
    assert "[[" not in script
    balanced(script)
    actors = len(rows(tmp_path / "actors.csv"))
    assert f"actors <- {actors}" in script
    bloc = matrix(tmp_path / "group_bloc.txt")
    assert (len(bloc), {len(row) for row in bloc}) == (actors, {3})
    numbers = {row["number"] for row in rows(tmp_path / "group_bloc-groups.csv")}
    assert {cell for row in bloc for cell in row} <= numbers | {"NA"}
    for name in re.findall(r'read_changing\("(\w+)"\)', script):
        assert (tmp_path / f"{name}.txt").is_file()


def test_one_wave_is_not_enough_and_a_lens_of_one_day_is_overruled(tmp_path: Path) -> None:
    graph = graph_of(*TWO)
    with pytest.raises(Misuse, match="two waves at least"):
        siena(graph, tmp_path, since="2022", until="2022")
    with pytest.raises(EmptyNetwork, match="no tie in any wave"):
        siena(graph, tmp_path, since="2000", until="2002")
    with pytest.raises(Misuse, match="Leave out --at"):
        siena(graph, tmp_path, since="2021", until="2022", at="2022")


def balanced(script: str) -> None:
    """That every bracket of an R script closes, comments and texts left out."""
    code = re.sub(r'"[^"\n]*"|#[^\n]*', "", script)
    waiting: list[str] = []
    for letter in code:
        if letter in "([{":
            waiting.append({"(": ")", "[": "]", "{": "}"}[letter])
        elif letter in ")]}":
            assert waiting
            assert waiting.pop() == letter
    assert not waiting


# one command line


def test_the_file_alone_still_names_the_format_and_a_pdf_is_the_codebook(tmp_path: Path) -> None:
    assert run("export", tmp_path / "net.graphml", "--at", "2022-07-01").code == 0
    assert run("export", "--at", "2022-07-01", tmp_path / "net.gexf").code == 0
    assert run("export", "file", tmp_path / "graph.ttl").code == 0
    assert (tmp_path / "graph.ttl").is_file()
    assert run("export", tmp_path / "codebook.pdf").code == 0
    assert (tmp_path / "codebook.pdf").read_bytes().startswith(b"%PDF")
