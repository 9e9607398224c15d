"""Which words of a sentence point back to an actor named before, and to which kind of actor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkg.coding.grammar.verbs import SAYING, acts
from lkg.coding.words import low, plain

_ANY = ("State", "Organization")
_NOUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("country|nation|kingdom|republic", ("State",)),
    ("bloc|union|alliance|organi[sz]ation|grouping", ("InternationalOrganization", "Forum")),
    ("government|cabinet", ("GovernmentBody", "State")),
    ("company|firm|manufacturer|chipmaker", ("Company",)),
    ("president|prime minister|foreign minister|minister|chancellor|premier|ambassador|envoy", ("Person",)),
)
_HEADS = (
    "commission|council|parliament|ministry|department|university|cent(?:re|er)|court|bank|agency|committee|institute"
)
"""what may stand for a body in whose name it is, as "the Commission" """
_PAIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("countries|states|nations|sides|governments|neighbou?rs|allies|capitals", ("State",)),
    ("leaders|presidents|prime ministers|foreign ministers|ministers", ("Person",)),
)
_OFFICIAL = (
    r"(?:(?:foreign|defen[cs]e|interior|finance|economy|trade|justice|armed|air|prime) )?"
    r"(?:government|ministry|forces?|parliament|president|minister|army|military|troops|navy|authorities|leaders?|"
    r"officials?|diplomats?|envoys?)\b"
)
_OF_A_STATE = r"(?:accession|membership|acceptance|admission|inclusion|independence|sovereignty|territorial)\b"
_NOT_AFTER = r"(?!\s+(?:of|that|which|who|whose|where)\b)"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point back, where they stand, and to what."""

    start: int
    end: int
    kinds: tuple[str, ...]
    count: int = 1
    """how many actors: 1, 2, or 0 for all those with whom a sentence begins"""
    looks_within: bool = True
    """whether the actor may be named in the same sentence"""
    is_nearest: bool = False
    """whether the last actor counts, not the first of a sentence"""
    head: str = ""
    """a word that is part of the actor's name"""


def references(text: str, stretch: tuple[int, int]) -> Iterator[Reference]:
    """All words of a sentence that point back.

    >>> text = "It met the two leaders, and they praised the country."
    >>> [(text[each.start : each.end], each.count) for each in references(text, (0, len(text)))]
    [('the country', 1), ('the two leaders', 2), ('It', 1)]
    """
    folded = plain(text[stretch[0] : stretch[1]])
    for pattern, kinds, count, outside in _FORMS:
        for match in pattern.finditer(folded):
            start, end = stretch[0] + match.start(1), stretch[0] + match.end(1)
            near = match[1] == "its"
            within = near or (not outside and not _is_object(folded, match))
            yield Reference(start, end, kinds, count, within, near)
    for match in _HEAD.finditer(folded):
        start, end = stretch[0] + match.start(), stretch[0] + match.end()
        yield Reference(start, end, ("Organization",), is_nearest=True, head=low(match[1]))


def _is_object(folded: str, match: re.Match[str]) -> bool:
    """Whether a verb acts on it, so that it is hardly the subject of its own sentence."""
    before = folded[: match.start(1)].rsplit(maxsplit=1)
    whose = folded[match.end(1) : match.end(1) + 2] == "'s"
    return bool(before) and not whose and acts(before[-1].lower())


def _forms() -> Iterator[tuple[re.Pattern[str], tuple[str, ...], int, bool]]:
    """Each form, the kinds it may stand for, how many, and whether they are named in an earlier sentence."""
    for nouns, kinds in _NOUNS:
        yield re.compile(rf"\b([Tt]he (?:{nouns}))\b{_NOT_AFTER}"), kinds, 1, False
    for nouns, kinds in _PAIRS:
        yield re.compile(rf"\b((?:[Tt]he (?:two|both)|[Bb]oth) (?:{nouns}))\b{_NOT_AFTER}"), kinds, 2, False
    yield re.compile(r"\A(It)\b"), _ANY, 1, True
    yield re.compile(r"\A(They)\b"), _ANY, 0, True
    yield re.compile(r"\A(He|She)\b"), ("Person",), 1, True
    yield re.compile(rf"\b(he|she)\b(?= (?:{'|'.join(sorted(SAYING))})\b)"), ("Person",), 1, True
    yield re.compile(rf"\A(Its) (?={_OFFICIAL})"), ("State",), 1, True
    yield re.compile(rf"\A(Their) (?={_OFFICIAL})"), ("State",), 0, True
    yield (
        re.compile(rf"\b(?:for|of|against|to|support|recognise|recognize|respect) (its) (?={_OF_A_STATE})"),
        ("State",),
        1,
        False,
    )


_FORMS = tuple(_forms())
_HEAD = re.compile(rf"\b[Tt]he ((?i:{_HEADS}))\b{_NOT_AFTER}(?! [A-Z])")
