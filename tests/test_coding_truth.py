"""How well texts are coded, measured and written down: the base text, and three that were coded by hand before.

The base text is training text: its names are aliases of the graph, and the patterns were tried on it. The other three
were coded before a line of the program was written (`tests/coding/gold-*.csv` say when), by the same hand that wrote
it afterwards, and nothing is tuned on them. One reader's codes are no measure of agreement between coders.
`python tests/test_coding_truth.py` prints the table anew.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import lkg
from lkg.claims import Record
from lkg.coding import Coding, articles, code
from lkg.store import read_text

HERE = Path(__file__).parent / "coding"
SECOND = {
    "us-state-2021-08-13": {"published": "2021-08-13", "publisher": "United States Department of State"},
    "us-nsc-2024-03-28": {"published": "2024-03-28", "publisher": "National Security Council of the United States"},
    "ec-2025-02-09": {"published": "2025-02-09", "publisher": "European Commission"},
}
"""what a coder knows of each text before reading it; all three are official"""
BASE = "cepa-smart-power-lithuania.txt"
COLUMNS = ("texts", "what", "found", "coded", "both", "precision", "recall")
FROZEN = {
    "claims": "23a1345e3e7b901067822f56ba010fcb4a56a67ec553d4d1f59f6b5f1d2bb65a",
    "dates": "b647abe5834abe06e79c5418ec3e971b30e316dba8132980530911761ddb87e2",
    "mentions": "e366bbd0d87df86d8f7973f93931889fa6268e648d4e41da0db36a3d9ab92379",
}
Pair = frozenset[str]


def rows(file: Path) -> list[dict[str, str]]:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def gold(name: str) -> list[dict[str, str]]:
    return rows(HERE / f"gold-{name}.csv")


@cache
def record() -> Record:
    return lkg.open().record


def coded(file: Path, about: Mapping[str, str]) -> Coding:
    return code(articles.of(read_text(file), {"title": file.stem} | about), record())


def second(truths: Path) -> dict[str, Coding]:
    place = truths / "sources/second-texts"
    return {name: coded(place / f"{name}.txt", about | {"kind": "government"}) for name, about in SECOND.items()}


def base(truths: Path) -> Coding:
    return coded(truths / "sources" / BASE, {"publisher": "as given", "published": "2022-04-28"})


def compared(texts: str, what: str, found: Iterable[object], coded: Iterable[object]) -> dict[str, str]:
    """One row of the table."""
    ours, theirs = set(found), set(coded)
    both = len(ours & theirs)
    numbers = [len(ours), len(theirs), both, f"{both / len(ours):.2f}", f"{both / len(theirs):.2f}"]
    return dict(zip(COLUMNS, [texts, what, *map(str, numbers)], strict=True))


def figures(truths: Path) -> list[dict[str, str]]:
    """The whole table, computed."""
    return [*base_figures(truths), *second_figures(truths)]


def base_figures(truths: Path) -> Iterator[dict[str, str]]:
    """A mention is a passage with an actor that its claims name: positions of names were not coded in this text."""
    found, texts = base(truths), "base (training)"
    claims = [claim for claim in record().claims.values() if claim.passage]
    stretches = {(c.passage.start, c.passage.end) for c in claims if c.passage}
    named = {(a, b, m.actor) for a, b in stretches for m in found.mentions if a <= m.start and m.end <= b}
    wanted = {(c.passage.start, c.passage.end, end) for c in claims if c.passage for end in (c.subject, c.object)}
    yield compared(texts, "mentions", named, wanted)
    pairs = {frozenset((claim.subject, claim.object)) for claim in claims}
    relations = {(frozenset((claim.subject, claim.object)), claim.relation) for claim in claims}
    proposed = {(frozenset((each.subject, each.object)), each.relation) for each in found.proposals}
    yield compared(texts, "pairs", {pair for pair, _ in proposed}, pairs)
    yield compared(texts, "relations", proposed, relations)
    yield in_reach(texts, {each.actor for each in found.mentions}, proposed, relations)


def second_figures(truths: Path) -> Iterator[dict[str, str]]:
    found, texts = second(truths), "second (held out)"
    named = {(name, m.start, m.end, m.actor) for name, each in found.items() for m in each.mentions}
    yield compared(texts, "mentions", named, {at(row, row["actor"]) for row in gold("mentions")})
    when = {(name, d.start, d.end, d.when) for name, each in found.items() for d in each.dates}
    yield compared(texts, "dates", when, {at(row, row["when"]) for row in gold("dates")})
    proposed = {
        ((name, frozenset((each.subject, each.object))), each.relation)
        for name, coding in found.items()
        for each in coding.proposals
    }
    wanted = {((row["text"], frozenset((row["subject"], row["object"]))), row["relation"]) for row in gold("claims")}
    yield compared(texts, "pairs", {pair for pair, _ in proposed}, {pair for pair, _ in wanted})
    yield compared(texts, "relations", proposed, wanted)
    marked = {(name, m.actor) for name, each in found.items() for m in each.mentions}
    near = {(pair, relation) for pair, relation in wanted if all((pair[0], end) in marked for end in pair[1])}
    yield compared(texts, "relations between actors that were marked", proposed, near)


def in_reach(
    texts: str, marked: set[str], proposed: set[tuple[Pair, str]], wanted: set[tuple[Pair, str]]
) -> dict[str, str]:
    near = {(pair, relation) for pair, relation in wanted if pair <= marked}
    return compared(texts, "relations between actors that were marked", proposed, near)


def at(row: Mapping[str, str], meaning: str) -> tuple[str, int, int, str]:
    return row["text"], int(row["start"]), int(row["end"]), meaning


def test_the_written_figures_are_those_of_the_program(truths: Path) -> None:
    assert figures(truths) == rows(HERE / "figures.csv")


@pytest.mark.parametrize("name", ["mentions", "dates", "claims"])
def test_the_gold_says_when_it_was_frozen_and_keeps_no_words(name: str) -> None:
    head = (HERE / f"gold-{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "2026-11-29 17:27 UTC, before a line of lkg.coding was written" in head
    assert all(len(value.split()) == 1 for row in gold(name) for value in row.values() if value)


@pytest.mark.parametrize(("name", "digest"), FROZEN.items())
def test_the_gold_is_as_it_was_frozen(name: str, digest: str) -> None:
    assert hashlib.sha256((HERE / f"gold-{name}.csv").read_bytes()).hexdigest() == digest


def test_every_position_of_the_gold_lies_in_its_text(truths: Path) -> None:
    for row in (*gold("mentions"), *gold("dates")):
        words = read_text(truths / "sources/second-texts" / f"{row['text']}.txt")[int(row["start"]) : int(row["end"])]
        assert words == words.strip() != ""


def test_every_proposal_stands_in_its_text_as_evidence_asks(truths: Path) -> None:
    from lkg import evidence, period
    from lkg.claims import Claim, Passage

    text = read_text(truths / "sources" / BASE)
    claims = {}
    for each in base(truths).proposals:
        passage = Passage(each.id, "b", each.start, each.end, evidence.digest(text[each.start : each.end]))
        claims[each.id] = Claim(each.id, "a", each.relation, "b", period.parse(each.when), "b", passage=passage)
    checks = evidence.check(Record(claims=claims), "b", text)
    assert len(checks) > 30
    assert [check for check in checks if not check.ok] == []


if __name__ == "__main__":
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(figures(Path(__file__).parents[2] / "shared"))
    print(stream.getvalue(), end="")
