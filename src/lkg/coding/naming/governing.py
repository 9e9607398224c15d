"""Whether a capital, where a text names it, acts as a government, is only a place, or is part of a longer name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from lkg.coding.grammar.english import english
from lkg.coding.grammar.verbs import SAYING, acts, is_verb
from lkg.coding.readings import DAYS, MONTHS
from lkg.coding.words import Word

GOVERNMENT, PLACE, NEITHER = "government", "place", ""
Span = tuple[int, int]
"""first and last token of a name"""
_JOINING = frozenset(["and", "or", ",", "&", "both"])
_OPENERS = english("openers") | SAYING
_WITHIN, _BOUND, _CITY_NOUNS = english("city_within"), english("bound"), english("city_nouns")
_AIMED_ON = english("aimed_on")
_BEFORE: Mapping[str, frozenset[str]] = {
    "between": english("between"), "to": english("given_to"), "from": english("taken_from"), "of": english("owned_by"),
    "on": _AIMED_ON, "upon": _AIMED_ON, "for": english("meant_for"), "by": english("done_by"),
}  # fmt: skip
"""after which words a preposition and a capital speak of its government"""
_AS_PLACE = frozenset(["to", "from", "on", "upon", "for", "between"])
"""after which a capital is a place where they do not"""
_REACH = 4
"""how many words before a preposition may say what it means"""


def reading(tokens: Sequence[Word], span: Span, spans: Collection[Span], *, is_seat: bool = False) -> str:
    """How a capital at these tokens is meant; names joined to it by and are passed over on both sides.

    A seat such as the White House is its government wherever it is not told as a place.
    """
    if _is_longer(tokens, span, spans):
        return NEITHER
    first, last = _group(tokens, span, spans)
    first -= first > 0 and tokens[first - 1].low == "the"
    before = tokens[first - 1].low if first else ""
    if before in _WITHIN or is_seat:
        return PLACE if before in _WITHIN else GOVERNMENT
    bound = _bound(tokens, span[1])
    if bound is not None:
        return bound
    if before in _BEFORE and not _after_agent(tokens, first):
        return _after_preposition(tokens, first, before)
    acting = _begins(tokens, first) and is_verb([each.low for each in tokens[last + 1 : last + 5]])
    acted_on = before in ("with", "against", "by") or acts(before)
    return GOVERNMENT if acting or acted_on else NEITHER


def _bound(tokens: Sequence[Word], last: int) -> str | None:
    """What a hyphen or the sign of whose it is says: Moscow-backed, Kyiv-based, Beijing's pressure, Oslo's streets."""
    after = [word.low for word in tokens[last + 1 : last + 4]]
    if after[:1] == ["-"]:
        return GOVERNMENT if after[1:] and after[1] in _BOUND else PLACE
    if after[:2] == ["'", "s"]:
        return NEITHER if after[2:] and after[2] in _CITY_NOUNS else GOVERNMENT
    return None


def _after_agent(tokens: Sequence[Word], first: int) -> bool:
    """Whether "by" and a participle stand before, as in "was accused by"."""
    return first > 1 and tokens[first - 1].low == "by" and acts(tokens[first - 2].low)


def _after_preposition(tokens: Sequence[Word], first: int, before: str) -> str:
    said = {word.low for word in tokens[max(first - 1 - _REACH, 0) : first - 1]}
    if said & _BEFORE[before]:
        return GOVERNMENT
    return PLACE if before in _AS_PLACE else NEITHER


def _is_longer(tokens: Sequence[Word], span: Span, spans: Collection[Span]) -> bool:
    """Whether the name belongs to a longer one, as in George Washington, Vilnius University and the Paris Agreement."""
    after = tokens[span[1] + 1] if span[1] + 1 < len(tokens) else None
    if after and _is_name(after) and not any(first == span[1] + 1 for first, _ in spans):
        return True
    before = tokens[span[0] - 1] if span[0] else None
    return before is not None and _is_name(before) and not _begins(tokens, span[0] - 1)


def _is_name(word: Word) -> bool:
    return word.text[0].isupper() and len(word.text) > 1 and word.low not in DAYS and word.low not in MONTHS


def _group(tokens: Sequence[Word], span: Span, spans: Collection[Span]) -> Span:
    """The name with all that are joined to it, by and or a comma, on either side."""
    starts, ends = dict(spans), {last: first for first, last in spans}
    first, last = span
    while (other := _over(tokens, first - 1, -1)) in ends:
        first = ends[other]
    while (other := _over(tokens, last + 1, 1)) in starts:
        last = starts[other]
    return first, last


def _over(tokens: Sequence[Word], place: int, step: int) -> int:
    """The next token beyond joining words, if there is any."""
    begun = place
    while 0 <= place < len(tokens) and tokens[place].low in _JOINING and abs(place - begun) < 2:
        place += step
    return place if place != begun else -1


def _begins(tokens: Sequence[Word], place: int) -> bool:
    """Whether a sentence or a clause may begin here."""
    before = tokens[place - 1].low if place else ""
    return before in _OPENERS or not before[:1].isalnum()
