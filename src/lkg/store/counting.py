"""Rows of an answer counted while it is written, and the writing ended where there are too many of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from lkg.errors import LkgError

T = TypeVar("T")
_BETWEEN = re.compile(rb'\},\{"[^,}]')
_ROW = re.compile(rb"<result>")


class TooManyRows(LkgError, ValueError):
    """An answer with more rows than are given out."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most

    def __str__(self) -> str:
        return f"The answer has more than {self.most:,} rows. Ask for fewer with LIMIT, or page with LIMIT and OFFSET."


class Writes(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> object:
        """Take over some bytes."""


class Counted:
    """Passes bytes of SPARQL results on and counts their rows; raises TooManyRows before the row too many is passed on.

    The parser of a client is the judge of what is a row; so the marks between rows are looked for, which no text
    within a row can imitate: in JSON a quote within a text is escaped, in XML a bracket, in TSV a line end, and in CSV
    a line end within a text stands between quotes.

    >>> import io
    >>> counted = Counted(io.BytesIO(), "csv", 2)
    >>> counted.write(b'name,note\\r\\nEU,"two\\r\\nlines"\\r\\n'), counted.rows
    (28, 1)
    """

    def __init__(self, out: Writes, form: str, most: int) -> None:
        self._out, self._most = out, most
        self._count: Callable[[bytes], int] = {
            "json": self._joints, "xml": self._elements, "csv": self._lines, "tsv": self._lines
        }[form]  # fmt: skip
        self.rows = {"json": 1, "xml": 0}.get(form, -1)
        """rows so far; the first line of CSV and TSV is none, and before the first joint of JSON there is one"""
        self._rest, self._quoted = b"", False

    def write(self, data: bytes) -> int:
        """Pass on some bytes."""
        self.rows += self._count(data)
        if self.rows > self._most:
            raise TooManyRows(self._most)
        self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def _joints(self, data: bytes) -> int:
        return self._found(_BETWEEN, data, 4)

    def _elements(self, data: bytes) -> int:
        return self._found(_ROW, data, 7)

    def _found(self, pattern: re.Pattern[bytes], data: bytes, longest: int) -> int:
        """Matches in what has come, with what may be the beginning of one at the end of what came before."""
        known = self._rest + data
        ends = [match.end() for match in pattern.finditer(known)]
        self._rest = known[max(ends[-1] if ends else 0, len(known) - longest) :]
        return len(ends)

    def _lines(self, data: bytes) -> int:
        """Line ends outside of quotes; in TSV there are no others."""
        pieces = data.split(b'"')
        first = 1 if self._quoted else 0
        self._quoted ^= len(pieces) % 2 == 0
        return sum(piece.count(b"\n") for piece in pieces[first::2])


def at_most(items: Iterable[T], most: int) -> Iterator[T]:
    """Items one by one; raises TooManyRows where there are more.

    >>> list(at_most("abc", 3))
    ['a', 'b', 'c']
    >>> list(at_most("abc", 2))
    Traceback (most recent call last):
    lkg.store.counting.TooManyRows: The answer has more than 2 rows. ...
    """
    for number, item in enumerate(items):
        if number >= most:
            raise TooManyRows(most)
        yield item
