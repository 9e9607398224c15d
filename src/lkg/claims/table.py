"""The claim table: every claim as one row of plain columns in DuckDB, derived from a record once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import duckdb

from lkg.claims import spells, voices
from lkg.claims.model import Claim, Record
from lkg.claims.sides import Sides
from lkg.claims.spells import Bounds, Closing
from lkg.errors import InvalidFile, Problem
from lkg.period import FUTURE
from lkg.vocab import Relation, nearest, ontology

Columns = dict[str, list[Any]]
_TYPES: Mapping[type, str] = {int: "INTEGER", bool: "BOOLEAN", float: "DOUBLE", str: "VARCHAR"}


class ClaimTable:
    """Columns of a record, and the connection that lenses query.

    Nodes, relations and sources are numbered in the order of their ids; `nodes[i]` is the id of node i.
    """

    def __init__(self, record: Record, actor_named: Callable[[str], str | None]) -> None:
        self.record = record
        self.claims: Sequence[str] = list(record.claims)
        self.nodes: Sequence[str] = list(record.actors)
        self.relations: Sequence[str] = list(ontology().relations)
        self.sources: Sequence[str] = list(record.sources)
        self.bounds, self.closings = _spells(record)
        self.sides = Sides(record.claims.values(), self.effective(), record.actors)
        self.statements = _statements(record, self.effective())
        # one database for the process, a cursor with temporary tables for each graph: connecting costs 40 ms
        self.connection = _database().cursor()
        self._fill(actor_named)

    def effective(self) -> dict[str, Bounds]:
        """Bounds of all claims after all closings, no lens applied."""
        return _effective(self.bounds, self.closings)

    def sql(self, text: str) -> Any:
        """Run one SQL text over the tables `claim`, `closing`, `side`, `node`, `kind` and `relation`."""
        return self.connection.execute(text)

    def _fill(self, actor_named: Callable[[str], str | None]) -> None:
        number = {name: i for i, name in enumerate(self.nodes)}
        self._create("claim", self._claim_columns(number, actor_named))
        order = {name: i for i, name in enumerate(self.claims)}
        self._create(
            "closing",
            {
                "claim": [order[c.claim] for c in self.closings],
                "closer": [order[c.closer] for c in self.closings],
                "e1": [c.e1 for c in self.closings],
                "e2": [c.e2 for c in self.closings],
                "extends": [int(c.extends) for c in self.closings],
            },
        )
        self._create("side", _pairs("claim", "node", self._standing(number)))
        self._create("node", _node_columns(self.record))
        self._create("kind", _pairs("node", "name", _kinds(self.record)))
        self._create("relation", _relation_columns(self.relations))
        self._create("source", {"n": list(range(len(self.sources))), "id": list(self.sources)})

    def _create(self, name: str, columns: Columns) -> None:
        # one JSON text of columns, in the statement itself: ten times quicker than rows, and unlike parameters it
        # does not make DuckDB import numpy and pandas
        shape = {key: [_type(key, values)] for key, values in columns.items()}
        unnested = ", ".join(f'UNNEST(j."{key}") AS "{key}"' for key in columns)
        parsed = f"from_json({_quoted(columns)}, {_quoted(shape)})"
        self.connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {unnested} FROM (SELECT {parsed} AS j)")

    def _claim_columns(self, number: Mapping[str, int], actor_named: Callable[[str], str | None]) -> Columns:
        relation_number = {name: i for i, name in enumerate(self.relations)}
        source_number = {name: i for i, name in enumerate(self.sources)}
        contested = self._contested()
        table = dict(ontology().probabilities) | dict(self.record.ratings)
        rows = [
            self._row(i, claim, table, number, relation_number, source_number, contested, actor_named)
            for i, claim in enumerate(self.record.claims.values())
        ]
        return {
            name: list(cells)
            for name, cells in zip(rows[0], zip(*(r.values() for r in rows), strict=True), strict=True)
        }

    def _row(
        self,
        i: int,
        claim: Claim,
        table: Mapping[tuple[str, str], float],
        number: Mapping[str, int],
        relation_number: Mapping[str, int],
        source_number: Mapping[str, int],
        contested: set[int],
        actor_named: Callable[[str], str | None],
    ) -> dict[str, Any]:
        relation = ontology().relations[claim.relation]
        source = self.record.sources[claim.source]
        held, own = self.bounds[claim.id], claim.sign(relation)
        p, rated = voices.probability(claim, source, table)
        return {
            "n": i,
            "id": claim.id,
            "subject": number[claim.subject],
            "relation": relation_number[claim.relation],
            "object": number[claim.object],
            "modality": claim.modality,
            "polarity": own,
            "intensity": relation.intensity if own == relation.polarity else 0.0,
            "stance": "0" if own != relation.polarity and relation.stance != "none" else relation.stance,
            "s1": held.s1,
            "s2": held.s2,
            "e1": held.e1,
            "e2": held.e2,
            "is_state": relation.is_state,
            "source": source_number[claim.source],
            "voice": voices.voice(claim, source, self.sides, actor_named),
            "p": p,
            "rated": rated,
            "uncited": source.is_uncited,
            "credibility": int(claim.credibility or 0),
            "withdrawn": claim.withdrawal is not None,
            "statement": self.statements[claim.id],
            "contested": self.statements[claim.id] in contested,
        } | self._rolled(claim, number)

    def _rolled(self, claim: Claim, number: Mapping[str, int]) -> dict[str, int]:
        first, last = claim.when.start_earliest, claim.when.end_latest
        return {
            f"{end}_{level}": number[self.sides.top(actor, first, last, people=level == "state")]
            for end, actor in (("subject", claim.subject), ("object", claim.object))
            for level in ("body", "state")
        }

    def _standing(self, number: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Claim and every actor for whom one of its ends stands, by the claim's own dates; the ends included."""
        for i, claim in enumerate(self.record.claims.values()):
            first, last = claim.when.start_earliest, claim.when.end_latest
            ends = self.sides.above(claim.subject, first, last) | self.sides.above(claim.object, first, last)
            for actor in sorted(ends):
                yield i, number[actor]

    def _contested(self) -> set[int]:
        """Statements that a genuine denial hits; it hits the whole statement, not the one claim it names."""
        return {
            self.statements[dispute.disputed]
            for claim in self.record.claims.values()
            if claim.withdrawal is None
            for dispute in claim.disputes
            if dispute.hits and dispute.disputed in self.statements
        }


