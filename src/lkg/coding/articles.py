"""The text that is coded, and what its source is: from a small header, or as the coder gives it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lkg import evidence, period
from lkg.claims import Source
from lkg.errors import Misuse
from lkg.importers.actors import identifier
from lkg.store import read_text
from lkg.vocab import ontology

FIELDS = ("title", "publisher", "published", "url", "language", "kind", "reliability", "origin", "accessed", "source")
"""what a header may say, one a line, such as `Publisher: Reuters`"""
NEEDED = ("title", "publisher", "published")
_HEADER = re.compile(rf"(?P<name>{'|'.join(FIELDS)}|date):[ \t]*(?P<value>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its source; positions count code points from the start of the file, header included."""

    text: str
    body: int
    """where the text begins, after the header"""
    about: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    @property
    def published(self) -> dt.date:
        """The day from which relative dates such as "last month" count."""
        return dt.date.fromordinal(period.parse(self.about["published"]).end_latest)

    @property
    def published_text(self) -> str:
        """The same as the source gives it, a day or only a month or a year, without the mark of doubt."""
        return self.about["published"].rstrip("~?%")

    @property
    def source(self) -> Source:
        """The source as the graph will keep it, with the SHA-256 of the text."""
        about = self.about
        return Source(
            id=about["source"],
            title=about["title"],
            publisher=about["publisher"],
            kind=about["kind"],
            published=about["published"],
            url=about.get("url", ""),
            language=about["language"],
            reliability=about.get("reliability", ""),
            origin=about.get("origin", ""),
            accessed=about.get("accessed", ""),
            sha256=evidence.digest(self.text),
        )


def read(file: Path, given: Mapping[str, str | None] | None = None) -> Article:
    """A text file with its header, if it has one; what is given as an option goes before what the header says.

    Raises Misuse with all that is missing or wrong about the source.
    """
    article = of(read_text(file), given, str(file))
    if not article.text[article.body :].strip():
        raise Misuse(f"{file} holds no text to code.")
    return article


def of(text: str, given: Mapping[str, str | None] | None = None, file: str = "") -> Article:
    """A text at hand, as `read` reads it.

    >>> made = of("Title: On trade\\nPublisher: A paper\\nDate: 2022-04-28\\n\\nChina sanctioned Lithuania.")
    >>> made.text[made.body:], made.source.id
    ('China sanctioned Lithuania.', 's-a-paper-2022-04-28-on-trade')
    """
    header, body = _header(text)
    about = header | {name: value for name, value in (given or {}).items() if value}
    faults = list(_faults(about))
    if faults:
        raise Misuse(f"{file or 'The text'}: " + " ".join(faults))
    about = {"kind": "news", "language": "en"} | about
    stem = identifier(f"{about['publisher'][:24]} {about['published'].rstrip('~?%')} {about['title'][:32]}")
    return Article(text, body, {"source": f"s-{stem}"} | about, file)


def advice(article: Article) -> list[str]:
    """What somebody should know of a text before trusting what is found in it."""
    found = []
    if not article.about["language"].lower().startswith("en"):
        found.append(
            f"the patterns are English and the text is {article.about['language']}: only names are known in it"
        )
    return found


def _header(text: str) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    position = 0
    for line in text.splitlines(keepends=True):
        match = _HEADER.fullmatch(line.strip("\ufeff\r\n"))
        if not match:
            break
        name = match["name"].lower()
        found["published" if name == "date" else name] = match["value"].strip()
        position += len(line)
    blank = len(text[position:]) - len(text[position:].lstrip())
    return found, position + blank


def _faults(about: Mapping[str, str]) -> list[str]:
    faults = []
    lacking = [name for name in NEEDED if not about.get(name)]
    if lacking:
        options = " ".join(f"--{name} …" for name in lacking)
        lines = ", ".join(f"{name.capitalize()}: …" for name in lacking)
        faults.append(f"The source lacks its {' and '.join(lacking)}. Give {options}, or begin the file with {lines}.")
    if about.get("published"):
        # a fault in the date has its own message
        period.bounds(about["published"])
    kinds = sorted(name for name, classes in ontology().codes.items() if "SourceKind" in classes)
    if about.get("kind", "news") not in kinds:
        faults.append(f"There is no kind of source {about['kind']!r}. Use {', '.join(kinds)}.")
    if about.get("reliability", "A") not in tuple("ABCDEF"):
        faults.append(f"Reliability {about['reliability']!r}: use A (reliable) to F (cannot be judged).")
    return faults
