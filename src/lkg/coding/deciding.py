"""What becomes of a decision: a row that was accepted is checked as a claim, and taken over into a graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lkg import evidence, folders, period
from lkg.claims import Claim, Passage, Record, Source
from lkg.coding.faults import Known, faults
from lkg.coding.review import Row
from lkg.errors import InvalidFile, MissingFile, Misuse, Problem
from lkg.importers import Import, take_over
from lkg.store import read_text
from lkg.vocab import ontology


def accepted(rows: Sequence[Row]) -> list[Row]:
    """The rows that a person let pass, as they were or edited."""
    return [row for row in rows if row.decision in ("accept", "edit")]


def take(file: Path, rows: Sequence[Row], known: Known, into: Path, *, text: Path | None = None) -> Import:
    """Take the accepted rows over into a graph's folder, with their source and passages; all or nothing.

    An id is that of the proposal, so that taking over twice changes nothing; a source that the graph has stays as it
    is. Raises InvalidFile with every faulty
    row, and Misuse where the text is not the one that was coded.
    """
    chosen = accepted(rows)
    if not chosen:
        waiting = sum(not row.decision for row in rows)
        raise Misuse(f"{file} has no accepted row; {waiting} wait for a decision. Run `lkg code review {file}`.")
    texts = {row.sha256: _text(file, row, text) for row in {row.sha256: row for row in chosen}.values()}
    old = folders.present(into)
    problems = [
        Problem(str(file), row.line, fault)
        for row in chosen
        for fault in (*faults(row, known), *_place_faults(row, texts[row.sha256]), *_old_faults(row, old))
    ]
    if problems:
        raise InvalidFile(problems)
    claims = {row.id: _beside(claim(row, known, texts[row.sha256]), old) for row in chosen}
    digests = {row.source: row.sha256 for row in chosen}
    ends = {end for each in claims.values() for end in (each.subject, each.object, each.claimant) if end}
    sources = {row.source: old.sources.get(row.source) or _source(row) for row in chosen}
    sources = {name: replace(source, sha256=source.sha256 or digests[name]) for name, source in sources.items()}
    return take_over(Record({end: known.actors[end] for end in sorted(ends)}, sources, claims), into)


def claim(row: Row, known: Known, text: str) -> Claim:
    """A faultless row as a claim with its passage; the words of the text are not kept, only where they stand."""
    subject, object_ = known.names.resolve(row.subject), known.names.resolve(row.object)
    start, end = int(row.start), int(row.end)
    relation = ontology().relations[row.relation]
    own = f"{known.actors[subject].label} {relation.label} {known.actors[object_].label}"
    return Claim(
        id=row.id,
        subject=subject,
        relation=row.relation,
        object=object_,
        when=period.parse(row.when),
        source=row.source,
        modality=row.modality,
        amount=row.amount,
        unit=row.unit,
        claimant=known.names.resolve(row.claimant) if row.claimant else "",
        credibility=row.credibility,
        passage=Passage(row.id, row.source, start, end, evidence.digest(text[start:end])),
        note=row.note or own,
    )


def _place_faults(row: Row, text: str) -> Iterator[str]:
    """Whether the passage stands in the text, by the same rules as `lkg evidence check`."""
    if not (row.start.isdecimal() and row.end.isdecimal()):
        yield "start and end are whole numbers. Do not change these columns."
        return
    start, end = int(row.start), int(row.end)
    passage = Passage(row.id, row.source, start, end, evidence.digest(text[start:end]))
    made = Claim(row.id, "", row.relation, "", period.parse("2000"), row.source, passage=passage)
    for check in evidence.check(Record(claims={row.id: made}), row.source, text):
        if not check.ok:
            yield check.message


def _old_faults(row: Row, old: Record) -> Iterator[str]:
    """What the graph holds already and would be lost."""
    before = old.claims.get(row.id)
    if before and before.withdrawal:
        yield f"this claim was withdrawn on {before.withdrawal.on}: {before.withdrawal.because}. Reject the row."
    source = old.sources.get(row.source)
    if source and source.sha256 not in ("", row.sha256):
        yield f"{row.source} is another text in the graph. Code this one with a --source of its own."


def _beside(made: Claim, old: Record) -> Claim:
    """The claim with what others have said of it since it was first taken over."""
    before = old.claims.get(made.id)
    return replace(made, disputes=before.disputes) if before else made


def _text(file: Path, row: Row, given: Path | None) -> str:
    place = given or (file.parent / row.text if row.text else None)
    if place is None or not place.is_file():
        raise MissingFile(f"The text of {row.source}, {row.text or 'unnamed'}, is not there. Name it with --text FILE.")
    text = read_text(place)
    if evidence.digest(text) != row.sha256:
        raise Misuse(f"{place} is another text than the one that was coded. Name that with --text, or code it again.")
    return text


def _source(row: Row) -> Source:
    return Source(
        id=row.source,
        title=row.title,
        publisher=row.publisher,
        kind=row.kind or "news",
        published=row.published,
        url=row.url,
        language=row.language,
        reliability=row.reliability,
        origin=row.origin,
        accessed=row.accessed,
        sha256=row.sha256,
    )
