"""A sentence with what its names are to one another: modifiers, joined by and, acting or acted on, said by the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lkg.claims import Actor
from lkg.coding.grammar.asides import asides
from lkg.coding.grammar.elements import Element
from lkg.coding.grammar.english import english
from lkg.coding.grammar.joined import joined
from lkg.coding.grammar.owners import is_business, is_people, is_private
from lkg.coding.grammar.roles import governor, is_noun, not_acting
from lkg.coding.grammar.titles import is_title
from lkg.coding.grammar.verbs import is_verb
from lkg.coding.mentions import Mention
from lkg.vocab import ontology

_MEMBERS = english("members")


class Sentence:
    """The elements of a sentence with the kinds of its names, by their places."""

    def __init__(self, parts: Sequence[Element], actors: Mapping[str, Actor]) -> None:
        self.parts = parts
        self.actors = actors
        self.names = {place: part.mention for place, part in enumerate(parts) if part.mention}
        self.kinds = {place: self._kinds(mention) for place, mention in self.names.items()}
        self.modifiers = frozenset(self._modifiers())

    @cached_property
    def groups(self) -> dict[int, tuple[int, ...]]:
        """Each name with those that are joined to it."""
        names = [place for place in self.names if place not in self.modifiers]
        people, things = ({place for place in names if kind in self.kinds[place]} for kind in ("Person", "Asset"))
        alone = {place: (place,) for place in self.modifiers}
        return alone | {place: run for run in joined(self.parts, names, people, things) for place in run}

    @cached_property
    def depths(self) -> tuple[frozenset[int], ...]:
        """For each element the asides that it stands in."""
        return asides(self.parts)

    @cached_property
    def private(self) -> frozenset[int]:
        """Names that only say of which country private people or things are."""
        return frozenset(place for place in self.names if is_private(self.parts, place))

    @cached_property
    def firms(self) -> frozenset[int]:
        """Names that only say of which country a firm is."""
        return frozenset(place for place in self.names if is_business(self.parts, place))

    @cached_property
    def peoples(self) -> frozenset[int]:
        """Names that only say which people is meant."""
        return frozenset(place for place in self.names if is_people(self.parts, place))

    def is_compound(self, place: int) -> bool:
        """Whether a name is only part of a word, as in "US-backed"."""
        after = self.parts[place + 1 : place + 3]
        return len(after) == 2 and after[0].low == "-" and after[1].mention is None

    @cached_property
    def governors(self) -> dict[int, int]:
        """The word before each name and what belongs to it; of names that are joined the first one tells."""
        return {place: governor(self.parts, self.groups[place][0], self.modifiers) for place in self.names}

    @cached_property
    def distances(self) -> dict[int, int]:
        """How little each name is likely to act."""
        return {place: not_acting(self.parts, before) for place, before in self.governors.items()}

    def sees(self, origin: int, place: int) -> bool:
        """Whether what stands at a place is not said by the way, as seen from another."""
        return self.depths[place] <= self.depths[origin]

    def is_part(self, place: int) -> bool:
        """Whether a name only says of what something is a part, as in "a NATO battlegroup"."""
        after = self.parts[place + 1] if place + 1 < len(self.parts) else None
        return after is not None and after.mention is None and is_noun(after.low)

    def begins_clause(self, place: int) -> bool:
        """Whether a new clause begins with a name: ", and Washington suspended"."""
        before = self.parts[place - 2 if place > 1 and self.parts[place - 1].low == "the" else place - 1].low
        last = max(self.groups[place])
        return before in (",", "and", "but") and is_verb([part.low for part in self.parts[last + 1 : last + 4]])

    def _kinds(self, mention: Mention) -> frozenset[str]:
        return ontology().classes[self.actors[mention.actor].kind]

    def _modifiers(self) -> Iterator[int]:
        """Names that only say whose: Lithuanian in "Lithuanian Foreign Minister X", US in "US State Department"."""
        people = {place for place, kinds in self.kinds.items() if "Person" in kinds}
        for place in self.names.keys() - people:
            after = place + 1
            while after < len(self.parts) and is_title(self.parts[after].low):
                after += 1
            apposed = self._is_apposed(place)
            if apposed or after in people or place + 1 in self.names:
                yield place

    def _is_apposed(self, place: int) -> bool:
        """Whether a name only says what the next one is: NATO in "our NATO ally Poland"."""
        after = self.parts[place + 1] if place + 1 < len(self.parts) else None
        return after is not None and after.low in _MEMBERS and place + 2 in self.names
