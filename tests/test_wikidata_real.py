"""Nine real entities of Wikidata: nothing of them is dropped in silence."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from lkg.claims import Source
from lkg.importers import take_over
from lkg.importers.accounts import HEADINGS
from lkg.validate import check
from wikidata_entities import entity, put, said, taken


@pytest.fixture(scope="module")
def real(truths: Path) -> list[Path]:
    files = sorted((truths / "tests" / "files" / "wikidata").glob("*.json"))
    assert len(files) == 9
    return files


def test_every_entity_and_statement_of_the_real_files_is_a_claim_or_has_its_reason(real: list[Path]) -> None:
    record, account = taken(*real)
    there = [each for file in real for each in json.loads(file.read_bytes())["entities"].values()]
    statements = [one for each in there for found in each["claims"].values() for one in found]
    assert (account.read["entities"], account.read["statements"]) == (len(there), len(statements)) == (9, 2234)
    assert account.used["entities"] + account.total("no-kind") == 9
    of_statements = set(account.reasons) - {"no-kind", "no-role", "no-item"}
    assert account.used["statements"] + sum(account.total(reason) for reason in of_statements) == 2234
    assert {name: account.total(name) for name in account.reasons if account.total(name)} == {
        "no-kind": 7, "entity": 1492, "private": 40, "unmapped": 257, "identifier": 292, "no-body": 19, "no-value": 2,
        "misfit": 1,
    }  # fmt: skip
    assert (account.used["entities"], account.used["statements"], len(record.claims)) == (2, 131, 143)


def test_what_the_real_files_became_breaks_no_rule_and_a_second_import_changes_nothing(
    real: list[Path], tmp_path: Path
) -> None:
    record, _ = taken(*real)
    take_over(record, tmp_path / "graph")
    assert [str(problem) for problem in check((tmp_path / "graph").rglob("*.ttl")).problems if problem.severe] == []
    again = take_over(taken(*real)[0], tmp_path / "graph")
    assert (again.added, again.changed, again.files) == ((), (), ())


def test_the_deprecated_office_of_the_real_file_is_withdrawn_once_its_body_is_known(
    real: list[Path], tmp_path: Path
) -> None:
    office = put(tmp_path, entity("Q2350808", "office", "Q4164871", P2389=[said("Q159", "Q2350808$a")]))
    record, account = taken(*real, office)
    (claim,) = [each for each in record.claims.values() if each.withdrawal]
    assert (claim.subject, claim.relation, claim.object, claim.modality) == ("Q7747", "leads", "Q159", "alleged")
    assert account.withdrawn == 1


def test_the_listing_of_the_real_files_has_a_line_for_each_thing_left_out(real: list[Path], tmp_path: Path) -> None:
    listed = tmp_path / "left.tsv"
    _, account = taken(*real, listed=listed)
    head, *rows = [line.split("\t") for line in listed.read_text(encoding="utf-8").splitlines()]
    assert tuple(head) == HEADINGS
    assert Counter(row[2] for row in rows) == Counter({name: found.total() for name, found in account.left.items()})
    assert all(len(row) == 5 and row[1] == "1" for row in rows)


def test_no_source_claims_more_than_it_is(real: list[Path]) -> None:
    record, _ = taken(*real)
    assert {(source.reliability, bool(source.note)) for source in record.sources.values()} == {("F", True)}
    assert {claim.credibility for claim in record.claims.values()} == {""}
    assert isinstance(next(iter(record.sources.values())), Source)
    assert replace(record, actors={}).claims == record.claims
