"""How far coders agree: Krippendorff's published examples, and claims of several coders laid side by side."""

import csv
import io
import json
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import lkg
from conftest import record_of, run
from lkg.analysis.reliability.agreeing import agree, differences
from lkg.analysis.reliability.alpha import alpha
from lkg.analysis.reliability.spreadsheets import Manner
from lkg.claims import Actor, Passage, Record
from lkg.errors import EmptyNetwork, InvalidFile, MissingFile, Misuse
from lkg.importers import take_over
from lkg.importers.sheets import Layout

NO = None
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3),
    (NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO),
)
"""Krippendorff 2011, section D: four observers, twelve units, values missing"""
UNITS = list(zip(*FOUR, strict=True))


@pytest.mark.parametrize(("metric", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_four_observers_and_twelve_units_give_the_published_values(metric: str, value: float) -> None:
    found = alpha(UNITS, metric)
    assert found.value == pytest.approx(value, abs=0.0005)
    assert (found.units, found.values) == (11, 40)
    assert found.low is not None and found.high is not None and found.low < value < found.high


def test_two_observers_of_binary_data_give_the_published_value() -> None:
    meg, owen = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert alpha(list(zip(meg, owen, strict=True))).value == pytest.approx(0.095, abs=0.0005)


def test_two_observers_of_names_give_the_published_value() -> None:
    found = alpha(list(zip("aabbdcccedda", "babbbcccedd" + "d", strict=True)))
    assert found.value == pytest.approx(0.692, abs=0.0005)


def brute(units: list[tuple[Any, ...]], distance: Any) -> float:
    """The formula as it is written: pairs within units against pairs of all."""
    paired = [kept for unit in units if len(kept := [v for v in unit if v is not None]) > 1]
    everything = [value for unit in paired for value in unit]
    n = len(everything)
    observed = sum(sum(distance(a, b) for a, b in product(unit, unit)) / (len(unit) - 1) for unit in paired) / n
    expected = sum(distance(a, b) for a, b in product(everything, everything)) / (n * (n - 1))
    return float(1 - observed / expected)


def test_the_fast_form_is_the_formula_on_any_data() -> None:
    chance = np.random.default_rng(7)
    for _ in range(20):
        drawn = chance.integers(1, 6, size=(15, 3))
        units = [tuple(None if chance.random() < 0.2 else int(v) for v in row) for row in drawn]
        assert alpha(units, draws=0).value == pytest.approx(brute(units, lambda a, b: a != b))
        assert alpha(units, "interval", draws=0).value == pytest.approx(brute(units, lambda a, b: (a - b) ** 2))


def test_who_agree_everywhere_have_exactly_one_whatever_the_numbers() -> None:
    days = [738_000 + 17 * n * n for n in range(54)]
    for metric in ("nominal", "ordinal", "interval"):
        found = alpha([(day, day, day) for day in days], metric, draws=50)
        assert (found.value, found.low, found.high) == (1, 1, 1)


def test_dates_far_from_zero_lose_no_precision() -> None:
    near = [(1, 2), (5, 5), (9, 7), (3, 3)]
    far = [(a + 738_000, b + 738_000) for a, b in near]
    assert alpha(far, "interval").value == pytest.approx(alpha(near, "interval").value)


def test_neither_the_order_of_coders_nor_that_of_units_matters() -> None:
    turned = [unit[::-1] for unit in UNITS[::-1]]
    for metric in ("nominal", "ordinal", "interval"):
        assert alpha(turned, metric).value == pytest.approx(alpha(UNITS, metric).value)


def test_perfect_agreement_is_1_and_chance_is_about_0() -> None:
    assert alpha([(v, v) for v in "abcabc"]).value == 1
    chance = np.random.default_rng(1)
    found = alpha([tuple(map(int, pair)) for pair in chance.integers(0, 3, size=(2000, 2))])
    assert abs(found.value or 0) < 0.05
    assert (found.low or 0) < 0 < (found.high or 0)


def test_without_variation_or_pairs_there_is_no_alpha() -> None:
    assert alpha([("a", "a")] * 5).value is None
    empty = alpha([("a", None), (None, "b")])
    assert (empty.value, empty.units, empty.agreement) == (None, 0, None)
    with pytest.raises(Misuse, match="no metric"):
        alpha(UNITS, "cardinal")


def test_the_same_seed_gives_the_same_interval() -> None:
    assert alpha(UNITS, seed=3) == alpha(UNITS, seed=3) != alpha(UNITS, seed=4)


# Claims of coders

WHEN = ("2021", "2022-03", "2020-05-01", "2019")


def coded(place: Path, *lines: str, **options: Any) -> Path:
    take_over(record_of(*lines, **options), place)
    return place


def many(place: Path, relation: str = "aids", start: int = 0, count: int = 24) -> Path:
    """Claims between so many pairs, the first `start` of them coded by another relation."""
    return coded(
        place,
        *(
            f"a {'visits' if n < start else ('accuses' if n % 2 else relation)} b{n} 2021-{n % 12 + 1:02} id=C{n}"
            for n in range(count)
        ),
    )


def row(found: lkg.analysis.results.Result, name: str) -> Any:
    return next(each for each in found if each["field"] == name)


def test_two_codings_that_say_the_same_agree_fully(tmp_path: Path) -> None:
    found = agree(many(tmp_path / "ona"), many(tmp_path / "jonas"))
    assert row(found, "relation")["alpha"] == row(found, "date")["alpha"] == 1
    assert row(found, "relation")["says"] == "reliable"
    assert (row(found, "date")["metric"], row(found, "credibility")["metric"]) == ("interval", "ordinal")
    assert "nothing varies" in row(found, "modality")["says"]
    assert found.facts["differing"] == 0 and found.facts["matched_by"] == "id"


def test_the_cells_that_differ_are_named_with_what_each_says(tmp_path: Path) -> None:
    one = coded(tmp_path / "ona", "a aids b 2021 id=C1", "a visits c 2022 id=C2", "a aids d 2020 id=C3")
    other = coded(tmp_path / "jonas", "a accuses b 2021 id=C1 credibility=2", "a visits c 2022 id=C2",
                  "a aids d 2020-05 id=C3",
                  "a aids e 2020 id=C4")  # fmt: skip
    found = differences(one, other)
    assert [tuple(each.values()) for each in found] == [
        ("C1", "relation", "aids", "accuses"),
        ("C1", "sign", "+", "-"),
        ("C1", "credibility", "1", "2"),
        ("C3", "date", "2020", "2020-05"),
        ("C3", "end", "2020-07-01", "2020-05-16"),
        ("C4", "coded", "no", "yes"),
    ]
    assert agree(one, other).facts["alone"] == {"ona": 0, "jonas": 1}


def test_few_units_and_one_sided_values_are_said_honestly(tmp_path: Path) -> None:
    small = agree(many(tmp_path / "a", count=5), many(tmp_path / "b", start=1, count=5))
    assert row(small, "relation")["says"] == "too few units to say (5 of at least 20)"
    lines = [f"a aids b{n} 2021 id=C{n}" for n in range(40)]
    sided = agree(coded(tmp_path / "c", *lines), coded(tmp_path / "d", "a accuses b0 2021 id=C0", *lines[1:]))
    assert row(sided, "relation")["says"] == "99% are one value: alpha hangs on a few others"
    assert row(sided, "relation")["agreement"] == pytest.approx(39 / 40)
    assert row(sided, "relation")["alpha"] < 0.1


def test_cannot_be_judged_is_no_point_on_the_scale_of_credibility(tmp_path: Path) -> None:
    one = coded(tmp_path / "a", "a aids b 2021 id=C1 credibility=6", "a aids c 2021 id=C2 credibility=2")
    other = coded(tmp_path / "b", "a aids b 2021 id=C1 credibility=1", "a aids c 2021 id=C2 credibility=2")
    assert row(agree(one, other), "credibility")["units"] == 1
    assert ("C1", "credibility", "6", "1") in [tuple(each.values()) for each in differences(one, other)]


def test_claims_without_shared_ids_are_matched_by_source_passage_and_subject(tmp_path: Path) -> None:
    one = coded(tmp_path / "a", "a aids b 2021 id=X1 locator=p1", "a visits c 2021 id=X2 locator=p2")
    other = coded(tmp_path / "b", "a visits c 2021 id=Y1 locator=p2", "a aids d 2021 id=Y2 locator=p1")
    found = agree(one, other)
    assert (found.facts["matched_by"], found.facts["matched"]) == ("place", 2)
    assert [tuple(each.values()) for each in differences(one, other)] == [("X1 = Y2", "object", "b", "d")]
    with pytest.raises(EmptyNetwork, match=r"by id\. Try --by place"):
        agree(one, other, by="id")
    with pytest.raises(Misuse, match="by id or by place"):
        agree(one, other, by="page")


def test_several_claims_of_one_place_are_paired_by_likeness_and_that_is_told(tmp_path: Path) -> None:
    one = coded(tmp_path / "a", "a aids b 2021 id=X1", "a visits c 2021 id=X2")
    other = coded(tmp_path / "b", "a visits c 2021 id=Y1", "a aids b 2022 id=Y2", "a aids e 1999 id=Y3")
    found = agree(one, other)
    assert found.facts["matched"] == 2 and found.facts["alone"] == {"a": 0, "b": 1}
    assert any("the most alike were paired, which flatters" in note for note in found.notes)
    assert {each["claim"] for each in differences(one, other)} == {"X1 = Y2", "Y3"}


def test_ids_that_each_coder_counted_for_himself_raise_a_doubt(tmp_path: Path) -> None:
    one = coded(tmp_path / "a", "a aids b 2021 id=C1 source=one")
    other = coded(tmp_path / "b", "x aids b 2021 id=C1 source=two")
    assert any("share neither source nor subject" in note for note in agree(one, other).notes)


def test_ids_made_from_what_rows_say_do_not_decide_what_is_compared(tmp_path: Path) -> None:
    """Else only rows that agree would be compared."""
    head = "from,relation,to,date,url,page\n"
    rows = [f"Lithuania,supports,Taiwan,202{n},https://a.org/{n},1\n" for n in range(5)]
    (tmp_path / "a.csv").write_text(head + "".join(rows), encoding="utf-8")
    (tmp_path / "b.csv").write_text(head + "".join(rows[:4]) + rows[4].replace("supports", "visits"), encoding="utf-8")
    found = agree(tmp_path / "a.csv", tmp_path / "b.csv")
    assert (found.facts["matched_by"], row(found, "relation")["units"]) == ("place", 5)
    assert row(found, "relation")["agreement"] == 0.8


THEIRS = "Donor,Deed,Receiver,When,Page,Nr\n{}\n"
MEANT = {"Donor": "from", "Deed": "relation", "Receiver": "to", "When": "date", "Page": "url", "Nr": "id"}


def sheets_of_two(folder: Path) -> tuple[Path, Path]:
    """A coder's file with our headings, and one with other headings and a word of its own."""
    ours, theirs = folder / "ona.csv", folder / "jonas.csv"
    head = "from,relation,to,date,url,id\n"
    ours.write_text(head + "Lithuania,aids,Taiwan,2021-06,https://a.org/1,n1\n", encoding="utf-8")
    theirs.write_text(THEIRS.format("Lietuva,gives to,Taiwan,2021-06,https://a.org/1,n1"), encoding="utf-8")
    return ours, theirs


def test_headings_and_words_of_ones_own_are_read_as_import_reads_them(tmp_path: Path) -> None:
    ours, theirs = sheets_of_two(tmp_path)
    words = tmp_path / "words.csv"
    words.write_text("word,means\ngives to,aids\n", encoding="utf-8")
    found = agree(ours, theirs, manner=Manner(Layout(MEANT), {"Relations": words}))
    assert row(found, "relation")["agreement"] == row(found, "date")["agreement"] == 1
    options = [part for heading, name in MEANT.items() for part in ("--column", f"{heading}={name}")]
    done = run("agree", ours, theirs, "--relations", words, *options, "--rows")
    assert list(csv.DictReader(io.StringIO(done.out.partition("\n# receipt")[0]))) == [
        {"claim": "n1", "field": "subject", "ona": "Lithuania", "jonas": "Lietuva"}
    ]


def test_a_heading_that_no_coder_has_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="heading 'Doner'"):
        agree(*sheets_of_two(tmp_path), manner=Manner(Layout(MEANT | {"Doner": "from"})))
    with pytest.raises(InvalidFile, match=r"jonas\.csv:1 .*--column"):
        agree(*sheets_of_two(tmp_path))


def test_names_that_the_graph_knows_are_one_actor(tmp_path: Path) -> None:
    graph = record_of("lt aids b 2021", actors={"lt": Actor("lt", "Lithuania", "State", (("Lietuva", "lt"),))})
    ours, theirs = sheets_of_two(tmp_path)
    theirs.write_text(THEIRS.format("Lietuva,aids,Taiwan,2021-06,https://a.org/1,n1"), encoding="utf-8")
    told = {
        known: agree(ours, theirs, manner=Manner(Layout(MEANT), known=graph if known else Record()))
        for known in (False, True)
    }
    assert [row(told[known], "subject")["agreement"] for known in (False, True)] == [0, 1]


def test_how_the_graph_rates_sources_is_no_decision_of_its_coders(tmp_path: Path) -> None:
    graph = record_of("a aids b 2021", sources={"paper": {"url": "https://a.org/1", "reliability": "A"}})
    ours, _ = sheets_of_two(tmp_path)
    found = agree(ours, ours, manner=Manner(known=graph))
    assert row(found, "reliability")["units"] == 0


def test_actors_are_compared_by_name_and_sources_by_address_whatever_their_ids(tmp_path: Path) -> None:
    one = coded(tmp_path / "a", "lt aids b 2021 id=C1", actors={"lt": Actor("lt", "Lithuania", "State")})
    other = coded(tmp_path / "b", "ltu aids b 2021 id=C1", actors={"ltu": Actor("ltu", "lithuania", "State")})
    assert len(differences(one, other)) == 0


def test_the_grades_of_sources_are_compared_by_source(tmp_path: Path) -> None:
    names = [f"s{n}" for n in range(6)]
    lines = [f"a aids b 2021 id=C{n} source={name}" for n, name in enumerate(names)]

    def grades(last: str) -> dict[str, dict[str, str]]:
        return {name: {"reliability": "A" if n < 3 else "B" if n < 5 else last} for n, name in enumerate(names)}

    found = agree(
        coded(tmp_path / "a", *lines, sources=grades("B")), coded(tmp_path / "b", *lines, sources=grades("C"))
    )
    assert (row(found, "reliability")["units"], row(found, "reliability")["metric"]) == (6, "ordinal")
    assert 0 < row(found, "reliability")["alpha"] < 1


def test_three_coders_are_compared_at_once(tmp_path: Path) -> None:
    found = agree(many(tmp_path / "a"), many(tmp_path / "b", start=2), many(tmp_path / "c", count=20))
    assert (row(found, "relation")["units"], row(found, "relation")["values"]) == (24, 68)
    assert found.title == "how far a and b and c agree"


def test_a_single_coder_or_a_place_without_claims_is_refused(tmp_path: Path) -> None:
    one = many(tmp_path / "a")
    with pytest.raises(Misuse, match="two coders"):
        agree(one)
    with pytest.raises(MissingFile, match="no file or folder"):
        agree(one, tmp_path / "none")
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidFile):
        agree(one, tmp_path / "x.csv")


