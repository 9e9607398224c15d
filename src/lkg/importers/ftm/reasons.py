"""Why an entity, a link or a property of FollowTheMoney is not taken over, in the words of the summary."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "no-role": "persons without a public role (position, Occupancy, Directorship, role topics); --role WORDS gives one",
    "left-out": "entities of schemata that the model leaves out",
    "unknown": "entities of schemata that schemata.csv does not list",
    "repeated": "entities whose id was met before; the first counts",
    "one-sided": "links that lack an end",
    "missing": "links to an entity that is not there, or was left out",
    "part": "pairs of a link with several ends, where the others made claims",
    "misfit": "links between kinds that their relation does not join (--payments aids, if payments are gifts)",
    "own": "links from an entity to itself",
    "no-date": "links with a date that cannot be read",
    "private": "properties of private life, not taken over",
    "property": "properties that no actor or claim bears",
}
"""why an entity, a link or a property was not taken over"""
