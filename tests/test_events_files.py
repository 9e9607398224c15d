"""Event data as they are published: counts that add up to the rows, and pairs as a plain count has them."""

import csv
import lzma
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from lkg.claims import Claim
from lkg.importers.events import Reading, read
from lkg.importers.events.actors import by_code
from lkg.importers.events.codes import cameo, listed, plover, weis
from lkg.vocab import folder, ontology

SAMPLE = 20_000


@pytest.fixture
def keds(truths: Path) -> Path:
    return truths / "data" / "keds_events.tsv.xz"


@pytest.fixture
def sample(keds: Path, tmp_path: Path) -> Path:
    """The first rows of KEDS, packed as the whole is."""
    file = tmp_path / "sample.tsv.xz"
    with lzma.open(keds, "rb") as rows, lzma.open(file, "wb", preset=0) as some:
        some.writelines(islice(rows, SAMPLE))
    return file


def pairs_of(reading: Reading) -> Counter[frozenset[str]]:
    """Pairs of actors → claims that stand for rows."""
    return Counter(
        frozenset((each.subject, each.object))
        for each in reading
        if isinstance(each, Claim) and each.relation != "represents"
    )


def plain_pairs(file: Path) -> Counter[frozenset[str]]:
    """The same from the file itself: distinct events with a relation, meetings and visits once for both sides."""
    found: set[tuple[str, ...]] = set()
    with lzma.open(file, "rt", encoding="utf-8", newline="") as stream:
        for part, day, source, target, code, *_ in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            meaning = weis().get(code)
            if meaning and meaning.relation:
                ends = one_name(source), one_name(target)
                made = "032" if code == "033" else code
                if code == "033":
                    ends = ends[1], ends[0]
                if meaning.relation.symmetric:
                    ends = min(ends), max(ends)
                found.add((part, day, made, *ends))
    return Counter(frozenset(event[3:]) for event in found if event[3] != event[4])


@cache
def one_name(code: str) -> str:
    known = by_code(code, "keds")
    assert known is not None
    return known.actor.id


def adds_up(reading: Reading, rows: int) -> bool:
    """Whether the rows are those of the file, and each one is a claim or skipped."""
    account = reading.account
    return account.rows == rows == account.claims + account.skipped.total()


def test_every_row_of_an_icews_file_is_a_claim_or_counted(truths: Path) -> None:
    reading = read([truths / "tests" / "files" / "events" / "icews-2018-sample.tab"], "icews")
    pairs = pairs_of(reading)
    assert adds_up(reading, 3705)
    assert pairs.total() == reading.account.claims
    remarks = {f"01{digit}" for digit in range(8)}
    assert sum(reading.account.codes[code] for code in remarks) == 605
    assert set(reading.account.unrelated) <= remarks


def test_every_row_of_a_file_of_quadruples_is_a_claim_or_counted(truths: Path) -> None:
    reading = read([truths / "data" / "icews14_named.tsv.xz"], "quadruples")
    pairs = pairs_of(reading)
    assert adds_up(reading, 90_730)
    assert pairs.total() == reading.account.claims
    assert reading.account.skipped["bad"] == 0


def test_the_most_frequent_pairs_are_those_of_a_plain_count(sample: Path) -> None:
    reading = read([sample], "keds")
    pairs = pairs_of(reading)
    assert adds_up(reading, SAMPLE)
    assert dict(pairs.most_common(15)) == dict(plain_pairs(sample).most_common(15))


def test_all_of_keds_adds_up_code_by_code_and_pair_by_pair(keds: Path) -> None:
    reading = read([keds], "keds")
    pairs = pairs_of(reading)
    assert adds_up(reading, 579_433)
    with (folder("ontology") / "weis.csv").open(encoding="utf-8", newline="") as stream:
        expected = {row["code"]: int(row["events"]) for row in csv.DictReader(stream)}
    assert {code: reading.account.codes[code] for code in expected} == expected
    assert dict(pairs.most_common(15)) == dict(plain_pairs(keds).most_common(15))


def test_the_table_of_weis_codes_is_the_one_that_was_worked_out(truths: Path) -> None:
    with (truths / "sources" / "weis.csv").open(encoding="utf-8", newline="") as stream:
        given = list(csv.DictReader(stream))
    with (folder("ontology") / "weis.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.DictReader(stream)) == given


def test_cameo_codes_lead_where_the_longest_prefix_says(truths: Path) -> None:
    with (truths / "sources" / "relations.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["makes_tie"] == "true"]
    for code, meaning in cameo().items():
        prefixes = (code[:end] for end in range(len(code), 1, -1))
        expected = next(
            (row["name"] for prefix in prefixes for row in rows if prefix in row["cameo"].replace("^", "").split(";")),
            "denies" if code == "016" else None,
        )
        assert (meaning.relation.name if meaning.relation else None) == expected, code


def test_a_choice_is_made_exactly_where_several_relations_list_a_code() -> None:
    with (folder("ontology") / "cameo.csv").open(encoding="utf-8", newline="") as stream:
        chosen = {row["code"] for row in csv.DictReader(stream) if row["relation"]}
    assert chosen == {code for code, _ in several(listed("cameo"))}


def several(codes: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, list[str]]]:
    """Codes that several tie-making relations list, in either direction."""
    for code in sorted({code.lstrip("^") for code in codes}):
        names = [*codes.get(code, ()), *codes.get(f"^{code}", ())]
        names = [name for name in names if ontology().relation(name).makes_tie]
        if len(names) > 1:
            yield code, names


def test_the_score_of_a_cameo_code_never_goes_against_its_relation() -> None:
    related = [meaning for meaning in cameo().values() if meaning.relation]
    assert related
    assert all(float(meaning.intensity) * meaning.relation.polarity >= 0 for meaning in related if meaning.relation)


def test_a_plover_type_leads_to_a_relation_that_lists_it() -> None:
    for name, meaning in plover().items():
        kind = name.split()[0]
        names = listed("plover").get(kind)
        assert meaning.relation is not None
        assert names is None or meaning.relation.name in names, name
    assert set(listed("plover")) <= set(plover())
