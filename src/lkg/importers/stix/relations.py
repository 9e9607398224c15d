"""What the relationships of STIX say in our words, by the kinds of their ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A relation of ours, whether its ends are to be exchanged, and whether it is only ascribed."""

    relation: str
    swapped: bool = False
    alleged: bool = False


def said(type_: str, source: str, target: str) -> Said | None:
    """What a relationship between two kinds says, or None where nothing of ours says it.

    An attribution is ascribed by its nature, and comes in as alleged.

    >>> said("attributed-to", "Event", "Organization")
    Said(relation='organises', swapped=True, alleged=True)
    >>> said("uses", "Organization", "Asset")
    """
    if type_ == "attributed-to":
        return _attributed(source, target)
    if type_ == "targets":
        return _targets(source, target)
    if type_ in ("located-at", "originates-from") and target in ("State", "Place") and source != "State":
        return Said("locatedIn", alleged=type_ == "originates-from")
    return None


def _attributed(source: str, target: str) -> Said | None:
    if target not in ("State", "Organization", "Person"):
        return None
    if source == "Event":
        return Said("organises", swapped=True, alleged=True)
    if source == "Organization":
        return Said("affiliatedWith", True, True) if target == "Person" else Said("partOf", alleged=True)
    return None


def _targets(source: str, target: str) -> Said | None:
    if source == "Event" and target in ("State", "Organization", "Person", "Asset", "Place"):
        return Said("targets")
    if source in ("Organization", "Person") and target in ("State", "Organization", "Person"):
        return Said("cyberattacks")
    return None
