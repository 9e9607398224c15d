"""The objects of a bundle in their latest versions, and what all kinds of them have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg.errors import InvalidFile, Problem
from lkg.importers.opening import json_of
from lkg.importers.texts import tidy

_ADMIRALTY = ((80, "1"), (60, "2"), (40, "3"), (20, "4"), (0, "5"))
"""least confidence → credibility: STIX 2.1, appendix A, Admiralty Credibility"""
_TLP = {
    "613f2e26-407d-48c7-9eca-b8e91df99dc9": "TLP:WHITE",
    "34098fce-860f-48ae-8e50-ebd3cc5e41da": "TLP:GREEN",
    "f88d31f6-486f-44da-b317-01333bde0b82": "TLP:AMBER",
    "5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "TLP:RED",
}
"""the markings that STIX 2.1 itself defines (section 7.2.1.4)"""


@dataclass(frozen=True, slots=True)
class StixObject:
    """One object of a bundle.

    >>> seen = StixObject("objects[0]", {"type": "campaign", "created": "2021-05-01T09:00:00Z", "confidence": 85})
    >>> seen.day("created"), seen.credibility, seen.revoked, seen["name"]
    ('2021-05-01', '1', False, '')
    """

    place: str
    facts: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        """A property as text; empty where it is not there or no text."""
        value = self.facts.get(name)
        return tidy(value) if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """A property that is a list of texts."""
        value = self.facts.get(name)
        return [tidy(each) for each in value if isinstance(each, str)] if isinstance(value, list) else []

    def day(self, name: str) -> str:
        """The day of a timestamp, or empty."""
        return self[name][:10]

    @property
    def revoked(self) -> bool:
        """Whether its creator took it back."""
        return self.facts.get("revoked") is True

    @property
    def credibility(self) -> str:
        """Its confidence on the Admiralty scale; empty where none is given."""
        value = self.facts.get("confidence")
        return credibility(value) if isinstance(value, int) and not isinstance(value, bool) else ""

    @property
    def references(self) -> list[Mapping[str, Any]]:
        """Its external references that are pages."""
        given = self.facts.get("external_references")
        return (
            [each for each in given if isinstance(each, Mapping) and each.get("url")] if isinstance(given, list) else []
        )


def credibility(confidence: int) -> str:
    """A confidence from 0 to 100 as a credibility from 1 (confirmed) to 5 (improbable).

    >>> credibility(90), credibility(79), credibility(19), credibility(200)
    ('1', '2', '5', '')
    """
    return next((grade for least, grade in _ADMIRALTY if least <= confidence <= 100), "")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The objects of a file by id: of several versions the one modified last."""

    objects: Mapping[str, StixObject]
    older: int
    """versions that a later one replaces"""
    unnamed: int
    """objects without type or id"""

    def of_type(self, *types: str) -> Iterator[StixObject]:
        """The objects of these types."""
        return (each for each in self.objects.values() if each["type"] in types)

    def markings(self, of: StixObject) -> list[str]:
        """The words of its markings, such as TLP:AMBER.

        >>> red = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"
        >>> Bundle({}, 0, 0).markings(StixObject("", {"object_marking_refs": [red]}))
        ['TLP:RED']
        """
        return [self._marking(ref) for ref in of.texts("object_marking_refs")]

    def _marking(self, ref: str) -> str:
        known = _TLP.get(ref.removeprefix("marking-definition--"))
        marking = self.objects.get(ref)
        return known or (marking["name"] if marking else "") or ref


def read(file: Path) -> Bundle:
    """The bundle of a file; raises MissingFile, and InvalidFile where it is none."""
    data = json_of(file)
    given = data.get("objects") if isinstance(data, Mapping) and data.get("type") == "bundle" else None
    if not isinstance(given, list):
        problem = 'no STIX bundle: it wants {"type": "bundle", "objects": [ … ]}. STIX 1 is XML: convert it to 2.1.'
        raise InvalidFile([Problem(str(file), None, problem)])
    objects: dict[str, StixObject] = {}
    made = [StixObject(f"objects[{n}]", each if isinstance(each, Mapping) else {}) for n, each in enumerate(given)]
    named = [each for each in made if each["type"] and each["id"]]
    for each in named:
        # what is not versioned has no day on which it was modified
        earlier = objects.get(each["id"])
        if earlier is None or each["modified"] >= earlier["modified"]:
            objects[each["id"]] = each
    return Bundle(objects, len(named) - len(objects), len(made) - len(named))
