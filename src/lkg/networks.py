"""The ties that a lens sees: the only bridge from claims to graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lkg import lens as lenses
from lkg import period
from lkg.claims import voices
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.receipt import Receipt
from lkg.vocab import ontology

if TYPE_CHECKING:
    import networkx as nx

Pair = tuple[str, str]
SIGNS: Mapping[int, str] = {1: "+", -1: "-", 0: "0"}


@dataclass(frozen=True, slots=True)
class Tie:
    """The claims of one relation and polarity from one actor to another."""

    source: str
    target: str
    relation: str
    sign: int
    claims: tuple[str, ...]
    weight: float
    probability: float
    voices: int
    intensity: float
    first: str
    """the earliest day on which it possibly began; empty where that is open"""
    last: str
    """the latest day on which it possibly held; empty where that is open"""
    contested: bool = False
    alleged: bool = False
    uncited: bool = False
    symmetric: bool = False
    """it counts both ways where direction counts"""
    via: str = ""
    """the node from which it is derived; empty for ties that claims state"""

    @property
    def derived(self) -> bool:
        """Whether it comes from contracting a policy, agreement, event or dispute."""
        return bool(self.via)


@dataclass(frozen=True, slots=True)
class PairSign:
    """The sums of an unordered pair, and the sign that follows from them."""

    pos: float
    neg: float
    neutral: float

    @property
    def sign(self) -> int | None:
        """1, −1, 0, or None where cooperation and conflict are mixed: one must weigh twice the other.

        >>> PairSign(4, 1, 0).sign, PairSign(3, 2, 0).sign, PairSign(0, 0, 5).sign
        (1, None, 0)
        """
        if self.pos == self.neg == 0:
            return 0
        if self.pos >= 2 * self.neg:
            return 1
        return -1 if self.neg >= 2 * self.pos else None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What measures and dossiers need of one claim, as the lens sees it."""

    id: str
    subject: str
    relation: str
    object: str
    doer: str
    """the subject, or whom it is folded into"""
    affected: str
    """the object, or whom it is folded into"""
    when: str
    polarity: int
    modality: str
    source: str
    credibility: str
    voice: str
    probability: float
    first: int
    """the earliest day of its start"""
    start_latest: int
    end_earliest: int
    last: int
    """the latest day of its end, closings included"""
    is_state: bool
    contested: bool
    uncited: bool
    rated: bool
    intensity: float
    fade: float
    """what is left of its weight: 1 where the lens lets nothing fade"""


