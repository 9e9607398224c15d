"""Pairs looked at one after the other: each with its score, its reasons and some claims, answered with one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lkg import period
from lkg.claims import Actor
from lkg.errors import Misuse
from lkg.matching.judging import WORDS, Judge
from lkg.matching.known import Known
from lkg.matching.pairing import Match
from lkg.vocab import ontology

SHOWN = 3
"""claims that are shown of each actor"""
KEYS: Mapping[str, str] = {"s": "same", "n": "notSame", "u": "unsure"}
ASKED = "s same · n not the same · u unsure · q stop > "
HELP = "Type s, n or u and Enter; q stops, and what is answered is kept. `o` is same, but keeps the other one."


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to."""

    answered: int
    left: int

    def words(self) -> str:
        """One line of counts."""
        left = f"{self.left} left; run it again to go on" if self.left else "none left"
        return f"{self.answered} judged, {left}"


def review(
    matches: Iterable[Match],
    judge: Judge,
    known: tuple[Known, Known],
    ask: Callable[[str], str],
    tell: Callable[[str], None],
) -> Reviewed:
    """Ask about each pair, and save every answer at once; `ask` gives a line, and an empty text at the end of input.

    A pair that earlier answers already made one, or that cannot be judged so any more, is passed over or asked again.
    """
    waiting = list(matches)
    answered = 0
    for number, found in enumerate(waiting):
        if judge.as_one(found.actor.id, found.other.id):
            continue
        tell("\n".join(_page(found, known, f"{number + 1} of {len(waiting)}")))
        if not _answer(found, judge, ask, tell):
            return Reviewed(answered, len(waiting) - number)
        answered += 1
    return Reviewed(answered, 0)


def _answer(found: Match, judge: Judge, ask: Callable[[str], str], tell: Callable[[str], None]) -> bool:
    """One answer, saved; false where the review shall stop."""
    while line := ask(ASKED):
        key = line.strip().lower()[:1]
        if key == "q":
            return False
        try:
            if _judged(found, judge, key, tell):
                return True
        except Misuse as error:
            tell(f"  {error}")
        else:
            tell(f"  {HELP}")
    return False


def _judged(found: Match, judge: Judge, key: str, tell: Callable[[str], None]) -> bool:
    verdict = KEYS.get("s" if key == "o" else key)
    if verdict is None:
        return False
    actor, other = found.actor.id, found.other.id
    usual = judge.kept(actor, other)
    keep = (other if usual == actor else actor) if key == "o" else ""
    made = judge.judge(actor, other, verdict, found.words, keep=keep)
    judge.save()
    tell(f"  {WORDS[verdict]}{f', kept: {made.kept}' if made.kept else ''} ({made.id})")
    return True


def _page(found: Match, known: tuple[Known, Known], place: str) -> Iterator[str]:
    yield f"\n{place}   score {found.score:g}   {found.words}"
    for letter, actor, of in zip("AB", (found.actor, found.other), known, strict=True):
        yield f"  {letter}  {_introduced(actor, of)}"
        for name in of.claims.get(actor.id, ())[:SHOWN]:
            yield f"       {_said(of, name)}"


def _introduced(actor: Actor, known: Known) -> str:
    facts = [actor.kind, actor.country, actor.wikidata, actor.public_role]
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
