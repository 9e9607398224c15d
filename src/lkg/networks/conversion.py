"""Networks as graphs of networkx and as arrays, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lkg.errors import InvalidMeasure
from lkg.networks.model import SIGNS, Tie
from lkg.vocab import ontology

if TYPE_CHECKING:
    import networkx as nx

NUMBERS = ("weight", "probability", "voices", "intensity")
"""what of a tie can be summed over parallel ties"""


def to_networkx(actors: Mapping[str, Mapping[str, Any]], ties: Iterable[Tie], **about: Any) -> nx.MultiDiGraph:
    """A MultiDiGraph; the key of a tie is its relation and sign.

    >>> to_networkx({"a": {}, "b": {}}, [bare_tie("a", "b", {"weight": -2})]).edges["a", "b", "tied-"]["weight"]
    2.0
    """
    import networkx as nx

    graph = nx.MultiDiGraph(**about)
    for actor, facts in actors.items():
        graph.add_node(actor, **facts)
    for tie in ties:
        key = _key(tie)
        if graph.has_edge(tie.source, tie.target, key):
            # only a network that was made from arrays or another graph has two ties of one relation and sign
            key = f"{key} {graph.number_of_edges(tie.source, tie.target) + 1}"
        graph.add_edge(tie.source, tie.target, key=key, **_attributes(tie))
    return graph


def actors_of(graph: Any) -> dict[str, dict[str, Any]]:
    """The nodes of a networkx graph as actors: what it lacks of their facts is empty.

    >>> import networkx as nx
    >>> actors_of(nx.Graph([("a", "b")]))["b"]["label"]
    'b'
    """
    return {
        str(node): {
            "label": str(facts.get("label", node)),
            "kind": str(facts.get("kind", "Actor")),
            "group": str(facts.get("group", "Actor")),
            "contested": str(facts.get("contested", "")),
            "wikidata": str(facts.get("wikidata", "")),
            "public_role": str(facts.get("public_role", "")),
        }
        for node, facts in sorted(graph.nodes(data=True), key=lambda pair: str(pair[0]))
    }


def ties_of(graph: Any) -> Iterator[Tie]:
    """The edges of a networkx graph as ties without evidence; those of an undirected graph are symmetric.

    >>> import networkx as nx
    >>> [(tie.source, tie.target, tie.symmetric) for tie in ties_of(nx.path_graph(3))]
    [('0', '1', True), ('1', '2', True)]
    """
    for source, target, facts in graph.edges(data=True):
        if source != target:
            yield bare_tie(str(source), str(target), facts, symmetric=not graph.is_directed())


def bare_tie(source: str, target: str, facts: Mapping[str, Any], *, symmetric: bool = False) -> Tie:
    """A tie of which only these facts are known; a sign that is not given follows from the weight.

    Raises InvalidMeasure for a sign that is none of 1, 0 and −1.

    >>> tie = bare_tie("a", "b", {"weight": -2.5})
    >>> tie.sign, tie.weight, tie.claims
    (-1, 2.5, ())
    """
    weight = float(facts.get("weight", 1))
    sign = facts.get("sign", (weight > 0) - (weight < 0))
    if sign not in SIGNS:
        raise InvalidMeasure(f"The tie {source} – {target} has the sign {sign!r}. Give 1, 0 or -1.")
    return Tie(
        source,
        target,
        str(facts.get("relation", "tied")),
        int(sign),
        tuple(facts.get("claims", ())),
        abs(weight),
        float(facts.get("probability", 1)),
        int(facts.get("voices", 0)),
        float(facts.get("intensity", 0)),
        str(facts.get("first", "")),
        str(facts.get("last", "")),
        bool(facts.get("contested", False)),
        bool(facts.get("alleged", False)),
        bool(facts.get("uncited", False)),
        bool(facts.get("symmetric", symmetric)),
        str(facts.get("via", "")),
    )


def ends_and_numbers(
    nodes: Sequence[str], ties: Sequence[Tie], weight: str | None
) -> tuple[list[int], list[int], list[float] | None]:
    """Where ties lead from and to, as numbers of nodes, and what of them is to be summed.

    >>> ends_and_numbers(["a", "b"], [bare_tie("b", "a", {"weight": 2})], "weight")
    ([1], [0], [2.0])
    """
    number = {node: i for i, node in enumerate(nodes)}
    tails, heads = [number[tie.source] for tie in ties], [number[tie.target] for tie in ties]
    return tails, heads, None if weight is None else [float(getattr(tie, weight)) for tie in ties]


def _key(tie: Tie) -> str:
    return f"{tie.relation}{SIGNS[tie.sign]}{'@' + tie.via if tie.via else ''}"


def _attributes(tie: Tie) -> dict[str, Any]:
    label = ontology().relations[tie.relation].label if tie.relation in ontology().relations else tie.relation
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
