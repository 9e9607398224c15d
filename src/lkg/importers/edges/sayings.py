"""What one edge says beside its ends: when, how sure, and in which words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lkg import period
from lkg.errors import InvalidPeriod
from lkg.importers.addresses import addresses
from lkg.importers.edges.model import Edge
from lkg.importers.origin import fitting
from lkg.importers.sheets.dates import edtf
from lkg.importers.sheets.relations import Meaning
from lkg.period import Period
from lkg.vocab import Relation, ontology

PLAIN = ("", "1", "1.0")
"""weights that say nothing"""


@dataclass(frozen=True, slots=True)
class Sayings:
    """How the attributes of the edges of one file are read."""

    taken: Mapping[str, str]
    """what is meant → the attribute that holds it"""
    is_ours: bool
    modality: str
    """of edges that say nothing of it"""
    credibility: str

    def said(self, edge: Edge, what: str) -> str:
        """What an edge says of one thing; empty where it says nothing."""
        return edge.facts.get(self.taken.get(what, ""), "")

    def when(self, edge: Edge, name: str) -> str:
        """The date of an edge, as the relation can have it; empty where the file gives none.

        Raises InvalidPeriod for what is no date.

        >>> say = Sayings({"start": "from", "end": "to"}, False, "asserted", "")
        >>> edge = Edge("a", "b", {"from": "2012.0", "to": ""})
        >>> say.when(edge, "memberOf"), say.when(edge, "visits"), say.when(Edge("a", "b", {}), "visits")
        ('2012/', '2012', '')
        """
        relation = ontology().relations[name]
        date, start, end = (_date(self.said(edge, which)) for which in ("date", "start", "end"))
        if date and not (start or end):
            return _closed(period.parse(date), relation).text
        if self.is_ours and relation.is_state:
            # where our own exports leave a day out, that side is open
            start, end = start or ".." * bool(end), end or ".." * bool(start)
        return period.parse(fitting(relation, start, end)).text if start or end else ""

    def locator(self, edge: Edge) -> str:
        """What it cites without an address."""
        cited = self.said(edge, "source")
        return f"cites {cited}" if cited and not addresses(cited) else ""

    def modality_of(self, edge: Edge) -> str:
        """Asserted, alleged …, as the edge says it."""
        if self.is_ours:
            return "alleged" if edge.facts.get("alleged", "").lower() == "true" else "asserted"
        return self.said(edge, "modality").lower() or self.modality

    def credibility_of(self, edge: Edge) -> str:
        """The grade of the edge, else that of all."""
        said = self.said(edge, "credibility")
        return said if said in tuple("123456") else self.credibility

    def note(self, edge: Edge, found: Meaning, when: str) -> str:
        """Its own words, and what no field of a claim can hold.

        >>> say = Sayings({"weight": "w"}, False, "asserted", "")
        >>> say.note(Edge("a", "b", {"w": "3"}), Meaning("opposes", own="boycotts"), "")
        "'boycotts' in the file; weight 3; the file gives no date"
        """
        weight, claims = self.said(edge, "weight"), edge.facts.get("claims", "") if self.is_ours else ""
        parts = (
            f"{found.own!r} in the file" if found.own else "",
            self.said(edge, "note"),
            f"bundles {claims}" if claims else "",
            f"weight {weight}" if weight not in PLAIN and not self.is_ours else "",
            "" if when else "the file gives no date",
        )
        return "; ".join(filter(None, parts))


def _closed(when: Period, relation: Relation) -> Period:
    if not relation.is_state and (when.open_end or ".." in when.text):
        raise InvalidPeriod(f"{when.text!r}: {relation.label} is an event and cannot have an open end")
    return when


def _date(text: str) -> str:
    """A date of a network file as EDTF; times of day and the decimals of years are cut off.

    >>> _date("2012.0"), _date("2012-03-01T00:00:00"), _date("")
    ('2012', '2012-03-01', '')
    """
    plain = re.sub(r"(?<=^\d{4})\.0+$|(?<=\d)[T ]\d\d:\d\d.*$", "", text.strip())
    return edtf(plain) if plain else ""
