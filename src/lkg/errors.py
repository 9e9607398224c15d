"""What can go wrong, in words that say where, what and how to mend it.

LkgError
├── Misuse                 the call makes no sense (exit code 2)
│   ├── UnknownTerm        KeyError
│   ├── UnknownActor       KeyError
│   ├── AmbiguousName      KeyError
│   ├── UnknownLens        KeyError
│   ├── UnknownQuery       KeyError
│   ├── UnknownTie         KeyError
│   ├── InvalidLens        ValueError
│   ├── InvalidQuery       ValueError
│   ├── InvalidMeasure     ValueError
│   ├── MissingFile        FileNotFoundError
│   └── InUse              BlockingIOError
└── Finding                the data are at fault (exit code 1)
    ├── InvalidPeriod      ValueError
    ├── InvalidFile        ValueError, many problems together
    ├── EmptyNetwork       ValueError
    ├── NoPath             LookupError
    └── Stale              ValueError
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def _hint(near: Sequence[str]) -> str:
    return f" Did you mean {' or '.join(near)}?" if near else ""


class LkgError(Exception):
    """Any error that lkg raises on purpose.

    >>> issubclass(UnknownActor, KeyError), issubclass(UnknownActor, LkgError)
    (True, True)
    """


class Misuse(LkgError):
    """The call makes no sense as it stands."""


class Finding(LkgError):
    """The call was right, the data are at fault or hold no answer."""


class _Unknown(Misuse, KeyError):
    thing = "name"

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        super().__init__(name)
        self.name, self.near = name, tuple(near)

    def __str__(self) -> str:
        return f"There is no {self.thing} {self.name!r}.{_hint(self.near)}"


class UnknownTerm(_Unknown):
    """A name that the ontology does not define.

    >>> print(UnknownTerm("aliedWith", ["alliedWith"]))
    The ontology defines no term 'aliedWith'. Did you mean alliedWith?
    """

    def __str__(self) -> str:
        return f"The ontology defines no term {self.name!r}.{_hint(self.near)}"


class UnknownActor(_Unknown):
    """A name that no actor of the graph bears."""

    def __str__(self) -> str:
        return f"The graph knows no actor {self.name!r}.{_hint(self.near)}"


class UnknownLens(_Unknown):
    """A lens that neither the graph nor a file holds."""

    thing = "lens"


class UnknownQuery(_Unknown):
    """A named query that the graph does not hold."""

    thing = "named query"


class UnknownTie(_Unknown):
    """A tie or claim that is not there, or that the lens does not see."""

    thing = "tie or claim"


class AmbiguousName(Misuse, KeyError):
    """A name that several actors bear.

    >>> print(AmbiguousName("Congo", ["cd", "cg"]))
    'Congo' can be cd, cg. Give one of these ids.
    """

    def __init__(self, name: str, ids: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.ids = name, tuple(ids)

    def __str__(self) -> str:
        return f"{self.name!r} can be {', '.join(self.ids)}. Give one of these ids."


class InvalidLens(Misuse, ValueError):
    """A lens whose keys or values make no sense."""


class InvalidQuery(Misuse, ValueError):
    """A query that cannot be read or lacks a parameter."""


class InvalidMeasure(Misuse, ValueError):
    """A measure that does not exist, or makes no sense on these ties."""


class MissingFile(Misuse, FileNotFoundError):
    """A file or folder that is not there."""

    def __str__(self) -> str:
        return str(self.args[0])


class InUse(Misuse, BlockingIOError):
    """A store that another program holds for writing."""


class InvalidPeriod(Finding, ValueError):
    """A date that is not EDTF, or not a day of the calendar."""


class EmptyNetwork(Finding, ValueError):
    """Nothing is left to measure or draw."""


class NoPath(Finding, LookupError):
    """Two actors that no chain of claims joins under the lens."""


class Stale(Finding, ValueError):
    """A finding that was made from another version of the graph."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: where it is, what is wrong, how to mend it.

    >>> print(Problem("claims.csv", 3, "no date. Add one."))
    claims.csv:3  no date. Add one.
    """

    file: str
    line: int | None
    message: str
    severe: bool = True

    @property
    def place(self) -> tuple[str, int, str]:
        """What problems are sorted by."""
        return self.file, self.line or 0, self.message

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        words = f"{place}  {self.message}" if place else self.message
        return words if self.severe else f"{words}  (advice)"


class InvalidFile(Finding, ValueError):
    """Files with faults; all of them are listed, nothing was taken over.

    >>> print(InvalidFile([Problem("claims.csv", 17, "the end 1913 lies before the start 1914")]))
    claims.csv:17  the end 1913 lies before the start 1914
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__("\n".join(map(str, self.problems)))
