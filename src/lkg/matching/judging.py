"""Judgements made and taken back: checked against those that stand, then one block each in `identity.ttl`."""

from __future__ import annotations

import csv
import getpass
import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from lkg import folders
from lkg.claims.model import VERDICTS, Judgement, Withdrawal
from lkg.claims.same import contradictions
from lkg.errors import InvalidFile, LkgError, Misuse, Problem
from lkg.graphs import Graph
from lkg.identity import Names
from lkg.matching.pairing import compared
from lkg.matching.settled import Settled, pair_of
from lkg.matching.sides import Sides
from lkg.store import read_text
from lkg.vocab import nearest

WORDS: Mapping[str, str] = {"same": "same", "notSame": "not same", "unsure": "unsure"}
"""verdict → how people write it"""
_MEANT = {"".join(words.split()): verdict for verdict, words in WORDS.items()}
COLUMNS = ("actor", "other", "judgement", "reason")
"""the columns that a file of judgements needs; `keep` and `by` may be there, too"""


@dataclass(frozen=True, slots=True)
class Author:
    """Who judges, and on which day."""

    name: str
    day: str

    @classmethod
    def of(cls, name: str = "") -> Author:
        """The one named, else LKG_AUTHOR, else whom the machine knows; today."""
        known = name or os.environ.get("LKG_AUTHOR") or getpass.getuser()
        return cls(known, datetime.now(UTC).date().isoformat())


class Judge:
    """Judges pairs of a graph, each against all that was judged before; what is new waits in `changed`.

    Nothing is written until `save`.
    """

    def __init__(self, graph: Graph, author: Author, other: Graph | None = None) -> None:
        self.graph, self.author = graph, author
        self.judgements: dict[str, Judgement] = dict(graph.recorded.judgements)
        self.changed: dict[str, Judgement] = {}
        self._graphs = (graph, graph if other is None else other)
        self._sides = Sides.of(graph, other)

    def judge(self, actor: str, other: str, verdict: str, because: str = "", *, keep: str = "") -> Judgement:
        """Judge a pair, by ids; an earlier judgement on it is withdrawn and stays on record.

        Of two that are the same the one kept is that with more claims, unless `keep` names it; one that others are
        behind already stays before them. Without a reason the parts of the score are it. Raises Misuse for what makes
        no sense or contradicts what stands, and then nothing is changed.
        """
        pair = pair_of(actor, other)
        if actor == other or verdict not in VERDICTS:
            what = f"{actor} and itself are one" if actor == other else f"{verdict!r} is no verdict"
            raise Misuse(f"{what}. Judge two actors to be same, not same or unsure.")
        if keep and keep not in pair:
            raise Misuse(f"{keep} cannot be kept: it is none of the two. Keep {pair[0]} or {pair[1]}.")
        before = self.settled.on(actor, other)
        if before and before.verdict == verdict and keep in ("", before.kept):
            return before
        kept = (keep or self.kept(actor, other)) if verdict == "same" else ""
        made = Judgement(
            self._new_id(pair), pair, verdict, self.author.day, self.author.name,
            because or self._reason(actor, other), kept,
        )  # fmt: skip
        taken_back = [self._withdrawn(before, f"judged anew: {made.id}")] if before else []
        self._take([*taken_back, made])
        return made

    def undo(self, name: str, because: str = "") -> Judgement:
        """Withdraw a judgement by its id; it stays on record. Raises Misuse where none of this id stands."""
        name = name.removeprefix("judgement:")
        judged = self.judgements.get(name)
        if judged is None or not judged.stands:
            near = nearest(name, [each.id for each in self.judgements.values() if each.stands])
            hint = f" Did you mean {' or '.join(near)}?" if near else " `lkg match --judged` lists those that stand."
            raise Misuse(f"{'It was withdrawn before' if judged else 'There is no judgement'}: {name}.{hint}")
        taken_back = self._withdrawn(judged, because or "taken back")
        self._take([taken_back])
        return taken_back

    def named(self, name: str) -> str:
        """The id of an actor of either graph by any of its names, no judgement applied; raises UnknownActor."""
        for graph in self._graphs:
            if name in graph.recorded.actors:
                return name
        return self._names.resolve(name)

    @cached_property
    def _names(self) -> Names:
        one, two = (graph.recorded.actors for graph in self._graphs)
        return Names({**two, **one}.values())

    def as_one(self, actor: str, other: str) -> bool:
        """Whether two ids count as one by all that stands."""
        return self.settled.as_one(actor, other)

    @property
    def settled(self) -> Settled:
        """What all that stands settles."""
        return Settled(self.judgements)

    def kept(self, actor: str, other: str) -> str:
        """Which of two is kept where nobody says: one that is with others already, else the one with more claims.

        Of equally many the one with a Wikidata id is kept, then of two persons the one with the longer name.
        """
        settled, known = self.settled, self._sides.one
        return min(
            (actor, other),
            key=lambda each: (
                not settled.joined(each),
                -known.counts[each],
                each not in known.items,
                -len(known.actors[each].label) if each in known.people else 0,
                each,
            ),
        )

    def save(self) -> Path:
        """Write what is new into the graph's folder; raises Misuse where the graph lies in none of one's own."""
        folder = folder_of(self.graph)
        file = folders.save_judgements(self.changed.values(), folder)
        self.changed.clear()
        return file

    def _take(self, made: list[Judgement]) -> None:
        after = self.judgements | {judged.id: judged for judged in made}
        known = set(contradictions(self.judgements.values()))
        for problem in contradictions(after.values()):
            if problem not in known:
                raise Misuse(f"This contradicts what was judged before. {problem.file}: {problem.message}")
        self.judgements = after
        self.changed |= {judged.id: judged for judged in made}

    def _withdrawn(self, judged: Judgement, because: str) -> Judgement:
        return replace(judged, withdrawal=Withdrawal(self.author.day, self.author.name, because))

    def _reason(self, actor: str, other: str) -> str:
        one, two = self._graphs
        if actor in one.recorded.actors and other in two.recorded.actors:
            return compared(self._sides, actor, other).words or "looked at"
        return "looked at"

    def _new_id(self, pair: tuple[str, str]) -> str:
        name = "--".join(pair)
        if "/" in name or ":" in name:
            name = hashlib.sha256(name.encode()).hexdigest()[:12]
        ids = (name if n == 1 else f"{name}--{n}" for n in range(1, len(self.judgements) + 2))
        return next(each for each in ids if each not in self.judgements)


