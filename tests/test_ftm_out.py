"""Claims go out to FollowTheMoney, and what both models can say survives the way there and back."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import graph_of, run
from ftm_entities import ROLE, real, taken
from lkg import exports
from lkg.claims import Actor, Record
from lkg.exports import ftm as writer
from lkg.graphs import Graph
from lkg.importers import take_over

# Out


def test_a_claim_goes_out_as_a_link_with_its_id(tmp_path: Path) -> None:
    graph = graph_of(
        "a owns firm 2019-05/2020 amount=51 unit=% locator=p1 note=n", actors={"a": "Organization", "firm": "Company"}
    )
    (file,) = lkg.export(graph, tmp_path / "out.ftm.jsonl")
    rows = {row["id"]: row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    assert rows["firm"] == {"id": "firm", "schema": "Company", "properties": {"name": ["firm"]}}
    assert rows["C1"]["schema"] == "Ownership"
    assert rows["C1"]["properties"] == {
        "owner": ["a"], "asset": ["firm"], "startDate": ["2019-05"], "endDate": ["2020"], "percentage": ["51"],
        "summary": ["n"], "recordId": ["p1"], "publisher": ["paper"],
    }  # fmt: skip


@pytest.mark.parametrize("words", ["alleged", "negated", "planned", "ended", "withdrawn=2024-01-01"])
def test_only_what_a_graph_asserts_goes_out_as_a_fact(words: str) -> None:
    graph = graph_of(f"a memberOf b 2022-01-01 {words}", actors={"b": "Organization"})
    rows = [json.loads(line) for line in writer.text(graph).splitlines()]
    assert [row["schema"] for row in rows] == ["PublicBody", "Organization"]
    assert writer.left_out(graph).claims == Counter({words.partition("=")[0]: 1})


def test_the_command_says_what_did_not_go_out(tmp_path: Path) -> None:
    done = run("export", tmp_path / "out.ftm.jsonl")
    assert done.code == 0
    assert "67 claims not written" in done.err
    assert "alleged (12)" in done.err
    assert exports.form_of(tmp_path / "out.ftm.jsonl") == "ftm"


# In, out and in again


def again(record: Record, place: Path, **options: Any) -> Record:
    """The record written into a folder, exported from it, and read once more."""
    take_over(record, place / "graph")
    (file,) = lkg.export(lkg.open(place / "graph"), place / "out.ftm.jsonl")
    return taken(file, **options)[0]


@pytest.mark.parametrize("name", ["donations", "parteispenden"])
def test_in_out_in_keeps_everything_of_a_real_file_but_which_file_it_was(
    name: str, truths: Path, tmp_path: Path
) -> None:
    first, _ = taken(real(truths, name), role=ROLE, payments="aids")
    second = again(first, tmp_path)
    assert second.actors == first.actors
    # the file is the source of both, by its digest, and it is another file now
    assert {name: replace(claim, source="") for name, claim in second.claims.items()} == {
        name: replace(claim, source="") for name, claim in first.claims.items()
    }


def test_the_bundled_graph_comes_back_with_all_that_both_models_can_say(bundled: Graph, tmp_path: Path) -> None:
    (file,) = lkg.export(bundled, tmp_path / "out.ftm.jsonl")
    back, account = taken(file)
    assert account.left == {}
    writable = {name for name, actor in bundled.record.actors.items() if writer.schema_of(actor.kind)}
    assert set(back.actors) == writable
    assert {name: plain_actor(back.actors[name]) for name in writable} == {
        name: plain_actor(bundled.record.actors[name]) for name in writable
    }
    stated = {
        name: claim
        for name, claim in bundled.record.claims.items()
        if claim.modality == "asserted" and not claim.withdrawal and {claim.subject, claim.object} <= writable
    }
    assert set(back.claims) == set(stated)
    for name, claim in stated.items():
        found = back.claims[name]
        assert (found.subject, found.relation, found.object) == (claim.subject, claim.relation, claim.object), name
        assert (found.note, found.locator or claim.locator) == (claim.note, claim.locator or found.locator), name
        assert found.when.text == plain_date(claim.when.text) or not plain_date(claim.when.text), name
        if found.amount:
            assert (found.amount, found.unit) == (claim.amount, claim.unit), name
        if bundled.record.sources[claim.source].url:
            source = bundled.record.sources[claim.source]
            assert (back.sources[found.source].url, back.sources[found.source].publisher) == (
                source.url,
                source.publisher,
            )


def plain_actor(actor: Actor) -> Actor:
    """Without what FollowTheMoney cannot say: the languages of names, a country code for what belongs to several."""
    names = tuple(sorted({text for text, _ in actor.aliases} - {actor.label}))
    return replace(actor, aliases=tuple((name, "") for name in names), country=actor.country.replace("INT", ""))


def plain_date(text: str) -> str:
    """Without what FollowTheMoney cannot say of a date: marks, open ends as against unknown ones."""
    plain = "/".join(end.rstrip("~?%").replace("..", "") for end in text.split("/"))
    return "" if "X" in plain else plain
