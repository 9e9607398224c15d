"""The claims of a network file: an edge becomes a claim, of which the file itself is the source if it names none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lkg.claims import Claim, Record, Source
from lkg.claims.model import MODALITIES
from lkg.errors import InvalidPeriod, Misuse
from lkg.importers.accounts import Listing, Reading, count, most
from lkg.importers.edges import ends, relations
from lkg.importers.edges.attributes import Attributes
from lkg.importers.edges.model import Edge, NetworkFile
from lkg.importers.edges.sayings import Sayings
from lkg.importers.gathering import Gathering
from lkg.importers.origin import Origin, claim_id, source_of
from lkg.importers.sheets.relations import Meaning
from lkg.vocab import nearest, ontology

FILLED = ("relation", "kind", "role", "modality", "credibility")
"""what may be said for all at once"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the importing person says of the attributes of a file."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    """what is meant (label, relation, date …) → the attribute that holds it"""
    fill: Mapping[str, str] = field(default_factory=dict)
    """what holds for every edge or node that says nothing of it"""
    relations: Path | None = None
    """a file of words and the relations that they mean"""


def read(
    network: NetworkFile,
    old: Record | None = None,
    origin: Origin | None = None,
    choice: Choice | None = None,
    *,
    listing: Listing | None = None,
) -> Reading:
    """The claims of a network, with what is in `old` known already; every edge is a claim or has its reason.

    `listing` takes all that makes no claim. Raises InvalidFile with all words that are no relation or kind, and Misuse
    for a choice that does not fit.

    >>> import tempfile
    >>> from lkg.importers.edges import open_network
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "net.csv"
    ...     _ = file.write_text("from,to,relation,year\\nLithuania,Ukraine,aids,2022\\nUkraine,Ukraine,aids,2022\\n")
    ...     found = read(open_network(file))
    >>> [(claim.subject, claim.relation, claim.when.text) for claim in found.record.claims.values()]
    [('lithuania', 'aids', '2022')]
    >>> next(found.account.words())
    '2 nodes, 2 edges read: 1 claim'
    """
    given, chosen = origin or Origin(), choice or Choice()
    for name in chosen.fill:
        if name not in FILLED:
            near = nearest(name, FILLED)
            raise Misuse(f"--fill {name}: use {' or '.join(near) if near else ', '.join(FILLED)}.")
    source = source_of(
        network.file, given, title=network.title, publisher=network.publisher, published=network.published
    )
    read = Counter(nodes=len(network.nodes), edges=len(network.edges))
    into = Gathering(network.file, source, given, old or Record(), read, listing)
    return _Edges(network, into, chosen, old or Record()).read()


class _Edges:
    def __init__(self, network: NetworkFile, into: Gathering, choice: Choice, old: Record) -> None:
        self.network, self.into, self.choice = network, into, choice
        self.taken = Attributes(network, choice.attributes)
        modality, credibility = (choice.fill.get(name, "") for name in ("modality", "credibility"))
        self.say = Sayings(
            self.taken.edges, network.is_ours, modality or "asserted", credibility or into.given.credibility
        )
        self.words = relations.words(choice.relations, choice.fill.get("relation", ""))
        self.old = old
        self.undirected = 0

    def read(self) -> Reading:
        meant = [(edge, found) for edge in self.network.edges if (found := self._meaning(edge))]
        self.words.check(self.network.file)
        self.ends = ends.Ends(self.network, self.taken.nodes, self.choice.fill, self.old)
        self.ends.settle((_ends(edge, found), found.relation) for edge, found in meant)
        for edge, found in meant:
            self._edge(edge, found)
        for words in self._notes():
            self.into.account.note(words)
        return self.into.reading(self.ends.found)

    def _meaning(self, edge: Edge) -> Meaning | None:
        """What an edge says; None where it makes no claim, and then its reason is noted."""
        fault = self._fault(edge)
        if fault:
            self._skip(edge, fault)
            return None
        word, sign = self.say.said(edge, "relation"), relations.sign_of(self.say.said(edge, "sign"))
        found = self.words.find(word, sign, edge.line)
        if self.words.makes_no_claim(word):
            self._skip(edge, f"{word!r} makes no claim by the list of relations")
        return found

    def _fault(self, edge: Edge) -> str:
        for end in (edge.source, edge.target):
            if end not in self.network.nodes:
                return f"its end {end!r} is no node of the file" if end else "an end is empty"
        if edge.source == edge.target:
            return "it leads from a node to itself"
        if edge.facts.get("via") and self.network.is_ours:
            return "it was derived by a lens that contracts what stands between"
        return ""

    def _edge(self, edge: Edge, found: Meaning) -> None:
        subject, object_ = map(self.ends.id, _ends(edge, found))
        relation = ontology().relations[found.relation]
        problem = "both ends are the same actor" if subject == object_ else self.ends.misfit(subject, relation, object_)
        modality = self.say.modality_of(edge)
        try:
            when = self.say.when(edge, found.relation)
        except InvalidPeriod as error:
            problem = str(error)
        if modality not in MODALITIES:
            problem = f"modality {modality!r}: use {', '.join(MODALITIES)}"
        if problem:
            self._skip(edge, problem)
            return
        self.undirected += not (edge.directed or relation.symmetric)
        new = [self._claim(edge, found, (subject, object_), when, modality, source) for source in self._cited(edge)]
        if not any(new):
            self._skip(edge, "it repeats an earlier edge")

    def _claim(
        self, edge: Edge, found: Meaning, pair: tuple[str, str], when: str, modality: str, source: Source
    ) -> bool:
        """Make a claim; whether it is a new one."""
        said = (*pair, found.relation, found.own, str(found.polarity), when, modality, source.id)
        claim = Claim(
            claim_id(self.into.source, *said),
            pair[0],
            found.relation,
            pair[1],
            self.into.dated(found.relation, when),
            source.id,
            modality,
            found.polarity,
            "the sign that the file gives" if found.polarity is not None else "",
            credibility=self.say.credibility_of(edge),
            locator=self.say.locator(edge),
            note=self.say.note(edge, found, when),
        )
        return self.into.add(claim, source)

    def _cited(self, edge: Edge) -> list[Source]:
        """The sources of an edge: every page that it cites, else the file."""
        return self.into.cited(self.say.said(edge, "source")) or [self.into.source]

    def _skip(self, edge: Edge, reason: str) -> None:
        self.into.leave("edge", f"{edge.source} – {edge.target}", reason, edge.line)

    def _notes(self) -> Iterator[str]:
        taken = list(self.taken.words()) if not self.network.is_ours else ["written by lkg export: ids are kept"]
        yield f"taken: {'; '.join(taken) or 'ends only'}"
        yield from self.ends.notes()
        if self.words.by_sign:
            yield f"known by their sign alone: {most(self.words.by_sign)}"
        if self.undirected:
            yield f"{count(self.undirected, 'edges')} without a direction read from the first end to the second"
        for things, number in self.network.passed_over.items():
            if number:
                yield f"{count(number, things)} passed over: they are no ties of two"


def _ends(edge: Edge, found: Meaning) -> tuple[str, str]:
    return (edge.target, edge.source) if found.swapped else (edge.source, edge.target)
