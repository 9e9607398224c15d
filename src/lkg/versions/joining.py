"""Things of two versions joined one by one: by id, and field by field where both have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from textwrap import shorten
from typing import Any

from lkg import turtle
from lkg.versions.conflicts import ALL, Answer, Conflict, Conflicts, Key, table
from lkg.versions.fields import heading, names, written

WIDTH = 60
"""letters of a line that a conflict shows"""


class Joining:
    """The conflicts met while two versions are joined, and the answers there are for them."""

    def __init__(self, prefer: str, answers: Mapping[Key, Answer], words: Callable[[Any], str]) -> None:
        self.prefer, self.answers, self.words = prefer, answers, words
        self.open: list[Conflict] = []
        self.settled: list[Conflict] = []

    def join(
        self, thing: str, a: Mapping[str, Any], b: Mapping[str, Any], base: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The things of one kind of both sides, by id."""
        found = {id: self._one(thing, id, a.get(id), b.get(id), (base or {}).get(id)) for id in sorted({*a, *b})}
        return {id: each for id, each in found.items() if each is not None}

    def _one(self, thing: str, id: str, a: Any, b: Any, base: Any) -> Any:
        # without a base nothing is known of why a thing is missing, and it stays
        if base in (a, b) or a == b:
            return b if a == base else a
        if a is None or b is None or isinstance(a, str):
            return self._whole(thing, id, a, b)
        return self._by_field(thing, id, a, b, base)

    def _whole(self, thing: str, id: str, a: Any, b: Any) -> Any:
        conflict = Conflict(thing, id, ALL, *_whole(a, b), what=self.words(b if a is None else a))
        return {"A": a, "B": b}[self._choose(conflict)]

    def _by_field(self, thing: str, id: str, a: Any, b: Any, base: Any) -> Any:
        strange = thing == "claim" and all(getattr(a, n) != getattr(b, n) for n in ("subject", "relation", "object"))
        chosen = {}
        for name in names(a):
            ours, theirs = getattr(a, name), getattr(b, name)
            root = getattr(base, name) if base is not None else None
            if ours == theirs or (base is not None and theirs == root):
                chosen[name] = ours
            elif base is not None and ours == root:
                chosen[name] = theirs
            else:
                said = written(ours), written(theirs)
                conflict = Conflict(thing, id, heading(name), *said, strange, "" if strange else self.words(base or a))
                chosen[name] = {"A": ours, "B": theirs}[self._choose(conflict)]
        return replace(a, **chosen)

    def _choose(self, conflict: Conflict) -> str:
        """A or B; a conflict without an answer is kept, and A stands in until all are known."""
        given = self.answers.get(conflict.key)
        fits = given is not None and (given.a, given.b) == (conflict.a, conflict.b)
        chosen = given.take if given and fits and given.take else self.prefer
        (self.settled if chosen else self.open).append(replace(conflict, taken=chosen))
        return chosen or "A"

    def refuse(self, resolutions: Path | None) -> None:
        """Raise Conflicts if any is open; where a table of resolutions is named, they are written into it first."""
        if not self.open:
            return
        if resolutions:
            turtle.save(resolutions, table([*self.open, *self.settled]))
        raise Conflicts(self.open)


def _whole(a: Any, b: Any) -> tuple[str, str]:
    """What each side made of a thing that one of them took out, or of a text: the first line that differs."""
    if not (isinstance(a, str) and isinstance(b, str)):
        return tuple("" if each is None else "changed" for each in (a, b))  # type: ignore[return-value]
    lines = enumerate(zip_longest(a.splitlines(), b.splitlines(), fillvalue=""), 1)
    number, both = next((number, both) for number, both in lines if both[0] != both[1])
    one, other = (f"in line {number} {shorten(line, WIDTH, placeholder=' …')!r}" for line in both)
    return one, other
