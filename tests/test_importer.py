"""Tables of sources, actors, claims and disputes: read whole, or refused with every faulty row."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

import lkg
from lkg import folders
from lkg.claims import Record
from lkg.errors import InvalidFile, MissingFile
from lkg.graphs import Graph
from lkg.importers import into_folder, table
from lkg.vocab import folder

Rows = dict[str, list[dict[str, str]]]


def sound() -> Rows:
    """Two claims, the second of which disputes the first."""
    claim = {"subject": "a", "object": "b", "modality": "asserted", "source": "s-paper", "credibility": "1"}
    return {
        "sources": [
            {
                "id": "s-paper",
                "title": "T",
                "publisher": "P",
                "kind": "state-media",
                "reliability": "B",
                "published": "2022",
            }
        ],
        "actors": [{"id": "a", "label": "A", "type": "State"}, {"id": "b", "label": "B", "type": "Company"}],
        "claims": [
            claim | {"id": "C1", "relation": "coerces", "when": "2021-12", "sign": "-"},
            claim | {"id": "C2", "relation": "denies", "when": "2021-12-10", "sign": "0", "disputes": "C1"},
        ],
        "conflicts": [{"claim": "C2", "disputes": "C1", "type": "number-same-period", "nature": "genuine"}],
    }


def write(place: Path, rows: Rows) -> Path:
    for name, columns in table.COLUMNS.items():
        with (place / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, columns, restval="")
            writer.writeheader()
            writer.writerows(rows[name])
    return place


def problems(place: Path, rows: Rows) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InvalidFile) as caught:
        table.read(write(place, rows))
    return [(Path(p.file).name, p.line, p.message) for p in caught.value.problems]


def changed(name: str, row: int, **values: str) -> Rows:
    rows = sound()
    rows[name][row] |= values
    return rows


def test_sound_tables_become_a_record(tmp_path: Path) -> None:
    found = table.read(write(tmp_path, sound()))
    assert (list(found.sources), list(found.actors), list(found.claims)) == (["s-paper"], ["a", "b"], ["C1", "C2"])
    assert found.sources["s-paper"].kind == "stateMedia"
    (dispute,) = found.claims["C2"].disputes
    assert (dispute.id, dispute.disputed, dispute.type, dispute.nature) == (
        "C2-C1",
        "C1",
        "numberSamePeriod",
        "genuine",
    )


def test_a_sign_set_to_0_needs_a_reason_in_the_note_and_keeps_it(tmp_path: Path) -> None:
    rows = changed("claims", 0, sign="0", note="Ordered at home [sign 0: one government]")
    found = table.read(write(tmp_path, rows)).claims["C1"]
    assert (found.polarity, found.polarity_reason, found.note) == (0, "one government", "Ordered at home")


def test_aliases_authors_and_amounts_are_split_and_trimmed(tmp_path: Path) -> None:
    rows = changed("actors", 0, aliases="Lietuva; 立陶宛;", status="contested: claimed by b")
    rows["claims"][0] |= {"quantity": "4.10", "unit": "EUR"}
    found = table.read(write(tmp_path, rows))
    assert found.actors["a"].aliases == (("Lietuva", "und-latn"), ("立陶宛", "und-hani"))
    assert found.actors["a"].contested == "claimed by b"
    assert (found.claims["C1"].amount, found.claims["C1"].unit) == ("4.1", "EUR")


BAD = [
    ("claims", 0, {"subject": "aa"}, "there is no such actor"),
    ("claims", 0, {"object": ""}, "there is no such actor"),
    ("claims", 0, {"claimant": "nobody"}, "there is no such actor"),
    ("claims", 0, {"relation": "coerce"}, "Did you mean coerces"),
    ("claims", 0, {"source": "s-papers"}, "there is no such source. Did you mean s-paper"),
    ("claims", 0, {"modality": "said"}, "there is no such modality"),
    ("claims", 0, {"when": "2021-02-30"}, "February 2021 has no day 30"),
    ("claims", 0, {"when": ""}, "no EDTF date"),
    ("claims", 0, {"when": "2021/.."}, "is an event and cannot have an open end"),
    ("claims", 0, {"when": "2021/"}, "is an event and cannot have an open end"),
    ("claims", 0, {"sign": "+"}, "sign + against - of coerces"),
    ("claims", 0, {"sign": "0"}, "Give a reason"),
    ("claims", 0, {"sign": "-1"}, "use +, 0 or -"),
    ("claims", 0, {"credibility": "7"}, "use 1 (confirmed) to 6"),
    ("claims", 0, {"quantity": "1,000"}, "no plain number"),
    ("claims", 0, {"disputes": "C9"}, "no claim has this id"),
    ("claims", 0, {"disputes": "C2"}, "conflicts.csv has no such pair"),
    ("claims", 1, {"id": "C1"}, "was used in line 2 already"),
    ("claims", 0, {"id": ""}, "id"),
    ("actors", 1, {"type": "Companie"}, "Did you mean Company"),
    ("actors", 1, {"label": ""}, "has no label"),
    ("actors", 1, {"id": "a"}, "was used in line 2 already"),
    ("sources", 0, {"published": "soon"}, "no EDTF date"),
    ("sources", 0, {"reliability": "G"}, "use A (reliable) to F"),
    ("sources", 0, {"kind": "newspaper"}, "kind"),
    ("conflicts", 0, {"type": "denyal"}, "denial"),
    ("conflicts", 0, {"nature": "real"}, "genuine"),
]


@pytest.mark.parametrize(("name", "row", "values", "said"), BAD, ids=lambda x: str(x) if isinstance(x, dict) else None)
def test_a_bad_row_is_refused_with_its_file_its_line_and_what_to_mend(
    tmp_path: Path, name: str, row: int, values: dict[str, str], said: str
) -> None:
    found = problems(tmp_path, changed(name, row, **values))
    assert any((file, line) == (f"{name}.csv", row + 2) and said in message for file, line, message in found), found


def test_a_conflict_that_no_claim_mentions_is_not_lost_in_silence(tmp_path: Path) -> None:
    rows = changed("claims", 1, disputes="")
    assert ("conflicts.csv", 2) in {(file, line) for file, line, _ in problems(tmp_path, rows)}


def test_all_problems_of_all_tables_are_told_together(tmp_path: Path) -> None:
    rows = changed("claims", 0, when="2021-13", credibility="9")
    rows["claims"][1]["relation"] = "deny"
    rows["actors"][0]["label"] = ""
    rows["sources"][0]["reliability"] = "Z"
    found = [(file, line) for file, line, _ in problems(tmp_path, rows)]
    assert found == [("actors.csv", 2), ("claims.csv", 2), ("claims.csv", 2), ("claims.csv", 3), ("sources.csv", 2)]


def test_lines_are_counted_as_in_the_file_even_after_a_note_of_two_lines(tmp_path: Path) -> None:
    rows = changed("claims", 0, note="one\ntwo")
    rows["claims"][1]["relation"] = "deny"
    assert [(file, line) for file, line, _ in problems(tmp_path, rows)] == [("claims.csv", 4)]


def test_a_missing_table_or_column_is_named(tmp_path: Path) -> None:
    write(tmp_path, sound())
    (tmp_path / "conflicts.csv").unlink()
    with pytest.raises(MissingFile, match=r"no conflicts\.csv"):
        table.read(tmp_path)
    write(tmp_path, sound())
    text = (tmp_path / "actors.csv").read_text().replace("label", "name")
    (tmp_path / "actors.csv").write_text(text)
    with pytest.raises(InvalidFile, match=r"actors\.csv:1  the columns label are missing"):
        table.read(tmp_path)


def test_a_faulty_table_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    with pytest.raises(InvalidFile):
        into_folder(write(tmp_path, changed("claims", 0, when="soon")), into)
    assert not into.exists()


def test_an_import_counts_what_is_new_changed_and_the_same(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    first = into_folder(write(tmp_path, sound()), into)
    assert (first.added, first.changed, first.same) == (("C1", "C2"), (), 0)
    again = into_folder(write(tmp_path, sound()), into)
    assert (again.added, again.changed, again.same, again.files) == ((), (), 2, ())
    third = into_folder(write(tmp_path, changed("claims", 0, note="more")), into)
    assert (third.added, third.changed, third.same) == ((), ("C1",), 1)
    assert third.files == (into / "claims" / "materialConflict.ttl",)


def test_what_would_be_imported_can_be_asked_without_writing(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    assert into_folder(write(tmp_path, sound()), into, write=False).added == ("C1", "C2")
    assert not into.exists()


def test_what_is_imported_is_read_back_from_its_files_as_it_was(tmp_path: Path) -> None:
    rows = changed("actors", 0, aliases="Zeta; Alpha")
    rows["claims"][0]["id"] = "C10"
    rows["claims"].append(rows["claims"][0] | {"id": "C9"})
    rows["claims"][1]["disputes"] = "C9; C10"
    rows["conflicts"] = [rows["conflicts"][0] | {"disputes": name} for name in ("C9", "C10")]
    read = table.read(write(tmp_path, rows))
    into_folder(tmp_path, tmp_path / "graph")
    found = lkg.open(tmp_path / "graph").record
    assert dict(found.actors) == dict(read.actors)
    assert dict(found.sources) == dict(read.sources)
    assert dict(found.claims) == dict(read.claims)


# The dossier


@pytest.fixture(scope="module")
def dossier(truths: Path) -> Record:
    return table.read(truths / "sources" / "dossier")


def test_the_dossier_has_the_counts_that_its_readme_names(dossier: Record) -> None:
    claims = dossier.claims.values()
    assert (len(dossier.sources), len(dossier.actors), len(claims)) == (292, 278, 1178)
    assert sum(len(claim.disputes) for claim in claims) == 98
    assert sum(claim.source == "b-cepa" for claim in claims) == 166
    assert sum(claim.relation == "represents" for claim in claims) == 104
    assert sum(dossier.sources[claim.source].is_uncited for claim in claims) == 238
    assert {
        m: sum(c.modality == m for c in claims) for m in ("asserted", "planned", "alleged", "ended", "negated")
    } == {
        "asserted": 1136,
        "planned": 21,
        "alleged": 12,
        "ended": 8,
        "negated": 1,
    }
    assert sorted(c.id for c in claims if c.polarity == 0) == [
        "C211", "C212", "C251", "C290", "C349", "C369", "C415", "C525",
    ]  # fmt: skip


def test_the_bundled_graph_is_what_the_importer_makes_apart_from_passages(dossier: Record, bundled: Graph) -> None:
    graph = bundled.record
    plain = replace(
        graph,
        sources={name: replace(source, sha256="") for name, source in graph.sources.items()},
        claims={name: replace(found, passage=None) for name, found in graph.claims.items()},
        groupings={},  # from a table of their own: test_groups
    )
    assert folders.texts(plain) == folders.texts(dossier)


def test_the_bundled_files_are_those_that_an_import_writes(dossier: Record, bundled: Graph) -> None:
    record = bundled.record
    for name, text in folders.texts(record).items():
        assert (folder("graph") / name).read_text(encoding="utf-8") == text, name
    assert set(folders.texts(record)) == {*folders.texts(dossier), "groupings.ttl"}
    files = {str(file.relative_to(folder("graph"))) for file in folder("graph").rglob("*.ttl")}
    assert files - set(folders.texts(record)) <= {"dataset.ttl", "identity.ttl"}


def test_a_second_import_of_the_dossier_changes_nothing(truths: Path) -> None:
    again = into_folder(truths / "sources" / "dossier", folder("graph"), write=False)
    assert (again.added, again.changed, again.same, again.files) == ((), (), 1178, ())


# What an import must not lose


def test_a_claim_that_changes_its_family_leaves_its_old_file(tmp_path: Path) -> None:
    rows = changed("claims", 0, relation="supports", sign="+")
    write(tmp_path, rows)
    into_folder(tmp_path, tmp_path / "graph")
    rows["claims"][0] |= {"relation": "opposes", "sign": "-"}
    write(tmp_path, rows)
    assert len(into_folder(tmp_path, tmp_path / "graph").changed) == 1
    name = rows["claims"][0]["id"]
    holding = [file.name for file in (tmp_path / "graph").rglob("*.ttl") if f"claim:{name} a " in file.read_text()]
    assert holding == ["verbalConflict.ttl"]


def test_records_in_a_file_of_ones_own_stop_an_import_before_anything_is_written(tmp_path: Path) -> None:
    write(tmp_path, changed("claims", 0))
    into_folder(tmp_path, tmp_path / "graph")
    (tmp_path / "graph" / "sources.ttl").rename(tmp_path / "graph" / "mine.ttl")
    with pytest.raises(InvalidFile, match=r"mine\.ttl  it holds records"):
        into_folder(tmp_path, tmp_path / "graph")
    assert not (tmp_path / "graph" / "sources.ttl").exists()


def test_what_no_record_holds_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path, changed("claims", 0))
    into_folder(tmp_path, tmp_path / "graph")
    file = tmp_path / "graph" / "sources.ttl"
    file.write_text("# my own head\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    into_folder(tmp_path, tmp_path / "graph")
    assert file.read_text(encoding="utf-8").startswith("# my own head\n")
    file.write_text(file.read_text(encoding="utf-8") + '<urn:x> <urn:y> "z" .\n', encoding="utf-8")
    with pytest.raises(InvalidFile, match="would lose"):
        into_folder(tmp_path, tmp_path / "graph")
