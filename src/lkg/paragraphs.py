"""Paragraphs whose lines were broken for the eye, put together again; every position stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NARROWEST, _WIDEST = 32, 120
"""within which widths lines are broken for the eye"""
_SEVERAL = 3
"""lines from which their width shows that they were broken"""
_BULLET = re.compile(r"\s*(?:[-*•–—‣◦·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_WITHIN = re.compile(r"[\w,’'\-–(&]$")
"""how a line ends that breaks off within a sentence"""


def whole(text: str) -> str:
    """The text with a space in place of each line feed that only breaks a line; an empty line or a bullet ends one.

    >>> whole("China has\\nsanctioned Lithuania,\\nwhich waits.\\n\\n- A point\\n- Another")
    'China has sanctioned Lithuania, which waits.\\n\\n- A point\\n- Another'
    """
    found, position = list(text), 0
    for block in _blocks(text):
        for line, follower in pairwise(block):
            position += len(line)
            if _runs_on(line.rstrip("\r\n"), follower.rstrip("\r\n"), _width(block)):
                found[position - 1] = " "
        position += len(block[-1])
    return "".join(found)


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines that stand together, and by itself each one that is empty."""
    block: list[str] = []
    for line in _LINE.findall(text):
        if block and (not line.strip() or not block[-1].strip()):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _width(block: Sequence[str]) -> int:
    """How wide lines were set; 0 where two of them cannot tell, as of a headline and what stands below it."""
    return max(len(line.rstrip()) for line in block) if len(block) >= _SEVERAL else 0


def _runs_on(line: str, follower: str, width: int) -> bool:
    """Whether a line goes on in the next: its sentence is not over, or that one's first word would not have fitted."""
    if _BULLET.match(follower):
        return False
    if _WITHIN.search(line) and follower[:1].islower():
        return True
    first = follower.split(maxsplit=1)[0]
    return _NARROWEST <= width <= _WIDEST and len(line) + 1 + len(first) > width
