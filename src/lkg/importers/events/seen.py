"""Which events were met already, in little memory."""

from __future__ import annotations

_PAGE = 12
"""bits of a number within its page"""


class Numbers:
    """A set of whole numbers that lie close together, as the ids of events do: one bit each, in pages of 512 bytes."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def add(self, number: int) -> bool:
        """Take a number in; whether it is new.

        >>> seen = Numbers()
        >>> seen.add(7), seen.add(7), seen.add(-7)
        (True, False, True)
        """
        place = number >> _PAGE
        page = self._pages.get(place)
        if page is None:
            page = self._pages[place] = bytearray(1 << _PAGE - 3)
        index, bit = (number & (1 << _PAGE) - 1) >> 3, 1 << (number & 7)
        if page[index] & bit:
            return False
        page[index] |= bit
        return True


class Events:
    """The ids of events: numbers by the bit, other texts as they are (about 150 bytes each)."""

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._texts: set[str] = set()

    def add(self, name: str) -> bool:
        """Take an id in; whether it is new."""
        if name.isdecimal() and name.isascii() and len(name) < 16 and (name == "0" or name[0] != "0"):
            return self._numbers.add(int(name))
        if name in self._texts:
            return False
        self._texts.add(name)
        return True


class Mutual:
    """Events that a code book codes once for either side, such as meetings; only the latest are kept.

    Such a code book writes the two rows next to each other.

    >>> met = Mutual()
    >>> met.mirrors("2022-05-01 meeting", "a", "b"), met.mirrors("2022-05-01 meeting", "b", "a")
    (False, True)
    """

    def __init__(self, size: int = 100_000) -> None:
        self._size = size
        self._met: set[tuple[str, str, str]] = set()

    def mirrors(self, what: str, subject: str, object_: str) -> bool:
        """Whether the same was met with its sides exchanged; if not, it is kept."""
        if (what, object_, subject) in self._met:
            return True
        if len(self._met) >= self._size:
            self._met.clear()
        self._met.add((what, subject, object_))
        return False
