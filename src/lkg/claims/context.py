"""What follows from holding claims against one another: spells, sides, statements, what is contested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lkg.claims import spells
from lkg.claims.denials import denials, hits
from lkg.claims.model import Claim, Record
from lkg.claims.references import check_references
from lkg.claims.sides import Sides
from lkg.claims.spells import Bounds, Closing
from lkg.errors import InvalidFile
from lkg.vocab import ontology


class Context:
    """A record's claims in the light of one another, no lens applied.

    Raises InvalidFile if a claim names what is not there.

    >>> import lkg
    >>> context = Context(lkg.open().record)
    >>> len(context.contested), len(context.closings)
    (22, 35)
    """

    def __init__(self, record: Record) -> None:
        broken = check_references(record)
        if broken:
            raise InvalidFile(broken)
        self.bounds, self.closings = _spells(record)
        self.held = spells.closed(self.bounds, self.closings)
        self.sides = Sides(record.claims.values(), self.held, record.actors)
        self.statements = _statements(record, self.held)
        self.denials = list(denials(record, self.statements, self.sides))
        self.hits = list(hits(record, self.statements))
        standing = {claim.id for claim in record.claims.values() if _stands(claim)}
        self.contested = {claim for claim, denial in self.hits if denial in standing}
        """claims of statements that somebody genuinely denies"""


def _stands(claim: Claim) -> bool:
    """Whether a denial counts without a lens: said, not planned, not improbable, and not taken back."""
    return claim.withdrawal is None and claim.modality in ("asserted", "alleged") and claim.credibility != "5"


def _spells(record: Record) -> tuple[dict[str, Bounds], list[Closing]]:
    relations = ontology().relations
    claims = record.claims.values()
    bounds = {claim.id: spells.bounds(claim, relations[claim.relation]) for claim in claims}
    # mandates can end, too; so they are closed first, and decide who is closed with whom
    mandates = [claim for claim in claims if claim.relation == "represents"]
    ended = spells.closings(mandates, bounds, relations, lambda actor, principal, day: False)
    sides = Sides(mandates, spells.closed(bounds, ended), record.actors)

    def represents(actor: str, principal: str, day: int) -> bool:
        return principal in sides.above(actor, day, day)

    return bounds, list(spells.closings(claims, bounds, relations, represents))


def _statements(record: Record, held: Mapping[str, Bounds]) -> dict[str, int]:
    """Claim → number of its statement: equal subject, relation and object, intervals overlapping transitively."""
    alike: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    found: dict[str, int] = {}
    for claim in record.claims.values():
        if claim.withdrawal is not None:
            found[claim.id] = len(found)  # it says nothing any more, so it joins nothing
            continue
        alike[claim.subject, claim.relation, claim.object].append(claim)
    count = len(record.claims)
    for claims in alike.values():
        reach = -1
        for claim in sorted(claims, key=lambda c: (held[c.id].s1, c.id)):
            count += held[claim.id].s1 > reach
            reach = max(reach, held[claim.id].e2)
            found[claim.id] = count
        count += 1
    return found
