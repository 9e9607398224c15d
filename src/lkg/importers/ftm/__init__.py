"""Entities of FollowTheMoney (`.ftm.jsonl`, one a line) as actors and claims.

What was decided, so that an import can be repeated and judged:

- **Schemata** stand in `schemata.csv` with the kind of actor, or the reason why they are left out; **links** in
  `links.csv` with their relation; **properties** that stay out, as private, in `properties.csv`. What is in none of
  them is counted and listed.
- **Persons** need a public role (SEMANTICS, section 9): a position, an office (Occupancy), a directorship, a topic
  such as `role.pep`, a place on a list of sanctions. For other data, such as published donations, the one who imports
  says the role. Without one a person is left out, with the links that lead to it.
- **Ids** are those of FollowTheMoney, for actors and claims; a link with several ends becomes a claim for each pair.
  A Wikidata id that the graph knows joins the two.
- **Sources**: `sourceUrl`, `publisher`, `proof`; else the file, by its digest. They are rated F, and
  claims are not rated: nobody here judged them.
- **Dates**: a start without an end is `S/`; what has none stands, with `?`, on the day of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from lkg.claims import Actor, Claim, Source
from lkg.errors import Problem
from lkg.importers.entities import Account, Known, check_files, entities_of, nobody, refuse
from lkg.importers.events.reading import day_of
from lkg.importers.ftm.nodes import Nodes
from lkg.importers.ftm.opening import entities
from lkg.importers.ftm.reading import Importer
from lkg.importers.ftm.reasons import REASONS
from lkg.importers.ftm.sources import file_source
from lkg.importers.ftm.survey import Survey
from lkg.vocab import ontology

__all__ = ["REASONS", "Account", "Reading", "read"]


@dataclass(slots=True)
class Reading:
    """The records of files of FollowTheMoney as a stream that can be walked once; the account is full when it is."""

    records: Iterator[Actor | Source | Claim]
    account: Account


def read(
    files: Sequence[Path],
    *,
    known: Known = nobody,
    role: str = "",
    payments: str = "spendsOn",
    publisher: str = "",
    accessed: str = "",
    listed: Path | None = None,
) -> Reading:
    """The actors, sources and claims of files of FollowTheMoney, entity by entity.

    `known` tells whom the graph has already, `role` is the public role of persons for whom the files give none,
    `payments` the relation that a Payment is, `publisher` who gave out the files, `accessed` the day on which they
    were fetched (else that of each file), `listed` a file for all that was left out. Files are read twice; memory
    grows with the number of nodes, not of links.

    Raises Misuse without files, UnknownTerm for a relation that does not exist, MissingFile, and InvalidFile with
    every line that is no entity, before the first record is given.
    """
    check_files(files, "FollowTheMoney", ".ftm.jsonl")
    ontology().relation(payments)
    survey = _surveyed(files, Survey(role))
    account = Account(REASONS, "links")
    nodes = Nodes(survey, known)
    importer = Importer(survey, nodes, account, payments)
    return Reading(_records(importer, nodes, files, publisher, accessed, listed), account)


def _surveyed(files: Sequence[Path], survey: Survey) -> Survey:
    problems: list[Problem] = []
    for file in files:
        for entity in entities_of(file, problems, entities, "FollowTheMoney"):
            survey.read(entity)
    refuse(problems)
    survey.finish()
    return survey


def _records(
    importer: Importer, nodes: Nodes, files: Sequence[Path], publisher: str, accessed: str, listed: Path | None
) -> Iterator[Actor | Source | Claim]:
    with listed.open("w", encoding="utf-8", newline="\n") if listed else nullcontext() as listing:
        importer.account.listing = listing
        for file in files:
            for entity in entities(file, []):
                nodes.meet(entity)
        for file in files:
            own = file_source(file, publisher, accessed or day_of(file))
            for entity in entities(file, []):
                yield from importer.records(entity, own)
