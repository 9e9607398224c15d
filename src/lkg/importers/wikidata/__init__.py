"""Entities of Wikidata as actors and claims: the answers of its API, and whole dumps; `fetching` asks for some.

What was decided, so that an import can be repeated and judged:

- **Properties** that have a relation stand in `properties.csv`, with direction and reason; classes that are kinds of
  actors in `kinds.csv`. What is in neither is counted by property or class, and listed.
- **Kinds** come from `instance of` and `subclass of`, as far as the files hold the classes; else from the property
  that names the item, and the actor says so. An item that nothing of this holds for is not taken over.
- **Persons** need a public role (SEMANTICS, section 9): an office, an occupation, a candidature, or that another item
  names them by a property of the table. Private life is left out.
- **Ids**: an actor is called by its Q-id, unless the graph knows that Q-id already or, for a state, its ISO code.
  A claim is called by Wikidata's own id of the statement, so that importing again changes nothing.
- **References**: each that says where it is from makes a claim with that source; a statement without one has
  Wikidata's page of the entity as its source. All are rated F, and claims are not rated: nobody here has read them.
- **Ranks**: deprecated statements are withdrawn, on the day of the version that was read, and so never counted;
  preferred and normal ones are claims alike, and their locator names the rank.
- **Doubt**: what Wikidata qualifies (allegedly, presumably …) is *alleged*; what it says someone disputes is denied by
  a claim of theirs, where they are an actor.
- **Dates** as `times` says; what has none stands on the day of the version, with `?`, and is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from lkg.claims import Record
from lkg.errors import Misuse
from lkg.importers.accounts import Account, Listing, OneOf, Reading
from lkg.importers.joining import Known
from lkg.importers.opening import check_files, entities_of
from lkg.importers.origin import day_of
from lkg.importers.wikidata.actors import Actors
from lkg.importers.wikidata.opening import entities, own_number
from lkg.importers.wikidata.reading import Importer
from lkg.importers.wikidata.reasons import REASONS
from lkg.importers.wikidata.survey import Survey
from lkg.importers.wikidata.tables import kinds

__all__ = ["REASONS", "Account", "Reading", "read"]


def read(
    files: Sequence[Path],
    *,
    old: Record | None = None,
    languages: Collection[str] = (),
    own_kinds: Path | None = None,
    accessed: str = "",
    about: Collection[int] = (),
    listing: Listing | None = None,
) -> Reading:
    """The actors, sources and claims of Wikidata's files, entity by entity.

    Files are read twice: first for kinds and faults, then for claims. `old` is the graph so far,
    `languages` the only ones whose names are taken (English always is), `own_kinds` a table of classes beside ours,
    `accessed` the day on which the files were fetched (else that of each file), `about` the numbers of the only items
    whose statements are taken (the others lend their names and kinds), `listing` takes each thing that was left out.
    One entity is in memory at a time; besides, a few bytes for each item that is described or named.

    Raises Misuse without files and for an item of `about` that is in none, MissingFile, and InvalidFile with every line
    that is no entity, before the first record is given.

    >>> import json, tempfile
    >>> def to(item: int) -> list[dict[str, object]]:
    ...     snak = {"snaktype": "value", "datavalue": {"value": {"id": f"Q{item}"}}}
    ...     return [{"id": f"Q37${item}", "mainsnak": snak, "rank": "normal"}]
    >>> labels = {"en": {"language": "en", "value": "Lithuania"}}
    >>> entity = {"id": "Q37", "type": "item", "labels": labels, "claims": {"P31": to(3624078), "P463": to(458)}}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "Q37.json"
    ...     _ = file.write_text(json.dumps({"entities": {"Q37": entity}}))
    ...     claims = read([file], accessed="2026-01-01").record.claims
    >>> [(claim.subject, claim.relation, claim.object, claim.when.text) for claim in claims.values()]
    [('Q37', 'memberOf', 'Q458', '2026-01-01?')]
    """
    check_files(files, ".json")
    days = {file: day_of(file, accessed) for file in files}
    survey = _surveyed(files, Survey(kinds(own_kinds)))
    lost = sorted(number for number in about if not survey.described(number))
    if lost:
        raise Misuse(f"{', '.join(f'Q{number}' for number in lost)}: in none of the files. Give its file, too.")
    account = Account(REASONS, listing=listing)
    importer = Importer(survey, Actors(survey, Known(old), frozenset(languages)), account)
    return Reading(_records(importer, days, frozenset(about)), account)


def _surveyed(files: Sequence[Path], survey: Survey) -> Survey:
    for _, entity in entities_of(files, entities, "Wikidata"):
        if number := own_number(entity):
            survey.read(number, entity)
    survey.finish()
    return survey


def _records(importer: Importer, days: Mapping[Path, str], about: frozenset[int]) -> Iterator[OneOf]:
    for file, day in days.items():
        for line, entity in entities(file, []):
            if not about or own_number(entity) in about:
                yield from importer.records(file, line, entity, day)
    # whom the statements name is known now
    for file in days if about else ():
        for _, entity in entities(file, []):
            if own_number(entity) not in about:
                yield from importer.name(entity)
