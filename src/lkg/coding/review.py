"""The review file: proposals as rows of a CSV file or workbook, with a column for the decision on each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from lkg.coding import grids
from lkg.coding.articles import Article
from lkg.coding.proposals import Proposal
from lkg.errors import InvalidFile, MissingFile, Problem
from lkg.evidence import sentences_of
from lkg.paragraphs import whole

DECISIONS: Mapping[str, str] = {
    "": "", "a": "accept", "accept": "accept", "accepted": "accept", "yes": "accept", "y": "accept",
    "e": "edit", "edit": "edit", "edited": "edit", "r": "reject", "reject": "reject", "rejected": "reject",
    "no": "reject", "n": "reject",
}  # fmt: skip
"""what may be typed into the column `decision`, and what it means"""


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal as a row: what was decided, the claim, why it was proposed, and which text it is from."""

    decision: str = ""
    subject: str = ""
    relation: str = ""
    object: str = ""
    when: str = ""
    modality: str = ""
    amount: str = ""
    unit: str = ""
    claimant: str = ""
    credibility: str = ""
    note: str = ""
    confidence: str = ""
    reason: str = ""
    passage: str = ""
    sentence: str = ""
    id: str = ""
    start: str = ""
    end: str = ""
    source: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    kind: str = ""
    reliability: str = ""
    origin: str = ""
    accessed: str = ""
    text: str = ""
    sha256: str = ""
    line: int = 0
    """where it stands in the file"""


COLUMNS = tuple(field.name for field in fields(Row) if field.name != "line")
_ABOUT = ("source", "title", "publisher", "published", "url", "language", "kind", "reliability", "origin", "accessed")
_NEEDED = (
    "decision",
    "subject",
    "relation",
    "object",
    "when",
    "modality",
    "credibility",
    "id",
    "start",
    "end",
    "sha256",
)


def rows(article: Article, proposals: Iterable[Proposal], place: Path) -> list[Row]:
    """Proposals as rows still to be decided; the text is named as seen from where the review file lies."""
    text = whole(article.text)
    about: dict[str, Any] = {name: article.about.get(name, "") for name in _ABOUT}
    home = os.path.relpath(article.file, place.parent) if article.file else ""
    return [
        Row(
            subject=each.subject,
            relation=each.relation,
            object=each.object,
            when=each.when,
            modality=each.modality,
            amount=each.amount,
            unit=each.unit,
            claimant=each.claimant,
            confidence=each.confidence,
            reason=each.reason,
            passage=text[each.start : each.end],
            sentence=around(text, each.start, each.end),
            id=each.id,
            start=str(each.start),
            end=str(each.end),
            text=home,
            sha256=article.source.sha256,
            **about,
        )
        for each in proposals
    ]


def around(text: str, start: int, end: int) -> str:
    """The sentence in which a passage stands, in a text whose paragraphs are whole.

    >>> around("Relations are bad. China sanctioned Lithuania in May. More follows.", 19, 45)
    'China sanctioned Lithuania in May.'
    """
    line = text.rfind("\n", 0, start) + 1
    return next((text[first:last] for first, last in sentences_of(text, line) if last >= end), text[start:end])


def read(file: Path) -> list[Row]:
    """The rows of a review file as a person left it, in whatever order.

    Raises MissingFile, or InvalidFile with every row whose decision nobody can read.
    """
    if not file.is_file():
        raise MissingFile(f"There is no review file {file}. Make one with `lkg code ARTICLE.txt`.")
    cells = grids.read(file)
    head = [str(cell).strip().lower() for cell in cells[0]] if cells else []
    lacking = [name for name in _NEEDED if name not in head]
    if lacking:
        message = f"the columns {', '.join(lacking)} are missing. Give the columns of the review file their names back."
        raise InvalidFile([Problem(str(file), 1, message)])
    found, problems = [], []
    for number, line in enumerate(cells[1:], 2):
        told: dict[str, Any] = {
            name: grids.plain(cell) for name, cell in zip(head, line, strict=False) if name in COLUMNS
        }
        if not any(told.values()):
            continue
        decision = told.get("decision", "").lower()
        if decision not in DECISIONS:
            message = f"decision {told['decision']!r}: write accept, edit or reject, or leave it empty."
            problems.append(Problem(str(file), number, message))
        found.append(replace(Row(**told), decision=DECISIONS.get(decision, ""), line=number))
    if problems:
        raise InvalidFile(problems)
    return found


def save(file: Path, found: Sequence[Row]) -> None:
    """Write a review file aside, then rename it, so that a decision is never half on disk."""
    grids.save(file, COLUMNS, [[getattr(row, name) for name in COLUMNS] for row in found])
