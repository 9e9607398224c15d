"""Claims that name what is not there: an actor, relation, source or claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lkg.claims.model import Record
from lkg.errors import Problem
from lkg.vocab import nearest, ontology


def check_references(record: Record, *, relations: bool = True) -> list[Problem]:
    """Every dangling name of a record; without them a claim table can be built.

    >>> from lkg.claims import Actor, Claim, Source
    >>> from lkg.period import parse
    >>> states, source = {"china": Actor("china", "China", "State")}, Source("s1", "", "LRT", "news")
    >>> claim = Claim("C1", "china", "visits", "chine", parse("2021"), "s1")
    >>> print(*check_references(Record(states, {"s1": source}, {"C1": claim})))
    claim C1  it names the actor 'chine', which does not exist. Did you mean china?
    """
    return list(_broken(record, relations))


def _broken(record: Record, relations: bool) -> Iterator[Problem]:
    for claim in record.claims.values():
        place = f"claim {claim.id}"
        for end in (claim.subject, claim.object, claim.claimant):
            if end and end not in record.actors:
                yield Problem(place, None, _missing("actor", end, record.actors))
        if relations and claim.relation not in ontology().relations:
            yield Problem(place, None, _missing("relation", claim.relation, ontology().relations))
        if claim.source not in record.sources:
            yield Problem(place, None, _missing("source", claim.source, record.sources))
        for dispute in claim.disputes:
            if dispute.disputed not in record.claims:
                yield Problem(place, None, _missing("claim", dispute.disputed or dispute.id, record.claims, "disputes"))


def _missing(thing: str, name: str, known: Iterable[str], verb: str = "names") -> str:
    near = nearest(name, known)
    mend = f"Did you mean {' or '.join(near)}?" if near else f"Add it, or correct the {thing}."
    return f"it {verb} the {thing} {name!r}, which does not exist. {mend}"
