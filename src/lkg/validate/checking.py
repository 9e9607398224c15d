"""Faults with their file and line: what lacks, what stands twice, what points nowhere, and what breaks a shape."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from lkg import claims, store, vocab
from lkg.claims import Record, reading, same
from lkg.claims.references import check_references
from lkg.errors import Problem
from lkg.validate.shapes import broken
from lkg.vocab import PREFIXES, local, nearest, ontology, shorten

_ONCE = ("rdf:subject", "rdf:predicate", "rdf:object", "lkg:when", "lkg:modality", "dct:source", "rdfs:comment")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and how much it read.

    >>> advice = Problem("claims.ttl", 3, "it has no passage. Add one.", severe=False)
    >>> Report((advice,), claims=1, actors=2, sources=1, files=1).ok
    True
    """

    problems: tuple[Problem, ...]
    claims: int
    actors: int
    sources: int
    files: int

    @property
    def ok(self) -> bool:
        """Whether nothing severe was found; warnings and advice do not count."""
        return not any(problem.severe for problem in self.problems)


class Places:
    """Where in the files each subject begins, so that a message can name file and line."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.lines: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for file in files:
            for number, line in enumerate(store.read_text(file).splitlines(), 1):
                name = re.match(r"(<[^>]+>|[a-z]+:[\w\-.]+)(?:\s|$)", line)
                if name:
                    self.lines[name[1]].append((str(file), number))

    def of(self, iri: str) -> tuple[str, int | None]:
        """File and line of a subject, or its name where it stands in no file of ours.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder) / "actors.ttl"
        ...     _ = file.write_text("\\nactor:eu a lkg:Forum .\\n")
        ...     places = Places([file])
        >>> places.of(PREFIXES["actor"] + "eu")[1], places.of(PREFIXES["actor"] + "un")
        (2, ('actor:un', None))
        """
        found = self.lines.get(shorten(iri)) or self.lines.get(f"<{iri}>")
        return found[0] if found else (shorten(iri), None)

    def problem(self, iri: str, message: str, *, severe: bool = True) -> Problem:
        """A problem at the place of a subject."""
        file, line = self.of(iri)
        name = shorten(iri)
        return Problem(file, line, message if file == name else f"{name}: {message}", severe)


def check(files: Iterable[Path], *, shapes: bool = True) -> Report:
    """Check Turtle files as one graph; every problem is listed with file and line.

    With `shapes` false the SHACL shapes are left out, which is quicker. Raises InvalidFile only where a file
    is no Turtle at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "eu.ttl"
    ...     _ = file.write_text("@prefix lkg: <https://w3id.org/lkg/ontology#> .\\n<urn:eu> a lkg:Fourm .\\n")
    ...     found = check([file], shapes=False)
    >>> found.ok, found.problems[-1].message
    (False, "urn:eu: the ontology defines no term 'Fourm'. Did you mean Forum?")
    """
    paths = list(files)
    quads = store.parse_files(paths)
    places = Places(paths)
    if not quads:
        nothing = Problem(", ".join(map(str, paths)) or ".", None, "the graph is empty: no claim was found. Add one.")
        return Report((nothing,), 0, 0, 0, len(paths))
    problems = list(_problems(quads, places))
    if shapes:
        at_fault = {(problem.file, problem.line) for problem in problems}
        problems += [p for p in _broken_shapes(quads, places) if (p.file, p.line) not in at_fault]
    about = reading.group(quads)
    kinds = [local(o.value) for terms in about.values() for o in terms.get(PREFIXES["rdf"] + "type", [])]
    actor_kinds = {
        name for name, above in ontology().classes.items() if above & {"Actor", "Policy", "Event", "Asset", "Place"}
    }
    return Report(
        tuple(sorted(set(problems), key=lambda problem: problem.place)),
        kinds.count("Claim"),
        sum(k in actor_kinds for k in kinds),
        kinds.count("Source"),
        len(paths),
    )


def _problems(quads: list[ox.Quad], places: Places) -> Iterator[Problem]:
    about = reading.group(quads)
    yield from _twice(about, places)
    yield from _unknown_terms(quads, places)
    yield from _blank(quads)
    yield from _records(quads, places)


def _records(quads: list[ox.Quad], places: Places) -> Iterator[Problem]:
    """Dates that are none, parts that lack, and references to what is not there."""
    unread: list[Problem] = []
    record = claims.read(quads, unread)
    yield from (_placed(problem, places) for problem in unread)
    yield from (_placed(problem, places) for problem in check_references(record, relations=False))
    yield from (_placed(problem, places) for problem in same.contradictions(record.judgements.values()))
    yield from _judged(record, places)
    if not record.claims and not unread:
        yield Problem(
            next(iter(sorted({p for found in places.lines.values() for p, _ in found})), "."),
            None,
            "the graph holds no claim. Add one, or name the folder that holds them.",
        )
    for claim in record.claims.values():
        relation = ontology().relations.get(claim.relation)
        if relation and not relation.is_state and (claim.when.open_end or ".." in claim.when.text):
            yield places.problem(
                vocab.absolute(claim.id, "claim"),
                f"{claim.when.text!r}: {relation.name} is an event and cannot have an open end. Close the interval.",
            )


def _judged(record: Record, places: Places) -> Iterator[Problem]:
    """Advice on judgements: of actors that are not here, and of such as Wikidata tells apart."""
    for judged in record.judgements.values():
        iri = vocab.absolute(judged.id, "judgement")
        missing = [actor for actor in judged.actors if actor not in record.actors]
        for actor in missing:
            message = f"it judges {actor}, which is not in this graph. It has no effect until that is imported."
            yield places.problem(iri, message, severe=False)
        if judged.stands and judged.verdict == "same" and not missing:
            items = [record.actors[actor].wikidata for actor in judged.actors]
            if all(items) and items[0] != items[1]:
                message = f"it says that two are the same which have the Wikidata ids {items[0]} and {items[1]}."
                yield places.problem(iri, f"{message} Correct one of the three.", severe=False)


def placed(problems: Iterable[Problem], files: Iterable[Path]) -> list[Problem]:
    """Problems that name a record, with the file and line where the record stands."""
    places = Places(files)
    return [_placed(problem, places) for problem in problems]


def _placed(problem: Problem, places: Places) -> Problem:
    kind, _, name = problem.file.partition(" ")
    return places.problem(vocab.absolute(name, kind), problem.message) if name else problem


def _twice(about: Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]], places: Places) -> Iterator[Problem]:
    """Ids given to two records: Turtle merges them silently, and what they say is mixed."""
    once = [(prefixed, PREFIXES[prefixed.partition(":")[0]] + prefixed.partition(":")[2]) for prefixed in _ONCE]
    for iri, terms in about.items():
        if not iri.startswith(PREFIXES["claim"]):
            continue
        double = [prefixed for prefixed, predicate in once if len({t.value for t in terms.get(predicate, [])}) > 1]
        if double:
            also = [f"{file}:{line}" for file, line in places.lines.get(shorten(iri), [])[1:]]
            where = f" It stands again at {', '.join(also)}." if also else ""
            yield places.problem(
                iri, f"the id is used for two claims ({', '.join(double)} differ).{where} Give each its own."
            )


def _unknown_terms(quads: Iterable[ox.Quad], places: Places) -> Iterator[Problem]:
    known = ontology().labels
    seen: set[tuple[str, str]] = set()
    for subject, predicate, value, _ in quads:
        for term in (predicate, value):
            if isinstance(term, ox.NamedNode) and term.value.startswith(PREFIXES["lkg"]):
                name = local(term.value)
                if name not in known and name and (subject.value, name) not in seen:
                    seen.add((subject.value, name))
                    near = nearest(name, known)
                    hint = f" Did you mean {' or '.join(near)}?" if near else " Use a term of the ontology."
                    yield places.problem(subject.value, f"the ontology defines no term {name!r}.{hint}")


def _blank(quads: Iterable[ox.Quad]) -> Iterator[Problem]:
    if any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        yield Problem(".", None, "the graph has blank nodes. Give each an IRI: one new claim is then one small diff.")


def _broken_shapes(quads: Iterable[ox.Quad], places: Places) -> Iterator[Problem]:
    for focus, message, severity in broken(quads):
        yield places.problem(focus, message, severe=severity == "Violation")
