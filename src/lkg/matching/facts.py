"""What speaks for or against two actors being one, besides their names: kinds, countries, years, ties."""

from __future__ import annotations

from collections.abc import Iterator

from lkg.matching.known import Known
from lkg.matching.parts import Part

KIND, COUNTRY, APART, JOINED = -10.0, -15.0, -25.0, -25.0
"""what it takes away that kinds differ, or countries; that years lie between; that a claim joins the two"""
TIE, TIES = 2.0, 8.0
"""what each shared tie adds, and all together at most"""
LIFETIME = 80
"""years between the claims of two persons after which they are hardly one"""


def facts(one: Known, a: str, two: Known, b: str) -> Iterator[Part]:
    """All that the graphs know."""
    actor, other = one.actors[a], two.actors[b]
    kinds = one.groups[a], two.groups[b]
    if kinds[0] != kinds[1]:
        yield Part(f"differ in kind: {kinds[0]}/{kinds[1]}", KIND)
    if actor.country and other.country and actor.country != other.country:
        yield Part(f"countries differ: {actor.country}/{other.country}", COUNTRY)
    if one is two and (claim := one.joined.get(frozenset((a, b)))):
        yield Part(f"{claim} joins the two", JOINED)
    if years := _between(one.years.get(a), two.years.get(b), a in one.people):
        yield Part(f"{years} years lie between their claims", APART)
    shared = len(one.ties.get(a, set()) & two.ties.get(b, set()))
    if shared:
        yield Part(f"share {shared} tie{'' if shared == 1 else 's'}", min(TIES, TIE * shared))


def _between(ours: tuple[int, int] | None, theirs: tuple[int, int] | None, person: bool) -> int:
    """The years between the claims of two persons, if they are more than a lifetime."""
    if not person or ours is None or theirs is None:
        return 0
    days = max(ours[0], theirs[0]) - min(ours[1], theirs[1])
    years = round(days / 365.2425)
    return years if years >= LIFETIME else 0
