"""The wordings of each relation, as the ontology lists them, made ready to be found in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lkg.coding.words import low, plain, words
from lkg.errors import InvalidFile, Problem, UnknownTerm
from lkg.store import parse_files, value
from lkg.vocab import LKG, PREFIXES, folder, local, ontology

FIGURE = "#"
"""what an amount or a date counts as: one word"""
_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "break": ("broke", "broken"), "bring": ("brought",), "build": ("built",), "buy": ("bought",), "fight": ("fought",),
    "fly": ("flew", "flown"), "freez": ("froze", "frozen"), "giv": ("gave", "given"), "go": ("went", "gone"),
    "hold": ("held",), "lead": ("led",), "leav": ("left",), "lend": ("lent",), "meet": ("met",), "pay": ("paid",),
    "sell": ("sold",), "send": ("sent",), "speak": ("spoke", "spoken"), "spend": ("spent",), "stand": ("stood",),
    "strik": ("struck",), "tak": ("took", "taken"), "tell": ("told",), "win": ("won",),
    "withdraw": ("withdrew", "withdrawn"),
}  # fmt: skip
_ENDINGS = ("", "e", "s", "es", "d", "ed", "ing", "y", "ies", "ied", "ying")
Forms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a pattern: a place for a name, or words that follow one another."""

    slot: str = ""
    """S or O; & where both stand side by side"""
    kind: str = ""
    """the class that the name must have, as in S:Person; else any that the relation allows"""
    words: tuple[Forms, ...] = ()
    tight: bool = False
    """nothing may stand between it and the piece before"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording that says a relation between a subject and an object."""

    relation: str
    text: str
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """How many words it fixes: of two that meet in a text, the longer one knows better."""
        return sum(FIGURE not in forms for part in self.parts for forms in part.words)

    @property
    def is_passive(self) -> bool:
        """Whether the object stands before the subject."""
        slots = [part.slot for part in self.parts if part.slot]
        return slots == ["O", "S"]


def forms(word: str) -> Forms:
    """What a word of a pattern stands for: itself, or with ~ all its endings; | parts alternatives.

    >>> sorted(forms("ban~|block"))
    ['ban', 'band', 'bane', 'baned', 'banes', 'banied', 'banies', 'baning', 'banned', 'banning', 'bans', 'bany', ...]
    """
    found: set[str] = set()
    for each in word.split("|"):
        stem = low(plain(each.removesuffix("~")))
        found.add(stem)
        if each.endswith("~"):
            found |= {stem + ending for ending in _ENDINGS} | {f"{stem}{stem[-1]}{end}" for end in ("ed", "ing")}
            found |= {low(form) for form in found} | set(_IRREGULAR.get(stem, ()))
    return frozenset(found)


def compiled(relation: str, text: str) -> Pattern:
    """One pattern from its text; raises ValueError where it has no subject, no object or no word.

    >>> made = compiled("sanctions", "O sanctioned by S")
    >>> [part.slot or len(part.words) for part in made.parts], made.is_passive
    (['O', 2, 'S'], True)
    """
    parts: list[Part] = []
    tight = False
    for piece in text.replace("S & O", "&").replace("O & S", "&").split():
        if piece != "+":
            part = _part(piece, tight=tight)
            joins = part.words and parts and parts[-1].words and not tight
            parts = [*parts[:-1], replace(parts[-1], words=parts[-1].words + part.words)] if joins else [*parts, part]
        tight = piece == "+"
    slots = sorted(part.slot for part in parts if part.slot)
    if slots not in (["O", "S"], ["&"]) or not any(part.words for part in parts):
        raise ValueError(f"{text!r} needs S and O, once each, and a word between or beside them.")
    return Pattern(relation, text, tuple(parts))


def _part(piece: str, *, tight: bool) -> Part:
    slot, _, kind = piece.partition(":")
    if slot in ("S", "O", "&"):
        return Part(slot, kind and LKG[kind] and kind, tight=tight)
    return Part(words=tuple(forms(each) for each in _tokens(piece)), tight=tight)


@cache
def bundled() -> Mapping[str, tuple[Pattern, ...]]:
    """The ontology's patterns by the words with which their fixed part may begin.

    >>> [pattern.text for pattern in bundled()["accuses"] if pattern.relation == "accuses"]
    ['S accus~ O']
    """
    return by_first(read([folder("ontology") / "patterns.ttl"]))


def read(files: Iterable[Path]) -> list[Pattern]:
    """All patterns of some Turtle files; raises InvalidFile with every one that makes no sense."""
    found, problems = [], []
    for file in files:
        for relation, text in _stated(file):
            try:
                found.append(compiled(ontology().relation(relation).name, text))
            except (ValueError, UnknownTerm) as error:
                problems.append(Problem(str(file), None, f"lkg:{relation}: {error}"))
    if problems:
        raise InvalidFile(problems)
    return sorted(found, key=lambda pattern: (pattern.relation, pattern.text))


def _stated(file: Path) -> Iterator[tuple[str, str]]:
    """(relation, text) of each pattern in a file."""
    for quad in parse_files([file]):
        if quad.predicate.value == PREFIXES["lkg"] + "pattern":
            yield local(value(quad.subject)), value(quad.object)


def by_first(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by each form of their first fixed word."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        first = next(part.words[0] for part in pattern.parts if part.words)
        for form in first:
            found[form].append(pattern)
    # without a fixed word, as in "O + S", compiled() refuses
    return {form: tuple(each) for form, each in found.items()}


def _tokens(piece: str) -> list[str]:
    if any(sign in piece for sign in "~|"):
        return [piece]
    return [word.text for word in words(piece)]
