"""The proposals of one sentence: each wording found in it, with its time, its amount, its modality and whose words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkg import period
from lkg.claims import Actor
from lkg.coding import modality, patterns, reasons
from lkg.coding.articles import Article
from lkg.coding.dates import Dated
from lkg.coding.grammar.attributions import Attribution
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.mentions import Mention
from lkg.coding.proposals import Proposal, identity
from lkg.coding.sighting.sightings import Sighting, sightings
from lkg.evidence import LONGEST
from lkg.importers.amounts import Amount
from lkg.vocab import Relation, ontology

_BESIDE = 50
"""how many characters from the passage an expression of time may stand"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence with all that was found in it."""

    article: Article
    sentence: Sentence
    dates: Sequence[Dated]
    amounts: Sequence[Amount]
    sayings: Sequence[Attribution]
    actors: Mapping[str, Actor]

    def proposals(self) -> Iterator[tuple[int, Proposal]]:
        """Each proposal, and how far its names stand from its words."""
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
        saying = next((each for each in self.sayings if each.covers(sighting.words)), None)
        how, because = self._modality(sighting, relation, date, saying)
        when, dated = reasons.when(date, relation, how, self.article.published_text)
        told = [
            reasons.wording(sighting, self.sentence.parts, *(self._label(each) for each in (subject, object_))),
            *dict.fromkeys(mention.guess for mention in (subject, object_) if mention.guess),
            *([f"{how}, for {because!r}"] * bool(because)),
            *([reasons.said(saying, self._label(saying.by))] if saying else []),
            dated,
        ]
        return Proposal(
            identity(self.article, subject.actor, relation.name, object_.actor, start),
            subject.actor,
            relation.name,
            object_.actor,
            when,
            how,
            start,
            end,
            reasons.grade(sighting.cost, guesses=bool(subject.guess) + bool(object_.guess)),
            "; ".join(told),
            amount.number if amount else "",
            amount.unit if amount else "",
            saying.by.actor if saying else "",
        )

    def _label(self, mention: Mention) -> str:
        return self.actors[mention.actor].label

    def _modality(
        self, sighting: Sighting, relation: Relation, date: Dated | None, saying: Attribution | None
    ) -> tuple[str, str]:
        """In which way the sentence means it, and for which words."""
        own = [self.sentence.parts[i].low for i in sighting.words]
        how, because = modality.of(self._around(sighting), relation, own)
        if not because and saying and saying.is_accusation:
            return "alleged", saying.words
        if date and not because and period.parse(date.when).start_earliest > self.article.published.toordinal():
            return "planned", "a date to come"
        return how, because

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
