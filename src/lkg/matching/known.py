"""What a graph knows of its actors besides their names, as far as it bears on whether two of them are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lkg import period
from lkg.claims import Actor
from lkg.claims.model import MODALITIES
from lkg.graphs import Graph
from lkg.identity import fold
from lkg.matching.initialisms import spelt_out
from lkg.matching.states import NONE, States, states_of
from lkg.vocab import ontology

MOST = 8
"""names of one actor that are compared"""
SORTS: Mapping[str, str] = {
    "Person": "person",
    **dict.fromkeys(("State", "Organization", "Place", "Asset"), "body"),
    **dict.fromkeys(("Policy", "Agreement", "Dispute", "Event"), "matter"),
}
"""kinds that coders may well take for one another; a person is no company, and a dispute no state"""
UNSAID = "Organization"
"""the kind that an import takes for who may be anybody"""

Ends = tuple[str, str, str]
"""relation, which end, and the folded name of whom an actor is tied to"""


SAID = f"""SELECT MIN(id), subject, relation, object, MIN(s1), MAX(s1) FROM claim
WHERE NOT withdrawn AND modality <> {MODALITIES.index("negated")} GROUP BY subject, relation, object ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, or of a large graph all that say the same, as far as it bears on identity."""

    claim: str
    subject: str
    relation: str
    object: str
    first: int
    last: int


@dataclass(frozen=True)
class Known:
    """The actors of a graph as they stand in the data, with their names, ties and years.

    Judgements are not applied: whoever was judged to be one is two here, so that judgements can be looked at again.
    """

    graph: Graph

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """All actors by id."""
        return self.graph.recorded.actors

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Actor → its names, the label first."""
        found = {}
        for actor in self.actors.values():
            names = dict.fromkeys((actor.label, *(text for text, _ in actor.aliases)))
            found[actor.id] = tuple(name for name in names if fold(name))[:MOST]
        return found

    @cached_property
    def spelt(self) -> dict[str, tuple[str, ...]]:
        """Actor → its names, and both parts of one with its initialism in brackets."""
        return {
            actor: names if actor in self.people else tuple(dict.fromkeys(part for n in names for part in spelt_out(n)))
            for actor, names in self.names.items()
        }

    @cached_property
    def states(self) -> dict[str, States]:
        """Actor → which states of the ontology's table it is or serves, of those that do."""
        found = {name: states_of(actor, self.names[name]) for name, actor in self.actors.items()}
        return {name: states for name, states in found.items() if states != NONE}

    @cached_property
    def items(self) -> dict[str, str]:
        """Actor → its Wikidata id, of those that have one."""
        return {name: actor.wikidata for name, actor in self.actors.items() if actor.wikidata}

    @cached_property
    def people(self) -> frozenset[str]:
        """The actors that are persons."""
        return frozenset(name for name, group in self.groups.items() if group == "Person")

    @cached_property
    def groups(self) -> dict[str, str]:
        """Actor → State, Organization, Person …"""
        return {name: ontology().group(actor.kind) for name, actor in self.actors.items()}

    @cached_property
    def sorts(self) -> dict[str, str]:
        """Actor → person, body or matter."""
        return {name: SORTS.get(group, "matter") for name, group in self.groups.items()}

    def may_be_a_person(self, actor: str) -> bool:
        """Whether it is one, or of the kind that is taken where nobody says of which kind somebody is."""
        return actor in self.people or self.actors[actor].kind == UNSAID

    @cached_property
    def ties(self) -> dict[str, set[Ends]]:
        """Actor → whom its claims tie it to, by which relation and from which end."""
        found: dict[str, set[Ends]] = defaultdict(set)
        for said in self._said:
            found[said.subject].add((said.relation, "to", self._folded(said.object)))
            found[said.object].add((said.relation, "from", self._folded(said.subject)))
        return found

    @cached_property
    def years(self) -> dict[str, tuple[int, int]]:
        """Actor → the first and the last day on which dated claims begin that name it, as ordinals."""
        found: dict[str, tuple[int, int]] = {}
        for said in self._said:
            for actor in (said.subject, said.object) if said.first > period.PAST else ():
                first, last = found.get(actor, (period.FUTURE, period.PAST))
                found[actor] = min(first, said.first), max(last, said.last)
        return found

    @cached_property
    def joined(self) -> dict[frozenset[str], str]:
        """Two actors → a claim that joins them."""
        return {frozenset((said.subject, said.object)): said.claim for said in reversed(self._said)}

    @cached_property
    def claims(self) -> dict[str, list[str]]:
        """Actor → the first of its claims, for a look at them."""
        found: dict[str, list[str]] = defaultdict(list)
        for said in self._said:
            for actor in {said.subject, said.object}:
                if len(found[actor]) < MOST:
                    found[actor].append(said.claim)
        return found

    @cached_property
    def counts(self) -> Counter[str]:
        """Actor → how many claims, or for a large graph how many ties, name it."""
        return Counter(actor for said in self._said for actor in (said.subject, said.object))

    @cached_property
    def _said(self) -> tuple[Said, ...]:
        """The claims that stand; of a large graph one for all that say the same, with the names of those who count."""
        if self.graph.place.is_large:
            table = self.graph.table
            rows = table.sql(SAID).fetchall()
            return tuple(Said(i, table.nodes[s], table.relations[r], table.nodes[o], a, b) for i, s, r, o, a, b in rows)
        return tuple(
            Said(claim.id, claim.subject, claim.relation, claim.object, *(claim.when.start_earliest,) * 2)
            for claim in self.graph.recorded.claims.values()
            if claim.withdrawal is None and claim.modality != "negated"
        )

    def _folded(self, actor: str) -> str:
        return fold(self.actors[actor].label) if actor in self.actors else actor
