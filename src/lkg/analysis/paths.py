"""How two actors are linked: the best simple paths, each a dossier of the claims behind every hop."""

from __future__ import annotations

import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from lkg import period
from lkg.analysis import search
from lkg.analysis.joint import joint_probability
from lkg.claims.voices import best_by_voice
from lkg.errors import Misuse, NoPath
from lkg.lens import DEFAULT
from lkg.networks import ClaimFacts, Network, heard, network
from lkg.receipt import Receipt
from lkg.vocab import ontology

STATIONS = ("Agreement", "Dispute", "Policy")
"""kinds that may stand between actors, but only where they are named"""
Interval = tuple[str, str]
_GIVEN_UP = "The search was given up: too many chains to compare. Name stations with --via, or narrow the lens."


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim of a hop."""

    id: str
    relation: str
    direction: str
    """forward: from the hop's start to its end; backward: the other way; both: symmetric"""
    source: str
    when: str
    polarity: int
    credibility: str
    modality: str
    probability: float
    disputed_by: tuple[str, ...]
    contested: bool
    uncited: bool


@dataclass(frozen=True)
class Hop:
    """Two neighbours on a path with all claims that join them, the strongest relation first."""

    start: str
    end: str
    relation: str
    direction: str
    claims: tuple[Evidence, ...]
    probability: float
    holds: tuple[Interval, ...] | None
    """when one of its states possibly holds; None where it has only events"""
    happened: Interval | None
    """first and last possible day of its events"""


@dataclass(frozen=True)
class Path:
    """A chain of hops, the probability that all of them are true, and when they hold together."""

    hops: tuple[Hop, ...]
    probability: float
    holds: tuple[Interval, ...] | None
    """empty: the states never hold at once; None: no hop is a state"""

    @property
    def actors(self) -> tuple[str, ...]:
        """The nodes from start to end."""
        return (self.hops[0].start, *(hop.end for hop in self.hops))


