"""A graph of which only the claim table is at hand, on whatever runs SQL: names are looked up, never all fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from lkg.claims import ClaimTable, keeping
from lkg.claims.context import Context
from lkg.claims.model import Record
from lkg.errors import Misuse, UnknownActor
from lkg.graphs import Graph
from lkg.lens import Codes
from lkg.vocab import ontology

ABOUT = "about.json"
NEEDED = ("closing", "denied", "hit", "side", "node", "kind", "relation", "source", "voice", "moment")
"""the small tables that lie beside the claims"""


class Engine(Protocol):
    """What runs the SQL of lenses over the tables of one place."""

    def sql(self, text: str) -> Any:
        """The answer to one SQL text, with `fetchall` and `fetchone` as in DuckDB."""

    def keep(self, name: str, text: str) -> None:
        """Keep the rows of one SQL text under a name, for further texts of this engine."""


class Tabled(Graph):
    """A graph that knows its claim table and nothing else: ids stand for labels, and there is nothing for SPARQL."""

    def __init__(self, engine: Engine, version: str) -> None:
        super().__init__()
        self.engine = engine
        self.table = ClaimTable(engine.sql, lambda table: Context(Record({}, {}, {})))
        self.digest = version

    @cached_property
    def codes(self) -> Codes:
        """The numbers of names, each asked for when a lens needs it."""
        return Codes(
            actor=lambda name: self._number("node", "id", self.actor(name)),
            source=self._source,
            voice=lambda name: self._number("voice", "name", name),
            empty=self.table.empty,
        )

    def actor(self, name: str) -> str:
        """The id itself; raises UnknownActor, with the ids nearest to it, where the table has none such."""
        if self._numbers("node", "id", name):
            return name
        raise UnknownActor(name, self._near("node", "id", name))

    def _voice(self, name: str) -> str:
        for voice in (name, " ".join(name.casefold().split())):
            if self._numbers("voice", "name", voice):
                return voice
        raise _unknown("No claim is said by", name, self._near("voice", "name", name))

    def _source(self, name: str) -> int:
        for number in self._numbers("source", "id", name):
            return number
        raise _unknown("The table has no source", name, self._near("source", "id", name))

    def actors(self, condition: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
        """(number, id, facts as in a network) of the nodes that meet a condition on `n.n` and `n.id`, by number.

        Labels, Wikidata ids and what is contested of an actor are not in the table.
        """
        text = f"""SELECT n.n, n.id, n.grouping, k.name FROM node n LEFT JOIN kind k ON k.node = n.n
WHERE {condition} ORDER BY n.n, k.name"""
        classes: dict[int, list[str]] = {}
        found: dict[int, tuple[str, str]] = {}
        for n, name, group, kind in self.table.sql(text).fetchall():
            found[n] = name, group
            classes.setdefault(n, []).append(kind or "")
        # of all classes that a node is of, its own has the most above it
        depth = {name: len(above) for name, above in ontology().classes.items()}
        for n, (name, group) in found.items():
            kind = max(classes[n], key=lambda each: depth.get(each, 0))
            yield n, name, {"label": name, "kind": kind, "group": group, "contested": "", "wikidata": ""}

    def _number(self, table: str, column: str, name: str) -> int:
        (number,) = self._numbers(table, column, name)
        return number

    def _numbers(self, table: str, column: str, name: str) -> list[int]:
        # a voice that is an actor and a paper of the same name has two numbers, of which claims bear the first
        rows = self.table.sql(f"SELECT MIN(n) FROM {table} WHERE {column} = {quoted(name)}").fetchall()
        return [n for (n,) in rows if n is not None]

    def _near(self, table: str, column: str, name: str) -> list[str]:
        far = f"LEVENSHTEIN({column}, {quoted(name)})"
        text = f"SELECT DISTINCT {column}, {far} FROM {table} WHERE {far} <= {max(2, len(name) // 3)} ORDER BY 2, 1"
        return [found for found, _ in self.table.sql(f"{text} LIMIT 3").fetchall()]


def version_of(about: str, place: str) -> str:
    """What the text of `about.json` says of the graph's version; raises Misuse where the columns are others than ours.

    That is the digest of the data, or as long as nobody asked for it the stamp of the store.

    >>> version_of(json.dumps({"version": keeping.version(), "digest": "sha256:0", "stamp": ""}), "table/about.json")
    'sha256:0'
    >>> version_of("{}", "table/about.json")
    Traceback (most recent call last):
    lkg.errors.Misuse: table/about.json is not the about.json of a claim table. ...
    """
    try:
        found = json.loads(about)
        version, digest = str(found["version"]), str(found["digest"] or found["stamp"])
    except (ValueError, TypeError, KeyError):
        raise Misuse(
            f"{place} is not the {ABOUT} of a claim table. Copy it from the same folder as the claims."
        ) from None
    if version != keeping.version():
        raise Misuse(
            f"The table at {place.removesuffix(ABOUT).rstrip('/')} has columns of version {version}, this lkg reads "
            f"{keeping.version()}. Make it again: `lkg --graph STORE network`, and copy the folder STORE/table anew."
        )
    return digest


def quoted(text: str) -> str:
    """A text in SQL, read alike by dialects that know backslashes in texts and by those that do not.

    >>> print(quoted("O'Neill"), quoted("a\\\\b"))
    'O''Neill' 'a' || CHR(92) || 'b'
    """
    parts = [part.replace("'", "''") for part in text.split("\\")]
    return "'" + "' || CHR(92) || '".join(parts) + "'"


def _unknown(what: str, name: str, near: list[str]) -> Misuse:
    return Misuse(f"{what} {name!r}.{f' Did you mean {near[0]}?' if near else ''}")