@dataclass(frozen=True, repr=False)
class Network:
    """Actors and ties under one lens; `to_networkx` gives the same as a MultiDiGraph."""

    actors: Mapping[str, Mapping[str, Any]]
    """id → label, kind, group, contested, wikidata"""
    ties: tuple[Tie, ...]
    memberships: tuple[Tie, ...]
    """ties of memberOf that the lens keeps for paths"""
    claims: Mapping[str, ClaimFacts]
    """all claims that the lens sees"""
    lens: Lens
    graph: Graph = field(repr=False, compare=False)

    @cached_property
    def receipt(self) -> Receipt:
        """What the network rests on."""
        return self.graph.receipt("network", self.lens)

    def __len__(self) -> int:
        return len(self.actors)

    def label(self, actor: str) -> str:
        """The label of an actor, or its id."""
        return self.graph.label(actor)

    def pairs(self) -> dict[Pair, PairSign]:
        """The signed sums of every unordered pair, in the lens's weight."""
        sums: dict[Pair, dict[int, float]] = defaultdict(lambda: {1: 0.0, -1: 0.0, 0: 0.0})
        for tie in self.ties:
            sums[_pair(tie.source, tie.target)][tie.sign] += tie.weight
        return {pair: PairSign(by_sign[1], by_sign[-1], by_sign[0]) for pair, by_sign in sums.items()}

    def to_networkx(self) -> nx.MultiDiGraph:
        """A MultiDiGraph; the key of a tie is its relation and sign, its claims are in `claims`."""
        import networkx as nx

        graph = nx.MultiDiGraph(lens=self.lens.words(), receipt=self.receipt.to_dict())
        for actor, facts in self.actors.items():
            graph.add_node(actor, **facts)
        for tie in self.ties:
            graph.add_edge(tie.source, tie.target, key=_key(tie), **_attributes(tie))
        return graph

    def probability(self, claims: Iterable[str]) -> float:
        """The probability that at least one of these claims is true: a voice counts once, by its best claim."""
        return heard(self.claims[name] for name in claims)

    def legs(self, tie: Tie) -> tuple[list[ClaimFacts], list[ClaimFacts]]:
        """The claims that bind each end of a derived tie to the node from which it is derived."""
        return _legs(tie.source, tie.target, tie.claims, self.claims)

    def used(self) -> set[str]:
        """The claims beneath the ties that claims state."""
        return {claim for tie in self.ties if not tie.derived for claim in tie.claims}

    def words(self) -> str:
        """What the network holds, in one line for captions."""
        used = self.used()
        stated = sum(not tie.derived for tie in self.ties)
        uncited = sum(self.claims[claim].uncited for claim in used)
        text = f"{len(self.actors)} actors, {stated} ties, {len(used)} claims ({uncited} uncited)"
        if stated < len(self.ties):
            text += f", {len(self.ties) - stated} derived ties"
        return f"{text}; {self.spread()}" if used else text

    def spread(self) -> str:
        """The span of the claims' starts, and how they spread over it by thirds."""
        starts = sorted(self.claims[name].first for name in self.used())
        starts = [day for day in starts if day > period.PAST]
        if not starts:
            return "no dates"
        years = [period.day(starts[round(q * (len(starts) - 1))])[:4] for q in (0, 0.25, 0.5, 0.75, 1)]
        middle = f"in {years[1]}" if years[1] == years[3] else f"{years[1]}–{years[3]}"
        return f"claims begin {years[0]}–{years[4]}, half of them {middle}"

    def __repr__(self) -> str:
        return f"Network: {self.words()}. Lens {self.lens.name}: {self.lens.words()}"

    def _repr_html_(self) -> str:
        return f"<p><b>Network</b>: {self.words()}<br>Lens {self.lens.name}: {self.lens.words()}</p>"


def network(graph: Graph, lens: str | Lens = "default", **options: Any) -> Network:
    """The network of a graph under a lens, given by name, as a Lens, or by changing the fields of one.

    Raises InvalidLens for a key or value that no lens has.

    >>> import lkg
    >>> net = network(lkg.open(), at="2022-07-01")
    >>> net.label("eu")
    'European Union'
    """
    found = graph.lens(lens, **options)
    facts = _claim_facts(graph, found)
    stated = list(_stated(graph, found))
    ties = _order([tie for tie in stated if not _only_path(tie, found)], _derived(graph, found, facts))
    memberships = _order([tie for tie in stated if _only_path(tie, found)])
    return Network(
        actors={actor: _facts(graph, actor) for actor in sorted({end for t in ties for end in (t.source, t.target)})},
        ties=ties,
        memberships=memberships,
        claims=facts,
        lens=found,
        graph=graph,
    )


def heard(claims: Iterable[ClaimFacts]) -> float:
    """The probability that at least one of these claims is true, a voice counting once."""
    return voices.at_least_one((claim.voice, claim.probability) for claim in claims)


def _only_path(tie: Tie, lens: Lens) -> bool:
    return tie.relation == "memberOf" and lens.memberships == "paths" and "memberOf" not in lens.relations


def _order(*ties: Iterable[Tie]) -> tuple[Tie, ...]:
    every = (tie for some in ties for tie in some)
    return tuple(sorted(every, key=lambda t: (t.source, t.target, t.relation, -t.sign, t.via)))


def _stated(graph: Graph, lens: Lens) -> Iterator[Tie]:
    table = graph.table
    sql = lenses.tie_query(lens, graph.actor_number, graph.source_number)
    for row in table.sql(sql).fetchall():
        a, b, relation, sign, weight, intensity, first, last, contested, alleged, uncited, members, voices, p = row
        found = ontology().relations[table.relations[relation]]
        source, target = (b, a) if found.flow == "backward" else (a, b)
        yield Tie(
            table.nodes[source],
            table.nodes[target],
            found.name,
            sign,
            tuple(table.claims[n] for n in members),
            float(weight),
            p,
            voices,
            intensity,
            _day(first),
            _day(last),
            bool(contested),
            bool(alleged),
            bool(uncited),
            found.flow == "both",
        )


