"""The claim table: every claim as one row of plain columns in DuckDB, derived once for each version of a graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from lkg import period
from lkg.claims import derivation, lines, said, voices
from lkg.claims.context import Context
from lkg.claims.model import MODALITIES, Claim, Record, Withdrawal
from lkg.claims.said import Columns, Numbers
from lkg.vocab import ontology

ActorNamed = Callable[[str], str | None]
_TYPES: Mapping[type, str] = {int: "INTEGER", bool: "BOOLEAN", float: "DOUBLE", str: "VARCHAR"}
_FEW = ("closing", "denied", "hit", "side")
"""the tables that bear on few claims"""


class ClaimTable:
    """Columns of claims, and the connection that lenses query.

    Nodes, relations, sources and voices are numbered; `nodes[i]` is the id of node i. Claims are numbered in the order
    of their ids, but lie in the order of their ties and voices, so that the claims of a tie are neighbours.

    >>> import lkg
    >>> table = lkg.open().table
    >>> (number,) = table.sql("SELECT voice FROM claim WHERE id = 'C316'").fetchone()
    >>> len(table), table.voices[number]
    (1178, 'eu')
    """

    def __init__(self, sql: Callable[[str], Any], context: Callable[[ClaimTable], Context]) -> None:
        self.sql = sql
        """run one SQL text over the tables, of which `claim` is the first"""
        self._context = context
        self.arrays: dict[str, Any] = {}
        """what was made of whole columns, for whoever made it: the table never changes"""

    @classmethod
    def of(cls, record: Record, actor_named: ActorNamed) -> ClaimTable:
        """The table of a record in memory; raises InvalidFile if a claim names what is not there."""
        context = Context(record)
        making = _Making(record, actor_named)
        moments = list(dict.fromkeys(claim.when.text for claim in record.claims.values()))
        numbers = making.names(moments)
        making.create("said", said.said(record, numbers))
        return making.finished(context)

    @classmethod
    def of_lines(
        cls,
        record: Record,
        actor_named: ActorNamed,
        read: Callable[[lines.Sql], None],
        disputes: Iterable[tuple[str, str]],
    ) -> ClaimTable:
        """The table of claims that `read` puts into the table `line`; the record reads a few of them one by one.

        Only those that bear on one another (ends, denials, mandates) become objects. `disputes` are pairs of claims.
        """
        making = _Making(record, actor_named)
        read(making.sql)
        making.names(lines.moments(making.sql))
        lines.number(making.sql)
        return making.finished(Context(making.concerned(disputes)))

    @cached_property
    def context(self) -> Context:
        """How claims bear on one another; for a store, only those claims of which some does."""
        return self._context(self)

    @cached_property
    def size(self) -> int:
        """The number of claims."""
        (count,) = self.sql("SELECT COUNT(*) FROM claim").fetchone()
        return int(count)

    def __len__(self) -> int:
        return self.size

    @cached_property
    def claims(self) -> Sequence[str]:
        """The ids of all claims, by number."""
        return self._names("SELECT id FROM claim ORDER BY n")

    @cached_property
    def nodes(self) -> Sequence[str]:
        """The ids of all nodes, by number."""
        return self._names("SELECT id FROM node ORDER BY n")

    @cached_property
    def relations(self) -> Sequence[str]:
        """The names of all relations, by number."""
        return self._names("SELECT name FROM relation ORDER BY n")

    @cached_property
    def sources(self) -> Sequence[str]:
        """The ids of all sources, by number."""
        return self._names("SELECT id FROM source ORDER BY n")

    @cached_property
    def moments(self) -> Sequence[str]:
        """The dates that claims bear, by number."""
        return self._names("SELECT text FROM moment ORDER BY n")

    @cached_property
    def voices(self) -> Sequence[str]:
        """All who may speak in a claim, by number: actors by id, then papers and agencies by name."""
        return self._names("SELECT name FROM voice ORDER BY n")

    @cached_property
    def empty(self) -> frozenset[str]:
        """Which of the tables that bear on few claims are empty here, so that a lens need not ask them."""
        return frozenset(name for name in _FEW if not self.sql(f"SELECT 1 FROM {name} LIMIT 1").fetchall())

    @cached_property
    def heard(self) -> frozenset[str]:
        """All who speak in some claim."""
        return frozenset(self.voices[n] for (n,) in self.sql("SELECT DISTINCT voice FROM claim").fetchall())

    @cached_property
    def voice_of(self) -> Mapping[str, str]:
        """Claim → who speaks in it."""
        rows = self.sql("SELECT n, voice FROM claim ORDER BY n").fetchall()
        return {self.claims[n]: self.voices[voice] for n, voice in rows}

    def numpy(self, text: str) -> dict[str, Any]:
        """The columns of one SQL text as numpy arrays.

        >>> import lkg
        >>> lkg.open().table.numpy("SELECT n FROM claim WHERE id < 'C003' ORDER BY n")["n"].tolist()
        [0, 1]
        """
        found: dict[str, Any] = self.sql(text).fetchnumpy()
        return found

    def _names(self, text: str) -> Sequence[str]:
        return [name for (name,) in self.sql(text).fetchall()]


@dataclass(frozen=True)
class _Making:
    """A claim table in the making: the tables that say what names mean, and then what follows from the claims."""

    record: Record
    actor_named: ActorNamed

    @cached_property
    def sql(self) -> Callable[[str], Any]:
        # one database for the process, a cursor with temporary tables for each graph: connecting costs 40 ms
        run: Callable[[str], Any] = database().cursor().execute
        return run

    def names(self, moments: Sequence[str]) -> Numbers:
        """Make the tables of names, in which claims are numbered."""
        numbers = Numbers.of(self.record.actors, self.record.sources, moments)
        spoken = {name: voices.speaker(each, self.actor_named) for name, each in self.record.sources.items()}
        texts = sorted({name for name in spoken.values() if name not in numbers.nodes})
        heard = [*self.record.actors, *texts]
        number = {name: n for n, name in reversed(list(enumerate(heard)))}
        self.create("voice", {"n": range(len(heard)), "name": heard})
        self.create("held", said.held(numbers))
        self.create("moment", said.moments(moments))
        self.create("relation", said.relations())
        self.create("node", said.nodes(self.record))
        self._call_nodes()
        self.create("kind", said.kinds(self.record))
        self.create("source", said.sources(self.record, {name: number[voice] for name, voice in spoken.items()}))
        self.create("rating", said.ratings(dict(ontology().probabilities) | dict(self.record.ratings)))
        return numbers

    def _call_nodes(self) -> None:
        """The ids by which rows of text may call a node: its own, and those of actors that count as it."""
        same = self.record.counted_as
        self.create("other", {"id": list(same) or [""], "kept": list(same.values()) or [""]})
        others = "SELECT x.id, k.n FROM other x JOIN node k ON k.id = x.kept"
        self.sql(f"CREATE TEMP VIEW called AS SELECT id, n FROM node UNION ALL {others}")

    def concerned(self, disputes: Iterable[tuple[str, str]]) -> Record:
        """The record with only those claims that may close, deny or speak for others, or be closed or denied."""
        pairs = list(disputes)
        self.create("disputed", {"claim": [claim for claim, _ in pairs], "other": [other for _, other in pairs]})
        self.sql(f"CREATE TEMP TABLE concerned AS {derivation.CONCERNED}")
        return concerned(self.sql, self.record)

    def finished(self, context: Context) -> ClaimTable:
        """The table, once `said` is there."""
        self._fold(context)
        self.sql(derivation.CLAIM)
        self.sql(derivation.SIDE)
        self._relate(context)
        return ClaimTable(self.sql, lambda table: context)

    def _fold(self, context: Context) -> None:
        """Whom those stand for who speak for others, on the dates of the claims that they are in."""
        sides = context.sides
        number = {name: n for n, name in enumerate(self.record.actors)}
        self.create("mandated", {"node": sorted(number[name] for name in sides.mandated)})
        names = list(self.record.actors)
        asked = [(n, names[n], first, last) for n, first, last in self.sql(derivation.FOLDED).fetchall()]
        folded = (
            (
                node,
                first,
                last,
                number[sides.top(name, first, last, people=False)],
                number[sides.top(name, first, last)],
            )
            for node, name, first, last in asked
        )
        above = (
            (node, first, last, number[principal])
            for node, name, first, last in asked
            for principal in sorted(sides.above(name, first, last) - {name})
        )
        self._rows("folded", ("node", "first", "last", "body", "state"), folded)
        self._rows("above", ("node", "first", "last", "principal"), above)

    def _relate(self, context: Context) -> None:
        """How claims bear on one another, their ids replaced by numbers."""
        closings = ((c.claim, c.closer, c.e1, c.e2, int(c.extends)) for c in context.closings)
        number = {name: n for n, name in enumerate(self.record.actors)}
        denials = ((d.claim, number[d.principal], d.by) for d in context.denials)
        for name, columns, ids, rows in (
            ("closing", ("claim", "closer", "e1", "e2", "extends"), ("claim", "closer"), closings),
            ("denied", ("claim", "node", "denial"), ("claim", "denial"), denials),
            ("hit", ("claim", "denial"), ("claim", "denial"), iter(context.hits)),
            ("statement", ("claim", "n"), ("claim",), iter(context.statements.items())),
        ):
            self._rows(f"{name}_named", columns, rows)
            picked = ", ".join(f"{c}_s.n AS {c}" if c in ids else f"x.{c}" for c in columns)
            joined = " ".join(f"JOIN said {c}_s ON {c}_s.id = x.{c}" for c in ids)
            self.sql(f"CREATE TEMP TABLE {name} AS SELECT {picked} FROM {name}_named x {joined}")
            self.sql(f"DROP TABLE {name}_named")
        self.sql("DROP VIEW called")
        for name in ("said", "held", "mandated", "folded", "above", "other"):
            self.sql(f"DROP TABLE {name}")

    def _rows(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        found = list(rows)
        self.create(name, {column: [row[i] for row in found] for i, column in enumerate(columns)})

    def create(self, name: str, columns: Columns) -> None:
        """Make a table from columns of values."""
        # one JSON text of columns, in the statement itself: ten times quicker than rows, and unlike parameters it
        # does not make DuckDB import numpy and pandas
        shape = {key: [_type(values)] for key, values in columns.items()}
        unnested = ", ".join(f'UNNEST(j."{key}") AS "{key}"' for key in columns)
        parsed = f"from_json({_quoted({key: list(values) for key, values in columns.items()})}, {_quoted(shape)})"
        self.sql(f"CREATE TEMP TABLE {name} AS SELECT {unnested} FROM (SELECT {parsed} AS j)")


def concerned(sql: Callable[[str], Any], record: Record) -> Record:
    """The record with only the claims of the table `concerned`: those that raise disputes whole, others as columns."""
    disputing = {name for (name,) in sql("SELECT claim FROM disputed").fetchall()}
    rows = sql("""SELECT c.id, s.id, r.name, o.id, m.text, k.id, c.modality, a.id, c.credibility, c.withdrawn
