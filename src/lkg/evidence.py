"""Passages: where in a source text each claim stands, checked by whoever holds the text.

The graph keeps start, end and SHA-256 of a passage, never the passage itself.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lkg.claims import Passage, Record
from lkg.errors import InvalidFile, Misuse, Problem
from lkg.paragraphs import whole
from lkg.store import read_text

LONGEST = 300
_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!\bMr)(?<!\bDr)(?<!\b[A-Z])[.!?][\"”’)]*(?=\s+[\"“‘(]*[A-ZŠŽČ0-9])|(?=\n)|\Z")


@dataclass(frozen=True, slots=True)
class Check:
    """How one passage stands in the text."""

    claim: str
    ok: bool
    message: str = ""


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text starts and ends, without the white space around it.

    A line feed ends one, too, unless it only breaks a line for the eye. A passage lies within one sentence by this
    rule, and proposals are made by it.

    >>> text = "Mr. Wang spoke. China, e.g. its customs, did not.\\nEnd"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Wang spoke.', 'China, e.g. its customs, did not.', 'End']
    >>> text = "Its customs, which Mr. Wang had\\ndefended, did not."
    >>> list(sentences(text)) == [(0, len(text))]
    True
    """
    return sentences_of(whole(text), start)


def sentences_of(paragraphs: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The same for a text whose paragraphs are whole, as `paragraphs.whole` makes them."""
    for match in _END.finditer(paragraphs, start):
        piece = paragraphs[start : match.end()]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), match.end() - (len(piece) - len(piece.rstrip()))
        start = match.end()


def source_of(record: Record, text: str) -> str:
    """The source whose text this is, by its digest; raises Misuse if there is none."""
    wanted = digest(text)
    for source in record.sources.values():
        if source.sha256 == wanted:
            return source.id
    with_passages = sorted({c.passage.source for c in record.claims.values() if c.passage})
    raise Misuse(
        f"No source of this graph is this text (its SHA-256 begins {wanted[:12]}). "
        f"Name it with --source; passages are known of {', '.join(with_passages) or 'none'}."
    )


def check(record: Record, source: str, text: str) -> list[Check]:
    """Every passage of a source against its text, in the order of the claims.

    >>> from lkg.claims import Claim
    >>> from lkg.period import parse
    >>> text, said = "It opened an office.", ("C1", "a", "visits", "b", parse("2021"), "s1")
    >>> claim = Claim(*said, passage=Passage("C1", "s1", 0, 20, digest(text)))
    >>> [found.ok for found in check(Record(claims={"C1": claim}), "s1", text)]
    [True]
    >>> [found.ok for found in check(Record(claims={"C1": claim}), "s1", text.upper())]
    [False]
    """
    return [
        Check(claim.id, not (message := _fault(claim.passage, text)), message)
        for claim in record.claims.values()
        if claim.passage and claim.passage.source == source
    ]


def missing(record: Record, source: str) -> list[str]:
    """The claims of a source that have no passage.

    >>> import lkg
    >>> record = lkg.open().record
    >>> len(missing(record, "b-cepa")), len(missing(record, "s-ec-130"))
    (0, 3)
    """
    return [claim.id for claim in record.claims.values() if claim.source == source and claim.passage is None]


def locate(record: Record, source: str, text: str, file: Path) -> Record:
    """The record with the passages of a table (claim, start, end) added.

    Raises InvalidFile with every row that names no claim of the source, or no passage within one sentence.
    """
    if source not in record.sources:
        raise Misuse(f"The graph has no source {source!r}.")
    problems: list[Problem] = []
    claims = dict(record.claims)
    for line, name, passage in _rows(file, source, text, problems):
        claim = claims.get(name)
        if claim is None or claim.source != source:
            problems.append(Problem(str(file), line, f"{name!r} is no claim of {source}. Correct the id."))
        elif fault := _fault(passage, text):
            problems.append(Problem(str(file), line, f"{name}: {fault}"))
        else:
            claims[name] = replace(claim, passage=passage)
    if problems:
        raise InvalidFile(problems)
    sources = dict(record.sources) | {source: replace(record.sources[source], sha256=digest(text))}
    return replace(record, claims=claims, sources=sources)


def _rows(file: Path, source: str, text: str, problems: list[Problem]) -> Iterator[tuple[int, str, Passage]]:
    reader = csv.DictReader(io.StringIO(read_text(file), newline=""))
    if not {"claim", "start", "end"} <= set(reader.fieldnames or []):
        raise InvalidFile([Problem(str(file), 1, "the columns claim, start and end are needed.")])
    for row in reader:
        first, last = row["start"] or "", row["end"] or ""
        if first.isdecimal() and last.isdecimal():
            start, end = int(first), int(last)
            yield reader.line_num, row["claim"], Passage(row["claim"], source, start, end, digest(text[start:end]))
        else:
            problems.append(Problem(str(file), reader.line_num, "start and end are whole numbers. Count code points."))


def _fault(passage: Passage, text: str) -> str:
    found = text[passage.start : passage.end]
    if not 0 <= passage.start < passage.end <= len(text):
        return (
            f"[{passage.start}, {passage.end}) lies outside the text of {len(text)} characters. Correct the positions."
        )
    if digest(found) != passage.sha256:
        return "the text there is another one than when the passage was coded. Use the text that the source names."
    if len(found) > LONGEST:
        return f"the passage has {len(found)} characters; at most {LONGEST} are allowed. Shorten it."
    if found != found.strip():
        return "the passage begins or ends with white space. Trim it."
    if len(list(sentences(found))) > 1:
        return "the passage runs over the end of a sentence. Keep it within one."
    return ""
