"""The claims of a STIX bundle: relationships and sightings between those who can be actors, events and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lkg import period
from lkg.claims import Claim, Record, Source, Withdrawal
from lkg.errors import InvalidPeriod
from lkg.importers.accounts import Listing, Reading, plural
from lkg.importers.actors import identifier
from lkg.importers.gathering import Gathering
from lkg.importers.origin import Origin, claim_id, source_of
from lkg.importers.stix import bundle
from lkg.importers.stix.bundle import Bundle, StixObject
from lkg.importers.stix.ends import Ends, is_whereabouts, kind_of, why_nobody
from lkg.importers.stix.relations import Said, said
from lkg.vocab import ontology

TAKEN = ("relationship", "sighting")
MOST = 300
"""characters of a description"""
GUARDED = ("TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def read(
    file: Path, old: Record | None = None, origin: Origin | None = None, *, listing: Listing | None = None
) -> Reading:
    """The claims of a bundle, with what is in `old` known already; every object serves or has its reason.

    `listing` takes all that makes no claim. Raises MissingFile, and InvalidFile for what is no bundle.

    >>> import json, tempfile
    >>> objects = [
    ...     {"type": "campaign", "id": "campaign--1", "name": "A campaign"},
    ...     {"type": "intrusion-set", "id": "intrusion-set--2", "name": "A group"},
    ...     {"type": "relationship", "id": "relationship--3", "relationship_type": "attributed-to",
    ...      "source_ref": "campaign--1", "target_ref": "intrusion-set--2", "created": "2021-05-01T09:00:00Z"},
    ... ]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "bundle.json"
    ...     _ = file.write_text(json.dumps({"type": "bundle", "objects": objects}))
    ...     claims = read(file).record.claims
    >>> [(claim.subject, claim.relation, claim.object, claim.modality) for claim in claims.values()]
    [('a-group', 'organises', 'a-campaign', 'alleged')]
    """
    given = origin or Origin()
    found = bundle.read(file)
    read = Counter(plural(each["type"]) for each in found.objects.values())
    into = Gathering(file, source_of(file, given), given, old or Record(), read, listing)
    return _Bundle(found, into, old or Record()).read()


class _Bundle:
    def __init__(self, found: Bundle, into: Gathering, old: Record) -> None:
        self.found, self.into, self.source = found, into, into.source
        self.ends = Ends(old, found.objects.values())
        self.named: set[str] = set()
        """objects that claims name"""

    def read(self) -> Reading:
        for each in self.found.of_type("relationship"):
            self._relationship(each)
        for each in self.found.of_type("sighting"):
            self._sighting(each)
        self._left_out()
        for words in self._notes():
            self.into.account.note(words)
        return self.into.reading(self.ends.newcomers.found)

    def _relationship(self, each: StixObject) -> None:
        ends = each["source_ref"], each["target_ref"]
        reason = next((self._nobody(ref) for ref in ends if self._nobody(ref)), "")
        meant = None if reason else self._meant(each, *(self.found.objects[ref] for ref in ends))
        if meant:
            reason = self._claim(each, meant, *ends, ("start_time", "stop_time"))
        elif not reason:
            between = " and ".join(self.found.objects[ref]["type"] for ref in ends)
            reason = f"{each['relationship_type']} between {between} is nothing that a relation of ours says"
        if reason:
            self._skip(each, reason)

    def _meant(self, each: StixObject, source: StixObject, target: StixObject) -> Said | None:
        if kind_of(source) == "Person" and is_whereabouts(target):
            return None
        return said(each["relationship_type"], kind_of(source), kind_of(target))

    def _sighting(self, each: StixObject) -> None:
        """A sighting says who saw, not who was hit: only where a campaign was seen can be said."""
        seen = self.found.objects.get(each["sighting_of_ref"])
        places = [ref for ref in each.texts("where_sighted_refs") if not self._nobody(ref)]
        places = [ref for ref in places if kind_of(self.found.objects[ref]) in ("State", "Place")]
        if seen is None or seen["type"] != "campaign" or not seen["name"]:
            self._skip(each, "a sighting of what is no campaign says nothing of two actors")
            return
        if not places:
            self._skip(each, "a sighting without a place where it was seen")
        for ref in places:
            reason = self._claim(each, Said("locatedIn"), seen["id"], ref, ("first_seen", "last_seen"))
            if reason:
                self._skip(each, reason)

    def _claim(self, each: StixObject, meant: Said, one: str, other: str, times: tuple[str, str]) -> str:
        """Make the claims of an object, one for each source; why not, or empty."""
        pair = (other, one) if meant.swapped else (one, other)
        subject, object_ = (self.ends.id(self.found.objects[ref]) for ref in pair)
        if subject == object_:
            return "both ends are the same actor"
        try:
            when = period.parse(self._when(each, meant.relation, times))
        except InvalidPeriod as error:
            return str(error)
        self.named |= {one, other}
        claimant = self._creator(each)
        for source in self._cited(each):
            claim = Claim(
                claim_id(self.source, each["id"], subject, meant.relation, object_, source.id),
                subject,
                meant.relation,
                object_,
                when,
                source.id,
                modality="alleged" if meant.alleged else "asserted",
                claimant=claimant,
                credibility=each.credibility or self.into.given.credibility,
                locator=each["id"],
                note=each["description"][:MOST] or each["relationship_type"] or each["type"],
                withdrawal=self._withdrawal(each),
            )
            self.into.add(claim, source)
        return ""

    def _when(self, each: StixObject, name: str, times: tuple[str, str]) -> str:
        """The times of an object; else what its day of creation allows: so on that day, or some time before it."""
        start, end = (each.day(time) for time in times)
        if start and end:
            return start if start == end else f"{start}/{end}"
        created = each.day("created") or self.source.accessed
        if ontology().relations[name].is_state:
            return f"{start}/{end}" if start or end else created
        # an event was over when it was last written of
        return f"{start}/{max(start, each.day('modified') or created)}" if start else f"/{end or created}"

    def _cited(self, each: StixObject) -> list[Source]:
        """The sources of an object: the pages that it refers to, else the bundle as its creator gave it."""
        pages: dict[str, Source] = {}
        for ref in each.references:
            name = str(ref.get("source_name") or "")
            found = self.into.cited(str(ref["url"]), title=str(ref.get("description") or name), publisher=name)
            pages |= {page.id: page for page in found}
        return list(pages.values()) or [self._own(each)]

    def _own(self, each: StixObject) -> Source:
        creator = self.found.objects.get(each["created_by_ref"])
        if creator is None or not creator["name"]:
            return self.source
        return replace(self.source, id=f"{self.source.id}-{identifier(creator['name'])}", publisher=creator["name"])

    def _creator(self, each: StixObject) -> str:
        """The claimant: who created the object, where he can be an actor."""
        ref = each["created_by_ref"]
        if not ref or self._nobody(ref) or kind_of(self.found.objects[ref]) not in ("Organization", "Person"):
            return ""
        self.named.add(ref)
        return self.ends.id(self.found.objects[ref])

    def _withdrawal(self, each: StixObject) -> Withdrawal | None:
        if not each.revoked:
            return None
        creator = self.found.objects.get(each["created_by_ref"])
        by = (creator["name"] if creator else "") or "its creator"
        return Withdrawal(each.day("modified") or self.source.accessed, by, "revoked in the STIX bundle")

    def _nobody(self, ref: str) -> str:
        """Why a reference leads to nobody, or empty."""
        found = self.found.objects.get(ref)
        return why_nobody(found) if found else "an end is not in the bundle"

    def _left_out(self) -> None:
        for each in self.found.objects.values():
            if each["type"] not in TAKEN and each["id"] not in self.named:
                self._skip(each, why_nobody(each) or "no claim names it")

    def _skip(self, each: StixObject, reason: str) -> None:
        self.into.leave(each["type"], f"{each.place} {each['id']}", reason)

    def _notes(self) -> Iterator[str]:
        if self.found.older or self.found.unnamed:
            yield f"{self.found.older} older versions and {self.found.unnamed} objects without type or id passed over"
        guarded = Counter(word for each in self.found.objects.values() for word in self.found.markings(each))
        named = [f"{word} ({guarded[word]})" for word in guarded if word.upper() in GUARDED]
        if named:
            yield f"marked {', '.join(named)}: do not hand the graph on beyond that"
        if self.ends.newcomers.known:
            yield self.ends.newcomers.words()
