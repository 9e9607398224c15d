"""A path as a dossier: per hop the claims behind it, when it holds, and how probable it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from lkg import period
from lkg.analysis.paths.joint import Timed, joint_probability, timely_probability
from lkg.claims.voices import best_by_voice
from lkg.networks import ClaimFacts, Network, heard
from lkg.vocab import ontology

Interval = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A claim between two neighbours, and where its arrow begins."""

    claim: ClaimFacts
    source: str
    both: bool


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
    rated: bool
    """whether anybody judged source and claim; else its probability is 0.5 by assumption"""


@dataclass(frozen=True)
class Hop:
    """Two neighbours on a path with all claims that join them, the strongest relation first.

    On a time-respecting path the claims are those that are not over when the hop's start is reached.
    """

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
    age: int | None = None
    """days from its most recent claim to the day that the lens looks from"""
    arrives: str | None = None
    """on a time-respecting path the earliest day on which the hop can be done; 0001-01-01: any day"""
    used: str | None = None
    """the best of the claims that can be used on that day"""

    @property
    def rated(self) -> bool:
        """Whether any of its claims has been judged."""
        return any(evidence.rated for evidence in self.claims)

    @property
    def sureness(self) -> str:
        """Its probability in words; of claims that nobody rated there is none."""
        return f"p {self.probability:.2f}" if self.rated else "not rated"


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

    @property
    def age(self) -> int | None:
        """The age of the oldest hop in days."""
        return max((hop.age for hop in self.hops if hop.age is not None), default=None)

    @property
    def rated(self) -> bool:
        """Whether a claim of any hop has been judged."""
        return any(hop.rated for hop in self.hops)

    @property
    def sureness(self) -> str:
        """Its probability in words, and what was assumed for hops that nobody rated."""
        if not self.rated:
            return "no probability: not rated"
        lacking = sum(not hop.rated for hop in self.hops)
        assumed = f", taking 0.5 for each claim of {lacking} hop{'s' if lacking > 1 else ''} not rated"
        return f"joint probability {self.probability:.2f}{assumed if lacking else ''}"


def path_of(net: Network, hops: Sequence[Hop]) -> Path:
    """The path of these hops; a voice that speaks in several of them stands or falls once.

    On a time-respecting path the probability is that the hops can be done one after the other by true claims.
    """
    held = [hop.holds for hop in hops if hop.holds is not None]
    facts = [[net.claims[evidence.id] for evidence in hop.claims] for hop in hops]
    if hops[0].arrives:
        p = timely_probability([[Timed(c.voice, c.probability, c.first, c.last) for c in hop] for hop in facts])
    else:
        p = joint_probability([best_by_voice((c.voice, c.probability) for c in hop) for hop in facts])
    return Path(tuple(hops), p, _intersection(held) if held else None)


def hop_of(net: Network, start: str, end: str, links: Sequence[Link], today: int, arrival: int | None = None) -> Hop:
    """The hop of these claims; `arrival` is given on a time-respecting path."""
    evidence = evidences(net, start, links)
    states = [link.claim for link in links if link.claim.is_state]
    events = [link.claim for link in links if not link.claim.is_state]
    used = [] if arrival is None else evidences(net, start, (link for link in links if link.claim.first <= arrival))
    return Hop(
        start,
        end,
        evidence[0].relation,
        evidence[0].direction,
        evidence,
        heard(link.claim for link in links),
        _union((c.first, c.last) for c in states) if states else None,
        (period.day(min(c.first for c in events)), period.day(max(c.last for c in events))) if events else None,
        age_of(links, today),
        None if arrival is None else period.day(arrival),
        used[0].id if used else None,
    )


def evidences(net: Network, start: str, links: Iterable[Link]) -> tuple[Evidence, ...]:
    """The claims of a hop from `start`, what is cited before common knowledge, then the most probable first."""
    found = (_evidence(net, start, link) for link in links)
    return tuple(sorted(found, key=lambda e: (e.uncited, -e.probability, e.when, e.id)))


def age_of(links: Iterable[Link], today: int) -> int:
    """Days from the most recent claim of a hop to a day.

    A state that possibly holds on the day has age 0, one that is over counts from its last day; an event counts from
    the middle of its bounds, as where a lens lets claims fade. What lies after the day has age 0.
    """
    return min(max(0, today - _seen(link.claim)) for link in links)


def _seen(claim: ClaimFacts) -> int:
    return claim.last if claim.is_state else (claim.first + claim.last) // 2


def _evidence(net: Network, start: str, link: Link) -> Evidence:
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
        claim.rated,
    )


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


def path_dict(path: Path, net: Network) -> dict[str, Any]:
    """A path in its stable JSON shape."""
    return {
        "hops": [_hop_dict(hop, net) for hop in path.hops],
        "probability": round(path.probability, 6),
        "sureness": path.sureness,
        "holds": None if path.holds is None else [list(span) for span in path.holds],
        "age": path.age,
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
        "rated": hop.rated,
        "holds": None if hop.holds is None else [list(span) for span in hop.holds],
        "happened": None if hop.happened is None else list(hop.happened),
        "age": hop.age,
        "arrives": hop.arrives,
        "used": hop.used,
        "claims": claims,
    }
