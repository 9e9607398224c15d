"""What a record of the graph is in Python: claim, actor, source, grouping; frozen, with short ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkg import period
from lkg.period import Period
from lkg.vocab import Relation

MODALITIES = ("asserted", "negated", "ended", "planned", "alleged")
VERDICTS = ("same", "notSame", "unsure")


@dataclass(frozen=True, slots=True)
class ClaimDispute:
    """That one claim disputes another: by which type, genuinely or only in appearance.

    >>> ClaimDispute("C2-C1", "C1", "denial", "genuine").hits, ClaimDispute("C3-C1", "C1", "date", "genuine").hits
    (True, False)
    """

    id: str
    disputed: str
    type: str
    nature: str

    @property
    def hits(self) -> bool:
        """Whether it contests the whole statement: only a genuine denial does."""
        return self.type == "denial" and self.nature == "genuine"


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in a source text a claim stands: code points [start, end) and the SHA-256 of what stands there."""

    id: str
    source: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who took a claim back, when and why; it stays on record and is never counted."""

    on: str
    by: str
    because: str


OWN_WORD = " (a word of the spreadsheet)"
"""what stands in a note behind a word that was only given a sign"""


@dataclass(frozen=True, slots=True)
class Claim:
    """A source says that subject – relation – object held or happened at some time.

    >>> claim = Claim("C1", "a", "visits", "b", period.parse("2021-08"), "s1", credibility="2")
    >>> claim.modality, claim.when.text
    ('asserted', '2021-08')
    """

    id: str
    subject: str
    relation: str
    object: str
    when: Period
    source: str
    modality: str = "asserted"
    polarity: int | None = None
    """only where it overrides the relation's"""
    polarity_reason: str = ""
    intensity: str = ""
    """only where it overrides the relation's, as the score of a coded event does"""
    amount: str = ""
    unit: str = ""
    claimant: str = ""
    disputes: tuple[ClaimDispute, ...] = ()
    credibility: str = ""
    passage: Passage | None = None
    locator: str = ""
    note: str = ""
    withdrawal: Withdrawal | None = None

    @property
    def own_word(self) -> str:
        """What a coder wrote of whom only the sign is known; empty where the relation itself was meant.

        >>> Claim("C1", "a", "opposes", "b", period.parse("2021"), "s1", note=f"arrests{OWN_WORD}; at night").own_word
        'arrests'
        """
        word, marked, _ = self.note.partition(OWN_WORD)
        return word if marked else ""

    def sign(self, relation: Relation) -> int:
        """The polarity that counts: the relation's, unless the claim overrides it, with a reason, on a deed.

        >>> from lkg.vocab import ontology
        >>> said, visits = ("C1", "a", "visits", "b", period.parse("2021"), "s1"), ontology().relations["visits"]
        >>> Claim(*said).sign(visits), Claim(*said, polarity=-1, polarity_reason="it was uninvited").sign(visits)
        (1, -1)
        """
        overridden = self.polarity is not None and self.polarity_reason and relation.family != "structural"
        return self.polarity if overridden and self.polarity is not None else relation.polarity


@dataclass(frozen=True, slots=True)
class Actor:
    """A node of the graph: a state, body, person, policy, event, asset or place."""

    id: str
    label: str
    kind: str
    aliases: tuple[tuple[str, str], ...] = ()
    """(text, language tag)"""
    wikidata: str = ""
    country: str = ""
    scope: str = ""
    contested: str = ""
    public_role: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A page, document or data set that claims cite; `uncited` marks what stands without one."""

    id: str
    title: str
    publisher: str
    kind: str
    publisher_country: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    language: str = ""
    reliability: str = ""
    origin: str = ""
    accessed: str = ""
    archived: str = ""
    sha256: str = ""
    note: str = ""

    @property
    def is_uncited(self) -> bool:
        """Whether this is the mark for common knowledge, and no source at all."""
        return self.kind == "uncited"


@dataclass(frozen=True, slots=True)
class Group:
    """One part of a grouping; the note says what unites its members."""

    id: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """A coder's decision that an actor belongs to a group, from a first to a last day, both included.

    >>> placed = Placement("p1", "a", "allies", first_day="2022-03-01", because="it signed")
    >>> placed.holds(period.ordinal("2022-02-28")), placed.holds(period.ordinal("2022-03-01"))
    (False, True)
    """

    id: str
    actor: str
    group: str
    first_day: str = ""
    """empty: from the beginning"""
    last_day: str = ""
    """empty: it still holds"""
    basis: tuple[str, ...] = ()
    """the claims on which it rests"""
    because: str = ""
    """the reason, where no claim settles it"""
    note: str = ""

    def holds(self, day: int) -> bool:
        """Whether it holds on a day, given as an ordinal."""
        first = period.ordinal(self.first_day) if self.first_day else period.PAST
        last = period.ordinal(self.last_day) if self.last_day else period.FUTURE
        return first <= day <= last


@dataclass(frozen=True, slots=True)
class Grouping:
    """A declared partition of actors into groups; no sourced claim, but a decision of those who keep the graph."""

    id: str
    title: str
    definition: str
    groups: Mapping[str, Group]
    placements: tuple[Placement, ...]

    def on(self, day: int) -> dict[str, list[str]]:
        """Actor → its groups on a day given as an ordinal: one group each, if the grouping is sound.

        >>> placed = Placement("p1", "a", "allies", first_day="2022-03-01")
        >>> bloc = Grouping("bloc", "Bloc", "who stands with whom", {"allies": Group("allies", "Allies")}, (placed,))
        >>> bloc.on(period.ordinal("2022-02-28")), bloc.on(period.ordinal("2022-03-01"))
        ({}, {'a': ['allies']})
        """
        found: dict[str, list[str]] = {}
        for placement in self.placements:
            if placement.holds(day):
                found.setdefault(placement.actor, []).append(placement.group)
        return found


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision whether two actors of the data are one; it stays on record when it is taken back."""

    id: str
    actors: tuple[str, str]
    """in the order of their ids"""
    verdict: str
    """same, notSame or unsure"""
    on: str
    by: str
    because: str
    kept: str = ""
    """of two that are the same, the one as which both count"""
    withdrawal: Withdrawal | None = None

    @property
    def stands(self) -> bool:
        """Whether it has not been taken back."""
        return self.withdrawal is None


@dataclass(frozen=True, slots=True)
class Record:
    """All actors, sources, claims, groupings and judgements of a graph, by id, in the order of their ids."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    ratings: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """probabilities that this graph puts in place of the ontology's"""
    disputed_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """claim → the standing claims that dispute it"""
    ego: str = ""
    """the actor around which the data were collected, if they were"""
    coding_error: float = 0.0
    """the share of claims that the data declare to be miscoded"""
    groupings: Mapping[str, Grouping] = field(default_factory=dict)
    """partitions of actors that coders decided on, such as `bloc`"""
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    """which actors are the same, as people judged"""
    counted_as: Mapping[str, str] = field(default_factory=dict)
    """actor → the one as which it counts: filled in a record whose actors judged the same are one"""
