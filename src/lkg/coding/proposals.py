"""Claims that a text seems to make, each with its passage and the reason, for a person to decide on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lkg import period
from lkg.claims import Actor, Record
from lkg.coding import modality, patterns, reasons
from lkg.coding.amounts import Amount, amounts
from lkg.coding.articles import Article
from lkg.coding.dates import Dated, dates
from lkg.coding.elements import Sentence, elements
from lkg.coding.mentions import Index, Mention
from lkg.coding.sightings import Sighting, sightings
from lkg.coding.standing import stand_ins
from lkg.coding.words import words
from lkg.evidence import LONGEST, sentences
from lkg.vocab import ontology

_BESIDE = 50
"""how many characters from the passage an expression of time may stand"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a passage seems to make; nothing of it is in a graph until somebody accepts it."""

    id: str
    subject: str
    relation: str
    object: str
    when: str
    modality: str
    start: int
    end: int
    confidence: str
    """high, medium or low: how near the names stand to the words of the relation, no probability"""
    reason: str
    amount: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """What was found in a text."""

    mentions: tuple[Mention, ...]
    dates: tuple[Dated, ...]
    amounts: tuple[Amount, ...]
    proposals: tuple[Proposal, ...]


def code(article: Article, record: Record) -> Coding:
    """Mentions, dates, amounts and proposals of a text; the actors are those of the record and of the list of states.

    A proposal is made for each pair of names that a pattern of the ontology joins within one sentence; the same
    claim found twice in a sentence is proposed once, with the nearer names.
    """
    text, body = article.text, article.body
    index = Index(record.actors.values())
    found = index.mentions(text, body)
    when = [each for each in _dates(article) if not any(_meet(each, mention) for mention in found)]
    much = amounts(text, body)
    stretches = list(sentences(text, body))
    named = stand_ins(text, stretches, found, index.actors)
    made: list[Proposal] = []
    for start, end in stretches:
        inside = [mention for mention in named if start <= mention.start and mention.end <= end]
        dated = [each for each in when if start <= each.start and each.end <= end]
        counted = [each for each in much if start <= each.start and each.end <= end]
        figures = [*((each.start, each.end) for each in dated), *((each.start, each.digits) for each in counted)]
        sentence = Sentence(elements(words(text, start, end), inside, figures), index.actors)
        made += _unique(_View(article, sentence, dated, counted, index.actors).proposals())
    return Coding(tuple(found), tuple(when), tuple(much), tuple(made))


def _dates(article: Article) -> Iterator[Dated]:
    """The expressions of time; what counts from the text's day is no more precise than that day is known."""
    known = article.published_text
    for each in dates(article.text, article.published, article.body):
        finer = each.relative and any(len(part) > len(known) for part in each.when.split("/"))
        yield replace(each, when=each.when[: len(known)]) if finer else each


def _meet(date: Dated, mention: Mention) -> bool:
    """Whether a number in a name, as the 2000 of PzH 2000, was taken for a year."""
    return date.start < mention.end and mention.start < date.end


@dataclass(frozen=True, slots=True)
class _View:
    """A sentence with all that was found in it."""

    article: Article
    sentence: Sentence
    dates: Sequence[Dated]
    amounts: Sequence[Amount]
    actors: Mapping[str, Actor]

    def proposals(self) -> Iterator[tuple[int, Proposal]]:
        for sighting in sightings(self.sentence, patterns.bundled()):
            parts = self.sentence.parts
            start, end = parts[sighting.first].start, parts[sighting.last].end
            if end - start > LONGEST:
                continue
            for subject, object_ in sighting.pairs:
                yield sighting.cost, self._proposal(sighting, subject, object_, start, end)

    def _proposal(self, sighting: Sighting, subject: Mention, object_: Mention, start: int, end: int) -> Proposal:
        relation = ontology().relations[sighting.pattern.relation]
        date, amount = self._date(start, end), self._amount(start, end)
        own = [self.sentence.parts[i].low for i in sighting.words]
        how, because = modality.of(self._around(sighting), relation, own)
        if date and not because and period.parse(date.when).start_earliest > self.article.published.toordinal():
            how, because = "planned", "a date to come"
        when, dated = reasons.when(date, relation, how, self.article.published_text)
        return Proposal(
            identity(self.article, subject.actor, relation.name, object_.actor, start),
            subject.actor,
            relation.name,
            object_.actor,
            when,
            how,
            start,
            end,
            reasons.grade(sighting.cost, lower=bool(subject.stands_for or object_.stands_for)),
            "; ".join(
                [*self._reasons(sighting, subject, object_), *([f"{how}, for {because!r}"] * bool(because)), dated]
            ),
            amount.number if amount else "",
            amount.unit if amount else "",
        )

    def _reasons(self, sighting: Sighting, subject: Mention, object_: Mention) -> Iterator[str]:
        labels = [self.actors[mention.actor].label for mention in (subject, object_)]
        yield reasons.wording(sighting, self.sentence.parts, *labels)
        for mention, label in zip((subject, object_), labels, strict=True):
            if mention.stands_for:
                yield f"{mention.stands_for!r} taken for {label}"

    def _around(self, sighting: Sighting) -> list[str]:
        """The words that may turn a wording: just before it, within it ("is not a member of"), and a no behind it."""
        parts, first, last = self.sentence.parts, sighting.words[0], sighting.words[-1]
        before = [part.low for part in parts[max(sighting.first - modality.NEAR, 0) : first] if part.low]
        within = [parts[i].low for i in range(first, last) if i not in sighting.words and parts[i].low]
        behind = [part.low for part in parts[last + 1 : sighting.last] if part.low in modality.BEHIND]
        return before[-modality.NEAR :] + within + behind

    def _date(self, start: int, end: int) -> Dated | None:
        """The expression of time in the passage, or the nearest one beside it; a far one is of something else."""
        near = [each for each in self.dates if each.start - end < _BESIDE and start - each.end < _BESIDE]
        return min(near, key=lambda each: max(each.start - end, start - each.end, 0), default=None)

    def _amount(self, start: int, end: int) -> Amount | None:
        """The amount of the passage, if it is the only one; of several none is guessed."""
        inside = [each for each in self.amounts if start <= each.start and each.end <= end]
        return inside[0] if len(inside) == 1 else None


def _unique(found: Iterator[tuple[int, Proposal]]) -> list[Proposal]:
    """One proposal for each claim of a sentence, the one whose names are nearest, in the order of the text."""
    best: dict[tuple[str, str, str], tuple[int, Proposal]] = {}
    for cost, proposal in found:
        ends = (proposal.subject, proposal.object)
        key = (proposal.relation, *(sorted(ends) if ontology().relations[proposal.relation].symmetric else ends))
        if key not in best or cost < best[key][0]:
            best[key] = cost, proposal
    return sorted((proposal for _, proposal in best.values()), key=lambda each: (each.start, each.end, each.id))


def identity(article: Article, subject: str, relation: str, object_: str, start: int) -> str:
    """An id that stays the same when the text is coded again, so that nothing is taken over twice."""
    told = f"{subject}|{relation}|{object_}|{start}|{article.text}"
    return f"{article.about['source']}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
