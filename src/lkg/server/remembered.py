"""Small answers, kept as long as the data stay as they are: pages and dashboards ask the same again and again."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable

from lkg.store.text import COMMENT, NOT_CODE

LARGEST = 65_536
"""bytes of an answer that is kept"""
KEPT = 1024
_CHANGING = re.compile(
    rf"{NOT_CODE}|{COMMENT}|[?$:]\w+|(?P<word>\b(?:RAND|NOW|UUID|STRUUID|BNODE|SERVICE)\b)", re.DOTALL | re.IGNORECASE
)


class Answers:
    """The type and bytes of answers by whatever they depend on; the one asked longest ago goes first.

    >>> answers = Answers()
    >>> answers.keep(("v1", "ASK {}"), "text/csv", b"true")
    >>> answers.find(("v1", "ASK {}")), answers.find(("v2", "ASK {}"))
    (('text/csv', b'true'), None)
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, tuple[str, bytes]] = OrderedDict()

    def find(self, key: Hashable) -> tuple[str, bytes] | None:
        """What was answered before."""
        if key in self._known:
            self._known.move_to_end(key)
        return self._known.get(key)

    def keep(self, key: Hashable, kind: str, data: bytes) -> None:
        """Keep a whole answer, if it is small."""
        if len(data) <= LARGEST:
            self._known[key] = kind, data
            while len(self._known) > KEPT:
                self._known.popitem(last=False)


def stays(query: str) -> bool:
    """Whether a query has the same answer as long as the data stay the same.

    >>> stays("SELECT * { ?s ?p 'NOW' }"), stays("SELECT (NOW() AS ?now) {}")
    (True, False)
    """
    return not any(match["word"] for match in _CHANGING.finditer(query))
