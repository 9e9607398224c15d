"""Which relation a word means: one of ours by name or label, either way round, or a word of one's own by a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lkg.identity import fold
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.faults import Fault
from lkg.importers.sheets.phrases import bare, forms
from lkg.vocab import nearest, ontology

SIGNS: Mapping[str, tuple[str, int | None]] = {
    "+": ("supports", None),
    "-": ("opposes", None),
    "0": ("consultsWith", 0),
}
"""sign → the widest relation that bears it, and the polarity that replaces that of the relation"""
_WRITTEN = {"+1": "+", "1": "+", "positive": "+", "cooperation": "+", "−": "-", "–": "-", "-1": "-", "negative": "-",
            "conflict": "-", "neutral": "0", "none": "0"}  # fmt: skip
ACTIVE = ("left", "bought", "shut", "championed")
"""what of the labels from the other end says as much when it is active; "joined" and "reached" may mean more"""
Suggest = Callable[[str], Sequence[str]]
"""labels of relations, best first, that a wording may mean"""


def nothing(_: str) -> Sequence[str]:
    """Suggest nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """A relation of ours, whether its ends are to be exchanged, and what is said of a word of one's own."""

    relation: str
    swapped: bool = False
    polarity: int | None = None
    own: str = ""
    """the word of one's own, where only its sign is known"""
    read_as: str = ""
    """the label for which another form of the same verb was taken"""


class Words:
    """The words of one file: those of its list go before the ontology's."""

    def __init__(
        self, listed: Iterable[Row] = (), faults: list[Fault] | None = None, suggest: Suggest = nothing
    ) -> None:
        self._own: dict[str, Meaning] = {}
        self._said: dict[str, str] = {}
        """word of the list → what stands beside it"""
        self._suggest = suggest
        self.unknown: dict[str, Sequence[str]] = {}
        """words that mean nothing yet, and labels that may be meant"""
        for row in listed:
            self._list(row, faults if faults is not None else [])

    def _list(self, row: Row, faults: list[Fault]) -> None:
        if not row["means"]:
            self.unknown[row["word"]] = self.near(row["word"])
            return
        found = meaning(row["means"], row["word"])
        if found and self._own.get(fold(row["word"]), found) != found:
            said = self._said[fold(row["word"])]
            faults.append(row.fault("means", f"{said} in an earlier row. A word has one meaning."))
        elif found:
            self._own[fold(row["word"])], self._said[fold(row["word"])] = found, row["means"]
        else:
            faults.append(row.fault("means", f"no relation and no sign. {hint(row['means'])}"))

    def find(self, word: str) -> Meaning | None:
        """What a word means, or None, and then it is among the unknown ones."""
        found = self._own.get(fold(word)) or _known().get(fold(word)) or _forms().get(bare(word))
        if found is None and word not in self.unknown:
            self.unknown[word] = self.near(word)
        return found

    def near(self, word: str) -> Sequence[str]:
        """What a word may mean: what one like it in the list does, else a relation worded so, else a like label."""
        own = [self._said[each] for each in nearest(fold(word), self._own)]
        return list(dict.fromkeys(own)) or self._suggest(word) or near(word)

    def hint(self, word: str) -> str:
        """How to mend a word that means nothing."""
        return _asked(self.unknown.get(word, ()), "in the sheet Relations")


def meaning(text: str, word: str = "") -> Meaning | None:
    """What a list says that a word means: a relation by name or label, or a sign.

    A sign alone is read as the widest relation that bears it; the word itself stays with the claim.

    >>> meaning("is sanctioned by")
    Meaning(relation='sanctions', swapped=True, polarity=None, own='', read_as='')
    >>> meaning("-", "boycotts")
    Meaning(relation='opposes', swapped=False, polarity=None, own='boycotts', read_as='')
    """
    sign = _WRITTEN.get(text.strip().lower(), text.strip())
    if sign in SIGNS:
        relation, polarity = SIGNS[sign]
        return Meaning(relation, polarity=polarity, own=word)
    return _known().get(fold(text.removeprefix("lkg:"))) or _forms().get(bare(text))


def hint(word: str, where: str = "in the sheet Relations") -> str:
    """How to mend a word that is no relation; `where` one can say what it means.

    >>> hint("aidz")
    'Did you mean aids?'
    """
    return _asked(near(word), where)


def near(word: str) -> list[str]:
    """The labels of relations, from either end, that look like a word.

    >>> near("is sanctionned by")
    ['is sanctioned by']
    """
    labels = [name for each in ontology().relations.values() for name in (each.label, each.inverse_label) if name]
    return nearest(word, labels)


def _asked(labels: Sequence[str], where: str) -> str:
    if labels:
        return f"Did you mean {' or '.join(labels)}?"
    return f"Choose one of the list (`lkg import relations`), or say what it means {where}: a relation, + or -."


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


@cache
def _forms() -> Mapping[str, Meaning]:
    """The labels in other forms; one that two relations share means neither."""
    found: dict[str, dict[Meaning, str]] = defaultdict(dict)
    for relation in ontology().relations.values():
        for label in filter(None, (relation.label, relation.inverse_label)):
            for form in forms(label):
                found[form].setdefault(_known()[fold(label)], label)
        # "is left by" from one end is "left" from the other
        acted = re.fullmatch(r"is (\w+) by", relation.inverse_label)
        if acted and acted[1] in ACTIVE:
            found[acted[1]].setdefault(Meaning(relation.name), relation.label)
    return {
        form: replace(single, read_as=label)
        for form, each in found.items()
        if len(each) == 1
        for single, label in each.items()
    }
