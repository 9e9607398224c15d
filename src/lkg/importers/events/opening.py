"""The lines of a text file, compressed or not, with their numbers."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from lkg.errors import InvalidFile, MissingFile, Problem

OPENERS: Mapping[str, Callable[[Path], Any]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
_BROKEN = (EOFError, OSError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""what the readers of the standard library raise on a file that is cut off, or not what its suffix says"""


def lines(file: Path) -> Iterator[tuple[int, str]]:
    r"""Number and text of each line, whether it ends in \n, \r\n or \r alone; blank lines are counted, not given.

    Bytes that are no UTF-8 come as lone surrogates, so that one bad line is no end of the file. The parts of a .zip
    are read one after the other and their lines are counted through, as `unzip -p` shows them.

    Raises MissingFile, or InvalidFile where the file breaks off or is not what its suffix says.
    """
    if not file.is_file():
        raise MissingFile(f"There is no file {file}.")
    number = 0
    try:
        for part in _parts(file):
            with part as stream:
                for line in stream:
                    number += 1
                    if not line.isspace():
                        yield number, line.rstrip("\n")
    except _BROKEN as error:
        what = f"cannot be read on after line {number} ({error}): it is cut off or damaged. Get the file again."
        raise InvalidFile([Problem(str(file), number or None, what)]) from None


def _parts(file: Path) -> Iterator[IO[str]]:
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as archive:
            for name in sorted(archive.namelist()):
                if not name.endswith("/"):
                    yield _text(archive.open(name))
    else:
        yield _text(OPENERS[file.suffix](file) if file.suffix in OPENERS else file.open("rb"))


def _text(stream: IO[bytes]) -> IO[str]:
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline=None)