# The dossier, coded again


@pytest.fixture(scope="module")
def recoded(truths: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier with every tenth credibility one grade worse, and without its last 30 claims."""
    place = tmp_path_factory.mktemp("again") / "again"
    shutil.copytree(truths / "sources" / "dossier", place, copy_function=shutil.copyfile)
    place.chmod(0o755)
    with io.StringIO((place / "claims.csv").read_text(encoding="utf-8"), newline="") as stream:
        rows = list(csv.DictReader(stream))
    for each in rows[::10]:
        each["credibility"] = {"1": "2", "2": "3", "3": "4"}.get(each["credibility"], each["credibility"])
    with (place / "claims.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows[:-30])
    return place


def test_the_dossier_coded_again_differs_where_it_was_changed(truths: Path, recoded: Path) -> None:
    found = agree(truths / "sources" / "dossier", recoded)
    assert (found.facts["matched"], found.facts["alone"]) == (1148, {"dossier": 30, "again": 0})
    assert row(found, "relation")["alpha"] == row(found, "subject")["alpha"] == 1
    assert 0.8 < row(found, "credibility")["alpha"] < 1
    changed = {each["field"] for each in differences(truths / "sources" / "dossier", recoded)}
    assert changed == {"credibility", "coded"}


def test_the_command_gives_a_table_csv_and_json(tmp_path: Path) -> None:
    one, other = many(tmp_path / "a"), many(tmp_path / "b", start=2)
    shown = run("agree", one, other, "--format", "table")
    assert shown.code == 0, shown.err
    assert "How far a and b agree" in shown.out and "ordinal" in shown.out and "--rows lists them" in shown.out
    data = json.loads(run("agree", one, other, "--format", "json").out)
    assert {each["field"]: each["units"] for each in data["rows"]}["relation"] == 24
    assert data["receipt"]["finding"] == "agree"
    cells = list(csv.DictReader(io.StringIO(run("agree", one, other, "--rows").out)))
    assert cells[0] == {"claim": "C0", "field": "relation", "a": "aids", "b": "visits"}
    assert run("agree", one).code == 2


def test_a_passage_is_a_place(tmp_path: Path) -> None:
    def claim(id: str, relation: str, start: int) -> Any:
        from dataclasses import replace

        from conftest import claim as one

        passage = Passage(f"p-{id}", "paper", start, start + 9, "0" * 64)
        return replace(one(f"a {relation} b 2021 id={id}"), passage=passage)

    first = coded(tmp_path / "a", claim("X1", "aids", 10), claim("X2", "visits", 50))
    second = coded(tmp_path / "b", claim("Y1", "aids", 50), claim("Y2", "aids", 10))
    assert [tuple(each.values())[:2] for each in differences(first, second)] == [("X2 = Y1", "relation")]