def _derived(graph: Graph, lens: Lens, facts: Mapping[str, ClaimFacts]) -> Iterator[Tie]:
    if not lens.contract:
        return
    table = graph.table
    rows = table.sql(lenses.leg_query(lens, graph.actor_number, graph.source_number)).fetchall()
    memory = period.months(lens.memory)
    start = set(lens.actors)
    for tie in lenses.contract((lenses.LegClaim(*row) for row in rows), memory):
        a, b, via = table.nodes[tie.a], table.nodes[tie.b], table.nodes[tie.node]
        if (start and not start & {a, b, via}) or SIGNS[tie.sign] not in lens.sign:
            continue
        members = tuple(table.claims[n] for n in tie.claims)
        weight = tie.probability if lens.weight == "probability" else tie.weight
        weight *= min(max(leg.fade for leg in legs) for legs in _legs(a, b, members, facts))
        first, last = sorted((tie.first, tie.last))
        yield Tie(
            a,
            b,
            "derived",
            tie.sign,
            members,
            weight,
            tie.probability,
            0,
            0.0,
            _day(first),
            _day(last),
            symmetric=not tie.directed,
            contested=any(facts[claim].contested for claim in members),
            alleged=all(facts[claim].modality == "alleged" for claim in members),
            uncited=all(facts[claim].uncited for claim in members),
            via=via,
        )


def _legs(
    a: str, b: str, claims: Iterable[str], facts: Mapping[str, ClaimFacts]
) -> tuple[list[ClaimFacts], list[ClaimFacts]]:
    known = [facts[name] for name in claims]
    return [c for c in known if a in (c.doer, c.affected)], [c for c in known if b in (c.doer, c.affected)]


def _day(ordinal: int) -> str:
    return "" if ordinal in (period.PAST, period.FUTURE) else period.day(ordinal)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _key(tie: Tie) -> str:
    return f"{tie.relation}{SIGNS[tie.sign]}{'@' + tie.via if tie.via else ''}"


def _attributes(tie: Tie) -> dict[str, Any]:
    label = ontology().relations[tie.relation].label if tie.relation in ontology().relations else "derived"
    return {
        "relation": tie.relation,
        "label": label,
        "sign": tie.sign,
        "claims": tie.claims,
        "weight": tie.weight,
        "probability": tie.probability,
        "voices": tie.voices,
        "intensity": tie.intensity,
        "first": tie.first,
        "last": tie.last,
        "contested": tie.contested,
        "alleged": tie.alleged,
        "uncited": tie.uncited,
        "symmetric": tie.symmetric,
        "derived": tie.derived,
        "via": tie.via,
    }


def _facts(graph: Graph, actor: str) -> dict[str, Any]:
    found = graph.record.actors[actor]
    return {
        "label": found.label,
        "kind": found.kind,
        "group": ontology().group(found.kind),
        "contested": found.contested,
        "wikidata": found.wikidata,
    }


def _claim_facts(graph: Graph, lens: Lens) -> dict[str, ClaimFacts]:
    sql = lenses.claim_query(lens, graph.actor_number, graph.source_number)
    nodes = graph.table.nodes
    rows = graph.table.sql(sql).fetchall()
    found = {}
    for n, a, b, polarity, voice, p, s1, s2, e1, e2, is_state, contested, uncited, rated, intensity, fade in rows:
        claim = graph.record.claims[graph.table.claims[n]]
        found[claim.id] = ClaimFacts(
            claim.id, claim.subject, claim.relation, claim.object, nodes[a], nodes[b], claim.when.text, polarity,
            claim.modality, claim.source, claim.credibility, voice, p, s1, s2, e1, e2, is_state, contested, uncited,
            rated, intensity, fade,
        )  # fmt: skip
    return found
