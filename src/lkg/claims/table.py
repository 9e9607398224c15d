"""The claim table: every claim as one row of plain columns in DuckDB, derived from a record once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import duckdb

from lkg.claims import voices
from lkg.claims.context import Context
from lkg.claims.denials import Denial, known
from lkg.claims.model import Claim, Record
from lkg.claims.spells import Closing
from lkg.vocab import ontology

Columns = Mapping[str, Sequence[Any]]
ActorNamed = Callable[[str], str | None]
_TYPES: Mapping[type, str] = {int: "INTEGER", bool: "BOOLEAN", float: "DOUBLE", str: "VARCHAR"}


class ClaimTable:
    """Columns of a record, and the connection that lenses query.

    Nodes, relations and sources are numbered in the order of their ids; `nodes[i]` is the id of node i.
    """

    def __init__(self, record: Record, actor_named: ActorNamed) -> None:
        self.claims: Sequence[str] = list(record.claims)
        self.nodes: Sequence[str] = list(record.actors)
        self.relations: Sequence[str] = list(ontology().relations)
        self.sources: Sequence[str] = list(record.sources)
        self.context = Context(record)
        # one database for the process, a cursor with temporary tables for each graph: connecting costs 40 ms
        self._connection = _database().cursor()
        rows = _Rows(self, record, actor_named)
        self._create("claim", _columns(map(rows.claim, record.claims.values())))
        self._create("closing", _columns(map(rows.closing, self.context.closings), like=_NO_CLOSING))
        self._create("denied", _columns(map(rows.denied, self.context.denials), like=_NO_DENIAL))
        self._create("hit", _columns(map(rows.hit, self.context.hits), like=_NO_HIT))
        self._create("side", _columns(row for claim in record.claims.values() for row in rows.sides(claim)))
        self._create("node", _columns(map(rows.node, self.nodes)))
        self._create("kind", _columns(row for node in self.nodes for row in rows.kinds(node)))
        self._create("relation", _columns(map(rows.relation, self.relations)))
        self._create("source", {"n": range(len(self.sources)), "id": self.sources})

    @cached_property
    def voices(self) -> frozenset[str]:
        """All who speak in some claim: actors by id, papers and agencies by name."""
        return frozenset(self.voice_of.values())

    @cached_property
    def voice_of(self) -> Mapping[str, str]:
        """Claim → who speaks in it."""
        return {self.claims[n]: voice for n, voice in self.sql("SELECT n, voice FROM claim ORDER BY n").fetchall()}

    def sql(self, text: str) -> Any:
        """Run one SQL text over the tables, of which `claim` is the first."""
        return self._connection.execute(text)

    def _create(self, name: str, columns: Columns) -> None:
        # one JSON text of columns, in the statement itself: ten times quicker than rows, and unlike parameters it
        # does not make DuckDB import numpy and pandas
        shape = {key: [_TYPES[type(values[0])] if values else "INTEGER"] for key, values in columns.items()}
        unnested = ", ".join(f'UNNEST(j."{key}") AS "{key}"' for key in columns)
        parsed = f"from_json({_quoted({key: list(values) for key, values in columns.items()})}, {_quoted(shape)})"
        self.sql(f"CREATE TEMP TABLE {name} AS SELECT {unnested} FROM (SELECT {parsed} AS j)")


class _Rows:
    """Records as rows, names replaced by their numbers."""

    def __init__(self, table: ClaimTable, record: Record, actor_named: ActorNamed) -> None:
        self.record, self.context, self.actor_named = record, table.context, actor_named
        self.number = {name: i for i, name in enumerate(table.nodes)}
        self.claim_number = {name: i for i, name in enumerate(table.claims)}
        self.relation_number = {name: i for i, name in enumerate(table.relations)}
        self.source_number = {name: i for i, name in enumerate(table.sources)}
        self.probabilities = dict(ontology().probabilities) | dict(record.ratings)

    def claim(self, claim: Claim) -> dict[str, Any]:
        """What a claim says, and its bounds before any closing."""
        relation, held = ontology().relations[claim.relation], self.context.bounds[claim.id]
        sign = claim.sign(relation)
        return {
            "n": self.claim_number[claim.id],
            "id": claim.id,
            "subject": self.number[claim.subject],
            "relation": self.relation_number[claim.relation],
            "object": self.number[claim.object],
            "modality": claim.modality,
            "polarity": sign,
            "intensity": relation.intensity if sign == relation.polarity else 0.0,
            "stance": "0" if sign != relation.polarity and relation.stance != "none" else relation.stance,
            "s1": held.s1,
            "s2": held.s2,
            "e1": held.e1,
            "e2": held.e2,
            "is_state": relation.is_state,
            "statement": self.context.statements[claim.id],
            "withdrawn": claim.withdrawal is not None,
            **self._evidence(claim),
            **self._rolled(claim),
        }

    def _evidence(self, claim: Claim) -> dict[str, Any]:
        source = self.record.sources[claim.source]
        p, rated = voices.probability(claim, source, self.probabilities)
        return {
            "source": self.source_number[claim.source],
            "voice": voices.voice(claim, source, self.context.sides, self.actor_named),
            "p": p,
            "rated": rated,
            "known": known(claim, source),
            "uncited": source.is_uncited,
            "credibility": int(claim.credibility or 0),
        }

    def _rolled(self, claim: Claim) -> dict[str, int]:
        """Both ends folded into whom they represent by the claim's own dates, persons kept or not."""
        first, last = claim.when.start_earliest, claim.when.end_latest
        return {
            f"{end}_{level}": self.number[self.context.sides.top(actor, first, last, people=level == "state")]
            for end, actor in (("subject", claim.subject), ("object", claim.object))
            for level in ("body", "state")
        }

    def closing(self, closing: Closing) -> dict[str, int]:
        """Which claim closes which, and when."""
        claim, closer = self.claim_number[closing.claim], self.claim_number[closing.closer]
        return {"claim": claim, "closer": closer, "e1": closing.e1, "e2": closing.e2, "extends": int(closing.extends)}

    def denied(self, denial: Denial) -> dict[str, int]:
        """A claim that falls if a principal's denials are taken at their word."""
        claim, denier = self.claim_number[denial.claim], self.claim_number[denial.by]
        return {"claim": claim, "node": self.number[denial.principal], "denial": denier}

    def hit(self, pair: tuple[str, str]) -> dict[str, int]:
        """A claim of a statement, and a denial that hits it."""
        return {"claim": self.claim_number[pair[0]], "denial": self.claim_number[pair[1]]}

    def sides(self, claim: Claim) -> Iterator[dict[str, int]]:
        """Every actor for whom one of the claim's ends stands, by the claim's own dates; the ends included."""
        first, last = claim.when.start_earliest, claim.when.end_latest
        above = self.context.sides.above
        for actor in sorted(above(claim.subject, first, last) | above(claim.object, first, last)):
            yield {"claim": self.claim_number[claim.id], "node": self.number[actor]}

    def node(self, name: str) -> dict[str, Any]:
        """What kind of thing a node is."""
        group = ontology().group(self.record.actors[name].kind)
        is_actor = group in ("State", "Organization", "Person")
        return {"n": self.number[name], "id": name, "grouping": group, "is_actor": is_actor}

    def kinds(self, name: str) -> Iterator[dict[str, Any]]:
        """All classes that a node is of."""
        kind = self.record.actors[name].kind
        for above in sorted(ontology().classes.get(kind, {kind})):
            yield {"node": self.number[name], "name": above}

    def relation(self, name: str) -> dict[str, Any]:
        """What a lens asks of a relation."""
        return {"n": self.relation_number[name], "name": name, "makes_tie": ontology().relations[name].makes_tie}


_NO_CLOSING = ("claim", "closer", "e1", "e2", "extends")
_NO_DENIAL = ("claim", "node", "denial")
_NO_HIT = ("claim", "denial")


@cache
def _database() -> Any:
    return duckdb.connect()


def _columns(rows: Iterable[Mapping[str, Any]], *, like: Sequence[str] = ()) -> Columns:
    """Rows as columns; `like` names them where there may be no row."""
    found = list(rows)
    names = list(found[0]) if found else like
    return {name: [row[name] for row in found] for name in names}


def _quoted(data: Any) -> str:
    return "'" + json.dumps(data).replace("'", "''") + "'"
