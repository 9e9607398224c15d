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

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lkg.claims import Record
from lkg.importers.accounts import Account, Listing, OneOf, Reading
from lkg.importers.ftm.nodes import Nodes
from lkg.importers.ftm.opening import entities
from lkg.importers.ftm.reading import Importer
from lkg.importers.ftm.reasons import REASONS
from lkg.importers.ftm.sources import file_source
from lkg.importers.ftm.survey import Survey
from lkg.importers.joining import Known
from lkg.importers.opening import check_files, entities_of
from lkg.importers.origin import day_of
from lkg.vocab import ontology

__all__ = ["REASONS", "Account", "Reading", "read"]


def read(
    files: Sequence[Path],
    *,
    old: Record | None = None,
    role: str = "",
    payments: str = "spendsOn",
    publisher: str = "",
    accessed: str = "",
    listing: Listing | None = None,
) -> Reading:
    """The actors, sources and claims of files of FollowTheMoney, entity by entity.

    `old` is the graph so far, `role` is the public role of persons for whom the files give none,
    `payments` the relation that a Payment is, `publisher` who gave out the files, `accessed` the day on which they
    were fetched (else that of each file), `listing` takes each thing that was left out. Files are read twice; memory
    grows with the number of nodes, not of links.

    Raises Misuse without files, UnknownTerm for a relation that does not exist, MissingFile, and InvalidFile with
    every line that is no entity, before the first record is given.

    >>> import json, tempfile
    >>> named = [{"id": id, "schema": "Company", "properties": {"name": [id.upper()]}} for id in ("a", "b")]
    >>> owns = {"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"], "startDate": ["2020"]}}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "x.ftm.jsonl"
    ...     _ = file.write_text("\\n".join(map(json.dumps, [*named, owns])))
    ...     claims = read([file]).record.claims
    >>> [(claim.subject, claim.relation, claim.object, claim.when.text) for claim in claims.values()]
    [('a', 'owns', 'b', '2020/')]
    """
    check_files(files, ".ftm.jsonl")
    ontology().relation(payments)
    days = {file: day_of(file, accessed) for file in files}
    survey = _surveyed(files, Survey(role))
    account = Account(REASONS, listing=listing)
    nodes = Nodes(survey, Known(old))
    importer = Importer(survey, nodes, account, payments)
    return Reading(_records(importer, nodes, days, publisher), account)


def _surveyed(files: Sequence[Path], survey: Survey) -> Survey:
    for entity in entities_of(files, entities, "FollowTheMoney"):
        survey.read(entity)
    survey.finish()
    return survey


def _records(importer: Importer, nodes: Nodes, days: Mapping[Path, str], publisher: str) -> Iterator[OneOf]:
    for file in days:
        for entity in entities(file, []):
            nodes.meet(entity)
    for file, day in days.items():
        own = file_source(file, publisher, day)
        for entity in entities(file, []):
            yield from importer.records(entity, own)
