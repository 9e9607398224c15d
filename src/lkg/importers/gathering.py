"""What one file of another program gives, gathered in memory: claims, each once, their sources, and the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from lkg import period
from lkg.claims import Actor, Claim, Record, Source
from lkg.importers.accounts import Account, Listing, Reading
from lkg.importers.addresses import Pages
from lkg.importers.origin import Origin, stand_in
from lkg.period import Period
from lkg.vocab import ontology


class Gathering:
    """The claims of one file, which is their source itself where they cite no page."""

    def __init__(
        self, file: Path, source: Source, given: Origin, old: Record, read: Counter[str], listing: Listing | None
    ) -> None:
        self.file, self.source, self.given = file, source, given
        self.account = Account(read=read, listing=listing)
        self.claims: dict[str, Claim] = {}
        self.sources: dict[str, Source] = {}
        self._pages = Pages(old.sources)

    def leave(self, thing: str, place: str, reason: str, line: int | None = None) -> None:
        """Note what became no claim."""
        self.account.leave(self.file, line, reason, thing, place)

    def cited(self, text: str, **said: str) -> list[Source]:
        """The pages of all addresses in a text, with what is said of them, or nothing."""
        return list(self._pages.cited(text, self.source, **said))

    def dated(self, relation: str, when: str) -> Period:
        """A date, or the one that stands in where the file gives none."""
        return period.parse(when or stand_in(ontology().relations[relation], self.source))

    def add(self, claim: Claim, source: Source) -> bool:
        """Take a claim and its source; whether it is a new one."""
        self.sources.setdefault(source.id, source)
        return self.claims.setdefault(claim.id, claim) is claim

    def reading(self, actors: Mapping[str, Actor]) -> Reading:
        """All that was gathered."""
        claims = map(self.account.count, self.claims.values())
        return Reading(iter([*actors.values(), *self.sources.values(), *claims]), self.account)
