"""The network of a claim table that an engine holds: ties come back, claims only for those who ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from lkg import lens as lenses
from lkg.claims import ClaimTable
from lkg.engines import spark
from lkg.engines.tabled import Tabled, quoted
from lkg.lens import Lens
from lkg.networks import ClaimFacts, Network, Tie
from lkg.networks.build import only_path, ordered
from lkg.networks.late import LateMapping
from lkg.networks.stated import claim_facts, derived, stated

TIES = "tie"
"""what the rows of `tie_query` are kept as, for its ends are asked for after them"""


@dataclass(frozen=True, repr=False)
class Counted(Network):
    """A network whose claims are counted but not named."""

    count: int = 0

    def words(self) -> str:
        """What the network holds, in one line for captions.

        >>> Counted({"a": {}, "b": {}}, (), (), {}, Lens(), None, count=1200).words()
        '2 actors, 0 ties, 1200 claims (counted, not named)'
        """
        further = sum(tie.derived for tie in self.ties)
        text = f"{len(self.actors)} actors, {len(self.ties) - further} ties, {self.count} claims (counted, not named)"
        return f"{text}, {further} derived ties" if further else text


def network(
    claims: str, lens: str | Lens = "default", *, members: bool = False, session: Any = None, **options: Any
) -> Network:
    """The network of a claim table on Spark under a lens: the same SQL as here, and the same ties.

    `claims` is a folder with the files of a claim table, or a pattern of its files of claims, as Spark reads them;
    there may be any number of parts. Actors are known by their ids. Ties are added up where the claims lie, and come
    here; with `members` the ids of their claims do, too. A lens that contracts fetches the claims by which actors take
    part in what it contracts, and the names of all. Sums of fractions may differ in the last digits, since Spark adds
    in no fixed order. Without a `session` one is started and stopped.

    Raises Misuse where pyspark or Java are missing or the table is of another version, and MissingFile where there is
    no Parquet.
    """
    with nullcontext(session) if session is not None else spark.running() as own:
        graph = spark.open_table(claims, own)
        found = seen(graph, graph.lens(lens, **options), members=members)
        # what is read late would find no session
        return found if session is not None else replace(found, claims=dict(found.claims))


def seen(graph: Tabled, lens: Lens, *, members: bool = False) -> Network:
    """The network of the table of one graph."""
    graph.engine.keep(TIES, lenses.tie_query(lens, graph.codes))
    rows = graph.table.sql(f"SELECT * FROM {TIES} ORDER BY a, b, relation, polarity").fetchall()
    ends = list(graph.actors(f"n.n IN (SELECT a FROM {TIES} UNION SELECT b FROM {TIES})"))
    every = _stated(graph, rows, [(n, name) for n, name, _ in ends], _members(graph, lens) if members else [])
    ties = ordered((tie for tie in every if not only_path(tie.relation, lens)), derived(graph, lens))
    memberships = ordered(tie for tie in every if only_path(tie.relation, lens))
    actors = _actors(graph, ties, {name: about for _, name, about in ends})
    if members:
        return Network(actors, ties, memberships, LateMapping(lambda: claim_facts(graph, lens)), lens, graph)
    none: Mapping[str, ClaimFacts] = {}
    names = graph.table.relations
    count = sum(int(row[7]) for row in rows if not only_path(names[row[2]], lens))
    return Counted(actors, ties, memberships, none, lens, graph, count=count)


def _members(graph: Tabled, lens: Lens) -> list[str]:
    """The ids of the claims, tie by tie."""
    of = lenses.member_query(lens, graph.codes)
    text = f"""SELECT c.id FROM ({of}) m JOIN claim c ON c.n = m.n
ORDER BY m.a, m.b, m.relation, m.polarity, m.n"""
    return [name for (name,) in graph.table.sql(text).fetchall()]


def _stated(
    graph: Tabled, rows: Sequence[tuple[Any, ...]], ends: Sequence[tuple[int, str]], members: Sequence[str]
) -> list[Tie]:
    """The ties of rows, their ends and claims numbered anew: of millions of names only these are here."""
    place = {n: i for i, (n, _) in enumerate(ends)}
    table = ClaimTable(graph.engine.sql, lambda _: graph.table.context)
    table.nodes, table.claims, table.relations = [name for _, name in ends], members, graph.table.relations
    return list(stated(table, ((place[a], place[b], *rest) for a, b, *rest in rows), range(len(members))))


def _actors(graph: Tabled, ties: Sequence[Tie], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The facts of all ends of ties, those of derived ones fetched."""
    ends = sorted({end for tie in ties for end in (tie.source, tie.target)})
    new = [end for end in ends if end not in known]
    found = {name: about for _, name, about in graph.actors(f"n.id IN ({', '.join(map(quoted, new))})")} if new else {}
    return {end: known.get(end) or found[end] for end in ends}
