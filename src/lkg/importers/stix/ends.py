"""Which objects of a bundle are actors, events or places, and of which kind."""

from __future__ import annotations

from collections.abc import Iterable

from lkg.claims import Actor, Record
from lkg.importers.actors import by_code
from lkg.importers.joining import Newcomers, alias
from lkg.importers.stix.bundle import StixObject

_KINDS = {"threat-actor": "Organization", "intrusion-set": "Organization", "campaign": "Event"}
_IDENTITIES = {"individual": "Person", "system": "Asset", "class": ""}
"""classes of identities that are no organisations"""
_WHEREABOUTS = ("street_address", "postal_code", "latitude")


def kind_of(each: StixObject) -> str:
    """The kind of an object, or empty where it is none of ours: a class of victims is nobody.

    >>> kind_of(StixObject("", {"type": "campaign"})), kind_of(StixObject("", {"type": "malware"}))
    ('Event', '')
    """
    if each["type"] == "identity":
        return _IDENTITIES.get(each["identity_class"], "Organization")
    if each["type"] == "location":
        return "State" if _state(each) and not _finer(each) else "Place" if each["name"] or each["region"] else ""
    return _KINDS.get(each["type"], "")


def why_nobody(each: StixObject) -> str:
    """Why an object comes in as nobody, or empty.

    >>> why_nobody(StixObject("", {"type": "identity", "identity_class": "individual", "name": "A. Person"}))
    'a person without a role'
    >>> why_nobody(StixObject("", {"type": "identity", "identity_class": "organization", "name": "A body"}))
    ''
    """
    if not kind_of(each):
        return "a class of victims is no actor" if each["type"] == "identity" else f"{each['type']} is no actor"
    if each["type"] != "location" and not each["name"]:
        return f"{each['type']} without a name"
    if kind_of(each) == "Person" and not each.texts("roles"):
        return "a person without a role"
    return ""


def is_whereabouts(each: StixObject) -> bool:
    """Whether a location is finer than a city, and so nothing to say of a person."""
    return any(each.facts.get(name) not in (None, "") for name in _WHEREABOUTS)


class Ends:
    """The actors of one bundle by the ids of its objects."""

    def __init__(self, old: Record, objects: Iterable[StixObject]) -> None:
        named = [each["name"] for each in objects if kind_of(each) and each["type"] != "location"]
        self.newcomers = Newcomers(old, named)

    def id(self, each: StixObject) -> str:
        """The id of the actor that an object is."""
        kind = kind_of(each)
        if kind == "State":
            state = by_code("iso2")[each["country"].upper()]
            return self.newcomers.meet(each["id"], state)
        aliases = tuple(sorted({alias(name) for name in each.texts("aliases") if name != each["name"]}))
        role = "; ".join(each.texts("roles")) if kind == "Person" else ""
        country = each["country"].upper() if _state(each) else ""
        actor = Actor("", each["name"] or each["region"], kind, aliases, country=country, public_role=role)
        return self.newcomers.meet(each["id"], actor)


def _state(each: StixObject) -> bool:
    return each["country"].upper() in by_code("iso2")


def _finer(each: StixObject) -> bool:
    """Whether a location is a place within a country."""
    return bool(each["administrative_area"] or each["city"] or each["street_address"])
