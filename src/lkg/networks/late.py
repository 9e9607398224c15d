"""Collections that are made when somebody first looks inside: a million ties cost nothing until they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

Key = TypeVar("Key")
Item = TypeVar("Item")


class LateSequence(Sequence[Item]):
    """A sequence of known length whose items are made on first use.

    >>> ties = LateSequence(3, lambda: print("made") or "abc")
    >>> len(ties)
    3
    >>> ties[1], ties[2]
    made
    ('b', 'c')
    """

    def __init__(self, size: int, make: Callable[[], Iterable[Item]]) -> None:
        self._size, self._make = size, make

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._items[index]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)


class LateMapping(Mapping[Key, Item], Generic[Key, Item]):
    """A mapping that is made on first use.

    >>> claims = LateMapping(lambda: print("made") or {"C1": "a claim"})
    >>> claims["C1"], "C2" in claims
    made
    ('a claim', False)
    """

    def __init__(self, make: Callable[[], Mapping[Key, Item]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> Mapping[Key, Item]:
        return self._make()

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, key: Key) -> Item:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)
