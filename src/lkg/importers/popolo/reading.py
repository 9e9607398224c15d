"""The claims of a Popolo file: who belonged to which organisation when, in which role, on whose behalf."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lkg.claims import Actor, Claim, Record
from lkg.errors import Misuse
from lkg.importers.accounts import Listing, Reading, most
from lkg.importers.gathering import Gathering
from lkg.importers.joining import Newcomers, alias
from lkg.importers.origin import Origin, claim_id, source_of
from lkg.importers.popolo import documents, memberships, roles
from lkg.importers.popolo.documents import Documents, Item
from lkg.importers.popolo.memberships import Membership
from lkg.importers.texts import is_country, tidy

PRIVATE = (
    "birth_date", "death_date", "gender", "email", "contact_details", "image", "images", "links", "biography",
    "national_identity", "summary",
)  # fmt: skip
"""what Popolo says of persons beside their office"""
NOT_READ = ("motions", "vote_events", "counts", "speeches")


def read(
    file: Path,
    old: Record | None = None,
    origin: Origin | None = None,
    *,
    country: str = "",
    listing: Listing | None = None,
) -> Reading:
    """The claims of a file, with what is in `old` known already; every membership is a claim or has its reason.

    `country` is the code of the land whose offices these are, `listing` takes all that makes no claim. Raises
    MissingFile, InvalidFile for what is no Popolo, and Misuse for a country that is none.

    >>> import json, tempfile
    >>> data = {
    ...     "persons": [{"id": "p", "name": "A. Member"}], "organizations": [{"id": "o", "name": "The Chamber"}],
    ...     "memberships": [{"person_id": "p", "organization_id": "o", "role": "Speaker", "start_date": "2020-11-13"}],
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "members.json"
    ...     _ = file.write_text(json.dumps(data))
    ...     claims = read(file).record.claims
    >>> [(claim.subject, claim.relation, claim.object, claim.when.text) for claim in claims.values()]
    [('a-member', 'leads', 'the-chamber', '2020-11-13/')]
    """
    given = origin or Origin()
    if country and not is_country(country.upper()):
        raise Misuse(f"{country!r} is no code of a country. Write two letters, such as LT.")
    found = documents.read(file)
    note = f"Made from {found.made_from}" if found.made_from else ""
    read = Counter({name: len(items) for name, items in found.items.items()})
    into = Gathering(file, replace(source_of(file, given), note=note), given, old or Record(), read, listing)
    return _Popolo(found, into, old or Record(), country.upper()).read()


class _Popolo:
    def __init__(self, found: Documents, into: Gathering, old: Record, country: str) -> None:
        self.found, self.into, self.country = found, into, country
        self.newcomers = Newcomers(old, [each["name"] for each in (*found.persons.values(), *found.bodies.values())])
        self.offices: dict[str, list[str]] = defaultdict(list)
        """id of a person in the file → public roles"""

    def read(self) -> Reading:
        sound = list(self._sound())
        # who comes in as a person depends on the offices, so these are known before any person is met
        for each in sound:
            self.offices[each.member].append(memberships.office(each, self.found))
        self._organizations()
        for each in sound:
            self._membership(each)
        self._left_out()
        for words in self._notes():
            self.into.account.note(words)
        return self.into.reading(self.newcomers.found)

    def _sound(self) -> Iterator[Membership]:
        for item in self.found.items["memberships"]:
            membership = memberships.of(item, self.found)
            fault = memberships.fault(membership, self.found)
            if fault:
                self.into.leave("membership", item.place, fault)
            else:
                yield membership

    def _organizations(self) -> None:
        for each in self.found.items["organizations"]:
            above = each["parent_id"]
            if each["id"] not in self.found.bodies:
                self.into.leave("organization", each.place, "it has no id or no name")
            elif above and above not in self.found.bodies:
                self.into.leave("organization", each.place, f"its parent {above!r} is no organisation of the file")
            else:
                body = self._actor(each["id"])
                if above:
                    self._claim(each, body, "partOf", self._actor(above), "", (each["id"], above))

    def _membership(self, of: Membership) -> None:
        subject, when = self._actor(of.member), memberships.when(of, self.found)
        new = self._claim(of.item, subject, of.relation, self._actor(of.body), when, of.key(), self._note(of, when))
        if of.party:
            party = self._actor(of.party)
            mandate = roles.mandate(self.newcomers.found[party].kind)
            new |= self._claim(of.item, subject, mandate, party, when, (*of.key(), of.party), self._note(of, when))
        if not new:
            self.into.leave("membership", of.item.place, "it repeats an earlier one")

    def _actor(self, key: str) -> str:
        """The id of a person or an organisation of the file."""
        person = self.found.persons.get(key)
        item = person or self.found.bodies[key]
        kind = "Person" if person else roles.kind_of(item["classification"])
        role = "; ".join(dict.fromkeys(self.offices[key])) if person else ""
        actor = Actor("", item["name"], kind, _aliases(item), item.wikidata, self.country, public_role=role)
        return self.newcomers.meet(f"{kind} {key}", actor)

    def _claim(
        self, item: Item, subject: str, relation: str, object_: str, when: str, key: tuple[str, ...], note: str = ""
    ) -> bool:
        """Make a claim; whether it is a new one."""
        pages = self.into.cited(item.page) if "person_id" in item.facts else []
        source = pages[0] if pages else self.into.source
        claim = Claim(
            claim_id(self.into.source, relation, when, source.id, *key),
            subject,
            relation,
            object_,
            self.into.dated(relation, when),
            source.id,
            credibility=self.into.given.credibility,
            locator=self._locator(item),
            note=note,
        )
        return subject != object_ and self.into.add(claim, source)

    def _locator(self, item: Item) -> str:
        person = self.found.persons.get(item["person_id"])
        page = f" ({person.page})" if person and person.page else ""
        return f"person {item['person_id']}{page}" if person else f"organization {item['id'] or item['member_id']}"

    def _note(self, of: Membership, when: str) -> str:
        term, area = self.found.terms.get(of.term), self.found.areas.get(of.area)
        parts = [of.role, of.item["label"], f"for {area['name']}" if area else "", term["name"] if term else ""]
        return "; ".join(filter(None, [*parts, "" if when else "the file gives no date"]))

    def _left_out(self) -> None:
        for person in self.found.items["persons"]:
            if person["id"] not in self.found.persons:
                self.into.leave("person", person.place, "it has no id or no name")
            elif person["id"] not in self.offices:
                self.into.leave("person", person.place, "no membership gives a public role")
        members = self.found.items["memberships"]
        for name, key, reason in (
            ("events", "legislative_period_id", "no membership lasts by it"),
            ("posts", "post_id", "no membership fills it"),
        ):
            named = {each[key] for each in members}
            for item in self.found.items[name]:
                if item["id"] not in named:
                    self.into.leave(name.rstrip("s"), item.place, reason)
        for name in NOT_READ:
            for item in self.found.items[name]:
                self.into.leave(name.rstrip("s"), item.place, f"{name.replace('_', ' ')} are not read")

    def _notes(self) -> Iterator[str]:
        persons = self.found.items["persons"]
        counted = Counter(name for person in persons for name in PRIVATE if person.facts.get(name))
        if counted:
            left = most(counted, len(PRIVATE))
            yield f"of persons only name, public role and Wikidata item are taken; left out: {left}"
        if self.newcomers.known:
            yield self.newcomers.words()


def _aliases(item: Item) -> tuple[tuple[str, str], ...]:
    names = ((tidy(str(each.get("name") or "")), str(each.get("lang", ""))) for each in item.each("other_names"))
    return tuple(sorted({alias(name, language) for name, language in names if name}))