@cache
def _database() -> Any:
    return duckdb.connect()


def _effective(held: Mapping[str, Bounds], found: Iterable[Closing]) -> dict[str, Bounds]:
    by_claim: dict[str, list[Closing]] = defaultdict(list)
    for closing in found:
        by_claim[closing.claim].append(closing)
    return {name: _closed(own, by_claim[name]) if name in by_claim else own for name, own in held.items()}


def _closed(own: Bounds, found: Sequence[Closing]) -> Bounds:
    """The earliest closing counts; see the same rule in the SQL of a lens."""
    e1, e2 = min(c.e1 for c in found), min(c.e2 for c in found)
    last = e2 if any(c.extends for c in found) else min(own.e2, e2)
    certain = e1 if own.e1 >= FUTURE else max(own.e1, e1)
    return Bounds(own.s1, own.s2, min(certain, last), last)


def check_references(record: Record, *, relations: bool = True) -> list[Problem]:
    """Claims that name an actor, relation, source or claim that is not there; without them a table can be built."""
    return list(_broken(record, relations))


def _broken(record: Record, relations: bool) -> Iterator[Problem]:
    for claim in record.claims.values():
        place = f"claim {claim.id}"
        for end in (claim.subject, claim.object, claim.claimant):
            if end and end not in record.actors:
                yield Problem(place, None, _missing("actor", end, record.actors))
        if relations and claim.relation not in ontology().relations:
            yield Problem(place, None, _missing("relation", claim.relation, ontology().relations))
        if claim.source not in record.sources:
            yield Problem(place, None, _missing("source", claim.source, record.sources))
        for dispute in claim.disputes:
            if dispute.disputed not in record.claims:
                yield Problem(place, None, _missing("claim", dispute.disputed or dispute.id, record.claims, "disputes"))


def _missing(thing: str, name: str, known: Iterable[str], verb: str = "names") -> str:
    near = nearest(name, known)
    mend = f"Did you mean {' or '.join(near)}?" if near else f"Add it, or correct the {thing}."
    return f"it {verb} the {thing} {name!r}, which does not exist. {mend}"


def _spells(record: Record) -> tuple[dict[str, Bounds], list[Closing]]:
    broken = check_references(record)
    if broken:
        raise InvalidFile(broken)
    relations = ontology().relations
    claims = record.claims.values()
    held = {claim.id: spells.bounds(claim, relations[claim.relation]) for claim in claims}
    # mandates can end, too; so they are closed first, and decide who is closed with whom
    mandates = [claim for claim in claims if claim.relation == "represents"]
    ended = list(spells.closings(mandates, held, relations, lambda actor, principal, day: False))
    sides = Sides(mandates, _effective(held, ended), record.actors)

    def represents(actor: str, principal: str, day: int) -> bool:
        return principal in sides.above(actor, day, day)

    return held, list(spells.closings(claims, held, relations, represents))


def _statements(record: Record, held: Mapping[str, Bounds]) -> dict[str, int]:
    """Claim → number of its statement: equal subject, relation and object, intervals overlapping transitively."""
    alike: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    found: dict[str, int] = {}
    for claim in record.claims.values():
        if claim.withdrawal is not None:
            found[claim.id] = len(found)  # it says nothing any more, so it joins nothing
            continue
        alike[claim.subject, claim.relation, claim.object].append(claim)
    count = len(record.claims)
    for claims in alike.values():
        reach = -1
        for claim in sorted(claims, key=lambda c: (held[c.id].s1, c.id)):
            count += held[claim.id].s1 > reach
            reach = max(reach, held[claim.id].e2)
            found[claim.id] = count
        count += 1
    return found


def _node_columns(record: Record) -> Columns:
    groups = [ontology().group(actor.kind) for actor in record.actors.values()]
    return {
        "n": list(range(len(groups))),
        "id": list(record.actors),
        "grouping": groups,
        "is_actor": [group in ("State", "Organization", "Person") for group in groups],
    }


def _kinds(record: Record) -> Iterator[tuple[int, str]]:
    classes = ontology().classes
    for i, actor in enumerate(record.actors.values()):
        for name in sorted(classes.get(actor.kind, {actor.kind})):
            yield i, name


def _relation_columns(names: Sequence[str]) -> Columns:
    relations: list[Relation] = [ontology().relations[name] for name in names]
    return {
        "n": list(range(len(names))),
        "name": list(names),
        "makes_tie": [r.makes_tie for r in relations],
        "flow": [r.flow for r in relations],
    }


def _pairs(first: str, second: str, pairs: Iterable[tuple[int, Any]]) -> Columns:
    rows = list(pairs)
    return {first: [a for a, _ in rows], second: [b for _, b in rows]}


def _quoted(data: Any) -> str:
    return "'" + json.dumps(data).replace("'", "''") + "'"


def _type(name: str, values: list[Any]) -> str:
    if values:
        return _TYPES[type(values[0])]
    return "VARCHAR" if name in ("name", "id", "modality", "voice", "stance", "flow", "grouping") else "INTEGER"
