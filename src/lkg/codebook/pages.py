"""The codebook as a PDF that is the same byte for byte whenever it is made of the same ontology."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from lkg.codebook import fonts
from lkg.codebook.entries import Chapter, Entry, chapters, ratings
from lkg.vocab import folder

MARGIN = 56
INK, GREY = colors.HexColor("#1a1a1a"), colors.HexColor("#5a5a5a")
INTRODUCTION = (
    "A claim says that subject – relation – object held or happened at some time, by some source. This book defines "
    "every relation a claim can have, every kind of node, and every code. It is made from the ontology and says "
    "nothing that is not there.",
    "Relations read from doer to affected. The sign says whether a relation counts as cooperation (+), as conflict (−) "
    "or as neither (0); intensity is on the scale of Goldstein, from −10 to 10. A claim may be asserted, negated, "
    "ended, planned or alleged: that is its modality, and no other relation. Matches name terms of other "
    "vocabularies: = the same, ≈ nearly the same, ⊂ part of a wider one.",
)


def codebook(file: Path | None = None) -> bytes:
    """The bytes of the codebook, also written into a file where one is named.

    >>> codebook()[:5]
    b'%PDF-'
    """
    fonts.register()
    stream = io.BytesIO()
    version = _version()
    document = SimpleDocTemplate(
        stream, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        title=f"lkg: codebook of ontology {version}", author="The lkg authors", invariant=1,
    )  # fmt: skip
    document.build(list(_story(version)), onFirstPage=_numbered, onLaterPages=_numbered)
    content = stream.getvalue()
    if file is not None:
        _save(file, content)
    return content


def _story(version: str) -> Iterator[Any]:
    yield Paragraph("Codebook", _style("title"))
    yield Paragraph(f"Relations, kinds and codes of the lkg ontology, version {version}", _style("lead"))
    yield from (Paragraph(escape(text), _style("text")) for text in INTRODUCTION)
    every = chapters()
    yield Paragraph("Contents", _style("chapter"))
    for chapter in every:
        yield Paragraph(f"{escape(chapter.title)} ({len(chapter.entries)})", _style("text"))
    yield Paragraph("Ratings and their probabilities", _style("text"))
    for chapter in every:
        yield PageBreak()
        yield from _chapter(chapter)
    yield PageBreak()
    yield from _ratings()


def _chapter(chapter: Chapter) -> Iterator[Any]:
    yield Paragraph(escape(chapter.title), _style("chapter"))
    if chapter.words:
        yield Paragraph(escape(chapter.words), _style("text"))
    for entry in chapter.entries:
        yield KeepTogether(list(_entry(entry)))


def _entry(entry: Entry) -> Iterator[Any]:
    yield Paragraph(f'<b>{escape(entry.label)}</b>  <font name="code" size="8">{entry.name}</font>', _style("term"))
    yield Paragraph(escape(entry.definition), _style("text"))
    for name, value in entry.facts:
        yield Paragraph(f'<font color="#5a5a5a">{name}</font>  {escape(value)}', _style("fact"))


def _ratings() -> Iterator[Any]:
    yield Paragraph("Ratings and their probabilities", _style("chapter"))
    words = (
        "Reliability of the source (A reliable to F cannot be judged) by credibility of the claim (1 confirmed to 6 "
        "cannot be judged), after the Admiralty code. The probabilities are assumptions; a graph may put others in "
        "their place."
    )
    yield Paragraph(words, _style("text"))
    yield Spacer(0, 8)
    rows = [["", *"123456"], *([letter, *(f"{p:g}" for p in row)] for letter, row in ratings())]
    grid = Table(rows, colWidths=[50] * 7, hAlign="LEFT")
    grid.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), "book", 9),
                ("FONT", (0, 0), (-1, 0), "bold", 9),
                ("FONT", (0, 0), (0, -1), "bold", 9),
                ("LINEBELOW", (0, 0), (-1, 0), 0.5, INK),
            ]
        )
    )
    yield grid


_STYLES: dict[str, dict[str, Any]] = {
    "title": {"fontName": "bold", "fontSize": 24, "leading": 30, "spaceAfter": 4},
    "lead": {"fontName": "book", "fontSize": 12, "leading": 16, "spaceAfter": 14, "textColor": GREY},
    "chapter": {"fontName": "bold", "fontSize": 15, "leading": 20, "spaceBefore": 10, "spaceAfter": 6},
    "term": {"fontName": "book", "fontSize": 10.5, "leading": 14, "spaceBefore": 9},
    "text": {"fontName": "book", "fontSize": 9, "leading": 12.5, "spaceAfter": 3},
    "fact": {"fontName": "book", "fontSize": 8, "leading": 11, "leftIndent": 12},
}


def _style(name: str) -> ParagraphStyle:
    return ParagraphStyle(name, **{"textColor": INK} | _STYLES[name])


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont("book", 8)
    canvas.setFillColor(GREY)
    canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, str(document.page))


def _version() -> str:
    text = (folder("ontology") / "lkg.ttl").read_text(encoding="utf-8")
    return text.partition('owl:versionInfo "')[2].partition('"')[0]


def _save(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.write_bytes(content)
    aside.replace(file)
