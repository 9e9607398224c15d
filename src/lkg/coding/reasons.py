"""Why a claim is proposed, in words: which words stand where, how near, and whence its date comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lkg.coding.dates import Dated
from lkg.coding.grammar.attributions import Attribution
from lkg.coding.grammar.elements import Element
from lkg.coding.patterns import FIGURE
from lkg.coding.sighting.sightings import Sighting
from lkg.vocab import Relation

GRADES = ("high", "medium", "low")
_HIGH, _MEDIUM = 3, 8
"""the greatest distance, in words, of a proposal of high and of medium confidence"""


def when(date: Dated | None, relation: Relation, how: str, published: str) -> tuple[str, str]:
    """The time of a claim, in EDTF, and a word on where it comes from; `published` is as precise as it is known."""
    lasts = relation.is_state and how != "ended"
    if date is None and lasts:
        return published, "no date beside it: seen on the day of the text"
    if date is None:
        return f"{published[:7]}~", "no date beside it: about the time of the text"
    if how == "planned" and date.yearless and date.when < published[: len(date.when)]:
        # "will … in May" speaks of the May to come
        date = replace(date, when=_next_year(date.when))
    stated = f"dated {date.when}" + (", counted from the day of the text" if date.relative else "")
    if date.lead != "since" or "/" in date.when or date.when > published:
        return date.when, stated
    if lasts:
        return f"{date.when}/..", f"{stated}, and since then"
    return f"{date.when}/{published}", f"{stated}, up to the day of the text"


def _next_year(date: str) -> str:
    """The same date a year later; a 29 February only keeps its month."""
    later = f"{int(date[:4]) + 1}{date[4:]}"
    return later[:7] if later.endswith("-02-29") else later


def wording(sighting: Sighting, parts: Sequence[Element], subject: str, object_: str) -> str:
    """Which words stand where, as a person would say it."""
    said = " ".join("…" if parts[i].low == FIGURE else parts[i].low for i in sighting.words)
    named = {"S": subject, "O": object_, "&": f"{subject} and {object_}"}
    shape = [part.slot or "words" for part in sighting.pattern.parts]
    first = next(i for i, each in enumerate(shape) if each == "words")
    before, after = [named[each] for each in shape[:first]], [named[each] for each in shape[first:] if each != "words"]
    place = " and ".join(
        [f"after {' and '.join(before)}"] * bool(before) + [f"before {' and '.join(after)}"] * bool(after)
    )
    if before and after:
        place = (
            f"between {before[0]} and {after[0]}" if shape[-1] != "words" else f"after {before[0]}, around {after[0]}"
        )
    return f"{said!r} stands {place}" + ("; passive" if sighting.pattern.is_passive and "by" in said.split() else "")


def said(saying: Attribution, by: str) -> str:
    """Who says so, and by which words one knows."""
    return f"said by {by}, for {saying.words!r}"


def grade(cost: int, *, guesses: int) -> str:
    """High, medium or low, by how far the names stand from the words; one lower for each word taken for a name."""
    rank = (cost > _HIGH) + (cost > _MEDIUM) + guesses
    return GRADES[min(rank, 2)]
