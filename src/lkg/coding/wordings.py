"""Which relations a wording of somebody's own may mean: those whose patterns say it between two names."""

from __future__ import annotations

from collections.abc import Iterator

from lkg.coding.patterns import FIGURE, Forms, Pattern, bundled
from lkg.coding.words import words
from lkg.vocab import ontology

LEAST = 0.6
"""share of the words that a pattern must know"""
SHOWN = 3
_LITTLE = frozenset([
    "a", "an", "the", "to", "of", "in", "on", "by", "for", "with", "at", "from", "against", "between", "into", "and",
    "or", "it", "its", "is", "was", "are", "were", "be",
])  # fmt: skip


def labels(wording: str) -> list[str]:
    """Labels of relations that a wording may mean, best first, each read the way round in which it is worded.

    >>> labels("imposed sanctions on"), labels("was invaded by"), labels("juggles")
    (['sanctions'], ['is attacked by'], [])
    """
    said = [word.low for word in words(wording)]
    scores: dict[str, float] = {}
    for pattern in _candidates(said):
        label = _label(pattern)
        scores[label] = max(scores.get(label, 0), _share(pattern, said))
    best = sorted(scores, key=lambda label: (-scores[label], label))
    return [label for label in best if scores[label] >= max(LEAST, scores[best[0]] - 0.1)][:SHOWN]


def _candidates(said: list[str]) -> Iterator[Pattern]:
    known = bundled()
    for word in said:
        yield from known.get(word, ())


def _share(pattern: Pattern, said: list[str]) -> float:
    """Of the words that matter, the share that the pattern has in this order; 0 where it needs more than is said."""
    rest, met = list(said), list[str]()
    for forms in _fixed(pattern):
        at = next((number for number, word in enumerate(rest) if word in forms), None)
        if at is None:
            return 0
        met.append(rest[at])
        rest = rest[at + 1 :]
    weight = sum(map(_weight, said))
    return sum(map(_weight, met)) / weight if any(word not in _LITTLE for word in met) else 0


def _weight(word: str) -> float:
    return 0.25 if word in _LITTLE else 1


def _fixed(pattern: Pattern) -> Iterator[Forms]:
    for part in pattern.parts:
        yield from (forms for forms in part.words if FIGURE not in forms)


def _label(pattern: Pattern) -> str:
    relation = ontology().relations[pattern.relation]
    return relation.inverse_label if pattern.is_passive and relation.inverse_label else relation.label
