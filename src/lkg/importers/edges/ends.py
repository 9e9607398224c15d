"""The nodes of a network file as actors: of the kind that they say, else the likeliest that their edges allow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lkg.claims import Actor, Record
from lkg.errors import InvalidFile, Problem
from lkg.importers import actors as known
from lkg.importers.accounts import count, few
from lkg.importers.edges.model import NetworkFile, Node
from lkg.importers.joining import Newcomers, alias
from lkg.importers.kinds import fits, hint, kind_of, likely
from lkg.importers.texts import is_country, is_id
from lkg.vocab import Relation, ontology

Pair = tuple[str, str]


class Ends:
    """The actors of one file by the ids of its nodes."""

    def __init__(self, network: NetworkFile, taken: Mapping[str, str], fill: Mapping[str, str], old: Record) -> None:
        self._network, self._taken, self._fill, self._old = network, taken, fill, old
        self._codes = _codes(self._said(node, "label") or node.id for node in network.nodes.values())
        self._newcomers = Newcomers(old, map(self._label, network.nodes.values()))
        self._allowed: dict[str, list[frozenset[str]]] = defaultdict(list)
        self._ids: dict[str, str] = {}
        self._guessed: list[str] = []
        self._roleless: list[Node] = []

    @property
    def found(self) -> Mapping[str, Actor]:
        """The actors, by id."""
        return self._newcomers.found

    def settle(self, ties: Iterable[tuple[Pair, str]]) -> None:
        """Make the actors of all ends; raises InvalidFile for words that are no kind, and persons without a role."""
        for (subject, object_), name in ties:
            relation = ontology().relations[name]
            self._allowed[subject].append(relation.domain)
            self._allowed[object_].append(relation.range)
        everybody = [*self._allowed, *self._network.nodes] if self._network.is_ours else self._allowed
        named = [self._network.nodes[id] for id in dict.fromkeys(everybody)]
        self._check_kinds(named)
        for node in named:
            self._ids[node.id] = self._newcomers.meet(node.id, self._actor(node), keep_id=self._network.is_ours)
        self._check_roles()

    def id(self, node: str) -> str:
        """The id of the actor of a node."""
        return self._ids[node]

    def misfit(self, subject: str, relation: Relation, object_: str) -> str:
        """Why a relation cannot join two actors, or empty."""
        pair = [self.found[end] for end in (subject, object_)]
        if fits(relation, pair[0].kind, pair[1].kind):
            return ""
        kinds = [ontology().labels[actor.kind] for actor in pair]
        return f"{relation.label} cannot lead from {kinds[0]} to {kinds[1]}"

    def notes(self) -> Iterator[str]:
        """Whom the graph knows, whose kind was guessed, and how many nodes have no edge that says something."""
        if self._codes:
            yield "names are codes of states, all of them: read as such"
        if self._newcomers.known:
            yield self._newcomers.words()
        if self._guessed:
            nodes = count(len(self._guessed), "nodes")
            yield f"kind taken from the ties of {nodes} (--kind names a column): {few(self._guessed)}"
        alone = len(self._network.nodes) - len(self._ids)
        if alone:
            yield f"{count(alone, 'nodes')} left out: no claim names them"

    def _actor(self, node: Node) -> Actor:
        label, kind = self._label(node), self._kind(node)
        role = (self._said(node, "role") or self._fill.get("role", "")) if kind == "Person" else ""
        if kind == "Person" and not (role or self._has_role(node)):
            # whoever is in one of our graphs is there for a role, which its earlier exports did not tell
            role = f"named in {self._network.title or self._network.file.stem}" if self._network.is_ours else ""
            if not role:
                self._roleless.append(node)
        country = self._said(node, "country").upper()
        return Actor(
            node.id if self._network.is_ours and is_id(node.id) else "",
            label,
            kind,
            tuple(sorted({alias(each.strip()) for each in self._said(node, "aliases").split(";") if each.strip()})),
            self._said(node, "wikidata"),
            country if is_country(country) else "",
            contested=self._said(node, "contested") if self._network.is_ours else "",
            public_role=role,
        )

    def _kind(self, node: Node) -> str:
        said = kind_of(self._said(node, "kind")) or kind_of(self._fill.get("kind", ""))
        state = known.by_name().get(known.identifier(self._label(node)))
        if said or state:
            return said or (state.kind if state else "")
        self._guessed.append(self._label(node))
        return likely(self._allowed[node.id])

    def _label(self, node: Node) -> str:
        named = self._said(node, "label") or node.id
        return self._codes[named].label if self._codes else named

    def _said(self, node: Node, what: str) -> str:
        return node.facts.get(self._taken.get(what, ""), "")

    def _has_role(self, node: Node) -> bool:
        return any(
            actor.public_role for actor in self._old.actors.values() if self._label(node) in (actor.label, actor.id)
        )

    def _check_kinds(self, nodes: Iterable[Node]) -> None:
        words = Counter(self._said(node, "kind") for node in nodes if self._said(node, "kind"))
        strange = {word: number for word, number in words.items() if not kind_of(word)}
        problems = [
            Problem(str(self._network.file), None, f"kind {word!r} ({count(number, 'nodes')}): {_no_kind(word)}")
            for word, number in strange.items()
        ]
        if self._fill.get("kind") and not kind_of(self._fill["kind"]):
            problems.append(Problem("--fill", None, f"kind {self._fill['kind']!r}: {_no_kind(self._fill['kind'])}"))
        if problems:
            raise InvalidFile(problems)

    def _check_roles(self) -> None:
        if self._roleless:
            how = "a person is in a graph for a public role. Name a column by --role, or --fill role='member of …'."
            number, named = count(len(self._roleless), "persons"), few(list(map(self._label, self._roleless)))
            problem = f"{number} without a role ({named}): {how}"
            raise InvalidFile([Problem(str(self._network.file), self._roleless[0].line, problem)])


def _codes(labels: Iterable[str]) -> Mapping[str, Actor]:
    """The states of ISO codes, where all labels are such codes."""
    named = set(labels)
    for system in ("iso3", "iso2"):
        if named and named <= known.by_code(system).keys():
            return known.by_code(system)
    return {}


def _no_kind(word: str) -> str:
    return f"no kind of actor. {hint(word)} --kind COLUMN names another column."
