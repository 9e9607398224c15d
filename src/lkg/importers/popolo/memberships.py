"""What one membership says: who is in what, in which role, on whose behalf and when; or why it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkg import period
from lkg.errors import InvalidPeriod
from lkg.importers.origin import fitting
from lkg.importers.popolo import roles
from lkg.importers.popolo.documents import Documents, Item
from lkg.vocab import ontology


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership with what its post and its term add to it."""

    item: Item
    member: str
    body: str
    party: str
    role: str
    term: str
    area: str

    @property
    def relation(self) -> str:
        """How the member belongs to the organisation."""
        return roles.relation_of(self.role)

    def key(self) -> tuple[str, ...]:
        """What tells it from other memberships."""
        return self.item["id"], self.member, self.role, self.area, self.body


def of(item: Item, found: Documents) -> Membership:
    """A membership; a post gives the role and the organisation that it does not name itself."""
    post = found.posts.get(item["post_id"])
    return Membership(
        item,
        member=item["person_id"] or item["member_id"],
        body=item["organization_id"] or (post["organization_id"] if post else ""),
        party=item["on_behalf_of_id"],
        role=item["role"] or (post["role"] or post["label"] if post else ""),
        term=item["legislative_period_id"],
        area=item["area_id"] or (post["area_id"] if post else ""),
    )


def fault(of: Membership, found: Documents) -> str:
    """Why a membership says nothing, or empty."""
    return next(_faults(of, found), "")


def _faults(of: Membership, found: Documents) -> Iterator[str]:
    if not of.member or not of.body:
        yield "it names no organisation" if of.member else "it names no person"
    if of.member not in {*found.persons, *found.bodies}:
        yield f"{of.member!r} is no person of the file that has a name"
    for key in filter(None, (of.body, of.party)):
        if key not in found.bodies:
            yield f"{key!r} is no organisation of the file that has a name"
    if of.term and of.term not in found.terms:
        yield f"it lasts by {of.term!r}, which is no event of the file that has a name"
    if of.member in found.bodies and of.relation == "servesIn":
        yield "an organisation cannot serve in another"
    try:
        when(of, found)
    except InvalidPeriod as error:
        yield str(error)


def when(of: Membership, found: Documents) -> str:
    """The dates of a membership: what it leaves open is the start and end of its term; empty where nothing is said.

    Raises InvalidPeriod for dates that are none.

    >>> term = Item("events[0]", {"id": "t", "name": "A term", "start_date": "2020-11-13", "end_date": "2024-11-14"})
    >>> found = Documents({"events": [term]}, "")
    >>> left = Item("memberships[0]", {"legislative_period_id": "t", "end_date": "2022-01-01"})
    >>> when(Membership(left, "p", "o", "", "member", "t", ""), found)
    '2020-11-13/2022-01-01'
    """
    term = found.terms.get(of.term)
    start, end = (of.item[name] or (term[name] if term else "") for name in ("start_date", "end_date"))
    return period.parse(fitting(ontology().relations[of.relation], start, end)).text if start or end else ""


def office(of: Membership, found: Documents) -> str:
    """The public role that a membership gives."""
    term = found.terms.get(of.term)
    preposition = "in" if of.relation == "servesIn" else "of"
    lasting = f" ({term['name']})" if term else ""
    return f"{of.role or 'member'} {preposition} {found.bodies[of.body]['name']}{lasting}"
