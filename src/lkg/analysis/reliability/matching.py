"""Which claims of several coders are about the same: by their ids, else by source, passage and subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkg.analysis.reliability.coding import FIELDS, Coder
from lkg.claims import Claim
from lkg.errors import Misuse

Unit = Mapping[int, Claim]
"""number of the coder → the claim"""


@dataclass(frozen=True, slots=True)
class Matched:
    """What is compared with what."""

    by: str
    units: Mapping[str, Unit]
    """name of a unit → what each coder says of it"""
    crowded: int
    """places where a coder has several claims, which were paired by likeness"""

    @property
    def shared(self) -> dict[str, Unit]:
        """Units of at least two coders."""
        return {name: unit for name, unit in self.units.items() if len(unit) > 1}

    def alone(self, coder: int) -> int:
        """How many units only this coder has."""
        return sum(len(unit) == 1 and coder in unit for unit in self.units.values())


def match(coders: Sequence[Coder], by: str | None = None) -> Matched:
    """Match the claims of coders; raises Misuse for another way than `id` and `place`.

    Unless it is said, ids count where at least half of those of the smaller file are in the other ones, too.
    """
    if by not in (None, "id", "place"):
        raise Misuse(f"Claims are matched by id or by place, not by {by!r}.")
    return _by_id(coders) if (by or _likely(coders)) == "id" else _by_place(coders)


def _likely(coders: Sequence[Coder]) -> str:
    ids = [coder.ids() for coder in coders]
    shared = set[str]().union(*(one & other for n, one in enumerate(ids) for other in ids[:n]))
    return "id" if shared and 2 * len(shared) >= min(len(coder.record.claims) for coder in coders) else "place"


def _by_id(coders: Sequence[Coder]) -> Matched:
    units: dict[str, dict[int, Claim]] = defaultdict(dict)
    for number, coder in enumerate(coders):
        for id, claim in coder.record.claims.items():
            units[id][number] = claim
    return Matched("id", dict(sorted(units.items())), 0)


def _by_place(coders: Sequence[Coder]) -> Matched:
    places: dict[tuple[str, ...], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for number, coder in enumerate(coders):
        for claim in coder.record.claims.values():
            places[coder.place(claim)][number].append(claim)
    units: dict[str, Unit] = {}
    crowded = 0
    for place, found in sorted(places.items()):
        crowded += any(len(claims) > 1 for claims in found.values())
        for number, unit in enumerate(_paired(coders, found), 1):
            name = next(iter(unit.values())).id if len(unit) == 1 else " = ".join(c.id for c in unit.values())
            units[name if name not in units else f"{name} ({place[0]}, {number})"] = unit
    return Matched("place", units, crowded)


def _paired(coders: Sequence[Coder], found: Mapping[int, Sequence[Claim]]) -> list[dict[int, Claim]]:
    """Claims of one place, each with that of every other coder that is most like it and not yet taken."""
    units: list[dict[int, Claim]] = []
    for number, claims in found.items():
        pairs = [
            (_likeness(coders, unit, number, claim), -place, -at)
            for place, unit in enumerate(units)
            for at, claim in enumerate(claims)
        ]
        free, waiting = set(range(len(units))), set(range(len(claims)))
        for _, place, at in sorted(pairs, reverse=True):
            if -place in free and -at in waiting:
                units[-place][number] = claims[-at]
                free.discard(-place)
                waiting.discard(-at)
        units += [{number: claims[at]} for at in sorted(waiting)]
    return units


def _likeness(coders: Sequence[Coder], unit: Unit, number: int, claim: Claim) -> int:
    """In how many fields a claim says what those of a unit say."""
    return sum(
        field.value(coders[number], claim) == field.value(coders[other], known)
        for other, known in unit.items()
        for field in FIELDS
    )
