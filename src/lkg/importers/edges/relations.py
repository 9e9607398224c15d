"""Which relation and sign an edge has: by our names and labels, a list of one's own words, or its sign alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lkg.errors import InvalidFile, Misuse, Problem
from lkg.identity import fold
from lkg.importers.accounts import count
from lkg.importers.sheets import cells
from lkg.importers.sheets.relations import Meaning, hint, meaning
from lkg.vocab import nearest, ontology

_NUMBERS = {1: "+", -1: "-", 0: "0"}


@dataclass(slots=True)
class Words:
    """The words of one file for its relations, and what they mean."""

    listed: Mapping[str, Meaning | None] = field(default_factory=dict)
    """folded word → its meaning; None: it makes no claim"""
    default: str = ""
    """the relation of edges that name none"""
    by_sign: Counter[str] = field(default_factory=Counter)
    """words of which only the sign is known → how often"""
    unknown: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    """words that mean nothing → how often, and where first"""

    def find(self, word: str, sign: str, line: int | None) -> Meaning | None:
        """What an edge means; None where it makes no claim or its word is unknown, which is noted.

        >>> words = Words()
        >>> words.find("aids", "", 1).relation, words.find("boycotts", "-", 2).relation, words.find("boycotts", "", 3)
        ('aids', 'opposes', None)
        >>> words.unknown
        {'boycotts': (1, 3)}
        """
        if fold(word) in self.listed:
            return self._signed(self.listed[fold(word)], sign)
        found = meaning(word or self.default)
        if found and not found.own:
            return self._signed(found, sign)
        alone = meaning(sign, word) if sign else None
        if alone:
            self.by_sign[word or f"edges without a relation, {sign}"] += 1
            return alone
        number, first = self.unknown.get(word, (0, line))
        self.unknown[word] = number + 1, first
        return None

    def makes_no_claim(self, word: str) -> bool:
        """Whether the list says that a word makes no claim."""
        return fold(word) in self.listed and self.listed[fold(word)] is None

    def check(self, file: Path) -> None:
        """Raise InvalidFile if words of the file mean nothing, or Misuse if no edge has any."""
        if set(self.unknown) == {""} and not self.listed:
            how = "--relation COLUMN names the column, --fill relation='consults with' says it for all edges"
            raise Misuse(f"{file.name} does not say which relation its edges are: {how}, --sign COLUMN takes + and -.")
        problems = [
            Problem(str(file), line, f"relation {word!r} ({number}): none of ours. {_mend(word)}")
            for word, number, line in self._strange()
        ]
        if problems:
            raise InvalidFile(problems)

    def _strange(self) -> Iterator[tuple[str, str, int | None]]:
        for word, (number, line) in self.unknown.items():
            yield word, count(number, "edges"), line

    def _signed(self, found: Meaning | None, sign: str) -> Meaning | None:
        """With the sign of the edge, where it departs from that of a deed."""
        if found is None or not sign:
            return found
        relation = ontology().relations[found.relation]
        polarity = {"+": 1, "-": -1, "0": 0}[sign]
        departs = relation.family != "structural" and polarity != relation.polarity
        return replace(found, polarity=polarity) if departs else found


def words(file: Path | None, default: str) -> Words:
    """The words of a file with two columns, a word and what it means: a relation, + or - or 0, or nothing.

    Raises InvalidFile with every line that means nothing, and Misuse for a default that is no relation.
    """
    if default and not meaning(default):
        raise Misuse(f"{default!r} is no relation. {_mend(default)}")
    listed: dict[str, Meaning | None] = {}
    problems = []
    for line in cells.read(file)[0].lines if file else []:
        word, means = (*line.cells, "", "")[:2]
        found = meaning(means, word) if means else None
        if means and not found and not (line.number == 1 and not nearest(means, ontology().relations)):
            problems.append(Problem(str(file), line.number, f"{means!r} is no relation and no sign. {_mend(means)}"))
        elif word and (found or not means):
            listed[fold(word)] = found
    if problems:
        raise InvalidFile(problems)
    return Words(listed, default)


def sign_of(text: str) -> str:
    """The sign in a cell: a number by its own sign, else a word; empty where there is none.

    >>> sign_of("-0.5"), sign_of("1.0"), sign_of("positive"), sign_of("?")
    ('-', '+', '+', '')
    """
    try:
        number = float(text)
    except ValueError:
        found = meaning(text, "sign") if text else None
        return (
            _NUMBERS[ontology().relations[found.relation].polarity if found.polarity is None else found.polarity]
            if found and found.own
            else ""
        )
    return _NUMBERS[(number > 0) - (number < 0)]


def _mend(word: str) -> str:
    return hint(word, f"in a file (`{word},opposes`; give it by --relations)")
