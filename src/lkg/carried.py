"""Receipts as files carry them: inside a PNG, SVG or PDF, beneath a table, in JSON or a page."""

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

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BEGINS = re.compile(r'\{\s*"finding"')
_KEYWORDS = re.compile(rb"/Keywords \(((?:[^\\()]|\\.)*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def receipt_of(file: Path) -> Mapping[str, Any]:
    """The receipt that a file carries; raises MissingFile where there is no file, Misuse where there is no receipt."""
    if not file.is_file():
        raise MissingFile(f"There is no file {file}.")
    found = receipt_in(file.read_bytes())
    if found is None:
        raise Misuse(f"{file} carries no receipt. Give a picture, table or JSON that lkg made, as lkg wrote it.")
    return found


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
