"""Files of other people as lines or JSON, packed or not; what cannot be read is told with its line and its cure."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

from lkg.errors import InvalidFile, MissingFile, Misuse, Problem
from lkg.store import read_text

LISTED = 20
"""faults of files that are named before the rest is only counted"""
Read = TypeVar("Read")
Reader = Callable[[Path, list[Problem]], Iterator[Read]]
"""gives the entities of a file, and adds what is none to a list"""
OPENERS: Mapping[str, Callable[[Path], Any]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
_BROKEN = (EOFError, OSError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""what the readers of the standard library raise on a file that is cut off, or not what its suffix says"""
_LONE = re.compile("[\ud800-\udfff]")
"""what stands for a byte that is no UTF-8"""


def lines(file: Path) -> Iterator[tuple[int, str]]:
    r"""Number and text of each line, whether it ends in \n, \r\n or \r alone; blank lines are counted, not given.

    Bytes that are no UTF-8 come as lone surrogates, so that one bad line is no end of the file. The parts of a .zip
    are read one after the other and their lines are counted through, as `unzip -p` shows them.

    Raises MissingFile, or InvalidFile where the file breaks off or is not what its suffix says.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with gzip.open(Path(folder) / "a.txt.gz", "wt") as stream:
    ...         _ = stream.write("one\n\nthree\n")
    ...     list(lines(Path(folder) / "a.txt.gz"))
    [(1, 'one'), (3, 'three')]
    """
    check_files([file])
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


def json_of(file: Path) -> Any:
    """The JSON of a file; raises MissingFile, and InvalidFile with the line where it is none."""
    check_files([file])
    return json_in(read_text(file), file)


def json_in(text: str, file: Path, line: int = 1) -> Any:
    """The JSON of a text that begins at this line; raises InvalidFile with the line of the fault.

    >>> json_in('{"id": "Q37"}', Path("q.json"))
    {'id': 'Q37'}
    >>> json_in('{"id": ', Path("q.json"))
    Traceback (most recent call last):
    lkg.errors.InvalidFile: q.json:1  the JSON is cut off. Get the file again; ...
    """
    at, problem = line, ""
    if _LONE.search(text):
        problem = "not UTF-8. Get the file again, or save it as UTF-8."
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        at += error.lineno - 1
        problem = problem or _broken(text, error)
    except RecursionError:
        problem = "its brackets nest too deep to be data. Get the file again."
    if problem:
        raise InvalidFile([Problem(str(file), at, problem)])
    return found


def check_files(files: Sequence[Path], suffix: str = "") -> None:
    """Raises Misuse without files and for a folder, MissingFile for a file that is not there.

    >>> check_files([])
    Traceback (most recent call last):
        ...
    lkg.errors.Misuse: There are no files to import. Name at least one.
    """
    if not files:
        raise Misuse("There are no files to import. Name at least one.")
    for file in files:
        if file.is_dir():
            raise Misuse(f"{file} is a folder. Name the files in it: {file}/*{suffix}")
        if not file.is_file():
            raise MissingFile(f"There is no file {file}. Is the name written as it is on disk?")


def entities_of(files: Sequence[Path], read: Reader[Read], form: str) -> Iterator[Read]:
    """The entities of all files; raises InvalidFile at the end, with the first faults and how many more there are."""
    problems: list[Problem] = []
    for file in files:
        yield from _entities(file, problems, read, form)
    more = len(problems) - LISTED
    if problems:
        raise InvalidFile([*problems[:LISTED], *[Problem("", None, f"{more:,} more faults, and:")] * (more > 0)])


def _entities(file: Path, problems: list[Problem], read: Reader[Read], form: str) -> Iterator[Read]:
    """Those of one file; a file that holds none is one problem, and not one for each line."""
    own: list[Problem] = []
    seen = False
    for entity in read(file, own):
        seen = True
        yield entity
    if seen:
        problems += own
    elif own:
        problems.append(Problem(str(file), own[0].line, f"{own[0].message} No line of it is an entity of {form}."))
    else:
        problems.append(Problem(str(file), None, f"it holds no entity of {form}. Is it the right file?"))


def _broken(text: str, error: json.JSONDecodeError) -> str:
    if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated"):
        return "the JSON is cut off. Get the file again; a dump is cut where a download or a `head -c` ended."
    return f"no JSON at character {error.colno} ({error.msg}). Is it a file of another format?"


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
