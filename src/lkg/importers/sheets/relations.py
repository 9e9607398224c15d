"""Which relation a word means: one of ours by name or label, either way round, or a word of one's own by a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from lkg.identity import fold
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.faults import Fault
from lkg.vocab import nearest, ontology

SIGNS: Mapping[str, tuple[str, int | None]] = {
    "+": ("supports", None),
    "-": ("opposes", None),
    "0": ("consultsWith", 0),
}
"""sign → the widest relation that bears it, and the polarity that replaces that of the relation"""
_WRITTEN = {"+1": "+", "1": "+", "positive": "+", "cooperation": "+", "−": "-", "–": "-", "-1": "-", "negative": "-",
            "conflict": "-", "neutral": "0", "none": "0"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """A relation of ours, whether its ends are to be exchanged, and what is said of a word of one's own."""

    relation: str
    swapped: bool = False
    polarity: int | None = None
    own: str = ""
    """the word of one's own, where only its sign is known"""


class Words:
    """The words of one file: those of its list go before the ontology's."""

    def __init__(self, listed: Iterable[Row] = (), faults: list[Fault] | None = None) -> None:
        self._own: dict[str, Meaning] = {}
        for row in listed:
            found = meaning(row["means"], row["word"])
            if found:
                self._own[fold(row["word"])] = found
            elif faults is not None:
                faults.append(row.fault("means", f"no relation and no sign. {hint(row['means'])}"))

    def find(self, word: str) -> Meaning | None:
        """What a word means, or None."""
        return self._own.get(fold(word)) or _known().get(fold(word))

    def hint(self, word: str) -> str:
        """How to mend a word that means nothing."""
        own = nearest(fold(word), self._own)
        return f"Did you mean {own[0]}?" if own else hint(word)


def meaning(text: str, word: str = "") -> Meaning | None:
    """What a list says that a word means: a relation by name or label, or a sign.

    A sign alone is read as the widest relation that bears it; the word itself stays with the claim.

    >>> meaning("is sanctioned by")
    Meaning(relation='sanctions', swapped=True, polarity=None, own='')
    >>> meaning("-", "boycotts")
    Meaning(relation='opposes', swapped=False, polarity=None, own='boycotts')
    """
    sign = _WRITTEN.get(text.strip().lower(), text.strip())
    if sign in SIGNS:
        relation, polarity = SIGNS[sign]
        return Meaning(relation, polarity=polarity, own=word)
    return _known().get(fold(text.removeprefix("lkg:")))


@cache
def _known() -> Mapping[str, Meaning]:
    found: dict[str, Meaning] = {}
    for relation in ontology().relations.values():
        spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in relation.name)
        if relation.inverse_label:
            found.setdefault(fold(relation.inverse_label), Meaning(relation.name, swapped=not relation.symmetric))
        for name in (relation.label, spaced, relation.name):
            found[fold(name)] = Meaning(relation.name)
    return found


def hint(word: str, where: str = "in the sheet Relations") -> str:
    """How to mend a word that is no relation; `where` one can say what it means.

    >>> hint("aidz")
    'Did you mean aids?'
    """
    labels = [relation.label for relation in ontology().relations.values()]
    near = nearest(word, [*labels, *ontology().relations])
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"Choose one of the list (`lkg import relations`), or say what it means {where}: a relation, + or -."
