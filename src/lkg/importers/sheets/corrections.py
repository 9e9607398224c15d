"""Rows without an id that seem to correct what an earlier import took over: their claims would stand beside it."""

from __future__ import annotations

from collections.abc import Iterator

from lkg.claims import Claim, Record
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.reading import OWN, Reading


def corrections(found: Reading, old: Record) -> Iterator[tuple[Row, Claim]]:
    """A new row and the claim of the graph that it may correct.

    That claim, too, came from a row without an id, which the file no longer has; it joins the same two actors, by the
    same relation or from the same source.
    """
    gone = [claim for id, claim in old.claims.items() if id.startswith(OWN) and id not in found.record.claims]
    for id, claim in found.record.claims.items():
        if id.startswith(OWN) and id not in old.claims:
            likely = next((each for each in gone if _is_like(claim, each)), None)
            if likely:
                yield found.rows[id], likely


def _is_like(one: Claim, other: Claim) -> bool:
    same_pair = {one.subject, one.object} == {other.subject, other.object}
    return same_pair and (one.relation == other.relation or one.source == other.source)
