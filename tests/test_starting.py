"""A graph of one's own: a folder that works at once, and a spreadsheet to fill."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import lkg
from conftest import run
from lkg import validate
from lkg.errors import InvalidFile, Misuse
from lkg.graphs import files_of
from lkg.importers import sheets, starting
from lkg.importers.sheets import template


def test_a_new_graph_passes_its_check_and_can_be_asked_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "my-graph"
    starting.new(folder)
    assert validate.check(files_of([folder])).ok
    graph = lkg.open(folder)
    assert len(graph.record.claims) == len(starting.EXAMPLES)
    assert [row["actor"] for row in lkg.rank(lkg.network(graph, "cooperation"), by="degree").to_dict()["rows"]]


def test_questions_that_fit_any_graph_are_there_and_ask_for_whom_they_are_about(tmp_path: Path) -> None:
    folder = tmp_path / "my-graph"
    starting.new(folder)
    graph = lkg.open(folder)
    assert set(graph.queries) == set(starting.QUERIES)
    answers = {"actor": "Taiwan", "source": next(iter(graph.record.sources)), "text": "office"}
    for query in graph.queries.values():
        blanks = {p.name: answers[p.type] for p in query.parameters if p.default is None}
        graph.query(query.name, params=blanks)
    assert graph.query("find-claims", params={"words": "office"}).rows


def test_the_spreadsheet_and_the_csv_file_say_what_the_graph_holds(tmp_path: Path) -> None:
    folder = tmp_path / "my-graph"
    starting.new(folder)
    held = lkg.open(folder).record
    for name in ("claims.xlsx", "claims.csv"):
        assert sheets.read(folder / name, held).record.claims == held.claims


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(Misuse, match="is not empty"):
        starting.new(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_relations_and_kinds_can_be_chosen_from_lists_and_dates_are_looked_at(tmp_path: Path) -> None:
    template.workbook(tmp_path / "claims.xlsx")
    book = openpyxl.load_workbook(tmp_path / "claims.xlsx")
    rules = {str(rule.sqref): rule for rule in book["Claims"].data_validations.dataValidation}
    relation, date = rules[f"B2:B{template.ROWS}"], rules[f"D2:D{template.ROWS}"]
    assert (relation.type, relation.showErrorMessage) == ("list", False)
    assert (date.type, date.error) == ("custom", "Write 2022, 2022-07, 2022-07-01 or 2022-03/2023-01.")
    column, first, last = relation.formula1[7], 2, int(relation.formula1.rpartition("$")[2])
    listed = [book["Lists"][f"{column}{row}"].value for row in range(first, last + 1)]
    assert listed == sorted(relation.label for relation in lkg.vocab.ontology().relations.values())


def test_every_column_is_explained_on_a_sheet(tmp_path: Path) -> None:
    template.workbook(tmp_path / "claims.xlsx")
    book = openpyxl.load_workbook(tmp_path / "claims.xlsx")
    explained = {(row[0], row[1]) for row in book["Columns"].values}
    assert {(name, column.value) for name in ("Claims", "Actors", "Sources") for column in book[name][1]} <= explained


def test_an_analyst_begins_fills_takes_over_and_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "mine", "--title", "Mine").code == 0
    Path("rows.csv").write_text(
        "from,relation,to,date,url\nEstonia,sanctions,Russia,2022-07,https://err.ee/1\n"
        "Finland,is sanctioned by,Russia,May 2023,https://yle.fi/2\n",
        encoding="utf-8",
    )
    tried = run("import", "rows.csv", "--into", "mine", "--whole", "--dry-run")
    assert tried.out.startswith("would be: 2 claims added, 0 changed, 6 removed")
    assert "the claims are not rated" in tried.err
    assert len(lkg.open(Path("mine")).record.claims) == 6
    assert run("import", "rows.csv", "--into", "mine", "--whole").code == 0
    assert run("check", "mine").code == 0
    ranked = run("--graph", "mine", "rank", "--by", "degree", "--format", "csv")
    assert ranked.out.splitlines()[1].startswith("russia,Russia,2.0")


def test_what_the_new_folder_says_is_typed_within_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starting.new(tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    assert run("import", "claims.xlsx", "--into", ".", "--whole").code == 0
    assert run("check", ".").code == 0
    asked = run("rank", "--by", "degree", "--draws", "20", "--format", "csv")
    assert "for the one in this folder say lkg --graph ." in asked.err


def test_a_fault_leaves_the_graph_as_it_was_and_a_copy_shows_it(tmp_path: Path) -> None:
    starting.new(tmp_path / "mine")
    rows = tmp_path / "rows.csv"
    rows.write_text("from,relation,to,date,url\nEstonia,sanctions,Russia,soon,https://err.ee/1\n", encoding="utf-8")
    done = run("import", str(rows), "--into", str(tmp_path / "mine"))
    assert done.code == 1
    assert "rows.csv:2  column D (date), 'soon': is no date." in done.err
    assert (tmp_path / "rows.checked.csv").is_file()
    assert len(lkg.open(tmp_path / "mine").record.claims) == 6


def test_a_spreadsheet_is_a_graph_without_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    rows = ["Estonia,sanctions,Russia,2022,https://err.ee/1", "Estonia,aids,Ukraine,2022,https://err.ee/2"]
    file.write_text("\n".join(["from,relation,to,date,url", *rows]), encoding="utf-8")
    graph = lkg.open(file)
    assert next(row.label for row in lkg.rank(lkg.network(graph), by="degree")) == "Estonia"
    assert graph.query("SELECT (COUNT(*) AS ?n) { ?c a lkg:Claim }").values() == [{"n": 2}]
    done = run("--graph", file, "path", "Russia", "Ukraine")
    assert done.code == 0 and "not rated" in done.out
    assert "--dry-run` checks it" in run("check", file).err


def test_how_a_spreadsheet_was_read_is_told_where_it_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("from,relation,to,date,url\nEstonia,visited,Poland,2022,https://err.ee/1\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="1 remark on how it was read"):
        lkg.open(file)
    file.write_text("from,relation,to,date,url\nEstonia,juggles,Poland,2022,https://err.ee/1\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="no relation that is known"):
        lkg.open(file)


def test_most_of_a_graph_is_not_removed_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    starting.new(Path("mine"))
    head, row = "from,relation,to,date,url", "Estonia,sanctions,Russia,2022,https://err.ee/{}"
    Path("rows.csv").write_text("\n".join([head, *(row.format(number) for number in range(9))]), encoding="utf-8")
    assert run("import", "rows.csv", "--into", "mine", "--whole").code == 0
    refused = run("import", "mine/claims.xlsx", "--into", "mine", "--whole")
    assert refused.code == 2
    assert "9 of the 9 claims in mine are not in mine/claims.xlsx, and would be removed" in refused.err
    assert len(lkg.open(Path("mine")).record.claims) == 9
    assert run("import", "mine/claims.xlsx", "--into", "mine", "--whole", "--yes").code == 0
