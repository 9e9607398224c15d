"""Mappings and tables with faults: one clear message each, with the place and the nearest right word."""

from __future__ import annotations

import gzip
import lzma
from pathlib import Path

import pytest

from lkg.claims import Claim
from lkg.errors import InvalidFile, LkgError, MissingFile
from lkg.importers import panel

SOUND = """
kind = "years"
file = "t.csv"

[columns]
subject = "state"
object = "body"
year = "year"
value = "status"

[relations]
1 = "memberOf"
2 = "affiliatedWith"

[subject]
kind = "State"
codes = "iso2"

[object]
kind = "InternationalOrganization"
codes = "own"

[source]
id = "ds"
title = "A data set"
publisher = "A project"
reliability = "B"
credibility = "2"
"""
TABLE = "state,body,year,status\nLT,un,1991,1\nLT,un,1992,1\n"


def read(folder: Path, mapping: str = SOUND, table: str | bytes = TABLE, name: str = "t.csv") -> panel.Panel:
    (folder / "p.toml").write_text(mapping, encoding="utf-8")
    (folder / name).write_bytes(table if isinstance(table, bytes) else table.encode())
    return panel.read(folder / "p.toml")


def claims(found: panel.Panel) -> list[Claim]:
    return [record for record in found.records if isinstance(record, Claim)]


def refused(folder: Path, mapping: str = SOUND, table: str | bytes = TABLE, name: str = "t.csv") -> str:
    """What is said when the panel is read to its end, without the folder's name."""
    with pytest.raises(LkgError) as error:
        claims(read(folder, mapping, table, name))
    return str(error.value).replace(f"{folder}/", "")


def changed(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new)


def test_a_sound_mapping_is_read(tmp_path: Path) -> None:
    (claim,) = claims(read(tmp_path))
    assert (claim.source, claim.credibility, claim.note) == ("ds", "2", "status 1")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"years"', '"yaers"', "p.toml:2  kind 'yaers' in the mapping is unknown. Did you mean years?"),
        ("[columns]", "[colums]", "p.toml:5  a mapping of years has no key 'colums'. Did you mean columns?"),
        ("subject = ", "actor = ", "p.toml:6  [columns] has no key 'actor'. Did you mean subject?"),
        ('year = "year"', "", "p.toml:5  [columns] needs year. Add it."),
        ("memberOf", "memberof", "p.toml:12  'memberof' is no relation. Did you mean memberOf?"),
        ("memberOf", "heardBy", "p.toml:16  heardBy starts from Dispute, not State."),
        ("memberOf", "partyTo", "p.toml:20  partyTo leads to Agreement, not InternationalOrganization."),
        ('"State"', '"Sate"', "p.toml:16  kind 'Sate' in [subject] is unknown. Did you mean State?"),
        ('"iso2"', '"iso"', "p.toml:17  codes 'iso' in [subject] is unknown. Did you mean iso"),
        ('"B"', '"Z"', "reliability 'Z' in [source]: use A (completely reliable) to F (cannot be judged)."),
        ('id = "ds"', "", "p.toml:23  [source] needs id. Add it."),
        ('[source]\nid = "ds"', '[source]\nid = "d s"', "p.toml:24  id 'd s' in [source]: use letters of a to z"),
        ('file = "t.csv"', 'file = "t.csv"\ndelimiter = "; "', "p.toml:4  delimiter '; ' in the mapping is one"),
        ('file = "t.csv"', 'file = "t.csv"\nencoding = "utf8x"', "p.toml:4  there is no encoding 'utf8x'."),
        ('file = "t.csv"', 'file = "t.csv"\ndirected = true', "a mapping of years has no key 'directed'"),
        ('file = "t.csv"', 'file = "t.csv"\nrelation = "memberOf"', "p.toml:4  relation is for tables without values"),
        ("[source]", "[spells]\ngap = -1\n[source]", "p.toml:24  gap in [spells] is a whole number, not -1."),
        ("[source]", "[spells]\nearly_gap = 5\n[source]", "early_gap and early_until in [spells] go together."),
        ("[source]", '[spells]\nlast = "2014-13"\n[source]', "'2014-13': there is no month 13."),
        ('"InternationalOrganization"', '"Person"', "[object] needs public_role"),
        ('subject = "state"', 'subject = "stat"', "p.toml  'stat' is no column of t.csv. Did you mean state?"),
        ("kind = \"years\"", "kind = years", "p.toml  not valid TOML: Invalid value (at line 2, column 8)."),
    ],
)  # fmt: skip
def test_a_fault_of_the_mapping_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in refused(tmp_path, changed(old, new))


def test_all_faults_of_a_mapping_are_told_together(tmp_path: Path) -> None:
    said = refused(tmp_path, changed('codes = "iso2"', 'codes = "iso"').replace("memberOf", "member_of"))
    assert len(said.splitlines()) == 2


def test_values_that_differ_in_signs_alone_would_share_ids(tmp_path: Path) -> None:
    said = refused(tmp_path, changed('2 = "affiliatedWith"', '"+1" = "affiliatedWith"'))
    assert "two values of status differ in signs alone" in said


