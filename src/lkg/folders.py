"""How a graph lies in a folder: which record goes into which Turtle file, written all or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from lkg import turtle
from lkg.claims import Claim, Record, reading, writing
from lkg.claims.model import Grouping, Judgement
from lkg.errors import InvalidFile, Problem
from lkg.store import parse_files, read_text
from lkg.vocab import ontology

HEADS: Mapping[str, str] = {
    "sources.ttl": "# Sources: pages, documents and data sets that claims cite.",
    "disputes.ttl": "# Which claim disputes which, of what type, genuinely or only in appearance.",
    "groupings.ttl": "# Partitions of actors into groups: decisions of coders, and no sourced claims.",
    "identity.ttl": "# Which actors are the same, as people judged; a judgement taken back stays on record.",
}
_STRUCTURAL: Mapping[str, str] = {
    "affiliatedWith": "offices",
    "leads": "offices",
    "servesIn": "offices",
    "represents": "representation",
    "memberOf": "memberships",
    "candidateFor": "memberships",
    "partOf": "places-and-parts",
    "locatedIn": "places-and-parts",
    "exportsTo": "trade-and-energy",
    "suppliesEnergyTo": "trade-and-energy",
    "connectsTo": "trade-and-energy",
    "pricedAt": "trade-and-energy",
    "owns": "trade-and-energy",
    "operates": "trade-and-energy",
    "procures": "procurement",
    "suppliedBy": "procurement",
    "spendsOn": "procurement",
}
_GROUPS: Mapping[str, str] = {
    "State": "states",
    "Organization": "organizations",
    "Person": "people",
    "Policy": "policies",
    "Agreement": "policies",
    "Dispute": "policies",
    "Event": "events",
    "Asset": "assets",
    "Place": "places",
}


OWN = (
    "sources.ttl",
    "disputes.ttl",
    "groupings.ttl",
    "identity.ttl",
    *(f"actors/{name}.ttl" for name in dict.fromkeys(_GROUPS.values())),
    *(
        f"claims/{topic}.ttl"
        for topic in (
            *dict.fromkeys(_STRUCTURAL.values()),
            "cases-and-policies",
            "verbalCooperation",
            "materialCooperation",
            "verbalConflict",
            "materialConflict",
        )
    ),
)
"""every file that records can be written into"""


def merge(old: Record, new: Record) -> Record:
    """Both records; where an id is in both the new one counts, but what only the old one says is kept.

    That is the passage of a claim, the digest of a source, and the title and wording of a grouping and its groups.

    >>> from lkg.claims import Actor
    >>> old, new = (Record({"eu": Actor("eu", label, "Forum")}) for label in ("EU", "European Union"))
    >>> merge(old, new).actors["eu"].label
    'European Union'
    """
    claims = dict(old.claims)
    for name, claim in new.claims.items():
        kept = old.claims[name].passage if name in old.claims else None
        claims[name] = replace(claim, passage=claim.passage or kept)
    sources = dict(old.sources)
    for name, source in new.sources.items():
        kept_digest = old.sources[name].sha256 if name in old.sources else ""
        sources[name] = replace(source, sha256=source.sha256 or kept_digest)
    actors = dict(old.actors) | dict(new.actors)
    groupings = dict(old.groupings)
    for name, grouping in new.groupings.items():
        groupings[name] = _reworded(grouping, old.groupings[name]) if name in old.groupings else grouping
    return replace(
        old,
        actors=dict(sorted(actors.items())),
        sources=sources,
        claims=dict(sorted(claims.items())),
        groupings=dict(sorted(groupings.items())),
        judgements=dict(sorted((dict(old.judgements) | dict(new.judgements)).items())),
    )


def texts(record: Record) -> dict[str, str]:
    """The canonical text of every file of a graph's folder, by its path in the folder.

    >>> from lkg.claims import Actor
    >>> files = texts(Record({"eu": Actor("eu", "EU", "InternationalOrganization")}))
    >>> list(files), files["actors/organizations.ttl"].splitlines()[0]
    (['actors/organizations.ttl'], '# Actors: organizations.')
    """
    triples: dict[str, list[ox.Triple]] = defaultdict(list)
    for file, found in _filed(record):
        triples[file] += found
    return {file: turtle.write(triples[file], head=_head(file)) for file in sorted(triples)}


def present(folder: Path) -> Record:
    """The records of a folder that is about to be written again; an empty record where there is none yet.

    Raises InvalidFile where writing would lose something: records in files that are not the folder's own, or
    triples that no record holds.

    >>> present(Path("no-such-folder")).claims
    {}
    """
    files = sorted(folder.rglob("*.ttl")) if folder.is_dir() else []
    record = reading.read(parse_files(files))
    ours, written = set(texts(record)), set(writing.write(record))
    problems = []
    for file in files:
        name = file.relative_to(folder).as_posix()
        triples = {ox.Triple(q.subject, q.predicate, q.object) for q in parse_files([file])}
        if name in ours and triples - written:
            lost = min(map(str, triples - written))
            problems.append(Problem(str(file), None, f"writing the folder would lose {lost}. Keep it in another file."))
        elif name not in ours and triples & written:
            message = "it holds records that belong into the folder's own files. Move them there, or import elsewhere."
            problems.append(Problem(str(file), None, message))
    if problems:
        raise InvalidFile(problems)
    return record


def save(record: Record, folder: Path, *, write: bool = True) -> list[Path]:
    """Write a record into a folder; returns the files that (would) change. Heads of comments are kept.

    >>> import tempfile
    >>> from lkg.claims import Actor
    >>> with tempfile.TemporaryDirectory() as name:
    ...     files = save(Record({"eu": Actor("eu", "EU", "InternationalOrganization")}), Path(name))
    >>> [file.name for file in files]
    ['organizations.ttl']
    """
    new = texts(record)
    changes: list[tuple[Path, str]] = []
    for name, text in new.items():
        file = folder / name
        before = read_text(file) if file.exists() else ""
        after = turtle.head_of(before) + text.removeprefix(turtle.head_of(text)) if before else text
        if after != before:
            changes.append((file, after))
    # a claim that changed its family leaves its old file, and the last one leaves it empty
    emptied = [folder / name for name in OWN if name not in new and (folder / name).exists()]
    if write:
        for file, text in changes:
            turtle.save(file, text)
        for file in emptied:
            file.unlink()
    return [file for file, _ in changes] + emptied


def save_judgements(judgements: Iterable[Judgement], folder: Path) -> Path:
    """Write judgements into `identity.ttl`, in place of those of the same ids; whatever else stands there stays."""
    file = folder / "identity.ttl"
    old = parse_files([file]) if file.exists() else []
    new = {triple for judged in judgements for triple in writing.write_judgement(judged)}
    about = {triple.subject for triple in new}
    kept = {ox.Triple(q.subject, q.predicate, q.object) for q in old if q.subject not in about}
    head = turtle.head_of(read_text(file)) if file.exists() else _head("identity.ttl")
    turtle.save(file, turtle.write(kept | new, head=head))
    return file


def file_of(claim: Claim) -> str:
    """The file that holds a claim: by the family of its relation, the structural ones by topic.

    >>> from lkg.period import parse
    >>> [file_of(Claim("C1", "a", name, "b", parse("2022"), "s1")) for name in ("visits", "leads")]
    ['claims/verbalCooperation.ttl', 'claims/offices.ttl']
    """
    relation = ontology().relations[claim.relation]
    topic = _STRUCTURAL.get(relation.name, "cases-and-policies") if relation.family == "structural" else relation.family
    return f"claims/{topic}.ttl"


def _reworded(new: Grouping, old: Grouping) -> Grouping:
    """The placements of the new grouping in the words of the old one."""
    groups = {name: old.groups.get(name, group) for name, group in new.groups.items()}
    return replace(new, title=old.title or new.title, definition=old.definition or new.definition, groups=groups)


def _filed(record: Record) -> Iterator[tuple[str, list[ox.Triple]]]:
    for actor in record.actors.values():
        yield f"actors/{_GROUPS[ontology().group(actor.kind)]}.ttl", list(writing.write_actor(actor))
    for source in record.sources.values():
        yield "sources.ttl", list(writing.write_source(source))
    for claim in record.claims.values():
        yield file_of(claim), list(writing.write_claim(claim))
        if claim.disputes:
            yield "disputes.ttl", list(writing.write_disputes(claim))
    for grouping in record.groupings.values():
        yield "groupings.ttl", list(writing.write_grouping(grouping))
    for judgement in record.judgements.values():
        yield "identity.ttl", list(writing.write_judgement(judgement))


def _head(file: str) -> str:
    if file in HEADS:
        return HEADS[file] + "\n"
    folder, _, name = file.partition("/")
    topic = name.removesuffix(".ttl")
    words = re.sub(r"([A-Z])", lambda m: f" {m[1].lower()}", topic).replace("-", " ")
    return f"# {folder.capitalize()}: {words}.\n"
