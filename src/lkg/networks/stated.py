"""Rows of the lens's SQL as ties and claims: what claims state, and what follows from contracting nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from lkg import lens as lenses
from lkg import period
from lkg.claims import ClaimTable
from lkg.claims.model import MODALITIES
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks.model import SIGNS, ClaimFacts, Tie
from lkg.vocab import ontology

Row = tuple[Any, ...]


def stated(table: ClaimTable, rows: Iterable[Row], members: Iterable[int]) -> Iterator[Tie]:
    """The ties of the rows of `tie_query`, and of the numbers of their claims, one after another."""
    names = (table.claims[n] for n in members)
    for a, b, relation, sign, weight, p, heard, count, intensity, first, last, contested, alleged, uncited in rows:
        found = ontology().relations[table.relations[relation]]
        source, target = (b, a) if found.flow == "backward" else (a, b)
        yield Tie(
            table.nodes[source],
            table.nodes[target],
            found.name,
            sign,
            tuple(islice(names, int(count))),
            float(weight),
            p,
            heard,
            intensity,
            _day(first),
            _day(last),
            bool(contested),
            bool(alleged),
            bool(uncited),
            found.flow == "both",
        )


def derived(graph: Graph, lens: Lens) -> Iterator[Tie]:
    """The ties that follow from taking part in the nodes which the lens contracts."""
    if lens.contract:
        rows = graph.table.sql(lenses.leg_query(lens, graph.codes)).fetchall()
        yield from ties_of(graph.table, lens, lenses.contract(map(leg, rows), period.months(lens.memory)))


def ties_of(table: ClaimTable, lens: Lens, found: Iterable[lenses.Derived]) -> Iterator[Tie]:
    """Those derived ties that the lens asks for."""
    start = set(lens.actors)
    for tie in found:
        a, b, via = table.nodes[tie.a], table.nodes[tie.b], table.nodes[tie.node]
        if (start and not start & {a, b, via}) or SIGNS[tie.sign] not in lens.sign:
            continue
        yield Tie(
            a,
            b,
            "derived",
            tie.sign,
            tuple(table.claims[n] for n in tie.claims),
            (tie.probability if lens.weight == "probability" else tie.weight) * tie.fade,
            tie.probability,
            0,
            0.0,
            _day(tie.first),
            _day(tie.last),
            symmetric=not tie.directed,
            contested=tie.contested,
            alleged=tie.alleged,
            uncited=tie.uncited,
            via=via,
        )


def legs_of(
    a: str, b: str, claims: Iterable[str], facts: Mapping[str, ClaimFacts]
) -> tuple[list[ClaimFacts], list[ClaimFacts]]:
    """The claims that bind each end of a derived tie."""
    known = [facts[name] for name in claims]
    return [c for c in known if a in (c.doer, c.affected)], [c for c in known if b in (c.doer, c.affected)]


def claim_facts(graph: Graph, lens: Lens) -> dict[str, ClaimFacts]:
    """All claims that a lens sees."""
    table = graph.table
    names, nodes, relations, voices = table.claims, table.nodes, table.relations, table.voices
    moments, sources = table.moments, table.sources
    found = {}
    for (
        n, subject, relation, object_, a, b, moment, polarity, modality, source, credibility, voice, p, s1, s2, e1, e2,
        *rest,
    ) in table.sql(lenses.claim_query(lens, graph.codes)).fetchall():  # fmt: skip
        found[names[n]] = ClaimFacts(
            names[n], nodes[subject], relations[relation], nodes[object_], nodes[a], nodes[b], moments[moment],
            polarity, MODALITIES[modality], sources[source], str(credibility or ""), voices[voice], p, s1, s2, e1, e2,
            *rest,
        )  # fmt: skip
    return found


def leg(row: Row) -> lenses.LegClaim:
    """A row of `leg_query`."""
    node, actor, unit, stance, *rest = row
    return lenses.LegClaim(node, actor, unit, lenses.LEGS[stance], *rest)


@cache
def _day(ordinal: int) -> str:
    return "" if ordinal in (period.PAST, period.FUTURE) else period.day(ordinal)
