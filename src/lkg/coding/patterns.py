"""The wordings of each relation, as the ontology lists them, made ready to be found in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lkg.coding.derived import PARTICIPLE, derived
from lkg.coding.grammar.english import english
from lkg.coding.words import low, plain, words
from lkg.errors import InvalidFile, Problem, UnknownTerm
from lkg.store import parse_files, value
from lkg.vocab import LKG, PREFIXES, folder, local, ontology

FIGURE = "#"
"""what an amount or a date counts as: one word"""
_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "becom": ("became",), "begin": ("began", "begun"), "break": ("broke", "broken"), "bring": ("brought",),
    "build": ("built",), "buy": ("bought",), "com": ("came",), "fight": ("fought",), "fly": ("flew", "flown"),
    "freez": ("froze", "frozen"), "get": ("got",), "giv": ("gave", "given"), "go": ("went", "gone"),
    "hold": ("held",), "keep": ("kept",), "lead": ("led",), "leav": ("left",), "lend": ("lent",), "meet": ("met",),
    "pay": ("paid",), "run": ("ran",), "seek": ("sought",), "sell": ("sold",), "send": ("sent",),
    "speak": ("spoke", "spoken"), "spend": ("spent",), "stand": ("stood",), "strik": ("struck",),
    "tak": ("took", "taken"), "tell": ("told",), "win": ("won",), "withdraw": ("withdrew", "withdrawn"),
    "withstand": ("withstood",),
}  # fmt: skip
_VERBS = english("be") | english("auxiliaries")
_PLACES = frozenset(["S", "O", "&", "+", "S:", "O:"])
"""how pieces of a pattern begin that are no words"""
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
    def is_noun(self) -> bool:
        """Whether it speaks of a deed by a noun, as "S support for O" does, whose owner need not be a subject."""
        first = next(piece for piece in self.text.split() if piece[:2] not in _PLACES)
        return "~" not in first and _VERBS.isdisjoint(first.split("|"))

    def has_word(self, word: str) -> bool:
        """Whether a word may be one of those that it fixes."""
        return any(word in forms for part in self.parts for forms in part.words)

    @property
    def is_of_two(self) -> bool:
        """Whether its subject and object stand side by side."""
        return any(part.slot == "&" for part in self.parts)

    @property
    def is_passive(self) -> bool:
        """Whether the object stands before the subject."""
        slots = [part.slot for part in self.parts if part.slot]
        return slots == ["O", "S"]


def forms(word: str) -> Forms:
    """What a word of a pattern stands for: itself, with ~ all its endings, with ~ed its participles; | parts words.

    >>> sorted(forms("ban~|block"))
    ['ban', 'band', 'bane', 'baned', 'banes', 'banied', 'banies', 'baning', 'banned', 'banning', 'bans', 'bany', ...]
    >>> "denied" in forms("deny~"), "sent" in forms("send~ed"), "send" in forms("send~ed")
    (True, True, False)
    """
    found: set[str] = set()
    for each in word.split("|"):
        stem = low(plain(each.removesuffix(PARTICIPLE).removesuffix("~")))
        if each.endswith(PARTICIPLE):
            found |= {form for form in _inflected(stem) if form.endswith("ed") or form in _IRREGULAR.get(stem, ())}
        else:
            found |= _inflected(stem) if each.endswith("~") else {stem}
    return frozenset(found)


def _inflected(stem: str) -> set[str]:
    """A stem with all endings, most of which no word has."""
    bare = stem[:-1] if stem.endswith("y") else stem
    found = {stem, *(stem + ending for ending in _ENDINGS), f"{bare}ies", f"{bare}ied"}
    found |= {f"{stem}{stem[-1]}{end}" for end in ("ed", "ing")}
    return found | {low(form) for form in found} | set(_IRREGULAR.get(stem, ()))


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
    """The ontology's patterns, and those that follow from them, by the words with which their fixed part may begin.

    >>> [pattern.text for pattern in bundled()["sanctioned"] if pattern.relation == "sanctions"]
    ['O sanctioned|blacklisted by S', 'S sanction~ O', 'O sanction~ed by S']
    """
    stated = read([folder("ontology") / "patterns.ttl"])
    known = {(pattern.relation, pattern.text) for pattern in stated}
    more = (compiled(pattern.relation, text) for pattern in stated for text in derived(pattern.text))
    return by_first([*stated, *(pattern for pattern in more if (pattern.relation, pattern.text) not in known)])


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
