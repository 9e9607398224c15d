"""Somebody else's file as a source: what is known of it, and the days that stand in where it gives none."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from lkg import period
from lkg.claims import Source
from lkg.errors import InvalidPeriod, Misuse
from lkg.importers.accounts import LeftOut
from lkg.importers.actors import identifier
from lkg.importers.addresses import is_address
from lkg.importers.opening import check_files
from lkg.importers.texts import is_id
from lkg.vocab import Relation


@dataclass(frozen=True, slots=True)
class Origin:
    """What the importing person says of a file; what is empty is taken from the file."""

    name: str = ""
    """what it is called in ids"""
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    accessed: str = ""
    reliability: str = "F"
    credibility: str = ""
    """of claims for which the file gives none"""


def source_of(file: Path, given: Origin, *, title: str = "", publisher: str = "", published: str = "") -> Source:
    """The file as a source of kind data set; what is said in `given` goes before what the file says.

    Its day of access is that on which the file was last changed on disk, if none is given. Raises MissingFile, and
    Misuse for a grade or date that is none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "Net of 2022.csv"
    ...     _ = file.write_text("a,b\\n")
    ...     source = source_of(file, Origin(publisher="The desk", accessed="2026-11-29"))
    >>> source.id, source.title, source.accessed
    ('s-net-of-2022', 'Net of 2022.csv', '2026-11-29')
    """
    check_files([file])
    _check(given)
    return Source(
        id=f"s-{given.name or identifier(file.stem)}",
        title=given.title or title or file.name,
        publisher=given.publisher or publisher,
        kind="dataset",
        published=given.published or _date(published),
        url=given.url,
        reliability=given.reliability,
        accessed=day_of(file, given.accessed),
        sha256=digest_of(file),
    )


def stand_in(relation: Relation, source: Source) -> str:
    """The date of what a file gives no date for: a state was so on the day of the file, an event some time before.

    >>> from lkg.vocab import ontology
    >>> file = Source("s", "t", "p", "dataset", published="2015")
    >>> stand_in(ontology().relation("memberOf"), file), stand_in(ontology().relation("accuses"), file)
    ('2015', '/2015')
    """
    day = source.published or source.accessed
    return day if relation.is_state else f"/{day}"


def fitting(relation: Relation, start: str, end: str) -> str:
    """A start and an end, of which one may be empty, as a date that the relation can have.

    An empty end of a state is unknown; an event of which only the start is known is taken to have happened then.

    >>> from lkg.vocab import ontology
    >>> fitting(ontology().relation("memberOf"), "2012", ""), fitting(ontology().relation("accuses"), "2012", "")
    ('2012/', '2012')
    """
    if relation.is_state:
        return f"{start}/{end}"
    return start if start and end in ("", "..", start) else f"{start}/{end}"


def checked(text: str) -> str:
    """A date that a claim can bear; raises LeftOut for one that cannot be.

    >>> checked("2022-05~")
    '2022-05~'
    >>> checked("2022-02-30")
    Traceback (most recent call last):
    lkg.importers.accounts.LeftOut: a date that cannot be: '2022-02-30': February 2022 has no day 30. ...
    """
    try:
        return period.parse(text).text
    except InvalidPeriod as error:
        raise LeftOut("no-date", f"a date that cannot be: {error}") from None


def claim_id(source: Source, *said: str) -> str:
    """An id from what a claim says, so that a second import of the file changes nothing."""
    return f"{source.id.removeprefix('s-')}-{hashlib.sha256('|'.join(said).encode()).hexdigest()[:10]}"


def day_of(file: Path, accessed: str = "") -> str:
    """The day that is given, else that on which a file was last written: its data were fetched then, as far as known.

    Raises InvalidPeriod for a day that is none.
    """
    if accessed:
        period.ordinal(accessed)
        return accessed
    return dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC).date().isoformat()


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, however large."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _date(text: str) -> str:
    """What a file says of its day, if that is one."""
    try:
        return period.parse(text[:10]).text if text else ""
    except InvalidPeriod:
        return ""


def _check(given: Origin) -> None:
    if given.reliability not in tuple("ABCDEF"):
        raise Misuse(f"Reliability {given.reliability!r}: use A (reliable) to F (cannot be judged).")
    if given.credibility not in ("", *"123456"):
        raise Misuse(f"Credibility {given.credibility!r}: use 1 (confirmed) to 6 (cannot be judged).")
    if given.name and not is_id(given.name):
        raise Misuse(f"The name {given.name!r} cannot be part of an id. Use letters of a to z, digits, - and _.")
    if given.url and not is_address(given.url):
        raise Misuse(f"{given.url!r} is no whole address. Write https://…")
    try:
        if given.published:
            period.bounds(given.published)
        if given.accessed:
            period.ordinal(given.accessed)
    except InvalidPeriod as error:
        raise Misuse(str(error)) from None
