"""What belongs to a leader and stands for the state: "Zelenskyy's war effort", "the Biden administration"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lkg.claims import Actor
from lkg.coding.mentions import Mention
from lkg.importers import actors as listed

_OWNED = re.compile(
    r"['’]s? (?:(?:war|armed|military) )?(?:effort|government|administration|regime|war|army|troops|forces|invasion|"
    r"country)\b"
)
_NAMED = re.compile(r" (?:government|administration|regime)\b")


def states_of(text: str, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> list[Mention]:
    """The mentions, with the state in place of a person whose government, war or army is spoken of.

    The state is that of the person's country; the words for what belongs to the person count as part of the name.
    """
    return [_state_of(text, each, actors) for each in mentions]


def _state_of(text: str, mention: Mention, actors: Mapping[str, Actor]) -> Mention:
    person = actors[mention.actor]
    state = listed.by_code("iso2").get(person.country) if person.kind == "Person" else None
    owned = _OWNED.match(text, mention.end) or _NAMED.match(text, mention.end)
    if state is None or owned is None or state.id not in actors:
        return mention
    words = text[mention.start : owned.end()]
    return replace(mention, end=owned.end(), actor=state.id, guess=f"{words!r} taken for {actors[state.id].label}")
