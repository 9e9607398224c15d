"""Words such as "the country" or "she" that stand for an actor named before: guesses, and marked as such."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lkg.claims import Actor
from lkg.coding.mentions import Mention
from lkg.vocab import ontology

_KINDS: Mapping[str, tuple[str, ...]] = {
    "country": ("State",),
    "nation": ("State",),
    "it": ("State", "Organization"),
    "he": ("Person",),
    "she": ("Person",),
}
_WORDS = re.compile(r"\b(?:[Tt]he (country|nation)|(It|He|She))\b")


def stand_ins(
    text: str, stretches: Sequence[tuple[int, int]], mentions: Sequence[Mention], actors: Mapping[str, Actor]
) -> list[Mention]:
    """The mentions, and among them each word that stands for one; a pronoun only where it begins a sentence.

    It stands for the first actor of its kind in the sentence before, or the nearest sentence that names one.
    """
    found = list(mentions)
    for number, (start, end) in enumerate(stretches):
        for match in _WORDS.finditer(text, start, end):
            pronoun = match[2]
            if pronoun and match.start() != start:
                continue
            kinds = _KINDS[(match[1] or pronoun).lower()]
            actor = _before(match.start(), stretches[: number + 1], mentions, actors, kinds)
            if actor and not any(match.start() < m.end and m.start < match.end() for m in mentions):
                found.append(Mention(match.start(), match.end(), actor, stands_for=match[0]))
    return sorted(found, key=lambda mention: mention.start)


def _before(
    place: int,
    stretches: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    kinds: Sequence[str],
) -> str:
    for start, end in reversed(stretches):
        for mention, follower in zip(mentions, [*mentions[1:], None], strict=True):
            inside = start <= mention.start < min(end, place)
            # the US of "US State Department" only says whose
            whose = follower is not None and follower.start - mention.end == 1
            if inside and not whose and ontology().group(actors[mention.actor].kind) in kinds:
                return mention.actor
    return ""
