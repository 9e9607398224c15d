"""Who stands out among the actors of a network, by a measure; the ego of ego-centred data is not ranked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import networkx as nx
import numpy as np

from lkg.analysis.ranks.draws import DRAWS, LEANING, SEED, draw, rated
from lkg.analysis.ranks.ego import Others, others
from lkg.analysis.ranks.intervals import Intervals, number, summarise
from lkg.analysis.ranks.measures import MEASURES, TOLERANCE, Measure
from lkg.analysis.ranks.ranking import BASIS, Ranking, Row, basis
from lkg.analysis.ranks.simple import counts, simple
from lkg.analysis.ranks.versions import Versions
from lkg.errors import EmptyNetwork, InvalidMeasure, Misuse
from lkg.networks import Network
from lkg.vocab import nearest

Values = Mapping[str, float]


def rank(
    net: Network | nx.Graph, by: str = "betweenness", *, weighted: bool = False, draws: int = DRAWS, seed: int = SEED
) -> Ranking:
    """Actors ranked by a measure, equal values sharing their mean rank, each with its evidence interval.

    Direction and weights are the lens's. `value` is the mean and `rank` the median over so many `draws` of the
    network, in each of which a claim holds by its probability; `value_all` takes all evidence for true, and since
    drawing only removes ties it may lie outside the interval. A stranger's graph and a graph without ratings have no
    intervals. If the graph declares an ego, the others are ranked with it and all who represent it taken out. Raises
    InvalidMeasure for a measure that does not exist or makes no sense on the signs that the lens keeps, EmptyNetwork
    if nothing is left.

    >>> import networkx as nx
    >>> [row.actor for row in rank(nx.path_graph(["a", "b", "c"]), by="degree")]
    ['b', 'a', 'c']
    """
    measure = measure_of(by, net)
    if draws < 0 or draws == 1:
        raise Misuse(f"draws = {draws} is not possible. Use 0 for no intervals, or 100 and more.")
    if not isinstance(net, Network):
        plain = simple(net, directed=net.is_directed() and measure.directed, weighted=weighted)
        values = measure.compute(_not_empty(plain), weighted)
        return Ranking(measure, tuple(_rows(measure, plain, values, None, {})), (), tuple(_loose(net)), None, None)
    rest = others(net)
    directed = measure.directed and net.lens.direction == "as-claimed"
    plain = simple(rest.net, directed=directed, weighted=weighted)
    rest.add_isolates(plain, net)
    values = measure.compute(_not_empty(plain), weighted)
    drawn = _draw(rest, plain, measure, directed, weighted, draws, seed) if draws and rated(rest.net) else None
    rows = tuple(_rows(measure, plain, values, drawn, _signed(rest.net, by)))
    parameters = {"by": by, "weighted": weighted, "ego": rest.ego or None, "tolerance": TOLERANCE}
    parameters |= {"draws": draws if drawn else 0} | ({"leaning": LEANING} if drawn else {})
    return Ranking(
        measure,
        rows,
        rest.unranked,
        tuple(_notes(net, rest, weighted, draws if drawn else 0)),
        net.graph.receipt("rank", net.lens, seed if drawn else None, **parameters),
        rest.net,
        draws if drawn else 0,
        _order(rows, plain, drawn),
    )


def midranks(values: Mapping[str, float | None], *, ascending: bool = False) -> dict[str, float]:
    """Ranks from 1, equal values (to 12 digits) sharing the mean of the ranks they take.

    >>> midranks({"a": 3, "b": 1, "c": 1})
    {'a': 1.0, 'b': 2.5, 'c': 2.5}
    """
    keyed = {node: float(f"{value:.12g}") for node, value in values.items() if value is not None}
    order = sorted(keyed.values(), reverse=not ascending)
    first = {value: order.index(value) + 1 for value in set(order)}
    return {node: first[value] + (order.count(value) - 1) / 2 for node, value in keyed.items()}


def measure_of(by: str, net: Network | nx.Graph) -> Measure:
    """The measure of this name; raises InvalidMeasure if there is none, or if it makes no sense on the ties."""
    if by not in MEASURES:
        near = nearest(by, MEASURES)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Use {', '.join(MEASURES)}."
        raise InvalidMeasure(f"There is no measure {by!r}. {hint}")
    measure = MEASURES[by]
    if isinstance(net, Network) and basis(net.lens) == "conflict" and not measure.conflict:
        allowed = ", ".join(name for name, found in MEASURES.items() if found.conflict)
        raise InvalidMeasure(
            f"{by} makes no sense on conflict alone: nothing flows along hostile ties. Use {allowed}, or other signs."
        )
    return measure


def _not_empty(plain: nx.Graph) -> nx.Graph:
    if not len(plain):
        raise EmptyNetwork("No actor is left to rank under this lens. Widen --at, --between or the relations.")
    return plain


def _draw(
    rest: Others, plain: nx.Graph, measure: Measure, directed: bool, weighted: bool, draws: int, seed: int
) -> Intervals:
    versions = Versions(draw(rest.net, draws, seed=seed), tuple(plain))
    values = versions.values(measure.name, directed=directed, weighted=weighted)
    return summarise(values, ascending=measure.ascending)


def _rows(
    measure: Measure,
    plain: nx.Graph,
    values: Values,
    drawn: Intervals | None,
    signed: Mapping[str, Mapping[str, float]],
) -> Iterator[Row]:
    every = {node: number(value) for node, value in values.items()}
    mean = {node: number(float(drawn.value[i])) for i, node in enumerate(plain)} if drawn else every
    ranks = midranks(mean, ascending=measure.ascending)
    if drawn:
        ranks = {node: float(drawn.rank[i]) for i, node in enumerate(plain) if node in ranks}
    labels = {node: str(plain.nodes[node].get("label", node)) for node in plain}
    place = {node: i for i, node in enumerate(plain)}
    none = {"pos": 0.0, "neg": 0.0, "net": 0.0} if signed else {}
    better = 1 if measure.ascending else -1
    for node in sorted(plain, key=lambda n: (ranks.get(n, math.inf), better * (mean[n] or 0.0), labels[n])):
        i = place[node]
        yield Row(
            node,
            labels[node],
            mean[node],
            every[node],
            number(float(drawn.low[i])) if drawn else None,
            number(float(drawn.high[i])) if drawn else None,
            ranks.get(node),
            number(float(drawn.rank_low[i])) if drawn else None,
            number(float(drawn.rank_high[i])) if drawn else None,
            number(float(drawn.first[i])) if drawn else None,
            tuple(list(plain)[j] for j in drawn.tied(i)) if drawn and node in ranks else (),
            signed.get(node, none),
        )


def _order(rows: tuple[Row, ...], plain: nx.Graph, drawn: Intervals | None) -> frozenset[tuple[int, int]]:
    if drawn is None:
        return frozenset()
    place = {row.actor: i for i, row in enumerate(rows)}
    at = [place[node] for node in plain]
    return frozenset((at[i], at[j]) for i, j in np.argwhere(drawn.above))


def _signed(net: Network, by: str) -> dict[str, dict[str, float]]:
    """pos, neg and net of every actor: pairs for degree, weights for strength."""
    if by not in ("degree", "strength"):
        return {}
    found: dict[str, dict[str, float]] = {actor: {"pos": 0.0, "neg": 0.0, "net": 0.0} for actor in net.actors}
    for pair, sums in net.pairs().items():
        pos, neg = (sums.pos, sums.neg) if by == "strength" else (float(sums.sign == 1), float(sums.sign == -1))
        for actor in pair:
            found[actor]["pos"] += pos
            found[actor]["neg"] += neg
            found[actor]["net"] += pos - neg
    return found


def _loose(net: Network | nx.Graph) -> Iterator[str]:
    parallel, loops = counts(net)
    yield f"{parallel} parallel ties summed, {loops} loops dropped"


def _notes(net: Network, rest: Others, weighted: bool, draws: int) -> Iterator[str]:
    yield from _loose(rest.net)
    yield f"Basis: {BASIS[basis(net.lens)]}"
    signs = [sums.sign for sums in rest.net.pairs().values()]
    yield (
        f"Pairs: {signs.count(1)} cooperative, {signs.count(-1)} in conflict, {signs.count(None)} mixed, "
        f"{signs.count(0)} neutral"
    )
    if not weighted and net.lens.weight != "count":
        yield f"The weight of the lens ({net.lens.weight}) does not count here; ask for it with --weighted"
    if net.lens.window() is None:
        yield "Over all dates: ties of different years count as if they held together; name a day with --at"
    yield from _interval_notes(rest.net, draws)
    if rest.ego:
        yield rest.note()


def _interval_notes(net: Network, draws: int) -> Iterator[str]:
    if draws:
        yield (
            f"Evidence intervals: 5–95 % of {draws:,} draws of the claims by an assumed table of ratings; the value is "
            "their mean, the rank their median. All evidence at once has more ties than a draw, so it may lie outside"
        )
        yield (
            "One actor is above another only if it is so in 95 % of the draws; `not ordered` counts those of whom that "
            "cannot be said. What was never reported is in no draw"
        )
    elif not net.ties:
        yield "Without the ego no tie is left, so there is nothing to draw"
    elif not rated(net):
        yield "The claims are not rated, so no evidence interval is given"
