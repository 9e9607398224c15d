"""What an import of a panel met: every row is counted once, and what was not taken has its line and reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lkg.errors import Problem
from lkg.importers.accounts import count


@dataclass(slots=True)
class Account:
    """Counts that grow while the records stream, complete when the last is out.

    rows = used + silent + mirrored + duplicates + bad rows, always. It is an account of its own, and not that of
    `lkg.importers.accounts`, because one claim rests on many rows: rows and claims are counted apart, gaps and open
    ends are told, and bad rows are kept, for a spell is known only after the last row.
    """

    file: str
    rows: int = 0
    used: int = 0
    """rows that at least one claim rests on"""
    silent: int = 0
    """rows that make no claim by the mapping, such as a code for no alliance"""
    mirrored: int = 0
    """rows of an undirected panel that repeat a row from the other side"""
    claims: int = 0
    bridged: int = 0
    """years inside spells that no row states, by the mapping's rule for gaps"""
    ongoing: int = 0
    """claims with an open end, by what the mapping says of the end of the data"""
    duplicates: list[tuple[int, int]] = field(default_factory=list)
    """(line, the line that it repeats)"""
    faults: list[tuple[int, str]] = field(default_factory=list)
    """(line, what is wrong and how to mend it) of the bad rows"""
    unnamed: list[str] = field(default_factory=list)
    """codes that the file of names lacks: these actors are called by their code"""

    def fault(self, line: int, message: str) -> None:
        """Note a bad row."""
        self.faults.append((line, message))

    def repeat(self, line: int, first: int) -> None:
        """Note a row that says what an earlier one said."""
        self.duplicates.append((line, first))

    def listed(self) -> Iterator[Problem]:
        """Every bad row and every repeated one, as `file:line  reason`; then the codes without a name."""
        yield from self._bad()
        yield from self._repeated()
        yield from self._nameless()

    def words(self, *, most: int = 5) -> str:
        """Counts, and the first few rows that were not taken: at most `most` of each sort.

        >>> account = Account("igo.csv", rows=3, used=2, claims=1)
        >>> account.fault(4, "the year 'MCM' is no year. Write it as 1945.")
        >>> print(account.words())
        igo.csv: 3 rows read: 2 used, 1 bad. 1 claim.
        igo.csv:4  the year 'MCM' is no year. Write it as 1945.
        """
        counts = ", ".join(f"{number:,} {what}" for what, number in self._rows() if number or what == "used")
        lines = [
            f"{self.file}: {count(self.rows, 'rows')} read: {counts}. {count(self.claims, 'claims')}{self._ends()}."
        ]
        sorts = ((self._bad(), self.faults), (self._repeated(), self.duplicates), (self._nameless(), self.unnamed))
        for problems, found in sorts:
            lines += map(str, islice(problems, most))
            if len(found) > most:
                lines.append(f"… and {len(found) - most:,} more like these")
        return "\n".join(lines)

    def _rows(self) -> Iterator[tuple[str, int]]:
        yield "used", self.used
        yield "without a claim", self.silent
        yield "from the other side", self.mirrored
        yield "repeated", len(self.duplicates)
        yield "bad", len(self.faults)

    def _ends(self) -> str:
        ongoing = f", {self.ongoing:,} with an open end" if self.ongoing else ""
        return ongoing + (f"; {count(self.bridged, 'years')} without a row bridged" if self.bridged else "")

    def _bad(self) -> Iterator[Problem]:
        return (Problem(self.file, line, message) for line, message in self.faults)

    def _repeated(self) -> Iterator[Problem]:
        return (Problem(self.file, line, f"it repeats line {first}", False) for line, first in self.duplicates)

    def _nameless(self) -> Iterator[Problem]:
        message = "the file of names lacks {!r}: the code serves as the name"
        return (Problem(self.file, None, message.format(code), False) for code in self.unnamed)