@dataclass(frozen=True)
class Paths:
    """The paths found between two actors, best first, with what they were found under."""

    found: tuple[Path, ...]
    net: Network
    parameters: Mapping[str, Any]
    complete: bool = True
    """false where the search was given up before it had found all that were asked for"""

    @functools.cached_property
    def receipt(self) -> Receipt:
        """What the paths rest on."""
        return self.net.graph.receipt("path", self.net.lens, **self.parameters)

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Path]:
        return iter(self.found)

    def __getitem__(self, index: int) -> Path:
        return self.found[index]

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: paths with hops, claims, probability and holds, and the receipt.

        Where the search was given up, `complete` is false; otherwise it is not there.
        """
        found = {"paths": [_path_dict(path, self.net) for path in self.found], "receipt": self.receipt.to_dict()}
        return found if self.complete else found | {"complete": False}

    def __repr__(self) -> str:
        return "\n".join(" – ".join(map(self.net.label, path.actors)) for path in self.found)


def paths(net: Network, start: str, end: str, *, via: Iterable[str] = (), k: int = 3, by: str = "hops") -> Paths:
    """The k best simple paths between two actors, through the stations `via` in their order.

    Ranked by number of hops, then by the product of the hops' probabilities; `by="reliability"` turns
    that round. Claims are read in both directions. Between the ends stand actors; a dispute, agreement or
    policy only if `via` names it, and never one of the 1 % of actors with the most neighbours unless named.
    Memberships and candidacies join only the last hop. Raises NoPath, with what is missing, if there is none.

    >>> import lkg
    >>> lkg.paths(lkg.network(lkg.open(), at="2022-07-01"), "Lithuania", "WTO", via=["Taiwan", "EU"], k=1)
    Lithuania – Taiwan – European Union – World Trade Organization
    """
    if k < 1:
        raise Misuse(f"k = {k} is not possible. Ask for one path or more.")
    if by not in ("hops", "reliability"):
        raise Misuse(f"by = {by!r} is not possible. Use hops or reliability.")
    through = (via,) if isinstance(via, str) else via
    stations = [net.graph.actor(name) for name in (start, *through, end)]
    _check_stations(net, stations)
    joined = _joined(net, stations)
    found, complete = _collect(_search(net, joined, stations, k, by))
    if not found:
        raise NoPath(_why_none(net, stations) if complete else _GIVEN_UP)
    parameters: dict[str, Any] = {"start": stations[0], "end": stations[-1], "via": stations[1:-1], "k": k, "by": by}
    return Paths(found, net, parameters, complete)


def _collect(found: Iterator[Path]) -> tuple[tuple[Path, ...], bool]:
    paths_ = []
    try:
        for path in found:
            paths_.append(path)
    except search.GivenUp:
        return tuple(paths_), False
    return tuple(paths_), True


def _check_stations(net: Network, stations: Sequence[str]) -> None:
    for name in stations:
        if stations.count(name) > 1:
            raise Misuse(f"{net.label(name)} stands twice among the stations. A path visits every actor once.")
    for name in stations:
        group = ontology().group(net.graph.record.actors[name].kind)
        if group in ("Place", "Event", "Asset"):
            raise Misuse(
                f"{net.label(name)} is of kind {group}; paths run between actors, disputes, agreements, policies."
            )


@dataclass(frozen=True, slots=True)
class _Link:
    """A claim between two neighbours, and where its arrow begins."""

    claim: ClaimFacts
    source: str
    both: bool


Joined = Mapping[tuple[str, str], Sequence[_Link]]


def _joined(net: Network, stations: Sequence[str]) -> Joined:
    """Unordered pair → the claims that join it, those of named disputes, agreements and policies included."""
    found: dict[tuple[str, str], dict[str, _Link]] = defaultdict(dict)
    for tie in (*net.ties, *net.memberships):
        if not tie.derived:
            links = {name: _Link(net.claims[name], tie.source, tie.symmetric) for name in tie.claims}
            found[_pair(tie.source, tie.target)].update(links)
    bodies = {name for name in stations if ontology().group(net.graph.record.actors[name].kind) in STATIONS}
    for claim in net.claims.values() if bodies else ():
        if {claim.doer, claim.affected} & bodies and _takes_part(claim) and claim.doer != claim.affected:
            found[_pair(claim.doer, claim.affected)][claim.id] = _Link(claim, claim.doer, both=True)
    return {pair: list(links.values()) for pair, links in found.items()}


def _pair(a: str, b: str) -> tuple[str, str]:
    return min(a, b), max(a, b)


def _takes_part(claim: ClaimFacts) -> bool:
    return bool(ontology().relations[claim.relation].ancestors & {"participatesIn", "heardBy"})


def _search(net: Network, joined: Joined, stations: Sequence[str], k: int, by: str) -> Iterator[Path]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for a, b in joined:
        neighbours[a].add(b)
        neighbours[b].add(a)
    barred = _barred(net, neighbours, stations)
    open_ = {node: {n for n in near if n not in barred} for node, near in neighbours.items()}

    def step(a: str, b: str, ends: bool) -> search.Cost | None:
        links = _usable(net, joined, a, b, ends=ends)
        if not links:
            return None
        doubt = -math.log(max(heard(link.claim for link in links), 1e-12))
        return (1.0, doubt) if by == "hops" else (doubt, 1.0)

    step = functools.cache(step)
    for nodes in search.best_paths(open_, stations, step, most=k, hops_at=by != "hops"):
        pairs = itertools.pairwise(nodes)
        yield _path(net, [_hop(net, a, b, _usable(net, joined, a, b, ends=b == stations[-1])) for a, b in pairs])


def _usable(net: Network, joined: Joined, a: str, b: str, *, ends: bool) -> list[_Link]:
    """Claims of a hop from a to b: memberships and candidacies only where the hop ends the path."""
    links = joined.get(_pair(a, b), ())
    if net.lens.direction == "as-claimed":
        links = [link for link in links if link.both or link.source == a]
    return [link for link in links if ends or link.claim.relation not in ("memberOf", "candidateFor")]


def _barred(net: Network, neighbours: Mapping[str, set[str]], stations: Sequence[str]) -> set[str]:
    """Hubs, and what is no actor, unless named."""
    most = sorted(neighbours, key=lambda node: (-len(neighbours[node]), node))[: len(neighbours) // 100]
    bodies = {
        node
        for node in neighbours
        if ontology().group(net.graph.record.actors[node].kind) not in ("State", "Organization", "Person")
    }
    return (set(most) | bodies) - set(stations)


def _hop(net: Network, start: str, end: str, links: Sequence[_Link]) -> Hop:
    evidence = sorted((_evidence(net, start, link) for link in links), key=_order)
    states = [link.claim for link in links if link.claim.is_state]
    events = [link.claim for link in links if not link.claim.is_state]
    return Hop(
        start,
        end,
        evidence[0].relation,
        evidence[0].direction,
        tuple(evidence),
        heard(link.claim for link in links),
        _union((c.first, c.last) for c in states) if states else None,
        (period.day(min(c.first for c in events)), period.day(max(c.last for c in events))) if events else None,
    )


def _order(evidence: Evidence) -> tuple[bool, float, str, str]:
    """Evidence before common knowledge, then the most probable first."""
    return evidence.uncited, -evidence.probability, evidence.when, evidence.id


def _evidence(net: Network, start: str, link: _Link) -> Evidence:
    claim = link.claim
    symmetric = ontology().relations[claim.relation].symmetric
    return Evidence(
        claim.id,
        claim.relation,
        "both" if symmetric else "forward" if link.source == start else "backward",
        claim.source,
        claim.when,
        claim.polarity,
        claim.credibility,
        claim.modality,
        claim.probability,
        net.graph.record.disputed_by.get(claim.id, ()),
        claim.contested,
        claim.uncited,
    )


def _path(net: Network, hops: Sequence[Hop]) -> Path:
    held = [hop.holds for hop in hops if hop.holds is not None]
    voices = [best_by_voice((net.claims[e.id].voice, e.probability) for e in hop.claims) for hop in hops]
    return Path(tuple(hops), joint_probability(voices), _intersection(held) if held else None)


def _union(spans: Iterable[tuple[int, int]]) -> tuple[Interval, ...]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return tuple((period.day(a), period.day(b)) for a, b in merged)


def _intersection(held: Sequence[tuple[Interval, ...]]) -> tuple[Interval, ...]:
    common = list(held[0])
    for spans in held[1:]:
        common = [(max(a, c), min(b, d)) for a, b in common for c, d in spans if max(a, c) <= min(b, d)]
    return tuple(common)


def _why_none(net: Network, stations: Sequence[str]) -> str:
    """Which hop is missing, and what would open it."""
    names = " – ".join(map(net.label, stations))
    head = f"No path {names} under the lens {net.lens.name} ({net.lens.words()})."
    wide = replace(DEFAULT, roll_up=net.lens.roll_up, min_credibility=6, planned=True)
    broad = network(net.graph, wide)
    known = _joined(broad, stations)
    best = next(iter(_collect(_search(broad, known, stations, 1, "hops"))[0]), None)
    if best is None:
        return (
            f"{head} Nor is there one over all dates and all credibilities: the claims of the graph do not join them."
        )
    seen = _joined(net, stations)
    lines = [
        f"{net.label(hop.start)} – {net.label(hop.end)}: opened by {_opener(net, hop)}"
        for hop in best.hops
        if not _usable(net, seen, hop.start, hop.end, ends=hop.end == stations[-1])
    ]
    missing = f" Missing: {'; '.join(lines)}." if lines else " Its hops do not join under this lens."
    return f"{head}{missing} Widen the lens: --at, --between, --memory, --min-credibility, --sign, --relations."


def _opener(net: Network, hop: Hop) -> str:
    first = min(hop.claims, key=lambda e: (e.credibility in ("5", "6"), e.when))
    label = ontology().relations[first.relation].label
    return f"{first.id} ({label}, {period.words(first.when)}, credibility {first.credibility or 'not rated'})"


def _path_dict(path: Path, net: Network) -> dict[str, Any]:
    return {
        "hops": [_hop_dict(hop, net) for hop in path.hops],
        "probability": round(path.probability, 6),
        "holds": None if path.holds is None else [list(span) for span in path.holds],
    }


def _hop_dict(hop: Hop, net: Network) -> dict[str, Any]:
    claims = [asdict(replace(e, probability=round(e.probability, 6))) for e in hop.claims]
    return {
        "from": hop.start,
        "to": hop.end,
        "from_label": net.label(hop.start),
        "to_label": net.label(hop.end),
        "relation": hop.relation,
        "direction": hop.direction,
        "probability": round(hop.probability, 6),
        "holds": None if hop.holds is None else [list(span) for span in hop.holds],
        "happened": None if hop.happened is None else list(hop.happened),
        "claims": claims,
    }
