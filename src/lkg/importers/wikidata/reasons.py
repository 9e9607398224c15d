"""Why an entity or a statement of Wikidata is not taken over, in the words of the summary."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "no-kind": "entities whose classes are no kind of actor (--kinds FILE adds classes)",
    "no-role": "persons without a public role in the files",
    "no-item": "entities that are no items, or are missing",
    "entity": "statements about such entities",
    "private": "statements about private life, left out",
    "unmapped": "statements whose property has no relation",
    "identifier": "identifiers in other databases",
    "no-body": "offices that name no body (give the file of the office, too: Special:EntityData/Q….json)",
    "no-value": "statements that there is no value, or that it is unknown",
    "no-item-value": "statements that lead to no item",
    "misfit": "statements between kinds that their relation does not join",
    "own": "statements that lead from an entity to itself",
    "no-date": "statements with a date that no claim can bear",
    "part": "bodies of an office that directs several, where the others made claims",
    "value-left-out": "statements that lead to an entity that was left out",
}
"""why an entity or a statement was not taken over"""
