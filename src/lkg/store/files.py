"""Files of RDF and text as they are read: whole, or refused with the file and the line."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from lkg.errors import InvalidFile, MissingFile, Misuse, Problem

if TYPE_CHECKING:
    from typing_extensions import Buffer

FORMATS: Mapping[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
PACKED: Mapping[str, Callable[[IO[bytes]], Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
"""how to unpack, by suffix"""
Read = Callable[[int], None]
"""is told how many bytes of the files, packed as they are, have been read since it was last told"""


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a raw stream; whatever making a piece raises comes out of the read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, target: Buffer) -> int:
        room = memoryview(target)
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(room), len(self._rest))
        room[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def stream_of(pieces: Iterator[bytes]) -> IO[bytes]:
    """Pieces of bytes as a stream that a parser reads.

    >>> stream_of(iter([b"ab", b"", b"c"])).read(2), stream_of(iter([b"ab", b"", b"c"])).read()
    (b'ab', b'abc')
    """
    return io.BufferedReader(_Pieces(pieces), 1 << 16)


def bytes_of(files: Iterable[Path], told: Read | None = None) -> IO[bytes]:
    """Files of lines as one stream, unpacked; between two files stands a line end.

    Reading raises InvalidFile where a packed file is cut off or not sound, MissingFile where there is none.
    """
    return stream_of(piece for file in files for piece in chain(_pieces(file, told), (b"\n",)))


def opened(file: Path) -> IO[bytes]:
    """A file opened for reading; raises MissingFile."""
    if not file.is_file():
        raise MissingFile(f"There is no file {file}.")
    return file.open("rb")


def read_text(file: Path) -> str:
    """A text file as it is, line ends included; raises MissingFile, or InvalidFile where it is not UTF-8."""
    with opened(file) as stream:
        data = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidFile([Problem(str(file), line, "not UTF-8. Save the file as UTF-8 text.")]) from None


def parse_files(files: Iterable[Path]) -> list[ox.Quad]:
    """The quads of files; raises InvalidFile with every file that cannot be read, or MissingFile."""
    found: list[ox.Quad] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found.extend(parsed(file))
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return found


def parsed(file: Path, *, apart: bool = False, told: Read | None = None) -> Iterator[ox.Quad]:
    """The quads of one file as they are read; raises InvalidFile or MissingFile.

    With `apart` blank nodes are told apart from those of other files.
    """
    form = format_of(file)
    try:
        yield from ox.parse(bytes_of([file], told), form, rename_blank_nodes=apart)
    except SyntaxError as error:
        raise invalid(file, error) from None


def invalid(file: Path, error: SyntaxError) -> InvalidFile:
    """The fault that a parser found in a file."""
    return InvalidFile([Problem(str(file), error.lineno, syntax_message(error))])


def format_of(file: Path) -> ox.RdfFormat:
    """The syntax of a file by its suffix, that of packing set aside; raises Misuse for a strange one.

    >>> format_of(Path("world.nt.gz")) is ox.RdfFormat.N_TRIPLES
    True
    >>> format_of(Path("table.csv"))
    Traceback (most recent call last):
        ...
    lkg.errors.Misuse: table.csv: no RDF syntax is known for .csv. Use .ttl.
    """
    suffix = Path(file.stem).suffix if file.suffix in PACKED else file.suffix
    if suffix not in FORMATS:
        raise Misuse(f"{file}: no RDF syntax is known for {suffix or 'a file without suffix'}. Use .ttl.")
    return FORMATS[suffix]


def has_blank_nodes(file: Path) -> bool:
    """Whether N-Triples may hold blank nodes; a text with their mark in it counts, too."""
    last = b""
    for piece in _pieces(file, None):
        if b"_:" in piece or last + piece[:1] == b"_:":
            return True
        last = piece[-1:]
    return False


def syntax_message(error: SyntaxError) -> str:
    """A parser's complaint about RDF, with the place in the line and what to do."""
    what = re.sub(r"^Parser error at line \d+ (?:column \d+|between columns \d+ and \d+): ", "", error.msg)
    place = f", column {error.offset}" if error.offset else ""
    return f"not valid RDF{place}: {what}. Mend this line or the one before."


def _pieces(file: Path, told: Read | None) -> Iterator[bytes]:
    unpack = PACKED.get(file.suffix)
    with opened(file) as raw:
        stream, before = unpack(raw) if unpack else raw, 0
        try:
            while piece := stream.read(1 << 16):
                yield piece
                if told:
                    told(raw.tell() - before)
                    before = raw.tell()
        except (EOFError, zlib.error, lzma.LZMAError, OSError) as error:
            if unpack is None:
                raise
            fault = "it is cut off" if isinstance(error, EOFError) else f"it is no sound {file.suffix} file ({error})"
            raise InvalidFile([Problem(str(file), None, f"{fault}. Fetch it again.")]) from None
