"""Which ties and claims make an actor's score, and what it would be without each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lkg.analysis.ranks.draws import Draws
from lkg.analysis.ranks.ego import Others, others
from lkg.analysis.ranks.measures import TOLERANCE
from lkg.analysis.ranks.ranking import basis
from lkg.analysis.ranks.ranks import measure_of
from lkg.analysis.ranks.versions import Versions
from lkg.analysis.results import Column, Result, plain
from lkg.errors import EmptyNetwork, Misuse
from lkg.networks import Network
from lkg.vocab import ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME = 1e-9


@dataclass(frozen=True, repr=False)
class Why(Result):
    """A row per pair whose loss changes the score, the greatest change first; `claims` the same for single claims."""

    claims: tuple[Mapping[str, Any], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows, facts, notes, receipt, and the single claims."""
        return super().to_dict() | {"claims": [plain(claim) for claim in self.claims]}


def why(net: Network, actor: str, by: str = "betweenness", *, weighted: bool = False) -> Why:
    """What makes an actor's score: the score without each pair of neighbours, and without each claim.

    With all evidence taken for true. A pair may matter though the actor is not in it: betweenness rests on the ties
    of others. Differences do not add up to the score, for ties replace one another. Raises Misuse for the ego, which
    is not ranked, EmptyNetwork for an actor that the lens does not see.

    >>> import lkg
    >>> found = why(lkg.network(lkg.open(), at="2022-07-01"), "Taiwan", by="degree")
    >>> found.facts["value"] == len(found.rows)
    True
    """
    measure = measure_of(by, net)
    rest = others(net)
    name = _seen(net, rest, actor)
    directed = measure.directed and net.lens.direction == "as-claimed"
    claims = tuple(sorted({claim for tie in rest.net.ties for claim in tie.claims}))
    pairs = _pairs(rest.net)
    values = _without_each(rest, claims, list(pairs), by, directed, weighted)[:, rest.actors.index(name)].tolist()
    by_pair, by_claim = values[1 : 1 + len(pairs)], values[1 + len(pairs) :]
    alone = tuple(_by_claim(rest.net, claims, by_claim, values[0]))
    return Why(
        title=f"Why {net.label(name)} has {_told(by, values[0])} on {basis(net.lens)}",
        columns=(
            Column("pair"),
            Column("claims_shown", "claims"),
            Column("without", f"{by} without", ".4g"),
            Column("change", form="+.4g"),
        ),
        rows=tuple(_by_pair(rest.net, pairs, by_pair, values[0])),
        facts={"actor": name, "by": by, "value": values[0]},
        notes=tuple(_notes(rest, alone, len(claims))),
        receipt=net.graph.receipt("why", net.lens, actor=name, by=by, weighted=weighted, tolerance=TOLERANCE),
        claims=alone,
    )


def _without_each(
    rest: Others, claims: Sequence[str], pairs: Sequence[tuple[str, str]], by: str, directed: bool, weighted: bool
) -> NDArray[np.float64]:
    """Values with everything, then without each pair of neighbours, then without each claim; one row a version."""
    holds = np.ones((1 + len(pairs) + len(claims), len(claims)), dtype=bool)
    holds[1 + len(pairs) :][np.diag_indices(len(claims))] = False
    versions = Versions(Draws(rest.net, tuple(claims), holds, 0), rest.actors)
    kept = np.ones((len(holds), len(versions.edges(directed=directed))), dtype=bool)
    row = {pair: i for i, pair in enumerate(pairs, 1)}
    for column, (a, b) in enumerate(versions.edges(directed=directed)):
        kept[row[min(a, b), max(a, b)], column] = False
    return versions.values(by, directed=directed, weighted=weighted, kept=kept)


def _seen(net: Network, rest: Others, actor: str) -> str:
    name = net.graph.actor(actor)
    if name in rest.unranked:
        raise Misuse(f"{net.label(name)} is not ranked: the claims were collected around it, or it stands for the ego.")
    if name not in rest.actors:
        raise EmptyNetwork(f"The lens sees no tie of {net.label(name)}. Widen --at, --between or the relations.")
    return name


def _pairs(net: Network) -> dict[tuple[str, str], list[str]]:
    """Unordered pair → the claims of all its ties, those behind derived ties included."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in net.ties:
        found[min(tie.source, tie.target), max(tie.source, tie.target)].update(tie.claims)
    return {pair: sorted(claims) for pair, claims in sorted(found.items())}


def _by_pair(
    net: Network, pairs: Mapping[tuple[str, str], Sequence[str]], without: Sequence[float], value: float
) -> Iterator[dict[str, Any]]:
    changes = {pair: left - value for pair, left in zip(pairs, without, strict=True)}
    for (a, b), change in sorted(changes.items(), key=lambda item: (-_size(item[1]), item[0])):
        if _changes(change):
            claims = pairs[a, b]
            yield {
                "pair": f"{net.label(a)} – {net.label(b)}",
                "from": a,
                "to": b,
                "claims": list(claims),
                "claims_shown": " ".join(claims[:6]) + (" …" if len(claims) > 6 else ""),
                "without": value + change,
                "change": change,
            }


def _by_claim(net: Network, claims: Sequence[str], without: Sequence[float], value: float) -> Iterator[dict[str, Any]]:
    changes = {claim: left - value for claim, left in zip(claims, without, strict=True)}
    for claim, change in sorted(changes.items(), key=lambda item: (-_size(item[1]), item[0])):
        if _changes(change):
            yield {"claim": claim, "words": _words(net, claim), "without": value + change, "change": change}


def _told(by: str, value: float) -> str:
    return f"no {by}" if math.isnan(value) else f"{by} {value:.4g}"


def _changes(change: float) -> bool:
    """Whether the score is another one; one that is gone altogether is."""
    return math.isnan(change) or abs(change) > SAME


def _size(change: float) -> float:
    return math.inf if math.isnan(change) else abs(change)


def _words(net: Network, claim: str) -> str:
    facts = net.claims[claim]
    relation = ontology().relations[facts.relation]
    return f"{net.label(facts.subject)} {relation.label} {net.label(facts.object)}, {facts.when}"


def _notes(rest: Others, alone: Sequence[object], claims: int) -> Iterator[str]:
    yield f"{len(alone)} of {claims} claims change the score on their own; the others change nothing alone"
    yield "With all evidence taken for true; differences do not add up, for ties replace one another"
    if rest.ego:
        yield rest.note()
