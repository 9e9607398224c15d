"""Quotations that run over several sentences of a paragraph: whoever says one part of them says the others, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkg.coding.grammar.attributions import Attribution, attributions
from lkg.coding.grammar.elements import Element
from lkg.coding.grammar.sentence import Sentence

_OPEN, _CLOSE, _EITHER = frozenset("“«"), frozenset("”»"), '"'


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Whether a sentence begins, and ends, within a quotation, and begins a paragraph."""

    at_start: bool
    at_end: bool
    is_new: bool


def attributed(text: str, sentences: Sequence[Sentence]) -> list[list[Attribution]]:
    """For each sentence what it says of somebody as said, and what of it stands in somebody's quotation."""
    found = [list(attributions(sentence)) for sentence in sentences]
    quoted = list(_quoted(text, sentences))
    _carry_on(found, sentences, quoted)
    _carry_back(found, sentences, quoted)
    return found


def _carry_on(found: list[list[Attribution]], sentences: Sequence[Sentence], quoted: Sequence[_Quoted]) -> None:
    """From a sentence to those after it that stand in quotation marks."""
    speaker: Attribution | None = None
    for sayings, sentence, how in zip(found, sentences, quoted, strict=True):
        own = next((each for each in sayings if each.is_quoted), None)
        speaker = own or (None if how.is_new else speaker)
        if speaker and not own and (how.at_start or _is_opening(sentence.parts[0])):
            sayings.append(_saying(speaker, 0, _closing(sentence.parts)))


def _carry_back(found: list[list[Attribution]], sentences: Sequence[Sentence], quoted: Sequence[_Quoted]) -> None:
    """From a sentence that ends a quotation, ", said X", to those in which it began."""
    for place in range(len(sentences) - 2, -1, -1):
        goes_on = quoted[place].at_end and not quoted[place + 1].is_new
        later = next((each for each in found[place + 1] if each.is_quoted and not each.first), None)
        if goes_on and later and not any(each.is_quoted for each in found[place]):
            parts = sentences[place].parts
            opened = next((i for i in range(len(parts) - 1, -1, -1) if _is_opening(parts[i])), 0)
            found[place].append(_saying(later, opened, len(parts) - 1))


def _saying(speaker: Attribution, first: int, last: int) -> Attribution:
    return Attribution(first, last, speaker.by, speaker.words, is_quoted=True)


def _quoted(text: str, sentences: Sequence[Sentence]) -> Iterator[_Quoted]:
    is_open, read = False, 0
    for sentence in sentences:
        is_new = "\n" in text[read : sentence.parts[0].start]
        begun = is_open and not is_new
        is_open = _left_open(sentence.parts, is_open=begun)
        read = sentence.parts[-1].end
        yield _Quoted(begun, is_open, is_new)


def _left_open(parts: Sequence[Element], *, is_open: bool) -> bool:
    for part in parts:
        if part.low == _EITHER:
            is_open = not is_open
        elif part.low in _OPEN or part.low in _CLOSE:
            is_open = part.low in _OPEN
    return is_open


def _is_opening(part: Element) -> bool:
    return part.low in _OPEN or part.low == _EITHER


def _closing(parts: Sequence[Element]) -> int:
    """Where the quotation ends in which a sentence begins."""
    ends = (place for place, part in enumerate(parts) if place and (part.low in _CLOSE or part.low == _EITHER))
    return next(ends, len(parts) - 1)