def test_a_missing_mapping_names_those_that_come_with_lkg(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="one that comes with lkg: cow-igo"):
        panel.read("cow_igo", tmp_path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    assert "There is no file gone.csv." in refused(tmp_path, changed('"t.csv"', '"gone.csv"'))


def test_an_empty_table_and_a_head_alone_are_two_things(tmp_path: Path) -> None:
    assert refused(tmp_path, table="") == "t.csv:1  the file is empty. A table begins with the names of its columns."
    found = read(tmp_path, table="state,body,year,status\n")
    assert (claims(found), found.account.rows) == ([], 0)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert "'year' stands twice in t.csv." in refused(tmp_path, table=TABLE.replace("status", "year"))


def test_bad_rows_are_told_with_their_lines_and_the_others_taken(tmp_path: Path) -> None:
    bad = ["LT,un,1990", "QQ,un,1990,1", ",un,1990,1", "LT,un,MCM,1", "LT,un,1990,9", "LT,un,1991,1.0", "LT,un,1991,"]
    found = read(tmp_path, table=TABLE + "\n".join(bad) + "\n")
    (claim,) = claims(found)
    assert claim.when.text == "1991/1992"
    assert [str(each).replace(f"{tmp_path}/", "") for each in found.account.listed()] == [
        "t.csv:4  it has 3 cells, the head has 4. Mend the row.",
        "t.csv:5  state 'QQ' is no code of iso2. Correct it, or name it in a file of names.",
        "t.csv:6  state is empty. Fill it in.",
        "t.csv:7  the year 'MCM' is no year. Write it as 1945.",
        "t.csv:8  status '9' has no meaning in the mapping. Add it to the relations; none, if it makes no claim.",
        "t.csv:9  it repeats line 2  (advice)",
    ]
    assert found.account.silent == 1
    assert "9 rows read: 2 used, 1 without a claim, 1 repeated, 5 bad. 1 claim." in found.account.words()
    assert found.account.words(most=1).count("more like these") == 1


def test_two_names_that_would_share_an_id_are_told_apart_or_refused(tmp_path: Path) -> None:
    found = read(tmp_path, table=TABLE + "LV,U.N.,1991,1\nLV,u n,1991,1\n")
    assert len(claims(found)) == 2
    assert "body 'u n' would get the id 'ds-u-n' of 'U.N.'" in found.account.words()


def test_a_file_of_names_can_give_ids_and_names_the_unknown(tmp_path: Path) -> None:
    names = 'codes = "iso2"\nnames = {file = "names.csv", code = "c", label = "n", id = "i"}'
    (tmp_path / "names.csv").write_text("c,n,i\nQQ,Utopia,utopia\n", encoding="utf-8")
    found = read(tmp_path, changed('codes = "iso2"', names), table=TABLE + "QQ,un,1991,1\n")
    assert [claim.subject for claim in claims(found)] == ["lithuania", "utopia"]


def test_faults_of_a_file_of_names_are_told_before_the_first_record(tmp_path: Path) -> None:
    names = 'codes = "iso2"\nnames = {file = "names.csv", code = "c", label = "n", id = "i"}'
    (tmp_path / "names.csv").write_text("c,n,i\nQQ,Utopia,u topia\nRR,x\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as error:
        read(tmp_path, changed('codes = "iso2"', names))
    assert [problem.line for problem in error.value.problems] == [2, 3]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_a_packed_table_is_read_and_one_cut_off_is_refused(tmp_path: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    rows = "".join(f"LT,body-{i * 7919 % 10007},1991,1\n" for i in range(20_000))
    packed = pack((TABLE + rows).encode())
    mapping = changed('"t.csv"', f'"t.csv{suffix}"')
    assert len(claims(read(tmp_path, mapping, packed, f"t.csv{suffix}"))) > 10_000
    assert f"t.csv{suffix}  it is cut off. Fetch it again." in refused(
        tmp_path, mapping, packed[: len(packed) // 2], f"t.csv{suffix}"
    )


def test_another_encoding_is_told_and_can_be_said(tmp_path: Path) -> None:
    table = "state,body,year,status\nLT,Côte,1991,1\n".encode("latin-1")
    assert 'not in utf-8. Say encoding = "latin-1", perhaps.' in refused(tmp_path, table=table)
    found = claims(read(tmp_path, changed('"t.csv"', '"t.csv"\nencoding = "latin-1"'), table))
    assert found[0].object == "ds-cote"


def test_a_quote_that_never_ends_is_told_with_its_line(tmp_path: Path) -> None:
    assert "the table cannot be read here" in refused(tmp_path, table=TABLE + 'LT,"un,1993,1\n')


def test_tabs_and_other_marks_part_cells_too(tmp_path: Path) -> None:
    assert len(claims(read(tmp_path, changed("t.csv", "t.tsv"), TABLE.replace(",", "\t"), "t.tsv"))) == 1
    semicolons = changed('"t.csv"', '"t.csv"\ndelimiter = ";"')
    assert len(claims(read(tmp_path, semicolons, TABLE.replace(",", ";")))) == 1
