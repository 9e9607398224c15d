"""Pairs looked at one after the other: each with its score, its reasons and some claims, answered with one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lkg import period
from lkg.claims import Actor
from lkg.claims.model import Judgement
from lkg.errors import Misuse
from lkg.matching.judging import WORDS, Judge
from lkg.matching.known import Known
from lkg.matching.pairing import Match
from lkg.vocab import ontology

SHOWN = 3
"""claims that are shown of each actor"""
KEYS: Mapping[str, str] = {"s": "same", "o": "same", "n": "notSame", "u": "unsure"}
ASKED = "s same, keep {kept} · o same, keep {other} · n not the same · u unsure · b back · q stop > "
HELP = "Type one letter and Enter. Every answer is saved at once; q stops, and the next review goes on from there."
TAKEN_BACK = "taken back in the review"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to."""

    answered: int
    left: int
    unsure: int = 0

    def words(self) -> str:
        """One line of counts.

        >>> Reviewed(3, 1).words(), Reviewed(2, 0, 1).words()
        ('3 judged, 1 left; run it again to go on', '2 judged, none left; --again asks about 1 unsure')
        """
        again = f"; --again asks about {self.unsure} unsure" if self.unsure else ""
        left = f"{self.left} left; run it again to go on" if self.left else f"none left{again}"
        return f"{self.answered} judged, {left}"


def review(
    matches: Iterable[Match],
    judge: Judge,
    known: tuple[Known, Known],
    ask: Callable[[str], str],
    tell: Callable[[str], None],
) -> Reviewed:
    """Ask about each pair, and save every answer at once; `ask` gives a line, and an empty text at the end of input.

    A pair that earlier answers settled is passed over; one that cannot be judged so any more is asked again. The last
    answer can be taken back, and stays on record as such.
    """
    return _Review(list(matches), judge, known, ask, tell).run()


@dataclass
class _Review:
    waiting: list[Match]
    judge: Judge
    known: tuple[Known, Known]
    ask: Callable[[str], str]
    tell: Callable[[str], None]
    done: list[tuple[int, Judgement]] = field(default_factory=list)
    """the place of each pair that was answered, and the answer"""

    def run(self) -> Reviewed:
        at = 0
        while at < len(self.waiting):
            found = self.waiting[at]
            if not self.judge.settled.has(found.actor.id, found.other.id):
                self.tell("\n".join(_page(found, self.known, f"{at + 1} of {len(self.waiting)}")))
                answer = self._answer(found, at)
                if answer == "q":
                    return Reviewed(len(self.done), len(self.waiting) - at)
                if answer == "b":
                    at = self._back()
                    continue
            at += 1
        return Reviewed(len(self.done), 0, sum(made.verdict == "unsure" for _, made in self.done))

    def _answer(self, found: Match, at: int) -> str:
        """The key that was understood; q at the end of the input."""
        kept, other = self._kept(found)
        letters = {found.actor.id: "A", found.other.id: "B"}
        while line := self.ask(ASKED.format(kept=letters[kept], other=letters[other])):
            key = line.strip().lower()[:1]
            if key == "q" or (key == "b" and self.done):
                return key
            if key in KEYS and self._judged(found, KEYS[key], other if key == "o" else "", at):
                return key
            if key not in KEYS:
                self.tell(f"  {'No answer was given before.' if key == 'b' else HELP}")
        return "q"

    def _kept(self, found: Match) -> tuple[str, str]:
        """Who is kept where nobody says, and the other one."""
        kept = self.judge.kept(found.actor.id, found.other.id)
        return kept, found.other.id if kept == found.actor.id else found.actor.id

    def _judged(self, found: Match, verdict: str, keep: str, at: int) -> bool:
        try:
            made = self.judge.judge(found.actor.id, found.other.id, verdict, found.words, keep=keep)
        except Misuse as error:
            self.tell(f"  {error}")
            return False
        self.judge.save()
        self.done.append((at, made))
        self.tell(f"  {WORDS[verdict]}{f', kept: {made.kept}' if made.kept else ''} ({made.id})")
        return True

    def _back(self) -> int:
        at, made = self.done.pop()
        self.judge.undo(made.id, TAKEN_BACK)
        self.judge.save()
        self.tell(f"  taken back: {made.id}")
        return at


def _page(found: Match, known: tuple[Known, Known], place: str) -> Iterator[str]:
    yield f"\n{place}   score {found.score:g}   {found.words}"
    for letter, actor, of in zip("AB", (found.actor, found.other), known, strict=True):
        yield f"  {letter}  {_introduced(actor, of)}"
        for name in of.claims.get(actor.id, ())[:SHOWN]:
            yield f"       {_said(of, name)}"


def _introduced(actor: Actor, known: Known) -> str:
    kind = ontology().labels.get(actor.kind, actor.kind)
    facts = [kind, actor.country, actor.wikidata, actor.public_role]
    also = f"; also {', '.join(known.names[actor.id][1:4])}" if len(known.names[actor.id]) > 1 else ""
    claims = known.counts[actor.id]
    counted = f"{claims} claim{'' if claims == 1 else 's'}"
    return f"{actor.label} ({actor.id}): {', '.join(filter(None, facts))}{also}; {counted}"


def _said(known: Known, name: str) -> str:
    record = known.graph.recorded
    claim = record.claims[name]
    label = ontology().labels.get(claim.relation, claim.relation)
    subject, object_ = (record.actors[end].label for end in (claim.subject, claim.object))
    publisher = record.sources[claim.source].publisher
    return f"{subject} {label} {object_}, {period.words(claim.when.text)} ({publisher or 'uncited'}) {claim.id}"
