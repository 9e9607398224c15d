"""A panel of pairs of states and years, for R and Stata: what was claimed between two states, and where nothing was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lkg import period
from lkg.analysis.times.days import span
from lkg.errors import EmptyNetwork, Misuse
from lkg.exports.panel import Cell, Dyad, Panel
from lkg.exports.state_codes import codes_of
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import Network, network
from lkg.vocab import ontology

BEYOND = 20_000_000
"""rows from which on no table program opens the panel"""


def dyads(
    graph: Graph,
    lens: str | Lens = "default",
    *,
    codes: str = "cow",
    directed: bool = False,
    since: str = "",
    until: str = "",
    **options: Any,
) -> Panel:
    """Every pair of coded states in every year, also where nothing is claimed between them.

    Bodies and persons count as the state that they represent, unless `roll_up` says otherwise. A claim counts in every
    year in which it possibly held or happened; with `sure` only where it surely did. Without `since` and `until` the
    years are those of the lens, or else those in which ties between the states begin. Raises Misuse for a lens of one
    day or codes that are not known, EmptyNetwork where no two coded states are tied.

    >>> import lkg
    >>> panel = dyads(lkg.open(), "taiwan-dispute", codes="iso3", since="2022", until="2022")
    >>> panel.states, len(panel)
    (('AUS', 'CAN', 'CHN', 'GBR', 'JPN', 'LTU', 'TWN', 'USA'), 28)
    """
    chosen = graph.lens(lens, **{"roll_up": "state"} | options)
    since, until = _span(chosen, since, until)
    every = network(graph, chosen)
    known = codes_of((graph.record.actors[actor] for actor in every.actors), codes)
    years = _years(every, known, since, until)
    cells: dict[int, dict[Dyad, tuple[Any, ...]]] = {}
    lost: dict[str, set[str]] = defaultdict(set)
    for year in years:
        net = network(graph, chosen, between=(f"{year:04}-01-01", f"{year:04}-12-31"))
        cells[year] = {pair: cell.row(net) for pair, cell in _cells(net, known, directed, lost).items()}
    states = tuple(sorted({code for filled in cells.values() for pair in filled for code in pair}, key=_by_number))
    if not states:
        raise EmptyNetwork(
            f"No two states with a code of {codes} are tied in these years. Widen the lens or the years."
        )
    left_out = _left_out(graph, lost)
    notes = (*_notes(chosen, years, states, left_out, codes), *_unrated(graph))
    receipt = graph.receipt(
        "dyads", chosen, codes=codes, directed=directed, since=str(years[0]), until=str(years[-1]), by="year"
    )
    panel = Panel(years, codes, directed, cells, states, left_out, receipt, notes)
    if len(panel) > BEYOND:
        raise Misuse(f"The panel would have {len(panel):,} rows. Narrow --since and --until, or --kinds and --actors.")
    return panel


def _cells(net: Network, codes: Mapping[str, str], directed: bool, lost: dict[str, set[str]]) -> dict[Dyad, Cell]:
    found: dict[Dyad, Cell] = defaultdict(Cell)
    for tie in net.ties:
        a, b = codes.get(tie.source), codes.get(tie.target)
        if a is None or b is None:
            for end in (tie.source, tie.target):
                if end not in codes:
                    lost[end].update(tie.claims)
        elif a != b:
            for pair in _pairs(a, b, directed, tie.symmetric):
                found[pair].add(tie)
    return found


def _pairs(a: str, b: str, directed: bool, symmetric: bool) -> list[Dyad]:
    if not directed:
        return [(a, b) if _by_number(a) < _by_number(b) else (b, a)]
    return [(a, b), (b, a)] if symmetric else [(a, b)]


def _by_number(code: str) -> tuple[int, str]:
    """Codes that are numbers in the order of numbers: 2 before 20 before 100."""
    return (int(code) if code.isdecimal() else 0, code)


def _span(lens: Lens, since: str, until: str) -> tuple[str, str]:
    """The years asked for, else those of the lens; Misuse for a lens of one day where none are asked for."""
    if lens.at and not (since and until):
        raise Misuse(f"The lens looks at one day, {lens.at}, and a panel has years. Give --since and --until.")
    first, last = lens.between or ("", "")
    return since or first, until or last


def _years(net: Network, codes: Mapping[str, str], since: str, until: str) -> range:
    begun = [int(tie.first[:4]) for tie in net.ties if tie.first and tie.source in codes and tie.target in codes]
    if not begun and not (since and until):
        raise EmptyNetwork("No two states with a code are tied under this lens. Widen it, or try other --codes.")
    first = int(_year(since)) if since else min(begun)
    last = int(_year(until)) if until else max(begun)
    if last < first:
        raise Misuse(f"{last} lies before {first}. Swap --since and --until.")
    return range(first, last + 1)


def _year(date: str) -> str:
    return period.day(span(date)[0])[:4]


def _unrated(graph: Graph) -> Iterator[str]:
    unrated, every = graph.table.sql(
        "SELECT COUNT(*) FILTER (WHERE NOT rated AND NOT uncited), COUNT(*) FROM claim"
    ).fetchone()
    if unrated:
        yield f"{unrated:,} of the graph's {every:,} claims are not rated: p takes 0.5 for each, which is no estimate"


def _left_out(graph: Graph, lost: Mapping[str, set[str]]) -> tuple[tuple[str, str, str, int], ...]:
    labels = ontology().labels
    kinds = {id: labels.get(actor.kind, actor.kind) for id, actor in graph.record.actors.items()}
    rows = [(id, graph.label(id), kinds.get(id, ""), len(claims)) for id, claims in lost.items()]
    return tuple(sorted(rows, key=lambda row: (-row[3], row[0])))


def _notes(
    lens: Lens, years: range, states: Sequence[str], left_out: Sequence[tuple[str, str, str, int]], codes: str
) -> Iterator[str]:
    yield f"{len(states)} states, {years[0]}–{years[-1]}; lens {lens.name}: {lens.words()}"
    yield "A claim is counted in every year in which it possibly held or happened; --sure counts less"
    yield "A row of zeros says that nothing is claimed in this graph, not that nothing happened"
    yield "A state is there in every year: drop the years before it began and after it ended"
    if left_out:
        first = ", ".join(label for _, label, _, _ in left_out[:5])
        yield f"{len(left_out)} actors have no code of {codes} and are left out, first of all {first}"
    if lens.contract:
        yield "Ties derived from what states take part in count in pos, neg and sign, not among claims"
