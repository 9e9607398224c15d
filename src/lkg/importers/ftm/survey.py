"""What must be known before the first claim: the kinds of all nodes, the public roles of persons, posts, documents.

Files are read twice, for a link may stand before its ends. Memory grows with the number of nodes, not of links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lkg.importers.ftm.opening import Entity, ident
from lkg.importers.ftm.tables import MARK, schemata
from lkg.vocab import GROUPS, ontology

TOPICS = {"pol.party": "PoliticalParty", "gov.igo": "InternationalOrganization", "mil": "MilitaryUnit"}
"""topics that say more of a body than its schema does"""
_ROLE_TOPICS = ("role.", "gov.", "pol.", "sanction", "debarment")
_SHOWN = 3


@dataclass(slots=True)
class Survey:
    """Nodes by id, from a first reading of all files."""

    role: str = ""
    """the public role of all persons for whom the files say none"""
    kinds: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    """person → public role, or nothing"""
    posts: dict[str, Entity] = field(default_factory=dict)
    documents: dict[str, Entity] = field(default_factory=dict)
    met: dict[str, str] = field(default_factory=dict)
    """every entity → its schema"""
    twice: set[tuple[str, int]] = field(default_factory=set)
    """file and line of entities whose id was met before"""
    _by_link: list[tuple[str, str]] = field(default_factory=list)

    def read(self, entity: Entity) -> None:
        """Note what one entity is."""
        if entity.id in self.met:
            self.twice.add((str(entity.file), entity.line))
            return
        self.met[entity.id] = entity.schema
        schema = schemata().get(entity.schema)
        if schema and schema.kind:
            self.kinds[entity.id] = kind_of(entity)
            if self.kinds[entity.id] == "Person":
                self.persons[entity.id] = _role(entity)
        elif entity.schema == "Position":
            self.posts[entity.id] = entity
        elif schema and "Document" in schema.above:
            self.documents[entity.id] = entity
        else:
            self._note_roles(entity)

    def finish(self) -> None:
        """Give persons the roles that links say, when all files have been read."""
        for person, role in self._by_link:
            post = self.posts.get(role)
            if person in self.persons and not self.persons[person]:
                self.persons[person] = post.first("name") if post else role
        for person, role in self.persons.items():
            if not role and not self.role:
                del self.kinds[person]
        self._by_link.clear()

    def role_of(self, person: str) -> str:
        """The public role of a person."""
        return self.persons.get(person) or self.role

    def _note_roles(self, entity: Entity) -> None:
        if entity.schema == "Occupancy":
            self._note(entity.all("holder"), ident(entity.first("post")))
        elif entity.schema == "Directorship":
            self._note(entity.all("director"), entity.first("role") or "director")
        elif entity.schema == "Sanction":
            program = entity.first("program", "authority")
            self._note(entity.all("entity"), "named on a list of sanctions" + f" ({program})" * bool(program))

    def _note(self, persons: Iterable[str], role: str) -> None:
        self._by_link += [(ident(person), role) for person in persons]


def kind_of(entity: Entity) -> str:
    """The kind of a node: as lkg itself wrote it among the keywords, else by topic, else by schema.

    >>> from pathlib import Path
    >>> kind_of(Entity(Path("x"), 1, "p", "Organization", {"topics": ["pol.party"]}))
    'PoliticalParty'
    """
    for word in entity.all("keywords"):
        kind = word.removeprefix(MARK)
        if word.startswith(MARK) and ontology().group(kind) in GROUPS:
            return kind
    own = schemata()[entity.schema].kind
    if own == "Organization":
        return next((TOPICS[topic] for topic in entity.all("topics") if topic in TOPICS), own)
    return own


def _role(entity: Entity) -> str:
    held = entity.all("position")
    if held:
        return "; ".join(held[:_SHOWN])
    topics = [topic for topic in entity.all("topics") if topic.startswith(_ROLE_TOPICS)]
    return f"marked as {', '.join(topics)} in FollowTheMoney" if topics else ""
