"""Receipts as files carry them: inside a PNG, SVG or PDF, beneath a table, in JSON or a page; or beside an export."""

from __future__ import annotations

import html
import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lkg.errors import MissingFile, Misuse

RECEIPT = "receipt.json"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BEGINS = re.compile(r'\{\s*"finding"')
_KEYWORDS = re.compile(rb"/Keywords \(((?:[^\\()]|\\.)*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def receipt_of(file: Path) -> Mapping[str, Any]:
    """The receipt that a file or folder carries, or that lies beside it, where `lkg export` writes it.

    Raises MissingFile where there is no such file or folder, Misuse where there is no receipt.
    """
    return receipt_in(holder_of(file).read_bytes()) or {}


def holder_of(file: Path) -> Path:
    """The file in which the receipt of a file or folder stands: itself, or one beside it; raises as `receipt_of`."""
    if not file.exists():
        raise MissingFile(f"There is no file or folder {file}.")
    for place in _places(file):
        if place.is_file() and receipt_in(place.read_bytes()) is not None:
            return place
    beside = "in" if file.is_dir() else "beside"
    raise Misuse(
        f"{file} carries no receipt, and none lies {beside} it. Give a picture, table or JSON that lkg made, as lkg "
        "wrote it, or an export with its receipt.json."
    )


def _places(file: Path) -> Iterator[Path]:
    """Where a receipt may stand: within; as receipt.json of a folder; for net-ties.csv as net-receipt.json."""
    if file.is_dir():
        yield file / RECEIPT
        return
    yield file
    parts = file.stem.split("-")
    for size in range(len(parts), 0, -1):
        yield file.with_name(f"{'-'.join(parts[:size])}-{RECEIPT}")
    yield file.with_name(RECEIPT)


def receipt_in(content: bytes) -> Mapping[str, Any] | None:
    """The first receipt among the bytes of a file of any of these formats, or None.

    >>> receipt_in(b'who,rank\\nchina,1\\n# receipt {"finding": "rank", "graph": "sha256:0"}\\n')["finding"]
    'rank'
    """
    for text in _texts(content):
        for start in _BEGINS.finditer(text):
            try:
                found, _ = json.JSONDecoder().raw_decode(text, start.start())
            except json.JSONDecodeError:
                continue
            if isinstance(found, dict) and "graph" in found:
                return found
    return None


def _texts(content: bytes) -> Iterator[str]:
    if content.startswith(SIGNATURE):
        yield from _png_texts(content)
    elif content.startswith(b"%PDF"):
        yield from map(_pdf_text, _KEYWORDS.findall(content))
    elif content.lstrip().startswith(b"<"):
        # a title within may hold & and <
        yield html.unescape(content.decode("utf-8", "replace"))
    else:
        text = content.decode("utf-8", "replace")
        yield text
        # in a page and in an SVG the quotation marks are written as entities
        yield html.unescape(text)


def _png_texts(content: bytes) -> Iterator[str]:
    place = len(SIGNATURE)
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        data = content[place + 8 : place + 8 + size]
        if kind == b"tEXt":
            yield data.partition(b"\0")[2].decode("latin-1")
        elif kind == b"iTXt":
            yield _international(data)
        place += size + 12


def _international(data: bytes) -> str:
    _, _, rest = data.partition(b"\0")
    text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    return (zlib.decompress(text) if rest[:1] == b"\1" else text).decode("utf-8", "replace")


def _pdf_text(raw: bytes) -> str:
    plain = _ESCAPED.sub(lambda found: _CONTROL.get(found[1], found[1]), raw)
    return plain.decode("utf-16") if plain.startswith(b"\xfe\xff") else plain.decode("utf-8", "replace")