FROM concerned c JOIN node s ON s.n = c.subject JOIN relation r ON r.n = c.relation JOIN node o ON o.n = c.object
  JOIN moment m ON m.n = c.moment JOIN source k ON k.n = c.source LEFT JOIN node a ON a.n = c.claimant
ORDER BY c.n""").fetchall()
    claims = {row[0]: record.claims[row[0]] if row[0] in disputing else _claim(*row) for row in rows}
    return replace(record, claims=claims)


def _claim(
    name: str,
    subject: str,
    relation: str,
    object_: str,
    when: str,
    source: str,
    modality: int,
    claimant: str | None,
    credibility: int,
    withdrawn: bool,
) -> Claim:
    """A claim as far as its columns tell: all that `Context` asks of one that raises no dispute."""
    return Claim(
        name,
        subject,
        relation,
        object_,
        period.parse(when),
        source,
        MODALITIES[modality] if modality >= 0 else "",
        claimant=claimant or "",
        credibility=str(credibility or ""),
        withdrawal=Withdrawal("", "", "") if withdrawn else None,
    )


@cache
def database() -> Any:
    """The one database of the process, in memory."""
    # loaded by whoever asks a table, not by whoever knows of one
    import duckdb

    return duckdb.connect()


def _type(values: Sequence[Any]) -> str:
    return _TYPES[type(next((value for value in values if value is not None), 0))]


def _quoted(data: Any) -> str:
    return "'" + json.dumps(data).replace("'", "''") + "'"
