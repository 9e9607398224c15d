"""Which attribute of a network file means what: as chosen, else by the names that programs and people use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lkg.errors import Misuse
from lkg.importers.edges.model import NetworkFile
from lkg.vocab import nearest

NODES: Mapping[str, tuple[str, ...]] = {
    "label": ("label", "name", "shared name", "title"),
    "kind": ("kind", "type", "class", "category", "node type", "actor type", "entity type"),
    "role": ("public role", "role", "office", "position"),
    "country": ("country", "iso2", "country code"),
    "wikidata": ("wikidata", "wikidata id", "qid"),
    "aliases": ("aliases", "alias", "also known as", "other names"),
    "contested": ("contested",),
}
"""what is wanted of a node → the usual names, the likeliest first"""
EDGES: Mapping[str, tuple[str, ...]] = {
    "relation": ("relation", "relationship", "interaction", "predicate", "edge type", "tie", "type", "kind", "label",
                 "shared interaction"),
    "sign": ("sign", "polarity", "valence"),
    "date": ("date", "when", "day", "year", "time"),
    "start": ("start", "start date", "start year", "from date", "since", "begin", "first"),
    "end": ("end", "end date", "end year", "until", "to date", "last"),
    "source": ("url", "source url", "reference", "citation", "evidence", "link", "source"),
    "modality": ("modality",),
    "credibility": ("credibility",),
    "note": ("note", "comment", "description", "remark"),
    "weight": ("weight",),
}  # fmt: skip
PROGRAMS = frozenset(("suid", "selected", "shared name", "name", "networkx key", "timeset", "id"))
"""what programs write for themselves"""


class Attributes:
    """The attributes of one file by what they mean.

    >>> from lkg.importers.edges.model import Edge, Node
    >>> edge = Edge("a", "b", {"type": "aids", "year": "2022", "colour": "red"})
    >>> found = Attributes(NetworkFile(None, {"a": Node("a", {}), "b": Node("b", {})}, (edge,)), {})
    >>> found.edges, list(found.words())[1]
    ({'relation': 'type', 'date': 'year'}, 'not taken: colour')
    """

    def __init__(self, network: NetworkFile, chosen: Mapping[str, str]) -> None:
        self._network = network
        self.nodes = _found(NODES, network.attributes("nodes"), chosen)
        self.edges = _found(EDGES, network.attributes("edges"), chosen)

    def words(self) -> Iterator[str]:
        """What was taken for what, and what was not taken."""
        for of, taken in (("nodes", self.nodes), ("edges", self.edges)):
            if taken:
                yield f"of {of}: {', '.join(f'{name} for {wanted}' for wanted, name in taken.items())}"
        left = [name for of in ("nodes", "edges") for name in self._left(of)]
        if left:
            yield f"not taken: {', '.join(dict.fromkeys(left))}"

    def _left(self, of: str) -> list[str]:
        taken = set((self.nodes if of == "nodes" else self.edges).values())
        return [n for n in self._network.attributes(of) if n not in taken and plain(n) not in PROGRAMS]


def plain(name: str) -> str:
    """A heading without capitals and underscores.

    >>> plain("Start_Date")
    'start date'
    """
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def _found(wanted: Mapping[str, tuple[str, ...]], present: list[str], chosen: Mapping[str, str]) -> dict[str, str]:
    named = {plain(name): name for name in reversed(present)}
    found: dict[str, str] = {}
    for meaning, usual in wanted.items():
        given = chosen.get(meaning, "")
        if given and given not in present:
            raise Misuse(f"--{meaning} {given}: there is no such attribute.{_hint(given, present)}")
        name = given or next((named[each] for each in usual if each in named), "")
        # an attribute means one thing: what is chosen for another is not guessed again
        if name and (given or name not in {*found.values(), *chosen.values()}):
            found[meaning] = name
    return found


def _hint(name: str, present: list[str]) -> str:
    near = nearest(name, present)
    return f" Did you mean {near[0]}?" if near else f" There are {', '.join(present) or 'none'}."
