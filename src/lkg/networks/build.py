"""The ties that a lens sees: the only bridge from claims to graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from lkg import lens as lenses
from lkg import period
from lkg.claims import voices
from lkg.errors import InvalidMeasure
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import conversion
from lkg.networks.late import LateMapping, LateSequence
from lkg.networks.model import SIGNS, ClaimFacts, Pair, PairSign, Tie
from lkg.networks.stated import claim_facts, derived, legs_of, stated, ties_of
from lkg.receipt import Receipt
from lkg.vocab import ontology

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import ArrayLike

    from lkg.kernels import Adjacency
    from lkg.networks.columns import NetworkColumns

MANY = 20_000
"""from so many claims on, ties are added up in arrays, and made one by one only for those who look at them"""

FIRST = 8
"""ties that a notebook shows of a network"""


@dataclass(frozen=True, repr=False)
class Network:
    """Actors and ties under one lens; `to_networkx` gives the same as a MultiDiGraph.

    It can be given to functions of networkx as it is: those that are compiled here run on its arrays.

    >>> import networkx as nx
    >>> net = Network.from_arrays(["a", "b", "c"], [0, 1], [1, 2])
    >>> net.nodes, len(net.ties), nx.betweenness_centrality(net)["b"]
    (['a', 'b', 'c'], 2, 0.5)
    """

    __networkx_backend__: ClassVar[str] = "lkg"

    actors: Mapping[str, Mapping[str, Any]]
    """id → label, kind, group, contested, wikidata, public_role"""
    ties: Sequence[Tie]
    memberships: Sequence[Tie]
    """ties of memberOf that the lens keeps for paths"""
    claims: Mapping[str, ClaimFacts]
    """all claims that the lens sees"""
    lens: Lens
    graph: Graph = field(repr=False, compare=False)
    columns: NetworkColumns | None = field(default=None, repr=False, compare=False)
    """the ties as arrays, where they were added up so"""

    @classmethod
    def from_networkx(cls, graph: Any) -> Network:
        """A graph of networkx as a network without evidence; ids are texts, loops are left out.

        >>> import networkx as nx
        >>> net = Network.from_networkx(nx.Graph([(1, 2), (2, 2), (2, 3)]))
        >>> [(tie.source, tie.target, tie.symmetric) for tie in net.ties]
        [('1', '2', True), ('2', '3', True)]
        """
        ties = sorted(conversion.ties_of(graph), key=_tie_order)
        return cls(conversion.actors_of(graph), tuple(ties), (), {}, Lens(), Graph())

    @classmethod
    def from_arrays(
        cls,
        nodes: Sequence[str],
        sources: Iterable[int],
        targets: Iterable[int],
        *,
        weights: Iterable[float] | None = None,
        signs: Iterable[int] | None = None,
    ) -> Network:
        """A network without evidence from the names of nodes, and for every tie the numbers of its two.

        Raises InvalidMeasure for arrays of different lengths, or a number that names no node.

        >>> Network.from_arrays(["a", "b"], [0], [1]).ties[0].target
        'b'
        """
        given: list[Sequence[Any]] = [list(sources), list(targets)]
        size = len(given[0])
        given += [[1.0] * size if weights is None else list(weights), [1] * size if signs is None else list(signs)]
        if len({len(each) for each in given}) > 1:
            raise InvalidMeasure(f"Every tie has a source, a target, a weight and a sign; {[len(g) for g in given]}.")
        wrong = next((n for n in (*given[0], *given[1]) if not 0 <= n < len(nodes)), None)
        if wrong is not None:
            raise InvalidMeasure(f"There is no node {wrong}: {len(nodes)} are named, the first is 0.")
        facts = {"kind": "Actor", "group": "Actor", "contested": "", "wikidata": "", "public_role": ""}
        ties = (
            conversion.bare_tie(nodes[a], nodes[b], {"weight": weight, "sign": sign})
            for a, b, weight, sign in zip(*given, strict=True)
        )
        actors = {name: {"label": name, **facts} for name in sorted(nodes)}
        return cls(actors, tuple(sorted(ties, key=_tie_order)), (), {}, Lens(), Graph())

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
        """The signed sums of every unordered pair, in the lens's weight.

        >>> net = Network.from_arrays(["a", "b"], [0, 1, 0], [1, 0, 1], signs=[1, 1, -1])
        >>> net.pairs()
        {('a', 'b'): PairSign(pos=2.0, neg=1.0, neutral=0.0)}
        """
        sums: dict[Pair, dict[int, float]] = defaultdict(lambda: {1: 0.0, -1: 0.0, 0: 0.0})
        for tie in self.ties:
            sums[_pair(tie.source, tie.target)][tie.sign] += tie.weight
        return {pair: PairSign(by_sign[1], by_sign[-1], by_sign[0]) for pair, by_sign in sums.items()}

    def to_networkx(self) -> nx.MultiDiGraph:
        """A MultiDiGraph; the key of a tie is its relation and sign, its claims are in `claims`.

        >>> net = Network.from_arrays(["a", "b"], [0, 0], [1, 1], signs=[1, -1])
        >>> list(net.to_networkx().edges(keys=True, data="weight"))
        [('a', 'b', 'tied+', 1.0), ('a', 'b', 'tied-', 1.0)]
        """
        about = {"lens": self.lens.words(), "receipt": self.receipt.to_dict()}
        return conversion.to_networkx(self.actors, self.ties, **about)

    @property
    def nodes(self) -> Sequence[str]:
        """The ids of the actors, in the order in which `adjacency` numbers them."""
        return list(self.actors)

    def is_directed(self) -> bool:
        """Yes: networkx asks."""
        return True

    def is_multigraph(self) -> bool:
        """Yes: two actors may be tied by several relations."""
        return True

    def adjacency(self, weight: str | None = None) -> Adjacency:
        """Rows of neighbours in int32 arrays: every ordered pair once, its parallel ties summed.

        `weight` names what is summed: weight, probability, voices or intensity; without one there are no values.
        Raises InvalidMeasure for another name.

        >>> net = Network.from_arrays(["a", "b", "c"], [0, 0, 0], [1, 2, 1], weights=[2, 1, 5])
        >>> rows = net.adjacency("weight")
        >>> rows.starts.tolist(), rows.ends.tolist(), rows.values.tolist()
        ([0, 2, 2, 2], [1, 2], [7.0, 1.0])
        """
        if weight not in self._adjacencies:
            from lkg.kernels import Adjacency

            ends = self.ends_and_numbers(weight)
            self._adjacencies[weight] = Adjacency.from_edges(len(self), *ends, directed=True)
        return self._adjacencies[weight]

    @cached_property
    def _adjacencies(self) -> dict[str | None, Adjacency]:
        return {}

    def ends_and_numbers(self, weight: str | None) -> tuple[ArrayLike, ArrayLike, ArrayLike | None]:
        """Tie by tie, as places in `nodes`: where it leads from, where to, and its number of this name.

        Raises InvalidMeasure for a name that is none of weight, probability, voices and intensity.

        >>> net = Network.from_arrays(["b", "a"], [0, 1], [1, 0], weights=[2, 3])
        >>> net.ends_and_numbers("weight")
        ([0, 1], [1, 0], [3.0, 2.0])
        """
        if weight is not None and weight not in conversion.NUMBERS:
            raise InvalidMeasure(f"Ties have no number {weight!r}. Use {', '.join(conversion.NUMBERS)}.")
        if self.columns is not None:
            return self.columns.ends_and_numbers(weight)
        return conversion.ends_and_numbers(self.nodes, self.ties, weight)

    def probability(self, claims: Iterable[str]) -> float:
        """The probability that at least one of these claims is true: a voice counts once, by its best claim.

        Raises KeyError for a claim that the lens does not see.
        """
        return heard(self.claims[name] for name in claims)

    def legs(self, tie: Tie) -> tuple[list[ClaimFacts], list[ClaimFacts]]:
        """The claims that bind each end of a derived tie to the node from which it is derived.

        >>> import lkg
        >>> net = lkg.network(lkg.open(), "taiwan-dispute")
        >>> tie = next(tie for tie in net.ties if tie.derived and tie.via == "ds610")
        >>> [[claim.relation for claim in leg] for leg in net.legs(tie)]
        [['thirdPartyIn'], ['thirdPartyIn']]
        """
        return legs_of(tie.source, tie.target, tie.claims, self.claims)

    def used(self) -> set[str]:
        """The claims beneath the ties that claims state."""
        return {claim for tie in self.ties if not tie.derived for claim in tie.claims}

    def words(self) -> str:
        """What the network holds, in one line for captions.

        >>> Network.from_arrays(["a", "b", "c"], [0, 1], [1, 2]).words()
        '3 actors, 2 ties, 0 claims (0 uncited)'
        """
        starts, uncited = self._evidence
        columns = self.columns
        stated = len(columns.stated) if columns is not None else sum(not tie.derived for tie in self.ties)
        text = f"{len(self.actors)} actors, {stated} ties, {len(starts)} claims ({uncited} uncited)"
        if stated < len(self.ties):
            text += f", {len(self.ties) - stated} derived ties"
        return f"{text}; {self.spread()}" if starts else text

    def spread(self) -> str:
        """The years in which the claims begin, and between which the middle half of them do.

        >>> import lkg
        >>> lkg.network(lkg.open(), "taiwan-dispute").spread()
        'claims begin 2019–2025, half of them 2021–2022'
        """
        starts = sorted(day for day in self._evidence[0] if day > period.PAST)
        if not starts:
            return "no dates"
        years = [period.day(starts[round(q * (len(starts) - 1))])[:4] for q in (0, 0.25, 0.5, 0.75, 1)]
        if years[0] == years[4]:
            return f"all begin in {years[0]}"
        middle = f"in {years[1]}" if years[1] == years[3] else f"{years[1]}–{years[3]}"
        return f"claims begin {years[0]}–{years[4]}, half of them {middle}"

    @cached_property
    def _evidence(self) -> tuple[list[int], int]:
        """The first days of the claims beneath the stated ties, and how many of these are uncited."""
        if self.columns is not None:
            return self.columns.stated.of_claims("s1").tolist(), self.columns.stated.uncited
        used = [self.claims[name] for name in self.used() if name in self.claims]
        return [claim.first for claim in used], sum(claim.uncited for claim in used)

    def __repr__(self) -> str:
        return f"Network: {self.words()}. Lens {self.lens.name}: {self.lens.words()}"

    def _repr_html_(self) -> str:
        lens = escape(f"Lens {self.lens.name}: {self.lens.words()}")
        return f"<p><b>Network</b>: {escape(self.words())}<br>{lens}</p>{self._first_ties()}"

    def _first_ties(self) -> str:
        """The ties with most claims as a table; none of a large network, whose ties are not made for a glance."""
        if self.columns is not None or not self.ties:
            return ""
        first = sorted(self.ties, key=lambda tie: (tie.derived, -len(tie.claims)))[:FIRST]
        labels = ontology().labels
        words = [
            (self.label(tie.source), labels.get(tie.relation, tie.relation), self.label(tie.target), SIGNS[tie.sign])
            for tie in first
        ]
        # notebooks push every cell to the right, which suits numbers alone
        left = 'style="text-align:left"'
        rows = "".join(
            f"<tr>{''.join(f'<td {left}>{escape(word)}</td>' for word in row)}<td>{len(tie.claims)}</td></tr>"
            for row, tie in zip(words, first, strict=True)
        )
        heads = "".join(f"<th {left}>{word}</th>" for word in ("doer", "relation", "affected", "sign"))
        head = f"<tr>{heads}<th>claims</th></tr>"
        caption = f"The {len(first)} of {len(self.ties):,} ties with most claims; lkg.explore draws them"
        return f"<table><caption>{caption}</caption>{head}{rows}</table>"


def network(graph: Graph, lens: str | Lens = "default", **options: Any) -> Network:
    """The network of a graph under a lens, given by name, as a Lens, or by changing the fields of one.

    Raises InvalidLens for a key or value that no lens has, UnknownLens and UnknownActor with near names, Misuse for a
    voice or source that is not there, and EmptyNetwork for a graph without claims.

    >>> import lkg
    >>> net = network(lkg.open(), at="2022-07-01")
    >>> net.label("eu")
    'European Union'
    """
    found = graph.lens(lens, **options)
    if len(graph.table) >= MANY:
        return _large(graph, found)
    table = graph.table
    facts = claim_facts(graph, found)
    rows = table.sql(lenses.tie_query(found, graph.codes)).fetchall()
    members = (row[-1] for row in table.sql(lenses.member_query(found, graph.codes)).fetchall())
    every = list(stated(table, rows, members))
    ties = ordered([tie for tie in every if not only_path(tie.relation, found)], derived(graph, found))
    memberships = ordered(tie for tie in every if only_path(tie.relation, found))
    return Network(
        actors=_actors(graph, {end for tie in ties for end in (tie.source, tie.target)}),
        ties=ties,
        memberships=memberships,
        claims=facts,
        lens=found,
        graph=graph,
    )


def _large(graph: Graph, lens: Lens) -> Network:
    """The same from arrays, ties and claims made only where somebody reads them."""
    from lkg.networks.columns import NetworkColumns, tie_columns
    from lkg.networks.contracted import contracted

    table, codes = graph.table, graph.codes
    every = tie_columns(table, lens, codes)
    here, apart = every.split([n for n, name in enumerate(table.relations) if only_path(name, lens)])
    further = contracted(table, lens, codes) if lens.contract else None
    columns = NetworkColumns(here, further, lens)

    def ties() -> tuple[Tie, ...]:
        more = ties_of(table, lens, further.every()) if further else ()
        return ordered(stated(table, here.rows(), here.members.tolist()), more)

    return Network(
        actors=_actors(graph, (table.nodes[n] for n in columns.nodes.tolist())),
        ties=LateSequence(len(columns), ties),
        memberships=LateSequence(len(apart), lambda: ordered(stated(table, apart.rows(), apart.members.tolist()))),
        claims=LateMapping(lambda: claim_facts(graph, lens)),
        lens=lens,
        graph=graph,
        columns=columns,
    )


def heard(claims: Iterable[ClaimFacts]) -> float:
    """The probability that at least one of these claims is true, a voice counting once."""
    return voices.at_least_one((claim.voice, claim.probability) for claim in claims)


def only_path(relation: str, lens: Lens) -> bool:
    """Whether a lens keeps the ties of a relation for paths alone.

    >>> only_path("memberOf", Lens()), only_path("memberOf", Lens(memberships="ties"))
    (True, False)
    """
    return relation == "memberOf" and lens.memberships == "paths" and "memberOf" not in lens.relations


def ordered(*ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Ties in the order in which a network holds them."""
    return tuple(sorted((tie for some in ties for tie in some), key=_tie_order))


def _tie_order(tie: Tie) -> tuple[str, str, str, int, str]:
    return tie.source, tie.target, tie.relation, -tie.sign, tie.via


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _actors(graph: Graph, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    return dict(_facts(graph, sorted(names)))


def _facts(graph: Graph, names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in names:
        found = graph.record.actors[name]
        yield (
            name,
            {
                "label": found.label,
                "kind": found.kind,
                "group": ontology().group(found.kind),
                "contested": found.contested,
                "wikidata": found.wikidata,
                "public_role": found.public_role,
            },
        )
