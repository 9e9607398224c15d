"""Who stands out among the actors of a network, by a measure; the ego of ego-centred data is not ranked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from lkg.analysis.measures import MEASURES, Measure
from lkg.analysis.simple import counts, simple
from lkg.errors import EmptyNetwork, InvalidMeasure
from lkg.lens import Lens
from lkg.networks import Network, network
from lkg.receipt import Receipt
from lkg.vocab import nearest


@dataclass(frozen=True, slots=True)
class Row:
    """One actor's value and midrank; both None where the measure is not defined for it."""

    actor: str
    label: str
    value: float | None
    rank: float | None
    extra: Mapping[str, float]
    """pos, neg and net for degree and strength"""


@dataclass(frozen=True, repr=False)
class Ranking:
    """Rows from the first rank down, who is left unranked, and what has to be said of them."""

    measure: Measure
    rows: tuple[Row, ...]
    unranked: tuple[str, ...]
    notes: tuple[str, ...]
    receipt: Receipt | None
    net: Network | None

    @property
    def title(self) -> str:
        """The measure, what it runs on and over which dates, as a heading must say it."""
        if self.net is None:
            return self.measure.name
        lens = self.net.lens
        when = "over all dates" if lens.window() is None else lens.at or " to ".join(lens.between)
        return f"{self.measure.name} on {_basis(lens)}, {when}"

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows and the receipt."""
        rows = [
            {"actor": r.actor, "label": r.label, "value": r.value, "rank": r.rank} | dict(r.extra) for r in self.rows
        ]
        return {
            "rows": rows,
            "unranked": list(self.unranked),
            "notes": list(self.notes),
            "receipt": self.receipt.to_dict() if self.receipt else None,
        }

    def __repr__(self) -> str:
        rows = [f"{_rank_text(r.rank):>6}  {_value_text(r.value):>8}  {r.label}" for r in self.rows[:20]]
        more = [f"… {len(self.rows) - 20} more"] if len(self.rows) > 20 else []
        return "\n".join([self.title, *rows, *more, *self.notes])

    def df(self) -> Any:
        """The rows as a pandas DataFrame (needs the extra `notebook`)."""
        import pandas as pd

        return pd.DataFrame(self.to_dict()["rows"])

    def _repr_html_(self) -> str:
        from html import escape

        cells = "".join(
            f"<tr><td>{_rank_text(r.rank)}</td><td>{escape(r.label)}</td><td>{_value_text(r.value)}</td></tr>"
            for r in self.rows[:30]
        )
        notes = "".join(f"<br>{escape(note)}" for note in self.notes)
        return f"<table><caption>{escape(self.title)}{notes}</caption>{cells}</table>"


def rank(net: Network | nx.Graph, by: str = "betweenness", *, weighted: bool = False) -> Ranking:
    """Actors ranked by a measure, equal values sharing their mean rank.

    Direction and weights are the lens's. If the graph declares an ego, the others are ranked with the ego and
    all who represent it taken out. Raises InvalidMeasure for a measure that does not exist or makes no sense on
    the signs that the lens keeps, EmptyNetwork if nothing is left.

    >>> import networkx as nx
    >>> [row.actor for row in rank(nx.path_graph(["a", "b", "c"]), by="degree")]
    ['b', 'a', 'c']
    """
    measure = _measure(by, net)
    ego = _ego(net)
    rest = network(net.graph, net.lens.but(without_side=(*net.lens.without_side, ego))) if ego else net
    as_claimed = net.lens.direction == "as-claimed" if isinstance(net, Network) else net.is_directed()
    plain = simple(rest, directed=as_claimed and measure.directed, weighted=weighted)
    unranked = _keep_isolates(plain, net, ego)
    if not len(plain):
        raise EmptyNetwork("No actor is left to rank under this lens. Widen --at, --between or the relations.")
    values = measure.compute(plain, weighted)
    known = isinstance(net, Network)
    return Ranking(
        measure,
        tuple(_rows(values, measure, plain, _signed(rest, by))),
        unranked,
        tuple(_notes(net, rest, ego, weighted)),
        net.graph.receipt("rank", net.lens, by=by, weighted=weighted, ego=ego or None) if known else None,
        rest if known else None,
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


def _measure(by: str, net: Network | nx.Graph) -> Measure:
    if by not in MEASURES:
        near = nearest(by, MEASURES)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Use {', '.join(MEASURES)}."
        raise InvalidMeasure(f"There is no measure {by!r}. {hint}")
    measure = MEASURES[by]
    if isinstance(net, Network) and set(net.lens.sign) == {"-"} and not measure.conflict:
        allowed = ", ".join(name for name, found in MEASURES.items() if found.conflict)
        raise InvalidMeasure(
            f"{by} makes no sense on conflict alone: nothing flows along hostile ties. Use {allowed}, or other signs."
        )
    return measure


def _ego(net: Network | nx.Graph) -> str:
    if not isinstance(net, Network):
        return ""
    ego = net.graph.record.ego
    return ego if ego in net.actors and ego not in net.lens.without_side else ""


def _keep_isolates(plain: nx.Graph, net: Network | nx.Graph, ego: str) -> tuple[str, ...]:
    """Keep those who lost all their ties with the ego; its own side is left unranked. Returns the unranked."""
    if not ego or not isinstance(net, Network):
        return ()
    side = net.graph.table.context.sides.ever(ego) | {ego}
    left = [actor for actor in net.actors if actor not in plain]
    plain.add_nodes_from((actor, dict(net.actors[actor])) for actor in left if actor not in side)
    return tuple(actor for actor in left if actor in side)


def _rows(
    values: Mapping[str, float], measure: Measure, plain: nx.Graph, signed: Mapping[str, Mapping[str, float]]
) -> Iterator[Row]:
    found = {node: None if math.isnan(value) else value for node, value in values.items()}
    ranks = midranks(found, ascending=measure.ascending)
    labels = {node: str(plain.nodes[node].get("label", node)) for node in plain}
    none = {"pos": 0.0, "neg": 0.0, "net": 0.0} if signed else {}
    for node in sorted(found, key=lambda n: (ranks.get(n, math.inf), labels[n])):
        yield Row(node, labels[node], found[node], ranks.get(node), signed.get(node, none))


def _signed(net: Network | nx.Graph, by: str) -> dict[str, dict[str, float]]:
    """pos, neg and net of every actor: pairs for degree, weights for strength."""
    if not isinstance(net, Network) or by not in ("degree", "strength"):
        return {}
    found: dict[str, dict[str, float]] = {actor: {"pos": 0.0, "neg": 0.0, "net": 0.0} for actor in net.actors}
    for pair, sums in net.pairs().items():
        pos, neg = (sums.pos, sums.neg) if by == "strength" else (float(sums.sign == 1), float(sums.sign == -1))
        for actor in pair:
            found[actor]["pos"] += pos
            found[actor]["neg"] += neg
            found[actor]["net"] += pos - neg
    return found


def _notes(net: Network | nx.Graph, rest: Network | nx.Graph, ego: str, weighted: bool) -> Iterator[str]:
    parallel, loops = counts(rest)
    yield f"{parallel} parallel ties summed, {loops} loops dropped"
    if not isinstance(net, Network) or not isinstance(rest, Network):
        return
    basis = _basis(net.lens)
    words = {
        "cooperation": "ties of cooperation and neutral ties",
        "contact": "contact: every tie counts, whatever its sign",
        "conflict": "conflict alone",
    }
    yield f"Basis: {words[basis]}"
    signs = [sums.sign for sums in rest.pairs().values()]
    yield (
        f"Pairs: {signs.count(1)} cooperative, {signs.count(-1)} in conflict, {signs.count(None)} mixed, "
        f"{signs.count(0)} neutral"
    )
    if not weighted and net.lens.weight != "count":
        yield f"The weight of the lens ({net.lens.weight}) does not count here; ask for it with --weighted"
    if net.lens.window() is None:
        yield "Over all dates: ties of different years count as if they held together; name a day with --at"
    if ego:
        yield (
            f"{net.label(ego)} is not ranked: the claims were collected around it. "
            "It and those recorded as representing it were taken out before the others were ranked"
        )


def _basis(lens: Lens) -> str:
    return "cooperation" if "-" not in lens.sign else "conflict" if set(lens.sign) == {"-"} else "contact"


def _rank_text(rank: float | None) -> str:
    return "–" if rank is None else f"{rank:g}"


def _value_text(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"
