"""How long a claim holds: persistence of bare dates, and what closes an open spell.

A state with a bare date was seen then, and possibly goes on as long as its relation's `persists`
says. It is closed by an *ended* claim (of the same subject, or of one whom the subject represents),
by an `easesPressureOn` of the same pair where it is a bare-dated measure, and by a closed interval
of the same subject, relation and object in which its date lies. Closings are kept apart from the
bounds, since a lens may not see the source of the claim that closes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkg import period
from lkg.claims.model import Claim
from lkg.period import FUTURE, Period
from lkg.vocab import Relation

Represents = Callable[[str, str, int], bool]
"""(actor, principal, day) → whether the actor spoke for the principal then"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Start in [s1, s2], end in [e1, e2], as day numbers, persistence included."""

    s1: int
    s2: int
    e1: int
    e2: int
    open: bool = False
    """a state whose end nobody gave: it may be closed"""


@dataclass(frozen=True, slots=True)
class Closing:
    """One claim closes another: the end then lies in [e1, e2]."""

    claim: str
    closer: str
    e1: int
    e2: int
    extends: bool = False
    """a bare date followed by *ended* holds in between, also where it would have faded before"""


def bounds(claim: Claim, relation: Relation) -> Bounds:
    """The bounds of one claim by itself; an end does not persist."""
    when = claim.when
    if claim.modality == "ended":
        return Bounds(when.start_earliest, when.start_latest, when.end_earliest, when.end_latest)
    return bounds_of(when, relation)


def bounds_of(when: Period, relation: Relation) -> Bounds:
    """The bounds of what a relation says of a date.

    >>> from lkg.vocab import ontology
    >>> visit, post = (bounds_of(period.parse("2022-03"), ontology().relations[name]) for name in ("visits", "leads"))
    >>> period.day(visit.e2), period.day(post.e2), post.open
    ('2022-03-31', '9999-12-31', True)
    """
    s1, s2, e1, e2 = when.start_earliest, when.start_latest, when.end_earliest, when.end_latest
    if not relation.is_state:
        return Bounds(s1, s2, e1, e2)
    if when.bare:
        last = FUTURE if relation.persists == "until_ended" else period.months_after(e2, _persistence(relation))
        return Bounds(s1, s2, e1, last, open=True)
    return Bounds(s1, s2, e1, e2, open=when.open_end)


def closings(
    claims: Iterable[Claim], held: Mapping[str, Bounds], relations: Mapping[str, Relation], represents: Represents
) -> Iterator[Closing]:
    """All closings among these claims; withdrawn claims neither close nor are closed.

    >>> from lkg.vocab import ontology
    >>> known, said = ontology().relations, [("C1", "2020-08", "asserted"), ("C2", "2022-01", "ended")]
    >>> both = [Claim(name, "a", "hostsOfficeOf", "b", period.parse(day), "s1", how) for name, day, how in said]
    >>> held = {claim.id: bounds(claim, known[claim.relation]) for claim in both}
    >>> [(found.claim, found.closer, period.day(found.e2)) for found in closings(both, held, known, lambda *_: False)]
    [('C1', 'C2', '2022-01-31')]
    """
    standing = [claim for claim in claims if claim.withdrawal is None]
    by_object: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in standing:
        if relations[claim.relation].is_state and claim.modality not in ("negated", "ended"):
            by_object[claim.relation, claim.object].append(claim)
    for claim in standing:
        alike = by_object[claim.relation, claim.object]
        if claim.modality == "ended":
            yield from _ended(claim, alike, held, represents)
        elif claim.relation == "easesPressureOn" and claim.modality == "asserted":
            yield from _eased(claim, by_object, held, relations)
        elif claim.modality in ("asserted", "alleged") and not held[claim.id].open:
            yield from _within(claim, [other for other in alike if other.subject == claim.subject], held)


def closed(held: Mapping[str, Bounds], found: Iterable[Closing]) -> dict[str, Bounds]:
    """The bounds after these closings; the SQL of a lens follows the same rule for the closings that it sees.

    >>> own = Bounds(100, 100, 100, 465, open=True)
    >>> closed({"C1": own}, [Closing("C1", "C2", e1=200, e2=230)])["C1"]
    Bounds(s1=100, s2=100, e1=200, e2=230, open=False)
    """
    by_claim: dict[str, list[Closing]] = defaultdict(list)
    for closing in found:
        by_claim[closing.claim].append(closing)
    return {name: _closed(own, by_claim[name]) if name in by_claim else own for name, own in held.items()}


def _closed(own: Bounds, found: Sequence[Closing]) -> Bounds:
    e1, e2 = min(c.e1 for c in found), min(c.e2 for c in found)
    last = e2 if any(c.extends for c in found) else min(own.e2, e2)
    certain = e1 if own.e1 >= FUTURE else max(own.e1, e1)
    return Bounds(own.s1, own.s2, min(certain, last), last)


def _persistence(relation: Relation) -> int:
    return period.months(relation.persists) if relation.persists else 0


def _ended(end: Claim, alike: list[Claim], held: Mapping[str, Bounds], represents: Represents) -> Iterator[Closing]:
    at = held[end.id]
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for claim in alike:
        if claim.subject == end.subject or represents(claim.subject, end.subject, at.e2):
            by_subject[claim.subject].append(claim)
    for claims in by_subject.values():
        for claim in _latest_spell(claims, held, at.e2):
            own = held[claim.id]
            if own.open and (own.e2 >= at.s1 or claim.when.bare):
                yield Closing(claim.id, end.id, at.s1, at.e2, extends=claim.when.bare)


def _latest_spell(claims: list[Claim], held: Mapping[str, Bounds], day: int) -> list[Claim]:
    """Of the claims that begin by a day, those that overlap, transitively, with the one that lasts or begins last."""
    begun = sorted((c for c in claims if held[c.id].s1 <= day), key=lambda c: (held[c.id].s1, c.id))
    spell: list[Claim] = []
    reach = -1
    for claim in begun:
        spell = [*spell, claim] if held[claim.id].s1 <= reach else [claim]
        reach = max(reach, held[claim.id].e2)
    return spell


def _eased(
    easing: Claim,
    by_object: Mapping[tuple[str, str], list[Claim]],
    held: Mapping[str, Bounds],
    relations: Mapping[str, Relation],
) -> Iterator[Closing]:
    at = held[easing.id]
    for name, relation in relations.items():
        if relation.is_state and relation.family == "materialConflict":
            for claim in by_object.get((name, easing.object), ()):
                same_pair = claim.subject == easing.subject
                if same_pair and claim.when.bare and held[claim.id].s1 <= at.e2 <= held[claim.id].e2:
                    yield Closing(claim.id, easing.id, at.s1, at.e2)


def _within(spell: Claim, alike: list[Claim], held: Mapping[str, Bounds]) -> Iterator[Closing]:
    whole = held[spell.id]
    for claim in alike:
        own = held[claim.id]
        if claim.when.bare and whole.s1 <= own.s1 and own.s2 <= whole.e2:
            # it adds no time beyond the interval, and no certainty either
            yield Closing(claim.id, spell.id, own.e1, whole.e2)
