"""Rows of a table in a text file, plain or compressed, each with its line; what cannot be read has its place told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lkg.errors import InvalidFile, Problem
from lkg.store.files import PACKED, bytes_of

if TYPE_CHECKING:
    from _csv import Reader as Lines

C = TypeVar("C")
T = TypeVar("T")
_TABS = (".tsv", ".tab")


class Cells(dict[C, T]):
    """What each distinct cell of a column means, worked out once: a panel repeats few texts in many rows.

    >>> years = Cells(lambda cell: print("read", cell) or int(cell))
    >>> years["1945"], years["1945"]
    read 1945
    (1945, 1945)
    """

    def __init__(self, meaning: Callable[[C], T]) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, cell: C) -> T:
        found = self[cell] = self.meaning(cell)
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file and how it is written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "votes.csv"
    ...     _ = file.write_text("ccode,vote\\n2, 1\\n\\n20,3\\n")
    ...     Table(file).head(), list(Table(file).rows())
    (['ccode', 'vote'], [(2, ['2', ' 1']), (4, ['20', '3'])])
    """

    file: Path
    delimiter: str = ""
    """empty: a tab for .tsv and .tab, else a comma"""
    encoding: str = "utf-8"

    def head(self) -> list[str]:
        """The names of the columns; raises MissingFile, or InvalidFile where the file is empty or no text."""
        with _opened(self) as lines:
            found = next(lines, None)
        if not found:
            message = "the file is empty. A table begins with the names of its columns."
            raise InvalidFile([Problem(str(self.file), 1, message)])
        return [name.strip() for name in found]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line and cells of every row below the head, empty lines left out; a row may have too few or many cells.

        Raises InvalidFile where the file breaks off or is no text.
        """
        with _opened(self) as lines:
            next(lines, None)
            for row in lines:
                if row:
                    yield lines.line_num, row


def tidy(cell: str) -> str:
    """A cell without blanks at its ends and without the decimals that a spreadsheet gave to a code.

    >>> tidy(" 2.0 "), tidy("1985.0"), tidy("2.5"), tidy("US")
    ('2', '1985', '2.5', 'US')
    """
    text = cell.strip()
    whole, dot, rest = text.partition(".")
    return whole if dot and rest and not rest.strip("0") and whole.removeprefix("-").isdigit() else text


def plain(text: str) -> str:
    """A text as part of an id.

    >>> plain("1869-03-04~")
    '1869-03-04'
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


def positions(names: Sequence[str], head: Sequence[str]) -> tuple[int, ...]:
    """Where these columns stand; they are known to be there."""
    return tuple(head.index(name) for name in names)


@contextmanager
def _opened(table: Table) -> Iterator[Lines]:
    """The table as rows of cells; where reading stops, its place is told in place of the library's error."""
    # a mark of byte order at the start of UTF-8 is no part of the first column's name
    encoding = "utf-8-sig" if table.encoding == "utf-8" else table.encoding
    suffix = Path(table.file.stem if table.file.suffix in PACKED else table.file).suffix
    delimiter = table.delimiter or ("\t" if suffix in _TABS else ",")
    with io.TextIOWrapper(bytes_of([table.file]), encoding=encoding, newline="") as text:
        lines = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            yield lines
        except UnicodeDecodeError:
            message = f'some text below is not in {table.encoding}. Say encoding = "latin-1", perhaps.'
            raise InvalidFile([Problem(str(table.file), lines.line_num or None, message)]) from None
        except csv.Error as error:
            message = f"the table cannot be read here: {error}. Mend the quotes of this line or one before."
            raise InvalidFile([Problem(str(table.file), lines.line_num or None, message)]) from None
