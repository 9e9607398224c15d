"""What several coders wrote down, as claims that can be laid side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lkg.analysis.reliability import spreadsheets
from lkg.analysis.reliability.spreadsheets import AS_WRITTEN, Manner
from lkg.claims import Claim, Record
from lkg.errors import InvalidFile, MissingFile, Problem
from lkg.graphs import open_graph
from lkg.identity import fold
from lkg.importers import table
from lkg.period import FUTURE, PAST, day
from lkg.vocab import ontology

_MADE = re.compile(r".*-[0-9a-f]{8,12}")
"""ids made from what a claim says: equal ones are equal claims, so they cannot tell which claims to compare"""
NONE = "none"
"""what stands for no claimant: leaving it out is a decision, too"""


@dataclass(frozen=True, slots=True)
class Coder:
    """One coder's claims under the name of the file."""

    name: str
    record: Record

    def label(self, actor: str) -> str:
        """The name of an actor as this coder has it."""
        found = self.record.actors.get(actor)
        return found.label if found else actor

    def page(self, source: str) -> str:
        """The address of a source, or its title: what is the same for all coders, whatever id they gave it."""
        found = self.record.sources.get(source)
        return (found.url or found.title) if found else source

    def ids(self) -> set[str]:
        """The ids that were given to claims, and not made from what they say."""
        return {id for id in self.record.claims if not _MADE.fullmatch(id)}

    def place(self, claim: Claim) -> tuple[str, str, str]:
        """Where a claim was found: source, passage and subject."""
        passage = f"{claim.passage.start}–{claim.passage.end}" if claim.passage else ""
        return self.page(claim.source), fold(claim.locator) or passage, fold(self.label(claim.subject))


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that coders decide of a claim: on which scale it lies, and what one coder says."""

    name: str
    metric: str
    value: Callable[[Coder, Claim], Hashable | None]
    shown: Callable[[Coder, Claim], str]


def coder_of(place: str | Path, manner: Manner = AS_WRITTEN) -> Coder:
    """The claims of a folder of Turtle or of tables, of a Turtle file, or of a CSV file or workbook of claims.

    `manner` says how spreadsheets are read. Raises MissingFile, and InvalidFile with all that is wrong in it or where
    it holds no claim.
    """
    path = Path(place)
    if not path.exists():
        raise MissingFile(f"There is no file or folder {path}.")
    record = _record(path, manner)
    if not record.claims:
        raise InvalidFile([Problem(str(path), None, "it holds no claim. Give what one coder coded.")])
    return Coder(path.resolve().stem, record)


def _record(path: Path, manner: Manner) -> Record:
    if path.is_dir() and (path / "claims.csv").is_file() and not any(path.rglob("*.ttl")):
        return table.read(path)
    if spreadsheets.is_one(path):
        return spreadsheets.read(path, manner)
    return open_graph(path).record


def _sign(_: Coder, claim: Claim) -> int | None:
    relation = ontology().relations.get(claim.relation)
    return claim.sign(relation) if relation else None


def _middle(first: int, last: int) -> int | None:
    return None if first == PAST or last == FUTURE else (first + last) // 2


def _start(_: Coder, claim: Claim) -> int | None:
    return _middle(claim.when.start_earliest, claim.when.start_latest)


def _end(_: Coder, claim: Claim) -> int | None:
    return _middle(claim.when.end_earliest, claim.when.end_latest)


def _credibility(_: Coder, claim: Claim) -> int | None:
    return int(claim.credibility) if claim.credibility in tuple("12345") else None


def _day(found: int | None) -> str:
    return "open or unknown" if found is None else day(found)


def _named(attribute: str) -> Field:
    return Field(
        attribute,
        "nominal",
        lambda coder, claim: fold(coder.label(getattr(claim, attribute))) or NONE,
        lambda coder, claim: coder.label(getattr(claim, attribute)) or NONE,
    )


def _worded(attribute: str) -> Field:
    def value(_: Coder, claim: Claim) -> str:
        return str(getattr(claim, attribute))

    return Field(attribute, "nominal", value, value)


FIELDS: tuple[Field, ...] = (
    _named("subject"),
    _worded("relation"),
    _named("object"),
    Field("sign", "ordinal", _sign, lambda coder, claim: {1: "+", 0: "0", -1: "-"}.get(_sign(coder, claim) or 0, "0")),
    Field("date", "interval", _start, lambda _, claim: claim.when.text),
    Field("end", "interval", _end, lambda coder, claim: _day(_end(coder, claim))),
    _worded("modality"),
    Field("credibility", "ordinal", _credibility, lambda _, claim: claim.credibility),
    _named("claimant"),
    Field("source", "nominal", lambda coder, claim: coder.page(claim.source), lambda c, claim: c.page(claim.source)),
)
"""what is compared, each on its scale; 6, cannot be judged, is no point on the scale of credibility"""
BY_PLACE = ("subject", "source")
"""what claims matched by their place have in common by that alone"""


def grades(coder: Coder) -> Mapping[str, str]:
    """Address of a source → its reliability, where one was given."""
    sources = coder.record.sources
    return {coder.page(id): source.reliability for id, source in sources.items() if source.reliability}