def judge_file(judge: Judge, file: Path) -> list[Judgement]:
    """Judge all rows of a CSV file with actor, other, judgement and reason; rows without a judgement are passed over.

    Such a file is what `lkg match --format csv` gives, once the column `judgement` is filled. Actors may be given by
    any of their names. Raises InvalidFile with every faulty row, and then none is taken.
    """
    reader = csv.DictReader(io.StringIO(read_text(file), newline=""))
    missing = [column for column in COLUMNS[:3] if column not in (reader.fieldnames or ())]
    if missing:
        raise InvalidFile([Problem(str(file), 1, f"the column {missing[0]} is missing. Give {', '.join(COLUMNS)}.")])
    found, problems = list[Judgement](), list[Problem]()
    before = dict(judge.judgements), dict(judge.changed)
    for line, row in _rows(reader):
        try:
            found.append(_judge_row(judge, row))
        except LkgError as error:
            problems.append(Problem(str(file), line, str(error)))
    if problems:
        judge.judgements, judge.changed = before
        raise InvalidFile(problems)
    return found


def folder_of(graph: Graph) -> Path:
    """The folder of Turtle files into which judgements go; raises Misuse where there is none of one's own."""
    if graph.folder is None:
        raise Misuse(
            "Judgements are kept in a folder of Turtle files, in identity.ttl; this graph is no such folder. Name the "
            "folder: `lkg --graph FOLDER match …`. A store is made again from it by `lkg import rdf`."
        )
    return graph.folder


def verdict_of(words: str) -> str:
    """The verdict that somebody wrote; raises Misuse.

    >>> verdict_of("Not the same"), verdict_of("not_same"), verdict_of("SAME")
    ('notSame', 'notSame', 'same')
    """
    plain = "".join(letter for letter in words.casefold().replace(" the ", " ") if letter.isalpha())
    if plain not in _MEANT:
        raise Misuse(f"{words!r} is no judgement. Write same, not same or unsure.")
    return _MEANT[plain]


def _rows(reader: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for row in reader:
        plain = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str | None) and key}
        if plain.get("judgement"):
            yield reader.line_num, plain


def _judge_row(judge: Judge, row: Mapping[str, str]) -> Judgement:
    actor, other = judge.named(row["actor"]), judge.named(row["other"])
    keep = judge.named(row["keep"]) if row.get("keep") else ""
    return judge.judge(actor, other, verdict_of(row["judgement"]), row.get("reason", ""), keep=keep)
