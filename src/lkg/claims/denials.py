"""Who denies what, and since when a claim is known: what worldviews and the clock of knowledge rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lkg import period
from lkg.claims.model import Claim, Record, Source
from lkg.claims.sides import Sides
from lkg.period import PAST
from lkg.vocab import ontology


@dataclass(frozen=True, slots=True)
class Denial:
    """A claim belongs to a statement that somebody on a principal's side genuinely denies."""

    claim: str
    principal: str
    by: str
    """the claim that denies"""


def denials(record: Record, statements: Mapping[str, int], sides: Sides) -> Iterator[Denial]:
    """What falls in the worldview of every actor for whom a denier speaks on the date of the denial.

    Which of these a lens sees, by the date and the rating of the denial, is decided there. A denial hits the whole
    statement. A claim whose claimant is on the same side, then or when it was made, stays:
    divisions within a side are not decided here. Nor does anybody deny its own denial.

    >>> import lkg
    >>> sorted({denial.principal for denial in lkg.open().table.context.denials})[:3]
    ['alexander-lukashenko', 'belarus', 'china']
    """
    members: dict[int, list[Claim]] = defaultdict(list)
    for claim in record.claims.values():
        members[statements[claim.id]].append(claim)
    found: dict[tuple[str, str, str], Denial] = {}
    for denial in record.claims.values():
        hit = [d.disputed for d in denial.disputes if d.hits]
        when = denial.when.start_earliest, denial.when.end_latest
        for principal in sorted(sides.above(denial.claimant or denial.subject, *when)):
            for claim in (c for name in hit for c in members[statements[name]]):
                if claim.id != denial.id and not _own(claim, principal, when, sides):
                    found[claim.id, principal, denial.id] = Denial(claim.id, principal, denial.id)
    yield from found.values()


def hits(record: Record, statements: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """(claim, denial) for every claim of a statement that a denial hits."""
    members: dict[int, list[str]] = defaultdict(list)
    for claim in record.claims.values():
        members[statements[claim.id]].append(claim.id)
    for denial in record.claims.values():
        disputed = [d.disputed for d in denial.disputes if d.hits]
        for name in sorted({claim for hit in disputed for claim in members[statements[hit]]}):
            yield name, denial.id


def _own(claim: Claim, principal: str, when: tuple[int, int], sides: Sides) -> bool:
    made = claim.when.start_earliest, claim.when.start_latest
    return bool(claim.claimant) and any(principal in sides.above(claim.claimant, *days) for days in (when, made))


def known(claim: Claim, source: Source) -> int:
    """The earliest day on which somebody could know a claim: when its source appeared, at the earliest.

    Standing facts that are common knowledge have always been known; an uncited event, since it happened.

    >>> claim = Claim("C1", "a", "visits", "b", period.parse("2021-12"), "s1")
    >>> source = Source("s1", "A year on", "The Paper", "news", published="2022-12-05")
    >>> period.day(known(claim, source))
    '2022-12-05'
    """
    if source.is_uncited:
        return PAST if ontology().relations[claim.relation].is_state else claim.when.start_earliest
    return period.parse(source.published).start_earliest if source.published else PAST
