"""What an import of entities met, and whom the graph knows already: shared by the readers of Wikidata and FtM."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TypeVar

from lkg import folders
from lkg.claims import Actor, Claim, Record, Source
from lkg.claims.stored import record_of
from lkg.errors import InvalidFile, MissingFile, Misuse, Problem
from lkg.identity import Names
from lkg.store.oxigraph import Store, is_store
from lkg.vocab import Relation, ontology

TOP = 10
"""properties, classes and schemata that a summary names before it only counts the rest"""
_NOT_TEXT = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""halves of characters and control characters, which no RDF can hold"""
_ID = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_\-])?")
LISTED = 20
"""faults of files that are named before the rest is only counted"""
Read = TypeVar("Read")
Reader = Callable[[Path, list[Problem]], Iterator[Read]]
"""gives the entities of a file, and adds what is none to a list"""
Known = Callable[[str], Actor | None]
"""the actor that a graph has already under a name or an id"""


@dataclass(slots=True)
class Account:
    """Counts that add up: every entity and every statement was taken over or is counted under the reason why not.

    Nothing is kept but counts, for a dump has a billion statements; every single one goes to a listing as it is met,
    where one was asked for (columns file, line, reason, what, which; tab between).
    """

    reasons: Mapping[str, str]
    """reason → its words, in the order of the summary"""
    thing: str = "statements"
    """what claims are made from"""
    entities: int = 0
    taken: int = 0
    """entities that became actors"""
    statements: int = 0
    used: int = 0
    """statements that became claims; one with three references becomes three"""
    claims: int = 0
    withdrawn: int = 0
    alleged: int = 0
    left: dict[str, Counter[str]] = field(default_factory=dict)
    """reason → what (a property, a class, a schema) → how often"""
    notes: Counter[str] = field(default_factory=Counter)
    """what was taken over, but not whole"""
    listing: IO[str] | None = None

    def leave(self, file: Path, line: int, reason: str, what: str, which: str) -> None:
        """Count one thing that was left out under its reason, and list it."""
        self.left.setdefault(reason, Counter())[what] += 1
        if self.listing:
            self.listing.write(f"{file}\t{line}\t{reason}\t{tidy(what)}\t{tidy(which)}\n")

    def count(self, claim: Claim) -> Claim:
        """Count a claim, and hand it on."""
        self.claims += 1
        self.withdrawn += claim.withdrawal is not None
        self.alleged += claim.modality == "alleged"
        return claim

    def total(self, reason: str) -> int:
        """How often a reason was met."""
        return self.left.get(reason, Counter()).total()

    def words(self) -> Iterator[str]:
        """The account as people read it, line by line."""
        yield f"{number(self.entities, 'entities')}: {number(self.taken, 'actors')}"
        of_them = f" ({self.withdrawn:,} withdrawn, {self.alleged:,} alleged)" if self.withdrawn or self.alleged else ""
        yield f"{number(self.statements, self.thing)}: {self.used:,} became {number(self.claims, 'claims')}{of_them}"
        for reason, words in self.reasons.items():
            if reason in self.left:
                yield f"  {words}: {self.total(reason):,}, of {most(self.left[reason])}"
        yield from (f"  {words}: {count:,}" for words, count in sorted(self.notes.items()))


def number(count: int, things: str) -> str:
    """A number of things that are named in the plural.

    >>> number(1, "entities"), number(1200, "links")
    ('1 entity', '1,200 links')
    """
    one = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{count:,} {one if count == 1 else things}"


def most(counted: Counter[str], shown: int = TOP) -> str:
    """What was counted most, with its counts; the rest as a number."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    more = f" and {len(ranked) - shown:,} more" if len(ranked) > shown else ""
    return ", ".join(f"{name} ({count:,})" for name, count in ranked[:shown]) + more


def tidy(text: str) -> str:
    """A text as one line, without what RDF cannot hold.

    >>> tidy(" a\\tb\\n c\\x00 "), tidy("\\ud83d!")
    ('a b c', '!')
    """
    return " ".join(_NOT_TEXT.sub("", text).split())


def is_id(text: str) -> bool:
    """Whether a text can be part of an address as it stands."""
    return _ID.fullmatch(text) is not None


def fits(relation: Relation, subject: str, object_: str) -> bool:
    """Whether a relation joins these kinds of nodes, by its domain and range.

    >>> fits(ontology().relation("memberOf"), "State", "InternationalOrganization")
    True
    >>> fits(ontology().relation("memberOf"), "State", "Person")
    False
    """
    classes = ontology().classes
    return bool(classes[subject] & relation.domain) and bool(classes[object_] & relation.range)


def check_files(files: Sequence[Path], what: str, suffix: str) -> None:
    """Raises Misuse without files and for a folder, MissingFile for a file that is not there."""
    if not files:
        raise Misuse(f"There are no files of {what} to import. Name at least one.")
    for file in files:
        if file.is_dir():
            raise Misuse(f"{file} is a folder. Name the files in it: {file}/*{suffix}")
        if not file.is_file():
            raise MissingFile(f"There is no file {file}.")


def entities_of(file: Path, problems: list[Problem], read: Reader[Read], form: str) -> Iterator[Read]:
    """The entities of a file; a file whose first lines hold none is one problem, and not one for each line."""
    own: list[Problem] = []
    seen = False
    for entity in read(file, own):
        seen = True
        yield entity
    if seen or not own:
        problems += own
    else:
        problems.append(Problem(str(file), own[0].line, f"{own[0].message} No line of it is an entity of {form}."))
    if not seen and not own:
        problems.append(Problem(str(file), None, f"it holds no entity of {form}."))


def refuse(problems: Sequence[Problem]) -> None:
    """Raises InvalidFile where there are problems: the first of them, and how many more there are."""
    if problems:
        more = len(problems) - LISTED
        raise InvalidFile([*problems[:LISTED], *[Problem("", None, f"{more:,} more faults, and:")] * (more > 0)])


def nobody(_: str) -> Actor | None:
    """What a graph knows that does not exist yet."""
    return None


def known_in(place: Path) -> Known:
    """Whom the graph in a folder or a store knows, by id, name or Wikidata id; nobody, where there is none yet.

    Only a name that a single actor bears counts.
    """
    actors = _actors_of(place)
    if not actors:
        return nobody
    names = Names(actors.values())

    def known(name: str) -> Actor | None:
        return actors.get(names.exact(name) or "")

    return known


def joined(new: Actor, old: Actor, tag: str = "en") -> Actor:
    """The actor of the graph, as it stands there, with the further names and the Wikidata id of the new one.

    `tag` is the language of the new label.
    """
    said = {text for text, _ in old.aliases} | {old.label}
    own = {text: language for text, language in ((new.label, tag), *new.aliases) if text not in said}
    aliases = tuple(sorted({*old.aliases, *own.items()}))
    return replace(old, aliases=aliases, wikidata=old.wikidata or new.wikidata)


def record_from(records: Iterable[Actor | Source | Claim]) -> Record:
    """All records at once, for a graph in a folder; of what comes twice the first counts."""
    actors: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    claims: dict[str, Claim] = {}
    for each in records:
        if isinstance(each, Claim):
            claims.setdefault(each.id, each)
        elif isinstance(each, Actor):
            actors.setdefault(each.id, each)
        else:
            sources.setdefault(each.id, each)
    return Record(dict(sorted(actors.items())), dict(sorted(sources.items())), dict(sorted(claims.items())))


def _actors_of(place: Path) -> Mapping[str, Actor]:
    if not place.is_dir():
        return {}
    if is_store(place):
        return record_of(Store(place, write=False), list).actors
    return folders.present(place).actors
